"""First names: known ones, those of their kind, and what may be one because nothing else is known of it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from monitor.core.arabic.fold import NOT_ARABIC, clean, fold
from monitor.core.arabic.known import CITATIONS, STEMS, UNKNOWN, shortest_reading, shortest_verb
from monitor.core.arabic.lexicon import (
    FIRST_NAMES,
    FIRST_NAMES_ALSO_WORDS,
    HEADS_OF,
    NO_FIRST_NAMES,
    NO_SURNAMES,
    OFFICES,
    ORIGINS,
    REALMS,
    TITLES,
    frequency,
    is_function_word,
)
from monitor.core.arabic.patronymics import BEFORE_NAMES_OF_OTHERS, BORN, FATHER, OF_GOD, PATRONYMIC, SERVANT, SONS
from monitor.core.arabic.realms import is_country
from monitor.core.arabic.tokens import Token, is_arabic
from monitor.core.watch.ali import ALI
from monitor.core.watch.around import is_definite
from monitor.core.watch.habit import Habit
from monitor.core.watch.initials import past_initials
from monitor.core.watch.page import Page

_AND = "و"
_LONGEST_OF_GOD = 7
_ATTACHED = ("و", "ف", "ب", "ل", "ك")
_ALAN = frozenset(("آلان", "ألان"))  # folded it is «now»
_SIGN = re.compile("(?<![\u0621-\u0652])\u0640|[-\u2010-\u2015/#\"'«»\u2018-\u201f]")  # dashes, quotes
_POCKET, _BUSH = "جيب", "بوش"  # Jeb Bush; else, behind these, a pocket or a jeep
_BEFORE_POCKETS = frozenset(("من", "في", "الي", "سيارة", "داخل", "بسيارة"))
_LONGEST = 6  # words
_REMEMBERED = 20_000  # words; what stands before names is mostly the same few thousand

# of a foreign name nothing is known: it has none of the shapes that verbs, nouns and participles have in Arabic
_SHAPES = re.compile(
    "[يم].*|ت(?!ش).*|تش.ي.[هة]?|س[يتن].*|است.*|ا.ت.*|ان..+|ا..ا.|..[اوي].|.ا..|.{,3}|.*(?:[ةه]|ات|ين|ون|وا|هم|ها|نا|اء)|.{,4}[اي]"
)
# of them those that hardly any name has: إصلاحات, اغتيال, تشييع
_NOUNS = re.compile("...+ات|ا(?:.ت|ن.|ست.?.).ا.|ت..ي.[هة]?")
_SURNAME = re.compile("[^اتي].{3,}(?<!ين|ون|ات|.ة)")  # no masdar, plural or feminine: التزام, المسلحين
# المتهم, المعتقل; not المتروك, المعتوق, المنتصر
_PARTICIPLE = re.compile("(?!متوكل|م[نعح]ت[صس][رمب])(?:مت|م.ت|مست)..?(?<![وي]).(?<!ي)")
_VOWELS = re.compile("[اويء]")
_NISBA = re.compile("[^م].{2,}ي")


def own_names(words: Sequence[str]) -> Iterator[int]:
    """The places of a person's first names in what stands before his family name; his father's, behind بن, is not his.

    >>> list(own_names(["رجب", "طيب"])), list(own_names(["تميم", "بن", "حمد"])), list(own_names(["عبد", "الملك"]))
    ([0, 1], [0], [1])
    """
    apart = SONS | PATRONYMIC
    folded = [fold(word) for word in words]
    for place, (before, word) in enumerate(zip(["", *folded], folded, strict=False)):
        if word not in apart and word != SERVANT and before not in apart:
            yield place


def is_spelt_alike(name: str, own: str) -> bool:
    """Whether a folded name is an unusual spelling of another: one long vowel apart. A known one is another's.

    >>> [is_spelt_alike(*two) for two in (("جوزف", "جوزيف"), ("راوول", "راءول"), ("حسين", "حسن"), ("جوزف", "جورج"))]
    [True, True, False, False]
    """
    if name in FIRST_NAMES or _VOWELS.sub("", name) != _VOWELS.sub("", own):
        return False
    longer, shorter = (name, own) if len(name) >= len(own) else (own, name)
    if len(longer) == len(shorter):
        return sum(one != other for one, other in zip(name, own, strict=True)) == 1
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def names_before(page: Page, token: Token, *, strict: bool) -> Iterator[Token]:
    """The first names that stand before a family name, from the last to the first; what stands before «و» is another's.

    `strict`: a name of which nothing is known is one as well, whatever it looks like.
    """
    for _ in range(_LONGEST):
        token = past_initials(page, token)
        before, word = page.before(token), page.folded_before(token)
        if before is None or not word or not is_arabic(before.surface) or is_apart(page, before, token):
            return
        if word == _POCKET and page.folded_after(before) != _BUSH and page.folded_before(before) in _BEFORE_POCKETS:
            return
        if clean(before.surface) in _ALAN:
            yield before
        elif word not in PATRONYMIC:
            if (_is_none(word) and not strict) or not _is_first(page, before, word, strict=strict):
                return
            yield before
            if _is_joined(word):
                return
        token = before


def is_servant(word: str) -> bool:
    """Whether a folded word is a name with عبد, or begins one.

    >>> is_servant("عبد"), is_servant("عبدالله"), is_servant("عبدي"), is_servant("عباس")
    (True, True, False, False)
    """
    return word == SERVANT or (word.startswith(SERVANT) and len(word) > len(SERVANT) + 2)


def leads_to_names(word: str) -> bool:
    """Whether a folded word is somebody's first name, or what stands before one: بن, أبو.

    >>> [leads_to_names(word) for word in ("محمد", "علي", "عبدالله", "بن", "قرقاش", "المالكي")]
    [True, True, True, True, False, False]
    """
    return word in FIRST_NAMES or word in BEFORE_NAMES_OF_OTHERS or word == ALI or is_servant(word)


@lru_cache(_REMEMBERED)
def _is_joined(word: str) -> bool:
    """Whether a folded first name begins with «and»: somebody else stands before it.

    >>> [_is_joined(word) for word in ("ومنصور", "وعبدالملك", "وليد", "وصفي", "وودرو")]
    [True, True, False, False, False]
    """
    return word[0] == _AND and word not in FIRST_NAMES and _is_known(word[1:])


def is_apart(page: Page, before: Token, token: Token) -> bool:
    """Whether a sign between two words says that they are no one name: «حفتر - السراج»."""
    return _SIGN.search(page.text, before.end, token.start) is not None


@lru_cache(_REMEMBERED)
def _is_none(word: str) -> bool:
    """Whether a folded word is no first name wherever it stands: most words before a name are verbs and nouns.

    >>> [_is_none(word) for word in ("قال", "زيارة", "الخالق", "علي", "نايف", "جاويش")]
    [True, True, False, False, False, False]
    """
    if _is_known(word) or word == ALI or word.startswith("ال") or word.endswith(OF_GOD):
        return False
    return not _is_unknown(word)


def _is_first(page: Page, token: Token, word: str, *, strict: bool) -> bool:
    return _is_name(page, token, word, strict=strict) or _may_be_name(page, token, word, strict=strict)


def has_surname(page: Page, token: Token, *, strict: bool) -> bool:
    """Whether what may be a first name is one, for a surname follows.

    `strict`: a definite word of which nothing is known is one as well, though it looks like a word.
    """
    after, word = page.after(token), page.folded_after(token)
    if after is None or is_apart(page, token, after):
        return False
    if word == BORN and not _may_be_fathers(page.folded_after(after)):
        return False
    return _begins_surname(word) or _is_ali(page, after, word) or (strict and _may_be_surname(word))


@lru_cache(_REMEMBERED)
def _begins_surname(word: str) -> bool:
    """Whether a surname, or a father's name, begins with a folded word.

    >>> [_begins_surname(word) for word in ("السحامي", "العراقي", "عبدالله", "بن", "الرئيس", "المقاومة", "ان", "")]
    [True, True, True, True, False, False, False, False]
    """
    if word.startswith("ال"):
        bare = word[2:]
        return bare in ORIGINS or (_is_unknown(word) and (not _has_shape(bare) or _NISBA.fullmatch(bare) is not None))
    if word in FIRST_NAMES:
        return word not in FIRST_NAMES_ALSO_WORDS  # غادر هادي صباح الأربعاء
    return word in SONS or (word != SERVANT and is_servant(word))


@lru_cache(_REMEMBERED)
def _may_be_fathers(word: str) -> bool:
    """Whether a folded word behind ولد may begin the name of somebody's father; else he was born.

    >>> [_may_be_fathers(word) for word in ("محمد", "داداه", "الشيخ", "في", "عام", "1970", "بالقاهرة", "لاسرة", "")]
    [True, True, True, False, False, False, False, False, False]
    """
    if word == "" or word.isdigit() or word.startswith("بال"):
        return False
    return _is_known(word) or word.startswith("ال") or word in TITLES or _is_unknown(word)


@lru_cache(_REMEMBERED)
def _may_be_surname(word: str) -> bool:
    """Whether a folded word may be a surname, for nothing else is known of it.

    >>> [_may_be_surname(word) for word in ("المعيوف", "المسير", "ابوزهرة", "ابو", "الوفد", "المتمركزة", "التزام")]
    [True, True, True, True, False, False, False]
    >>> [_may_be_surname(word) for word in ("المتروك", "المعتوق", "المتمثل", "المنتظر", "الرياض", "المزيد", "المولود")]
    [True, True, False, False, False, False, False]
    """
    bare = word.removeprefix("ال")
    if bare == word:
        return word.startswith(FATHER)
    if word in REALMS or bare in NO_SURNAMES:
        return False
    if bare in FIRST_NAMES:
        return bare not in FIRST_NAMES_ALSO_WORDS and bare not in OFFICES
    if is_country(word) or _PARTICIPLE.fullmatch(bare):
        return False
    return _SURNAME.fullmatch(bare) is not None and _is_unknown(word)


def _is_ali(page: Page, token: Token, word: str) -> bool:
    """Whether a token, folded so, is the name, no preposition."""
    return word == ALI and clean(token.surface) == ALI and Habit.ON in page.habit


def _is_name(page: Page, token: Token, word: str, *, strict: bool) -> bool:
    """Whether a word is known for a first name, or made like one."""
    before = page.folded_before(token)
    if _is_known(word):
        doubtful = word in FIRST_NAMES_ALSO_WORDS or (word not in FIRST_NAMES and word[1:] in FIRST_NAMES_ALSO_WORDS)
        return strict or not doubtful or before in PATRONYMIC or _is_known(before) or _has_title(page, token)
    if word.endswith(OF_GOD) and (len(word) > _LONGEST_OF_GOD or _is_known(before)):
        return True
    named = _is_ali(page, token, word) or (word == ALI and _has_title(page, token))  # الدكتور علي
    return named or before.lstrip("ولبف") == SERVANT or _is_fathers(word, before)


def _has_title(page: Page, token: Token) -> bool:
    """Whether a title stands before a name, or is shortened there: د. مساعد."""
    before = page.before(token)
    if before is not None and before.surface == ".":
        token = before
    word = page.folded_before(token)
    return word in TITLES or word.removeprefix("و") in TITLES


def _may_be_name(page: Page, token: Token, word: str, *, strict: bool) -> bool:
    """Whether a word may be a first name, for nothing else is known of it."""
    before = page.folded_before(token)
    if is_function_word(word) or word in TITLES or is_definite(word):
        return False
    if strict and before in TITLES and is_definite(before):  # الدكتور مطلب بن عبدالله
        return True
    if NOT_ARABIC.search(page.text) or before in HEADS_OF or not _is_unknown(word):  # Persian; مدرب تشلسي
        return False
    return not (word[0] in "يو" or _NOUNS.fullmatch(word)) if strict else not _has_shape(word)


@lru_cache(_REMEMBERED)
def _is_known(word: str) -> bool:
    """Whether a folded word is a first name of the list, also with a particle, or one with عبد.

    >>> [_is_known(word) for word in ("نايف", "ونايف", "لخالد", "عبدالخالق", "سيارة", "عبد", "")]
    [True, True, True, True, False, False, False]
    """
    if is_function_word(word) or word in NO_FIRST_NAMES:  # لدينا, لصالح
        return False
    if word in FIRST_NAMES or (word[:1] in _ATTACHED and word[1:] in FIRST_NAMES and word not in STEMS):
        return True
    bare = word if word.startswith(SERVANT) else word[1:]
    return bare.startswith(SERVANT + "ال") and len(bare) > len(SERVANT) + 3


def _is_fathers(word: str, before: str) -> bool:
    """Whether a word with the article is his father's name behind somebody's own: خالد الفيصل, صباح الأحمد الجابر."""
    father, son = word.removeprefix("ال"), before.removeprefix("ال")
    return father != word and father in FIRST_NAMES and (_is_known(before) or son in FIRST_NAMES)


@lru_cache(_REMEMBERED)
def _is_unknown(word: str) -> bool:
    """Whether no dictionary has a folded word."""
    if shortest_reading(word) != UNKNOWN or shortest_verb(word) != UNKNOWN or frequency(word):
        return False
    return word not in CITATIONS and word.removeprefix("ال") not in NO_FIRST_NAMES


@lru_cache(_REMEMBERED)
def _has_shape(word: str) -> bool:
    """Whether a word that no list has looks like an Arabic one, by itself or behind a particle.

    >>> [_has_shape(word) for word in ("رحيل", "اعتقال", "ويعتزم", "لاستعادة", "جاويش", "كليتشدار", "رودريغيز")]
    [True, True, True, True, False, False, False]
    """
    if _SHAPES.fullmatch(word) or word[0] == "و":
        return True
    rest = word[1:]
    return word[0] in _ATTACHED and (_SHAPES.fullmatch(rest) is not None or not _is_unknown(rest))
