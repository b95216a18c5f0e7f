"""Derivation: from a noun to its nisba and its participle (تطرف: تطرفي, متطرف; إرهاب: إرهابي)."""

import re
from collections.abc import Callable

_L = "[بتثجحخدذرزسشصضطظعغفقكلمنهويءأؤئ]"
_SHAPES: tuple[tuple[str, Callable[[re.Match[str]], list[str]]], ...] = (
    (f"ت({_L}{_L}ي{_L})", lambda m: ["م" + m[1][:2] + m[1][3]]),  # تفعيل: مفعل
    (f"ت({_L}{{3}})", lambda m: ["مت" + m[1]]),  # تفعل: متفعل
    (f"ت({_L}ا{_L}{{2}})", lambda m: ["مت" + m[1]]),  # تفاعل: متفاعل
    (f"[إا]({_L}{{2}})ا({_L})", lambda m: ["م" + m[1] + m[2]]),  # إفعال: مفعل
    (f"است({_L}{{2}})ا({_L})", lambda m: ["مست" + m[1] + m[2]]),  # استفعال: مستفعل
    (f"ا({_L}{{3}})ا({_L})", lambda m: ["م" + m[1] + m[2]]),  # افتعال, انفعال: مفتعل, منفعل
    (f"م({_L}ا{_L}{{2}})ة", lambda m: ["م" + m[1]]),  # مفاعلة: مفاعل
    (f"({_L})({_L})({_L})", lambda m: [m[1] + "ا" + m[2] + m[3], "م" + m[1] + m[2] + "و" + m[3]]),  # فعل: فاعل, مفعول
)
_PATTERNS = tuple((re.compile(pattern), make) for pattern, make in _SHAPES)


def derived_words(word: str) -> tuple[tuple[str, bool], ...]:
    """Words derived from a noun without article, each with whether it is inflected as an adjective.

    >>> [word for word, _ in derived_words("تطرف")]
    ['تطرفي', 'متطرف', 'تطرفية']
    >>> [word for word, _ in derived_words("إرهاب")]
    ['إرهابي', 'مرهب', 'إرهابية']
    """
    found = [nisba(word)] if not word.endswith("ي") else []
    for pattern, make in _PATTERNS:
        match = pattern.fullmatch(word)
        if match is not None:
            found += make(match)
            break
    return tuple((one, True) for one in found) + tuple((one + "ة", False) for one in found if one.endswith("ي"))


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
