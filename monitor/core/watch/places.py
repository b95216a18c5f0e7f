"""Where the name of a place is a word of other letters or of the same: كان جده وزيرا, مبلغ مالي."""

from collections.abc import Callable, Container

from monitor.core.arabic.fold import SHADDA, fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    FIRST_NAMES,
    FREQUENCY,
    OF_MONEY,
    ORIGINS,
    REALMS,
)
from monitor.core.arabic.stems import Stem
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading

KINDS_OF_NAMED = frozenset(map(fold, ("مدينة", "محافظة", "مديرية", "أهالي", "شركة", "ساعة", "هاتف", "خدمة")))  # إب, أبل
BEFORE_COUNTRIES = frozenset(
    fold(word)
    for word in (
        *("في", "على", "إلى", "من", "مع", "عن", "بين", "حول", "نحو", "عبر", "ضد", "داخل", "خارج", "تجاه", "أن", "إن"),
        *("شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي", "أنحاء", "إعمار", "دخول", "أراضي"),
    )
)
_OF_TOWNS = KINDS_OF_NAMED.union(
    fold(word)
    for word in (
        *("مدينتي", "شمال", "جنوب", "شرق", "غرب", "وسط", "قرب", "مطار", "ميناء", "كورنيش", "طريق"),
        *("كوبري", "كبري", "شارع", "شوارع", "حي", "أحياء", "صحراء", "سيول", "أمطار", "رطوبة", "سكان", "أهالي"),
        *("أمانة", "بلدية", "غرفة", "صحة", "تعليم", "مرور", "محافظ", "مستشفى", "مهرجان", "معرض", "اتحاد", "أهلي"),
    )
)
_IN = frozenset(map(fold, ("في", "وفي", "من", "إلى", "وإلى")))  # ومن جده is rather the grandfather
_MALI = "مالي"
_ATTACHED = ("و", "ف", "ب", "ل", "ك")
_BEHIND_PLACE = (":", "-", "–", "—", "،", ",", "(", ")")  # جده - واس


def word_doubt(stem: Stem) -> Callable[[Around, Reading], bool] | None:
    """What has to be asked where the name of a place may be a word."""
    if fold(stem.written) == _MALI:
        return is_of_money
    return is_owned if _may_be_owned(stem) else None


def _may_be_owned(stem: Stem) -> bool:
    """Whether a name in ة that is written with ه is as well a noun with its pronoun; who is called نوره is a woman."""
    noun = fold(stem.written[:-1])
    return stem.note == "ه for ة" and noun in CITATIONS and noun in FREQUENCY and noun + "ة" not in FIRST_NAMES


def is_one_of(before: str, words: Container[str]) -> bool:
    """Whether the word before is one of these, perhaps with a particle: مدينة, لمدينة."""
    return before in words or (before[:1] in _ATTACHED and before[1:] in words)


def is_owned(near: Around, reading: Reading) -> bool:
    """إلى جده, مطار جده, بجده, جده والدمام: the town of جدة; أورثه جده, إلى جدّه: his grandfather."""
    before, after = near.before, near.after
    if SHADDA in near.token.surface:
        return True
    of_place = before in _IN or is_one_of(before, _OF_TOWNS) or is_one_of(before, REALMS) or _is_dateline(near)
    return not (of_place or reading.split.proclitics in (("ب",), ("ل",)) or (after[:1] == "و" and after[1:] in REALMS))


def _is_dateline(near: Around) -> bool:
    """جده - واس, at the beginning of a line; (جده)."""
    text, token = near.page.text, near.token
    before, after = text[max(token.start - 2, 0) : token.start].strip(" "), text[token.end : token.end + 2].strip(" ")
    return (token.start == 0 or before[-1:] in ("\n", "(")) and after[:1] in _BEHIND_PLACE


def is_of_money(near: Around, reading: Reading) -> bool:
    """مبلغ مالي, دعم فني ومالي; حدود مالي, حكومة مالي, النيجر ومالي: the country."""
    before = near.before
    if reading.split.proclitics == ("و",):
        return _is_adjective(before.removeprefix("و"))
    return reading.split.proclitics == () and is_one_of(before, OF_MONEY)


def _is_adjective(word: str) -> bool:
    """Whether a folded word without an article is an adjective in ي, and neither a country nor what is from one."""
    known = word in CITATIONS or word[:-1] + "ة" in CITATIONS  # فني, إداري
    return word.endswith("ي") and known and word not in ORIGINS and word not in REALMS
