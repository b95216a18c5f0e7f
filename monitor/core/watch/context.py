"""What stands before a word decides between its readings.

Each rule takes a reading away where its neighbour rules it out; a rule that is not sure leaves it.
"""

from collections.abc import Sequence

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lexicon import BEFORE_RELIGION, BEFORE_VERBS, FEMININE_NOUNS, NOUNS_ALSO_VERBS
from monitor.core.arabic.stems import Stem
from monitor.core.watch.vocabulary import Reading, Reads

_ARTICLES = ("ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال")
_POSSESSED = ("ها", "هم", "نا", "ته", "هما")
_FEMININE_ENDINGS = ("تان", "تين", "ات", "تي", "تا", "ة", "ت")
_KINSHIP = frozenset(("بن", "ال", "ابو", "ابي", "ابا", "وابو", "وابي"))
_SERVANT = ("عبد", "وعبد", "لعبد", "بعبد", "فعبد")


def plausible(words: Sequence[str], place: int, reading: Reading) -> bool:
    """Whether the word before a token allows this reading of it."""
    if reading.reads is not Reads.NOUN:
        return True
    before = fold_word(words[place - 1]) if place else ""
    if _part_of_name(before, reading):
        return False
    if _is_verb(before, reading):
        return False
    return not _other_gender(before, words[place], reading)


def _part_of_name(before: str, reading: Reading) -> bool:
    """عبد العزيز, نور الدين, بن علي, آل سعود."""
    if reading.split.proclitics:
        return False
    if reading.split.article:
        religion = reading.split.stem == "دين" and before.lstrip("ول") in BEFORE_RELIGION
        return before in _SERVANT or religion or before in ("ابو", "ابي")
    return before in _KINSHIP


def _is_verb(before: str, reading: Reading) -> bool:
    """قد عقد, الذي طلب: a noun that is also a verb, after a word that wants a verb."""
    split, stem = reading.split, reading.stem
    if split.article or split.proclitics or stem.note not in ("", "tanween"):
        return False
    return before in BEFORE_VERBS and stem.written.removesuffix("ا") in NOUNS_ALSO_VERBS


def _other_gender(before: str, word: str, reading: Reading) -> bool:
    """العلاقات الخارجية is the adjective خارجي, وزير الخارجية the noun خارجية."""
    stem = reading.stem
    if stem.note.startswith("feminine"):
        return _feminine(stem) in FEMININE_NOUNS and not _attributive(before, reading)
    if stem.note == "" and stem.written in FEMININE_NOUNS:
        return reading.split.article and not reading.split.proclitics and _attributive(before, reading)
    return False


def _feminine(stem: Stem) -> str:
    for ending in _FEMININE_ENDINGS:
        if stem.written.endswith(ending):
            return stem.written.removesuffix(ending) + "ة"
    return stem.written


def _attributive(before: str, reading: Reading) -> bool:
    """Whether a word stands as an adjective after the noun before it: they agree in definiteness."""
    if reading.split.article:
        return before.startswith(_ARTICLES) or before.endswith(_POSSESSED)
    return before.endswith(("ة", "ات", "اء", "ه")) or (len(before) > 3 and not before.startswith(_ARTICLES))
