"""Known words: a token that is one of them as it stands is not to be read as particle + shorter word.

وزير is not و + زير, and لبنان is not ل + بنان. The table is made at import from the word lists.
"""

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.lexicon import BROKEN_PLURALS, KNOWN_WORDS, NO_DUALS, NOUNS_ALSO_VERBS, VERBS, VERBS_OR_NOUNS
from monitor.core.arabic.nouns import noun_stems
from monitor.core.arabic.particles import noun_splits, verb_splits
from monitor.core.arabic.stems import JUSSIVE, PASSIVE, PERFECT, VERBAL, Fits, Stem, Stems
from monitor.core.arabic.verbs import verb_stems

_PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "نا"))
_ENDINGS = ("ين", "ون", "ان", "ات")
_RARE_ENDINGS = ("ا", "تم", "ن")
UNKNOWN = (9, 9)


def _table() -> dict[str, int]:
    stems = Stems()
    for word in KNOWN_WORDS:
        noun_stems(stems, clean(word))
    for singular in BROKEN_PLURALS:
        noun_stems(stems, singular)
    return {key: _joined([stem.fits for stem in forms]) for key, forms in stems.by_key.items()}


def _joined(fits: list[int]) -> int:
    out = 0
    for one in fits:
        out |= one
    return out


def _citations() -> frozenset[str]:
    words = {fold(clean(word)) for word in KNOWN_WORDS}
    words |= {fold(singular) for singular in BROKEN_PLURALS}
    words |= {fold(plural) for plurals in BROKEN_PLURALS.values() for plural in plurals}
    words |= {fold(noun) for noun in NOUNS_ALSO_VERBS | VERBS_OR_NOUNS}
    return frozenset(word for word in words if not _is_ending_of(word, words)) | NO_DUALS


def _is_ending_of(word: str, words: set[str]) -> bool:
    return word.endswith(_ENDINGS) and (word[:-2] in words or word[:-2] + "ة" in words)


def _verb_table() -> dict[str, int]:
    stems = Stems()
    for verb in VERBS | VERBS_OR_NOUNS | NOUNS_ALSO_VERBS:
        verb_stems(stems, verb)
    usual = {key: [form.fits for form in forms if _is_usual(form)] for key, forms in stems.by_key.items()}
    return {key: _joined(fits) & VERBAL for key, fits in usual.items() if fits}


def _is_usual(form: Stem) -> bool:
    """Whether news uses a verb form often enough to win over another reading: no dual, no "you", no passive."""
    if form.note in (JUSSIVE, PASSIVE):
        return False
    rare = form.note == PERFECT and form.written.endswith(_RARE_ENDINGS) and not form.written.endswith("وا")
    return not rare


STEMS = _table()
"""folded stem of a known word → what may stand around it"""

VERB_STEMS = _verb_table()
"""folded form of a known verb → whether an object may stand behind it"""

CITATIONS = _citations()
"""Known words in the form a dictionary gives, folded."""


def shortest_reading(word: str) -> tuple[int, int]:
    """Letters of (proclitics, pronoun) in the known reading of a folded token that has the fewest.

    >>> shortest_reading("وزير"), shortest_reading("ووزير")
    ((0, 0), (1, 0))
    """
    best = UNKNOWN
    for split in noun_splits(word):
        size = (split.skipped, len(split.pronoun))
        if size < best and _fits(STEMS.get(split.stem), article=split.article, pronoun=split.pronoun):
            best = size
    return best


def _fits(fits: int | None, *, article: bool, pronoun: str) -> bool:
    if fits is None:
        return False
    if article:
        return bool(fits & Fits.ARTICLE)
    if pronoun:
        return bool(fits & Fits.ENCLITIC) and pronoun in _PRONOUNS
    return bool(fits & Fits.BARE)


def shortest_verb(word: str) -> tuple[int, int]:
    """Letters of (proclitics, pronoun) in the reading of a folded token as a known verb that has the fewest.

    >>> shortest_verb("يتمكن"), shortest_verb("وصلت")
    ((0, 0), (0, 0))
    """
    best = UNKNOWN
    for split in verb_splits(word):
        size = (split.skipped, len(split.pronoun))
        wanted = Fits.VERB_OBJECT if split.pronoun else Fits.VERB
        if size < best and VERB_STEMS.get(split.stem, 0) & wanted:
            best = size
    return best
