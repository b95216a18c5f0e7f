"""Verb or particle: «حول», «غير», «قبلها» are rather particles; their other forms (حولت, يغير, قبلوا) the verb's."""

from monitor.core.arabic.fold import fold
from monitor.core.arabic.stated import PARTICLES_ALSO_VERBS
from monitor.core.arabic.stems import PERFECT
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading

_PARTICLES = frozenset(map(fold, PARTICLES_ALSO_VERBS)) | {"مثل", "عبر", "حسب", "وفق", "سوا"}
_SHADDA = "\u0651"
# of what stands before verbs (lexicon.BEFORE_VERBS) these, for «ما قبل», «كما بعد», «التي حول» are particles
_BEFORE_VERBS = frozenset(("قد", "وقد", "فقد", "لقد", "ولقد", "الذي", "والذي", "عندما", "بعدما", "حينما"))
_SHORTEST = 2  # letters of what is never told: الذي لم
_BEFORE_JUDGES = "امام"  # مثل أمام المحكمة


def is_told_as_verb(word: str) -> bool:
    """Whether a cleaned word, asked for as a verb, is found bare only where something tells the verb: غير, عبر."""
    return fold(word) in _PARTICLES


def may_be_particle(surface: str, reading: Reading) -> bool:
    """Whether a verb stands there as its bare letters, with a pronoun or without, and no shadda says that it is one."""
    return reading.stem.note in ("", PERFECT) and fold(reading.split.stem) in _PARTICLES and _SHADDA not in surface


def is_rather_particle(near: Around, reading: Reading) -> bool:
    """Whether nothing tells the verb: قد غير, الذي قبل."""
    told = near.before in _BEFORE_VERBS or near.after == _BEFORE_JUDGES
    return not told or reading.split.proclitics != () or len(reading.split.stem) == _SHORTEST
