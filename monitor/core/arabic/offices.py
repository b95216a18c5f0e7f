"""Persons called by what they are: «وزير الصحة», «الرئيس السوري» hold no name, and so no family name."""

from collections.abc import Sequence

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import UNKNOWN, shortest_reading
from monitor.core.arabic.lexicon import (
    BEFORE_HONOURS,
    BEFORE_OFFICES,
    DESCRIBED_OFFICES,
    FIRST_NAMES,
    FIRST_NAMES_ALSO_WORDS,
    OFFICES,
    OFFICES_ALSO_NAMES,
    OFFICES_SELDOM_NAMES,
    ORIGINS,
    TITLES,
    frequency,
    is_function_word,
)
from monitor.core.arabic.realms import begins_surname, is_country, is_place, is_realm

_THE = "ال"
_TO_THE = "لل"  # الأمين العام للأمم المتحدة
_IN = "ب"
_SERVANT, _GOD, _ALI = "عبد", "الله", "علي"
_IN_THE_NAME = "باسم"  # a first name as well
_SPEAKERS = frozenset(("المتحدث", "المتحدثة", "الناطق", "الناطقة"))
_CALLED_AFTER = frozenset(map(fold, ("جامعة", "مستشفى", "مدينة", "مركز", "مؤسسة", "مطار", "مدرسة", "معهد", "كلية")))
_RULER_OF_A_PLACE = "حاكم"  # which no list may have: فلوريدا
_OFTEN = 2  # lexicon.FREQUENCY


def is_office(words: Sequence[str]) -> bool:
    """Whether a person's name is his office and nothing else.

    >>> [is_office(name.split()) for name in ("خادم الحرمين", "وزير الخارجية السعودي", "الرئيس السوري", "أمير قطر")]
    [True, True, True, True]
    >>> [is_office(name.split()) for name in ("المتحدث باسم التحالف", "مدير جامعة الملك سعود", "الأمين العام للأمم")]
    [True, True, True]
    >>> [is_office(name.split()) for name in ("شيخ الإسلام", "قائد المقاومة", "حاكم فلوريدا", "ولي عهد دبي")]
    [True, True, True, True]
    >>> [is_office(name.split()) for name in ("معالي وزير التعليم", "فخامة الرئيس اليمني", "صاحب السمو", "زوجة الرئيس")]
    [True, True, True, True]

    A name may follow, and what is an office may be one.

    >>> [is_office(name.split()) for name in ("الرئيس الأسد", "شيخ الأزهر أحمد الطيب", "رئيس الفيفا سيب بلاتر")]
    [False, False, False]
    >>> [is_office(name.split()) for name in ("الرئيس السوري الأسد", "الأمين العام الزياني", "الأمين العام المساعد")]
    [False, False, True]
    >>> [is_office(name.split()) for name in ("أمير السعيد", "سلطان بن سلمان", "قائد صالح", "شوقي السيد")]
    [False, False, False, False]
    >>> [is_office(name.split()) for name in ("حاكم فلوريدا ديسانتيس", "حاكم عبيسان المطيري", "حاكم ولاية تكساس")]
    [False, False, True]
    >>> [is_office(name.split()) for name in ("معالي زايد", "معالي وزير التعليم عزام الدخيل", "نجل القذافي")]
    [False, False, False]
    """
    first, *rest = _from_office([fold(word) for word in words])
    office = first.removeprefix(_THE)
    if not rest:
        return len(words) > 1 and (office in OFFICES or first in TITLES)
    if office not in OFFICES or _has_name(rest):
        return False
    if office != first:
        return _is_description(first, rest[0])
    if office in OFFICES_SELDOM_NAMES:
        return not begins_surname(rest)
    if office not in OFFICES_ALSO_NAMES or is_realm(rest):
        return True
    return office == _RULER_OF_A_PLACE and _is_unlisted_place(rest)


def _from_office(words: Sequence[str]) -> Sequence[str]:
    """Folded words without what stands before an office (معالي وزير التعليم, زوجة الرئيس): the last word at least."""
    for place, word in enumerate(words):
        if word not in BEFORE_HONOURS and word.removeprefix(_THE) not in BEFORE_OFFICES:
            return words[place:]
    return words[-1:]


def _is_unlisted_place(words: Sequence[str]) -> bool:
    """Whether folded words are rather a place of no list than a surname, or a place and a name.

    >>> [_is_unlisted_place(words.split()) for words in ("فلوريدا", "فلوريدا السابق", "فلوريدا ديسانتيس", "المطيري")]
    [True, True, False, False]
    """
    first, *more = words
    return not first.startswith(_THE) and (not more or _describes(more[-1]) or is_place(more[-1]))


def _has_name(words: Sequence[str]) -> bool:
    """Whether a person's name begins among folded words behind an office."""
    for place, (before, word) in enumerate(zip(["", *words], words, strict=False)):
        if before in _CALLED_AFTER:
            return False
        if _is_first_name(word, last=place + 1 == len(words)):
            return True
        if is_country(before) and _is_unknown(word):  # رئيس تركيا أردوغان
            return True
        if before.startswith(_THE) and (_is_beside(word) or (_describes(before) and _is_surname(word))):
            return True
    return False


def _is_unknown(word: str) -> bool:
    known = word.startswith(_THE) or is_place(word) or _is_in_place(word) or is_function_word(word)
    return not known and shortest_reading(word) == UNKNOWN


def _is_in_place(word: str) -> bool:
    """Whether a folded word says where one is in office: سفير روسيا بدمشق; not بوتين, بالوتيلي.

    >>> [_is_in_place(word) for word in ("بدمشق", "بجدة", "بالقاهرة", "بالمغرب", "بوتين", "بالوتيلي", "باراك")]
    [True, True, True, True, False, False, False]
    """
    place = word.removeprefix(_IN)
    return place != word and (is_place(place) or (place.startswith(_THE) and place.endswith("ة")))


def _is_first_name(word: str, *, last: bool) -> bool:
    """Whether a folded word is a first name; the last one is no word: رئيس حركة أمل."""
    if word == _SERVANT or word.startswith(_SERVANT + _THE):
        return True
    if last and (word == _ALI or word in FIRST_NAMES_ALSO_WORDS):
        return False
    return word == _ALI or (word in FIRST_NAMES and word != _IN_THE_NAME)


def _is_beside(word: str) -> bool:
    """Whether a folded word behind a definite one, which has no genitive, begins a name: رئيس الفيفا سيب بلاتر.

    >>> [_is_beside(word) for word in ("سيب", "نير", "للامم", "لحزبالله", "الدولي", "لكرة", "علي")]
    [True, True, False, False, False, False, False]
    """
    if word.startswith((_THE, _TO_THE)) or word == _IN_THE_NAME or _is_in_place(word) or is_function_word(word):
        return False
    return shortest_reading(word.removesuffix(_GOD))[0] in (0, UNKNOWN[0])


def _is_surname(word: str) -> bool:
    """Whether a folded word behind an adjective, with the article as well, is a name: الرئيس السوري الأسد.

    >>> [_is_surname(word) for word in ("الاسد", "الجبير", "السابق", "الاقتصادي", "الامريكية", "للامم", "الي")]
    [True, True, False, False, False, False, False]
    """
    bare = word.removeprefix(_THE)
    if not word.startswith(_THE) or is_function_word(word) or _describes(word):
        return False
    return max(frequency(bare), frequency(_masculine(bare))) < _OFTEN


def _is_description(office: str, word: str) -> bool:
    """Whether a folded word belongs to the office with the article before it; else it is a name: الرئيس الأسد."""
    if word.startswith(_TO_THE) or (office in _SPEAKERS and word == _IN_THE_NAME) or _describes(word):
        return True
    bare = _masculine(word.removeprefix(_THE))
    return word.startswith(_THE) and bare.endswith("ي") and frequency(bare) >= _OFTEN


def _describes(word: str) -> bool:
    """Whether a folded word says of an office which it is: العام, السعودي, الراحل."""
    masculine = _masculine(word)
    return masculine in DESCRIBED_OFFICES or (word.startswith(_THE) and masculine.removeprefix(_THE) in ORIGINS)


def _masculine(word: str) -> str:
    return word.removesuffix("ة")
