"""Verb or name: «حسن», «ياسر», «ينبع» are rather names, and a form of a verb only where something tells."""

from monitor.core.arabic.fold import SHADDA, clean, fold
from monitor.core.arabic.known import STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import BEFORE_VERBS, FIRST_NAMES, FIRST_NAMES_ALSO_WORDS, TOWNS
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.behind import following
from monitor.core.watch.imperfects import wants_subjunctive
from monitor.core.watch.reading import Reading

_NAMES = (FIRST_NAMES - FIRST_NAMES_ALSO_WORDS) | TOWNS
_BEFORE_VERBS_ONLY = ("س", "ما", "لا")  # what stands before no name
_ATTACHED = ("و", "ب", "ل")
_AND, _SON = "و", "بن"
_ON = frozenset(("على", "عليه", "عليها", "عليهم", "عليهما"))  # not علي
_OPENING, _CLAUSE = frozenset(("", "فيما", "بينما", "حيث", "ثم")), 5  # words
_ALSO, _SINCE = frozenset(("ايضا", "كذلك", "بالتالي")), "منذ"  # «أشرف أيضا على», «أشرف منذ ذلك الحين على»
_SINCE_WHEN = 3  # words
_LEVEL, _RECORD, _NEAR = "عادل", "رقم", 3  # words
_LEVELLED = frozenset(("النتيجة", "الكفة", "الرقم", "انجاز", "الانجاز"))
_HAMZAS = frozenset("أآ")
_I = frozenset(("انا", "وانا", "اني", "انني", "واني", "وانني", "لكني", "لكنني", "ولكني", "ولكنني", "كنت", "وكنت"))


def may_be_name(surface: str, reading: Reading) -> bool:
    """Whether the letters of what was read as a verb are a first name's or a town's: حسن, عبده, فيدل; not يأسر."""
    split, letters = reading.split, clean(surface)
    if split.proclitics[-1:] and split.proclitics[-1] in _BEFORE_VERBS_ONLY:
        return False
    if SHADDA in surface or _HAMZAS & set(letters[split.offset + 1 :]):
        return False
    whole = fold(letters)
    if split.stem + split.pronoun in _NAMES:
        return split.proclitics[:1] != ("ف",)
    return not _HAMZAS & set(letters[1:]) and (whole in _NAMES or (whole[0] in _ATTACHED and whole[1:] in _NAMES))


def is_rather_name(near: Around, reading: Reading) -> bool:
    """Whether nothing tells the verb: قد حسن, أنا أروي, أشرف على, عادل النتيجة; a sentence «حافظ الفريق على لقبه»."""
    if near.before in BEFORE_VERBS or wants_subjunctive(near):
        return False
    if reading.stem.written[0] == "أ" and near.before in _I:
        return False
    opens = near.before in _OPENING and (not reading.split.proclitics or _is_sentence(near, reading))
    if reading.split.stem == _LEVEL and (near.after == _RECORD or not _LEVELLED.isdisjoint(following(near, _NEAR))):
        return False
    return not _is_on_something(near, within=_CLAUSE if opens else 1)


def _is_sentence(near: Around, reading: Reading) -> bool:
    """«وحافظ الاتحاد على صدارته»; what stands with «و» behind a comma may be the next who is named."""
    return reading.split.proclitics == (_AND,) and near.before == "" and is_definite(near.after)


def _is_on_something(near: Around, within: int) -> bool:
    """أشرف على, «فيما حافظ الفريق الأول على»; not where others are named, or another verb stands before it."""
    token, left = near.page.after(near.token), within
    while token is not None and left > 0:
        word = clean(token.surface)
        if not word.isalpha() or word[0] == _AND or word == _SON:
            return False
        if word in _ON:
            return True
        folded = fold(word)
        if folded in VERB_STEMS and folded not in STEMS:
            return False
        left += (_SINCE_WHEN if folded == _SINCE else 0) - (folded not in _ALSO)
        token = near.page.after(token)
    return False
