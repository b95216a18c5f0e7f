"""How the forms of a word begin, told without making them.

A noun or an adjective is inflected at its end, and what is cut off and put on there is always of the same few letters:
all its forms begin with what is left of it. Only broken plurals and the like begin otherwise, and those are listed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.core.arabic.attached import other_article
from monitor.core.arabic.fold import fold
from monitor.core.arabic.keywords import ARTICLE_IS_ROOT, DIRECTIONS, Place, has_article, is_two_letters, may_be_verb
from monitor.core.arabic.lexicon import (
    BROKEN_PLURALS,
    DEFECTIVE,
    FREQUENCY,
    FUNCTION_WORDS,
    IRREGULAR,
    IRREGULAR_VERBS,
    SINGULARS,
    frequency,
    other_spellings,
)
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import WordClass

_ENDINGS = "اةهيءونت"  # letters, folded, that inflection takes off or puts on at the end
_USUAL = re.compile("[ء-ئابت-غف-هوي]+[ةى]?")
_PARTICLES = "لبو"
_SOUND_PLURALS = ("ين", "ون", "ات")
_NOUN = frozenset((WordClass.NOUN,))
_VERB = frozenset((WordClass.VERB,))
_ALONE, _FIRST, _LATER = Place.ALONE, Place.FIRST, Place.LATER  # looking up a member costs as much as a call


class Onsets(NamedTuple):
    """How the forms of a word begin, folded; each form begins with one of these."""

    letters: tuple[str, ...]
    level: int  # about how frequent the most frequent form is (lexicon.FREQUENCY)


class _Told(NamedTuple):
    """What is told of a word wherever it stands."""

    onsets: Onsets | None  # of its forms as a noun
    verb: bool  # whether it may be one
    only_verb: bool
    particle: bool  # whether its first letter may be one: inside a long phrase it is found without it as well


_ODD = _Told(None, False, False, False)


def onsets(word: str, place: Place, *, long: bool) -> Onsets | None:
    """How the forms of a cleaned word of a term begin (keywords.keyword_keys); None: only the forms tell.

    `long`: in a phrase of four words or more.

    >>> onsets("التطرف", Place.LATER, long=False).letters, onsets("قال", Place.ALONE, long=False)
    (('تطرف', 'التطرف'), None)
    """
    if not (place is _ALONE or place is _FIRST or place is _LATER):  # of a name
        return None
    in_phrase = place is not _ALONE and word[0] in _PARTICLES
    found, verb, only_verb, particle = _told_in_phrase(word) if in_phrase else _told(word)
    if verb and (only_verb or may_be_verb(word, place)):
        found = _told_as_verb(word)
    return None if particle and long and place is _LATER else found


@lru_cache(20_000)  # most words of a change have been in one before; about 8 MB
def _told(word: str) -> _Told:
    others = [*other_spellings(word, in_name=True)]
    if word in DIRECTIONS:
        others.append(DIRECTIONS[word])
    own = _told_so(word)
    if own.onsets is None or not others:
        return own
    letters, level = own.onsets
    for other in map(_noun, others):
        if other is None or other[0] is None:
            return _ODD
        letters, level = letters + other[0].letters, max(level, other[0].level)
    return own._replace(onsets=Onsets(letters, level), particle=True)


def _told_in_phrase(word: str) -> _Told:
    """The same of a word of a phrase that is typed with a particle: «لشركة» is found as «للشركة» as well."""
    own = _told(word)
    if own.onsets is None:
        return own
    letters, level = own.onsets
    other = other_article(word, letters[0])  # whether there is such a word is not asked, which takes longer
    return own._replace(onsets=Onsets((*letters, other.rstrip(_ENDINGS) or other), level)) if other else own


def _told_so(word: str) -> _Told:
    """The same of a word spelt just so."""
    noun = _noun(word)
    if noun is None:
        return _ODD
    found, base = noun
    classes = word_classes(word)
    return _Told(found, classes != _NOUN, classes == _VERB, base[0] in _PARTICLES)


def _noun(word: str) -> tuple[Onsets | None, str] | None:
    """How the forms of a noun begin, and the noun without its article; None: only the forms tell."""
    folded = fold(word)
    if len(folded) != len(word) or not _USUAL.fullmatch(word) or is_two_letters(word):
        return None  # mistyped, or a word such as شىء, which is folded to two letters
    article = has_article(word)
    base = folded[2:] if article else folded
    found = _of_base(base, word)
    if found is not None and article and ARTICLE_IS_ROOT.match(word):
        whole = _of_base(folded, word)
        found = whole and Onsets(found.letters + whole.letters, max(found.level, whole.level))
    return found, base


@lru_cache(20_000)
def _told_as_verb(word: str) -> Onsets | None:
    """The same of a word that may be a verb; None: its letters change (قال, رمى, مد), or the lists have it."""
    noun, folded = _told(word).onsets, fold(word)
    weak = word[-1] in "ىاأءي" or word[-2:-1] in ("", "ا", "أ") or len(word) < 3
    if noun is None or weak or word[0] == "آ" or word in IRREGULAR_VERBS:
        return None
    rest = folded[1:]
    bases = [rest, folded] if word[0] in "اأو" else [folded]  # يعلن, يصل
    found = [folded, *[(person + base).replace("اا", "ا") for person in "يتنا" for base in bases]]
    if word[0] == "أ":  # يؤخذ, أؤكد
        found += [person + "ء" + rest for person in "يتنا"]
    for place, letter in enumerate(word):
        if (place == 1 and letter == "ا") or (place and letter == "أ"):  # شورك, سئل, استؤنف
            found += [folded[:place] + other + folded[place + 1 :] for other in "وء"]
    return Onsets((*noun.letters, *found), noun.level)


def _of_base(base: str, word: str) -> Onsets | None:
    """The same of a folded word without its article; `word`: before folding."""
    root = base.rstrip(_ENDINGS)
    stem = base
    if stem.endswith(_SOUND_PLURALS) and len(stem) > 4:
        stem = stem[:-2]
    if stem.endswith(("ة", "ه")):
        stem = stem[:-1]
    in_hamza = stem.endswith("يء")
    if stem.endswith(("ا", "ء")) or word.endswith("ى"):
        stem = stem[:-1]
    if in_hamza:  # شئ for شيء, and of بذيئة
        stem = stem.removesuffix("ي")
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
        put(word, ())
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
    return fold(word[:-1] if word.endswith(("ة", "ى", "ي", "ئ")) else word)  # طوارئ is written طواريء as well


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
