"""What somebody probably meant who wrote a word nobody knows."""

import difflib
from collections.abc import Collection


def did_you_mean(word: str, words: Collection[str]) -> str:
    """A hint at the nearest known word, or nothing.

    >>> did_you_mean("severty", ["severity", "title"])
    '; did you mean "severity"?'
    """
    near = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""
