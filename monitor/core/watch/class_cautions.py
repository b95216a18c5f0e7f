"""What to beware of in a word that is a particle as well, or a noun and a verb."""

import re
from collections.abc import Iterator

from monitor.core.arabic.fold import fold
from monitor.core.arabic.keywords import Place, is_particle, keyword_stems
from monitor.core.arabic.lexicon import (
    ACTIONS,
    FIRST_NAMES,
    KNOWN_WORDS,
    NOUNS_ALSO_VERBS,
    PARTICLES,
    VERBS,
    VERBS_OR_NOUNS,
    broken_plurals,
    is_function_word,
    is_listed,
)
from monitor.core.arabic.stems import IMPERFECT
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import WordClass
from monitor.core.watch.flood import is_everyday
from monitor.core.watch.verb_or_particle import is_told_as_verb

_ELATIVE = re.compile("[أا].[^ا].?")  # أكبر: its verb is hardly meant
_VERBS = VERBS | VERBS_OR_NOUNS | NOUNS_ALSO_VERBS
_TELLING = frozenset("أإآؤئءى")  # letters of which a particle has another where a word is one only when folded


def class_cautions(word: str, stated: WordClass | None) -> Iterator[str]:
    """What to beware of, one sentence each; `stated`: the class that the analyst said a cleaned word has."""
    if stated is WordClass.VERB and is_told_as_verb(word):
        yield f"«{word}» itself is rather a particle: found only with its shadda, or behind «قد», «الذي»"
        return
    if (particle := _as_particle(word)) is not None:
        yield particle
        if not is_told_as_verb(word):  # what finds the verb is said already
            return
    if stated is not None:
        return
    if len(word_classes(word)) > 1:
        yield f'«{word}» is a noun and a verb: both are found; as = "noun" or as = "verb" finds one of them'
    elif word in ACTIONS:
        yield _noun_only(word)


def seldom_verb(word: str, stated: WordClass | None) -> Iterator[str]:
    """The same of every noun whose verb the lists have, however seldom it is meant; for who asks about one word.

    >>> [len(list(seldom_verb(word, None))) for word in ("لقب", "صوت", "كشف", "أبرز", "حسن", "حكومة")]
    [1, 0, 0, 0, 0, 0]
    """
    others = stated is not None or word in ACTIONS or WordClass.VERB in word_classes(word) or is_particle(word)
    if not others and word in VERBS and fold(word) not in FIRST_NAMES and _ELATIVE.fullmatch(word) is None:
        yield _noun_only(word)


def _noun_only(word: str) -> str:
    return f'«{word}» is found as a noun only: a second term with as = "verb" finds its verb'


def _as_particle(word: str) -> str | None:
    """What a word finds of a particle with the same letters: مثل; إمام is no أمام.

    >>> _as_particle("عبر")
    '«عبر» is also a particle and will flood: write a phrase, or as = "verb" for its verb'
    >>> _as_particle("حسب")
    '«حسب» is also a particle and will flood: write a phrase, or as = "verb" for its verb'
    >>> _as_particle("حين")
    '«حين» is also a particle, found with any `as`, and will flood: write a phrase or a query'
    >>> _as_particle("وهم")
    '«وهم» is also «و» with «هم», and finds that with any `as`: write a phrase or a query'
    >>> _as_particle("تحت")
    '«تحت» looks like a particle: it is found only where it is written just so'
    >>> [_as_particle(word) for word in ("إمام", "فعلي", "أذن", "تطرف")]
    [None, None, None, None]
    """
    if not is_particle(word) or is_everyday(word):  # كان is told of as a word of every article
        return None
    if _is_only_particle(word):
        return f"«{word}» looks like a particle: it is found only where it is written just so"
    first, rest = word[0], word[1:]
    verb = _imperfect(word)
    instead = "write a phrase or a query" if verb is None else f"write a phrase, or «{verb}» for its verb"
    if not _is_written(word) and first in "وف" and is_function_word(fold(rest)):
        if _is_told(rest) or (first == "ف" and word[-1] == "ي" and word in KNOWN_WORDS):  # فحول of حول; فعلي
            return None
        return f"«{word}» is also «{first}» with «{rest}», and finds that with any `as`: {instead}"
    if _is_told(word):
        return None
    anyhow = ", found with any `as`,"
    if is_told_as_verb(word):
        anyhow, instead = "", 'write a phrase, or as = "verb" for its verb'
    return f"«{word}» is also a particle{anyhow} and will flood: {instead}"


def _is_only_particle(word: str) -> bool:
    """Whether a particle is no other word, or none that has forms of its own: تحت, فوق."""
    if not is_particle(word) or word in _VERBS or broken_plurals(word):
        return False
    return _is_written(word) or not is_listed(word)


def _is_told(word: str) -> bool:
    """Whether a word is another than the particle it is folded to: هنأ, no هنا."""
    return not _is_written(word) and not _TELLING.isdisjoint(word)


def _is_written(word: str) -> bool:
    """Whether the lists have a particle just so, or as it is without the dots of its ي: فى, علي."""
    return word in PARTICLES or (word[-1] in "يى" and not PARTICLES.isdisjoint((word[:-1] + "ي", word[:-1] + "ى")))


def _imperfect(word: str) -> str | None:
    """He does it, where a word is a verb: يعبر of عبر."""
    if WordClass.VERB not in word_classes(word):
        return None
    stems = keyword_stems(word, Place.ALONE, stated=WordClass.VERB).values()
    own = (stem.written for forms in stems for stem in forms if stem.note == IMPERFECT)
    return next((form for form in own if form.startswith("ي")), None)
