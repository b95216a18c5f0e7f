"""Words so frequent in news that a term of one of them finds a large part of everything."""

from importlib.resources import files

from monitor.core.arabic.fold import fold_word


def _everyday() -> frozenset[str]:
    text = files("monitor.core.watch").joinpath("data", "everyday_words.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(fold_word(word) for line in lines for word in line.split())


_EVERYDAY = _everyday()


def is_everyday(word: str) -> bool:
    """Whether a word stands in a large part of all articles, with or without its article.

    >>> is_everyday("رئيس"), is_everyday("الحكومة"), is_everyday("تطرف")
    (True, True, False)
    """
    folded = fold_word(word)
    return folded in _EVERYDAY or (folded.startswith("ال") and folded[2:] in _EVERYDAY)
