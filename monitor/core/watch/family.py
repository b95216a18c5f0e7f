"""A family name alone: the person's who was named in full, somebody else's, or none; told by the words beside it."""

import re
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from monitor.core.arabic.fold import fold, fold_word
from monitor.core.arabic.known import CITATIONS, UNKNOWN, shortest_reading, shortest_verb
from monitor.core.arabic.lexicon import FIRST_NAMES, ORIGINS, SHORT_ADJECTIVES, SINGULARS, TITLES, frequency
from monitor.core.arabic.patronymics import FATHER, HOUSE, SONS
from monitor.core.arabic.tokens import Token
from monitor.core.watch.around import Around, is_definite, is_verb_in_al
from monitor.core.watch.fathers import is_grandfathers
from monitor.core.watch.first_names import has_surname, is_servant, is_spelt_alike, names_before, own_names
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.reading import Reading
from monitor.core.watch.sons import is_of_son
from monitor.core.watch.vocabulary import Vocabulary

_KINGS = frozenset(("الملك", "للملك", "والملك", "بالملك", "الملكة"))  # these are called by their first names
_RULERS = _KINGS | {"الامير", "الشيخ", "السلطان", "الامام", "والامير", "والشيخ", "للامير", "للشيخ"}
_ADDRESS = frozenset(
    ("السيد", "الدكتور", "الاستاذ", "المهندس", "والسيد", "والدكتور", "للسيد", "للدكتور", "المدعو", "والمدعو")
)
_RANKS = frozenset(map(fold, ("اللواء", "العميد", "العقيد", "النقيب", "الرائد", "المقدم", "الملازم")))
_KUNYA = (FATHER, "ابي", "ابا")
_TITLES = TITLES - {"الله"}  # one only in آية الله
_FORENAMED = (TITLES | {"الملا"}) - FIRST_NAMES  # الملا عمر is told by it, and has no first name
_MEETS = ("قاء", "استقبال", "اتصال")  # of somebody: بعد لقائه السوداني; لقاء without its ل
_ARAB = "عربي"
_BEFORE_ANY = "محمد"  # stands before many a first name
_REMEMBERED = 20_000  # words
_OFTEN = 2  # lexicon.FREQUENCY
_ADJECTIVE = re.compile("..ي.|م..و.|م...|..ا.")  # نظيف, معصوم, مرشد, حداد
_SHORTEST = 4  # letters: a nisba of so few is a word (بري, جوي), and what ends in اء no plural
_PLURALS = ("ات", "ين", "ون", "اء")


class Family(NamedTuple):
    """What a family name is, beside its letters."""

    compound: bool  # بن سلمان, آل ثاني: told with a first name before it, or a title
    son: bool  # بن سلمان: of whom the first name beside it is the only one
    first: bool  # a first name as well: عباس, صالح, عبدالله
    servant: bool  # one with عبد, by which hardly anybody is called who has a surname
    adjective: bool  # العربي, الحوثي
    origin: bool  # of a country: الرئيس المصري is hardly the president who is called so
    definite: bool  # الفيس, also where companies and the like are called without the article


_NOTHING = Family(*[False] * len(Family._fields))


class Own(NamedTuple):
    """A person's first names."""

    words: frozenset[int]
    folded: frozenset[str]


class Families:
    """What is known of persons' names, found out when first asked."""

    def __init__(self, vocabulary: Vocabulary, patterns: Iterable[Pattern]) -> None:
        self._vocabulary = vocabulary
        self._patterns = {one: tuple(ways) for one, ways in groupby(patterns, key=attrgetter("watchlist", "term"))}
        self._kinds: dict[Pattern, Family] = {}
        self._own: dict[tuple[int, str], Own] = {}
        self._others: dict[Pattern, tuple[Pattern, ...]] = {}
        self._titles: dict[Pattern, str] = {}

    def otherwise_spelt(self, way: Pattern) -> tuple[Pattern, ...]:
        """The other ways to call a person who is met in this one that spell his family name, of one word, otherwise.

        Who is met as مسعود البارزاني may be called بارزاني in the next sentence; who is met as تمام سلام must be met as
        تمام السلام as well to be called السلام.
        """
        known = self._others.get(way)
        if known is None:
            others = self._patterns[way.watchlist, way.term]
            known = self._others[way] = tuple(other for other in others if self._is_other_spelling(way, other))
        return known

    def _is_other_spelling(self, way: Pattern, other: Pattern) -> bool:
        if way.family != 1 or other.family != 1 or way.words[-1] == other.words[-1]:
            return False
        if not _is_nothing_else(fold(self._written(other)[-1])):
            return False
        first, own = (fold(self._written(one)[0]) for one in (other, way))
        return first == own or is_spelt_alike(first, own)

    def is_somebody_else(
        self, page: Page, way: Pattern, met: Sequence[tuple[Token, Reading]], titles: Container[str]
    ) -> bool:
        """Whether a family name that stands alone is not the person's who is called in this way, among others.

        `titles`: the words, folded, behind which the article has the person's full name.
        """
        (first, reading), (last, _) = met[0], met[-1]
        kind = self._kind(way)
        if kind.definite and not (reading.split.article or fold(reading.stem.written).startswith("ال")):
            return True  # فيس is no الفيس
        near = Around(page, first)
        his = near.before in titles and near.before in TITLES
        if kind.first and ((near.before in _RULERS and not his) or self._is_anybodys(near, last, way, kind)):
            return True
        if not his and not _is_name(near, reading, kind):
            return True
        return not reading.split.proclitics and self._is_behind_others(page, first, way, kind)

    def _is_behind_others(self, page: Page, first: Token, way: Pattern, kind: Family) -> bool:
        """Whether what stands before a family name, from this token on, is somebody else's."""
        if kind.son and is_grandfathers(page, first):
            return True
        names = list(islice(names_before(page, first, strict=kind.compound), 1 if kind.son else None))
        if not names or (not (kind.compound or kind.definite) and _is_king(page, names)):  # محمد السادس is one
            return False
        return self._are_others(page, names, way, first=kind.first)

    def _is_anybodys(self, near: Around, last: Token, way: Pattern, kind: Family) -> bool:
        """Whether what may be the family name is rather anybody's first name, or his father's."""
        title = self._title(way)
        if title and (near.before in SONS or (title in _RULERS and near.before.removeprefix("و") in _TITLES)):
            return True
        return has_surname(near.page, last, strict=title != "" or kind.servant or near.before in _RULERS)

    def _title(self, way: Pattern) -> str:
        """The title, folded, behind which a person is called by a first name (الملك عبدالله) that is many others' too.

        "": he is called by a family name, as who has first names before it in another of his ways.
        """
        known = self._titles.get(way)
        if known is None:
            family = way.words[-way.family :]
            ways = [one for one in self._patterns[way.watchlist, way.term] if one.family == way.family]
            same = [one for one in ways if one.words[-one.family :] == family]
            titles = sorted((fold(self._written(one)[-one.family - 1]) for one in same), key=_RULERS.__contains__)
            known = self._titles[way] = "" if any(self._firsts_of(one) for one in same) else titles[-1]
        return known

    def _are_others(self, page: Page, names: Sequence[Token], way: Pattern, *, first: bool) -> bool:
        """Whether first names, from the last to the first, are somebody else's; `first`: before one that is one too."""
        own = self._first_names(way)
        if not own.words:  # الملا عمر, who is called محمد عمر as well
            return first and any(fold_word(name.surface) != _BEFORE_ANY for name in names)
        if len(names) > 1 and len(self._firsts_of(way)) > 1:  # his father's name is not enough, nor his own
            return not all(self._is_own(page, name, own) for name in (names[0], names[-1]))
        his = [name for name in names if self._is_own(page, name, own)]
        return not his or (way.is_whole and all(is_of_son(page, name, name, whole=True) for name in his))

    def _is_own(self, page: Page, name: Token, own: Own) -> bool:
        if page.folded_before(name) in SONS:
            return False
        if not own.words.isdisjoint(self._vocabulary.by_word(name.surface)):
            return True
        return any(is_spelt_alike(fold_word(name.surface), folded) for folded in own.folded)

    def _kind(self, way: Pattern) -> Family:
        known = self._kinds.get(way)
        if known is None:
            known = self._kinds[way] = family(self._written(way)[-way.family :])
        return known

    def _first_names(self, way: Pattern) -> Own:
        """The first names of the person who is called in this way, in all ways."""
        entity = way.watchlist, way.term
        known = self._own.get(entity)
        if known is None:
            words = {one for other in self._patterns[entity] if other.family for one in self._firsts_of(other)}
            folded = frozenset(fold(self._vocabulary.words[word].written) for word in words)
            known = self._own[entity] = Own(frozenset(words), folded)
        return known

    def _firsts_of(self, way: Pattern) -> list[int]:
        written = self._written(way)[: -way.family]
        return [way.words[place] for place in own_names(written) if not _is_title(written, place)]

    def _written(self, way: Pattern) -> list[str]:
        return [self._vocabulary.words[word].written for word in way.words]


def _is_nothing_else(name: str) -> bool:
    """Whether a folded family name is no first name, no adjective of everyday news and no word but a nisba of a name.

    >>> [_is_nothing_else(name) for name in ("خامنءي", "بارزاني", "البارزاني", "عسيري")]
    [True, True, True, True]
    >>> [_is_nothing_else(name) for name in ("البري", "شريف", "السلام", "حوثي", "الفيصل", "النظيف")]
    [False, False, False, False, False, False]
    """
    bare = name.removeprefix("ال")
    if bare in FIRST_NAMES or bare in ORIGINS or frequency(bare) or _ADJECTIVE.fullmatch(bare):
        return False
    known = bare.removesuffix("ي") if bare in CITATIONS and len(bare) > _SHORTEST else bare
    return shortest_reading(known, weak=False) == UNKNOWN and shortest_verb(bare) == UNKNOWN


def family(words: Sequence[str]) -> Family:
    """What a family name of these words is.

    >>> [tuple(map(int, family(name.split()))) for name in ("بن سلمان", "عباس", "عبد الله", "الحوثي", "المصري")]
    [(1, 1, 0, 0, 0, 0, 0), (0, 0, 1, 0, 0, 0, 0), (0, 0, 1, 1, 0, 0, 0), (0, 0, 0, 0, 1, 0, 1), (0, 0, 0, 0, 1, 1, 1)]
    """
    first = fold(words[0])
    son, servant = first in SONS, is_servant(first)
    if len(words) > 1 or servant:
        return _NOTHING._replace(compound=son or first == HOUSE, son=son, first=servant, servant=servant)
    bare = first.removeprefix("ال") if first.startswith("ال") else ""
    origin = bare in ORIGINS or bare == _ARAB
    adjective = origin or (bare.endswith("ي") and frequency(bare) >= _OFTEN) or bare in SHORT_ADJECTIVES
    return _NOTHING._replace(first=first in FIRST_NAMES, adjective=adjective, origin=origin, definite=bool(bare))


def is_rather_adjective(near: Around, reading: Reading) -> bool:
    """Whether a family name, alone, is an adjective of what stands before: «البنك المصري»; not so «قال المصري».

    Who has a rank, or a first name, is called so: «اللواء التركي», «سالم الهندي», «أبو الفداء السوداني».
    """
    page, before = near.page, near.page.before(near.token)
    named = near.before in _RANKS or any(names_before(page, near.token, strict=False))
    named = named or (before is not None and page.folded_before(before).startswith(_KUNYA))
    return not named and not _is_name(near, reading, family([reading.stem.written]))


def _is_title(words: Sequence[str], place: int) -> bool:
    """Whether a word before a family name is a title; not الملك of عبد الملك."""
    return fold(words[place]) in _FORENAMED and words[place - 1 : place] != ["عبد"]


def _is_king(page: Page, names: Sequence[Token]) -> bool:
    """Whether first names, from the last to the first, are a king's, who has no family name: الملك سلمان كيري."""
    *fathers, first = names
    return page.folded_before(first) in _KINGS and all(page.folded_before(name) in SONS for name in fathers)


def _is_name(near: Around, reading: Reading, kind: Family) -> bool:
    """Whether a family name is one here: no adjective of the word before it, nor a king's first name."""
    before = near.before
    if reading.split.proclitics:  # القومي والعربي
        return not (kind.adjective and is_definite(before) and before.endswith("ي") and _is_adjective(before))
    return before not in _KINGS and not (kind.adjective and _is_described(before, origin=kind.origin))


def _is_adjective(word: str) -> bool:
    """Whether a definite word in ي, folded, is an adjective; else it is a name.

    >>> [_is_adjective(word) for word in ("القومي", "العراقي", "المالكي", "والعامري")]
    [True, True, False, False]
    """
    bare = word.removeprefix("و").removeprefix("ال")
    return bare in ORIGINS or bare == _ARAB or bare in CITATIONS or frequency(bare) >= _OFTEN


@lru_cache(_REMEMBERED)
def _is_described(before: str, *, origin: bool) -> bool:
    """Whether an adjective describes the word before it, folded.

    >>> [_is_described(word, origin=True) for word in ("الامن", "نظيره", "الرءيس", "الوزراء", "السيد", "لقاءه")]
    [True, True, True, False, False, False]
    """
    if before in _ADDRESS or is_verb_in_al(before):
        return False
    if not is_definite(before):
        if before.lstrip("وفبل").startswith(_MEETS):
            return False
        return 0 < shortest_reading(before)[1] < UNKNOWN[1]
    if before in TITLES:
        return origin
    bare = before.removeprefix("ال")
    several = before.endswith(_PLURALS) and len(bare) > _SHORTEST and bare not in CITATIONS  # not so القضاء
    return not (several or before.endswith("ة") or bare in SINGULARS)
