"""Dates as Arabic outlets write them. What is doubtful is None: a wrong date is worse than none."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from monitor.core.ago import parse_ago
from monitor.core.arabic.fold import PRESENTATION
from monitor.core.clock import parse_clock
from monitor.core.hijri import civil_day
from monitor.core.months import HIJRI_MONTHS, MONTHS, SOLAR_MONTHS
from monitor.core.solar import YEARS, civil_day_of_solar
from monitor.core.zones import names_unknown_zone, parse_zone

_FIRST_YEAR = 1990  # there was no web before
_LONGEST = 300  # characters; what is longer is no date

_FOLDS = str.maketrans(
    dict.fromkeys("أإآٱ", "ا")
    | dict(zip("ىیېةهکگڤ", "يييههككف", strict=True))
    | {str(chr(base + digit)): str(digit) for base in (0x660, 0x6F0) for digit in range(10)}
    | {"،": ",", "٫": ".", "٬": "", "∕": "/", "⁄": "/", "\\": "/", "–": "-", "—": "-", "−": "-", "\u066a": "%"}
)
_SIGNS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\u00ad]")
_LONG_DASH = re.compile(r"(?<=[\s\d])\u0640+(?=[\s\d])")  # what lengthens letters has none beside it


def _names(names: dict[str, int]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


_MONTH = rf"(?:{_names(MONTHS)})"
_DAY = r"\d{1,2}"
_OF = r"(?:\s*(?:,|من|(?:من\s+)?شهر|-|/|of)\s*|\s+)"
_SHORT_YEAR = r"\d{2}(?=\s\d{1,2}:)|(?:2[5-9]|[3-9]\d)(?=\s[-|,]\s\d{1,2}:)"  # «28 نوفمبر، 10 - 11:30» are hours
_NAMED = re.compile(
    rf"(?<![\d\w])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|ي|\.)?{_OF}?(?P<month>{_MONTH})(?:(?:\s*[/(\-]\s*|\s)(?P<other>{_MONTH})\s*\)?)?"
    rf"(?![^\W\d])\.?[\s,/\-]*(?:(?:من\s+)?(?:من|لعام|العام|عام|سنه)\s*)?(?P<year>\d{{4}}|{_SHORT_YEAR})(?![\d])(?:\s*م(?!\w))?"
)
_NAMED_FIRST = re.compile(
    rf"(?<!\w)(?P<month>{_MONTH})(?:(?:\s*[/(\-]\s*|\s)(?P<other>{_MONTH})\s*\)?)?\.?[\s/\-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?"
    r"(?:\s*,?\s+|\s*[/\-]\s*)(?P<year>\d{4})(?!\d)"
)
_NAMED_LAST = re.compile(rf"(?<!\d)(?P<year>\d{{4}})[\s,/\-]+(?P<month>{_MONTH})[\s,/\-]+(?P<day>\d{{1,2}})(?![\w:])")
_YEAR_FIRST = re.compile(
    r"(?<![\da-z/.\-])(?P<year>\d{4})\s*(?P<by>[-/.])\s*(?P<month>\d{1,2})\s*(?P=by)\s*(?P<day>\d{1,2})(?!\d|[./]\d)"
)
_DAY_FIRST = re.compile(
    r"(?<![\da-z/.\-:])(?P<day>\d{1,2})\s*(?P<by>[-/.])\s*(?P<month>\d{1,2})\s*(?P=by)\s*(?P<year>\d{4})(?!\d|[./]\d)"
)
_TO = r"\s*(?:-|/|الي|حتي|و|ال|to|and|&)\s*"
_SEVERAL_DAYS = re.compile(  # «24 - 25 نوفمبر 2024», «24 نوفمبر - 3 ديسمبر 2024»
    rf"(?<![\d:.]){_DAY}{_TO}{_DAY}{_OF}?{_MONTH}(?!\w)|(?<![\d:.]){_DAY}{_OF}?{_MONTH}{_TO}{_DAY}{_OF}?{_MONTH}(?!\w)"
)
_BORN = r"ولدت?(?=\s+(?:في|عام|سنه|يوم|بتاريخ|\d))"  # «محمد ولد عبد الله» is a name
_FOUNDED = re.compile(  # no publication: «تأسست في 12 مارس 2005», «بالذكرى», «born»; but «أنشئ: …» of a page
    r"(?<!\w)[وفلبك]?(?:تاسس|(?:ال)?تاسيس|انشئ(?!ت?\s*:)|مواليد|العدد الاول|(?:ال)?ذكر(?:ي|اه|اها)(?!\w)"
    rf"|(?:ال)?مولوده?(?!\w)|(?:تاريخ|عيد|يوم)\s+(?:ال)?ميلاد|{_BORN})"
    r"|(?<!\w)(?:founded|established|born|birth(?:day)?)(?!\w)"
)
_NAMED_LIKE_IT = re.compile(r"(?<!\w)(?:by:?\s+[a-z.'-]+\s+born|(?:بقلم|كتبت)\s*[:/-]?\s*ذكري)(?!\w)")  # who wrote it
_FOUNDED_IN = re.compile(  # a year alone, beside which the day of the article may stand: «صحيفة تأسست عام 1932»
    r"(?<!\w)(?:تاسست?|انشئت?|founded|established)\s+(?:(?:في|عام|سنه|in)\s+)*(?:1[89]|20)\d\d(?!\d|[/.\-]\d)"
)
_WHOLE_DATE = r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2})(?!\d)"
_OTHER_NUMBERS = re.compile(  # versions, telephone numbers, prices
    r"(?<!\w)(?:(?:ال)?(?:نسخ[هة]|اصدار|سعر|هاتف|تلفون|فاكس|جوال|موبايل|رقم|ايبان|مبلغ)|version|ver|release|tel|phone|fax|price|ip)"
    r"(?!\w)(?:\s+(?:ال)?(?:هاتف|جوال|فاكس))?\s*[:#.]?\s*(?=\+?[\d./\- ]{5})"
    rf"\+?\d[\d./\-]*(?:\s(?:-\s)?(?!{_WHOLE_DATE})\d[\d./\-]*)*"  # «بيان رقم 17423 - 21/11/2026» has a date behind it
    r"|[\d.,/\-]{5,}\s*(?:دولار|ريال|درهم|دينار|جنيه|ليره|يورو|usd|eur|[$€£%])"
)
_CTIME = re.compile(  # Thu May 16 12:00:00 +0300 2024
    rf"(?<!\w)(?P<month>{_MONTH}) (?P<day>\d{{1,2}}) (?P<clock>\d{{2}}:\d{{2}}(?::\d{{2}})?)(?P<zone> \S{{1,5}})?"
    r" (?P<year>\d{4})$"
)
_COMPACT = re.compile(
    r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:t(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?(?!\d)"
)
_EPOCH = re.compile(r"^(1\d{9})(?:\d{3})?$")  # since 2001: with a zero before it, it is somebody's telephone
_BLESSED = r"(?:المبارك|المعظم|الكريم|الحرام|الخير|الفرد|المرجب|المكرم)"  # by which a Hijri month may be called
_HIJRI = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){_OF}?(?P<month>{_names(HIJRI_MONTHS)})(?!\w)(?:\s+{_BLESSED})?[\s,/\-]*(?P<year>1[34]\d\d)(?!\d)"
    r"(?:\s*ه{1,2}(?!\w))?"
)
_HIJRI_NUMBERS = re.compile(
    r"(?<![\da-z/.\-])(?:(?P<year>1[34]\d\d)\s*(?P<by>[-/.])\s*(?P<month>\d{1,2})\s*(?P=by)\s*(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})\s*(?P<by2>[-/.])\s*(?P<month2>\d{1,2})\s*(?P=by2)\s*(?P<year2>1[34]\d\d))"
    r"(?!\d|[./]\d)(?:\s*ه{1,2}(?!\w))?"
)

_SOLAR = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{_names(SOLAR_MONTHS)})(?:\s+ماه)?\s*,?\s+(?:سال\s+)?(?P<year>1[34]\d\d)(?!\d)"
)
_BOUND = re.compile(  # of an offer, of a law: «ينتهي في 21 نوفمبر 2026»
    r"(?<!\w)(?:حتي|لغايه|قبل|منذ|(?:ابتداء|اعتبارا|بدءا)\s+من|[يت]نتهي\s+في|until|since|before)\s+(?:يوم\s+)?(?:ال\w{3,6},?\s+)?"
    rf"(?={_DAY}(?:{_OF}?{_MONTH}|\s*[/.\-]\s*\d{{1,2}}\s*[/.\-]\s*\d{{4}}))"
)
_CLOCK_JOINED = re.compile(  # «27/11/2026-10:15», no zone; with when something ends it is no clock
    r"(?<=\D(?:19|20)\d\d)-(?:\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d(?!\d)|(?=\d{1,2}:\d\d(?!\d)))"
)
_WEEKDAY_JOINED = re.compile(r"(?<!\w)(ال(?:سبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه))(?=\d)")

_FIRST_SAID = re.compile(
    r"(?<!\w)(?:(?:تم|تاريخ|وقت)\s+)?(?:(?:ال)?نشر(?:ت|ه|ها)?|الاضافه|اضيفت?|الانشاء)(?!\w)|(?<!\w)(?:first\s+)?(?:published|posted|created)(?!\w)"
)
_YEAR = re.compile(r"(?<![\d+:])(?:19|20)\d\d(?!\d)")
_LAST_SAID = re.compile(
    r"(?<!\w)(?:(?:اخر|تم|تاريخ|وقت)\s+)?(?:ال)?(?:تحديث|تعديل)(?!\w)|(?<!\w)(?:حدث|حدثت|عدل|عدلت)(?!\w)"
    r"|(?<!\w)(?:last\s+)?(?:updated?|modified|edited)(?!\w)"
)


def parse_date(text: str, *, now: datetime, zone: str, local: bool = False) -> datetime | date | None:
    """The moment a text names: aware, or a bare date if no time of day is known, or None if in doubt.

    `zone` (IANA name) is for times without one and for what "today" means; day comes before month in numbers. `local`:
    times are in `zone`, whatever zone they name.

    >>> parse_date("السبت ١١ أيار ٢٠٢٤ 11:25 م", now=datetime(2026, 1, 1, tzinfo=UTC), zone="UTC")
    datetime.datetime(2024, 5, 11, 23, 25, tzinfo=zoneinfo.ZoneInfo(key='UTC'))
    """
    if len(text) > _LONGEST:
        return None
    folded = fold_date(text)
    place = zone_of(zone)
    if (epoch := _EPOCH.match(folded)) is not None:
        return _sane(datetime.fromtimestamp(int(epoch.group(1)), UTC), now)
    found = _absolute(_as_published(folded))
    if found is not None:
        day, rest = found
        return _sane(_at_its_time(day, rest, place, trusted=not local), now)
    if re.search(r"\d{4}", folded) or len(folded) > 80:
        return None  # a date that we failed to read, or a sentence
    return parse_ago(folded, now=now.astimezone(place), clock=parse_clock)


def parse_moment(text: str, *, now: datetime, zone: str, local: bool = False) -> datetime | None:
    """The same in UTC; a day without a time begins at its midnight."""
    found = parse_date(text, now=now, zone=zone, local=local)
    if found is None:
        return None
    if not isinstance(found, datetime):
        found = datetime.combine(found, time(), zone_of(zone))
    return found.astimezone(UTC)


def names_a_day(text: str) -> bool:
    """Whether a text names one day, be it ever so far off.

    >>> names_a_day("12 مارس 2041"), names_a_day("1970-01-01T00:00:00Z"), names_a_day("قبل قليل")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _absolute(_as_published(fold_date(text))) is not None


def around_day(text: str) -> tuple[str, str] | None:
    """What stands before and behind the one day that a text names, folded; None if it names none, or several.

    >>> around_day("تحقيق أحداث 11 سبتمبر 2001")
    ('تحقيق احداث', '')
    """
    found = _absolute(_as_published(fold_date(text).replace("|", "-"))) if len(text) <= _LONGEST else None
    if found is None:
        return None
    before, _, rest = found[1].partition("|")
    return before.strip(), rest.rpartition("|")[2].strip()


def fold_date(text: str) -> str:
    """One spelling for letters and digits: no signs, hamza, final forms; small Latin letters."""
    if PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    folded = re.sub(r"\s+", " ", _SIGNS.sub("", _LONG_DASH.sub("-", text)).translate(_FOLDS).lower()).strip()
    return _WEEKDAY_JOINED.sub(r"\1 ", folded)  # by elements that stand side by side


def _as_published(text: str) -> str:
    """Of a text that says both what of it is the time of publishing, not of the last change.

    >>> _as_published("نشر: 24/11/2024 10:15 تحديث: 25/11/2024 12:00")
    'نشر: 24/11/2024 10:15 '
    """
    last = _LAST_SAID.search(text)
    if last is None:
        return text
    first = _FIRST_SAID.search(text)
    if first is not None and first.start() > last.start():
        return text[first.start() :]
    before, after = text[: last.start()], text[last.start() :]
    both = first is not None or _YEAR.search(after) or (parse_clock(before) and parse_clock(after))
    return before if _YEAR.search(before) and both else text


def _absolute(text: str) -> tuple[date, str] | None:
    """The one day that a text names, and the text without it; None if there is none, or several.

    A Hijri day counts only where there is no other: beside one it is the same day said twice.
    """
    text = _CLOCK_JOINED.sub(" ", _FOUNDED_IN.sub(" ", text))
    if _SEVERAL_DAYS.search(text) or _BOUND.search(text) or _FOUNDED.search(_NAMED_LIKE_IT.sub(" ", text)):
        return None
    text = _OTHER_NUMBERS.sub(" ", text)
    hijri = {_hijri_day(match) for match in _HIJRI.finditer(text)}
    rest = _HIJRI.sub(" ", text)
    days = {_solar_day(match) for match in _SOLAR.finditer(rest)}  # sure to a day, as no Hijri one is
    rest = _SOLAR.sub(" | ", rest)
    for match in _HIJRI_NUMBERS.finditer(rest):
        (days if _is_solar(match) else hijri).add(_old_numbers(match))
    rest = _HIJRI_NUMBERS.sub(" | ", rest)
    for pattern in (_NAMED, _NAMED_FIRST, _NAMED_LAST, _YEAR_FIRST, _DAY_FIRST, _CTIME, _COMPACT):
        days |= {_day(match.groupdict()) for match in pattern.finditer(rest)}
        rest = pattern.sub(_without_date, rest)
    found = days or hijri
    day = found.pop() if len(found) == 1 else None
    return (day, rest) if day is not None else None


def _hijri_day(match: re.Match[str]) -> date | None:
    month = HIJRI_MONTHS[re.sub(r"\s+", " ", match["month"])]
    return civil_day(int(match["year"]), month, int(match["day"]))


def _is_solar(match: re.Match[str]) -> bool:
    return int(match["year"] or match["year2"]) in YEARS and not match.group().endswith("ه")


def _old_numbers(match: re.Match[str]) -> date | None:
    year, month, day = (int(match[name] or match[f"{name}2"]) for name in ("year", "month", "day"))
    return (civil_day_of_solar if _is_solar(match) else civil_day)(year, month, day)


def _solar_day(match: re.Match[str]) -> date | None:
    return civil_day_of_solar(int(match["year"]), SOLAR_MONTHS[match["month"]], int(match["day"]))


def _without_date(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("hour") is not None:  # the compact form has its time inside
        return f" {groups['hour']}:{groups['minute']}:{groups['second'] or '00'}"
    if groups.get("clock") is not None:
        return f" {groups['clock']}{groups['zone'] or ''}"
    return " | "


def _day(groups: dict[str, str | None]) -> date | None:
    """The day of a match; None if the calendar has no such day or two names of the month contradict each other."""
    written = re.sub(r"\s+", " ", groups["month"] or "")
    month = MONTHS.get(written) or int(written)
    other = groups.get("other")
    if other is not None and MONTHS[re.sub(r"\s+", " ", other)] != month:
        return None
    written_year = groups["year"] or ""
    year, day = int(written_year) + (2000 if len(written_year) == 2 else 0), int(groups["day"] or 0)
    if written.isdigit() and month > 12 >= day and groups.get("by") == "/":
        month, day = day, month  # 05/13/2024 can only be American
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _at_its_time(day: date, rest: str, place: tzinfo, *, trusted: bool) -> datetime | date:
    clock = parse_clock(rest)
    if clock is None or (trusted and names_unknown_zone(rest, place)):
        return day
    return datetime.combine(day, clock, (parse_zone(rest) if trusted else None) or place)


def _sane(found: datetime | date, now: datetime) -> datetime | date | None:
    return found if _FIRST_YEAR <= found.year <= now.year + 1 else None


def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; UTC if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
