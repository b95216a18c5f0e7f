"""What stands around a word decides between its readings.

Each rule takes a reading away where its neighbours rule it out; a rule that is not sure leaves it.
"""

import re
from collections.abc import Sequence
from enum import IntFlag

from monitor.core.arabic.fold import clean, fold, fold_word
from monitor.core.arabic.known import CITATIONS, VERB_STEMS
from monitor.core.arabic.lexicon import (
    BEFORE_JUSSIVE,
    BEFORE_NOUNS,
    BEFORE_RELIGION,
    BEFORE_VERBS,
    COLLECTIVES,
    FEMININE_ADJECTIVES,
    FEMININE_NOUNS,
    FEMININE_WITHOUT_SIGN,
    FORM_V_FIRST,
    NOUNS_ALSO_PREPOSITIONS,
    NUMBERS,
    SHORT_ADJECTIVES,
    SINGULARS,
)
from monitor.core.arabic.stems import CONSTRUCT_DUAL, IMPERFECT, JUSSIVE, PASSIVE, PERFECT, Fits, Stem
from monitor.core.arabic.tokens import is_break
from monitor.core.watch.vocabulary import Reading, Reads

_ARTICLES = ("ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال")
_NO_ARTICLE = frozenset(("الي", "الا", "الذي", "التي", "الذين", "والي", "والا"))  # begin with ال, are not definite nouns
_POSSESSED = ("ها", "هم", "نا", "ته", "هما")
_FEMININE_ENDINGS = ("تان", "تين", "ات", "تي", "تا", "ة", "ت")
_VERBAL_NOUN = re.compile("م.ا..ة")  # مفاوضة, مشاركة: as well the verbal noun of form III
_KINSHIP = frozenset(("بن", "ال", "ابو", "ابي", "ابا", "وابو", "وابي"))
_SERVANT = ("عبد", "وعبد", "لعبد", "بعبد", "فعبد")
_THIS = frozenset(("هذا", "هذه", "وهذا", "وهذه", "لهذه", "بهذه", "لهذا", "بهذا", "تلك"))
_BEFORE_THAT = frozenset(("بيد", "شريطة"))  # بيد أن: however
_SHE = frozenset(("التي", "والتي", "انها", "بانها", "وهي", "هي", "لانها", "لكنها", "كانت", "وكانت", "لا", "ولا"))
_DEGREES = frozenset(("غير", "اكثر", "اقل", "اشد", "لغير", "بغير"))
_FEMININE = ("ة", "ات")
_BEFORE_IMPERFECT = frozenset(("لم", "ولم", "فلم", "لن", "ولن", "ان", "وان", "بان", "سوف", "كي", "لكي", "حتي", "الا", "لا", "ولا", "فلا"))
_IMPERFECT_ONLY = frozenset(("لم", "ولم", "فلم", "لن", "ولن", "فلن", "سوف", "وسوف", "كي", "لكي"))


class Habit(IntFlag):
    """Which final letters the writer of a text keeps apart."""

    NONE = 0
    YA = 1  # keeps ي apart: في and مستشفى, never فى
    DOTS_ALEF = 2  # does not keep ى apart: إلي


def habit(words: Sequence[str]) -> Habit:
    """How a text writes ي and ى at the end of a word, as far as its small words show it.

    >>> habit(["في", "على"]), habit(["فى", "إلي"])
    (<Habit.YA: 1>, <Habit.DOTS_ALEF: 2>)
    """
    present = set(words)
    found = Habit.NONE
    if present & _DOTTED and not present & _DOTLESS:
        found |= Habit.YA
    if present & _DOTTED_ALEFS:
        found |= Habit.DOTS_ALEF
    return found


_DOTTED = frozenset(("في", "التي", "الذي", "هي", "وفي", "أي", "والتي", "وهي"))
_DOTLESS = frozenset(("فى", "التى", "الذى", "هى", "وفى", "أى", "والتى", "وهى"))
_DOTTED_ALEFS = frozenset(("إلي", "الي", "حتي", "وإلي", "لدي", "وحتي"))


def well_spelt(word: str, reading: Reading, kept: Habit) -> bool:
    """Whether the last letter is right: where a text keeps ي and ى apart, القوى is no form of قوي."""
    if reading.split.pronoun or reading.reads not in (Reads.NOUN, Reads.VERB):
        return True
    if reading.reads is Reads.VERB and reading.stem.note:  # يعطي, and يعطى "is given"
        return True
    own = reading.stem.written[-1]
    if own == "ي" and Habit.YA in kept:
        return clean(word)[-1] != "ى"
    if own == "ى" and Habit.DOTS_ALEF not in kept:
        return clean(word)[-1] != "ي"
    return True


def plausible(words: Sequence[str], place: int, reading: Reading) -> bool:
    """Whether the words around a token allow this reading of it."""
    if reading.reads is Reads.VERB:
        return _may_be_verb(_folded(words, place - 1), _folded(words, place + 1), reading)
    if reading.reads is Reads.NAME:
        return not _is_common_noun(words, place, reading)
    if reading.reads is not Reads.NOUN:
        return True
    before = _folded(words, place - 1)
    if _is_preposition(before, reading) or (words[place] in _BEFORE_THAT and _folded(words, place + 1).startswith("ان")):
        return False
    if _part_of_name(before, reading):
        return False
    if _is_verb(before, reading):
        return False
    return not _other_gender(words, place, reading)


def _folded(words: Sequence[str], place: int) -> str:
    """The word at a place, "" at the edge of a sentence."""
    if not 0 <= place < len(words) or is_break(words[place]):
        return ""
    return fold_word(words[place])


def _may_be_verb(before: str, after: str, reading: Reading) -> bool:
    """في نقل is no verb; نقل is "we say" only after لم; لن and س want the imperfect."""
    if before in BEFORE_NOUNS:
        return False
    note, particles = reading.stem.note, reading.split.proclitics
    if note == JUSSIVE:
        return before in BEFORE_JUSSIVE or "ل" in particles
    if note == IMPERFECT:
        return _may_be_imperfect(before, after, reading)
    if "س" in particles or before in _IMPERFECT_ONLY or ("ل" in particles and reading.split.stem in CITATIONS):
        return False
    return not (note == PERFECT and _is_possessed_noun(before, reading))


def _may_be_imperfect(before: str, after: str, reading: Reading) -> bool:
    """لن يلقوا ends as only a subjunctive does; توقع is rather form V "he expected" than "she signs"."""
    stem, particles = reading.split.stem, reading.split.proclitics
    if "س" in particles or before in _BEFORE_IMPERFECT or ("ل" in particles and stem not in CITATIONS):
        return True
    if stem.endswith("وا"):
        return False
    plain = stem[:-1] + "ي" if reading.split.pronoun and stem.endswith("ا") else stem  # تلقاها
    if plain not in FORM_V_FIRST and stem not in CITATIONS:
        return True
    return before in _SHE or before.endswith(_FEMININE) or after.endswith(_FEMININE)


def _is_possessed_noun(before: str, reading: Reading) -> bool:
    """إطار حملته: rather حملة with its pronoun than "she carried him"."""
    written = reading.split.stem
    if not reading.split.pronoun or not written.endswith("ت") or written[:-1] + "ة" not in CITATIONS:
        return False
    return before != "" and before not in BEFORE_VERBS


def _is_common_noun(words: Sequence[str], place: int, reading: Reading) -> bool:
    """هذه القاعدة, القاعدة العسكرية: no name, but the noun it was made of."""
    written = reading.stem.written
    if not written.startswith("ال") or fold(written[2:]) not in CITATIONS:
        return False
    before, after = _folded(words, place - 1), _folded(words, place + 1)
    described = written.endswith("ة") and _is_definite(after) and after.endswith("ية")
    return before in _THIS or described


def _is_preposition(before: str, reading: Reading) -> bool:
    """قتل عشرة مقابل أسير: here مقابل is a preposition; في مقابل and المقابل are nouns."""
    split = reading.split
    bare = not (split.article or split.pronoun or split.proclitics)
    return bare and reading.stem.written.removesuffix("ا") in NOUNS_ALSO_PREPOSITIONS and before not in BEFORE_NOUNS


def _part_of_name(before: str, reading: Reading) -> bool:
    """عبد العزيز, نور الدين, بن علي, آل سعود."""
    if reading.split.proclitics:
        return False
    if reading.split.article:
        religion = reading.split.stem == "دين" and before.lstrip("ول") in BEFORE_RELIGION
        return before in _SERVANT or religion or before in ("ابو", "ابي")
    return before in _KINSHIP


def _is_verb(before: str, reading: Reading) -> bool:
    """قد عقد, الذي طلب, a sentence that begins with وكتب: here the form is the verb's."""
    split = reading.split
    wanted = Fits.VERB_OBJECT if split.pronoun else Fits.VERB
    if split.article or not VERB_STEMS.get(split.stem, Fits(0)) & wanted:
        return False
    if split.proclitics or split.pronoun:
        opens = before == "" and split.proclitics == ("و",) and not split.pronoun
        return opens or (before in BEFORE_VERBS and not split.proclitics)
    if before == "" and reading.stem.note == "broken plural":
        return True
    return before in BEFORE_VERBS


def _other_gender(words: Sequence[str], place: int, reading: Reading) -> bool:
    """العلاقات الخارجية is the adjective خارجي, وزير الخارجية the noun خارجية."""
    stem = reading.stem
    if stem.written in COLLECTIVES and stem.note:
        return not _after_people(_folded(words, place - 1), reading)
    if stem.note.startswith(("feminine", "sound plural")):
        return _is_feminine_noun(stem) and not _attributive(words, place, reading)
    if stem.note in ("dual or plural", CONSTRUCT_DUAL) and stem.written.endswith("ي"):
        return not _in_construct(words, place, reading)
    if stem.note != "" or reading.split.proclitics:
        return False
    if stem.written in FEMININE_ADJECTIVES:
        return _takes_feminine(_folded(words, place - 1).removeprefix("ال")) and _attributive(words, place, reading)
    nisba = stem.written.endswith("ية") and stem.written in FEMININE_NOUNS
    return nisba and reading.split.article and _attributive(words, place, reading)


def _after_people(before: str, reading: Reading) -> bool:
    """الصحافيين العرب is the adjective, العرب alone is the people."""
    plural = before.endswith(("ين", "ون", "اء")) or before.removeprefix("ال") in SINGULARS
    return plural and _is_definite(before) == reading.split.article and not reading.split.proclitics


def _is_feminine_noun(stem: Stem) -> bool:
    """Whether a feminine form is as well a noun of its own: خارجية, مجموعات."""
    for ending in _FEMININE_ENDINGS:
        if stem.written.endswith(ending):
            noun = stem.written.removesuffix(ending) + "ة"
            verbal = _VERBAL_NOUN.fullmatch(noun) is not None and noun[:-1] not in SHORT_ADJECTIVES
            return verbal or noun in FEMININE_NOUNS
    return False


def _attributive(words: Sequence[str], place: int, reading: Reading) -> bool:
    """Whether a word stands as an adjective after the noun before it: they agree in definiteness."""
    before = _folded(words, place - 1)
    if before in _DEGREES:  # غير قانونية, أكثر إنسانية
        return True
    if reading.split.article:
        if reading.split.proclitics:  # السياسية والاقتصادية
            return reading.split.proclitics == ("و",) and _is_definite(before) and before.endswith("ية")
        return _is_definite(before) or before.endswith(_POSSESSED)
    if reading.split.proclitics or reading.split.pronoun or before in NUMBERS or before.isdigit():
        return False
    after = _folded(words, place + 1)
    if after.startswith("ال") or after == "من":  # مجموعة الدول, مجموعة من الدول
        return False
    return _takes_feminine(before)


def _takes_feminine(noun: str) -> bool:
    """Whether an indefinite noun has its adjective in the feminine singular: خطوة, خطوات, دول; not وزراء.

    >>> _takes_feminine("خطوة"), _takes_feminine("ودول"), _takes_feminine("وزراء"), _takes_feminine("تجري")
    (True, True, False, False)
    """
    bare = noun[1:] if noun[:1] in ("و", "ف", "ب", "ل", "ك") and len(noun) > 3 else noun
    if noun.endswith(("ة", "ات")):
        return noun not in BEFORE_NOUNS
    return not {noun, bare}.isdisjoint(_TAKE_FEMININE)


_TAKE_FEMININE = frozenset(
    fold(word) for word in (*SINGULARS, *FEMININE_WITHOUT_SIGN) if not word.endswith("اء")
)  # plurals in اء are people's


def _in_construct(words: Sequence[str], place: int, reading: Reading) -> bool:
    """في قطاعي السكن, مسؤولي الوزارة: a dual or plural before its genitive; مصدر رسمي is the adjective."""
    if reading.split.pronoun:
        return True
    before, after = _folded(words, place - 1), _folded(words, place + 1)
    opens = before in BEFORE_NOUNS or before == "" or bool(reading.split.proclitics)
    if reading.stem.note == CONSTRUCT_DUAL:
        return opens and _is_definite(after)
    long = len(reading.stem.written) > 5  # مسؤولي is no nisba, مصرفي is
    return _is_definite(after) or (after != "" and (opens or long or _is_definite(before)))


def _is_definite(word: str) -> bool:
    return word.startswith(_ARTICLES) and word not in _NO_ARTICLE
