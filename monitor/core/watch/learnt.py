"""Where each folded word of the texts leads that was ever met: found out once, then remembered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import length_hint

from monitor.core.watch.leads import NOWHERE, UNTOLD, Leads, joined
from monitor.core.watch.vocabulary import Vocabulary

LARGEST = 500_000  # folded words remembered; about 60 MB at worst


class Learnt:
    """For each folded word (codes.encode) where it leads. Most lead nowhere: passed over without a step of Python."""

    def __init__(self, vocabulary: Vocabulary, by_word: Mapping[int, Leads]) -> None:
        """`by_word`: where each word of the vocabulary leads."""
        self._vocabulary = vocabulary
        self._by_word = by_word
        self._cold: set[bytes] = {b""}  # words that lead nowhere, and what stands between two blanks
        self._leads: dict[bytes, Leads] = {}

    def places(self, parts: Sequence[bytes]) -> Iterator[int]:
        """Where words stand that lead somewhere, or were never met."""
        rest, last = iter(parts), len(parts) - 1
        passes_over = self._cold.issuperset
        # stops behind the first part that is not cold: a third quicker than a filter that then looks for its place
        while not passes_over(rest):
            yield last - length_hint(rest)

    def leads(self, code: bytes) -> Leads:
        """Where a word leads."""
        return self._leads.get(code) or (NOWHERE if code in self._cold else self._learn(code))

    def of(self, words: Iterable[int]) -> Leads:
        """Where a token leads that may be these words."""
        return joined([self._by_word[word] for word in words if word in self._by_word])

    def pass_over(self, code: bytes) -> None:
        """Remember a word that is known to lead nowhere."""
        self._make_room()
        self._cold.add(code)

    def _make_room(self) -> None:
        if len(self._cold) + len(self._leads) > LARGEST:
            self._cold, self._leads = {b""}, {}

    def _learn(self, code: bytes) -> Leads:
        """Where a word leads that was not met before, remembered."""
        self._make_room()
        possible = self._vocabulary.possible(code)
        if possible:
            leads = self.of(possible)
        elif possible is None:
            inside = self._vocabulary.may_hold(code)
            leads = UNTOLD if inside is None or inside & self._by_word.keys() else NOWHERE
        else:
            leads = NOWHERE
        if leads is NOWHERE:
            self._cold.add(code)
        else:
            self._leads[code] = leads
        return leads
