"""A word typed with what is only attached to it in a text: and, with, for."""

import re

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.lexicon import FIRST_NAMES, FREQUENCY, REALMS, TOWNS, frequency, is_function_word
from monitor.core.arabic.realms import is_country

_FOR_THE = re.compile("[وف]?لل(?=.{3})")
_BEFORE_ARTICLE = re.compile("(?:[وف][بك]?|[بك])(?=ال.{3})")
_BEFORE_WORD = re.compile("(?:[وف][بكل]?|[بكل])(?=.{3})")
_PARTICLES = (re.compile("[وفبكل](?=.{3})"), re.compile("[وف][بكل](?=.{3})"))
# forms of verbal nouns that hardly any name has; تيمور, in بالتيمور, has none of them
_VERBAL_NOUN = re.compile("ت[^اوي]{3}|ت..ي.|ت.ا..|ا..ا.|است..ا.|م.ا..ة")

_ROOT = 3  # letters


def without_particles(word: str) -> str | None:
    """The word that a typed one is with particles before it; None where they may as well be its own letters.

    >>> [without_particles(word) for word in ("والتطرف", "وعنف", "للإرهاب", "بالعنف", "للجنة")]
    ['التطرف', 'عنف', 'الإرهاب', 'العنف', 'اللجنة']
    >>> [without_particles(word) for word in ("بعقوبة", "وجدة", "بتكوين", "بالي", "وضوء", "كباب")]
    [None, None, None, None, None, None]
    >>> [without_particles(word) for word in ("وزير", "بالون", "كالوس", "فرنسا", "لبنان", "بالتيمور", "والي", "للا")]
    [None, None, None, None, None, None, None, None]
    """
    word = clean(word)
    if is_word(word):
        return None
    if (found := _FOR_THE.match(word)) is not None:
        rest = word[found.end() :]
        return "الل" + rest if _is_known("ل" + rest) else "ال" + rest
    if (found := _BEFORE_ARTICLE.match(word)) is not None:
        rest = word[found.end() + 2 :]
        return "ال" + rest if _is_known(rest) or _VERBAL_NOUN.fullmatch(fold(rest)) else None
    rest = word[1:]
    return rest if word[0] in "وف" and _is_common(rest) else None


def with_other_article(word: str) -> tuple[str, ...]:
    """A word of a phrase, typed with its particle, with the article that it lacks, or without its own.

    >>> [with_other_article(word) for word in ("لشركة", "للشركة", "بإعدام", "بالإعدام", "واستقرار")]
    [('للشركة',), ('لشركة',), ('بالإعدام',), ('بإعدام',), ('والاستقرار',)]
    >>> [with_other_article(word) for word in ("لجنة", "للجنة", "بيت", "ليبيا", "بشار", "لديها", "والى")]
    [(), (), (), (), (), (), ()]
    """
    folded, found = fold(word), other_article(word, word)
    if found == "" or len(word) <= _ROOT or _is_a_word(folded) or is_function_word(folded):
        return ()
    if word.startswith("لل") and _is_known(word[1:]):  # للجنة is both
        return ()
    bare = word[1:] if len(found) > len(word) else found[1:]
    named = fold(bare) in TOWNS or is_country(fold(bare))
    return (found,) if _may_have_article(bare) and not named else ()


def other_article(word: str, letters: str) -> str:
    """The letters of a word in ل, ب or و with the article that it lacks behind these, or without its own.

    `letters`: of the word, or how its forms begin. "" for other words.

    >>> [other_article(word, word) for word in ("لشركة", "للشركة", "بإعدام", "بالإعدام", "وآلام", "عدن")]
    ['للشركة', 'لشركة', 'بالإعدام', 'بإعدام', 'والآلام', '']
    """
    head = word[0]
    if head not in "لبو":
        return ""
    if head == "ل":
        return letters[1:] if word[1:2] == "ل" else f"ل{letters}"
    return head + letters[3:] if word[1:3] == "ال" else f"{head}ال{letters[1:]}"


def _may_have_article(word: str) -> bool:
    """Whether a word is one that news has, or a verbal noun."""
    folded = fold(word)
    if len(word) < _ROOT or is_function_word(folded):
        return False
    known = folded in CITATIONS or folded in FREQUENCY or folded in STEMS
    return known or _VERBAL_NOUN.fullmatch(folded) is not None


def attached_reading(word: str) -> tuple[str, str] | None:
    """The particles and the word that a name may be read as, which is no word itself: بتكوين, «قيامهم بتكوين خلايا».

    >>> attached_reading("بتكوين"), attached_reading("وجدة"), attached_reading("وبعقوبة")
    (('ب', 'تكوين'), ('و', 'جدة'), ('وب', 'عقوبة'))
    >>> [attached_reading(word) for word in ("بوتين", "لبنان", "وزير", "بيروت", "كوريا", "فيسبوك", "واشنطن", "بلعيد")]
    [None, None, None, None, None, None, None, None]
    """
    word = clean(word)
    if is_word(word) or fold(word) in TOWNS:
        return None
    readings = ((found[0], word[found.end() :]) for pattern in _PARTICLES if (found := pattern.match(word)))
    return next((reading for reading in readings if _is_known(reading[1])), None)


def may_begin_with_particle(word: str) -> bool:
    """Whether the first letters of a word may be a particle, whatever it is by itself: باسم is a name too.

    >>> [may_begin_with_particle(word) for word in ("باسم", "وأطفال", "بحقوق", "عمل", "بيت", "وفد")]
    [True, True, True, False, False, False]
    """
    found = _BEFORE_WORD.match(word)
    return found is not None and _is_known(word[found.end() :])


def is_word(word: str) -> bool:
    """Whether a word is one of the dictionary's, or a first name, as it stands."""
    return _is_a_word(fold(word))


def _is_a_word(folded: str) -> bool:
    known = folded in STEMS or folded in VERB_STEMS or folded in FIRST_NAMES
    return known or folded in CITATIONS or folded in FREQUENCY


def _is_common(word: str) -> bool:
    """Whether a word stands often in news, so that who types it behind «and» means that: وعنف, not وجدة."""
    folded = fold(word)
    return len(word) > 2 and frequency(folded) > 0 and folded not in REALMS


def _is_known(word: str) -> bool:
    return fold(word) in CITATIONS or fold(word) in FREQUENCY
