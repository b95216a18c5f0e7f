"""Lines at the beginning and the end of a text that say who published it, when, and that it ends."""

import re
from datetime import datetime, timedelta

from monitor.core.dateline import is_dateline
from monitor.core.dates import parse_moment
from monitor.core.furniture import is_day_alone, is_publishing_label

_A_DAY = timedelta(days=1)
_MOST = 6  # lines at an edge that are looked at
_LONGEST = 90  # characters of such a line
_MINUTES = re.compile(
    r"\W*(?:(?:مد[ةه]|وقت)\s+القراء[ةه]\W*)?\d{1,2}\s*(?:دقيق[ةه]|دقائق|min)(?:\s+(?:لل)?قراء[ةه])?\W*"
)
_WHOSE = re.compile(r"(?:الكاتب|الكاتبة|المصدر|المحرر)\s*:\s*\S+(?:\s\S+){0,3}")
_ENDED = re.compile(  # with initials, or alone
    r"[/(\[*#-]+\s*(?:[إا]نته[ىي]|النهاي[ةه])\s*[/)\]*#-]+(?:\s*\w{1,3}(?:\s\w{1,3}){0,5})?\W*|(?:[إا]نته[ىي]|النهاي[ةه])\W*"
)
_SIGNED_OFF = re.compile(r"\d{1,2}:\d\d\s?ت\s?م")  # the clock of the agency's place
_NUMBER = re.compile(r"\d{3,5}")
_MARK = re.compile(r"\s*(?://\s*[إا]نته[ىي]\s*//|[/(]\s*[إا]نته[ىي]\s*[/)])\s*\Z")


def without_edges(text: str, published: datetime | None, zone: str) -> str:
    """The text without its first lines that tell of publishing, and without an agency's tail; never without all of it.

    >>> without_edges("2 دقائق\\nافتتح الوزير الجسر.\\n// انتهى //\\n18:05ت م\\n0142", None, "UTC")
    'افتتح الوزير الجسر.'
    """
    lines = text.split("\n")
    first = 0
    while first < min(_MOST, len(lines) - 1) and _is_of_publishing(lines[first], published, zone):
        first += 1
    lines = _without_tail(lines[first:])
    while len(lines) > 2 and _is_label(lines[1]):  # behind a lead
        del lines[1]
    return "\n".join([*lines[:-1], _MARK.sub("", lines[-1]) or lines[-1]])


def _is_of_publishing(line: str, published: datetime | None, zone: str) -> bool:
    if len(line) > _LONGEST:
        return False
    if _is_label(line) or _WHOSE.fullmatch(line) is not None:
        return True
    if published is None or not (is_day_alone(line) or is_dateline(line)):
        return False
    said = parse_moment(line, now=published, zone=zone)
    return said is not None and abs(said - published) <= _A_DAY


def _is_label(line: str) -> bool:
    return _MINUTES.fullmatch(line) is not None or is_publishing_label(line)


def _without_tail(lines: list[str]) -> list[str]:
    """Lines until the first of the last ones that says that the text ends, if but clocks and numbers follow."""
    for at in range(max(1, len(lines) - _MOST), len(lines)):
        is_end = _ENDED.fullmatch(lines[at]) or _SIGNED_OFF.fullmatch(lines[at])
        if is_end and all(map(_is_of_tail, lines[at:])):
            return lines[:at]
    return lines


def _is_of_tail(line: str) -> bool:
    return any(one.fullmatch(line) for one in (_ENDED, _SIGNED_OFF, _NUMBER))
