"""The time of day that a text names. Texts are in the folded spelling of `monitor.core.dates`."""

import re
from datetime import time

_HALF = (
    r"(?P<half>ص|صباحا|فجرا|am|a\.m\.?|(?:قبل|بعد)\s*(?:الظهر|الزوال)|م|مسا(?:ءا?)?|ظ|ظهرا|زوالا|عصرا|منتصف\s+النهار|noon|pm|p\.m\.?"
    r"|ليلا|(?:قبل\s+|بعد\s+)?منتصف\s+الليل|midnight|ال(?:صباح|فجر|ظهر|عصر|مساء|ليل)|[بق]\.\s?ظ|[پد]\.\s?ن)(?!\w)"
)
_SAME_HALF = {  # as they are read; «زوال» in the Maghreb, the last ones Persian and Kurdish
    "الصباح": "صباحا", "الفجر": "فجرا", "الظهر": "ظهرا", "العصر": "عصرا", "المساء": "مساء", "الليل": "ليلا",
    "ظ": "ظهرا", "زوالا": "ظهرا", "بعد الزوال": "بعد الظهر", "بعدالزوال": "بعد الظهر", "بعدالظهر": "بعد الظهر",
    "قبل الزوال": "قبل الظهر", "قبلالزوال": "قبل الظهر", "قبلالظهر": "قبل الظهر",
    "ب.ظ": "pm", "ق.ظ": "am", "د.ن": "pm", "پ.ن": "am",
}  # fmt: skip
_DAY_NAME = r"(?:(?:يوم|اليوم|امس|ال(?:سبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه))(?!\w)|\||\d)"  # `|`: the date was here
_HALF_ALONE = re.compile(  # «مساء الأحد 6:30», «بعد ظهر السبت 3:30»
    rf"(?<!\w)(?:(?P<side>قبل\s+|بعد\s+)?(?:(?P<noon>(?:ال)?ظهر(?:ا|(?=\s+{_DAY_NAME})))|(?P<midnight>منتصف\s+(?:ال)?ليل))"
    rf"|(?P<word>(?<=في )ال(?:صباح|فجر|ظهر|عصر|مساء|ليل)|صباحا?|فجرا?|عصرا|عصر(?=\s+{_DAY_NAME})|مسا(?:ءا?)?|ليلا)"
    rf"|(?P<night>ليله?(?=\s+{_DAY_NAME})))(?!\w)"
)
_CLOCK = re.compile(
    rf"(?<![\d:+\-])(?P<hour>\d{{1,2}})\s?[:h]\s?(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,]\d+)?)?(?!\d)\s*(?:{_HALF})?"
)
_HALF_BEFORE = re.compile(  # «م 7:30»; behind a date it may be the era («21/11/2026 م 7:30»), and joined to it is
    r"(?<![\w|])(?P<era>\|  )?(?P<half>ص|م|am|pm)\s+(?=\d{1,2}\s?:\s?\d{2}(?!\s*(?:[صم]|am|pm)(?!\w)))"
)
_LASTS = re.compile(  # «مدة الفيديو 02:31», «3:15 دقيقة»
    r"(?<!\w)(?:(?:ال)?مده|duration|dure)\b[^\d|]{0,20}\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}:\d{2}(?=\s*(?:دقيقه|دقائق|دقايق|min)(?!\s*(?:ال)?(?:قراءه|read)))"
)
_SAID = re.compile(r"(?<=الساعه )(\d{1,2})[.,](?=[0-5]\d(?![\d.,]))")  # «على الساعة 20.10»
_BEHIND_DAY = re.compile(rf"(?<=\|)([\s,\-]*\d{{1,2}})\.(?=[0-5]\d\s*{_HALF})")  # «27 نوفمبر 2026 06.05 م»
_HOUR = re.compile(rf"(?<![\d:.+\-])(?P<hour>\d{{1,2}})\s*{_HALF}")
_BEFORE_NOON = frozenset({"ص", "صباحا", "صباح", "فجرا", "فجر", "am", "a.m", "a.m.", "قبل الظهر", "بعد منتصف الليل"})
_AT_NOON = frozenset({"ظهرا", "منتصف النهار", "noon"})  # from ten to five
_LATE_MORNING = 10
_HOURS = {  # in which nobody says otherwise
    **dict.fromkeys(_AT_NOON, (10, 11, 12, *range(1, 6))),
    **dict.fromkeys(("عصرا", "عصر"), range(1, 8)),
    "قبل الظهر": range(12),
}
_DOUBTFUL = "?"  # a half of the day that may be either
_AT_NIGHT = frozenset({"ليلا", "منتصف الليل", "midnight"})  # before noon from twelve to five


def parse_clock(text: str) -> time | None:
    """The time of day in a text; None if there is none, several, or one that no clock shows.

    >>> parse_clock("12:30 ليلا"), parse_clock("17h20"), parse_clock("9:00 ظهرا"), parse_clock("1:15 ظ")
    (datetime.time(0, 30), datetime.time(17, 20), None, datetime.time(13, 15))
    """
    text = _BEHIND_DAY.sub(r"\1:", _SAID.sub(r"\1:", _LASTS.sub(" ", text)))
    matches = list(_CLOCK.finditer(re.sub(r"t(?=\d\d:)", " ", text))) or list(_HOUR.finditer(text))
    halves = {_half_alone(match) for match in _HALF_ALONE.finditer(text)}
    halves |= {_half_before(match) for match in _HALF_BEFORE.finditer(text)}
    half = halves.pop() if len(halves) == 1 else _DOUBTFUL if halves else None
    clocks = {_time(match.groupdict() | ({} if match["half"] else {"half": half})) for match in matches}
    return clocks.pop() if len(clocks) == 1 else None


def _half_alone(match: re.Match[str]) -> str:
    """The half of a day as it is written behind a clock; «ليلة السبت» may be the night before."""
    if match["night"]:
        return _DOUBTFUL
    side = (match["side"] or "").strip()
    if match["noon"]:
        return f"{side} الظهر" if side else "ظهرا"
    return f"{side} منتصف الليل".strip() if match["midnight"] else match["word"]


def _half_before(match: re.Match[str]) -> str:
    return _DOUBTFUL if match["era"] and match["half"] == "م" else match["half"]


def _time(groups: dict[str, str | None]) -> time | None:
    hour, minute, second = (int(groups.get(name) or 0) for name in ("hour", "minute", "second"))
    half = groups.get("half")
    if half in _BEFORE_NOON and hour > 12:
        return None
    if half is not None and hour <= 12:
        written = re.sub(r"\s+", "" if "." in half else " ", half)
        found = _hour(hour, _SAME_HALF.get(written, written))
        if found is None:
            return None
        hour = found
    try:
        return time(hour, minute, min(second, 59))
    except ValueError:
        return None


def _hour(hour: int, half: str) -> int | None:
    """An hour of twelve in its half of the day; None where nobody would call it so: «9:00 ظهرا»."""
    if half == _DOUBTFUL or hour not in _HOURS.get(half, range(13)):
        return None
    if half in _AT_NOON and hour >= _LATE_MORNING:
        return hour
    if half in _BEFORE_NOON or (half in _AT_NIGHT and (hour == 12 or hour < 5)):
        return hour % 12
    return hour % 12 + 12
