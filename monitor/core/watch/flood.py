"""Words and names so frequent in news that a term of one of them finds a large part of everything."""

from collections.abc import Iterator
from importlib.resources import files

from monitor.core.arabic.everyday_names import EVERYDAY_NAMES, fold_name, is_kunya_of_many
from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lexicon import FIRST_NAMES

_SERVANT, _THE = "عبد", "ال"


def _words_of(name: str) -> Iterator[str]:
    text = files("monitor.core.watch").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        yield from line.partition("#")[0].split()


_EVERYDAY = frozenset(map(fold_word, _words_of("everyday_words.txt")))


def is_everyday(word: str) -> bool:
    """Whether a word stands in a large part of all articles, with or without its article.

    >>> is_everyday("رئيس"), is_everyday("الحكومة"), is_everyday("تطرف")
    (True, True, False)
    """
    folded = fold_word(word)
    return folded in _EVERYDAY or (folded.startswith("ال") and folded[2:] in _EVERYDAY)


def is_name_of_many(name: str) -> bool:
    """Whether a person's name is a first name alone, or such a one behind «أبو», and no more.

    >>> [is_name_of_many(name) for name in ("محمد", "أنور", "عبد الله", "Ali", "أبو محمد")]
    [True, True, True, True, True]
    >>> [is_name_of_many(name) for name in ("أبي علي", "Abu Ali", "Umm Ahmad", "Abu Zubaydah", "أبي أحمد")]
    [True, True, True, False, False]
    >>> [is_name_of_many(name) for name in ("قرقاش", "محمد علي", "أبو الغيط", "أبو مازن", "Obama", "عبد ربه")]
    [False, False, False, False, False, False]
    """
    first, *rest = name.split() or ("",)
    if not rest:
        one = fold_name(first)
        return one in EVERYDAY_NAMES or one in FIRST_NAMES or one.startswith(_SERVANT + _THE)
    if first == _SERVANT:
        return len(rest) == 1 and rest[0].startswith(_THE)
    return is_kunya_of_many((first, *rest))
