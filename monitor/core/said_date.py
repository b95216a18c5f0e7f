"""What a page says of a day of its own: when it came out, or when it was changed last."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.etree import _Element

from monitor.core.date_place import names_of
from monitor.core.dates import names_a_day
from monitor.core.element_text import shown_text

_CHANGED = re.compile(r"(?i)update|modified")
_PUBLISHED = re.compile(r"(?i)publi|posted|created|entry-date")
_CHANGE, _PUBLISHING = re.compile("تحديث|تعديل|(?i:updated|modified)"), re.compile("نشر|كتب|[أا]ضيف|(?i:publi|posted)")
_LABEL = re.compile(  # all of it: a title or a section speaks of changes too
    r"(?i)\W*(?:(?:[آا]خر|تاريخ|تم)\s)?(?:ال)?(?:تحديث|تعديل)\w?(?:\sفي)?\W*\Z"
    r"|\W*(?:last\s)?(?:updated|modified)(?:\s(?:on|at))?\W*\Z"
)
LONGEST = 120  # characters of an element that may be a date


class SaidDate(NamedTuple):
    """A text that may say when an article came out, and where it stands."""

    text: str
    above: bool = False  # far above the title, where pages show the date of the day
    by_head: bool = False
    is_change: bool = False  # when it was changed last
    is_today: bool = False  # above the title, which may be the day of the page
    is_of_several: bool = False  # each at its time, as the entries of a live blog are


def is_change(element: _Element, text: str) -> bool:
    """Whether a date is called that of the last change, and not of publishing too."""
    names = names_of(element)
    if _CHANGED.search(names) is not None:
        return _PUBLISHED.search(names) is None
    is_labelled = _PUBLISHING.search(text) is None and _LABEL.match(_label_of(element)) is not None
    return tells_of_change(text) or is_labelled


def tells_of_change(text: str) -> bool:
    """Whether a text speaks of the last change, and not of publishing too."""
    return _CHANGE.search(text) is not None and _PUBLISHING.search(text) is None


def tells_which(text: str) -> bool:
    """Whether a text says of a day that it is of publishing, or of the last change."""
    return _CHANGE.search(text) is not None or _PUBLISHING.search(text) is not None


def _label_of(element: _Element) -> str:
    """What stands right before a date, in its line or in the element before it, if that names no day itself."""
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    if before is not None and (text is None or not text.strip(" :|-")):
        text = shown_text(before)
    return text if text is not None and len(text) <= LONGEST and not names_a_day(text) else ""


def in_turn(said: Iterable[SaidDate]) -> Iterator[SaidDate]:
    """What is said in one place: changes behind all else, and then the day of today where it may be the page's."""
    last: list[SaidDate] = []
    for one in said:
        if one.is_change or one.is_today:
            last.append(one)
        else:
            yield one
    yield from sorted(last, key=lambda one: one.is_today)
