"""Noun or verb: what stands before a word that may be either."""

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS, VERB_STEMS
from monitor.core.arabic.lexicon import BEFORE_JUSSIVE, BEFORE_NOUNS, BEFORE_VERBS, FORM_V_FIRST, NOUNS_ALSO_VERBS
from monitor.core.arabic.stems import IMPERFECT, JUSSIVE, PERFECT, Fits
from monitor.core.watch.around import Around
from monitor.core.watch.reading import Reading

_SHE = frozenset(("التي", "والتي", "انها", "بانها", "وهي", "هي", "لانها", "لكنها", "كانت", "وكانت", "لا", "ولا"))
_RATHER_NOUNS = frozenset(map(fold, NOUNS_ALSO_VERBS))
_FEMININE = ("ة", "ات")
_IMPERFECT_ONLY = frozenset(("لم", "ولم", "فلم", "لن", "ولن", "فلن", "سوف", "وسوف", "كي", "لكي"))
_BEFORE_IMPERFECT = _IMPERFECT_ONLY | {"ان", "وان", "بان", "حتي", "الا", "لا", "ولا", "فلا"}


def is_no_verb(near: Around, reading: Reading) -> bool:
    """في نقل is no verb; نقل is "we say" only after لم; لن and س want the imperfect."""
    if near.before in BEFORE_NOUNS:
        return True
    note, particles = reading.stem.note, reading.split.proclitics
    if note == JUSSIVE:
        return near.before not in BEFORE_JUSSIVE and "ل" not in particles
    if note == IMPERFECT:
        return not _may_be_imperfect(near, reading)
    if "س" in particles or near.before in _IMPERFECT_ONLY or ("ل" in particles and reading.split.stem in CITATIONS):
        return True
    return note == PERFECT and _is_possessed_noun(near.before, reading)


def is_verb_form(reading: Reading) -> bool:
    """Whether what was read as a noun may as well be a form of a known verb."""
    wanted = Fits.VERB_OBJECT if reading.split.pronoun else Fits.VERB
    return not reading.split.article and bool(VERB_STEMS.get(reading.split.stem, 0) & wanted)


def must_be_verb(near: Around, reading: Reading) -> bool:
    """قد عقد, الذي طلب, a sentence that begins with وكتب, not وحظر: the form (is_verb_form) is the verb's."""
    split = reading.split
    if split.proclitics or split.pronoun:
        opens = near.before == "" and split.proclitics == ("و",) and not split.pronoun
        return (opens and split.stem not in _RATHER_NOUNS) or (near.before in BEFORE_VERBS and not split.proclitics)
    if near.before == "" and reading.stem.note == "broken plural":  # كتب عباس; but طرق وعرة
        return not near.after.endswith("ة")
    return near.before in BEFORE_VERBS


def _may_be_imperfect(near: Around, reading: Reading) -> bool:
    """لن يلقوا ends as only a subjunctive does; توقع is rather form V "he expected" than "she signs"."""
    stem, particles = reading.split.stem, reading.split.proclitics
    if "س" in particles or near.before in _BEFORE_IMPERFECT or ("ل" in particles and stem not in CITATIONS):
        return True
    if stem.endswith("وا"):
        return False
    plain = stem[:-1] + "ي" if reading.split.pronoun and stem.endswith("ا") else stem  # تلقاها
    if plain not in FORM_V_FIRST and stem not in CITATIONS:
        return True
    return near.before in _SHE or near.before.endswith(_FEMININE) or near.after.endswith(_FEMININE)


def _is_possessed_noun(before: str, reading: Reading) -> bool:
    """إطار حملته: rather حملة with its pronoun than "she carried him"."""
    written = reading.split.stem
    if not reading.split.pronoun or not written.endswith("ت") or written[:-1] + "ة" not in CITATIONS:
        return False
    return before != "" and before not in BEFORE_VERBS
