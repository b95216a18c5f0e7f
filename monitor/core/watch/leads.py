"""What each word of the patterns leads to: only the rarest word of a pattern leads to it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import STEMS
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.vocabulary import Vocabulary

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
    """Where a word leads to; which patterns of one word it is, only the token as written tells."""

    alone: tuple[int, ...] = ()  # the leaves of those it may be
    near: Beside | None = None  # only if a certain word stands somewhere before or after it
    after: Beside | None = None  # only if a certain word stands directly after it
    before: Beside | None = None  # only if a certain word stands directly before it


NOWHERE = Leads()
UNTOLD = Leads()  # only a closer look at the token tells


def joined(each: Sequence[Leads]) -> Leads:
    """Where a token leads that may be several words."""
    if len(each) < 2:
        return each[0] if each else NOWHERE
    alone, near, after, before = zip(*each, strict=True)
    return Leads(tuple(dict.fromkeys(chain(*alone))), _all_beside(near), _all_beside(after), _all_beside(before))


def _all_beside(each: Sequence[Beside | None]) -> Beside | None:
    some = [beside for beside in each if beside is not None]
    if len(some) < 2:
        return some[0] if some else None
    by_word: dict[int, tuple[Anchor, ...]] = {}
    for beside in some:
        for word, anchors in beside.anchors.items():
            by_word[word] = by_word.get(word, ()) + anchors
    return Beside(frozenset(by_word), by_word, max(beside.span for beside in some))


def every(beside: Beside | None) -> Iterator[Anchor]:
    """Its anchors, whatever stands beside them."""
    for anchors in beside.anchors.values() if beside is not None else ():
        yield from anchors


def by_rarest_word(vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> dict[int, Leads]:
    """The patterns by the word that fewest others have: محمد leads to nobody, قرقاش to one."""
    count = Counter(chain.from_iterable([set(pattern.words) for pattern in patterns]))
    shared: dict[int, float] = {}
    out: dict[int, list[Anchor]] = {}
    for pattern in patterns:
        words = pattern.words
        place = 0
        if len(words) > 1:
            each = [vocabulary.levels[word] for word in words]
            rarest = min(each)
            place = each.index(rarest)
            if each.count(rarest) > 1:
                for word, level in zip(words, each, strict=True):
                    if level == rarest and word not in shared:
                        shared[word] = _shared(vocabulary.words[word].written, count[word])
                tied = [one for one, level in enumerate(each) if level == rarest]
                place = min(tied, key=[shared.get(word, 0.0) for word in words].__getitem__)
        out.setdefault(words[place], []).append(Anchor(pattern, place))
    return {word: _leads(anchors) for word, anchors in out.items()}


def _leads(anchors: Sequence[Anchor]) -> Leads:
    if len(anchors) == 1:
        return _lead(anchors[0])
    alone: dict[int, None] = {}
    span = 0
    near: dict[int, list[Anchor]] = {}
    after: dict[int, list[Anchor]] = {}
    before: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        pattern, place = anchor
        words = pattern.words
        if len(words) == 1:
            alone[pattern.watchlist] = None
            continue
        follows = place + 1 < len(words)
        beside = words[place + 1 if follows else place - 1]
        if pattern.gap:
            span = max(span, 1 + pattern.gap)
        (near if pattern.gap else after if follows else before).setdefault(beside, []).append(anchor)
    return Leads(tuple(alone), _beside(near, span), _beside(after), _beside(before))


def _lead(anchor: Anchor) -> Leads:
    """The same of one anchor, as most words have."""
    pattern, place = anchor
    words = pattern.words
    if len(words) == 1:
        return Leads((pattern.watchlist,))
    follows = place + 1 < len(words)
    word = words[place + 1 if follows else place - 1]
    beside = Beside(frozenset((word,)), {word: (anchor,)}, 1 + pattern.gap)
    if pattern.gap:
        return Leads(near=beside)
    return Leads(after=beside) if follows else Leads(before=beside)


def _beside(anchors: Mapping[int, Sequence[Anchor]], span: int = 1) -> Beside | None:
    if not anchors:
        return None
    return Beside(frozenset(anchors), {word: tuple(own) for word, own in anchors.items()}, span)


def _shared(written: str, patterns: int) -> float:
    """How often one of two equally frequent words may stand in texts: many patterns share it, it is short, no name."""
    folded = fold(written)
    known = folded in STEMS or folded.removeprefix("ال") in STEMS  # a word of the dictionary, seldom a name
    return patterns * (_KNOWN if known else 1) / len(written)
