"""Which words of a text lead to a pattern: only the rarest word of each does, so most of a text is never looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import filterfalse
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import STEMS
from monitor.core.arabic.lexicon import COMMON_WORDS, is_function_word
from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.vocabulary import Vocabulary

_LARGEST = 500_000  # folded words remembered; about 60 MB at worst


_KNOWN = 8  # how much more often a word of the dictionary is expected than any other; a guess that only orders


class Anchor(NamedTuple):
    """A pattern and the word that leads to it."""

    pattern: Pattern
    place: int  # of the word in the pattern


_Beside = Mapping[int, tuple[Anchor, ...]]


class Leads(NamedTuple):
    """Where a word leads to."""

    alone: tuple[Pattern, ...] = ()  # of one word
    free: tuple[Anchor, ...] = ()  # of several, whatever stands beside it
    after: _Beside = {}  # only if this word may stand directly after it
    before: _Beside = {}  # only if this word may stand directly before it


_NOWHERE = Leads()
_UNTOLD = Leads()  # only a closer look at the token tells


class Anchors:
    """For each folded word of a text (codes.encode) where it leads; found out once, then remembered.

    Most words of a text lead nowhere: these are passed over without a step of Python.
    """

    def __init__(self, vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> None:
        self._vocabulary = vocabulary
        self._by_word = _by_rarest_word(vocabulary, patterns)
        wanted = {word for leads in self._by_word.values() for beside in (leads.after, leads.before) for word in beside}
        self._neighbours = _Neighbours(vocabulary, wanted)
        self._cold: set[bytes] = {b""}  # words that lead nowhere, and what stands between two blanks
        self._leads: dict[bytes, Leads] = {}

    def candidates(self, page: Page) -> Iterator[tuple[Token, Leads]]:
        """The tokens of a text that may be leading words, with the patterns for which the word beside it may be right.

        Those patterns stand under `alone` and `free`.
        """
        parts, neighbours = page.parts, self._neighbours
        index = -1
        for code in filterfalse(self._cold.__contains__, parts):
            index = parts.index(code, index + 1)
            leads = self._leads.get(code) or self._learn(code)
            if leads is _UNTOLD:
                yield from self._look_closer(page.inside(index))
                continue
            alone, free, after, before = leads
            if after:
                free += neighbours.likely(after, parts, index, 1)
            if before:
                free += neighbours.likely(before, parts, index, -1)
            if alone or free:
                for token in page.inside(index)[:1]:
                    yield token, Leads(alone, free)

    def _look_closer(self, tokens: Iterable[Token]) -> Iterator[tuple[Token, Leads]]:
        """The patterns of tokens whose folded letters do not tell what they may be."""
        for token in tokens:
            for word in self._vocabulary.by_word(token.surface):
                leads = self._by_word.get(word, _NOWHERE)
                yield token, Leads(leads.alone, (*leads.free, *_all(leads.after), *_all(leads.before)))

    def _learn(self, code: bytes) -> Leads:
        """Where a word leads that was not met before, remembered."""
        if len(self._cold) + len(self._leads) > _LARGEST:
            self._cold, self._leads = {b""}, {}
        possible = self._vocabulary.possible(code)
        if possible is None:
            leads = _UNTOLD
        else:
            leads = _joined([self._by_word[word] for word in possible if word in self._by_word])
        if leads is _NOWHERE:
            self._cold.add(code)
        else:
            self._leads[code] = leads
        return leads


class _Neighbours(dict[bytes, frozenset[int] | None]):
    """For each folded word of a text which words beside an anchor it may be; None: only a closer look tells."""

    def __init__(self, vocabulary: Vocabulary, wanted: set[int]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._wanted = wanted

    def likely(self, beside: _Beside, parts: Sequence[bytes], index: int, step: int) -> tuple[Anchor, ...]:
        """The anchors at the part of this index that the part after it (step 1) or before it (-1) may be right for."""
        last, index = len(parts) - 1, index + step
        while 0 <= index <= last and not parts[index]:
            index += step
        if not 0 <= index <= last:
            return ()
        possible = self[parts[index]]
        if possible is None:
            return tuple(_all(beside))
        return tuple([anchor for word in possible if word in beside for anchor in beside[word]])

    def __missing__(self, code: bytes) -> frozenset[int] | None:
        if len(self) > _LARGEST:
            self.clear()
        possible = self._vocabulary.possible(code)
        self[code] = None if possible is None else frozenset(possible & self._wanted)
        return self[code]


def _joined(each: Sequence[Leads]) -> Leads:
    if len(each) < 2:
        return each[0] if each else _NOWHERE
    alone = tuple(pattern for leads in each for pattern in leads.alone)
    free = tuple(anchor for leads in each for anchor in leads.free)
    after, before = ({}, {})  # type: tuple[dict[int, tuple[Anchor, ...]], dict[int, tuple[Anchor, ...]]]
    for leads in each:
        for word, anchors in leads.after.items():
            after[word] = after.get(word, ()) + anchors
        for word, anchors in leads.before.items():
            before[word] = before.get(word, ()) + anchors
    return Leads(alone, free, after, before)


def _all(beside: _Beside) -> Iterator[Anchor]:
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
    alone: list[Pattern] = []
    free: list[Anchor] = []
    after: dict[int, tuple[Anchor, ...]] = {}
    before: dict[int, tuple[Anchor, ...]] = {}
    for anchor in anchors:
        words, place = anchor.pattern.words, anchor.place
        if len(words) == 1:
            alone.append(anchor.pattern)
            continue
        if anchor.pattern.person or anchor.pattern.loose:
            free.append(anchor)
            continue
        beside, word = (after, words[place + 1]) if place + 1 < len(words) else (before, words[place - 1])
        beside[word] = (*beside.get(word, ()), anchor)
    return Leads(tuple(alone), tuple(free), after, before)


def _commonness(written: str, patterns: int) -> tuple[int, float]:
    """How often a word may stand in texts: particles most, then everyday words and those many patterns share."""
    folded = fold(written)
    particle = is_function_word(folded)
    everyday = folded in COMMON_WORDS or folded.removeprefix("ال") in COMMON_WORDS
    known = folded in STEMS or folded.removeprefix("ال") in STEMS  # a word of the dictionary, seldom a name
    return 2 * particle + everyday, patterns * (_KNOWN if known else 1) / len(written)
