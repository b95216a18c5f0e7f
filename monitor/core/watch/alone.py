"""Patterns of one word: which of them each token may be, found out once for every way of writing, then remembered."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor.core.watch.context import TOLD_BY_KIND
from monitor.core.watch.family import is_rather_adjective
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.plus import is_without_sign
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.rules import rule
from monitor.core.watch.vocabulary import Vocabulary

_LARGEST = 100_000  # token types; about 45 MB at 100,000 terms


class Way(NamedTuple):
    """A pattern that a token may be, read so, and what is then said of it."""

    pattern: Pattern
    reading: Reading
    rule: str


class Alone(dict[str, tuple[tuple[Way, ...], ...]]):
    """For each token, as written, the patterns of one word it may be, each in one way or several, best first."""

    def __init__(self, vocabulary: Vocabulary, by_word: Mapping[int, Sequence[Pattern]]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._by_word = by_word

    def __missing__(self, surface: str) -> tuple[tuple[Way, ...], ...]:
        if len(self) >= _LARGEST:
            self.clear()
        found = tuple(
            tuple([Way(pattern, _asked(pattern, reading), rule(pattern, surface, (reading,))) for reading in whole])
            for word, readings in self._vocabulary.by_word(surface).items()
            if (
                whole := [
                    reading for reading in readings if reading.reads is not Reads.PART or reading.doubts is TOLD_BY_KIND
                ]
            )
            for pattern in self._by_word.get(word, ())
            if not pattern.capitals or surface.isupper()
        )
        self[surface] = found
        return found


def _asked(pattern: Pattern, reading: Reading) -> Reading:
    """A reading that asks for the «+» behind it, where the pattern has one, or whether it is rather an adjective."""
    if pattern.signed:
        return reading._replace(doubts=(*reading.doubts, is_without_sign))
    if pattern.origin:
        return reading._replace(doubts=(*reading.doubts, is_rather_adjective))
    return reading
