"""Where a word that an analyst calls a verb stands as the noun of the same letters: وسائل دعم, يوقف دعمه.

Asked only of words whose class is stated. Without that the noun is looked for as well, and nothing is to be told apart.
"""

import re

from monitor.core.arabic.fold import SHADDA, fold, fold_word
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import AUXILIARIES, BEFORE_ACTIONS, BEFORE_VERBS, SINGULARS, VERBS, is_function_word
from monitor.core.arabic.stems import Fits
from monitor.core.arabic.tokens import Token
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading

_ATTACHED = ("و", "ف", "ب", "ل", "ك", "س")
_FROM = frozenset(("من", "ومن"))
_SPLITTING = frozenset(("اجل", "الرغم", "بالرغم", "بدلا", "خوفا", "بد", "انطلاقا", "الهدف", "بمزيد", "مزيد"))
_FEMININE = ("ة", "ات")
_NO_SUBJECTS = frozenset(("نطاق", "ونطاق", "بنطاق"))  # does nothing: على نطاق واسع, نطاق عمل اللجنة
_OTHER = frozenset(("اخر", "اخري"))  # من جهة أخرى ذكر
_RATHER_VERBS = frozenset(map(fold, VERBS))
_PLURALS = frozenset(map(fold, SINGULARS))
_THOUSANDS = frozenset(("الف", "الاف", "مليون", "ملايين", "مءة", "ماءة"))
_NUMBERED = frozenset(
    fold(noun)
    for noun in (
        *("الدقيقة", "الدقائق", "الساعة", "رقم", "عام", "سنة", "القرار", "المادة", "المؤتمر", "الدورة", "القميص"),
        *("بقوة", "تحت"),  # زلزال بقوة 5, منتخب تحت 20
    )
)
_YEAR = re.compile("(?:[1١][349٣٤٩]|20|٢٠)..")
_SCORE = re.compile(r"(?<!\d)\d ?[-–/] ?\d$|\d\+\d$")  # 2-2, 3/1, 90+3; not 18-19
_JOIN = 5  # characters
_PARTICIPLE = re.compile(".ا[^اوي][^ايا]")  # of form I, and the past of form III: طالب, صادر
_THE = "ال"
_HE = frozenset(("هو", "وهو"))
_THE_SAME, _PLACES = "عين", frozenset(("من", "عن", "في"))
_PREPOSITIONS = frozenset(
    ("في", "من", "عن", "علي", "الي", "مع", "بعد", "قبل", "خلال", "امام", "بين", "لدي", "فيه", "فيها")
)


def may_be_noun(reading: Reading) -> bool:
    """Whether the letters of what was read as a verb are those of a noun too.

    Nouns have no forms such as كشفت or يكشف: only the dictionary form and what hangs on it leave a doubt.
    """
    stem = reading.split.stem
    return reading.stem.note == "" and stem in CITATIONS and not is_function_word(stem)  # ليس


def is_noun(near: Around, reading: Reading) -> bool:
    """Whether the word before makes it the noun: a feminine or plural without article, a verb, من of something."""
    before = near.before
    if before == "" or reading.split.proclitics or before in AUXILIARIES:
        return False
    if before in _FROM:
        return _is_of_something(near)
    if before in BEFORE_ACTIONS and reading.split.pronoun:
        return True
    if _is_counted(near) or _is_participle(near, reading) or _is_the_same(near, reading):
        return True
    return before in _NO_SUBJECTS or _is_verb(before) or (_opens_construct(before) and not _opens_clause(near, reading))


def _is_counted(near: Around) -> bool:
    """300 طالب, 220 ألف طالب; not «في 2015 طالب», «3- طالب», «في الدقيقة 35 لعب»."""
    if near.before in _THOUSANDS:
        return True
    number = near.page.before(near.token)
    if number is None or not near.before.isdecimal() or _YEAR.fullmatch(near.before):
        return False
    if _is_numbered(near.page, number):
        return False
    return not near.page.text[number.end : near.token.start].strip(" )")


def _is_numbered(page: Page, number: Token) -> bool:
    """Whether a number counts nothing: القرار 2216, الدقيقة الـ 35, بالتعادل 2-2."""
    if _SCORE.search(page.text[max(0, number.start - _JOIN) : number.end]):
        return True
    article = page.before(number)
    the = article is not None and fold_word(article.surface) == _THE
    return page.folded_before(article if article is not None and the else number) in _NUMBERED


def _is_participle(near: Around, reading: Reading) -> bool:
    """وهو طالب, كيان دائم في; not «كما ساهم في», for its verb is more frequent, nor «رئيس قاطع حديثه»."""
    stem = reading.split.stem
    if reading.split.pronoun or stem in _RATHER_VERBS or _PARTICIPLE.fullmatch(stem) is None:
        return False
    noun = bool(STEMS.get(near.before, 0) & Fits.BARE) and near.before not in BEFORE_VERBS
    return near.before in _HE or (noun and near.after in _PLACES)


def _is_the_same(near: Around, reading: Reading) -> bool:
    """في الوقت عينه, الجهة عينها; not «القاضي عيّنه أوباما»."""
    if SHADDA in near.token.surface:
        return False
    return reading.split.pronoun != "" and reading.split.stem == _THE_SAME and is_definite(near.before)


def _is_of_something(near: Around) -> bool:
    """الهدف من طرح, من أجل دعم; not هناك من طرح."""
    start = near.page.before(near.token)
    before = near.page.folded_before(start) if start is not None else ""
    return before in _SPLITTING or is_definite(before) or before.endswith("ا")


def _is_verb(word: str) -> bool:
    """Whether a word is a verb and no noun: two verbs do not follow one another."""
    if word in CITATIONS or word in STEMS or is_function_word(word):
        return False
    return bool(VERB_STEMS.get(word, 0) or any(VERB_STEMS.get(word[1:], 0) for one in _ATTACHED if word[0] == one))


def _opens_construct(word: str) -> bool:
    """Whether it is a noun that can be no subject of a masculine singular behind it: طريقة عرض, وسائل نقل.

    Of a feminine or a plural the verb would be عرضت, نقلت. A masculine may be either, and is left: جندي قتل, توفير دعم.
    """
    if is_function_word(word) or is_definite(word) or word in _OTHER:
        return False
    bare = word if STEMS.get(word, 0) & Fits.BARE else word[1:] if word[0] in _ATTACHED else ""
    return bool(STEMS.get(bare, 0) & Fits.BARE) and (bare.endswith(_FEMININE) or bare in _PLURALS)


def _opens_clause(near: Around, reading: Reading) -> bool:
    """غارة شنها المتمردون: a clause about the indefinite noun before it."""
    return bool(reading.split.pronoun) or near.after in _PREPOSITIONS
