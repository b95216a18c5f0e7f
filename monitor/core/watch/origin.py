"""ألمانيا is a country, and the tanween of its adjective: «زار ألمانيا», «زار صديقا ألمانيا».

In doubt it is the country: who asks for a country misses it more than who asks for an adjective minds finding it.
"""

import re

from monitor.core.arabic.codes import BLANK, encode
from monitor.core.arabic.endings import takes_gender
from monitor.core.arabic.fold import fold, fold_word
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import (
    ADVERBS,
    BEFORE_DESIGNATIONS,
    DESCRIBED_BY_ORIGIN,
    NUMBERS,
    ORIGINS,
    PLACES_IN_YA,
    SINGULARS_OF_SEVERAL,
    TIMES,
    VERBS,
    is_function_word,
)
from monitor.core.arabic.stems import Fits, Stem
from monitor.core.arabic.tokens import Token
from monitor.core.watch.around import Around
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading

_NUNATION = "\u064b"
_NISBA = "يا"
_NEITHER = tuple(encode(letter + " ") for letter in "بتثجحخدذزسشصضطظعغفقكلمهويء")  # end no tanween and no number
_AND = ("و", "ف")
_FEWEST, _MOST = 11, 99  # what is counted stands in the singular, in tanween
_SHORTEST = len("طفلا")
_YEARS = range(1900, 2100)
_STATES = "الولايات"
_IN_T = frozenset(verb for verb in map(fold, VERBS) if verb.endswith("ت"))  # ثبت
_TEENS = ("عشر", "عشرة", "ون", "ين")
_MOST_ADJECTIVES = 3  # in a row, of one noun
_BEFORE_NUMBERS = ' \n\t\u00a0(«"“[،,٬و'  # 10,012; و13
_SCORE = re.compile(r"\d\s*[-–—ـ×:/]\s*\Z")
_LONGEST_SCORE = 8


def is_place(stem: Stem) -> bool:
    """Whether a stem, a place's name, is also the tanween of an adjective; the adjective itself is another stem."""
    return stem.written.endswith(_NISBA) and not stem.fits & Fits.OF_PLACE and fold(stem.written) in PLACES_IN_YA


def is_country(near: Around, reading: Reading) -> bool:
    """Whether what may be an adjective in tanween is rather the place: it describes no noun in tanween."""
    return not is_adjective(near, reading)


def is_adjective(near: Around, reading: Reading) -> bool:
    """Whether the name of a place is rather its adjective: لاجئا سوريا, لاجئا مصريا وليبيا, 12 سوريا."""
    token, page = near.token, near.page
    if _NUNATION in token.surface:
        return True
    if page.code[max(token.start - 2, 0) : token.start].endswith(_NEITHER):
        return False
    proclitics = reading.split.proclitics
    if not proclitics:
        return _describes(page, token) and not (_is_one_of_two(near) or _is_she(near.after))
    first = _beside(page, token) if proclitics[-1] in _AND else None
    return first is not None and _is_adjective_of_origin(fold_word(first.surface)) and _describes(page, first)


def _beside(page: Page, token: Token) -> Token | None:
    """The word before, if nothing but blanks parts the two: no dash, no bracket."""
    end = token.start
    while end and page.text[end - 1].isspace():
        end -= 1
    return page.before(token) if 0 < end < token.start and page.code[end - 1] != BLANK else None


def _describes(page: Page, token: Token) -> bool:
    """Whether a word stands where an adjective describes a noun in tanween: لاجئا سوريا, معارضا سياسيا سوريا."""
    for _ in range(_MOST_ADJECTIVES):
        before = _beside(page, token)
        if before is None:
            return False
        word = fold_word(before.surface)
        if _is_number(word):
            return _counts(page, before)
        if _is_described(word):
            return True
        if not word.endswith(_NISBA) or word in ADVERBS or word in PLACES_IN_YA:
            return False
        token = before
    return False


def _is_one_of_two(near: Around) -> bool:
    """Whether another country is named with this one: منتخبا إيطاليا وفرنسا are two teams; no two of a number."""
    after = near.after
    if not after.startswith("و") or near.before.isdecimal():
        return False
    country = after[1:]
    stem = country.removeprefix("ال").removesuffix("ا").removesuffix("ة")
    return country in PLACES_IN_YA or country == _STATES or stem in ORIGINS or stem + "ي" in ORIGINS


def _is_she(after: str) -> bool:
    """Whether what follows is said of a country: «روسيا قالت», where one Russian would have قال."""
    return after.endswith("ت") and after in VERB_STEMS and after not in CITATIONS and after not in _IN_T


def _is_adjective_of_origin(word: str) -> bool:
    return word.endswith(_NISBA) and word[:-1] in ORIGINS and word not in PLACES_IN_YA


def _is_described(word: str) -> bool:
    """Whether a folded word is a noun in tanween of a kind that has an origin.

    Participles have objects, and so have verbal nouns: those that have an origin are listed.

    >>> [_is_described(word) for word in ("لاجءا", "صاروخا", "متهما", "حصرا", "فيها", "فرنسا", "مالطا")]
    [True, True, False, False, False, False, False]
    """
    plain = word[1:] if word.startswith(_AND) and word not in STEMS else word
    if not plain.endswith("ا") or len(plain) < _SHORTEST or is_function_word(plain):
        return False
    noun = plain[:-1]
    if noun in DESCRIBED_BY_ORIGIN:
        return True
    if noun not in SINGULARS_OF_SEVERAL or plain in CITATIONS or plain in ADVERBS or noun in TIMES:
        return False
    return not (noun.endswith(("ي", "ت")) or takes_gender(noun) or noun in VERB_STEMS or _is_causative(noun))


def _is_causative(noun: str) -> bool:
    """تهديد, تحذير: may have an object."""
    return len(noun) == len("تهديد") and noun[0] == "ت" and noun[3] == "ي"


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in NUMBERS


def _counts(page: Page, number: Token) -> bool:
    """Whether behind a number one stands in tanween: 12 سوريا, عشرين سوريا; no year, score, date or designation."""
    word = fold_word(number.surface)
    if not word.isdecimal():
        return word.endswith(_TEENS)
    if not _FEWEST <= int(word[-2:]) <= _MOST or (len(word) == len("2019") and int(word) in _YEARS):
        return False
    if number.start and page.text[number.start - 1] not in _BEFORE_NUMBERS:  # إف-35
        return False
    if _SCORE.search(page.text, max(number.start - _LONGEST_SCORE, 0), number.start):
        return False
    before, after = page.folded_before(number), _after(page, number)
    row = before == after == "" and not page.text[: number.start].rpartition("\n")[2].strip()
    if row:  # of a table: 11 روسيا
        return False
    names = before in BEFORE_DESIGNATIONS or (before.isascii() and before.isalpha())  # قناة 24, F 35
    return not names and not _is_number(after)


def _after(page: Page, number: Token) -> str:
    """What stands behind the word that a number counts: مصر 31 روسيا 25 is a score."""
    counted = page.after(number)
    return page.folded_after(counted) if counted is not None else ""
