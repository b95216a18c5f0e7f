"""Words and names so frequent in news that a term of one of them finds a large part of everything."""

from monitor.core.arabic.everyday_names import is_everyday_name
from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lists import folded_words
from monitor.core.arabic.names import apart

_EVERYDAY = folded_words("everyday_words.txt")


def is_everyday(word: str) -> bool:
    """Whether a word stands in a large part of all articles, with or without its article.

    >>> is_everyday("رئيس"), is_everyday("الحكومة"), is_everyday("تطرف")
    (True, True, False)
    """
    folded = fold_word(word)
    return folded in _EVERYDAY or (folded.startswith("ال") and folded[2:] in _EVERYDAY)


def is_name_of_many(name: str) -> bool:
    """Whether a person's name is a frequent first name alone, or such a one behind «أبو», and no more.

    >>> [is_name_of_many(name) for name in ("محمد", "هدى", "عبد الله", "سيف الدين", "Ali", "Abdul Rahman")]
    [True, True, True, True, True, True]
    >>> [is_name_of_many(name) for name in ("أبو محمد", "أبوعلي", "أبي علي", "أم سلمة", "Abu Ali", "Umm Ahmad")]
    [True, True, True, True, True, True]
    >>> [is_name_of_many(name) for name in ("قرقاش", "محمد علي", "أبو الغيط", "أبو مازن", "Obama", "عبد ربه")]
    [False, False, False, False, False, False]
    >>> [is_name_of_many(name) for name in ("أبي أحمد", "أبو عبيدة", "أبو زبيدة", "أبو نضال", "Abu Zubaydah")]
    [False, False, False, False, False]
    >>> [is_name_of_many(name) for name in ("نيمار", "إيلون", "قابوس", "باراك", "مقتدى", "صدام", "بشار")]
    [False, False, False, False, False, False, False]
    """
    return is_everyday_name(apart(tuple(name.split())))
