"""Pairs of neighbours in a text that may be of a pattern, found without a step of Python for each word."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice
from operator import and_

from monitor.core.watch.leads import UNTOLD, Leads
from monitor.core.watch.learnt import LARGEST
from monitor.core.watch.page import Page

_BITS = 512  # for each word of a pair one of so many: two words that share one cost a closer look
_ALL = (1 << _BITS) - 1
_OF_RIGHT = _ALL << _BITS  # the right word of a pair wants the left one
_ALWAYS = 1 << 2 * _BITS  # what a word leads to does not depend on the one beside it
_OF_LEFT = _ALL | _ALWAYS


class Sieve:
    """Finds the pairs of neighbours that may be of a pattern by bits of their words, without a step of Python for each.

    The left one of a pair says which words it wants after it and which it is, the right one which it is and which it
    wants before it; where they have a bit in common somebody has to look.
    """

    def __init__(self, leads: Mapping[bytes, Leads], neighbours: Mapping[bytes, frozenset[int] | None]) -> None:
        self._left = _Memory(lambda code: _bits_on_left(leads[code], neighbours[code]))
        self._right = _Memory(lambda code: _bits_on_right(leads[code], neighbours[code]))

    def places(self, page: Page) -> list[tuple[int, int]]:
        """Where words begin and end that lead somewhere, unless nothing beside them is what they want; and others."""
        parts = page.parts()
        return page.spans(parts, self._indexes(parts))

    def _indexes(self, parts: Sequence[bytes]) -> Iterator[int]:
        place = [*compress(range(len(parts)), parts), len(parts) - 1]
        words = [*filter(None, parts), b""]
        left, right = map(self._left.__getitem__, words), map(self._right.__getitem__, islice(words, 1, None))
        common = list(map(and_, left, right))
        done = -1
        for first in compress(range(len(common)), common):
            if common[first] & _OF_LEFT and first > done:
                yield place[first]
            if common[first] & _OF_RIGHT:
                done = first + 1
                yield place[done]


class _Memory(dict[bytes, int]):
    """What is told of a folded word, remembered."""

    def __init__(self, tell: Callable[[bytes], int]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, code: bytes) -> int:
        if len(self) > LARGEST:
            self.clear()
        self[code] = told = self._tell(code)
        return told


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
