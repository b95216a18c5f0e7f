"""Verb or name: «حسن», «ياسر», «ينبع» are rather names, and a form of a verb only where something tells."""

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.lexicon import BEFORE_VERBS, FIRST_NAMES, FIRST_NAMES_ALSO_WORDS, TOWNS
from monitor.core.arabic.tokens import Token
from monitor.core.watch.around import Around
from monitor.core.watch.imperfects import wants_subjunctive
from monitor.core.watch.reading import Reading

_NAMES = (FIRST_NAMES - FIRST_NAMES_ALSO_WORDS) | TOWNS
_BEFORE_VERBS_ONLY = ("س", "ما", "لا")  # what stands before no name
_ATTACHED = ("و", "ب", "ل")
_SHADDA = "\u0651"
_ON = frozenset(("على", "عليه", "عليها", "عليهم", "عليهما"))  # not علي
_HAMZAS = frozenset("أآ")
_I = frozenset(
    ("انا", "وانا", "اني", "انني", "واني", "وانني", "لكني", "لكنني", "ولكني", "ولكنني", "كنت", "وكنت", "بدات")
)


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
    after = near.page.after(near.token)
    if after is None or _is_on(after):
        return after is None
    return near.before != "" or not _is_on(near.page.after(after))


def _is_on(token: Token | None) -> bool:
    return token is not None and clean(token.surface) in _ON
