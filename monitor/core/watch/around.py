"""The words before and after a word, within its sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.tokens import is_break

_ARTICLES = ("ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال")
_NO_ARTICLE = frozenset(("الي", "الا", "الذي", "التي", "الذين", "والي", "والا"))  # begin with ال, no definite nouns


class Around(NamedTuple):
    """The neighbours of a word, folded; "" at the edge of a sentence."""

    before: str
    after: str


def around(words: Sequence[str], place: int) -> Around:
    """The neighbours of the word at a place.

    >>> around(["قال", "إن", "الوزير", "."], 2)
    Around(before='ان', after='')
    """
    return Around(_folded(words, place - 1), _folded(words, place + 1))


def is_definite(word: str) -> bool:
    """Whether a folded word carries the article.

    >>> is_definite("والوزير"), is_definite("الي")
    (True, False)
    """
    return word.startswith(_ARTICLES) and word not in _NO_ARTICLE


def _folded(words: Sequence[str], place: int) -> str:
    if not 0 <= place < len(words) or is_break(words[place]):
        return ""
    return fold_word(words[place])
