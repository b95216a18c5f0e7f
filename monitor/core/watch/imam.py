"""إمام: the name of somebody, an imam, or أمام without its hamza; told by the words beside it."""

from collections.abc import Sequence
from itertools import chain

from monitor.core.arabic.fold import clean, fold
from monitor.core.arabic.known import CITATIONS
from monitor.core.arabic.lexicon import ADVERBS, TIMES, is_function_word
from monitor.core.arabic.lists import table
from monitor.core.arabic.names import IMAM
from monitor.core.arabic.realms import is_country
from monitor.core.arabic.tokens import Token
from monitor.core.watch.around import Around, is_definite
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading

_TOLD = table("sons.txt")
_BARE = IMAM[1]
_OF_ARTISTS = frozenset(map(fold, chain(_TOLD["artists"], _TOLD["works"])))  # behind them he is somebody


def is_in_front(page: Page, met: Sequence[tuple[Token, Reading]]) -> bool:
    """Whether what ends a name is أمام: «وقف عادل امام المحكمة», «لعب محمد امام مصر»; not «غاب عادل امام».

    Behind a first name hardly anything else is, unless it says before what somebody stands; not so of an artist:
    «فيلم عادل امام الجديد».
    """
    last, reading = met[-1]
    if _is_of_artist(page, met[0][0]):
        return False
    if reading.split.stem != _BARE or clean(last.surface) != _BARE:
        return False
    after = page.folded_after(last)
    if after in ADVERBS or after.removeprefix("ال") in TIMES:
        return False
    return _has_article(after) or is_country(after)


def _is_of_artist(page: Page, first: Token) -> bool:
    """Whether an artist, or his work, stands before a name: «فيلم عادل امام», «الفنان الكبير عادل امام»."""
    described, before = page.before(first), page.folded_before(first)
    if before in _OF_ARTISTS:
        return True
    return described is not None and _has_article(before) and page.folded_before(described) in _OF_ARTISTS


def is_no_family(near: Around, reading: Reading) -> bool:
    """Whether what may be the family name إمام is an imam or أمام: «إمام المسجد», «إمام وخطيب», «امام المحكمة».

    >>> from monitor.core.arabic.particles import Split
    >>> from monitor.core.arabic.stems import Fits, Stem
    >>> from monitor.core.watch.reading import Reads
    >>> split = Split("إمام", (), False, "", 0, 0)
    >>> reading = Reading(0, Reads.VERBATIM, Stem("إمام", Fits.BARE), split)
    >>> texts = "إمام المسجد", "إمام وخطيب", "إمام مسجد", "إمام إن", "إمام."
    >>> [is_no_family(Around(Page(text), Token("إمام", 0, 4)), reading) for text in texts]
    [True, True, True, False, False]
    """
    stem = reading.split.stem
    if stem not in IMAM:
        return False
    after = near.after
    return stem == _BARE or _has_article(after) or _is_noun(after) or (after[:1] == "و" and _is_noun(after[1:]))


def _has_article(word: str) -> bool:
    return word.startswith("ال") and is_definite(word)  # not so for «الذي»


def _is_noun(word: str) -> bool:
    return word in CITATIONS and not is_function_word(word)
