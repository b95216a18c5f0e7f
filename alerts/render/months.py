"""What months, days and clocks are called, where."""

_LEVANT = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول"
_GULF = "يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر"
_TUNIS = "جانفي,فيفري,مارس,أفريل,ماي,جوان,جويلية,أوت,سبتمبر,أكتوبر,نوفمبر,ديسمبر"
_RABAT = "يناير,فبراير,مارس,أبريل,ماي,يونيو,يوليوز,غشت,شتنبر,أكتوبر,نونبر,دجنبر"
_BY_COUNTRY = {
    **dict.fromkeys(("IQ", "SY", "JO", "LB", "PS"), _LEVANT),
    **dict.fromkeys(("TN", "DZ"), _TUNIS),
    "MA": _RABAT,
}
_COUNTRY_OF_ZONE = {
    "Asia/Baghdad": "IQ",
    "Asia/Damascus": "SY",
    "Asia/Amman": "JO",
    "Asia/Beirut": "LB",
    "Asia/Gaza": "PS",
    "Asia/Hebron": "PS",
    "Asia/Jerusalem": "PS",
    "Africa/Tunis": "TN",
    "Africa/Algiers": "DZ",
    "Africa/Casablanca": "MA",
}
DAYS_AR = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CITIES_AR = {
    "Asia/Baghdad": "بغداد",
    "Asia/Damascus": "دمشق",
    "Asia/Amman": "عمّان",
    "Asia/Beirut": "بيروت",
    "Asia/Gaza": "غزة",
    "Asia/Hebron": "الخليل",
    "Asia/Jerusalem": "القدس",
    "Asia/Riyadh": "الرياض",
    "Asia/Kuwait": "الكويت",
    "Asia/Qatar": "الدوحة",
    "Asia/Bahrain": "المنامة",
    "Asia/Dubai": "دبي",
    "Asia/Muscat": "مسقط",
    "Asia/Aden": "عدن",
    "Asia/Tehran": "طهران",
    "Africa/Cairo": "القاهرة",
    "Africa/Khartoum": "الخرطوم",
    "Africa/Tripoli": "طرابلس",
    "Africa/Tunis": "تونس",
    "Africa/Algiers": "الجزائر",
    "Africa/Casablanca": "الدار البيضاء",
    "Africa/Nouakchott": "نواكشوط",
    "Africa/Mogadishu": "مقديشو",
    "Africa/Djibouti": "جيبوتي",
    "Europe/Istanbul": "إسطنبول",
    "Europe/London": "لندن",
    "Europe/Paris": "باريس",
    "Europe/Berlin": "برلين",
    "Europe/Moscow": "موسكو",
    "America/New_York": "نيويورك",
}
_UNIVERSAL = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT"})


def arabic_months(country: str | None, zone: str) -> tuple[str, ...]:
    """The names of the months as the country says them; unless named, the country of the time zone.

    >>> arabic_months(None, "Asia/Baghdad")[10], arabic_months("AE", "Asia/Baghdad")[10]
    ('تشرين الثاني', 'نوفمبر')
    """
    return tuple(_BY_COUNTRY.get(country or _COUNTRY_OF_ZONE.get(zone, ""), _GULF).split(","))


def clock_name(zone: str, language: str) -> str:
    """Whose clock it is.

    >>> clock_name("Asia/Baghdad", "ar"), clock_name("Africa/Cairo", "en")
    ('بتوقيت بغداد', 'Cairo time')
    """
    if language == "en":
        return "UTC" if zone in _UNIVERSAL else zone.rpartition("/")[2].replace("_", " ") + " time"
    if zone in _UNIVERSAL:
        return "بالتوقيت العالمي"
    city = _CITIES_AR.get(zone)
    return f"بتوقيت {city}" if city is not None else f"بتوقيت \u2068{zone}\u2069"
