"""The text that an element shows, as it is read on the page."""

import re
from itertools import islice

from lxml.etree import _Element

_PIECES, _LONGEST = 200, 2000  # texts, and characters
PARTED = "\x1f"  # between the texts of two elements that nothing parts in the markup; no page has it
_ENDS = re.compile(r"[\w»”)\]]\Z")
_BEGINS = re.compile(r"\A[\w«“(\[]")


def shown_text(element: _Element, between: str = " ") -> str:
    """The beginning of the text in an element. Where one element ends and the next begins with a word, they are parted.

    A sign joins them: the hour and the minute of a clock stand in elements of their own.
    """
    if len(element) == 0:
        return (element.text or "")[:_LONGEST]
    said: list[str] = []
    for piece in map(str, islice(element.itertext(), _PIECES)):
        if said and _BEGINS.match(piece) and _ENDS.search(said[-1]):
            said.append(between)
        if piece:
            said.append(piece)
    return "".join(said)[:_LONGEST]


def whole_text(element: _Element) -> str:
    """All text in an element, on one line and as the markup has it: nothing parts what stands in two elements."""
    return " ".join("".join(map(str, element.itertext())).split())
