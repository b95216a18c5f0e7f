"""علي: the name of somebody, of somebody else, or على; told by the words beside it."""

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import ADVERBS, TITLES, is_function_word
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import WordClass
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.habit import Habit
from monitor.core.watch.reading import Reading

ALI = "علي"
ON = "على"
_THIS = frozenset(("هذا", "هذه", "هذين", "هاتين", "ذلك", "تلك"))
_AND = ("و", "ف")
_ATTACHED = (*_AND, "ب", "ل", "ك")
_FIRST_NAMES = frozenset(  # forms of verbs as well
    ("احمد", "يحيي", "يزيد", "ياسر", "قاسم", "صادق", "فهد", "فاضل", "فضل", "وسام")
)
_CALLED = frozenset(("الاعلي", "المخلوع", "المعزول", "الراحل"))  # persons, no deeds
_LEADER = frozenset(("المرشد", "مرشد", "للمرشد", "لمرشد", "اية"))
_DEEDS = (
    "القبض الهجوم هجوم الهجمات الاعتداء اعتداء العثور التعرف الاطلاع الحصول الرد رد ردا الحكم حكم الضغط ضغوط ضغوطا"
    " الضغوط الانقلاب انقلاب الحرب حرب العقوبات عقوبات التآمر الثورة ثورة التحريض السيطرة الإشراف الاعتماد الثناء"
    " الاتفاق بناء علاوة النار الرصاص السلام القضاء"
)
_TAKE_ON = frozenset(map(fold, _DEEDS.split()))  # what is done to somebody
_FARTHEST = 5  # words from the name back to its title: المرشد الأعلى للجمهورية الإسلامية الإيرانية, آية الله


def is_other_ali(near: Around, reading: Reading) -> bool:
    """Whether علي is no family name: على, or the first or middle name of somebody else (علي خامنئي, أحمد علي صالح).

    Who writes على for the preposition means a name by علي, which is the family name where nothing beside it may belong
    to it. Else it is the preposition where one fits: who writes إلي writes it, and whose text has neither may have
    mistyped it.
    """
    if reading.split.stem != ALI:
        return False
    after, habit = near.after, near.page.habit
    if Habit.ON in habit and Habit.DOTS_ALEF not in habit:
        joined = bool(reading.split.proclitics)
        return not (_stands_by_itself(after) and (joined or _is_no_name(near.before)))
    noun = after in CITATIONS and not is_function_word(after)
    return noun or Habit.DOTS_ALEF in habit or is_definite(after) or after in _THIS


def _is_no_name(before: str) -> bool:
    """Whether a word before a name is no first name, folded: a particle, a verb, a title, a feminine.

    >>> [_is_no_name(word) for word in ("ان", "واضاف", "الملاكم", "مباراة", "احمد", "جميل", "غلام", "ابن")]
    [True, True, True, True, False, False, False, False]
    """
    if before == "" or is_function_word(before) or is_definite(before) or before in TITLES or _is_verb(before):
        return True
    return before.endswith("ة") and before in CITATIONS


def _stands_by_itself(after: str) -> bool:
    """Whether a name ends before a word: a particle, a verb, an adverb, what has a particle attached; no surname.

    >>> [_stands_by_itself(word) for word in ("انه", "قال", "اليوم", "مضيفا", "لوكالة", "2", "والملاكم")]
    [True, True, True, True, True, True, True]
    >>> [_stands_by_itself(word) for word in ("خامنءي", "صالح", "عبدالله", "احمد", "السيستاني", "نهب", "بونغو")]
    [False, False, False, False, False, False, False]
    """
    if after == "" or after.isdecimal() or is_function_word(after) or after in ADVERBS:
        return True
    if is_definite(after):
        return not after.endswith("ي")
    if after in CITATIONS:
        return False
    return _is_verb(after) or (after.endswith("ا") and after in STEMS) or (after[0] in _ATTACHED and after[1:] in STEMS)


def _is_verb(word: str) -> bool:
    """Whether a folded word, or what stands in it behind و or ف, is a verb and hardly a noun or a name."""
    if word == "" or word in _FIRST_NAMES:
        return False
    bare = word[1:] if word[0] in _AND and word not in VERB_STEMS else word
    return WordClass.VERB in word_classes(bare) or (bare in VERB_STEMS and bare not in CITATIONS)


def governs(near: Around, *, place: int, middle: bool) -> bool:
    """Whether على in a name is the preposition, no mistyped علي: «الهجوم على خامنئي», «رد محمد على الحوثي».

    `near`: of the name's first word, behind which على stands so many places. `middle`: more than the family name
    follows, by which he is meant alone.
    """
    before = near.before
    if before in _CALLED:
        return False
    if place > 0:  # the words before it may be somebody who does something to those behind it
        return not (before == "" or is_function_word(before) or is_definite(before) or before in TITLES)
    if middle:
        return before in _TAKE_ON or _is_verb(before)
    return not _is_led(near)


def _is_led(near: Around) -> bool:
    """Whether a title stands somewhere before a name, and nothing but what describes it between."""
    page, token = near.page, near.token
    for _ in range(_FARTHEST):
        word, before = page.folded_before(token), page.before(token)
        if word in _LEADER:
            return True
        if before is None or not is_definite(word):
            return False
        token = before
    return False
