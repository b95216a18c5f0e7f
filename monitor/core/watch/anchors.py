"""Which words of a text lead to a pattern: only the rarest word of each does, so most of a text is never looked at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import is_function_word
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.vocabulary import Vocabulary

_LARGEST = 500_000  # folded words remembered; about 60 MB at worst


class Anchor(NamedTuple):
    """A pattern and the word that leads to it."""

    pattern: Pattern
    place: int  # of the word in the pattern


class Anchors(dict[bytes, bool]):
    """Whether a folded word of a text (codes.encode) may lead somewhere; found out once, then remembered."""

    def __init__(self, vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._by_word = _by_rarest_word(vocabulary, patterns)

    def among(self, words: Sequence[bytes]) -> set[bytes]:
        """Those of a text's words that may lead somewhere."""
        if len(self) > _LARGEST:
            self.clear()
        return set(compress(words, map(self.__getitem__, words)))

    def at(self, word: int) -> Sequence[Anchor]:
        """The patterns a word of the vocabulary leads to."""
        return self._by_word.get(word, ())

    def __missing__(self, word: bytes) -> bool:
        possible = self._vocabulary.possible(word)
        leads = self[word] = possible is None or not self._by_word.keys().isdisjoint(possible)
        return leads


def _by_rarest_word(vocabulary: Vocabulary, patterns: Iterable[Pattern]) -> dict[int, list[Anchor]]:
    """The patterns by the word that fewest others have: محمد leads to nobody, قرقاش to one."""
    every = tuple(patterns)
    count = Counter(word for pattern in every for word in set(pattern.words))
    weight = {word: _commonness(vocabulary.written[word], times) for word, times in count.items()}
    out: dict[int, list[Anchor]] = {}
    for pattern in every:
        index = min(range(len(pattern.words)), key=lambda one: weight[pattern.words[one]])
        out.setdefault(pattern.words[index], []).append(Anchor(pattern, index))
    return out


def _commonness(written: str, patterns: int) -> tuple[bool, float]:
    """How often a word may stand in texts: particles most, then short words and those many patterns share."""
    return is_function_word(fold(written)), patterns / len(written)
