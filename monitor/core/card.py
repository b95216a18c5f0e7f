"""What a card says: an element beside others of its kind, with headings that are links."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import islice

from lxml.etree import _Element

from monitor.core.element_words import all_words
from monitor.core.heading_links import To
from monitor.core.sentence import has_full_stop
from monitor.core.text_place import CLOCK

SAYS, TEASER = 8, 20  # words beside its heading with which an entry says something, and more than a teaser does
_CARD, _LONGEST = 40, 80  # words of a card that has sentences, and of one whose teaser is none
_TEXTS_OF_CARD = 200  # pieces, blanks too


class Card:
    """An element with others of its kind beside it, with headings that are links; it may be an entry of the article."""

    def __init__(self, element: _Element, headings: Sequence[_Element], leads: Collection[To]) -> None:
        self.element, self.headings = element, headings
        self.group = element.getparent()
        self.leads_on = all(to is To.ARTICLE for to in leads)  # to other articles of the outlet
        self.leads_here = To.HERE in leads or To.NOWHERE in leads
        self.is_own = leads == {To.HERE}

    @cached_property
    def _pieces(self) -> list[str]:
        return list(islice(map(str, self.element.itertext()), _TEXTS_OF_CARD))

    @property
    def is_large(self) -> bool:
        """Whether it may hold all the others, or the article."""
        return len(self._pieces) == _TEXTS_OF_CARD

    @cached_property
    def words(self) -> int:
        """How many stand beside its headings."""
        return self._all_words - sum(map(all_words, self.headings)) if not self.is_large else self._all_words

    @cached_property
    def _all_words(self) -> int:
        return len("".join(self._pieces).split())

    @cached_property
    def has_clock(self) -> bool:
        return any(":" in piece and CLOCK.search(piece) is not None for piece in self._pieces)

    @cached_property
    def has_sentence(self) -> bool:
        return any(map(has_full_stop, self._pieces))

    @property
    def is_dated_entry(self) -> bool:
        """Whether it says more than a teaser does, and at what time."""
        return self.has_clock and self.has_sentence and self.words > TEASER

    @property
    def is_teaser(self) -> bool:
        """Whether it says no more than cards of other articles do, wherever it lies."""
        return not self.leads_here and not self.is_dated_entry and not self._is_long

    @property
    def _is_long(self) -> bool:
        return self.is_large or self._all_words > (_CARD if self.has_sentence else _LONGEST)

    @property
    def says_something(self) -> bool:
        """Whether it may be an entry among paragraphs: it has a clock and sentences, if it leads to another article."""
        return self.says_more or (self.words >= SAYS and self.has_clock and self.has_sentence)

    @property
    def says_more(self) -> bool:
        """Whether it may be an entry in a box: it says more than a teaser, if it leads to another article."""
        return self.words >= SAYS and (not self.leads_on or self._is_long or self.is_dated_entry)
