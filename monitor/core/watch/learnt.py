"""Where each folded word leads that may be one of the watchlists' words: found out once, then remembered."""

from collections.abc import Iterable, Mapping

from monitor.core.watch.leads import NOWHERE, UNTOLD, Leads, joined
from monitor.core.watch.vocabulary import Vocabulary

LARGEST = 500_000  # folded words remembered; about 60 MB at worst


class Learnt(dict[bytes, Leads]):
    """For each folded word (codes.encode) where it leads."""

    def __init__(self, vocabulary: Vocabulary, by_word: Mapping[int, Leads]) -> None:
        """`by_word`: where each word of the vocabulary leads."""
        super().__init__()
        self._vocabulary = vocabulary
        self._by_word = by_word

    def of(self, words: Iterable[int]) -> Leads:
        """Where a token leads that may be these words."""
        return joined([self._by_word[word] for word in words if word in self._by_word])

    def find(self, code: bytes) -> Leads:
        """Where a folded word leads, worked out anew."""
        possible = self._vocabulary.possible(code)
        if possible is not None:
            return self.of(possible)
        inside = self._vocabulary.may_hold(code)
        return UNTOLD if inside is None or inside & self._by_word.keys() else NOWHERE

    def __missing__(self, code: bytes) -> Leads:
        if len(self) > LARGEST:
            self.clear()
        self[code] = leads = self.find(code)
        return leads
