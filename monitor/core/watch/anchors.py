"""Which words of a text lead to a pattern: only the rarest word of each does, so most of a text is never looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import COMMON_WORDS, is_function_word
from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.vocabulary import Vocabulary

_LARGEST = 500_000  # folded words remembered; about 60 MB at worst
_NONE: frozenset[int] = frozenset()
_UNTOLD = -1  # stands for all words: only a closer look at the token tells which
_UNTOLD_ONLY = frozenset((_UNTOLD,))


class Anchor(NamedTuple):
    """A pattern and the word that leads to it."""

    pattern: Pattern
    place: int  # of the word in the pattern
    needs: tuple[int, ...]  # that word and the others that do not stand in every newspaper


class Anchors(dict[bytes, frozenset[int]]):
    """For each folded word of a text (codes.encode) the words it may be; found out once, then remembered."""

    def __init__(self, vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._by_word = _by_rarest_word(vocabulary, patterns)
        self._used = {word for anchors in self._by_word.values() for anchor in anchors for word in anchor.needs}

    def candidates(self, page: Page) -> list[tuple[Anchor, Token]]:
        """The patterns all of whose words may stand in a text, each with every place of the word that leads to it."""
        codes = page.words()
        if len(self) > _LARGEST:
            self.clear()
        meant = list(map(self.__getitem__, codes))
        present = set[int]().union(*filter(None, meant))
        if not present:
            return []
        closer = self._look_closer(page, codes, meant) if _UNTOLD in present else {}
        present = present.union(closer)
        by_word, holds = self._by_word, present.issuperset
        likely = [one for word in by_word.keys() & present for one in by_word[word] if holds(one.needs)]
        if not likely:
            return []
        wanted = {one.pattern.words[one.place] for one in likely}
        apart = wanted.isdisjoint
        meaning = {code: words for code, words in zip(codes, meant, strict=True) if words and not apart(words)}
        places = _places(page, meaning, wanted)
        for word in wanted & closer.keys():
            places.setdefault(word, []).extend(closer[word])
        return [(one, token) for one in likely for token in places.get(one.pattern.words[one.place], ())]

    def _look_closer(
        self, page: Page, codes: Sequence[bytes], meant: Sequence[frozenset[int]]
    ) -> dict[int, list[Token]]:
        """The words of the tokens whose folded letters do not tell what they may be."""
        readings = self._vocabulary.readings
        found: dict[int, list[Token]] = {}
        untold = {code for code, words in zip(codes, meant, strict=True) if words is _UNTOLD_ONLY}
        for token in (token for code in untold for token in page.places(code)):
            for word in {reading.word for reading in readings(token.surface)}:
                found.setdefault(word, []).append(token)
        return found

    def __missing__(self, code: bytes) -> frozenset[int]:
        possible = self._vocabulary.possible(code)
        words = self[code] = _UNTOLD_ONLY if possible is None else frozenset(possible & self._used) or _NONE
        return words


def _places(page: Page, codes: Mapping[bytes, frozenset[int]], wanted: set[int]) -> dict[int, list[Token]]:
    """The tokens that may be each of the wanted words."""
    found: dict[int, list[Token]] = {}
    for code, words in codes.items():
        for word in words & wanted:
            found.setdefault(word, []).extend(page.places(code))
    return found


def _by_rarest_word(vocabulary: Vocabulary, patterns: Iterable[Pattern]) -> dict[int, list[Anchor]]:
    """The patterns by the word that fewest others have: محمد leads to nobody, قرقاش to one."""
    every = tuple(patterns)
    count = Counter(word for pattern in every for word in set(pattern.words))
    weight = {word: _commonness(vocabulary.written[word], times) for word, times in count.items()}
    out: dict[int, list[Anchor]] = {}
    for pattern in every:
        place = min(range(len(pattern.words)), key=lambda one: weight[pattern.words[one]])
        rare = tuple(word for word in pattern.words if not weight[word][0])
        out.setdefault(pattern.words[place], []).append(Anchor(pattern, place, rare or (pattern.words[place],)))
    return out


def _commonness(written: str, patterns: int) -> tuple[int, float]:
    """How often a word may stand in texts: particles most, then short words and those many patterns share."""
    folded = fold(written)
    common = is_function_word(folded), folded.removeprefix("ال") in COMMON_WORDS or folded in COMMON_WORDS
    return common.count(True) + common[0], patterns / len(written)
