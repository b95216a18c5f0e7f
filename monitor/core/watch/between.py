"""A noun and its adjective: as a phrase they stand side by side, in news often with a name between."""

from monitor.core.arabic.endings import takes_gender
from monitor.core.arabic.fold import fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import FREQUENCY, ORIGINS, SHORT_ADJECTIVES
from monitor.core.arabic.tokens import is_arabic, typed_words
from monitor.core.model.watchlist import Term, TermMatch

_ARTICLE = "ال"
_DISTANCE = 3  # words: «مطار الملك خالد الدولي»


def with_words_between(term: Term) -> str | None:
    """The query that finds a noun and, behind it, its adjective with words between; None of other terms.

    >>> with_words_between(Term(text="مطار دولي"))  # مطار عدن الدولي
    'ONEAR/3(مطار, دولي)'
    >>> [with_words_between(Term(text=text)) for text in ("مجموعة عمل", "حارس مرمى", "قطاع غزة", "دولي")]
    [None, None, None, None]
    """
    parts = typed_words(term.text)
    if len(parts) != 2 or term.match is TermMatch.EXACT or not all(map(is_arabic, parts)):
        return None
    noun, other = parts
    definite = {part.startswith(_ARTICLE) for part in parts}
    if len(definite) > 1 or not _describes(other.removeprefix(_ARTICLE), noun):
        return None
    return f"ONEAR/{_DISTANCE}({noun}, {other})"


def _describes(word: str, noun: str) -> bool:
    """Whether a word without its article is an adjective that may be of a noun.

    >>> [_describes(*pair.split()) for pair in ("دولي مطار", "مفخخة سيارة", "نووية محطات", "خاص قطاع")]
    [True, True, True, True]
    >>> [_describes(*pair.split()) for pair in ("جمهورية رئيس", "غزة قطاع", "عام نهاية", "شركة إدارة")]
    [False, False, False, False]
    """
    masculine = word.removesuffix("ة")
    feminine = masculine != word
    if feminine is not noun.endswith(("ة", "ات")):
        return False
    if masculine in SHORT_ADJECTIVES:
        return True
    if masculine.endswith("ي"):  # as written: مرمى is no adjective
        folded = fold(masculine)
        return folded in ORIGINS or folded in CITATIONS or folded in FREQUENCY
    return feminine and takes_gender(masculine) and fold(word) not in CITATIONS
