"""What a term becomes when it is compiled: a run of numbered words."""

from typing import NamedTuple

_PERSON_GAP = 6  # twice two or three: بن محمد
_LOOSE_GAP = 1  # a preposition


class Pattern(NamedTuple):
    """One way in which a term of a watchlist may be written."""

    watchlist: int  # its place in the sequence
    term: str  # as the watchlist writes it
    words: tuple[int, ...]
    alias: str | None = None  # the other name this is, as written
    person: bool = False  # patronymics may stand inside; the last word alone counts once the whole was met
    loose: bool = False  # a long phrase: clitics anywhere, one changed preposition
    capitals: bool = False  # a short Latin name that is also an everyday word: US, IS, WHO

    @property
    def gap(self) -> int:
        """How many words may stand between two of its own."""
        return _PERSON_GAP if self.person else _LOOSE_GAP if self.loose else 0
