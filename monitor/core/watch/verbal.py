"""Noun or verb: what stands before a word that may be either."""

import re

from monitor.core.arabic.fold import SHADDA, fold, is_doubled
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import (
    BEFORE_JUSSIVE,
    BEFORE_NOUNS,
    BEFORE_VERBS,
    BROKEN_PLURALS,
    FREQUENCY,
    KNOWN_WORDS,
    NOUNS_ALSO_VERBS,
    VERBS,
    VERBS_OR_NOUNS,
    is_function_word,
)
from monitor.core.arabic.stems import DOUBLED, FUTURE, IMPERFECT, JUSSIVE, MARKED, PASSIVE, PERFECT, TOLD_BEHIND, Fits
from monitor.core.arabic.wordclass import is_verb_of_form_v
from monitor.core.watch.around import Around
from monitor.core.watch.habit import Habit
from monitor.core.watch.imperfects import (
    ABOUT_HER,
    DID_NOT,
    IMPERFECT_ONLY,
    NOT,
    SHE_WAS,
    WANTS_VERB,
    begins_with_damma,
    may_be_imperfect,
    wants_subjunctive,
)
from monitor.core.watch.objects import is_told_by_object
from monitor.core.watch.reading import Reading

_KNOWN_VERBS = frozenset(map(fold, VERBS | VERBS_OR_NOUNS | NOUNS_ALSO_VERBS))
# as well "she …s" of a verb without the ت: تقدم; not تطرف
_FORM_V = frozenset(verb for verb in _KNOWN_VERBS if re.fullmatch("ت.{3,4}", verb) and verb[1:] in _KNOWN_VERBS)
_VERBS = frozenset(map(fold, VERBS))
_HAMZA_ABOVE = frozenset(fold(noun) for noun in (*KNOWN_WORDS, *BROKEN_PLURALS) if noun.startswith("أ"))  # أسرة
_ABOUT_HIM = frozenset(("كان", "وكان", "انه", "وانه", "بانه", "لانه", "لكنه", "ولكنه", "وهو"))
_RATHER_NOUNS = frozenset(map(fold, NOUNS_ALSO_VERBS)) - {"اسهم"}  # «وأسهم ارتفاعها في …» contributed
_SHORT = 3  # letters
_SOLD = re.compile(".ي.")
_NO_AND = frozenset(("ان", "حيث", "منذ"))  # behind which no «and» stands: منذ ودعت البطولة
_SONS = frozenset(("ابن", "وابن"))
_AND_WAW, _BURIED = "وو", "ووري"  # ووري الثرى
_EVERY_DAY = 5  # lexicon.FREQUENCY
_I = "أآ"  # how the first person begins
_ALL = frozenset(("كلتا", "كلنا", "كلكم", "كلك", "كله", "كلها", "كلهم", "كلهن"))  # all of us
_SHE_DOES = ABOUT_HER - {"هي"}  # المشكلة هي تأخر الرواتب


def is_no_verb(near: Around, reading: Reading) -> bool:
    """في نقل is no verb; نقل is "we say" only after لم; لن and س want the imperfect."""
    note, particles = reading.stem.note, reading.split.proclitics
    if _leads_to_noun(near, reading) or _is_of_other_gender(near.before, reading) or _is_rather_and(near, reading):
        return True
    if note in (JUSSIVE, DOUBLED):
        return note == JUSSIVE and not may_be_jussive(near, reading)
    if note in (IMPERFECT, FUTURE, MARKED, TOLD_BEHIND):
        marked = begins_with_damma(near, reading) and SHADDA not in near.token.surface  # not يطبّق
        untold = note == TOLD_BEHIND and not is_told_by_object(near, reading)
        return (
            (note == MARKED and not marked)
            or untold
            or not may_be_imperfect(near, reading)
            or _is_otherwise_spelt(near, reading)
        )
    if "س" in particles or near.before in IMPERFECT_ONLY or ("ل" in particles and reading.split.stem in CITATIONS):
        return True
    if note in ("", PERFECT) and (wants_subjunctive(near) or _is_counted(near, reading)):
        return True
    return (note == PASSIVE and _is_untold_passive(near, reading)) or (
        note == PERFECT and _is_possessed_noun(near, reading)
    )


def _leads_to_noun(near: Around, reading: Reading) -> bool:
    """في, بعد: no verb stands behind them; but «ابن يقتل والده»."""
    return near.before in BEFORE_NOUNS and not (near.before in _SONS and reading.stem.written[0] == "ي")


def is_no_first_person(near: Around, reading: Reading) -> bool:
    """أصدر is "he issued", and "I emanate" only where nothing but an imperfect may stand: لن أصدر, سأصدر."""
    if "س" in reading.split.proclitics:
        return False
    if reading.split.proclitics or reading.stem.written[0] not in _I:
        return True
    return near.before not in IMPERFECT_ONLY and not wants_subjunctive(near)


def _is_counted(near: Around, reading: Reading) -> bool:
    """63 سنتا: cents, none of the two who enacted."""
    return reading.stem.written.endswith("تا") and near.before[-1:].isdecimal()


def _is_untold_passive(near: Around, reading: Reading) -> bool:
    """بُني, الذي بني عام 1903, where بني by itself are rather sons; وُوجه, where ووجه is "and he directed"."""
    written, surface = reading.stem.written, near.token.surface
    if reading.split.stem in CITATIONS and _SOLD.fullmatch(written):  # وبيع, وبيعها: selling
        return near.before != "" or reading.split.pronoun != ""
    son, twofold = reading.stem.fits & Fits.STRICT and written[-1] == "ي", written.startswith(_AND_WAW)
    if not (son or twofold) or written.startswith(_BURIED):
        return False
    return not (begins_with_damma(near, reading) or (son and near.before in BEFORE_VERBS and surface[-1] == "ي"))


def _is_rather_and(near: Around, reading: Reading) -> bool:
    """وكل is "and all", وضحك "and he laughed", وضحاها "and its forenoon", where no verb must stand; not ودّع, وجد.

    وكلنا is "and all of us".
    """
    stem, split = reading.stem, reading.split
    if stem.written[0] != "و" or split.proclitics or stem.note not in ("", PERFECT) or near.before in BEFORE_VERBS:
        return False
    if is_doubled(near.token.surface, 1):
        return False
    if near.before in _NO_AND:
        return False
    behind = split.stem[1:] + split.pronoun
    if behind in _ALL:
        return True
    if not (stem.note or split.pronoun):
        return is_function_word(behind) or FREQUENCY.get(behind, 0) >= _EVERY_DAY
    dual = len(stem.written) == _SHORT + 1 and stem.written[1] != "ا" and stem.written[-1] == "ا"
    return (dual and split.pronoun != "") or behind in CITATIONS or behind in _VERBS or behind in FREQUENCY


def _is_otherwise_spelt(near: Around, reading: Reading) -> bool:
    """أرقى is no "I …" of رقى, which is أرقي, where a text keeps both apart; nor يلقي "he meets"."""
    last, own, strict = near.token.surface[-1], reading.stem.written[-1], bool(reading.stem.fits & Fits.STRICT)
    if (
        strict and own == "ى" and not reading.split.pronoun and reading.stem.written[0] != "أ"
    ):  # تجرى, where it is no تجري
        return last != own or Habit.DOTLESS in near.page.habit
    if reading.split.pronoun or own == last or own not in "يى" or last not in "يى":
        return False
    if own == "ى":
        return Habit.DOTS_ALEF not in near.page.habit
    return strict and Habit.YA in near.page.habit


def is_verb_form(reading: Reading, *, stated: bool) -> bool:
    """Whether what was read as a noun may as well be a form of a known verb.

    Who types يقال means nothing else; but not who has `stated` that يسير is the adjective.
    """
    split = reading.split
    wanted = Fits.VERB_OBJECT if split.pronoun else Fits.VERB
    if split.article or (not stated and _is_imperfect_only(split.stem)):
        return False
    whole = VERB_STEMS.get(split.stem + split.pronoun, 0)  # رأينا is "we saw" as well
    return bool(VERB_STEMS.get(split.stem, 0) & wanted or whole & Fits.VERB)


def _is_imperfect_only(stem: str) -> bool:
    """Whether letters that are a verb's are no noun's: يقول, but not يسر (ease), يدين (hands).

    >>> [_is_imperfect_only(stem) for stem in ("يقول", "يعانون", "يسر", "يدين")]
    [True, True, False, False]
    """
    return stem[0] == "ي" and len(stem) > _SHORT and stem not in STEMS and stem[:-2] not in STEMS


def must_be_verb(near: Around, reading: Reading) -> bool:
    """قد عقد, الذي طلب, a sentence that begins with وكتب, not وحظر: the form (is_verb_form) is the verb's."""
    split = reading.split
    if split.pronoun == "ك" and near.before == "ما":  # ما رأيك
        return False
    if not split.proclitics and _is_she_does(near, split.stem):
        return True
    if split.proclitics or split.pronoun:
        opens = near.before == "" and split.proclitics == ("و",) and not split.pronoun
        return (opens and split.stem not in _RATHER_NOUNS) or (near.before in BEFORE_VERBS and not split.proclitics)
    if near.before == "" and reading.stem.note == "broken plural":  # كتب عباس; but طرق وعرة
        return not near.after.endswith("ة")
    return near.before in BEFORE_VERBS


def _is_she_does(near: Around, stem: str) -> bool:
    """لأنها تمثل تهديدا, التي تملك, أن تقدمها: the letters of a verbal noun are "she …s" of another verb."""
    if stem in _FORM_V and (near.before in SHE_WAS or wants_subjunctive(near)):
        return True
    if not is_verb_of_form_v(stem):
        return False
    about_her = near.before in _SHE_DOES and stem in _VERBS
    return (about_her and not is_function_word(near.after)) or near.before in WANTS_VERB  # not إنها تراجع في


def _is_of_other_gender(before: str, reading: Reading) -> bool:
    """أنه تعرض is "he was exposed", كانت تقدم "she offered", whichever verb is looked for."""
    note, stem = reading.stem.note, reading.split.stem
    if stem not in _FORM_V or reading.split.proclitics:
        return False
    return before in (_ABOUT_HIM if note == IMPERFECT else ABOUT_HER if not note else ())


def may_be_jussive(near: Around, reading: Reading) -> bool:
    """لم يقل, ليقل; behind لا only where somebody is told not to (لا تقل): لا يقل عن is of قل, not of قال.

    What is another word as well, or said of oneself, behind لم only: من ألذ الأطباق is no form of لاذ.
    """
    stem, bare = reading.split.stem, not reading.split.proclitics
    if "س" in reading.split.proclitics:
        return False
    if reading.stem.written[0] in _I or (bare and (stem in CITATIONS or stem in _KNOWN_VERBS)):
        return near.before in DID_NOT and bare
    if near.before in NOT:
        return stem.startswith("ت")
    behind_lam = "ل" in reading.split.proclitics and len(stem) >= _SHORT  # لتر is a litre
    return near.before in BEFORE_JUSSIVE or behind_lam


def _is_possessed_noun(near: Around, reading: Reading) -> bool:
    """إطار حملته: rather حملة with its pronoun than "she carried him"; not أصابته, for the noun is إصابة."""
    stem = reading.split.stem
    if not reading.split.pronoun or not stem.endswith("ت") or stem[:-1] + "ة" not in CITATIONS:
        return False
    if near.token.surface[reading.split.offset :].startswith("أ") and stem[:-1] + "ة" not in _HAMZA_ABOVE:
        return False
    return near.before != "" and near.before not in BEFORE_VERBS
