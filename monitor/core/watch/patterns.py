"""What a term becomes when it is compiled: a run of numbered words."""

from typing import NamedTuple

Name = tuple[int, str, str | None]  # watchlist, term, alias
_PERSON_GAP = 6  # thrice two or twice three: بن محمد, بن عبد العزيز; each more costs some percent
_LOOSE_GAP = 1  # a preposition


class Pattern(NamedTuple):
    """One way in which a term of a watchlist may be written."""

    watchlist: int  # its place in the sequence
    term: str  # as the watchlist writes it
    words: tuple[int, ...]
    alias: str | None = None  # the other name this is, as written
    person: bool = False  # patronymics may stand inside; the family name alone counts once the whole was met
    family: int = 0  # how many of a person's last words are the family name
    fathered: bool = False  # before the family name the father's name may stand, as in Iraq and Egypt without بن
    origin: bool = False  # his family name may say where somebody is from, and a father's name before it needs a title
    halves: tuple[int, ...] = ()  # the places of second halves of his names, before which nothing may stand: نصر الله
    dotless: bool = False  # a person's name with على for علي: found where that is no preposition
    loose: bool = False  # a long phrase: clitics anywhere, one changed preposition
    capitals: bool = False  # a short Latin name that is also an everyday word: US, IS, WHO
    signed: bool = False  # a «+» stands behind it: أوبك+

    @property
    def name(self) -> Name:
        """What has several patterns where it can be written in several ways."""
        return self.watchlist, self.term, self.alias

    @property
    def is_whole(self) -> bool:
        """Whether a first name before it is his son's; two first names may be the rest of his own: طه ياسين رمضان."""
        return self.family > 0 and (self.fathered or len(self.words) - self.family - len(self.halves) > 1)

    @property
    def gap(self) -> int:
        """How many words may stand between two of its own."""
        return _PERSON_GAP if self.person else _LOOSE_GAP if self.loose else 0
