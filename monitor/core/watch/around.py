"""The words before and after a word, within its sentence."""

from typing import NamedTuple

from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page

_ARTICLES = ("ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال")
_NO_ARTICLE = frozenset(("الي", "الا", "الذي", "التي", "الذين", "والي", "والا"))  # begin with ال, no definite nouns


class Around(NamedTuple):
    """The neighbours of a word, folded; "" at the edge of a sentence."""

    before: str
    after: str


def around(page: Page, token: Token) -> Around:
    """The neighbours of a word.

    >>> around(Page("قال إن الوزير."), Token("الوزير", 7, 13))
    Around(before='ان', after='')
    """
    return Around(page.folded_before(token), page.folded_after(token))


def is_definite(word: str) -> bool:
    """Whether a folded word carries the article.

    >>> is_definite("والوزير"), is_definite("الي")
    (True, False)
    """
    return word.startswith(_ARTICLES) and word not in _NO_ARTICLE
