"""The Umm al-Qura calendar: the day of the civil calendar on which a Hijri day falls."""

from datetime import date, timedelta

_FIRST_YEAR = 1410
_FIRST_DAY = date(1989, 8, 2)
# lengths of the months of one year, lowest bit first: 1 is 30 days, 0 is 29 (as Saudi Arabia publishes the calendar)
_LENGTHS = (
    "95d 2da 5d9 db2 ba4 b4a a55 2b5 575 b6a bd2 bc4 b89 a95 52d "
    "5ad b6a 6d4 dc9 d92 aa6 956 2ae 56d 36a b55 aaa 94d 49d 95d "
    "2ba 5b5 5aa d55 a9a 92e 26e 55d ada 6d4 6a5 54b a97 54e aae "
    "5ac ba9 d92 b25 64b cab"
)
_YEARS = _LENGTHS.split()


def civil_day(year: int, month: int, day: int) -> date | None:
    """The day of the civil calendar; None outside of the years we know, or if the month has no such day.

    >>> civil_day(1447, 1, 1)
    datetime.date(2025, 6, 26)
    """
    index = year - _FIRST_YEAR
    if not (0 <= index < len(_YEARS) and 1 <= month <= 12):
        return None
    lengths = [length for text in _YEARS[: index + 1] for length in _lengths(text)]
    before = sum(lengths[: index * 12 + month - 1])
    if not 1 <= day <= lengths[index * 12 + month - 1]:
        return None
    return _FIRST_DAY + timedelta(days=before + day - 1)


def _lengths(text: str) -> list[int]:
    bits = int(text, 16)
    return [30 if bits >> month & 1 else 29 for month in range(12)]
