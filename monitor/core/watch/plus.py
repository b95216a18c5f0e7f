"""A name with «+» is another than the name without: أوبك+, which texts call أوبك بلس as well."""

import re

from monitor.core.arabic.fold import fold
from monitor.core.arabic.tokens import Token
from monitor.core.watch.around import Around
from monitor.core.watch.page import Page
from monitor.core.watch.reading import Reading

_SIGNED = re.compile(r"[^\W\d_]\s?\+\s*\Z")
_SPELT = frozenset(map(fold, ("بلس", "بلاس", "plus")))
_SIGN = re.compile(r"[\s\"'»”’]{0,2}\+(?!\s?\d)")  # «أوبك» +, but no sum


def is_signed(text: str) -> bool:
    """Whether a typed term or name ends in a «+».

    >>> [is_signed(text) for text in ("أوبك+", "Disney +", "أوبك", "18+", "أوبك+ روسيا")]
    [True, True, False, False, False]
    """
    return "+" in text and _SIGNED.search(text) is not None  # most have none, and are asked for as they go live


def has_sign(page: Page, last: Token) -> bool:
    """Whether a «+» stands behind a word, or is spelt there.

    >>> [has_sign(Page(text), Token("أوبك", 0, 4)) for text in ("أوبك+", "أوبك +", "أوبك بلس", "أوبك", "أوبك + 5 دول")]
    [True, True, True, False, False]
    """
    return _SIGN.match(page.text, last.end) is not None or page.folded_after(last).lower() in _SPELT


def is_without_sign(near: Around, _reading: Reading) -> bool:
    """The same the other way round, as what rules out a reading."""
    return not has_sign(near.page, near.token)
