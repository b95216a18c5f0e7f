"""Names so many bear that they mean nobody: a frequent first name alone, and a kunya of one."""

from collections.abc import Sequence

from monitor.core.arabic.fold import fold_foreign, fold_word
from monitor.core.arabic.lists import lines, words
from monitor.core.arabic.patronymics import BEFORE_KUNYAS
from monitor.core.arabic.tokens import is_arabic

_SERVANT, _THE = "عبد", "ال"


def fold_name(word: str) -> str:
    """A word of a name as it is compared, in either script."""
    return fold_word(word) if is_arabic(word) else fold_foreign(word)


EVERYDAY_NAMES = frozenset(map(fold_name, words("everyday_names.txt")))
_KNOWN_KUNYAS = frozenset(tuple(map(fold_name, line.split())) for line in lines("known_kunyas.txt"))


def is_kunya_of_many(words: Sequence[str]) -> bool:
    """Whether words, «أبو» apart from what follows, are the kunya of half the fathers, or mothers, of a street.

    >>> [is_kunya_of_many(name.split()) for name in ("أبو محمد", "أبا بكر", "أم خالد", "أبو عبد الله", "Abu Ali")]
    [True, True, True, True, True]
    >>> [is_kunya_of_many(name.split()) for name in ("أبو مازن", "أبو عبيدة", "أبي أحمد", "أبو عبد الله عمر")]
    [False, False, False, False]
    """
    father, *name = folded = tuple(map(fold_name, words))
    if father not in BEFORE_KUNYAS or not name or folded in _KNOWN_KUNYAS:
        return False
    first, *rest = name
    if first == _SERVANT:
        return len(rest) == 1 and rest[0].startswith(_THE)
    return not rest and (first in EVERYDAY_NAMES or first.startswith(_SERVANT + _THE))
