"""How a word or phrase says how freely it is matched."""

from monitor.core.model.watchlist import TermMatch

MATCHES = {"=": TermMatch.EXACT, "~": TermMatch.DERIVED}
"""By the sign right before it."""


def unmarked(written: str) -> tuple[str, TermMatch]:
    """A word or phrase without its mark, and what that says.

    >>> unmarked("~إرهاب"), unmarked("إرهاب")[1]
    (('إرهاب', <TermMatch.DERIVED: 'derived'>), <TermMatch.INFLECTED: 'inflected'>)
    """
    match = MATCHES.get(written[:1])
    return (written, TermMatch.INFLECTED) if match is None else (written[1:], match)
