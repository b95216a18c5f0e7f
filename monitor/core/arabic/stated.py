"""A class that an analyst states of a word, where the lists are sure that the word is another one."""

import re

from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import (
    BARE_PARTICLES,
    FIRST_NAMES,
    IRREGULAR_VERBS,
    NOUNS_ALSO_VERBS,
    VERBS,
    VERBS_OR_NOUNS,
)
from monitor.core.arabic.wordclass import word_classes
from monitor.core.model.watchlist import WordClass

_ALSO_VERBS = VERBS | VERBS_OR_NOUNS | NOUNS_ALSO_VERBS
# no past has a long vowel before its last letter (قرار, هجوم) but those in ا that begin with an alef (أعاد, استقال);
# حال and قاوم have one for the root's letter, as have تصور and تعاون
_NO_PAST = re.compile("[^أاآ].*[اويئؤ][^اوىيءأ]|.+(?:[اوي]ء|ية)")
_PAST = re.compile(".ا.{1,2}|.[وي].{1,2}|ت.{3}|ت.ا..")
_NO_NOUN = re.compile("[أا].{3,}")  # غرق may be drowning as well
_ELATIVE = re.compile("أ.[^ا].")  # أقدم is older as well, أنكر more hideous; but أعاد

PARTICLES_ALSO_VERBS = (BARE_PARTICLES & _ALSO_VERBS) - IRREGULAR_VERBS.keys()
"""Particles whose letters are a verb's: حول, غير, قبل, بعد; none of them is a term but as a verb."""


def contradicted(word: str, stated: WordClass) -> WordClass | None:
    """What a cleaned word is instead of what it is said to be; None unless the lists are sure.

    >>> contradicted("إرهاب", WordClass.VERB), contradicted("أعاد", WordClass.NOUN)
    (<WordClass.NOUN: 'noun'>, <WordClass.VERB: 'verb'>)
    >>> [contradicted(word, WordClass.VERB) for word in ("حكم", "كشف", "تعاون", "حال", "عسكر", "أعلن")]
    [None, None, None, None, None, None]
    >>> [contradicted(word, WordClass.NOUN) for word in ("كشف", "غرق", "أقدم", "أقوى", "أنكر", "أبطأ", "إرهاب")]
    [None, None, None, None, None, None, None]
    """
    if stated is WordClass.VERB:
        return WordClass.NOUN if word.startswith("إ") or _is_noun(word) else None
    return WordClass.VERB if stated is WordClass.NOUN and _is_verb(word) else None


def _is_noun(word: str) -> bool:
    verb = word in _ALSO_VERBS or WordClass.VERB in word_classes(word) or _PAST.fullmatch(word)
    return not verb and fold(word) in CITATIONS and _NO_PAST.fullmatch(word) is not None


def _is_verb(word: str) -> bool:
    listed = word in VERBS and word_classes(word) == {WordClass.VERB}
    noun = _NO_NOUN.fullmatch(word) is None or fold(word) in CITATIONS or fold(word) in FIRST_NAMES
    return listed and not noun and _ELATIVE.fullmatch(word) is None
