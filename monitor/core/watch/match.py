"""Text → hits: every place where a watchlist's term stands, with the rule that led there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lexicon import LINKING_PREPOSITIONS
from monitor.core.arabic.names import PATRONYMIC
from monitor.core.arabic.tokens import Token, surfaces, tokens
from monitor.core.model import Hit, Mention, Severity
from monitor.core.watch.context import plausible
from monitor.core.watch.habit import Habit, habit, well_spelt
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.rules import family_rule, rule
from monitor.core.watch.vocabulary import Reading, Reads, Vocabulary

FIELDS = ("title", "summary", "text")
_ABBREVIATION = 2  # letters: a full stop after so few does not end a sentence


class _Find(NamedTuple):
    pattern: Pattern
    field: str
    start: int
    end: int
    surface: str
    why: str


class _Field:
    """One field of an article, its words recognised."""

    def __init__(self, name: str, text: str, words: Sequence[str], found: dict[int, tuple[Reading, ...]]) -> None:
        self.name = name
        self.text = text
        self.words = words
        self.found = found
        self.places: list[Token] = tokens(text)
        self.habit: Habit = habit(words)

    def readings(self, place: int) -> tuple[Reading, ...]:
        return self.found.get(place, ())

    def find(self, pattern: Pattern, met: Sequence[tuple[int, Reading]], *, family: bool = False) -> _Find:
        start, end = self.places[met[0][0]].start, self.places[met[-1][0]].end
        surface, readings = self.text[start:end], [reading for _, reading in met]
        why = family_rule(pattern, surface, readings[0]) if family else rule(pattern, surface, readings)
        return _Find(pattern, self.name, start, end, surface, why)


class Matcher:
    """Compiled watchlists. Reading only: threads may share one."""

    def __init__(
        self, watchlists: Sequence[tuple[str, Severity]], vocabulary: Vocabulary, patterns: Iterable[Pattern]
    ) -> None:
        self._watchlists = tuple(watchlists)
        self._vocabulary = vocabulary
        self._by_first: dict[int, list[Pattern]] = {}
        for pattern in patterns:
            self._by_first.setdefault(pattern.words[0], []).append(pattern)

    def match(self, fields: Mapping[str, str]) -> tuple[Hit, ...]:
        """The hits of an article given as its fields; those named title, summary and text are read."""
        read = [field for name in FIELDS if (field := self._read(name, fields.get(name, ""))) is not None]
        finds: list[_Find] = []
        persons: set[Pattern] = set()
        for field in read:
            for pattern, met in self._runs(field):
                finds.append(field.find(pattern, met))
                if pattern.person:
                    persons.add(pattern)
        finds += [find for field in read for find in _family_names(field, persons)]
        return self._hits(finds)

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

    def _hits(self, finds: Iterable[_Find]) -> tuple[Hit, ...]:
        by_watchlist: dict[int, list[_Find]] = {}
        for find in finds:
            by_watchlist.setdefault(find.pattern.watchlist, []).append(find)
        return tuple(
            Hit(
                watchlist=self._watchlists[number][0],
                severity=self._watchlists[number][1],
                mentions=tuple(map(_mention, _longest(by_watchlist[number]))),
            )
            for number in sorted(by_watchlist)
        )


def _run(field: _Field, pattern: Pattern, place: int, first: Reading) -> list[tuple[int, Reading]] | None:
    """The words of a pattern from `place` on, one after the other; None where they are not all there."""
    if len(pattern.words) == 1:
        if pattern.capitals and not field.words[place].isupper():
            return None
        allowed = plausible(field.words, place, first) and well_spelt(field.words[place], first, field.habit)
        return [(place, first)] if allowed else None
    if not well_spelt(field.words[place], first, field.habit):
        return None
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
        fits = reading.word == word and (pattern.loose or reading.plain)
        if fits and well_spelt(field.words[place], reading, field.habit):
            return reading
    return None


def _family_names(field: _Field, persons: Iterable[Pattern]) -> Iterable[_Find]:
    """A person named in full somewhere in the article is also meant by the family name alone."""
    families: dict[int, list[Pattern]] = {}
    for pattern in persons:
        families.setdefault(pattern.words[-1], []).append(pattern)
    for place, readings in field.found.items() if families else ():
        for reading in readings:
            if reading.reads in (Reads.NAME, Reads.VERBATIM):
                for pattern in families.get(reading.word, ()):
                    yield field.find(pattern, [(place, reading)], family=True)


def _longest(finds: Iterable[_Find]) -> list[_Find]:
    """In the order of the article; of finds of one term that overlap, the longest."""
    ordered = sorted(finds, key=lambda find: (FIELDS.index(find.field), find.start, -find.end))
    kept: list[_Find] = []
    last: dict[tuple[str, str], int] = {}  # (field, term) → end of its latest find
    for find in ordered:
        key = (find.field, find.pattern.term)
        if find.start >= last.get(key, 0):
            kept.append(find)
            last[key] = find.end
    return kept


def _mention(find: _Find) -> Mention:
    return Mention(
        field=find.field,
        start=find.start,
        end=find.end,
        surface=find.surface,
        term=find.pattern.term,
        rule=find.why,
    )
