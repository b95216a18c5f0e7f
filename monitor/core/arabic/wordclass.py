"""Whether a word typed by an analyst is a noun or adjective, a verb, or may be either."""

import re
from collections.abc import Iterable
from enum import Enum

from monitor.core.arabic.lexicon import DEFECTIVE, NOUNS_ALSO_VERBS, VERBS, VERBS_OR_NOUNS

_BARE_ALEF = str.maketrans("أإآ", "ااا")
_C = "[بتثجحخدذرزسشصضطظعغفقكلمنهويءأؤئ]"
# Forms VII, VIII and X without the ا of their verbal nouns: انفجر, اعتبر, اعتدى, استهدف
_VERB_SHAPE = re.compile(f"ان{_C}{_C}[{_C[1:-1]}ى]|ا{_C}[تطد]{_C}[{_C[1:-1]}ى]|است{_C}{_C}[{_C[1:-1]}ى]")


class WordClass(Enum):
    """What a keyword is inflected as."""

    NOUN = "noun"  # or adjective
    VERB = "verb"
    EITHER = "noun or verb"


def _typed(words: Iterable[str]) -> frozenset[str]:
    """The words, also as they are typed without their hamza."""
    return frozenset(words) | {word.translate(_BARE_ALEF) for word in words}


_VERBS = _typed(VERBS)
_EITHER = _typed(VERBS_OR_NOUNS)
_NOUNS = _typed(NOUNS_ALSO_VERBS)


def word_class(word: str) -> WordClass:
    """Decide by the lists of verbs and by patterns only verbs have.

    >>> word_class("تطرف").value, word_class("أعلن").value, word_class("استهدف").value, word_class("كشف").value
    ('noun', 'verb', 'verb', 'noun or verb')
    """
    if word in _EITHER:
        return WordClass.EITHER
    if word in _NOUNS or (word not in _VERBS and word + "ي" in DEFECTIVE):  # قاض is a judge
        return WordClass.NOUN
    if word in _VERBS or _VERB_SHAPE.fullmatch(word):
        return WordClass.VERB
    return WordClass.NOUN
