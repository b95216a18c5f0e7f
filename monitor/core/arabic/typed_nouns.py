"""Plurals and feminines as they are typed: what several are of, which feminine is another word than its masculine."""

import re
from collections.abc import Iterable
from itertools import chain

from monitor.core.arabic.endings import takes_gender
from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    ALSO_FEMININE,
    BROKEN_PLURALS,
    COLLECTIVES,
    FEMININE_ADJECTIVES,
    FEMININE_NOUNS,
    NUMBERS,
    SHORT_ADJECTIVES,
    SINGULARS,
    is_listed,
    singulars,
)
from monitor.core.arabic.plurals import singular_of

SAME = frozenset(("حال", "رد", "فرح", "ليل", "حفل", "حادث"))
"""Of these حالة, ردة فعل, فرحة, ليلة, حفلة, حادثة mean the same."""

_SPANS = frozenset(("عام", "يوم", "ساعة", "أسبوع", "شهر", "سنة", "دقيقة", "ثانية", "قرن", "ليلة"))
# powers are who has them, of قوة are قوات as well; tens are no ten
_NO_SEVERAL = frozenset(("قوى", "عشرات", "عرفات", "بركات"))
_PEOPLE = frozenset(("عضو", "شاب", "فنان"))  # of whom their letters do not tell that there are women
_MUTUAL = re.compile("م.ا..ات")  # المفاوضات are no مفاوض, but مفاعلات are of مفاعل


def means_several(word: str) -> bool:
    """Whether a word is a plural and no adjective, so that what looks like its feminine is another word: دول.

    >>> [means_several(word) for word in ("دول", "سريع", "عرب")]
    [True, False, False]
    """
    return word in SINGULARS and word not in BROKEN_PLURALS and not takes_gender(word) and word not in COLLECTIVES


def is_thing(base: str) -> bool:
    """Whether a noun is no adjective, and what looks like its feminine another word: عمل, of which عملة is none.

    >>> [is_thing(word) for word in ("عمل", "حرب", "كبير", "طفل", "هجوم")]
    [True, True, False, False, False]
    """
    one = base + "ة"
    if base not in BROKEN_PLURALS or not is_listed(one) or takes_gender(base) or base.endswith("ي"):
        return False
    if base in SAME or fold(base) in NUMBERS or base in BROKEN_PLURALS.get(one, ()) or base in COLLECTIVES:
        return False
    return base not in SHORT_ADJECTIVES and base not in ALSO_FEMININE


def is_other_noun(feminine: str) -> bool:
    """Whether a feminine is a noun, of which the masculine is another word: طريقة, سلامة; not عامة, كبيرة."""
    masculine = feminine[:-1]
    if fold(masculine) in NUMBERS:
        return False
    if is_thing(masculine) or (feminine in FEMININE_NOUNS and feminine not in FEMININE_ADJECTIVES):
        return True
    adjective = takes_gender(masculine) or masculine in SHORT_ADJECTIVES or masculine in ALSO_FEMININE
    return not adjective and fold(feminine) in CITATIONS and fold(masculine) in CITATIONS


def singulars_as_well(base: str, *, article: bool) -> Iterable[str]:
    """What a plural in a phrase finds as well (decision 70): «أسلحة كيميائية» is «السلاح الكيميائي» too.

    Of times it finds the other plural only: ثلاثة أشهر, ثلاثة شهور; الأيام الأخيرة is no اليوم الأخير.
    """
    if base in _NO_SEVERAL:
        return ()
    if len(base) >= 6 or (article and len(base) >= 5):
        sound = [one for one in _from_sound_plural(base) if not _is_others_plural(base, one)]
    else:
        one = singular_of(base) if len(base) == 5 and base.endswith("ات") else None
        sound = [one] if one is not None and not _is_others_plural(base, one) else []
    each = ((one,) if one not in _SPANS else BROKEN_PLURALS.get(one, ()) for one in (*sound, *singulars(base)))
    return chain.from_iterable(each)


def two_times(base: str) -> str | None:
    """What two of the times that a plural means begin with: يوم for أيام, of which are اليومين; None: no times.

    >>> two_times("أيام"), two_times("ساعات"), two_times("قرون"), two_times("دول")
    ('يوم', 'ساعت', 'قرن', None)
    """
    return _BEFORE_TWO.get(base)


def _before_two() -> dict[str, str]:
    """Plural → what stands before the ending of two. Forms of سنوات begin otherwise than those of سنتان (onsets.py)."""
    table: dict[str, str] = {}
    for one in _SPANS - {"سنة"}:
        feminine = one.endswith("ة")
        sound = [f"{one[:-1]}ات"] if feminine else []
        table |= dict.fromkeys((*BROKEN_PLURALS.get(one, ()), *sound), f"{one[:-1]}ت" if feminine else one)
    return table


_BEFORE_TWO = _before_two()


def _is_others_plural(plural: str, one: str) -> bool:
    """Whether a plural in ات is of the feminine alone: عملات of عملة, طالبات of طالبة; but طلبات of طلب, مترات of متر.

    Of a noun whose plural is another one it is, where the feminine is known, or is made of such a noun.
    """
    if not plural.endswith("ات") or one.endswith("ة"):
        return False
    several = BROKEN_PLURALS.get(one, ())
    if plural in several:
        return False
    feminine = fold(one + "ة") in CITATIONS or takes_gender(one) or one in _PEOPLE
    return is_thing(one) or (several != () and feminine)


def _from_sound_plural(base: str) -> list[str]:
    if base.endswith(("ين", "ون")):
        return [base[:-2]]
    if base.endswith("ات"):
        one = base[:-2]
        negotiates = _MUTUAL.fullmatch(base) is not None and base not in BROKEN_PLURALS.get(one, ())
        return [one + "ة"] if negotiates else [one + "ة", one]
    return []
