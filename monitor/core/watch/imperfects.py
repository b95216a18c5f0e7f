"""The present of a verb, where its letters may be another word's: «التي تراجع», and «نسبة تراجع»."""

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS, VERB_STEMS
from monitor.core.arabic.lexicon import (
    ACTING_BODIES,
    BEFORE_SUBJUNCTIVE,
    FEMININE_WITHOUT_SIGN,
    FORM_V_FIRST,
    ORIGINS,
    POWERS,
    RATHER_ACTIONS,
    TOWNS,
)
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.reading import Reading

SHE_WAS = frozenset(("كانت", "وكانت"))
ABOUT_HER = SHE_WAS | {"فهي", "فانها", "انها", "وانها", "بانها", "لانها", "لكنها", "ولكنها", "هي", "وهي"}
_FEMININE = ("ة", "ات")
_THEM = "ين"  # as what is done to stands, never who does it
_IS_ABLE = "تمكن"  # behind what is definite rather "he was able"
DID_NOT = frozenset(("لم", "ولم", "فلم", "الم", "اولم", "افلم"))
NOT = frozenset(("لا", "ولا", "فلا"))
IMPERFECT_ONLY = DID_NOT | {"لن", "ولن", "فلن", "سوف", "وسوف", "كي", "لكي"}
_SHORT = 3  # letters
_DAMMA, _KASRA = "\u064f", "\u0650"
_HOPES, _THAT = "تامل", frozenset(("ان", "الا"))
_OF, _AND, _UPON = "من", "و", "علي"  # as folded
_MUST = frozenset(("بد", "لابد"))
_COMMAS = frozenset("،,")
_AFTER = frozenset(("بعد", "وبعد", "منذ", "ومنذ"))
_NO_LONGER = frozenset(("يعد", "تعد", "نعد", "اعد"))  # behind لم of عاد, hardly of عد or أعد
WANTS_VERB = IMPERFECT_ONLY | {"التي", "والتي"}
_SHE = ABOUT_HER | NOT | {"التي", "والتي"}
_BEFORE_IMPERFECT = IMPERFECT_ONLY | NOT | {"ان", "وان", "بان", "حتي", "الا"}
_RATHER_BEFORE_HER = frozenset(("قد", "وقد", "فقد", "ربما", "وربما", "حتي", "كما"))  # قد توقف الشركة; not قد توقف العمل
_NOT_TO = frozenset(("ألا", "وألا"))  # as written: not إلا
_WHO = frozenset(("الذي", "والذي"))
_DONE_TO = frozenset(("تجاوز", "تبادل", "تقاسم"))  # «الذي تجاوزه الزمن»: somebody does that to something as well
_COUNTRIES = frozenset(
    name for name in map(fold, FEMININE_WITHOUT_SIGN) if any(f"{name[:end]}ي" in ORIGINS for end in (None, -1, -2))
)
_FEMININE_NAMES = _COUNTRIES | POWERS
_SHE_WHO = ACTING_BODIES | _FEMININE_NAMES | {"هذه", "تلك"}
_BEFORE_NAMES = frozenset(("", "ان", "وان", "بان", "لكن", "ولكن"))
_BEFORE_ONE_OF_FIFTH = _BEFORE_IMPERFECT - {"حتي"}  # حتى تحول الأمر إلى هوس


def may_be_imperfect(near: Around, reading: Reading) -> bool:
    """Whether a form of the present is that, or what is written like it, told by a vowel or by the words around."""
    split = reading.split
    last_but_one = split.offset + len(split.stem) - 2
    longer = split.stem[0] == "ت" and len(split.stem) > _SHORT and split.stem[-1] != "ي"  # not تبنِّيه
    if longer and _bears(near, last_but_one, _KASRA):  # توقِّع
        return True
    if split.stem in RATHER_ACTIONS:
        noun = _bears(near, last_but_one, _DAMMA)  # تراجُع
        return not noun and (begins_with_damma(near, reading) or _is_told_she(near, reading))  # تُراجع
    return _is_unvowelled_imperfect(near, reading)


def _is_unvowelled_imperfect(near: Around, reading: Reading) -> bool:
    """لن يلقوا ends as only a subjunctive does; توقع is rather form V "he expected" than "she signs"."""
    stem, particles = reading.split.stem, reading.split.proclitics
    if near.before in DID_NOT and stem in _NO_LONGER:
        return False
    fifth = (stem[:-1] + "ي" if reading.split.pronoun and stem.endswith("ا") else stem) in FORM_V_FIRST  # تلقاها
    rather_other = fifth or stem in CITATIONS
    if fifth and (_is_no_subjunctive(near) or _is_without_object(near, reading)):
        return False
    before = _BEFORE_IMPERFECT if not fifth else _BEFORE_ONE_OF_FIFTH
    if "س" in particles or near.before in before or ("ل" in particles and not rather_other):
        return True
    accusative = stem.startswith("ت") and reading.stem.written.endswith("ا") and not reading.split.pronoun  # تقدما
    if stem.endswith("وا") or accusative:
        return False
    # نصف, نقل, أفضل are seldom "we …", "I …"
    return not rather_other or (
        stem.startswith("ت") and not (fifth and "ل" in particles) and _is_hers(near, reading, fifth=fifth)
    )


def _is_told_she(near: Around, reading: Reading) -> bool:
    """التي تراجع, لم تتعاون, يجب أن توقف, «الوزارة تراجع»; not «نسبة تراجع», «وأضاف أن تراجع», «أعلنت الشركة تراجع»."""
    if "س" in reading.split.proclitics or near.before in IMPERFECT_ONLY or wants_subjunctive(near):
        return True
    if reading.split.proclitics:
        return _is_and_she(near, reading)
    return (
        near.before in _SHE
        or near.before in NOT
        or _is_rather_she(near, reading)
        or (is_definite(near.before) and near.before.endswith(_FEMININE) and not _is_said(near))
    )


def _is_rather_she(near: Around, reading: Reading) -> bool:
    """قد توقف الشركة, ألا تطور إيران, «الذي تطوره الشركة»; a sentence «شركة أبل تطور سيارة», «إيران تطور …»."""
    token = near.page.before(near.token)
    if token is None or near.before == "":
        return False
    if clean(token.surface) in _NOT_TO:
        return True
    if reading.split.stem in _DONE_TO or near.before in _WHO:
        return reading.split.pronoun != "" and reading.split.stem not in _DONE_TO
    upon = near.before == "ان" and near.page.folded_before(token) == _UPON
    if upon or near.before in _RATHER_BEFORE_HER:
        return _is_her(near.after)
    first, body = near.page.folded_before(token), near.page.before(token)
    return _is_named(near) or (first in ACTING_BODIES and body is not None and near.page.folded_before(body) == "")


def _is_named(near: Around) -> bool:
    """«إيران تطور صواريخ», «إن تركيا تعارض القرار»; not «موسكو - توقع الوزير», «(ليبيا) توقف التصدير»."""
    name = near.page.before(near.token)
    if near.before not in _FEMININE_NAMES or name is None or near.page.text[name.end : near.token.start].strip():
        return False
    return near.page.folded_before(name) in _BEFORE_NAMES


def _is_and_she(near: Around, reading: Reading) -> bool:
    """«وتوقف الشرطة المشتبه فيهم» as a sentence; «، وتراجع الحالة» goes on with what has been named."""
    if reading.split.proclitics != (_AND,) or reading.split.stem in _DONE_TO or near.before != "":
        return False
    stop = near.page.before(near.token)
    return is_definite(near.after) and _is_her(near.after) and (stop is None or stop.surface not in _COMMAS)


def _is_her(word: str) -> bool:
    """Whether a folded word behind a verb is rather she who does it: الشركة, شركة, إيران."""
    return word in _SHE_WHO or (word.endswith(_FEMININE) and is_definite(word))


def _is_said(near: Around) -> bool:
    """Whether the definite noun before has a verb of its own: أعلنت الشركة, وأظهرت البيانات."""
    noun = near.page.before(near.token)
    verb = near.page.folded_before(noun) if noun is not None else ""
    return verb.endswith("ت") and (verb in VERB_STEMS or verb[1:] in VERB_STEMS)


def begins_with_damma(near: Around, reading: Reading) -> bool:
    """Whether the first letter of the form bears a damma: بُني, يُغرق."""
    return _bears(near, reading.split.offset, _DAMMA)


def _bears(near: Around, place: int, vowel: str) -> bool:
    """Whether the letter at a place of the token, counted from 0 without its signs, bears a vowel: بُني, توقِّع."""
    surface = near.token.surface
    if vowel not in surface:
        return False
    return any(len(clean(surface[:at])) == place + 1 for at, sign in enumerate(surface) if sign == vowel)


def _is_hers(near: Around, reading: Reading, *, fifth: bool) -> bool:
    """التي تلقى, الحكومة تنقل, توقع الشركة; not تلقى تدريبات, which may be "he received": a verb of form V."""
    if reading.split.stem == _HOPES and _is_hoped(near):
        return True
    subject = near.after.endswith(_FEMININE) and (not fifth or is_definite(near.after) or near.after in ACTING_BODIES)
    if subject or near.before in _SHE or (not reading.split.proclitics and _is_named(near)):
        return True
    return near.before.endswith(_FEMININE) and (not fifth or _is_described(near, reading))


def _is_described(near: Around, reading: Reading) -> bool:
    """«بطريقة تمكن المصلين من», «القوات تواصل»; not «الجولة الثانية تمكن الهلال», «بعد مطاردة تمكن», «الحفلة وتسلم»."""
    noun = near.page.before(near.token)
    if noun is None or reading.split.proclitics or near.before in TOWNS:
        return False
    if reading.split.stem == _IS_ABLE and is_definite(near.before) and not reading.split.pronoun:
        return near.after.endswith(_THEM) and is_definite(near.after)
    return near.page.folded_before(noun) not in _AFTER


def _is_hoped(near: Around) -> bool:
    """تأمل في أن يزيد: she hopes; «تأمل في حال الناس» is who contemplates."""
    to = near.page.after(near.token) if near.after == "في" else None
    return to is not None and near.page.folded_after(to) in _THAT


def _is_no_subjunctive(near: Around) -> bool:
    """بعد أن تلقى: what has been done; قال إن توقف التنفس: what is."""
    that = near.page.before(near.token) if near.before == "ان" else None
    if that is None:
        return False
    return clean(that.surface).startswith("إ") or near.page.folded_before(that) in _AFTER


def _is_without_object(near: Around, reading: Reading) -> bool:
    """المدرب تمكن من محاربة السرطان: form V, which leads on by من, where مكّن would have an object before it."""
    return near.after == _OF and not reading.split.pronoun and near.before not in WANTS_VERB


def wants_subjunctive(near: Around) -> bool:
    """يمكن أن تدخل, قبل أن تقدمها, لا بد من أن تطور: the imperfect, and no noun."""
    if near.before != "ان":
        return False
    that = near.page.before(near.token)
    word = near.page.folded_before(that) if that is not None else ""
    if word == _OF and that is not None:
        of = near.page.before(that)
        return of is not None and near.page.folded_before(of) in _MUST
    return word in BEFORE_SUBJUNCTIVE
