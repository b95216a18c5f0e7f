"""What stands behind an office that is a first name as well: what one is set over, or a surname."""

import re
from collections.abc import Sequence

from monitor.core.arabic.known import CITATIONS, shortest_reading
from monitor.core.arabic.lexicon import (
    DESCRIBED_OFFICES,
    FEMININE_WITHOUT_SIGN,
    FIRST_NAMES,
    OFFICES,
    OFFICES_ALSO_NAMES,
    OFFICES_SELDOM_NAMES,
    ORIGINS,
    REALMS,
    SHORT_ADJECTIVES,
    TITLES,
    frequency,
    singulars,
)
from monitor.core.arabic.patronymics import BEFORE_NAMES_OF_OTHERS

_THE = "ال"
_AND = "و"
_REALMS_OF_TWO = (("ابو", "ظبي"), ("ام", "القيوين"))
_OF_NAMES = ("عبد", "الله", "الدين")
_OFTEN, _VERY_OFTEN = 2, 3  # lexicon.FREQUENCY
_PLURALS = ("ة", "ات", "ين", "ون")
_SURNAMES = ("ي", "ا")  # الحربي, البنا
_VERBAL_NOUN = re.compile("ت.{3,5}|ا(?:.ت|ن.|ست.?.).ا.|ا..ا.|م.ا..ة")
_LIKE_SAID = re.compile("..ي.")  # شريف, كبير: describes people


def is_realm(words: Sequence[str]) -> bool:
    """Whether folded words are rather what one is set over than the surname of somebody whose first name is an office.

    >>> [is_realm(words.split()) for words in ("قطر", "المقاومة", "المدرب", "التحالف", "عهد دبي", "وخطيب المسجد")]
    [True, True, True, True, True, True]
    >>> [is_realm(words.split()) for words in ("السعيد", "الشريف", "الحربي", "العبدالله", "غريب", "ابو العينين")]
    [False, False, False, False, False, False]
    """
    word, *more = words
    if _is_told(words):
        return True
    if word.startswith(_THE):
        bare = word.removeprefix(_THE)
        return word not in _OF_NAMES and (_is_thing(bare) or (bool(more) and _is_described(bare, more[0])))
    if word in BEFORE_NAMES_OF_OTHERS or not more:
        return False
    return _is_thing(word) or (word[0] == _AND and word[1:] in CITATIONS)


def begins_surname(words: Sequence[str]) -> bool:
    """Whether folded words are a surname behind what is an office rather than a first name.

    >>> [begins_surname(words.split()) for words in ("حسينة", "زادة", "المهيري", "ابو العينين")]
    [True, True, True, True]
    >>> [begins_surname(words.split()) for words in ("الاسلام", "العلماء", "عشيرة البونمر", "موظفي البيت الابيض")]
    [False, False, False, False]
    """
    word, *more = words
    if _is_told(words):
        return False
    if word.startswith(_THE):
        return word.endswith("ي") and not frequency(word) and word.removeprefix(_THE) not in CITATIONS
    if word in BEFORE_NAMES_OF_OTHERS or word.removesuffix("ة") in FIRST_NAMES:  # حسينة of حسين
        return True
    several = word.endswith("ي") and bool(more) and more[0].startswith(_THE)
    return not (several or frequency(word) or shortest_reading(word)[0] == 0)


def is_country(word: str) -> bool:
    """Whether a folded word is a country.

    >>> [is_country(word) for word in ("قطر", "الكويت", "اسبانيا", "السعودية", "السعيد", "المصري", "طاهري")]
    [True, True, True, True, False, False, False]
    """
    bare = word.removeprefix(_THE)
    return bare + "ي" in ORIGINS or (bare.endswith(("ا", "ة")) and (bare[:-1] in ORIGINS or bare[:-1] + "ي" in ORIGINS))


def is_place(word: str) -> bool:
    """Whether a folded word is a country, or a town or something else that lists tell for no name.

    >>> [is_place(word) for word in ("قطر", "دمشق", "جدة", "اردوغان")]
    [True, True, True, False]
    """
    return word in REALMS or word in FEMININE_WITHOUT_SIGN or is_country(word)


def _is_told(words: Sequence[str]) -> bool:
    """Whether a list tells that words are what one is set over."""
    word = words[0]
    return tuple(words[:2]) in _REALMS_OF_TWO or word in REALMS or word in OFFICES or is_country(word)


def _is_thing(word: str) -> bool:
    """Whether a folded word without its article is a deed, several, a feminine, or in many articles: hardly a surname.

    >>> [_is_thing(word) for word in ("كلية", "اعمال", "تمرد", "دفاع", "مدرب", "شيخ", "هلال", "حداد", "كبير")]
    [True, True, True, True, True, False, False, False, False]
    """
    if word in OFFICES:
        return word not in OFFICES_ALSO_NAMES and word not in OFFICES_SELDOM_NAMES
    if word in FIRST_NAMES or word in TITLES or word.startswith(_OF_NAMES) or word.endswith(_SURNAMES):
        return False
    if not (word in CITATIONS or frequency(word) or shortest_reading(word)[0] == 0):
        return False
    if word.endswith(_PLURALS) or singulars(word) or _VERBAL_NOUN.fullmatch(word):
        return True
    return frequency(word) >= _VERY_OFTEN and not _LIKE_SAID.fullmatch(word) and word not in SHORT_ADJECTIVES


def _is_described(word: str, adjective: str) -> bool:
    """Whether an adjective with the article describes a word that is no surname: الحشد الشعبي, الأمين العام."""
    if word not in OFFICES and (word in FIRST_NAMES or word.endswith(_SURNAMES)):
        return False
    masculine = adjective.removesuffix("ة")
    return adjective.startswith(_THE) and (masculine in DESCRIBED_OFFICES or frequency(adjective) >= _OFTEN)
