"""Text → hits: every place where a watchlist's term stands, with the rule that led there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lexicon import LINKING_PREPOSITIONS
from monitor.core.arabic.names import PATRONYMIC
from monitor.core.arabic.tokens import Token, surfaces, tokens
from monitor.core.model import Hit, Mention, Severity
from monitor.core.watch.context import plausible
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.rules import family_rule, rule
from monitor.core.watch.vocabulary import Reading, Reads, Vocabulary

FIELDS = ("title", "summary", "text")
_ABBREVIATION = 2  # letters: a full stop after so few does not end a sentence


class Find(NamedTuple):
    """A pattern met in a field of an article; what it looks like is worked out when somebody asks."""

    pattern: Pattern
    within: "_Field"
    met: Sequence[tuple[int, Reading]]
    family: bool = False

    @property
    def field(self) -> str:
        return self.within.name

    @property
    def start(self) -> int:
        return self.within.places[self.met[0][0]].start

    @property
    def end(self) -> int:
        return self.within.places[self.met[-1][0]].end

    def mention(self) -> Mention:
        """The find as an analyst sees it, with the rule that led there."""
        start, end = self.start, self.end
        surface, readings = self.within.text[start:end], [reading for _, reading in self.met]
        explain = family_rule(self.pattern, surface, readings[0]) if self.family else None
        return Mention(
            field=self.field,
            start=start,
            end=end,
            surface=surface,
            term=self.pattern.term,
            rule=explain or rule(self.pattern, surface, readings),
        )


class _Field:
    """One field of an article, its words recognised."""

    def __init__(self, name: str, text: str, words: Sequence[str], found: dict[int, tuple[Reading, ...]]) -> None:
        self.name = name
        self.text = text
        self.words = words
        self.found = found
        self._places: list[Token] | None = None

    @property
    def places(self) -> list[Token]:
        if self._places is None:
            self._places = tokens(self.text)
        return self._places

    def readings(self, place: int) -> tuple[Reading, ...]:
        return self.found.get(place, ())


class Matcher:
    """Compiled watchlists. Reading only: threads may share one."""

    def __init__(
        self, watchlists: Sequence[tuple[str, Severity]], vocabulary: Vocabulary, patterns: Iterable[Pattern]
    ) -> None:
        self._watchlists = tuple(watchlists)
        self._vocabulary = vocabulary
        self._by_first: dict[int, list[Pattern]] = {}
        self.patterns = tuple(patterns)
        for pattern in self.patterns:
            self._by_first.setdefault(pattern.words[0], []).append(pattern)

    def words_of(self, surface: str) -> set[int]:
        """The words of its patterns that a token may be, whatever stands around it."""
        return {reading.word for reading in self._vocabulary.readings(surface)}

    def match(self, fields: Mapping[str, str]) -> tuple[Hit, ...]:
        """The hits of an article given as its fields; those named title, summary and text are read."""
        return self._hits(self.finds(fields))

    def finds(self, fields: Mapping[str, str]) -> list[Find]:
        """Every pattern met, with the places of its words; a pattern's own in the order of the article, field by field.

        Family names that stand alone come last.
        """
        read = [field for name in FIELDS if (field := self._read(name, fields.get(name, ""))) is not None]
        found: list[Find] = []
        persons: set[Pattern] = set()
        for field in read:
            for pattern, met in self._runs(field):
                found.append(Find(pattern, field, met))
                if pattern.person:
                    persons.add(pattern)
        return found + [find for field in read for find in _family_names(field, persons)]

    def _read(self, name: str, text: str) -> _Field | None:
        words = surfaces(text)
        readings = self._vocabulary.readings
        found = {place: known for place, word in enumerate(words) if (known := readings(word))}
        return _Field(name, text, words, found) if found else None

    def _runs(self, field: _Field) -> Iterable[tuple[Pattern, list[tuple[int, Reading]]]]:
        for place, readings in field.found.items():
            for reading in readings:
                for pattern in self._by_first.get(reading.word, ()):
                    met = _run(field, pattern, place, reading)
                    if met is not None:
                        yield pattern, met

    def _hits(self, finds: Iterable[Find]) -> tuple[Hit, ...]:
        by_watchlist: dict[int, list[Find]] = {}
        for find in finds:
            by_watchlist.setdefault(find.pattern.watchlist, []).append(find)
        return tuple(
            Hit(
                watchlist=self._watchlists[number][0],
                severity=self._watchlists[number][1],
                mentions=tuple(find.mention() for find in longest(by_watchlist[number])),
            )
            for number in sorted(by_watchlist)
        )


def _run(field: _Field, pattern: Pattern, place: int, first: Reading) -> list[tuple[int, Reading]] | None:
    """The words of a pattern from `place` on, one after the other; None where they are not all there."""
    if len(pattern.words) == 1:
        if pattern.capitals and not field.words[place].isupper():
            return None
        return [(place, first)] if plausible(field.words, place, first) else None
    met = [(place, first)]
    for word in pattern.words[1:]:
        step = _next(field, pattern, word, met[-1][0])
        if step is None:
            return None
        met.append(step)
    return met


def _next(field: _Field, pattern: Pattern, word: int, last: int) -> tuple[int, Reading] | None:
    place = _after_stop(field.words, last)
    reading = _reading(field, pattern, word, place)
    gaps = 2 if pattern.person else 1 if pattern.loose else 0
    while reading is None and gaps:
        skipped = _skip(field.words, place, person=pattern.person)
        if skipped == place:
            return None
        place, gaps = skipped, gaps - 1
        reading = _reading(field, pattern, word, place)
    return (place, reading) if reading is not None else None


def _after_stop(words: Sequence[str], last: int) -> int:
    place = last + 1
    if place < len(words) and words[place] == "." and len(words[last]) <= _ABBREVIATION:
        return place + 1
    return place


def _skip(words: Sequence[str], place: int, *, person: bool) -> int:
    """Past a patronymic (بن محمد) in a person's name, past a preposition in a long phrase."""
    if place >= len(words):
        return place
    folded = fold_word(words[place])
    if person:
        return place + 2 if folded in PATRONYMIC else place
    return place + 1 if folded in LINKING_PREPOSITIONS else place


def _reading(field: _Field, pattern: Pattern, word: int, place: int) -> Reading | None:
    for reading in field.readings(place):
        if reading.word == word and (pattern.loose or reading.plain):
            return reading
    return None


def _family_names(field: _Field, persons: Iterable[Pattern]) -> Iterable[Find]:
    """A person named in full somewhere in the article is also meant by the family name alone."""
    families: dict[int, list[Pattern]] = {}
    for pattern in persons:
        families.setdefault(pattern.words[-1], []).append(pattern)
    for place, readings in field.found.items() if families else ():
        for reading in readings:
            if reading.reads in (Reads.NAME, Reads.VERBATIM):
                for pattern in families.get(reading.word, ()):
                    yield Find(pattern, field, [(place, reading)], family=True)


def longest(finds: Iterable[Find]) -> list[Find]:
    """In the order of the article; of finds of one term that overlap, the longest."""
    ordered = sorted(finds, key=lambda find: (FIELDS.index(find.field), find.start, -find.end))
    kept: list[Find] = []
    last: dict[tuple[str, str], int] = {}  # (field, term) → end of its latest find
    for find in ordered:
        key = (find.field, find.pattern.term)
        if find.start >= last.get(key, 0):
            kept.append(find)
            last[key] = find.end
    return kept
