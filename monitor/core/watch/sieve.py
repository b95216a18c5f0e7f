"""Pairs of neighbours in a text that may be of a pattern, found without a step of Python for each word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice
from operator import and_, itemgetter

from monitor.core.watch.leads import UNTOLD, Leads
from monitor.core.watch.learnt import LARGEST
from monitor.core.watch.page import Page

_BITS = 512  # for each word of a pair one of so many: two words that share one cost a closer look
_ALL = (1 << _BITS) - 1
_OF_RIGHT = _ALL << _BITS  # the right word of a pair wants the left one
_ALWAYS = 1 << 2 * _BITS  # what a word leads to does not depend on the one beside it
_OF_LEFT = _ALL | _ALWAYS
_ON_LEFT, _ON_RIGHT = itemgetter(0), itemgetter(1)


class Sieve:
    """Finds the pairs of neighbours that may be of a pattern by bits of their words, without a step of Python for each.

    The left one of a pair says which words it wants after it and which it is, the right one which it is and which it
    wants before it; where they have a bit in common somebody has to look.
    """

    def __init__(self, leads: Mapping[bytes, Leads], neighbours: Mapping[bytes, frozenset[int] | None]) -> None:
        self._bits = _Bits(leads, neighbours)

    def places(self, page: Page) -> list[tuple[int, int]]:
        """Where words begin and end that lead somewhere, unless nothing beside them is what they want; and others."""
        parts = page.parts()
        return page.spans(parts, self._indexes(parts))

    def _indexes(self, parts: Sequence[bytes]) -> Iterator[int]:
        place = [*compress(range(len(parts)), parts), len(parts) - 1]
        bits = [*map(self._bits.__getitem__, filter(None, parts)), self._bits[b""]]
        common = list(map(and_, map(_ON_LEFT, bits), map(_ON_RIGHT, islice(bits, 1, None))))
        done = -1
        for first in compress(range(len(common)), common):
            if common[first] & _OF_LEFT and first > done:
                yield place[first]
            if common[first] & _OF_RIGHT:
                done = first + 1
                yield place[done]


class _Bits(dict[bytes, tuple[int, int]]):
    """The bits of a folded word as the left one of a pair and as the right one, remembered."""

    def __init__(self, leads: Mapping[bytes, Leads], neighbours: Mapping[bytes, frozenset[int] | None]) -> None:
        super().__init__()
        self._leads = leads
        self._neighbours = neighbours
        self._each: dict[tuple[int, int], tuple[int, int]] = {}

    def __missing__(self, code: bytes) -> tuple[int, int]:
        if len(self) > LARGEST:
            self.clear()
            self._each = {}
        leads, is_one_of = self._leads[code], self._neighbours[code]
        bits = _bits_on_left(leads, is_one_of), _bits_on_right(leads, is_one_of)
        # five in six words have the bits of others: they share them, and these stay in the cache of the processor
        self[code] = bits = self._each.setdefault(bits, bits)
        return bits


def _bits(words: Iterable[int]) -> int:
    bits = 0
    for word in words:
        bits |= 1 << word % _BITS
    return bits


def _bits_on_left(leads: Leads, is_one_of: frozenset[int] | None) -> int:
    own = _ALL if is_one_of is None else _bits(is_one_of)
    wanted = _bits(leads.after.words) if leads.after is not None else 0
    always = leads is UNTOLD or leads.alone or leads.near is not None
    return wanted | own << _BITS | (_ALWAYS if always else 0)


def _bits_on_right(leads: Leads, is_one_of: frozenset[int] | None) -> int:
    own = _ALL if is_one_of is None else _bits(is_one_of)  # the end of a text as well
    wanted = _bits(leads.before.words) if leads.before is not None else 0
    return own | wanted << _BITS | _ALWAYS
