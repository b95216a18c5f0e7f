"""The time zone that a date names. Texts are in the folded spelling of `monitor.core.dates`."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"(?<![\d\w])(?:gmt|utc)?\s?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?![\d:])")
_AFTER_CLOCK = re.compile(
    r"\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})(?!\d)"
)
_ZULU = re.compile(r"(?<=\d)z(?!\w)|(?<!\w)(?:gmt|utc|ut)(?!\w)|غرينتش|جرينتش|غرينيتش|كرينتش")
# names of RFC 822; «AST» is not among them: at home it is Atlantic, at Arab outlets Arabian time
_HOURS = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_HOURS |= {"cet": 1, "cest": 2, "eet": 2, "eest": 3, "bst": 1, "msk": 3}
_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(_HOURS)})(?!\w)")
_CITIES = {
    "مكه": "Asia/Riyadh",
    "الرياض": "Asia/Riyadh",
    "السعوديه": "Asia/Riyadh",
    "القاهره": "Africa/Cairo",
    "بيروت": "Asia/Beirut",
    "دمشق": "Asia/Damascus",
    "بغداد": "Asia/Baghdad",
    "عمان": "Asia/Amman",
    "القدس": "Asia/Hebron",
    "ابوظبي": "Asia/Dubai",
    "ابو ظبي": "Asia/Dubai",
    "دبي": "Asia/Dubai",
    "الامارات": "Asia/Dubai",
    "الدوحه": "Asia/Qatar",
    "قطر": "Asia/Qatar",
    "الكويت": "Asia/Kuwait",
    "تونس": "Africa/Tunis",
    "الجزائر": "Africa/Algiers",
    "صنعاء": "Asia/Aden",
    "الخرطوم": "Africa/Khartoum",
    "طرابلس": "Africa/Tripoli",
}
_CITY = re.compile(rf"بتوقيت (?:مدينه )?({'|'.join(_CITIES)})")


def parse_zone(text: str) -> tzinfo | None:
    """The zone behind a time of day; None if it names none that we know."""
    offset = _AFTER_CLOCK.search(text) or _OFFSET.search(text)
    if offset is not None:
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        if hours > 14 or minutes > 59:
            return None
        distance = timedelta(hours=hours, minutes=minutes)
        return timezone(-distance if offset["sign"] == "-" else distance)
    if _ZULU.search(text):
        return UTC
    if (name := _NAME.search(text)) is not None:
        return timezone(timedelta(hours=_HOURS[name.group()]))
    city = _CITY.search(text)
    return ZoneInfo(_CITIES[city.group(1)]) if city is not None else None
