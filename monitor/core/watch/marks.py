"""How a word or phrase says how freely it is matched."""

import re

from monitor.core.model.watchlist import TermMatch

MATCHES = {"=": TermMatch.EXACT, "~": TermMatch.DERIVED}
"""By the sign right before it."""
DIRECTIONS = "\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e"
UNSEEN = f"\u200b\u2060\ufeff{DIRECTIONS}"
"""What comes along with a copied word, for a class of a regular expression; what joins letters is left to the word."""

_BEFORE = re.compile(rf"[\s{UNSEEN}]*")


def unmarked(written: str) -> tuple[str, TermMatch]:
    """A word or phrase without its mark, and what that says.

    >>> unmarked("~إرهاب"), unmarked("إرهاب")[1]
    (('إرهاب', <TermMatch.DERIVED: 'derived'>), <TermMatch.INFLECTED: 'inflected'>)
    """
    bare = _BEFORE.sub("", written, count=1)
    match = MATCHES.get(bare[:1])
    return (written, TermMatch.INFLECTED) if match is None else (bare[1:], match)
