"""Where in a text words stand that may lead to a pattern, so that most of it is never looked at."""

from collections.abc import Iterable, Iterator, Sequence, Set

from monitor.core.arabic.tokens import Token
from monitor.core.watch.leads import NOWHERE, UNTOLD, Anchor, Beside, by_rarest_word, every
from monitor.core.watch.learnt import LARGEST, Learnt
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.prefilter import Prefilter
from monitor.core.watch.sieve import Sieve
from monitor.core.watch.vocabulary import Vocabulary
from monitor.core.watch.walk import Walk

# words that lead somewhere: from so many on their forms are inside of too many others that one automaton finds them
_SOME = 4_000
# so many stand in an article, from here on, that pairs of words are sieved
_MANY = 30_000


Candidate = tuple[int, int, tuple[int, ...], tuple[Anchor, ...], Token | None]
"""A run of letters, the leaves of patterns of one word and the anchors it may be; its token, where it may hold several.

No class of its own: an article has hundreds.
"""


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
        self._leads = Learnt(vocabulary, by_word)
        self._look: Prefilter | Walk | Sieve
        if len(by_word) < _SOME:
            self._look = Prefilter(vocabulary.forms(by_word.keys()))
        elif len(by_word) < _MANY:
            self._look = Walk(self._leads, self._neighbours)
        else:
            self._look = Sieve(self._leads, self._neighbours)

    def candidates(self, page: Page) -> Iterator[Candidate]:
        """Where the leading words of patterns may stand for which the word beside it may be right as well."""
        code, neighbours, learnt = page.code, self._neighbours, self._leads
        run_after, run_before = page.run_after, page.run_before
        for start, end in self._look.places(page):
            leads = learnt[code[start:end]]
            if leads is NOWHERE:
                continue
            if leads is UNTOLD:
                yield from self._look_closer(page.inside(start, end))
                continue
            alone, near, after, before = leads
            likely = neighbours.around(near, page.around(start, end, near.span)) if near is not None else ()
            if after is not None:
                possible = neighbours[run_after(end)]
                if possible is None or (possible and not possible.isdisjoint(after.words)):
                    likely += _likely(after, possible)
            if before is not None:
                possible = neighbours[run_before(start)]
                if possible is None or (possible and not possible.isdisjoint(before.words)):
                    likely += _likely(before, possible)
            if alone or likely:
                yield start, end, alone, likely, None

    def _look_closer(self, tokens: Iterable[Token]) -> Iterator[Candidate]:
        """The patterns of tokens whose folded letters do not tell what they may be."""
        for token in tokens:
            alone, near, after, before = self._leads.of(self._vocabulary.by_word(token.surface))
            yield token.start, token.end, alone, (*every(near), *every(after), *every(before)), token


class _Neighbours(dict[bytes, frozenset[int] | None]):
    """For each folded word of a text which words beside an anchor it may be; None: only a closer look tells."""

    def __init__(self, vocabulary: Vocabulary, wanted: set[int]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._wanted = wanted

    def around(self, beside: Beside, codes: Iterable[bytes]) -> tuple[Anchor, ...]:
        """The anchors for which one of the words around theirs may be right."""
        words = set[int]()
        for code in codes:
            possible = self[code]
            if possible is None:
                return tuple(every(beside))
            words |= possible
        return _likely(beside, words)

    def __missing__(self, code: bytes) -> frozenset[int] | None:
        if len(self) > LARGEST:
            self.clear()
        possible = self._vocabulary.possible(code)
        self[code] = None if possible is None else frozenset(possible & self._wanted)
        return self[code]


def _likely(beside: Beside, words: Set[int] | None) -> tuple[Anchor, ...]:
    """The anchors beside which a token may stand that is one of these words; None: any."""
    if words is None:
        return tuple(every(beside))
    return tuple([anchor for word in words & beside.words for anchor in beside.anchors[word]])
