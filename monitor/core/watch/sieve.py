"""Pairs of neighbours in a text that may be of a pattern, found without a step of Python for each word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice, repeat
from operator import and_, rshift

from monitor.core.watch.leads import UNTOLD, Leads
from monitor.core.watch.learnt import LARGEST
from monitor.core.watch.page import Page

_BITS = 512  # for each word of a pair one of so many: two words that share one cost a closer look
_EACH = 1  # every word is this one, and who leads somewhere by itself wants it
_ALL = (1 << _BITS) - 1


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
        common = list(map(and_, bits, map(rshift, islice(bits, 1, None), repeat(_BITS))))
        done = -1
        for first in compress(range(len(common)), common):
            if common[first] & _ALL and first > done:
                yield place[first]
            if common[first] > _ALL:
                done = first + 1
                yield place[done]


class _Bits(dict[bytes, int]):
    """Of a folded word, remembered, from below: bits of those it wants after it, of those it is, of those before it."""

    def __init__(self, leads: Mapping[bytes, Leads], neighbours: Mapping[bytes, frozenset[int] | None]) -> None:
        super().__init__()
        self._leads = leads
        self._neighbours = neighbours
        self._each: dict[int, int] = {}

    def __missing__(self, code: bytes) -> int:
        if len(self) > LARGEST:
            self.clear()
            self._each = {}
        bits = _together(self._leads[code], self._neighbours[code])
        # five in six words have the bits of others: they share them, and these stay in the cache of the processor
        self[code] = bits = self._each.setdefault(bits, bits)
        return bits


def _together(leads: Leads, is_one_of: frozenset[int] | None) -> int:
    always = leads is UNTOLD or leads.alone or leads.near is not None
    after = (_bits(leads.after.words) if leads.after is not None else 0) | (_EACH if always else 0)
    own = _ALL if is_one_of is None else _bits(is_one_of) | _EACH  # all: the end of a text as well
    before = _bits(leads.before.words) if leads.before is not None else 0
    return after | own << _BITS | before << 2 * _BITS


def _bits(words: Iterable[int]) -> int:
    bits = 0
    for word in words:
        bits |= 2 << word % (_BITS - 1)
    return bits
