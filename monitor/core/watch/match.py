"""Text → hits: every place where a watchlist's term stands, with the rule that led there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, groupby, product
from operator import attrgetter
from typing import NamedTuple

from monitor.core.arabic.codes import encode
from monitor.core.arabic.tokens import Token
from monitor.core.model.article import Mention
from monitor.core.watch.ali import is_other_ali
from monitor.core.watch.alone import Alone, Way
from monitor.core.watch.anchors import Anchors, Candidate
from monitor.core.watch.around import Around
from monitor.core.watch.context import stands
from monitor.core.watch.family import Families
from monitor.core.watch.fathers import is_half
from monitor.core.watch.favour import is_in_favour
from monitor.core.watch.field import Field
from monitor.core.watch.imam import is_no_family
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Name, Pattern
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.rules import family_rule, rule
from monitor.core.watch.runs import Run, through
from monitor.core.watch.set_phrases import is_no_name
from monitor.core.watch.vocabulary import Vocabulary

FIELDS = ("title", "summary", "text")
_IS_PERSON, _NAME = attrgetter("person"), attrgetter("name")
_START = attrgetter("start")
_NO_FAMILY = (is_other_ali, is_in_favour, is_no_family)  # of a word that is a family name elsewhere


class Find(NamedTuple):
    """A pattern met in a field of an article; what it looks like is worked out when somebody asks."""

    pattern: Pattern
    within: Field
    start: int
    end: int
    why: str | Run  # the rule that led there, or what it is to be told from

    @property
    def field(self) -> str:
        return self.within.name

    def mention(self) -> Mention:
        """The find as an analyst sees it, with the rule that led there."""
        pattern, within, start, end, why = self
        surface = within.page.text[start:end]
        if not isinstance(why, str):
            why = rule(pattern, surface, [reading for _, reading in why])
        return Mention(field=within.name, start=start, end=end, surface=surface, term=pattern.term, rule=why)


_Place = tuple[Field, int, str, int]  # where a full name ends: field, watchlist, term, end


class Matcher:
    """Compiled watchlists. Reading only: threads may share one."""

    def __init__(self, vocabulary: Vocabulary, patterns: Iterable[Pattern]) -> None:
        self._vocabulary = vocabulary
        self.patterns = tuple(patterns)
        self._persons = any(pattern.person for pattern in self.patterns)
        self._ways = _several_ways(self.patterns)
        self._families = Families(vocabulary, filter(_IS_PERSON, self.patterns))

    def prepare(self) -> None:
        """Make at once what the first text would make, so that it need not wait."""
        self._alone  # noqa: B018 — made when asked for, and with it the anchors

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors(self._vocabulary, self.patterns)

    @cached_property
    def _alone(self) -> Alone:
        return Alone(self._vocabulary, self._anchors.alone)

    def words_of(self, surface: str) -> set[int]:
        """The words of its patterns that a token may be, whatever stands around it."""
        if self._vocabulary.possible(encode(surface)) == set():  # most are none of them: told in a quarter of the time
            return set()
        return set(self._vocabulary.by_word(surface))

    def finds(self, fields: Mapping[str, str], worth: Callable[[Set[int]], Set[int]] | None = None) -> list[Find]:
        """Every pattern met, with its words: in the order of the article, field by field.

        Family names that stand alone come last. `worth`: told which leaves may stand in the article, says of which of
        them it is worth finding out.
        """
        read = list(self._fields(fields))
        candidates: Iterable[Iterable[Candidate]] = (self._anchors.candidates(field.page) for field in read)
        if worth is not None:
            candidates = _worthwhile([list(each) for each in candidates], worth)
        found: list[Find] = []
        for field, each in zip(read, candidates, strict=True):
            runs = list(self._runs(field, each))
            if len(runs) > 1:
                runs.sort(key=_START)
            found += runs
        return found + self._family_names(found, read) if found and self._persons else found

    def each(self, fields: Mapping[str, str]) -> Iterator[Find]:
        """The same as they are met, so that one can stop; without family names, which name nobody else."""
        for field in self._fields(fields):
            yield from self._runs(field, self._anchors.candidates(field.page))

    def _fields(self, fields: Mapping[str, str]) -> Iterator[Field]:
        own = {name: fields[name] for name in FIELDS if fields.get(name)}
        for name, content in own.items():
            yield Field(name, Page(content, own.values()), self._vocabulary)

    def _family_names(self, found: Iterable[Find], read: Iterable[Field]) -> list[Find]:
        full = [find for find in found if find.pattern.person]
        met = dict.fromkeys(find.pattern for find in full)
        named = {(find.within, find.pattern.watchlist, find.pattern.term, find.end) for find in full}
        each = ((*self._ways.get(one.name, (one,)), *self._families.otherwise_spelt(one)) for one in met)
        ways = chain.from_iterable(each)
        families: dict[tuple[int, str, tuple[int, ...]], list[Pattern]] = {}
        for way in ways:
            if way.family:
                families.setdefault((way.watchlist, way.term, way.words[-way.family :]), []).append(way)
        titles = _words_before(full)
        return [
            find
            for ((leaf, term, _), ways), field in product(families.items(), read)
            for find in self._family_name(field, ways, named, titles[leaf, term])
        ]

    def _runs(self, field: Field, candidates: Iterable[Candidate]) -> Iterator[Find]:
        """Every run of words that is a pattern; the rarest word of each leads to it."""
        page, alone = field.page, self._alone
        for start, end, leaves, anchors, one in candidates:
            token = one or page.inside(start, end)[0]
            if leaves:
                for ways in alone[token.surface]:
                    if ways[0].pattern.watchlist not in leaves:
                        continue
                    way = _stands(ways, Around(page, token))
                    if way is not None:
                        yield Find(way.pattern, field, token.start, token.end, way.rule)
            for anchor in anchors:
                met = through(field, anchor, token)
                if met is not None:
                    yield Find(anchor.pattern, field, met[0][0].start, met[-1][0].end, met)

    def _family_name(
        self, field: Field, ways: Sequence[Pattern], named: Set[_Place], titles: Set[str]
    ) -> Iterable[Find]:
        """A person named in full somewhere in the article is also meant by the family name alone.

        `named`: where full names end, whose last words are no others; `titles`: what stands before those of the person.
        """
        pattern = ways[-1]
        *before, last = pattern.words[-pattern.family :]
        for token in field.page.containing(self._vocabulary.parts_of_name(last)):
            if (field, pattern.watchlist, pattern.term, token.end) in named:
                continue
            for reading in field.readings(token, last):
                if reading.reads not in (Reads.NAME, Reads.VERBATIM):
                    continue
                near = Around(field.page, token)
                if not before and any(told(near, reading) for told in _NO_FAMILY):
                    continue
                met = _led(field, before, token, reading)
                if met and not self._families.is_somebody_else(field.page, ways[0], met, titles):
                    yield Find(pattern, field, met[0][0].start, token.end, family_rule(pattern, met))


def _several_ways(patterns: Iterable[Pattern]) -> dict[Name, tuple[Pattern, ...]]:
    """The ways in which persons' names are written that have several."""
    each = ((name, tuple(ways)) for name, ways in groupby(filter(_IS_PERSON, patterns), key=_NAME))
    return {name: ways for name, ways in each if len(ways) > 1}


def _words_before(full: Iterable[Find]) -> dict[tuple[int, str], set[str]]:
    """The folded words before the full names of each person."""
    found: dict[tuple[int, str], set[str]] = {}
    for find in full:
        before = find.within.page.folded_before(Token("", find.start, find.end))
        found.setdefault((find.pattern.watchlist, find.pattern.term), set()).add(before)
    return found


def _led(field: Field, before: Sequence[int], token: Token, reading: Reading) -> Run | None:
    """A family name from its first word on: «بن» must stand before سلمان."""
    met = [(token, reading)]
    for word in reversed(before):
        (last, read), *_ = met
        first = field.page.before(last)
        own = next(iter(field.readings(first, word)), None) if first is not None and read.plain else None
        if first is None or own is None:
            return None
        met.insert(0, (first, own))
    return None if is_half(field.page, token) or is_no_name(field.page, met) else met


def _worthwhile(
    fields: Sequence[Sequence[Candidate]], worth: Callable[[Set[int]], Set[int]]
) -> Iterator[Iterable[Candidate]]:
    """Of the candidates of each field those that may lead to a leaf worth finding."""
    possible = set[int]()
    for each in fields:
        for _, _, alone, anchors, _ in each:
            possible.update(alone)
            if anchors:
                possible.update([anchor.pattern.watchlist for anchor in anchors])
    wanted = worth(possible)
    for each in fields:
        yield _leading_to(wanted, each) if len(wanted) < len(possible) else each


def _leading_to(leaves: Set[int], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    for start, end, alone, anchors, token in candidates if leaves else ():
        own = tuple([leaf for leaf in alone if leaf in leaves])
        likely = tuple([anchor for anchor in anchors if anchor.pattern.watchlist in leaves])
        if own or likely:
            yield start, end, own, likely, token


def _stands(ways: Iterable[Way], near: Around) -> Way | None:
    """The first of the ways to read a token that the words around it allow."""
    for way in ways:
        if stands(near, way.reading):
            return way
    return None
