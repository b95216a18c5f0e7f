"""What a page says behind an article in an element of its own: of its writer, of itself, of cookies."""

import re
from collections import Counter
from collections.abc import Mapping

from lxml.etree import _Element

from monitor.core.blocks import is_told
from monitor.core.box import Subject
from monitor.core.element_text import whole_text
from monitor.core.sentence import tells_event

_FEWEST = 2  # paragraphs of an article in elements of one kind
_DIGITS = re.compile(r"\d+")  # «txt1», «txt2»

_Kind = tuple[str, str]


def without_notes(running: Mapping[_Element, int], subject: Subject) -> dict[_Element, int]:
    """Paragraphs, with their words, without the last ones that are notes.

    A note stands alone in its element, of which there is but one of its kind; it is not quoted, tells nothing that
    happened, and has no word of the title. It has fewer words than what stands before it, of which several are of
    one kind.
    """
    kinds = {one: _kind_around(one) for one in running}
    times = Counter(kinds.values())
    left, words = dict(running), sum(running.values())
    while left:
        last = next(reversed(left))
        if times[kinds[last]] > 1 or 2 * left[last] > words:
            break
        if _tells(whole_text(last), subject) or _is_of_text(last):
            break
        words -= left.pop(last)
    several = any(times[kinds[one]] >= _FEWEST for one in left)
    return left if several else dict(running)


def _kind_around(paragraph: _Element) -> _Kind:
    around = paragraph.getparent()
    return ("", "") if around is None else (str(around.tag), _DIGITS.sub("", around.get("class") or ""))


def _tells(said: str, subject: Subject) -> bool:
    return tells_event(said) or subject.has_in_title(said)


def _is_of_text(paragraph: _Element) -> bool:
    """Whether a paragraph is quoted, or has a list or a table beside it, as a text that goes on has."""
    around = paragraph.getparent()
    if around is None or around.tag == "blockquote":
        return around is not None
    return any(one.tag == "table" or is_told(one) for one in around.iterchildren("ul", "ol", "dl", "table"))
