"""Names so many bear that they mean nobody: a frequent first name alone, or its kunya."""

import re
from collections.abc import Sequence

from monitor.core.arabic.fold import fold_foreign, fold_word
from monitor.core.arabic.lexicon import BEFORE_RELIGION
from monitor.core.arabic.lists import lines, words
from monitor.core.arabic.patronymics import BEFORE_KUNYAS, FATHER
from monitor.core.arabic.tokens import is_arabic

_SERVANT = re.compile(r"عبد ?ال\w{2,}|abd[ue]l[ -]?\w+|abd[ -](?:al|el|ar|er|ur|as)[ -]?\w+")
_RELIGION = "الدين"


def fold_name(word: str) -> str:
    """A word of a name as it is compared, in either script."""
    return fold_word(word) if is_arabic(word) else fold_foreign(word)


EVERYDAY_NAMES = frozenset(map(fold_name, words("everyday_names.txt")))
_KNOWN_KUNYAS = frozenset(tuple(map(fold_name, line.split())) for line in lines("known_kunyas.txt"))


def is_kunya_of_many(words: Sequence[str]) -> bool:
    """Whether words, «أبو» apart from what follows, are the kunya of half the fathers, or mothers, of a street.

    >>> [is_kunya_of_many(name.split()) for name in ("أبو محمد", "أبا بكر", "أم خالد", "أبو عبد الله", "Abu Ali")]
    [True, True, True, True, True]
    >>> [is_kunya_of_many(name.split()) for name in ("أبو مازن", "أبي مازن", "أبو عبيدة", "أبي أحمد", "أم كلثوم")]
    [False, False, False, False, False]
    """
    father, *name = folded = tuple(map(fold_name, words))
    known = folded in _KNOWN_KUNYAS or (FATHER, *name) in _KNOWN_KUNYAS
    return father in BEFORE_KUNYAS and not known and _is_one_of_many(name)


def is_everyday_name(words: Sequence[str]) -> bool:
    """Whether words, each name of two apart, are a first name alone, or behind «أبو», that many bear.

    >>> [is_everyday_name(name.split()) for name in ("محمد", "عبد الله", "نور الدين", "أبو علي", "Abd al-Rahman")]
    [True, True, True, True, True]
    >>> [is_everyday_name(name.split()) for name in ("محمد علي", "عبد ربه", "صدام", "نيمار", "Abd Rabbuh")]
    [False, False, False, False, False]
    """
    folded = tuple(map(fold_name, words))
    of_religion = folded[1:] == (_RELIGION,) and folded[0] in BEFORE_RELIGION
    return of_religion or _is_one_of_many(folded) or is_kunya_of_many(folded)


def _is_one_of_many(folded: Sequence[str]) -> bool:
    name = " ".join(folded)
    return name in EVERYDAY_NAMES or _SERVANT.fullmatch(name) is not None
