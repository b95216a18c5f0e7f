"""Lines at the beginning and the end of a text that say who published it, when, and that it ends."""

import re
from datetime import datetime, timedelta

from monitor.core.agency import agency_of
from monitor.core.dateline import is_little_but_a_day, writer_before_day
from monitor.core.dateline_names import bare_name, is_full_name, is_source
from monitor.core.dates import names_a_day, parse_moment, zone_of
from monitor.core.furniture import is_day_alone, is_publishing_label
from monitor.core.sentence import is_said

_A_DAY = timedelta(days=1)
_MOST = 6  # lines at an edge that are looked at
_LONGEST = 90  # characters of such a line
_MINUTES = re.compile(
    r"\W*(?:(?:مد[ةه]|وقت)\s+القراء[ةه]\W*)?\d{1,2}\s*(?:دقيق[ةه]|دقائق|min)(?:\s+(?:لل)?قراء[ةه])?\W*"
)
_WHOSE = re.compile(
    r"(?:(?:الكاتب|الكاتبة|المحرر|المحررة)\s*:\s*(?P<writer>\S+(?:\s\S+){0,3})|المصدر\s*:\s*(?P<source>\S+(?:\s\S+){0,3}))(?<![.؟?!])"
)
_ENTRY = re.compile(r"\w+(?:\s\w+)?\s*:\s*\S.*(?<![.؟?!])")  # of a film, a book, a table
_ENDED = re.compile(  # with initials, or alone
    r"[/(\[*#-]+\s*(?:[إا]نته[ىي]|النهاي[ةه])\s*[/)\]*#-]+(?:\s*\w{1,3}(?:\s\w{1,3}){0,5})?\W*|[إا]نته[ىي]\W*"
)
_SIGNED_OFF = re.compile(r"\d{1,2}:\d\d\s?ت\s?م")  # the clock of the agency's place
_DAY = re.compile(r"(?<!\d)\d{1,2}(?![\d:])")
_NUMBER = re.compile(r"\d{3,5}")
_MARK = re.compile(r"\s*(?://\s*[إا]نته[ىي]\s*//|[/(]\s*[إا]نته[ىي]\s*[/)])\s*\Z")


def without_edges(
    text: str, published: datetime | None, zone: str, author: str | None = None
) -> tuple[str, str | None]:
    """The text without its first lines that tell of publishing, and without an agency's tail; never without all of it.

    A source is cut at its end too, and the writer whom the page names; a day there may be that of a statement:
    «بغداد، 27 نوفمبر 2026».
    Beside it the author: where the page names nobody, the writer beside a day, or the agency whose line was cut; else
    that line stays. So does that of a writer whom the page does not name: it may be of a novel or a film.

    >>> without_edges("2 دقائق\\nافتتح الوزير الجسر.\\n// انتهى //\\n18:05ت م\\n0142", None, "UTC")
    ('افتتح الوزير الجسر.', None)
    >>> without_edges("المصدر: رويترز\\nافتتح الوزير الجسر.", None, "UTC")
    ('افتتح الوزير الجسر.', 'رويترز')
    >>> without_edges("الكاتب: سامر الحارثي\\n2 دقائق\\nافتتح الوزير الجسر.", None, "UTC")
    ('افتتح الوزير الجسر.', 'سامر الحارثي')
    """
    above, lines, below = _parted(text.split("\n"), published, zone)
    dated = any(_WHOSE.fullmatch(line) is None for line in above)  # then a writer among them is the article's
    if author is None and dated:
        author = next(filter(is_full_name, map(_writer_of, above)), None)
    agency = None
    if agency_of("\n".join(lines), author) is None:  # one line may stand where no origin is looked for in the text
        agency = agency_of(text) or next(filter(None, map(agency_of, (*above, *below))), None)

    def names_agency(line: str) -> bool:
        return author is not None and agency is not None and agency_of(line) is not None

    def stays(line: str) -> bool:
        writer = _writer_of(line)
        is_other = bool(writer) and not {*bare_name(writer)} <= {*bare_name(author or "")}
        return is_other or names_agency(line)

    return "\n".join([*filter(stays, above), *lines, *filter(stays, below)]), author or agency


def _writer_of(line: str) -> str:
    named = _WHOSE.fullmatch(line)
    return (named["writer"] or "") if named is not None else writer_before_day(line)


def _parted(lines: list[str], published: datetime | None, zone: str) -> tuple[list[str], list[str], list[str]]:
    """The lines of the text, and those that are cut above and below it; labels behind a lead too."""
    first = _of_publishing(lines, published, zone)
    rest = lines[first:]
    kept = _without_signature(_without_tail(rest))
    below = rest[len(kept) :]
    if len(kept) > 1:
        del kept[1 : 1 + _labels(kept[1:], published, zone)]
    return lines[:first], [*kept[:-1], _MARK.sub("", kept[-1]) or kept[-1]], below


def _of_publishing(lines: list[str], published: datetime | None, zone: str) -> int:
    """How many of the first lines tell of publishing, of them one of its day: of several each heads what follows."""
    first = days = 0
    while first < min(_MOST, len(lines) - 1) and _is_of_publishing(lines[first], published, zone):
        days += names_a_day(lines[first])
        first += 1
    above, rest = lines[:first], lines[first:]
    if all(map(_WHOSE.fullmatch, above)) and not (any(map(_is_known, above)) and not _is_entry(rest[0])):
        return 0  # of a list, of a review
    return 0 if days > 1 or any(_heads(line, published, zone) for line in rest[:_MOST]) else first


def _is_entry(line: str) -> bool:
    return len(line) <= _LONGEST and _ENTRY.fullmatch(line) is not None


def _is_known(line: str) -> bool:
    """Whether a line names agencies as its source, or a writer: «المصدر: وزارة الصحة» may be that of a list."""
    named = _WHOSE.fullmatch(line)
    return named is not None and (is_source(named["source"] or "") or is_full_name(named["writer"] or ""))


def _heads(line: str, published: datetime | None, zone: str) -> bool:
    """Whether a line of the text is one like those of publishing: who speaks, when the next match is."""
    one_more = _WHOSE.match(line) or _MINUTES.fullmatch(line)
    return one_more is not None or is_publishing_label(line) or _is_day(line, published, zone)


def _labels(lines: list[str], published: datetime | None, zone: str) -> int:
    """How many of the first lines are labels; none if one more is a day with its clock: each heads what follows."""
    first = 0
    while first < len(lines) - 1 and _is_label(lines[first], published, zone):
        first += 1
    each = lines[: first + _MOST]
    several = max(sum(map(is_publishing_label, each)), sum(_MINUTES.fullmatch(line) is not None for line in each)) > 1
    return 0 if several else first


def _is_of_publishing(line: str, published: datetime | None, zone: str) -> bool:
    if len(line) > _LONGEST:
        return False
    return _is_label(line, published, zone) or _WHOSE.fullmatch(line) is not None or _is_day(line, published, zone)


def _is_day(line: str, published: datetime | None, zone: str) -> bool:
    """Whether a line is the day of publishing, with a place or an agency, and no sentence."""
    if published is None or len(line) > _LONGEST:
        return False
    return (is_day_alone(line) or is_little_but_a_day(line)) and _is_near(line, published, zone)


def _is_near(line: str, published: datetime, zone: str) -> bool:
    said = parse_moment(line, now=published, zone=zone)
    return said is not None and abs(said - published) <= _A_DAY


def _is_label(line: str, published: datetime | None, zone: str) -> bool:
    if _MINUTES.fullmatch(line) is not None:
        return True
    if not is_publishing_label(line):
        return False
    return line.rstrip().endswith(":") or (published is not None and _is_day_of(line, published, zone))


def _is_day_of(line: str, published: datetime, zone: str) -> bool:
    """Whether a day without its year is that of publishing."""
    number = _DAY.search(line)
    days = {(published + days * _A_DAY).astimezone(zone_of(zone)).day for days in (-1, 0, 1)}
    return number is not None and int(number.group()) in days


def _without_tail(lines: list[str]) -> list[str]:
    """Lines until the first of the last ones that says that the text ends, if but clocks and numbers follow."""
    for at in range(max(1, len(lines) - _MOST), len(lines)):
        is_end = _ENDED.fullmatch(lines[at]) or _SIGNED_OFF.fullmatch(lines[at])
        if is_end and all(map(_is_of_tail, lines[at:])):
            return lines[:at]
    return lines


def _without_signature(lines: list[str]) -> list[str]:
    """Lines without the last ones that name agencies or a writer; all of them if others are like them.

    Of an interview, or of what a film is: «المخرج: عاطف الطيب».
    """
    last = len(lines)
    while last > 1 and _is_known(lines[last - 1]):
        last -= 1
    above = lines[:last][-_MOST:]
    is_entry = _is_entry(above[-1]) and not is_said(above[-1])  # «وقال الوزير: …» is no entry of a list
    return lines if is_entry or any(map(_WHOSE.match, above)) else lines[:last]


def _is_of_tail(line: str) -> bool:
    return any(one.fullmatch(line) for one in (_ENDED, _SIGNED_OFF, _NUMBER))
