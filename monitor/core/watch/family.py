"""A family name alone: the person's who was named in full, somebody else's, or none; told by the words beside it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import UNKNOWN, shortest_reading
from monitor.core.arabic.lexicon import FIRST_NAMES, ORIGINS, SHORT_ADJECTIVES, SINGULARS, TITLES, frequency
from monitor.core.arabic.tokens import Token
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.first_names import SONS, has_surname, names_before, own_names
from monitor.core.watch.page import Page
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.reading import Reading
from monitor.core.watch.vocabulary import Vocabulary

_HOUSE = "ال"  # آل, folded
_KINGS = frozenset(("الملك", "للملك", "والملك", "بالملك", "الملكة"))  # these are called by their first names
_RULERS = _KINGS | {"الامير", "الشيخ", "السلطان", "الامام", "والامير", "والشيخ", "للامير", "للشيخ"}
_ADDRESS = frozenset(("السيد", "الدكتور", "الاستاذ", "المهندس", "والسيد", "والدكتور", "للسيد", "للدكتور"))
_MEETS = ("قاء", "استقبال", "اتصال")  # of somebody: بعد لقائه السوداني; لقاء without its ل
_ARAB = "عربي"
_REMEMBERED = 20_000  # words
_OFTEN = 2  # lexicon.FREQUENCY
_PLURALS = ("ة", "ات", "ين", "ون", "اء")


class Family(NamedTuple):
    """What a family name is, beside its letters."""

    compound: bool  # بن سلمان, آل ثاني: told with a first name before it, or a title
    son: bool  # بن سلمان: of whom the first name beside it is the only one
    first: bool  # a first name as well: عباس, صالح
    adjective: bool  # العربي, الحوثي
    origin: bool  # of a country: الرئيس المصري is hardly the president who is called so


class Families:
    """What is known of persons' names, found out when first asked."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[Pattern, tuple[Family, frozenset[int]]] = {}

    def is_somebody_else(self, page: Page, ways: Iterable[Pattern], met: Sequence[tuple[Token, Reading]]) -> bool:
        """Whether a family name that stands alone is not the person's who is called in these ways."""
        known = [self._of(way) for way in ways]
        (first, reading), (last, _) = met[0], met[-1]
        kind = known[0][0]
        if kind.first and (page.folded_before(first) in _RULERS or has_surname(page, last)):
            return True
        if not _is_name(Around(page, first), reading, kind):
            return True
        if reading.split.proclitics:
            return False
        names = list(islice(names_before(page, first, strict=kind.compound), 1 if kind.son else None))
        if not names:
            return False
        own = frozenset[int]().union(*[words for _, words in known])
        return not any(self._is_own(page, name, own) for name in names)

    def _is_own(self, page: Page, name: Token, own: frozenset[int]) -> bool:
        return not own.isdisjoint(self._vocabulary.by_word(name.surface)) and page.folded_before(name) not in SONS

    def _of(self, way: Pattern) -> tuple[Family, frozenset[int]]:
        """What kind of family name it is, and the words that are first names of the person."""
        known = self._known.get(way)
        if known is None:
            written = [self._vocabulary.words[word].written for word in way.words]
            own = frozenset(way.words[place] for place in own_names(written[: -way.family]))
            known = self._known[way] = family(written[-way.family :]), own
        return known


def family(words: Sequence[str]) -> Family:
    """What a family name of these words is.

    >>> [tuple(map(int, family(name.split()))) for name in ("بن سلمان", "عباس", "الحوثي", "المصري", "قرقاش")]
    [(1, 1, 0, 0, 0), (0, 0, 1, 0, 0), (0, 0, 0, 1, 0), (0, 0, 0, 1, 1), (0, 0, 0, 0, 0)]
    """
    first = fold(words[0])
    if len(words) > 1:
        return Family(first in SONS or first == _HOUSE, first in SONS, first=False, adjective=False, origin=False)
    bare = first.removeprefix("ال") if first.startswith("ال") else ""
    origin = bare in ORIGINS or bare == _ARAB
    adjective = origin or (bare.endswith("ي") and frequency(bare) >= _OFTEN) or bare in SHORT_ADJECTIVES
    return Family(compound=False, son=False, first=first in FIRST_NAMES, adjective=adjective, origin=origin)


def _is_name(near: Around, reading: Reading, kind: Family) -> bool:
    """Whether a family name is one here: no adjective of the word before it, nor a king's first name."""
    before = near.before
    if reading.split.proclitics:  # القومي والعربي
        return not (kind.adjective and is_definite(before) and before.endswith("ي"))
    return before not in _KINGS and not (kind.adjective and _is_described(before, origin=kind.origin))


@lru_cache(_REMEMBERED)
def _is_described(before: str, *, origin: bool) -> bool:
    """Whether an adjective describes the word before it, folded.

    >>> [_is_described(word, origin=True) for word in ("الامن", "نظيره", "الرءيس", "الوزراء", "السيد", "لقاءه")]
    [True, True, True, False, False, False]
    """
    if before in _ADDRESS:
        return False
    if not is_definite(before):
        if before.lstrip("وفبل").startswith(_MEETS):
            return False
        return 0 < shortest_reading(before)[1] < UNKNOWN[1]
    if before in TITLES:
        return origin
    return not (before.endswith(_PLURALS) or before.removeprefix("ال") in SINGULARS)
