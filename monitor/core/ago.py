"""«منذ ساعتين»: moments said by their distance from now. Texts are in the folded spelling of `monitor.core.dates`."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
}
# one, two, several
_NAMES = {
    "second": ("ثانيه", "ثانيتين ثانيتان", "ثوان ثواني"),
    "minute": ("دقيقه", "دقيقتين دقيقتان", "دقائق دقايق"),
    "hour": ("ساعه", "ساعتين ساعتان", "ساعات"),
    "day": ("يوم", "يومين يومان", "ايام يوما"),
    "week": ("اسبوع", "اسبوعين اسبوعان", "اسابيع اسبوعا"),
    "month": ("شهر", "شهرين شهران", "اشهر شهور شهرا"),
    "year": ("سنه عام", "سنتين سنتان عامين عامان", "سنوات اعوام عاما سنين"),
}
_ONE = {name: unit for unit, (one, _, _) in _NAMES.items() for name in one.split()}
_TWO = {name: unit for unit, (_, two, _) in _NAMES.items() for name in two.split()}
_MANY = {name: unit for unit, (_, _, many) in _NAMES.items() for name in many.split()} | _ONE
_ENGLISH = {word: unit for unit in _NAMES for word in (unit, unit + "s")} | {
    "min": "minute",
    "mins": "minute",
    "hr": "hour",
    "hrs": "hour",
}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("ثلاث ثلاثه", "اربع اربعه", "خمس خمسه", "ست سته", "سبع سبعه", "ثمان ثماني ثمانيه", "تسع تسعه", "عشر عشره"),
        start=3,
    )
    for word in words.split()
}
_NUMBERS |= {
    word: number
    for number, words in zip(
        range(20, 60, 10), ("عشرين عشرون", "ثلاثين ثلاثون", "اربعين اربعون", "خمسين خمسون"), strict=True
    )
    for word in words.split()
}
_NOW = frozenset({"الان", "منذ لحظات", "قبل لحظات", "منذ ثوان", "منذ ثواني", "قبل ثوان", "just now", "now"})
_DAYS = {"اليوم": 0, "امس": 1, "البارحه": 1, "اول امس": 2, "امس الاول": 2, "اول من امس": 2, "today": 0, "yesterday": 1}
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
_HALF_FIRST = re.compile(r"^(?P<half>صباح|مساء|ظهر|عصر|فجر) (?P<day>اليوم|امس)(?=.*\d)")
_DAY_LAST = re.compile(r"^(?P<time>\d.*\d.*?),? (?P<day>اليوم|امس)$")
_CLOCK_WORDS = (
    "يوم صباح فجر الساعه ساعه عند في علي تمام ص صباحا فجرا م مساء ظهرا عصرا ليلا قبل بعد ظهر الظهر عصر العصر منتصف",
    "الليل ليل",
    "at am pm a p",
)
_AT_A_TIME = frozenset(" ".join(_CLOCK_WORDS).split())  # behind a day; «اليوم السابع 10:30» is an outlet
_SINCE = re.compile(  # behind a word that may be anything but a change: «نُشر قبل ساعة», «محدث قبل ساعة»
    r"^(?:(?:تم|تاريخ|وقت) (?:ال)?نشر(?:ه|ها)? ?:? ?|(?!\S*(?:تحديث|تعديل|محدث|حدثت?|عدلت?)(?!\w))\S+ )?"
    r"(?:منذ|قبل) (?P<distance>.+)$"
)
_LAST_WEEKDAY = re.compile(rf"^(?P<weekday>{'|'.join(_WEEKDAYS)}) الماضيه?$")
_AGO = re.compile(r"^(?P<number>\d{1,3}|an?) (?P<unit>[a-z]+) ago$")
_PAST = re.compile(r"^(?P<distance>.+) (?:مضت|مضي|مضيا|ago)$")
_AND_HALF = re.compile(r" و ?(?P<part>نصف|ربع|ثلث)$")
_AND_MINUTES = re.compile(r" و ?(?P<minutes>\d{1,2}) (?:دقيقه|دقائق|دقايق)$")
_PARTS = {"نصف": 30, "ربع": 15, "ثلث": 20}  # minutes of an hour


def parse_ago(text: str, *, now: datetime, clock: Callable[[str], time | None]) -> datetime | date | None:
    """The moment at a distance from `now`, which is local; a bare date where only days are counted.

    `clock` finds a time of day in a text, for «اليوم 14:30».
    """
    if text in _NOW:
        return now
    text = _DAY_LAST.sub(r"\g<day> \g<time>", _HALF_FIRST.sub(r"\g<day> \g<half>", text.removeprefix("يوم ")))
    for words, days in sorted(_DAYS.items(), key=lambda item: -len(item[0])):
        if re.match(rf"{words}(?!\w)", text):
            return _that_day(now, days, text[len(words) :], clock)
    if (english := _AGO.match(text)) is not None:
        number = 1 if english["number"].startswith("a") else int(english["number"])
        return _before(now, number, _ENGLISH.get(english["unit"]))
    if (last := _LAST_WEEKDAY.match(text)) is not None:
        back = (now.weekday() - _WEEKDAYS.index(last["weekday"]) - 1) % 7 + 1
        return now.date() - timedelta(days=back)
    since = _SINCE.match(text) or _PAST.match(text)
    return _distance(now, since["distance"]) if since is not None else None


def _that_day(now: datetime, days: int, rest: str, clock: Callable[[str], time | None]) -> datetime | date | None:
    day = now.date() - timedelta(days=days)
    if not _AT_A_TIME.issuperset({*re.findall(r"[^\W\d]+", rest)} - {_WEEKDAYS[day.weekday()]}):
        return None
    moment = clock(rest)
    if moment is not None:
        return datetime.combine(day, moment, now.tzinfo)
    return day if not rest.replace(_WEEKDAYS[day.weekday()], "").strip(" ,-|") else None


def _distance(now: datetime, text: str) -> datetime | date | None:
    extra = timedelta(0)
    more = _AND_HALF.search(text) or _AND_MINUTES.search(text)
    if more is not None:
        if not re.search("ساع", text):
            return None
        said = more.groupdict()
        extra = timedelta(minutes=_PARTS[said["part"]] if "part" in said else int(said["minutes"]))
        text = text[: more.start()]
    words = text.split()
    match words:
        case [unit] if unit in _ONE:
            found = _before(now, 1, _ONE[unit])
        case [unit, "واحد" | "واحده"] if unit in _ONE:
            found = _before(now, 1, _ONE[unit])
        case [part, "ساعه"] if part in _PARTS:
            return now - timedelta(minutes=_PARTS[part])
        case [unit] if unit in _TWO:
            found = _before(now, 2, _TWO[unit])
        case [number, unit] if unit in _MANY and (number.isdecimal() or number in _NUMBERS):
            found = _before(now, _NUMBERS.get(number) or int(number), _MANY[unit])
        case _:
            return None
    return found - extra if isinstance(found, datetime) else found


def _before(now: datetime, number: int, unit: str | None) -> datetime | date | None:
    if unit is None or number > 1000:
        return None
    if unit in ("second", "minute", "hour"):
        return now - number * _UNITS[unit]
    if unit in _UNITS:
        return (now - number * _UNITS[unit]).date()
    months = number * (12 if unit == "year" else 1)
    count = now.year * 12 + now.month - 1 - months
    year, month = divmod(count, 12)
    return _clipped(year, month + 1, now.day) if year >= 1990 else None


def _clipped(year: int, month: int, day: int) -> date:
    """That day of a month, or its last."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day, (following - timedelta(days=1)).day))
