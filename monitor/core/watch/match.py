"""Text → hits: every place where a watchlist's term stands, with the rule that led there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, groupby, product
from operator import attrgetter
from typing import NamedTuple

from monitor.core.arabic.codes import encode
from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lexicon import LINKING_PREPOSITIONS
from monitor.core.arabic.names import PATRONYMIC
from monitor.core.arabic.tokens import Token
from monitor.core.model.article import Mention
from monitor.core.watch.ali import ON, governs, is_other_ali
from monitor.core.watch.alone import Alone, Way
from monitor.core.watch.anchors import Anchors, Candidate
from monitor.core.watch.around import Around
from monitor.core.watch.context import stands, well_spelt
from monitor.core.watch.family import Families
from monitor.core.watch.favour import is_in_favour
from monitor.core.watch.first_names import is_fathers_name
from monitor.core.watch.leads import Anchor
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Name, Pattern
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.rules import family_rule, rule
from monitor.core.watch.vocabulary import Vocabulary

FIELDS = ("title", "summary", "text")
_ABBREVIATION = 2  # letters: a full stop after so few does not end a sentence
_IS_PERSON, _NAME = attrgetter("person"), attrgetter("name")
_Run = list[tuple[Token, Reading]]
_START = attrgetter("start")


class Find(NamedTuple):
    """A pattern met in a field of an article; what it looks like is worked out when somebody asks."""

    pattern: Pattern
    within: "_Field"
    start: int
    end: int
    why: str | _Run  # the rule that led there, or what it is to be told from

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


class _Field:
    """One field of an article, read where somebody looks."""

    __slots__ = ("by_word", "name", "page")

    def __init__(self, name: str, page: Page, vocabulary: Vocabulary) -> None:
        self.name = name
        self.page = page
        self.by_word = vocabulary.by_word

    def readings(self, token: Token, word: int) -> Sequence[Reading]:
        """As what a token is this word."""
        return self.by_word(token.surface).get(word, ())


_Place = tuple[_Field, int, str, int]  # where a full name ends: field, watchlist, term, end


class Matcher:
    """Compiled watchlists. Reading only: threads may share one."""

    def __init__(self, vocabulary: Vocabulary, patterns: Iterable[Pattern]) -> None:
        self._vocabulary = vocabulary
        self.patterns = tuple(patterns)
        self._anchors = Anchors(vocabulary, self.patterns)
        self._persons = any(pattern.person for pattern in self.patterns)
        self._ways = _several_ways(self.patterns)
        self._families = Families(vocabulary, filter(_IS_PERSON, self.patterns))
        self._alone = Alone(vocabulary, self._anchors.alone)

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

    def _fields(self, fields: Mapping[str, str]) -> Iterator[_Field]:
        own = {name: fields[name] for name in FIELDS if fields.get(name)}
        for name, content in own.items():
            yield _Field(name, Page(content, own.values()), self._vocabulary)

    def _family_names(self, found: Iterable[Find], read: Iterable[_Field]) -> list[Find]:
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

    def _runs(self, field: _Field, candidates: Iterable[Candidate]) -> Iterator[Find]:
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
                met = _through(field, anchor, token)
                if met is not None:
                    yield Find(anchor.pattern, field, met[0][0].start, met[-1][0].end, met)

    def _family_name(
        self, field: _Field, ways: Sequence[Pattern], named: Set[_Place], titles: Set[str]
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
                if not before and (is_other_ali(near, reading) or is_in_favour(near, reading)):
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


def _led(field: _Field, before: Sequence[int], token: Token, reading: Reading) -> _Run | None:
    """A family name from its first word on: «بن» must stand before سلمان."""
    met = [(token, reading)]
    for word in reversed(before):
        (last, read), *_ = met
        first = field.page.before(last)
        own = next(iter(field.readings(first, word)), None) if first is not None and read.plain else None
        if first is None or own is None:
            return None
        met.insert(0, (first, own))
    return met


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


def _through(field: _Field, anchor: Anchor, token: Token) -> _Run | None:
    """The run of a pattern of several words whose anchoring one is at a token."""
    pattern, place = anchor.pattern, anchor.place
    if not _neighbour_fits(field, pattern, place, token):
        return None
    for start in _starts(field.page, pattern, place, token):
        for reading in field.readings(start, pattern.words[0]):
            met = _run(field, pattern, start, reading)
            if met is None or not (place == 0 or any(one.start == token.start for one, _ in met)):
                continue
            if not _is_no_name(field.page, pattern, met):
                return met
    return None


def _is_no_name(page: Page, pattern: Pattern, met: _Run) -> bool:
    """Whether what reads like a person's name is part of his son's, or has a preposition in it."""
    if pattern.person and is_fathers_name(page, met[0][0]):
        return True
    return pattern.dotless and _is_governed(page, pattern, met)


def _is_governed(page: Page, pattern: Pattern, met: _Run) -> bool:
    """Whether what reads like a name with على for علي is the preposition between others."""
    place = next((place for place, (_, reading) in enumerate(met) if reading.split.stem == ON), None)
    if place is None:
        return False
    last = max(pattern.family, 1)  # what is no family name ends his name as one does: علي الأول
    return governs(Around(page, met[0][0]), place=place, middle=last + 1 < len(pattern.words))


def _neighbour_fits(field: _Field, pattern: Pattern, place: int, token: Token) -> bool:
    """Whether the word beside the anchoring one is right, where nothing may stand between: most runs end here."""
    if pattern.person or pattern.loose:
        return True
    if place + 1 < len(pattern.words):
        beside, wanted = _after_stop(field.page, token), pattern.words[place + 1]
    else:
        beside, wanted = field.page.before(token), pattern.words[place - 1]
        if beside is not None and beside.surface == ".":
            return True
    return beside is not None and bool(field.readings(beside, wanted))


def _starts(page: Page, pattern: Pattern, index: int, token: Token) -> Iterable[Token]:
    """Where a pattern may begin whose word of this index is at a token: nearest first, gaps and full stops counted."""
    if index == 0:
        yield token
        return
    left = index + pattern.gap * (1 if pattern.person else len(pattern.words))
    passed = 0
    before = page.before(token)
    while before is not None and left:
        stop = before.surface == "."
        passed, left = passed + (not stop), left - (not stop)
        if passed >= index and not stop:
            yield before
        before = page.before(before)


def _run(field: _Field, pattern: Pattern, token: Token, first: Reading) -> _Run | None:
    """The words of a pattern from a token on, one after the other; None where they are not all there."""
    if not well_spelt(first, field.page, token):
        return None
    met = [(token, first)]
    for word in pattern.words[1:]:
        step = _next(field, pattern, word, met[-1][0])
        if step is None:
            return None
        met.append(step)
    return met


def _next(field: _Field, pattern: Pattern, word: int, last: Token) -> tuple[Token, Reading] | None:
    token = _after_stop(field.page, last)
    gaps = 2 if pattern.person else 1 if pattern.loose else 0
    while token is not None:
        reading = _reading(field, pattern, word, token)
        if reading is not None:
            return token, reading
        if not gaps:
            return None
        token, gaps = _skip(field.page, token, person=pattern.person), gaps - 1
    return None


def _after_stop(page: Page, last: Token) -> Token | None:
    token = page.after(last)
    if token is not None and token.surface == "." and len(last.surface) <= _ABBREVIATION:
        return page.after(token)
    return token


def _skip(page: Page, token: Token, *, person: bool) -> Token | None:
    """Past a patronymic (بن محمد) in a person's name, past a preposition in a long phrase; None if there is none."""
    if fold_word(token.surface) not in (PATRONYMIC if person else LINKING_PREPOSITIONS):
        return None
    following = page.after(token)
    return page.after(following) if person and following is not None else following


def _reading(field: _Field, pattern: Pattern, word: int, token: Token) -> Reading | None:
    for reading in field.readings(token, word):
        if (pattern.loose or reading.plain) and well_spelt(reading, field.page, token):
            return reading
    return None
