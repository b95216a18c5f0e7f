"""The time zone that a date names. Texts are in the folded spelling of `monitor.core.dates`."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_OFFSET = re.compile(  # also joined to the name of the zone: «ت.غ+3»
    r"(?:(?<![\d\w])(?:gmt|utc)?|(?<=تش)|(?<=[. ]غ))\s?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?![\d:])"
)
_AFTER_CLOCK = re.compile(
    r"\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})(?!\d)"
)
_ZULU = re.compile(
    r"(?<=\d)z(?!\w)|(?<!\w)(?:gmt|utc|ut)(?!\w)|(?<!\w)ت\.? ?غ(?!\w)|[غجك]رين[يو]?تش|(?<=\d) ?غ(?!\w)"
    r"|توقيت (?:ال)?(?:عالمي|دولي)"
)
# names of RFC 822; «AST» is not among them: at home it is Atlantic, at Arab outlets Arabian time
_HOURS = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_HOURS |= {"wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "bst": 1, "msk": 3, "trt": 3}
_HOURS |= {"ksa": 3, "uae": 4, "gst": 4}  # as outlets of the Gulf write behind a clock
_HALVES = r"(?:(?:ص|صباحا|م|مساء|ظ|ظهرا|[ap]\.?m\.?) ?)?"
_NO_ZONE = r"(?: (?:bank|asia|africa|coast|side|end)(?!\w))"  # of «West»
_NAME = re.compile(  # right behind a clock only: «c'est», «10:00 - Est républicain» are no zones
    rf"(?<=\d) ?{_HALVES}(?:[(\[]|[-,] ?(?!w?est))?(?P<name>{'|'.join(_HOURS)})(?!\w|{_NO_ZONE})"
)
_SEVERAL = r"(?<=\d) ?(?:(?:am|pm) )?(?:ist|sst)(?!\w)"  # Indian, Israeli or Irish
CITIES = {
    name: zone
    for zone, names in (
        ("Asia/Riyadh", "مكه، المدينه المنوره، الرياض، السعوديه"),
        ("Africa/Cairo", "القاهره، مصر"),
        ("Asia/Beirut", "بيروت، لبنان"),
        ("Asia/Damascus", "دمشق، سوريا، سوريه"),
        ("Asia/Baghdad", "بغداد، العراق، اربيل"),
        ("Asia/Amman", "الاردن، عمان الاردن"),
        ("Asia/Hebron", "القدس، فلسطين، رام الله"),
        ("Asia/Gaza", "غزه"),
        ("Asia/Dubai", "ابوظبي، ابو ظبي، دبي، الامارات"),
        ("Asia/Qatar", "الدوحه، قطر"),
        ("Asia/Kuwait", "الكويت"),
        ("Asia/Bahrain", "المنامه، البحرين"),
        ("Asia/Muscat", "مسقط، سلطنه عمان"),
        ("Asia/Aden", "صنعاء، عدن، اليمن"),
        ("Africa/Khartoum", "الخرطوم، السودان"),
        ("Africa/Tripoli", "طرابلس، ليبيا"),
        ("Africa/Tunis", "تونس"),
        ("Africa/Algiers", "الجزائر"),
        ("Africa/Casablanca", "الرباط، المغرب، الدار البيضاء"),
        ("Africa/Nouakchott", "نواكشوط، موريتانيا"),
        ("Europe/Istanbul", "اسطنبول، انقره، تركيا"),
        ("Asia/Tehran", "طهران، ايران"),
        ("Europe/Moscow", "موسكو"),
        ("Europe/London", "لندن"),
        ("Europe/Paris", "باريس"),
        ("Europe/Berlin", "برلين، وسط اوروبا"),
        ("America/New_York", "واشنطن، نيويورك"),
    )
    for name in names.split("، ")
}
"""Folded city or country → its zone."""
_CITY = re.compile(rf"(?<!\w)ب?توقيت (?:مدينه |شرق )?(?P<city>{'|'.join(sorted(CITIES, key=len, reverse=True))})(?!\w)")
_CITY_BEHIND = re.compile(  # «16:25 (مكة المكرمة)»
    rf"\d{{2}} ?(?:(?:ص|صباحا|م|مساء) ?)?\((?P<city>{'|'.join(sorted(CITIES, key=len, reverse=True))})(?: المكرمه)?\)"
)
_ENGLISH = {
    "mecca": "Asia/Riyadh",
    "makkah": "Asia/Riyadh",
    "riyadh": "Asia/Riyadh",
    "cairo": "Africa/Cairo",
    "beirut": "Asia/Beirut",
    "damascus": "Asia/Damascus",
    "baghdad": "Asia/Baghdad",
    "amman": "Asia/Amman",
    "jerusalem": "Asia/Hebron",
    "dubai": "Asia/Dubai",
    "doha": "Asia/Qatar",
    "london": "Europe/London",
    "paris": "Europe/Paris",
}
_ENGLISH_TIME = re.compile(rf"(?<!\w)(?P<city>{'|'.join(_ENGLISH)}) time(?!\w)")  # not «reading time»
_OF_A_COUNTRY = {
    "سعودي": "Asia/Riyadh", "مصري": "Africa/Cairo", "لبناني": "Asia/Beirut", "سوري": "Asia/Damascus",
    "عراقي": "Asia/Baghdad", "اردني": "Asia/Amman", "فلسطيني": "Asia/Hebron", "اماراتي": "Asia/Dubai",
    "قطري": "Asia/Qatar", "كويتي": "Asia/Kuwait", "بحريني": "Asia/Bahrain", "عماني": "Asia/Muscat", "يمني": "Asia/Aden",
    "سوداني": "Africa/Khartoum", "ليبي": "Africa/Tripoli", "تونسي": "Africa/Tunis", "جزائري": "Africa/Algiers",
    "مغربي": "Africa/Casablanca", "موريتاني": "Africa/Nouakchott", "تركي": "Europe/Istanbul",
}  # fmt: skip
_NATIONAL = re.compile(rf"(?<!\w)بالتوقيت ال(?P<city>{'|'.join(_OF_A_COUNTRY)})(?!\w)")
_SOME_ZONE = re.compile(rf"(?<!\w)(?:ب?توقيت|بالتوقيت) (?!(?:ال)?(?:محلي|صيفي|شتوي))\w|{_SEVERAL}")
# Amman's, or Oman's: told by where the outlet is
_AMMAN_OR_OMAN = re.compile(r"(?<!\w)توقيت عمان|بتوقيت عمان")
_THEIRS = ("Asia/Amman", "Asia/Muscat")


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
        return timezone(timedelta(hours=_HOURS[name["name"]]))
    city = _CITY.search(text) or _CITY_BEHIND.search(text) or _NATIONAL.search(text) or _ENGLISH_TIME.search(text)
    return ZoneInfo((CITIES | _OF_A_COUNTRY | _ENGLISH)[city["city"]]) if city is not None else None


def names_unknown_zone(text: str, home: tzinfo) -> bool:
    """Whether a text says in which zone a time is, and we do not know that zone: then the time is none of ours.

    `home`: the outlet's zone, which tells whose عمان is.
    """
    if _SOME_ZONE.search(text) is None or parse_zone(text) is not None:
        return False
    return str(home) not in _THEIRS or _AMMAN_OR_OMAN.search(text) is None
