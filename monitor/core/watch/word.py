"""A word that a watchlist asks for: the forms it is found by."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from monitor.core.arabic.fold import NOT_ARABIC
from monitor.core.arabic.keywords import Place, keyword_keys, keyword_stems
from monitor.core.arabic.onsets import Onsets, onsets
from monitor.core.arabic.stems import Stem
from monitor.core.arabic.tokens import is_arabic
from monitor.core.model.watchlist import TermMatch, WordClass

_INFLECTED = TermMatch.INFLECTED


class Word(NamedTuple):
    """A word of a term or a name, as it is to be looked for."""

    written: str  # an Arabic one cleaned
    place: Place
    match: TermMatch
    long: bool  # in a phrase of four words or more
    stated: WordClass | None = None  # what the analyst said it is

    @property
    def inflected(self) -> bool:
        """Whether it is found by stems; else only without any particle, inflection or pronoun."""
        return self.match is not TermMatch.EXACT and is_arabic(self.written)

    def stems(self) -> dict[str, list[Stem]]:
        """The stems it is found by, by folded form."""
        derived = self.match is TermMatch.DERIVED
        return keyword_stems(self.written, self._place, long=self.long, derived=derived, stated=self.stated)

    def onsets(self) -> Onsets | None:
        """How the folded forms of its stems begin; None: only the forms tell."""
        if self.match is not _INFLECTED or self.stated is not None:
            return None
        return onsets(self.written, self.place, long=self.long)

    def keys(self) -> Iterable[str]:
        """The folded forms of its stems."""
        return _keys(self.written, self._place, self.long, self.match is TermMatch.DERIVED, self.stated)

    def is_derived(self, key: str, stem: Stem) -> bool:
        """Whether a stem, of this folded form, is of another word, derived from this one: الإرهابي of ~إرهاب."""
        if self.match is not TermMatch.DERIVED:
            return False
        return all(own.note != stem.note for own in self._replace(match=_INFLECTED).stems().get(key, ()))

    @property
    def _place(self) -> Place:
        return Place.NAME if NOT_ARABIC.search(self.written) else self.place


@lru_cache(20_000)  # a changed watchlist is compiled anew, most of its words stay; about 20 MB at worst
def _keys(written: str, place: Place, long: bool, derived: bool, stated: WordClass | None) -> tuple[str, ...]:
    return tuple(keyword_keys(written, place, long=long, derived=derived, stated=stated))
