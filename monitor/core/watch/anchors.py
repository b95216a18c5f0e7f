"""Where in a text words stand that may lead to a pattern, so that most of it is never looked at."""

from collections.abc import Iterable, Iterator, Sequence

from monitor.core.arabic.tokens import Token
from monitor.core.watch.leads import NOWHERE, UNTOLD, Anchor, Beside, by_rarest_word, every
from monitor.core.watch.learnt import LARGEST, Learnt
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.sieve import Sieve
from monitor.core.watch.vocabulary import Vocabulary

_MANY = 30_000  # words that lead somewhere, from which on so many stand in an article that pairs of words are sieved


class Anchors:
    """Patterns by the word that leads to each; walks over a text from one such word to the next."""

    def __init__(self, vocabulary: Vocabulary, patterns: Sequence[Pattern]) -> None:
        self._vocabulary = vocabulary
        self.alone: dict[int, list[Pattern]] = {}
        """The patterns of one word, by that word."""
        for pattern in patterns:
            if len(pattern.words) == 1:
                self.alone.setdefault(pattern.words[0], []).append(pattern)
        by_word = by_rarest_word(vocabulary, patterns)
        each = (beside for one in by_word.values() for beside in one[1:] if beside is not None)
        self._neighbours = _Neighbours(vocabulary, {word for beside in each for word in beside.words})
        self._learnt = Learnt(vocabulary, by_word)
        self._sieve = Sieve(self._learnt.leads, self._neighbours) if len(by_word) >= _MANY else None

    def candidates(self, page: Page) -> Iterator[tuple[Token, tuple[Anchor, ...], bool]]:
        """The tokens that may be the leading word of patterns for which the word beside it may be right as well.

        With each whether it may be a pattern of one word.
        """
        parts, neighbours, learnt = page.parts, self._neighbours, self._learnt
        for index in self._sieve.places(parts) if self._sieve is not None else learnt.places(parts):
            leads = learnt.leads(parts[index])
            if leads is NOWHERE:
                continue
            if leads is UNTOLD:
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
            leads = self._learnt.of(self._vocabulary.by_word(token.surface))
            yield token, (*every(leads.near), *every(leads.after), *every(leads.before)), leads.alone

    def pass_over(self, code: bytes) -> None:
        """Remember a word that is known to lead nowhere."""
        self._learnt.pass_over(code)


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
            return tuple(every(beside))
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
                        return tuple(every(beside))
                    if possible:
                        words |= possible & beside.words
                at += step
        return tuple([anchor for word in words for anchor in beside.anchors[word]])

    def __missing__(self, code: bytes) -> frozenset[int] | None:
        if len(self) > LARGEST:
            self.clear()
            self[b""] = None
        possible = self._vocabulary.possible(code)
        self[code] = None if possible is None else frozenset(possible & self._wanted)
        return self[code]
