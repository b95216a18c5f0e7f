"""Which words of a text lead to a pattern: only the rarest word of each does, so most of a text is never looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import filterfalse
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import STEMS
from monitor.core.arabic.lexicon import COMMON_WORDS, is_function_word
from monitor.core.arabic.names import PATRONYMIC
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


class Beside(NamedTuple):
    """Anchors that need a certain word beside theirs."""

    words: frozenset[int]
    anchors: Mapping[int, tuple[Anchor, ...]]  # by that word
    span: int = 1  # how many words away it stands at most


class Leads(NamedTuple):
    """Where a word leads to, apart from patterns of one word."""

    alone: bool = False  # whether it may be such a pattern
    near: Beside | None = None  # only if a certain word stands somewhere before or after it
    after: Beside | None = None  # only if a certain word stands directly after it
    before: Beside | None = None  # only if a certain word stands directly before it


_NOWHERE = Leads()
_UNTOLD = Leads()  # only a closer look at the token tells


class Anchors:
    """For each folded word of a text (codes.encode) where it leads; found out once, then remembered.

    Most words of a text lead nowhere: these are passed over without a step of Python.
    """

    def __init__(self, vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> None:
        self._vocabulary = vocabulary
        self.alone: dict[int, list[Pattern]] = {}
        """The patterns of one word, by that word."""
        for pattern in patterns:
            if len(pattern.words) == 1:
                self.alone.setdefault(pattern.words[0], []).append(pattern)
        self._by_word = _by_rarest_word(vocabulary, patterns)
        each = (beside for one in self._by_word.values() for beside in one[1:] if beside is not None)
        self._neighbours = _Neighbours(vocabulary, {word for beside in each for word in beside.words})
        self._cold: set[bytes] = {b""}  # words that lead nowhere, and what stands between two blanks
        self._leads: dict[bytes, Leads] = {}

    def candidates(self, page: Page) -> Iterator[tuple[Token, tuple[Anchor, ...], bool]]:
        """The tokens that may be the leading word of patterns for which the word beside it may be right as well.

        With each whether it may be a pattern of one word.
        """
        parts, neighbours = page.parts, self._neighbours
        index = -1
        for code in filterfalse(self._cold.__contains__, parts):
            index = parts.index(code, index + 1)
            leads = self._leads.get(code) or self._learn(code)
            if leads is _UNTOLD:
                yield from self._look_closer(page.inside(index))
                continue
            alone, near, after, before = leads
            likely = neighbours.around(near, parts, index) if near is not None else ()
            if after is not None:
                possible = neighbours[parts[index + 1]]
                if possible is None or (possible and not possible.isdisjoint(after.words)):
                    likely += neighbours.likely(after, parts, index, 1)
            if before is not None:
                possible = neighbours[parts[index - 1]]
                if possible is None or (possible and not possible.isdisjoint(before.words)):
                    likely += neighbours.likely(before, parts, index, -1)
            if alone or likely:
                yield page.first_inside(index), likely, alone

    def _look_closer(self, tokens: Iterable[Token]) -> Iterator[tuple[Token, tuple[Anchor, ...], bool]]:
        """The patterns of tokens whose folded letters do not tell what they may be."""
        for token in tokens:
            leads = _joined(
                [self._by_word[word] for word in self._vocabulary.by_word(token.surface) if word in self._by_word]
            )
            yield token, (*_all(leads.near), *_all(leads.after), *_all(leads.before)), leads.alone

    def pass_over(self, code: bytes) -> None:
        """Remember a word that is known to lead nowhere."""
        self._make_room()
        self._cold.add(code)

    def _make_room(self) -> None:
        if len(self._cold) + len(self._leads) > _LARGEST:
            self._cold, self._leads = {b""}, {}

    def _learn(self, code: bytes) -> Leads:
        """Where a word leads that was not met before, remembered."""
        self._make_room()
        possible = self._vocabulary.possible(code)
        if possible is not None:
            leads = _joined([self._by_word[word] for word in possible if word in self._by_word])
        else:
            inside = self._vocabulary.may_hold(code)
            leads = _UNTOLD if inside is None or inside & self._by_word.keys() else _NOWHERE
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
        self[b""] = None

    def likely(self, beside: Beside, parts: Sequence[bytes], index: int, step: int) -> tuple[Anchor, ...]:
        """The anchors at the part of this index that the part after it (step 1) or before it (-1) may be right for."""
        last, index = len(parts) - 1, index + step
        while 0 <= index <= last and not parts[index]:
            index += step
        if not 0 <= index <= last:
            return ()
        possible = self[parts[index]]
        if possible is None:
            return tuple(_all(beside))
        return tuple([anchor for word in possible & beside.words for anchor in beside.anchors[word]])

    def around(self, beside: Beside, parts: Sequence[bytes], index: int) -> tuple[Anchor, ...]:
        """The anchors at the part of this index that one of the parts around it may be right for."""
        last, words = len(parts) - 1, set[int]()
        for step in (1, -1):
            at, left = index + step, beside.span
            while left and 0 <= at <= last:
                if parts[at]:
                    left -= 1
                    possible = self[parts[at]]
                    if possible is None:
                        return tuple(_all(beside))
                    if possible:
                        words |= possible & beside.words
                at += step
        return tuple([anchor for word in words for anchor in beside.anchors[word]])

    def __missing__(self, code: bytes) -> frozenset[int] | None:
        if len(self) > _LARGEST:
            self.clear()
            self[b""] = None
        possible = self._vocabulary.possible(code)
        self[code] = None if possible is None else frozenset(possible & self._wanted)
        return self[code]


def _joined(each: Sequence[Leads]) -> Leads:
    if len(each) < 2:
        return each[0] if each else _NOWHERE
    _, near, after, before = zip(*each, strict=True)
    return Leads(any(leads.alone for leads in each), _all_beside(near), _all_beside(after), _all_beside(before))


def _all_beside(each: Sequence[Beside | None]) -> Beside | None:
    some = [beside for beside in each if beside is not None]
    if len(some) < 2:
        return some[0] if some else None
    joined: dict[int, tuple[Anchor, ...]] = {}
    for beside in some:
        for word, anchors in beside.anchors.items():
            joined[word] = joined.get(word, ()) + anchors
    return Beside(frozenset(joined), joined, max(beside.span for beside in some))


def _all(beside: Beside | None) -> Iterator[Anchor]:
    for anchors in beside.anchors.values() if beside is not None else ():
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
    alone, span = False, 0
    near: dict[int, list[Anchor]] = {}
    after: dict[int, list[Anchor]] = {}
    before: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        pattern, place = anchor
        words = pattern.words
        if len(words) == 1:
            alone = True
            continue
        follows = place + 1 < len(words)
        beside = words[place + 1 if follows else place - 1]
        if pattern.gap:
            span = max(span, 1 + pattern.gap)
        (near if pattern.gap else after if follows else before).setdefault(beside, []).append(anchor)
    return Leads(alone, _beside(near, span), _beside(after), _beside(before))


def _beside(anchors: Mapping[int, Sequence[Anchor]], span: int = 1) -> Beside | None:
    if not anchors:
        return None
    return Beside(frozenset(anchors), {word: tuple(own) for word, own in anchors.items()}, span)


def _commonness(written: str, patterns: int) -> tuple[int, float]:
    """How often a word may stand in texts: particles most, then everyday words and those many patterns share."""
    folded = fold(written)
    bare = folded.removeprefix("ال")
    particle = is_function_word(folded) or is_function_word(bare) or folded in PATRONYMIC  # الآلي, that is الى as well
    everyday = bool(COMMON_WORDS & {folded, bare})
    known = folded in STEMS or bare in STEMS  # a word of the dictionary, seldom a name
    return 2 * particle + everyday, patterns * (_KNOWN if known else 1) / len(written)
