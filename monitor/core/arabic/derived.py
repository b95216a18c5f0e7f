"""Derivation: from a noun to its nisba and its participles (تطرف: متطرف; إرهاب: إرهابي; احتلال: محتل; نزوح: نازح).

The participles follow from the pattern of the verbal noun, as grammars give them for the ten forms and for verbs of
four letters; weak and doubled roots are patterns of their own. What no pattern gives stands in data/derived.txt.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import DERIVED, is_defective

_STRONG = "[بتثجحخدذرزسشصضطظعغفقكلمنه]"
_L = "[بتثجحخدذرزسشصضطظعغفقكلمنهويءأؤئ]"
_HAMZA_ROOTS = frozenset(["نش", "بد", "خب", "لج", "جز", "بر", "مل", "طف", "طر", "رج", "دف", "نب", "خط"])
_FOURTH = f"(?![متأ]){_STRONG}{_L}{_STRONG}{_STRONG}"  # سيطر, عولم, عرقل; not أسلحة, معركة


def _doubled(before: str, last: str) -> str:
    """A root whose last two letters are the same writes one: احتلال, محتل."""
    return before if before[-1] == last else before + last


def _of_weak(first: str) -> str:
    """A first letter و of the root, which is ي behind a vowel i: إيفاد, موفد."""
    return "و" if first == "ي" else first


def _last(root: str) -> str:
    """What the last letter of a root, which is ء in the verbal noun, is in the participle."""
    return "ئ" if root in _HAMZA_ROOTS else "ي"


_SHAPES: tuple[tuple[str, Callable[[re.Match[str]], Iterable[str]]], ...] = (
    (f"ت({_L}{_L}ي{_L})", lambda m: ["م" + m[1][:2] + m[1][3]]),  # تفعيل: مفعل
    (f"ت({_L}{_L}[يئ])ة", lambda m: ["م" + m[1]]),  # تسوية: مسوي
    (f"ت({_L}{_L}ي)", lambda m: ["مت" + m[1]]),  # تحدي: متحدي
    (f"ت({_L}{{3}})", lambda m: ["مت" + m[1]]),  # تفعل: متفعل
    (f"ت({_L}ا{_L}{{2}})", lambda m: ["مت" + m[1]]),  # تفاعل: متفاعل
    (f"ت({_L}{{4}})", lambda m: ["مت" + m[1]]),  # تدهور: متدهور
    (f"إي({_L})ا({_L})", lambda m: ["مو" + m[1] + m[2]]),  # إيفاد: موفد
    (f"[إا]({_L}{{2}})اء", lambda m: ["م" + m[1] + _last(m[1])]),  # إلغاء: ملغي; إنشاء: منشئ
    (f"إ({_L})ا({_L})ة", lambda m: ["م" + m[1] + "ي" + m[2], "م" + m[1] + "ا" + m[2]]),  # إدانة: مدين, مدان
    (f"ات({_L})ا({_L})", lambda m: ["مت" + m[1] + m[2]]),  # اتهام: متهم
    (f"[إا]({_L}{{2}})ا({_L})", lambda m: ["م" + _doubled(m[1], m[2])]),  # إفعال: مفعل; إعداد: معد
    (f"است({_L})({_L})اء", lambda m: ["مست" + _of_weak(m[1]) + m[2] + "ي"]),  # استيلاء: مستولي
    (f"است({_L})({_L})ا({_L})", lambda m: ["مست" + _doubled(_of_weak(m[1]) + m[2], m[3])]),  # استفعال: مستفعل
    (f"است({_L})ا({_L})ة", lambda m: ["مست" + m[1] + "ي" + m[2], "مست" + m[1] + "ا" + m[2]]),  # استشارة: مستشار
    (f"ا({_L}[تدط]|ن{_L})يا({_L})", lambda m: ["م" + m[1] + "ا" + m[2]]),  # اغتيال: مغتال; انحياز: منحاز
    (f"ا({_L}{{3}})اء", lambda m: ["م" + m[1] + _last(m[1][0] + m[1][2])]),  # اعتداء: معتدي; اختباء: مختبئ
    (f"ا({_L}{{3}})ا({_L})", lambda m: ["م" + _doubled(m[1], m[2])]),  # افتعال, انفعال: مفتعل, منفعل; احتلال: محتل
    (f"ا({_L}{{4}})ا({_L})", lambda m: ["م" + _doubled(m[1], m[2])]),  # اطمئنان: مطمئن
    (f"م({_L}ا{_L}{{2}})ة", lambda m: ["م" + m[1]]),  # مفاعلة: مفاعل
    (f"({_FOURTH})ة", lambda m: ["م" + m[1]]),  # سيطرة: مسيطر
    (f"({_STRONG})({_STRONG})({_STRONG})", lambda m: [f"{m[1]}ا{m[2]}{m[3]}", f"م{m[1]}{m[2]}و{m[3]}"]),  # فاعل, مفعول
)
_PATTERNS = tuple((re.compile(pattern), make) for pattern, make in _SHAPES)
_NO_NISBA = re.compile(f".*ي|ت{_L}{_L}[يئ]ة")  # «تسوي» is a verb


class Derived(NamedTuple):
    """A word derived from a noun."""

    word: str
    adjective: bool = True  # whether it is inflected as one
    defective: bool = False  # whether its last ي falls away: معتدي, معتدون


def derived_words(word: str) -> tuple[Derived, ...]:
    """Words derived from a noun without article.

    >>> [one.word for one in derived_words("تطرف")]
    ['تطرفي', 'متطرف', 'تطرفية']
    >>> [one.word for one in derived_words("احتلال")], [one.word for one in derived_words("لجوء")]
    (['احتلالي', 'محتل', 'احتلالية'], ['لاجئ'])
    """
    listed = DERIVED.get(word)
    nisbas = [one for one in listed or _nisbas(word) if one.endswith("ي") and not is_defective(one)]
    others = [one for one in listed or _participles(word) if one not in nisbas]
    return (
        *map(Derived, nisbas),
        *(Derived(one, defective=one.endswith("ي")) for one in others),
        *(Derived(one + "ة", adjective=False) for one in nisbas),
    )


def _nisbas(word: str) -> list[str]:
    return [] if _NO_NISBA.fullmatch(word) else [nisba(word)]


def _participles(word: str) -> list[str]:
    for pattern, make in _PATTERNS:
        if (match := pattern.fullmatch(word)) is not None:
            first, *passive = make(match)
            return [first, *(one for one in passive if fold(one) not in CITATIONS)]  # «مقال» is an article
    return []


def nisba(word: str) -> str:
    """The relative adjective of a noun.

    >>> nisba("سياسة"), nisba("إرهاب"), nisba("سماء")
    ('سياسي', 'إرهابي', 'سمائي')
    """
    if word.endswith("اء"):
        return word[:-1] + "ئي"
    if word.endswith(("ة", "ى", "ا")):
        return word[:-1].removesuffix("ي") + "ي"
    return word + "ي"
