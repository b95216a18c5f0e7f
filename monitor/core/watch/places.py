"""Where the name of a place is a word of other letters or of the same: كان جده وزيرا, مبلغ مالي."""

from collections.abc import Callable

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    FIRST_NAMES,
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
_SHADDA = "\u0651"
_IN = ("في", "وفي", "من")
_MALI = "مالي"
_ATTACHED = ("و", "ف", "ب", "ل", "ك")


def word_doubt(stem: Stem) -> Callable[[Around, Reading], bool] | None:
    """What has to be asked where the name of a place may be a word."""
    if fold(stem.written) == _MALI:
        return is_of_money
    return is_owned if _may_be_owned(stem) else None


def _may_be_owned(stem: Stem) -> bool:
    """Whether a name in ة that is written with ه is as well a noun with its pronoun; who is called نوره is a woman."""
    noun = fold(stem.written[:-1])
    return stem.note == "ه for ة" and noun in CITATIONS and noun + "ة" not in FIRST_NAMES


def is_owned(near: Around, reading: Reading) -> bool:
    """في جده, مدينة جده, بجده, جده والدمام: the town of جدة; أورثه جده, إلى جدّه: his grandfather."""
    before, after = near.before, near.after
    if _SHADDA in near.token.surface:
        return True
    of_place = before in _IN or before in KINDS_OF_NAMED or before in REALMS or before[1:] in REALMS
    return not (of_place or reading.split.proclitics == ("ب",) or (after[:1] == "و" and after[1:] in REALMS))


def is_of_money(near: Around, reading: Reading) -> bool:
    """مبلغ مالي, دعم فني ومالي; حدود مالي, حكومة مالي, النيجر ومالي: the country."""
    before = near.before
    if reading.split.proclitics == ("و",):
        return _is_adjective(before.removeprefix("و"))
    noun = before[1:] if before not in OF_MONEY and before[:1] in _ATTACHED else before
    return reading.split.proclitics == () and noun in OF_MONEY


def _is_adjective(word: str) -> bool:
    """Whether a folded word without an article is an adjective in ي, and neither a country nor what is from one."""
    known = word in CITATIONS or word[:-1] + "ة" in CITATIONS  # فني, إداري
    return word.endswith("ي") and known and word not in ORIGINS and word not in REALMS
