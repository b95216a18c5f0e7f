"""Whether a word typed by an analyst is a noun or adjective, a verb, or may be either."""

import re
from collections.abc import Iterable
from itertools import chain

from monitor.core.arabic.fold import clean, is_doubled
from monitor.core.arabic.lexicon import (
    BROKEN_PLURALS,
    DEFECTIVE,
    KNOWN_WORDS,
    NOUNS_ALSO_VERBS,
    SINGULARS,
    VERBS,
    VERBS_OR_NOUNS,
    is_listed,
)
from monitor.core.model.watchlist import WordClass

_BARE_ALEF = str.maketrans("أإآ", "ااا")
_C = "[بتثجحخدذرزسشصضطظعغفقكلمنهويءأؤئ]"
# Forms VII, VIII and X without the ا of their verbal nouns: انفجر, اعتبر, اعتدى, استهدف
_VERB_SHAPE = re.compile(f"ان{_C}{_C}[{_C[1:-1]}ى]|ا(?!ل){_C}[تطد]{_C}[{_C[1:-1]}ى]|است{_C}{_C}[{_C[1:-1]}ى]")
# verbs of roots in ل; else ال before ت is the article (التعب, التبغ)
_RESTS = "قى حق زم قط فت مس هم هب حم صق بس أم وى جأ حف طم ثم"
_IN_LAM = frozenset("الت" + rest for rest in _RESTS.split())
_NOUN = frozenset((WordClass.NOUN,))  # or adjective, as its pattern says
_VERB = frozenset((WordClass.VERB,))


def _typed(words: Iterable[str]) -> frozenset[str]:
    """The words, also as they are typed without their hamza."""
    plain = frozenset(words)
    return plain | {word.translate(_BARE_ALEF) for word in plain}


# nouns, and what is rather a name or an elative than a passive (أثير, أعين, أبين)
_NO_PASSIVES = frozenset((*BROKEN_PLURALS, *chain.from_iterable(BROKEN_PLURALS.values()), "أبين", "أسيل", "أهيب"))
_PASSIVES = frozenset(verb[:2] + "ي" + verb[3:] for verb in VERBS if re.fullmatch("أ.ا.", verb)) - _NO_PASSIVES
_VERBS = _typed(VERBS | _PASSIVES)
_MAY_BE_VERBS = VERBS | VERBS_OR_NOUNS | NOUNS_ALSO_VERBS
_SECOND = re.compile(".[^اأىءآ][^اىي]")  # form II
# the first, sugar, a ladder, the unarmed, minors; and adjectives: pious, narrow, valuable, soft
_NOT_SECOND = frozenset(("أول", "سكر", "سلم", "عزل", "قصر", "خير", "دين", "ضيق", "قيم", "لين"))
_FIFTH = re.compile("ت[^ا](?:[^ا]|ا.)[^اىي]")
_NOUNS_OF_FIFTH = _typed(filter(_FIFTH.fullmatch, VERBS | VERBS_OR_NOUNS))
_EITHER = _typed(VERBS_OR_NOUNS) | _NOUNS_OF_FIFTH
_NOUNS = _typed(NOUNS_ALSO_VERBS)
_NO_VERBS = frozenset(filter(_VERB_SHAPE.fullmatch, _typed(chain(BROKEN_PLURALS, SINGULARS, KNOWN_WORDS))))  # اسطول


def is_verb_of_form_v(word: str) -> bool:
    """Whether a word is a known verb of form V or VI, which is written as its verbal noun.

    >>> is_verb_of_form_v("توقع"), is_verb_of_form_v("تساءل"), is_verb_of_form_v("ترتيب")
    (True, True, False)
    """
    return word in _NOUNS_OF_FIFTH


def is_verb_by_shadda(written: str) -> bool:
    """Whether the shadda of a word as typed tells that it is a verb of form II, no noun with the same letters.

    >>> [is_verb_by_shadda(word) for word in ("صوّت", "عَذَّبَ", "شكّل", "عيّن", "صوت", "أوّل", "ضيّق", "حدّ", "التطرّف")]
    [True, True, True, True, False, False, False, False, False]
    """
    word = clean(written)
    second = _SECOND.fullmatch(word) is not None and is_doubled(written, 1)
    return second and word in _MAY_BE_VERBS and word not in _NOT_SECOND


def word_classes(word: str) -> frozenset[WordClass]:
    """What a word may be meant as, by the lists of verbs and by patterns only verbs have.

    >>> [sorted(map(str, word_classes(word))) for word in ("تطرف", "أعلن", "استهدف", "كشف")]
    [['noun'], ['verb'], ['verb'], ['noun', 'verb']]
    >>> [sorted(map(str, word_classes(word))) for word in ("التزم", "ألحق", "الدول", "التهم", "التعب")]
    [['verb'], ['verb'], ['noun'], ['noun'], ['noun']]
    >>> [sorted(map(str, word_classes(word))) for word in ("أصيب", "أقيل", "أسير", "أثير")]
    [['verb'], ['verb'], ['noun'], ['noun']]
    """
    if word in _EITHER:
        return _NOUN | _VERB
    if word in _NOUNS or (word not in _VERBS and word + "ي" in DEFECTIVE):  # قاض is a judge
        return _NOUN
    if _is_definite(word) or word in _NO_VERBS:
        return _NOUN
    return _VERB if word in _VERBS or word in _IN_LAM or _VERB_SHAPE.fullmatch(word) else _NOUN


def _is_definite(word: str) -> bool:
    """Whether a word is a noun of the lists with its article, and only by its letters a verb: التهم, الحق (ألحق)."""
    return word.startswith("ال") and is_listed(word[2:]) and word not in VERBS
