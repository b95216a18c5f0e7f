"""Which words of a text lead to a pattern: only the rarest word of each does, so most of a text is never looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
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


class Leads(NamedTuple):
    """Where a word leads to."""

    free: tuple[Anchor, ...] = ()  # whatever stands beside it
    after: Mapping[int, tuple[Anchor, ...]] = {}  # only if this word may stand directly after it
    before: Mapping[int, tuple[Anchor, ...]] = {}  # only if this word may stand directly before it


_UNTOLD = Leads()  # only a closer look at the token tells


class Anchors(dict[bytes, Leads | None]):
    """For each folded word of a text (codes.encode) where it leads; found out once, then remembered."""

    def __init__(self, vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._by_word = _by_rarest_word(vocabulary, patterns)
        wanted = {word for leads in self._by_word.values() for beside in leads[1:] for word in beside}
        self._neighbours = _Neighbours(vocabulary, wanted)

    def candidates(self, page: Page) -> Iterator[tuple[Anchor, Token]]:
        """The patterns whose leading word may stand in a text, and the one beside it, with the place of the first."""
        parts = page.parts
        if len(self) > _LARGEST:
            self.clear()
        found = list(map(self.__getitem__, parts))
        for index in compress(range(len(parts)), found):
            leads = found[index]
            if leads is _UNTOLD or leads is None:
                yield from self._look_closer(page.inside(index))
                continue
            likely = self._likely(leads, parts, index) if leads.after or leads.before else leads.free
            for token in page.inside(index)[:1] if likely else ():
                for anchor in likely:
                    yield anchor, token

    def _likely(self, leads: Leads, parts: Sequence[bytes], index: int) -> Sequence[Anchor]:
        """The patterns for which the word beside may be right as well."""
        likely = [*leads.free]
        for beside, step in ((leads.after, 1), (leads.before, -1)):
            if not beside:
                continue
            possible = self._neighbours.at(parts, index, step)
            words = beside if possible is None else possible & beside.keys()
            for word in words:
                likely += beside[word]
        return likely

    def _look_closer(self, tokens: Iterable[Token]) -> Iterator[tuple[Anchor, Token]]:
        """The patterns of tokens whose folded letters do not tell what they may be."""
        for token in tokens:
            for word in self._vocabulary.by_word(token.surface):
                leads = self._by_word.get(word, _UNTOLD)
                for anchor in (*leads.free, *_all(leads.after), *_all(leads.before)):
                    yield anchor, token

    def __missing__(self, code: bytes) -> Leads | None:
        possible = self._vocabulary.possible(code) if code else ()
        if possible is None:
            leads: Leads | None = _UNTOLD
        else:
            leads = _joined([self._by_word[word] for word in possible if word in self._by_word])
        self[code] = leads
        return leads


class _Neighbours(dict[bytes, frozenset[int] | None]):
    """For each folded word of a text which words beside an anchor it may be; None: only a closer look tells."""

    def __init__(self, vocabulary: Vocabulary, wanted: set[int]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._wanted = wanted

    def at(self, parts: Sequence[bytes], index: int, step: int) -> frozenset[int] | None:
        """What stands beside the part of this index: after it (step 1) or before it (-1)."""
        index += step
        while 0 <= index < len(parts):
            if parts[index]:
                return self[parts[index]]
            index += step
        return frozenset()

    def __missing__(self, code: bytes) -> frozenset[int] | None:
        if len(self) > _LARGEST:
            self.clear()
        possible = self._vocabulary.possible(code)
        self[code] = None if possible is None else frozenset(possible & self._wanted)
        return self[code]


def _joined(each: Sequence[Leads]) -> Leads | None:
    if len(each) < 2:
        return each[0] if each else None
    free = tuple(anchor for leads in each for anchor in leads.free)
    after, before = ({}, {})  # type: tuple[dict[int, tuple[Anchor, ...]], dict[int, tuple[Anchor, ...]]]
    for leads in each:
        for word, anchors in leads.after.items():
            after[word] = after.get(word, ()) + anchors
        for word, anchors in leads.before.items():
            before[word] = before.get(word, ()) + anchors
    return Leads(free, after, before)


def _all(beside: Mapping[int, tuple[Anchor, ...]]) -> Iterator[Anchor]:
    for anchors in beside.values():
        yield from anchors


def _by_rarest_word(vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> dict[int, Leads]:
    """The patterns by the word that fewest others have: محمد leads to nobody, قرقاش to one."""
    count = Counter(word for pattern in patterns for word in set(pattern.words))
    weight = {word: _commonness(vocabulary.words[word].written, times) for word, times in count.items()}
    out: dict[int, list[Anchor]] = {}
    for pattern in patterns:
        place = min(range(len(pattern.words)), key=lambda one: weight[pattern.words[one]])
        out.setdefault(pattern.words[place], []).append(Anchor(pattern, place))
    return {word: _leads(anchors) for word, anchors in out.items()}


def _leads(anchors: Iterable[Anchor]) -> Leads:
    free: list[Anchor] = []
    after: dict[int, tuple[Anchor, ...]] = {}
    before: dict[int, tuple[Anchor, ...]] = {}
    for anchor in anchors:
        words, place = anchor.pattern.words, anchor.place
        if len(words) == 1 or anchor.pattern.person or anchor.pattern.loose:
            free.append(anchor)
            continue
        beside, word = (after, words[place + 1]) if place + 1 < len(words) else (before, words[place - 1])
        beside[word] = (*beside.get(word, ()), anchor)
    return Leads(tuple(free), after, before)


def _commonness(written: str, patterns: int) -> tuple[int, float]:
    """How often a word may stand in texts: particles most, then everyday words and those many patterns share."""
    folded = fold(written)
    particle = is_function_word(folded)
    everyday = folded in COMMON_WORDS or folded.removeprefix("ال") in COMMON_WORDS
    return 2 * particle + everyday, patterns / len(written)
