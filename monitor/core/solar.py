"""Iran's solar calendar: the day of the civil calendar on which one of its days falls."""

from datetime import date, timedelta

YEARS = range(1369, 1410)  # of the web; a Hijri year of these numbers was over before
_FIRST_DAY = date(1990, 3, 21)
_LEAP = frozenset({1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408})  # as Iran publishes them
_LENGTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)


def civil_day_of_solar(year: int, month: int, day: int) -> date | None:
    """The day of the civil calendar; None outside of the years we know, or if the month has no such day.

    >>> civil_day_of_solar(1405, 9, 1)
    datetime.date(2026, 11, 22)
    """
    if year not in YEARS or not 1 <= month <= 12:
        return None
    length = _LENGTHS[month - 1] + (month == 12 and year in _LEAP)
    if not 1 <= day <= length:
        return None
    years = 365 * (year - YEARS.start) + sum(one < year for one in _LEAP)
    return _FIRST_DAY + timedelta(days=years + sum(_LENGTHS[: month - 1]) + day - 1)
