"""Nouns of a phrase of which one says whose or which the one before it is: مجموعة عمل, رئيس الوزراء.

Of two such nouns only the second has the article or a pronoun. «المجموعة عملها» and «باشرت اللجنة تحقيقا» are two parts
of a sentence, while an adjective follows its noun in that: المجموعة العاملة, سيارته المفخخة, السيارة مفخخة.
"""

import re

from monitor.core.arabic.attached import may_begin_with_particle
from monitor.core.arabic.endings import takes_gender
from monitor.core.arabic.fold import fold
from monitor.core.arabic.keywords import Place, has_article
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    ADVERBS,
    BESIDE_DEFINITE,
    BROKEN_PLURALS,
    COLLECTIVES,
    FIRST_NAMES,
    FREQUENCY,
    LEADING_ON,
    NUMBERS,
    OFFICES,
    SHORT_ADJECTIVES,
    SINGULARS,
    TITLES,
    is_function_word,
)
from monitor.core.arabic.realms import is_country
from monitor.core.model.watchlist import TermMatch
from monitor.core.watch.done_to import may_be_done_to
from monitor.core.watch.reading import Reading, Reads
from monitor.core.watch.word import Word

_VERBAL_NOUN = re.compile("ت..ي.|[إا]..ا.|ا.ت.ا.|ان..ا.|است..ا.")
_VERBAL_IN_TA = re.compile("م.ا..[ةت]|..[او].?[ةت]")  # مغادرتها, قيادته, دعوته
_OF = ("ل",)
_ANOTHER = frozenset(("آخر", "أخرى", "أخر"))  # من وزير لآخر
_RANKS = frozenset(("فريق", "لواء", "رائد", "سيد"))  # as well a team, a brigade, a pioneer
# rather "big", "own": «اهتماما كبيرا للمدينة», «أستاذ مساعد للسعوديين», «ملكا للجميع», «22 لاعبا للمشاركة»
_NO_OFFICES = frozenset(("كبير", "مساعد", "ملك", "لاعب", "بابا", "سلطان"))
_PARTICLES = "وفبكل"
_SHORT = 3  # letters: most verbal nouns of the first form have these (بذل)
_ELATIVE = re.compile("أ.[^ة].?|..?.اء|..?.ى")  # أحمر, حمراء, كبرى
# of what follows these the article says nothing: الأكثر طلبا, النصف ساعة
_MEASURING = frozenset(("أكثر", "أقل", "أشد", "أعلى", "أدنى", "أسرع", "أكبر", "أفضل", "نصف", "ربع", "ثلث", "كيلو"))
# of these the work is meant; أعمال behind them is business: مجموعة أعمال, بيئة الأعمال
_OF_WORK = frozenset(("مجموعة", "فريق", "ورشة", "جلسة", "سوق", "فرصة", "بيئة"))
_WORK, _BUSINESS = frozenset(("عمل", "العمل")), "أعمال"


def is_another(one: Word, first: Reading, other: Word, second: Reading) -> bool:
    """Whether two words of a phrase, `one` and `other`, as a text has them are none of it: these are read so there."""
    if second.stem.written == _BUSINESS and other.written in _WORK and _bare(one.written) in _OF_WORK:
        return True
    if first.reads is Reads.VERB and _is_adverb(second.stem.written) and not _is_adverb(other.written):
        return True  # «لم يرد فعلا» is no «رد فعل»
    if second.split.article or not (first.split.article or first.split.pronoun):
        return False
    if first.split.pronoun and _has_object(first.stem.written):
        return False
    if second.split.pronoun:  # an adjective has none; «الناطق باسمها», «أبنائها وبناتها» have a particle before it
        return not (fold(other.written) in BESIDE_DEFINITE or _has_particle(other.written))
    return _is_governed(one, other)


def is_of(one: Word, first: Reading, other: Word, second: Reading) -> bool:
    """Whether a text says by «ل» whose the first is, as it must where that is indefinite: وقف لإطلاق النار.

    Behind a pronoun, which says who does it, it says to what: دعمها للإرهاب.
    """
    if second.split.proclitics != _OF or first.reads is not Reads.NOUN or second.reads is not Reads.NOUN:
        return False
    written = first.stem.written
    if first.split.pronoun:
        return _is_done_to(one.written, other.written)
    if first.split.article or (written in LEADING_ON and written != one.written):
        return False
    return is_construct(one.written, other.written) or _is_of_office(one.written, other.written)


def _is_done_to(one: str, other: str) -> bool:
    """Whether the second of two typed words is what the first is done to: a definite one is no adjective of it.

    >>> [_is_done_to(*two) for two in (("دعم", "المعارضة"), ("انتهاك", "حقوق"), ("دعم", "مالي"), ("الدعم", "المالي"))]
    [True, True, False, False]
    """
    definite = has_article(other) and not has_article(one)
    return may_be_done_to(one) and (definite or is_construct(one, other))


def _is_of_office(one: str, other: str) -> bool:
    """Whether the second of two typed words says of what the first is one, as of an office: وزيرا للخارجية.

    >>> [_is_of_office(*two) for two in (("وزير", "خارجية"), ("رئيس", "آخر"), ("دولة", "أخرى"), ("فريق", "وطني"))]
    [True, False, False, False]
    >>> [_is_of_office(*two) for two in (("محافظ", "عدن"), ("وزيرة", "الدفاع"), ("مدرب", "سعودي"), ("كبير", "العلماء"))]
    [True, True, False, False]
    """
    if has_article(one) or one in _RANKS or other in _ANOTHER:
        return False
    if fold(one) in TITLES and not one.endswith("ة"):
        return True
    is_office = fold(one) in OFFICES and one not in _NO_OFFICES
    return is_office and (has_article(other) or not _is_adjective(other))


def _is_adverb(word: str) -> bool:
    return fold(word) in ADVERBS


def _has_particle(word: str) -> bool:
    """Whether a typed word begins with a particle, or with letters that may be one and no list has it.

    >>> [_has_particle(word) for word in ("باسم", "بحق", "وبنات", "عمل", "وفد", "بيت")]
    [True, True, True, False, False, False]
    """
    return may_begin_with_particle(word) or (word[0] in _PARTICLES and not _is_listed(word))


def _is_listed(word: str) -> bool:
    return word in BROKEN_PLURALS or word in SINGULARS


def _is_governed(one: Word, other: Word) -> bool:
    """Whether a word of a term is a noun that says whose the one before is; a derived one may be an adjective."""
    typed = other.place is Place.LATER and other.match is TermMatch.INFLECTED
    return typed and is_construct(one.written, other.written)


def is_construct(one: str, other: str) -> bool:
    """Whether the second of two typed words is a noun that says whose the first is, which has no article.

    >>> is_construct("مجموعة", "عمل"), is_construct("لجنة", "التحقيق"), is_construct("القوات", "المسلحة")
    (True, True, False)
    """
    return _governs(one) and _is_noun(_bare(other))


def may_be_phrase(one: str, other: str) -> bool:
    """Whether two typed words may be one phrase: a noun, and whose it is or what describes it.

    >>> [may_be_phrase(*two) for two in (("مجموعة", "عمل"), ("تحالف", "دولي"), ("القوات", "المسلحة"), ("رئيس", "سوري"))]
    [True, True, True, True]
    >>> [may_be_phrase(*two) for two in (("هجوم", "داعش"), ("انتخابات", "فرنسا"), ("إيران", "نووي"), ("حكومة", "دولي"))]
    [False, False, False, False]
    """
    noun, described = _bare(one), _bare(other)
    if is_country(fold(noun)) or is_country(fold(described)):
        return False
    if fold(noun) not in CITATIONS and fold(noun.removesuffix("ات") + "ة") not in CITATIONS:
        return False
    if is_construct(one, other):
        return True
    feminine = noun.endswith(("ة", "ات")) or noun in SINGULARS
    if has_article(one) != has_article(other) or described.endswith("ة") != feminine or fold(described) in FIRST_NAMES:
        return False
    return described.endswith(("ي", "ة")) or described in SHORT_ADJECTIVES  # not of any shape: داعش


def _has_object(noun: str) -> bool:
    """Whether what is done to something may stand behind a noun and its pronoun: رفضه عرضا, بمغادرتها بلادها."""
    one = noun.removesuffix("ات")
    return len(one) == _SHORT or any(shape.fullmatch(one) for shape in (_VERBAL_NOUN, _VERBAL_IN_TA))


def _governs(word: str) -> bool:
    """Whether a typed word may have another behind it that says whose it is; خمسة says how many."""
    folded = fold(word)
    if has_article(word) or folded in NUMBERS or word in _MEASURING:
        return False
    known = folded in CITATIONS or word.endswith("ة") or _VERBAL_NOUN.fullmatch(word) is not None
    return known or folded in FREQUENCY  # ديلي, هاش are words of foreign names


def _is_noun(word: str) -> bool:
    """Whether a word without its article is neither an adjective nor a name.

    >>> [_is_noun(word) for word in ("ضد", "حول", "ابن", "ليلة")]
    [False, False, False, False]
    >>> [_is_noun(word) for word in ("عمل", "جيوش", "تحقيق", "لجنة", "مفخخة", "عام", "دولي", "حمراء", "كرام", "فهد")]
    [True, True, True, True, False, False, False, False, False, False]
    """
    folded = fold(word)
    if folded in BESIDE_DEFINITE or is_function_word(folded) or folded in FIRST_NAMES or folded in NUMBERS:
        return False
    if any(map(_is_adjective, (word, *SINGULARS.get(word, ())))):
        return False
    return _is_listed(word) or _VERBAL_NOUN.fullmatch(word.removesuffix("ات")) is not None


def _is_adjective(word: str) -> bool:
    body = word.removesuffix("ة")
    listed = body in SHORT_ADJECTIVES or word in COLLECTIVES
    return listed or body.endswith("ي") or takes_gender(body) or _ELATIVE.fullmatch(word) is not None


def _bare(word: str) -> str:
    return word[2:] if has_article(word) else word
