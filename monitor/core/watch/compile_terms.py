"""Terms and entities → patterns of numbered words."""

from collections.abc import Iterator

from monitor.core.arabic.everyday_names import is_kunya_of_many
from monitor.core.arabic.family_names import family_size
from monitor.core.arabic.fold import fold
from monitor.core.arabic.keywords import DIRECTIONS, Place, places
from monitor.core.arabic.lexicon import FAMILIES_ALSO_FIRST_NAMES, FAMILIES_OF_GOD, ORIGINS
from monitor.core.arabic.names import are_one, name_variants, spellings
from monitor.core.arabic.patronymics import BEFORE_NAMES_OF_OTHERS, FATHERS, HOUSE
from monitor.core.arabic.tokens import typed_words
from monitor.core.model.watchlist import Entity, EntityKind, Term, TermMatch, WordClass
from monitor.core.watch.ali import ALI, ON
from monitor.core.watch.first_names import leads_to_names
from monitor.core.watch.match import Matcher
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.plus import is_signed
from monitor.core.watch.vocabulary import Vocabulary
from monitor.core.watch.word import Word
from monitor.core.watch.written import stated_class

_EVERYDAY = frozenset({"us", "is", "it", "who", "un", "am", "so", "or", "aids", "arms", "act", "all", "on", "no"})
_LONG = 4  # words
_SUDAN = "السودان"


def ways(term: Term) -> tuple[tuple[str, ...], ...]:
    """The words of a term as typed, then as a name among them is written as well; none where it holds no word.

    >>> ways(Term(text="حكومة أبوظبي"))
    (('حكومة', 'أبوظبي'), ('حكومة', 'أبو', 'ظبي'))
    """
    parts = typed_words(term.text)
    if not parts or term.match is TermMatch.EXACT or term.word_class is WordClass.VERB:
        return (parts,) if parts else ()
    return spellings(parts)


def _letter(letter: str) -> Word:
    """A letter by itself among other words, as of an abbreviation (أ ف ب), has no forms."""
    return Word(letter, Place.PART, TermMatch.EXACT, long=False)


def _has_family_name(words: tuple[str, ...]) -> bool:
    """Whether words are a family name wherever they end a name.

    >>> [_has_family_name(tuple(name.split())) for name in ("المالكي", "نصر الله", "علوان", "صلاح", "عبد السلام")]
    [True, True, True, False, False]
    >>> [_has_family_name((name,)) for name in ("البشير", "المهدي", "بشير", "ألبير")]
    [True, True, False, False]
    >>> [_has_family_name(tuple(name.split())) for name in ("آل الشيخ", "أبو مرزوق", "أبو بكر", "بن دغر", "بن سلمان")]
    [True, True, False, True, False]
    """
    if len(words) == 1 and words[0].startswith("ال"):  # a first name as well, but seldom the father's
        return True
    first = fold(words[0])
    if len(words) > 1 and first in BEFORE_NAMES_OF_OTHERS:
        if first == HOUSE or first in FATHERS:
            return not is_kunya_of_many(words)
        return not leads_to_names(fold(words[1]))
    own = first in FAMILIES_OF_GOD if len(words) > 1 else first in FAMILIES_ALSO_FIRST_NAMES
    return own or not leads_to_names(first)


class TermCompiler:
    """Gathers patterns and their words."""

    def __init__(self, *, soon: bool = False) -> None:
        self.vocabulary = Vocabulary(soon=soon)
        self.patterns: list[Pattern] = []

    def matcher(self) -> Matcher:
        """What finds the patterns."""
        return Matcher(self.vocabulary, self.patterns)

    def add_term(self, watchlist: int, term: Term) -> None:
        typed = typed_words(term.text)
        for way in ways(term):
            self._add_words(watchlist, term, way, typed)

    def _add_words(self, watchlist: int, term: Term, parts: tuple[str, ...], typed: tuple[str, ...]) -> None:
        """`typed`: the words of the term as they were; others are of a name that is written in another way."""
        long = len(parts) >= _LONG
        match, stated = term.match, stated_class(term)
        each = [
            Word(part, place if part in typed else Place.PART, match, long, None if i else stated)
            if len(part) > 1 or place is Place.ALONE
            else _letter(part)
            for i, (part, place) in enumerate(zip(parts, places(parts), strict=True))
        ]
        numbers = tuple([self.vocabulary.add(word) for word in each])
        loose = long and term.match is not TermMatch.EXACT
        signed = is_signed(term.text)
        self.patterns.append(Pattern(watchlist=watchlist, term=term.text, words=numbers, loose=loose, signed=signed))

    def add_entity(self, watchlist: int, entity: Entity) -> None:
        person = entity.kind is EntityKind.PERSON
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            alias = None if name == entity.name else name
            for way in filter(None, _ways(typed_words(name), entity.kind)):
                self._add_name(watchlist, entity, alias, way)
                *before, last = way  # «محمد على» would be any محمد with على behind it
                if person and ALI in before:
                    dotless = (*[ON if word == ALI else word for word in before], last)
                    self._add_name(watchlist, entity, alias, dotless, dotless=True)

    def _add_name(
        self, watchlist: int, entity: Entity, alias: str | None, way: tuple[str, ...], *, dotless: bool = False
    ) -> None:
        long = entity.kind is not EntityKind.PERSON and len(way) >= _LONG
        each = (
            Word(part, place, TermMatch.INFLECTED, long) if len(part) > 1 else _letter(part)
            for part, place in zip(way, places(way, name=True), strict=True)
        )
        numbers = tuple(map(self.vocabulary.add, each))
        person = entity.kind is EntityKind.PERSON and len(way) > 1
        family = family_size(way) if person else 0
        pattern = Pattern(
            watchlist=watchlist,
            term=entity.name,
            alias=alias,
            words=numbers,
            person=person,
            family=family,
            fathered=family > 0 and _has_family_name(way[-family:]),
            origin=entity.kind is EntityKind.PERSON and _is_of_origin(way),
            halves=_second_halves(way) if person else (),
            dotless=dotless,
            loose=long,
            capitals=len(way) == 1 and way[0].isupper() and way[0].lower() in _EVERYDAY,
            signed=is_signed(alias or entity.name),
        )
        if pattern not in self.patterns[-8:]:
            self.patterns.append(pattern)


def _is_of_origin(name: tuple[str, ...]) -> bool:
    """Whether the last word of a name says where somebody is from; alone with its article only: not so تركي.

    >>> [_is_of_origin(tuple(name.split())) for name in ("المصري", "علي المصري", "علي مصري", "تركي", "الجولاني")]
    [True, True, True, False, False]
    """
    last = fold(name[-1])
    return last.removeprefix("ال") in ORIGINS and (len(name) > 1 or last.startswith("ال"))


def _ways(name: tuple[str, ...], kind: EntityKind) -> Iterator[tuple[str, ...]]:
    """How a name is written; of places «شمالي العراق» for «شمال العراق» as well, but South Sudan is a country."""
    for way in name_variants(name, person=kind is EntityKind.PERSON):
        yield way
        if kind is EntityKind.PLACE and len(way) > 1 and way[0] in DIRECTIONS and way[1] != _SUDAN:
            yield DIRECTIONS[way[0]], *way[1:]


def _second_halves(name: tuple[str, ...]) -> tuple[int, ...]:
    """The places of the words of a name that are one with the word before.

    >>> _second_halves(("عبد", "الله", "نصر", "الله"))
    (1, 3)
    """
    return tuple(place for place in range(1, len(name)) if are_one(name[place - 1], name[place]))
