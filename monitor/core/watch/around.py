"""The words before and after a word, within its sentence."""

import re

from monitor.core.arabic.known import CITATIONS, STEMS, VERB_STEMS
from monitor.core.arabic.tokens import Token
from monitor.core.watch.page import Page

_ARTICLES = ("ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال")
_NO_ARTICLE = frozenset(("الي", "الا", "الذي", "التي", "الذين", "والي", "والا"))  # begin with ال, no definite nouns
_ATTACHED = re.compile("[وف]?[بل]?")
_EIGHTH = re.compile("الت..ت?")  # التقى, التزمت


class Around:
    """The neighbours of a word, folded; "" at the edge of a sentence. Looked up when asked for: most often, one is."""

    __slots__ = ("_after", "_before", "page", "token")

    def __init__(self, page: Page, token: Token) -> None:
        self.page, self.token = page, token
        self._before: str | None = None
        self._after: str | None = None

    @property
    def before(self) -> str:
        """The word before.

        >>> around = Around(Page("قال إن الوزير."), Token("الوزير", 7, 13))
        >>> around.before, around.after
        ('ان', '')
        """
        if self._before is None:
            self._before = self.page.folded_before(self.token)
        return self._before

    @property
    def after(self) -> str:
        """The word after."""
        if self._after is None:
            self._after = self.page.folded_after(self.token)
        return self._after


def is_definite(word: str) -> bool:
    """Whether a folded word carries the article.

    >>> is_definite("والوزير"), is_definite("الي"), is_definite("بالغة")
    (True, False, False)
    """
    return word.startswith(_ARTICLES) and word not in _NO_ARTICLE and word not in STEMS


def without_particles(word: str) -> set[str]:
    """A folded word as it stands and without its particles.

    >>> sorted(without_particles("للرئيس")), without_particles("بل")
    (['الرئيس', 'لرئيس', 'للرئيس'], {'بل'})
    """
    bare = _ATTACHED.sub("", word, count=1)
    return {word, bare, f"ا{bare}"} if len(bare) > 1 else {word}


def is_verb_in_al(word: str) -> bool:
    """Whether what looks like the article of a folded word begins a verb.

    >>> [is_verb_in_al(word) for word in ("والتقي", "القي", "والغي", "التزم", "التحرك", "الحق", "القاءد", "التهم")]
    [True, True, True, True, False, False, False, False]
    """
    bare = word.removeprefix("و").removeprefix("ف")
    noun = bare.removeprefix("ال")
    if noun == bare or noun in CITATIONS or noun in STEMS:
        return False
    return bare in VERB_STEMS or _EIGHTH.fullmatch(bare) is not None
