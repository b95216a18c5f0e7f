"""Adjective or noun: a word in -ة or -ي beside the noun it would agree with."""

import re
from collections.abc import Callable

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS, VERB_STEMS
from monitor.core.arabic.lexicon import (
    ALSO_OF_WOMEN,
    BEFORE_NOUNS,
    BROKEN_PLURALS,
    COLLECTIVES,
    FEMININE_ADJECTIVES,
    FEMININE_NOUNS,
    FEMININE_WITHOUT_SIGN,
    FREQUENCY,
    NUMBERS,
    ORIGINS,
    SHORT_ADJECTIVES,
    SINGULARS,
    broken_plurals,
    frequency,
    is_function_word,
)
from monitor.core.arabic.lists import table, words
from monitor.core.arabic.stems import CONSTRUCT_DUAL, DUAL_OR_PLURAL, Stem
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.reading import Reading
from monitor.core.watch.women import is_only_women, is_woman, masculine_of

_ARABS = "عرب"  # of which typed عربي means the adjective only
_POSSESSED = ("ها", "هم", "نا", "ته", "هما")
_ACTIVE = re.compile(".ا..")  # عامل
VERBAL_NOUN = re.compile("م.ا..ة")  # مفاوضة, مشاركة: as well the verbal noun of form III
_FEMININE_DUALS = ("تا", "تي")  # before a genitive
_LEAD = (("ب",), ("ل",), ("ك",))
_DEGREES = frozenset(("غير", "اكثر", "اقل", "اشد", "لغير", "بغير"))
_LONGEST_NISBA = 5  # letters: مصرفي may be a nisba, مسؤولي is none
_TAKE_FEMININE = frozenset(  # plurals in اء are people's
    fold(word) for word in (*SINGULARS, *FEMININE_WITHOUT_SIGN) if not word.endswith("اء")
)
_BEHIND = {word: frozenset(map(fold, nouns)) for word, nouns in table("adjectives_behind.txt").items()}
_WOMEN = ("نساء", "نسوة", "اناث")
_THEIRS = tuple("ات" + pronoun for pronoun in _POSSESSED)
_TWO = ("تين", "تان")
_THIS = ("هذا", "هذه")  # منفذي هذا الهجوم
_FOR = ("عن", "عنه", "عنها", "عنهم", "عنهما")
_AT = ("الي", "اليه", "اليها", "اليهم", "اليهما")
# a place, or who does what it is called after, told by the preposition of that: معبراً عن, ملمحاً إلى
_ALSO_PARTICIPLES = {
    base + ending: prepositions for base, prepositions in (("معبر", _FOR), ("ملمح", _AT)) for ending in ("", "ا", "ين")
}
_WAY = "طريق"  # عن طريق البر: over land
_TELLS_OF = frozenset(
    (
        "هو",
        "هي",
        "كان",
        "كانت",
        "وكان",
        "وكانت",
        "يكون",
        "تكون",
        "ليس",
        "ليست",
        "يعد",
        "تعد",
        "يعتبر",
        "تعتبر",
        "يبقي",
        "يظل",
    )
)
_ORDINALS = frozenset(fold("ال" + word) for word in words("ordinals.txt"))
_NUMBERS = frozenset(("ألفي", "ثلثي"))  # two of them: ألفي جندي, يشكل ثلثي السكان; الألفي is a name
_OUT_OF = frozenset(("الخدمة", "العمل", "السيطرة"))  # خرج المعبر عن الخدمة


def disagreement(reading: Reading) -> Callable[[Around, Reading], bool] | None:
    """Which rule tells whether the neighbours rule a reading out; None: no neighbour does.

    العلاقات الخارجية is the adjective خارجي, وزير الخارجية the noun خارجية.
    """
    stem = reading.stem
    rule: Callable[[Around, Reading], bool] | None = None
    if stem.written in COLLECTIVES and stem.note:
        rule = _is_people if not reading.split.article or stem.written == _ARABS else None  # الروس, not دينيس روس
    elif stem.note.startswith(("feminine", "sound plural")):
        rule = _noun_rule(stem)
    elif stem.note in (DUAL_OR_PLURAL, CONSTRUCT_DUAL) and stem.written.endswith("ي"):
        rule = _is_nisba if stem.written not in _NUMBERS or reading.split.article else None
    elif stem.written in _ALSO_PARTICIPLES:
        rule = _is_participle
    elif stem.note == "dual" and stem.written.endswith(_FEMININE_DUALS) and _is_bare(reading):
        rule = _is_counted
    elif stem.note != "" or reading.split.proclitics:
        pass
    elif stem.written in FEMININE_ADJECTIVES:
        rule = _is_feminine_adjective
    elif is_noun_of_adjective(stem.written) and reading.split.article:
        rule = _attributive
    return rule


def is_noun_of_adjective(word: str) -> bool:
    """Whether a word is a noun with the letters of an adjective's feminine.

    >>> is_noun_of_adjective("إنسانية"), is_noun_of_adjective("عامة"), is_noun_of_adjective("مدرسة")
    (True, True, False)
    """
    return word in FEMININE_ADJECTIVES or (word.endswith("ية") and word in FEMININE_NOUNS)


def _is_bare(reading: Reading) -> bool:
    return not (reading.split.proclitics or reading.split.pronoun)


def _is_counted(near: Around, reading: Reading) -> bool:
    """35 سنتا are cents, no two years: of two things before their genitive no number is told; not so «6 – رسالتا»."""
    beside = near.page.text[max(near.token.start - 2, 0) : near.token.start - 1].isalnum()
    return beside and (near.before.isdigit() or near.before in NUMBERS)


def _is_people(near: Around, reading: Reading) -> bool:
    """الصحافيين العرب is the adjective, العرب alone is the people."""
    before = near.before
    plural = before.endswith(("ين", "ون", "اء")) or before.removeprefix("ال") in SINGULARS
    return not (plural and is_definite(before) == reading.split.article and not reading.split.proclitics)


def _is_participle(near: Around, reading: Reading) -> bool:
    """معبراً عن, معبراً عنها, معبرين بذلك عن, المكان المعبر عن; no معبر رفح عند الحدود, إدارة المعبر عن إغلاقه."""
    prepositions = _ALSO_PARTICIPLES[reading.stem.written]
    first, second, third = _following(near)
    if reading.split.article and not _is_described(near.before) and reading.split.proclitics != ("و",):
        return False
    if first in prepositions:
        return second != _WAY and not (reading.split.article and second in _OUT_OF)
    named = reading.stem.note == ""  # معبر may be followed by its name
    return not named and second in prepositions and third != _WAY


def _is_described(before: str) -> bool:
    """Whether «المعبر عن» tells of the folded word before it: المكان, كان, هو, بوصفه; not so إدارة, توقف."""
    return is_definite(before) or before in _TELLS_OF or before.endswith(("ه", "ها", "هم"))


def _following(near: Around) -> tuple[str, str, str]:
    """The next three words, folded; "" from the edge of the sentence on."""
    words, token = [near.after], near.token
    while len(words) < 3:
        after = near.page.after(token) if words[-1] else None
        words.append(near.page.folded_after(after) if after is not None else "")
        token = after or token
    return words[0], words[1], words[2]


def _is_noun(near: Around, reading: Reading) -> bool:
    return not _attributive(near, reading)


def _is_nisba(near: Around, reading: Reading) -> bool:
    return not _in_construct(near, reading)


def _is_feminine_adjective(near: Around, reading: Reading) -> bool:
    return takes_feminine(near.before.removeprefix("ال")) and _attributive(near, reading)


def _noun_rule(stem: Stem) -> Callable[[Around, Reading], bool] | None:
    if not is_also_noun(stem):
        return None
    return _is_thing if masculine_of(stem.written) in ALSO_OF_WOMEN else _is_noun


def _is_thing(near: Around, reading: Reading) -> bool:
    """مراسلة is correspondence, المراسلة هدى a woman."""
    return not (_attributive(near, reading) or is_woman(near, reading))


OF_GENDER = frozenset((_is_thing, _is_noun))
"""What is asked of a feminine that may be a noun of its own."""


def is_also_noun(stem: Stem) -> bool:
    """Whether a feminine form is as well a noun of its own: خارجية, مجموعات; not ممرضة, مواطنات (only women)."""
    masculine = masculine_of(stem.written)
    if masculine == "" or is_only_women(stem.written) or stem.written in BROKEN_PLURALS.get(masculine, ()):
        return False  # مفاعلات are several of مفاعل
    noun = masculine + "ة"
    if stem.written.endswith("ات") and stem.written not in BROKEN_PLURALS.get(noun, (stem.written,)):
        return False  # مرتبات are salaries, of مرتبة are مراتب
    verbal = VERBAL_NOUN.fullmatch(noun) is not None and masculine not in SHORT_ADJECTIVES
    return verbal or noun in FEMININE_NOUNS or _is_known_better(noun, masculine)


def _is_known_better(noun: str, masculine: str) -> bool:
    """مدينة is a town, hardly ever one in debt; not of سرية, which is as often an adjective."""
    if noun in FEMININE_ADJECTIVES or noun not in BROKEN_PLURALS:
        return False
    return FREQUENCY.get(fold(noun), 0) > frequency(fold(masculine))


def _attributive(near: Around, reading: Reading) -> bool:
    """Whether a word stands as an adjective after the noun before it: they agree in definiteness."""
    split = reading.split
    if near.before in _DEGREES:  # غير قانونية, أكثر إنسانية
        return True
    if split.article and split.proclitics:  # السياسية والاقتصادية
        joined = near.before in _ORDINALS or (is_definite(near.before) and near.before.endswith("ية"))
        return split.proclitics == ("و",) and joined  # and الأولى والثانية
    if split.article:
        return _is_definite(near.before) and not _are_things(reading.stem, near.before.removeprefix("ال"))
    if split.proclitics or split.pronoun or near.before in NUMBERS or near.before.isdigit():
        return False
    if near.after.startswith("ال") or near.after == "من":  # مجموعة الدول, مجموعة من الدول
        return False
    feminine = near.before in _WOMEN or (not is_definite(near.before) and takes_feminine(near.before))
    return feminine and _may_describe(reading.stem, near.before)


def _is_definite(before: str) -> bool:
    """Whether a folded word before is definite by its article or its pronoun: الدولة, دولتها."""
    return is_definite(before) or (before.endswith(_POSSESSED) and not is_function_word(before))


def _are_things(stem: Stem, noun: str) -> bool:
    """Whether a plural in ات behind a definite noun does not describe it: الحكومة المفاوضات; not زميلاتها المشاركات.

    Of where somebody is from it always is: مصممات الأزياء السعوديات.
    """
    if not stem.written.endswith("ات") or _are_women(noun):
        return False
    return fold(masculine_of(stem.written)) not in ORIGINS


def _may_describe(stem: Stem, noun: str) -> bool:
    """Whether a feminine may be the adjective of the noun before it, both without the article; else a genitive.

    أسرة محافظة, جماعات مسلحة; but شرطة محافظة جدة, خطة مساعدات: only of women is an adjective plural in ات.
    """
    if stem.written.endswith("ات"):
        return _are_women(noun)
    behind = _BEHIND.get(masculine_of(stem.written))
    return behind is None or not behind.isdisjoint((noun, noun[1:]))  # وجماعات محافظة


def _are_women(noun: str) -> bool:
    """Whether a folded noun may have an adjective in ات: طبيبات, زميلاتها, نساء."""
    return noun.endswith(("ات", *_THEIRS)) or noun in _WOMEN


def takes_feminine(noun: str) -> bool:
    """Whether an indefinite noun has its adjective in the feminine singular: خطوة, خطوات, دول; not وزراء.

    >>> takes_feminine("خطوة"), takes_feminine("ودول"), takes_feminine("وزراء"), takes_feminine("بوتين")
    (True, True, False, False)
    """
    if noun.endswith(("ة", "ات")):
        return noun not in BEFORE_NOUNS
    bare = noun[1:] if noun[:1] in ("و", "ف", "ب", "ل", "ك") and len(noun) > 3 else noun
    if noun.endswith(_TWO):  # دورتين; not بوتين
        return noun[:-3] + "ة" in CITATIONS or bare[:-3] + "ة" in CITATIONS
    return noun in _TAKE_FEMININE or bare in _TAKE_FEMININE


def _in_construct(near: Around, reading: Reading) -> bool:
    """في قطاعي السكن, مسؤولي الوزارة: a dual or plural before its genitive; مصدر رسمي is the adjective."""
    if reading.split.pronoun:
        return True
    definite = near.after.startswith("ال") and is_definite(near.after)  # قصف مدفعي للمدينة: no genitive has a particle
    opens = near.before in BEFORE_NOUNS or near.before == "" or bool(reading.split.proclitics)
    long = len(reading.stem.written) > _LONGEST_NISBA and reading.stem.written[0] == "م"  # not تدريبي
    if reading.stem.note == CONSTRUCT_DUAL:
        if len(reading.stem.written) < _LONGEST_NISBA:
            return opens and definite
        return definite or (_is_led(near, reading) and (near.after in _THIS or may_be_genitive(near.after)))
    if definite or (near.after != "" and (opens or long or is_definite(near.before))):
        return True
    return _is_of_people(reading.stem.written[:-1]) and may_be_genitive(near.after)


def _is_led(near: Around, reading: Reading) -> bool:
    """Whether a preposition stands before a word: بمنفذي حالة عمار, في ميناءي عدن; not سياسي ومذهبي."""
    return near.before in BEFORE_NOUNS or reading.split.proclitics[-1:] in _LEAD


def _is_of_people(noun: str) -> bool:
    """Words for people make no nisba. Of their plurals one ends in ين, or all in اء (مسلح, متهم, وزير), or it is عمال.

    That of مصرف is مصارف. Nor does a participle in ئ make one: لاجئ; of شاطئ it is شاطئي.

    >>> [_is_of_people(noun) for noun in ("مسلح", "وزير", "معلم", "عامل", "مبتدئ", "مصرف", "شاطئ")]
    [True, True, True, True, True, False, False]
    """
    plurals = broken_plurals(noun)
    if not plurals:
        return noun.startswith("م") or noun.endswith("ئ")
    sound = any(plural.endswith("ين") for plural in plurals)
    return sound or _who_does(noun) in plurals or all(plural.endswith("اء") for plural in plurals)


def _who_does(noun: str) -> str:
    """The broken plural of those who do something: عمال of عامل, زوار of زائر; "" where the noun is no فاعل."""
    return noun[0] + noun[2].replace("ئ", "و") + "ا" + noun[3] if _ACTIVE.fullmatch(noun) is not None else ""


def may_be_genitive(word: str) -> bool:
    """مسلحي داعش; not what follows an adjective: مصدر مصرفي لـ, اتفاق عراقي بين.

    >>> may_be_genitive("داعش"), may_be_genitive("بين"), may_be_genitive("يقوم"), may_be_genitive("")
    (True, False, False, False)
    """
    if word in CITATIONS:
        return not is_function_word(word)
    attached = word.startswith(("و", "ل", "ب", "ف"))
    return not (word == "" or attached or word.isdigit() or is_function_word(word) or VERB_STEMS.get(word, 0))
