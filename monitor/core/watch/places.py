"""Where the name of a place is a word of other letters or of the same: كان جده وزيرا, مبلغ مالي."""

from collections.abc import Callable

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    FIRST_NAMES,
    HEADS_OF,
    OF_COUNTRIES,
    OFFICES,
    ORIGINS,
    REALMS,
    SINGULARS_OF_SEVERAL,
    is_function_word,
)
from monitor.core.arabic.stems import Stem
from monitor.core.watch.around import Around, is_definite
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
_OF_MONEY = "مالي"
_ATTACHED = ("و", "ف", "ب", "ل", "ك")
_FEMININE = ("ة", "ات")
_OTHERS = HEADS_OF | OFFICES | REALMS | BEFORE_COUNTRIES | OF_COUNTRIES | ORIGINS  # before مالي the country is meant


def word_doubt(stem: Stem) -> Callable[[Around, Reading], bool] | None:
    """What has to be asked where the name of a place may be a word."""
    if fold(stem.written) == _OF_MONEY:
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
    """مبلغ مالي, دعم فني ومالي; شمال مالي, حكومة مالي, النيجر ومالي: the country."""
    before = near.before
    if reading.split.proclitics == ("و",):
        return before.endswith("ي") and before in CITATIONS and before not in ORIGINS
    noun = before[1:] if before not in CITATIONS and before[:1] in _ATTACHED else before
    return reading.split.proclitics == () and _has_money(noun)


def _has_money(noun: str) -> bool:
    """Whether money may describe a noun: indefinite, masculine, one, and nothing that a country has."""
    if noun not in CITATIONS or noun.endswith(_FEMININE) or is_function_word(noun) or is_definite(noun):
        return False
    return noun not in _OTHERS and (noun in SINGULARS_OF_SEVERAL or noun not in FIRST_NAMES)
