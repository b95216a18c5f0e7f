"""Verb or particle: «حول», «غير», «قبلها» are rather particles; their other forms (حولت, يغير, قبلوا) the verb's."""

from monitor.core.arabic.fold import SHADDA, fold
from monitor.core.arabic.stated import PARTICLES_ALSO_VERBS
from monitor.core.arabic.stems import PERFECT
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading

_PARTICLES = frozenset(map(fold, PARTICLES_ALSO_VERBS)) | {"مثل", "عبر", "حسب", "وفق", "سوا"}
# of what stands before verbs (lexicon.BEFORE_VERBS) these, for «ما قبل», «كما بعد», «التي حول» are particles
_BEFORE_VERBS = frozenset(("قد", "وقد", "فقد", "لقد", "ولقد", "الذي", "والذي", "عندما", "بعدما", "حينما"))
_SHORTEST = 2  # letters of what is never told: الذي لم
_BEFORE_JUDGES = "امام"  # مثل أمام المحكمة
_ABOUT = frozenset(("عن", "عنه", "عنها", "عنهم", "عنهما"))
_AND, _BY_WAY, _CLAUSE = "و", "طريق", 4  # words
# what leads on, with how many words at most between: «عبر المجلس عن أسفه»; more where the verb seems to open the clause
_LED_ON = {"عبر": (_ABOUT, 2), "مثل": (frozenset((_BEFORE_JUDGES,)), 1)}
_ABOUT_THEMSELVES = frozenset(("البحث", "الكشف", "الاعلان", "الدفاع", "التعبير"))  # «عبر أجهزة الكشف عن المعادن»


def is_told_as_verb(word: str) -> bool:
    """Whether a cleaned word, asked for as a verb, is found bare only where something tells the verb: غير, عبر."""
    return fold(word) in _PARTICLES


def may_be_particle(surface: str, reading: Reading) -> bool:
    """Whether a verb stands there as its bare letters, with a pronoun or without, and no shadda says that it is one."""
    return reading.stem.note in ("", PERFECT) and fold(reading.split.stem) in _PARTICLES and SHADDA not in surface


def is_rather_particle(near: Around, reading: Reading) -> bool:
    """Whether nothing tells the verb: قد غير, الذي قبل, «كما عبر المجلس عن أسفه», «ومثل المتهم أمام المحكمة»."""
    if len(reading.split.stem) == _SHORTEST:
        return True
    told = reading.split.proclitics == () and near.before in _BEFORE_VERBS
    return not (told or _is_led_on(near, reading))


def _is_led_on(near: Around, reading: Reading) -> bool:
    """Whether behind the verb stands what it leads on by; not «عبر البحث عن», «عبر الأسواق عن طريق»."""
    if reading.split.stem not in _LED_ON or reading.split.pronoun or reading.split.proclitics not in ((), (_AND,)):
        return False
    leads, within = _LED_ON[reading.split.stem]
    opens = reading.split.proclitics != () or near.before == ""
    token, before = near.token, ""
    for _ in range(_CLAUSE if opens else within):
        following, word = near.page.after(token), near.page.folded_after(token)
        if following is None or word == "" or before in _ABOUT_THEMSELVES:
            return False
        if word in leads:
            return near.page.folded_after(following) != _BY_WAY
        token, before = following, word
    return False
