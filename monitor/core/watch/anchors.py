"""Which words of a text lead to a pattern: only the rarest word of each does, so most of a text is never looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.lexicon import COMMON_WORDS, is_function_word
from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.vocabulary import Vocabulary

_LARGEST = 500_000  # folded words remembered; about 60 MB at worst


class Anchor(NamedTuple):
    """A pattern and the word that leads to it."""

    pattern: Pattern
    place: int  # of the word in the pattern
    beside: int | None  # a word that must stand directly beside it; None: nothing can be said
    step: int  # where that stands: 1 after, -1 before


class Meaning(NamedTuple):
    """What a folded word may be."""

    words: frozenset[int]
    anchors: tuple[Anchor, ...]


_UNTOLD = Meaning(frozenset(), ())  # only a closer look at the token tells


class Anchors(dict[bytes, Meaning | None]):
    """For each folded word of a text (codes.encode) what it may be; found out once, then remembered."""

    def __init__(self, vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._by_word = _by_rarest_word(vocabulary, patterns)
        self._beside = {one.beside for anchors in self._by_word.values() for one in anchors}

    def candidates(self, page: Page) -> Iterator[tuple[Anchor, Token]]:
        """The patterns whose leading word may stand in a text, and the one beside it, with the place of the first."""
        codes = page.words()
        if len(self) > _LARGEST:
            self.clear()
        meant = list(map(self.__getitem__, codes))
        for index, meaning in enumerate(meant):
            if meaning is None:
                continue
            if meaning.anchors:
                likely = [one for one in meaning.anchors if _fits(meant, index, one)]
                for token in islice(_token(page, codes, index), 1) if likely else ():
                    yield from ((one, token) for one in likely)
            elif meaning is _UNTOLD:
                yield from self._look_closer(_token(page, codes, index))

    def _look_closer(self, tokens: Iterable[Token]) -> Iterator[tuple[Anchor, Token]]:
        """The patterns of tokens whose folded letters do not tell what they may be."""
        for token in tokens:
            for word in dict.fromkeys(reading.word for reading in self._vocabulary.readings(token.surface)):
                yield from ((one, token) for one in self._by_word.get(word, ()))

    def __missing__(self, code: bytes) -> Meaning | None:
        possible = self._vocabulary.possible(code)
        if possible is None:
            meaning: Meaning | None = _UNTOLD
        else:
            anchors = tuple(one for word in possible for one in self._by_word.get(word, ()))
            beside = frozenset(possible & self._beside)
            meaning = Meaning(beside, anchors) if anchors or beside else None
        self[code] = meaning
        return meaning


def _fits(meant: Sequence[Meaning | None], index: int, anchor: Anchor) -> bool:
    """Whether the word beside the leading one may be right."""
    if anchor.beside is None:
        return True
    beside = index + anchor.step
    if not 0 <= beside < len(meant):
        return False
    meaning = meant[beside]
    return meaning is not None and (meaning is _UNTOLD or anchor.beside in meaning.words)


def _token(page: Page, codes: Sequence[bytes], index: int) -> Iterator[Token]:
    """The tokens of the run that is word number `index` of a page."""
    code = codes[index]
    return page.inside(code, codes[:index].count(code))


def _by_rarest_word(vocabulary: Vocabulary, patterns: Iterable[Pattern]) -> dict[int, list[Anchor]]:
    """The patterns by the word that fewest others have: محمد leads to nobody, قرقاش to one."""
    every = tuple(patterns)
    count = Counter(word for pattern in every for word in set(pattern.words))
    weight = {word: _commonness(vocabulary.written[word], times) for word, times in count.items()}
    out: dict[int, list[Anchor]] = {}
    for pattern in every:
        place = min(range(len(pattern.words)), key=lambda one: weight[pattern.words[one]])
        out.setdefault(pattern.words[place], []).append(_anchor(pattern, place))
    return out


def _anchor(pattern: Pattern, place: int) -> Anchor:
    words = pattern.words
    if len(words) == 1 or pattern.person or pattern.loose:
        return Anchor(pattern, place, None, 0)
    step = 1 if place + 1 < len(words) else -1
    return Anchor(pattern, place, words[place + step], step)


def _commonness(written: str, patterns: int) -> tuple[int, float]:
    """How often a word may stand in texts: particles most, then everyday words and those many patterns share."""
    folded = fold(written)
    particle = is_function_word(folded)
    everyday = folded in COMMON_WORDS or folded.removeprefix("ال") in COMMON_WORDS
    return 2 * particle + everyday, patterns / len(written)
