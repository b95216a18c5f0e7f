"""Verb or name: «حسن», «ياسر», «ينبع» are rather names, and a form of a verb only where something tells."""

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import BEFORE_VERBS, FIRST_NAMES, FIRST_NAMES_ALSO_WORDS, TOWNS
from monitor.core.watch.around import Around
from monitor.core.watch.imperfects import wants_subjunctive
from monitor.core.watch.reading import Reading

_NAMES = (FIRST_NAMES - FIRST_NAMES_ALSO_WORDS) | TOWNS
_BEFORE_VERBS_ONLY = ("س", "ما", "لا")  # what stands before no name
_ATTACHED = ("و", "ب", "ل")
_AND, _SON = "و", "بن"
_SHADDA = "\u0651"
_ON = frozenset(("على", "عليه", "عليها", "عليهم", "عليهما"))  # not علي
_OPENING, _CLAUSE = frozenset(("", "فيما", "بينما", "حيث")), 5  # words
_HAMZAS = frozenset("أآ")
_I = frozenset(("انا", "وانا", "اني", "انني", "واني", "وانني", "لكني", "لكنني", "ولكني", "ولكنني", "كنت", "وكنت"))


def may_be_name(surface: str, reading: Reading) -> bool:
    """Whether the letters of what was read as a verb are a first name's or a town's: حسن, عبده, فيدل; not يأسر."""
    split, letters = reading.split, clean(surface)
    if split.proclitics[-1:] and split.proclitics[-1] in _BEFORE_VERBS_ONLY:
        return False
    if _SHADDA in surface or _HAMZAS & set(letters[split.offset + 1 :]):
        return False
    whole = fold(letters)
    if split.stem + split.pronoun in _NAMES:
        return split.proclitics[:1] != ("ف",)
    return not _HAMZAS & set(letters[1:]) and (whole in _NAMES or (whole[0] in _ATTACHED and whole[1:] in _NAMES))


def is_rather_name(near: Around, reading: Reading) -> bool:
    """Whether nothing tells the verb: قد حسن, الذي حسن, أنا أروي, أشرف على; a sentence «حافظ الفريق على لقبه»."""
    if near.before in BEFORE_VERBS or wants_subjunctive(near):
        return False
    if reading.stem.written[0] == "أ" and near.before in _I:
        return False
    opens = near.before in _OPENING and not reading.split.proclitics
    return not _is_on_something(near, within=_CLAUSE if opens else 1)


def _is_on_something(near: Around, within: int) -> bool:
    """أشرف على, «فيما حافظ الفريق الأول على»; not where others are named, or another verb stands before it."""
    token = near.page.after(near.token)
    for _ in range(within):
        word = clean(token.surface) if token is not None else ""
        if token is None or not word.isalpha() or word[0] == _AND or word == _SON:
            return False
        if word in _ON:
            return True
        if fold(word) in VERB_STEMS and fold(word) not in STEMS:
            return False
        token = near.page.after(token)
    return False
