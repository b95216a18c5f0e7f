"""How the forms of a word begin, told without making them.

A noun or an adjective is inflected at its end, and what is cut off and put on there is always of the same few letters:
all its forms begin with what is left of it. Only broken plurals and the like begin otherwise, and those are listed.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monitor.core.arabic.fold import fold
from monitor.core.arabic.keywords import ARTICLE_IS_ROOT, Place, has_article
from monitor.core.arabic.lexicon import (
    BROKEN_PLURALS,
    DEFECTIVE,
    FREQUENCY,
    FUNCTION_WORDS,
    IRREGULAR,
    SINGULARS,
    frequency,
    other_spellings,
)
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import WordClass

_ENDINGS = "اةهيءونت"  # letters, folded, that inflection takes off or puts on at the end
_SOUND_PLURALS = ("ين", "ون", "ات")
_NOUN = frozenset((WordClass.NOUN,))
_VERB = frozenset((WordClass.VERB,))
_NAME, _ALONE, _LATER = Place.NAME, Place.ALONE, Place.LATER  # looking up a member costs as much as a call


class Onsets(NamedTuple):
    """How the forms of a word begin, folded; each form begins with one of these."""

    letters: tuple[str, ...]
    level: int  # about how frequent the most frequent form is (lexicon.FREQUENCY)


def onsets(word: str, folded: str, place: Place, *, long: bool) -> Onsets | None:
    """How the forms of a cleaned word of a term begin (keywords.keyword_keys); None: only the forms tell.

    `folded`: the word, folded; `long`: in a phrase of four words or more.

    >>> onsets("التطرف", "التطرف", Place.LATER, long=False).letters, onsets("أعلن", "اعلن", Place.ALONE, long=False)
    (('تطرف', 'التطرف'), None)
    """
    if place is _NAME or not _is_regular(word, folded, place) or other_spellings(word):
        return None
    article = has_article(word)
    base = folded[2:] if article else folded
    if long and place is _LATER and base[0] in "لبو":  # found without its first letter as well
        return None
    found = _of_base(base, word)
    if found is None or not article or not ARTICLE_IS_ROOT.match(word):
        return found
    whole = _of_base(folded, word)
    return whole and Onsets(found.letters + whole.letters, max(found.level, whole.level))


def _is_regular(word: str, folded: str, place: Place) -> bool:
    """Whether it is inflected as a noun only and nothing in it is mistyped."""
    if len(folded) != len(word) or word.find("ة", 0, -1) >= 0 or word.find("ى", 0, -1) >= 0:
        return False  # شىء is folded to two letters
    classes = word_classes(word)
    return classes == _NOUN or (place is not _ALONE and classes != _VERB)  # phrases are made of nouns


def _of_base(base: str, word: str) -> Onsets | None:
    """The same of a folded word without its article; `word`: before folding."""
    root = base.rstrip(_ENDINGS)
    stem = base
    if stem.endswith(_SOUND_PLURALS) and len(stem) > 4:
        stem = stem[:-2]
    if stem.endswith(("ة", "ه")):
        stem = stem[:-1]
    if stem.endswith(("ا", "ء")) or word.endswith("ى"):
        stem = stem[:-1]
    listed = _LISTED.get(root)
    if listed is not None:
        own = (stem.removesuffix("ي"), *listed.letters)  # the last letter of قاضي falls away
        return Onsets(own, listed.level) if own[0] else None
    return Onsets((stem,), _LEVELS.get(root, 0)) if stem else None


def _listed() -> dict[str, Onsets]:
    """What a listed word is without any ending → how forms begin that the lists name for it."""
    table: dict[str, list[str]] = {}

    def put(word: str, letters: Iterable[str]) -> None:
        table.setdefault(fold(word).rstrip(_ENDINGS), []).extend(letters)

    for listed in (BROKEN_PLURALS, IRREGULAR):
        for word, others in listed.items():
            put(word, map(_of_listed, others))
    for word in DEFECTIVE:
        put(word, [fold(word[0] + word[2]) + "ا"] if len(word) == 4 and word[1] == "ا" else [])  # قضاة
    whole = {root: tuple(own) for root, own in table.items()}
    for plural, singulars in SINGULARS.items():
        for one in singulars:
            folded = fold(one)
            own = _of_base(folded, one)
            put(plural, own.letters if own is not None else ())
            put(plural, [folded.rstrip(_ENDINGS), *whole.get(folded.rstrip(_ENDINGS), ())])
    return {root: Onsets(tuple(_shortest(own)), _level((root, *own))) for root, own in table.items()}


def _of_listed(word: str) -> str:
    """How the forms of a word begin that is inflected no further (nouns.complete_stem)."""
    return fold(word[:-1] if word.endswith(("ة", "ى", "ي")) else word)


def _shortest(letters: Iterable[str]) -> Iterator[str]:
    """Those that begin with none of the others."""
    last = None
    for one in sorted(filter(None, letters)):
        if last is None or not one.startswith(last):
            last = one
            yield one


def _level(letters: Iterable[str]) -> int:
    return max(_LEVELS.get(one.rstrip(_ENDINGS), 0) for one in letters)


def _levels() -> dict[str, int]:
    levels: dict[str, int] = {}
    particles = (head + word for word in FUNCTION_WORDS for head in ("", "و", "ف"))
    for word in (*FREQUENCY, *particles):
        root = word.removeprefix("ال").rstrip(_ENDINGS)
        levels[root] = max(frequency(word), levels.get(root, 0))
    return levels


_LEVELS = _levels()
_LISTED: dict[str, Onsets] = {}
_LISTED.update(_listed())
