"""How a word or phrase says how freely it is matched."""

from monitor.core.model.watchlist import TermMatch

MATCHES = {"=": TermMatch.EXACT, "~": TermMatch.DERIVED}
"""By the sign right before it."""
_BEFORE = " \t\u00a0\u200b\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u202a\u202b\u202d\u202e\ufeff"  # what nobody sees


def unmarked(written: str) -> tuple[str, TermMatch]:
    """A word or phrase without its mark, and what that says.

    >>> unmarked("~إرهاب"), unmarked("إرهاب")[1]
    (('إرهاب', <TermMatch.DERIVED: 'derived'>), <TermMatch.INFLECTED: 'inflected'>)
    """
    bare = written.lstrip(_BEFORE)
    match = MATCHES.get(bare[:1])
    return (written, TermMatch.INFLECTED) if match is None else (bare[1:], match)
