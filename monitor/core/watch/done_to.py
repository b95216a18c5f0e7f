"""Nouns of action, behind whose pronoun «ل» says what is done something to: «دعمها للإرهاب», «استهدافهم للمدنيين»."""

import re

from monitor.core.arabic.lexicon import (
    ACTIONS,
    BROKEN_PLURALS,
    INTRANSITIVE,
    LED_BY_LAM,
    NO_ACTIONS,
    VERBS,
    VERBS_OR_NOUNS,
)

_VERBS = (VERBS | VERBS_OR_NOUNS) - INTRANSITIVE
_OWN = (ACTIONS | VERBS_OR_NOUNS | (VERBS - BROKEN_PLURALS.keys())) - NO_ACTIONS - INTRANSITIVE  # not نفس, بيت
_FORM_ONE = re.compile("([^إ])(.)ا(.)ة")  # زيارة, حماية, دراسة
_OTHERS = re.compile("ت..ي.|م.ا..ة|إ..ا.|إ.ا.ة|ا.ت.ا.|است..ا.|است.ا.ة")
_SHORT = 3  # letters: most nouns of action of the first form


def may_be_done_to(word: str) -> bool:
    """Whether a typed word is a noun of action that is done to something.

    >>> [may_be_done_to(word) for word in ("دعم", "استهداف", "انتهاكات", "إدانة", "زيارات", "قراءة")]
    [True, True, True, True, True, True]
    >>> [may_be_done_to(word) for word in ("بيت", "سيارة", "رسالة", "ارتفاع", "نقل")]
    [False, False, False, False, False]
    """
    if word.endswith("ات") and len(word) > _SHORT + 2:  # خدمات are of خدمة, of خدم none
        return any(map(_is_action, (word[:-2], word[:-2] + "ة")))
    return _is_action(word)


def _is_action(noun: str) -> bool:
    if noun in LED_BY_LAM:
        return False
    if len(noun) == _SHORT:
        return noun in _OWN
    if (found := _FORM_ONE.fullmatch(noun)) is not None:
        return _of_form_one(*found.groups()) in _VERBS
    return _OTHERS.fullmatch(noun) is not None and noun[:-2].replace("إ", "أ") + noun[-1] not in INTRANSITIVE


def _of_form_one(first: str, second: str, third: str) -> str:
    """The verb of three letters of a root.

    >>> _of_form_one("ز", "ي", "ر"), _of_form_one("ح", "م", "ي"), _of_form_one("ق", "ر", "ء")
    ('زار', 'حمى', 'قرأ')
    """
    middle = "ا" if second in "يو" else second
    return first + middle + {"ي": "ى", "ء": "أ"}.get(third, third)
