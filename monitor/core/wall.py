"""The clock on the wall: when quiet hours end and when digests are due, through every change of daylight saving time.

An instant is computed from (local date, wall time, fold=0) and kept in UTC. Asking "does the clock read 00:30 now?"
misses a digest in nights whose clock jumps over half past midnight (Cairo, 24 April 2026; Beirut, 29 March) and doubles
it when the hour comes again (Cairo, 29 October).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from monitor.core.model.route import Quiet, Send, Timetable

_DAY = timedelta(days=1)


def instant(day: date, wall: time, zone: tzinfo) -> datetime:
    """The moment (UTC) at which the clock reads `wall` on `day`; of two such moments the first.

    >>> from zoneinfo import ZoneInfo
    >>> instant(date(2026, 4, 24), time(0, 30), ZoneInfo("Africa/Cairo")).isoformat()  # a time that is jumped over
    '2026-04-23T22:30:00+00:00'
    """
    return datetime.combine(day, wall.replace(fold=0), zone).astimezone(UTC)


def quiet_until(quiet: Quiet | None, at: datetime) -> datetime | None:
    """When the quiet hours around `at` end; None: nobody is disturbed at `at`."""
    if quiet is None:
        return None
    today = at.astimezone(quiet.zone).date()
    for begin, end in (_quiet_of(quiet, day) for day in (today - _DAY, today)):
        if begin <= at < end:
            return end
    return None


def quiet_ends(quiet: Quiet | None, since: datetime, until: datetime) -> Iterator[datetime]:
    """When quiet hours ended later than `since` and not later than `until`."""
    if quiet is None:
        return
    day, last = since.astimezone(quiet.zone).date() - _DAY, until.astimezone(quiet.zone).date()
    while day <= last:
        _, end = _quiet_of(quiet, day)
        if since < end <= until:
            yield end
        day += _DAY


def _quiet_of(quiet: Quiet, day: date) -> tuple[datetime, datetime]:
    """The quiet hours that begin on a day."""
    ends = day + _DAY if quiet.until <= quiet.start else day
    weekend = quiet.weekend_until is not None and ends.weekday() in quiet.weekend
    wall = quiet.weekend_until if weekend and quiet.weekend_until is not None else quiet.until
    return instant(day, quiet.start, quiet.zone), instant(ends, wall, quiet.zone)


def next_slot(timetable: Timetable, after: datetime) -> datetime:
    """The first moment later than `after` at which a digest is due."""
    if timetable.send is Send.HOURLY:
        return _full_hour(timetable, after) + timedelta(hours=1)
    return min(slot for slot in _slots(timetable, after) if slot > after)


def last_slot(timetable: Timetable, now: datetime) -> datetime:
    """The latest moment not later than `now` at which a digest was due."""
    if timetable.send is Send.HOURLY:
        return _full_hour(timetable, now)
    return max(slot for slot in _slots(timetable, now) if slot <= now)


def slot_before(timetable: Timetable, slot: datetime) -> datetime:
    """The one before it."""
    return last_slot(timetable, slot - timedelta(microseconds=1))


def slot_name(slot: datetime, zone: tzinfo) -> str:
    """What a digest is known by: the reader's date and time, with the distance from UTC.

    >>> from zoneinfo import ZoneInfo
    >>> slot_name(datetime(2026, 11, 24, 4, 30, tzinfo=UTC), ZoneInfo("Asia/Baghdad"))
    '2026-11-24T07:30+03:00'
    """
    return slot.astimezone(zone).isoformat(timespec="minutes")


def _full_hour(timetable: Timetable, at: datetime) -> datetime:
    """The full hour of the local clock at or before `at`; distances from UTC of half an hour exist."""
    local = at.astimezone(timetable.zone)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return at.astimezone(UTC) - past


def _slots(timetable: Timetable, around: datetime) -> Iterator[datetime]:
    today = around.astimezone(timetable.zone).date()
    for offset in range(-8, 9):  # a week and the days at its edges
        day = today + offset * _DAY
        if day.weekday() in timetable.days:
            for wall in timetable.at:
                yield instant(day, wall, timetable.zone)
