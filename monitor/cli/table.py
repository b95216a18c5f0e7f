"""Tables for people: columns of text, right-to-left safe."""

import unicodedata
from collections.abc import Sequence

from monitor.core.plain import inert

FSI, PDI = "\u2068", "\u2069"  # first-strong isolate … pop: an Arabic cell does not reorder its neighbours


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lines of aligned columns; numbers to the right, the rest to the left, foreign scripts isolated."""
    cells = [[str(cell) if cell is not None else "–" for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    numeric = [bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(heads))]
    return "\n".join(
        "  ".join(_cell(cell, w, right) for cell, w, right in zip(line, widths, numeric, strict=True)).rstrip()
        for line in [list(heads), *cells]
    )


def one_line(text: str, longest: int = 80) -> str:
    """A text on one line, cut with an ellipsis; nothing in it turns the line or commands the terminal.

    >>> one_line("a\\n  b\\u202e", 10)
    'a b'
    """
    flat = inert(" ".join(text.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def isolated(text: str) -> str:
    """The text in an isolate if it holds right-to-left letters; what would reach beyond it is dropped.

    >>> isolated("safe\\u202egnp.exe\\u2069")
    'safegnp.exe'
    """
    text = inert(text)
    return f"{FSI}{text}{PDI}" if any(unicodedata.bidirectional(c) in ("R", "AL") for c in text) else text


def _cell(text: str, width: int, right: bool) -> str:
    pad = " " * (width - _width(text))
    return pad + text if right else isolated(text) + pad


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 or unicodedata.category(c) == "Cf" for c in text)
