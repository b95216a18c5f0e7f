"""Quiet hours and digests on the clocks of six zones, over two years with every change of daylight saving time."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.model.route import Quiet, Route, Send, Timetable
from monitor.core.waits import digest_of
from monitor.core.wall import instant, last_slot, next_slot, quiet_until, slot_before, slot_name

ZONES = ("Asia/Baghdad", "Africa/Cairo", "Asia/Beirut", "Asia/Dubai", "Europe/London", "America/New_York")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2028, 1, 1, tzinfo=UTC)
NIGHTS = {  # (zone, local date) of clocks that jump or turn back in these two years, near midnight or at two
    "Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 30), date(2027, 4, 30)),
    "Asia/Beirut": (date(2026, 3, 29), date(2026, 10, 25)),
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
}

walls = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 59)))
moments = st.datetimes(BEGIN.replace(tzinfo=None), END.replace(tzinfo=None)).map(lambda at: at.replace(tzinfo=UTC))


def slots(timetable: Timetable, begin: datetime = BEGIN, end: datetime = END) -> Iterator[datetime]:
    """Every slot, as a daemon that is always awake finds it: the next one after the last."""
    at = next_slot(timetable, begin)
    while at < end:
        yield at
        at = next_slot(timetable, at)


def local_days(zone: ZoneInfo, days: frozenset[int]) -> set[date]:
    first, last = (at.astimezone(zone).date() for at in (BEGIN, END))
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day for day in every if day.weekday() in days}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("wall", [time(0, 0), time(0, 30), time(1, 30), time(2, 30), time(7, 30), time(23, 45)])
def test_a_daily_digest_is_due_once_on_every_local_day(zone: str, wall: time) -> None:
    at = ZoneInfo(zone)
    days = frozenset({6, 0, 1, 2, 3})
    timetable = Timetable(send=Send.DAILY, at=(wall,), days=days, zone=at)
    found = list(slots(timetable))

    expected = {instant(day, wall, at) for day in local_days(at, days)}
    assert set(found) == {slot for slot in expected if BEGIN < slot < END}
    assert len({slot_name(slot, at) for slot in found}) == len(found)
    # a time that was jumped over is told an hour later on the clock, on the same day; all others to the minute
    late = [slot for slot in found if slot.astimezone(at).time() != wall]
    assert len(late) <= 2
    assert Counter(slot.astimezone(at).date() for slot in found).most_common(1)[0][1] == 1


@settings(max_examples=150)
@given(
    zone=st.sampled_from(ZONES),
    at=st.lists(walls, min_size=1, max_size=3, unique=True),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    begin=moments,
    naps=st.lists(st.integers(1, 60 * 30), min_size=1, max_size=40),
)
def test_whenever_the_daemon_looks_it_finds_the_last_slot_and_none_twice(
    zone: str, at: list[time], days: frozenset[int], begin: datetime, naps: list[int]
) -> None:
    timetable = Timetable(send=Send.DAILY, at=tuple(at), days=days, zone=ZoneInfo(zone))
    now = begin
    told = [last_slot(timetable, begin)]
    for nap in naps:
        now += timedelta(minutes=nap)
        slot = last_slot(timetable, now)
        assert slot <= now < next_slot(timetable, now)
        if slot != told[-1]:
            # every slot passed in the nap is between the two, and the chain back has no gap
            assert slot > told[-1]
            back = slot
            while back > told[-1]:
                back = slot_before(timetable, back)
            assert back == told[-1]
            told.append(slot)
    assert len(told) == len(set(told))


@pytest.mark.parametrize("zone", [*ZONES, "Asia/Tehran", "Asia/Kathmandu"])
def test_an_hourly_digest_is_due_at_every_full_hour_of_the_local_clock(zone: str) -> None:
    at = ZoneInfo(zone)
    timetable = Timetable(send=Send.HOURLY, zone=at)

    found = list(slots(timetable, datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)))

    assert {later - earlier for earlier, later in zip(found, found[1:], strict=False)} == {timedelta(hours=1)}
    assert {slot.astimezone(at).minute for slot in found} == {0}
    assert len({slot_name(slot, at) for slot in found}) == len(found)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("start", "until"), [(time(22), time(7)), (time(0, 30), time(1, 30)), (time(13), time(15))])
def test_quiet_hours_end_once_for_all_that_they_hold(zone: str, start: time, until: time) -> None:
    quiet = Quiet(name="night", start=start, until=until, zone=ZoneInfo(zone))
    at, ends = BEGIN, []
    while at < END:
        end = quiet_until(quiet, at)
        if end is not None:
            assert at < end <= at + timedelta(hours=12)
            assert quiet_until(quiet, end) is None, "what is held is not held again"
            if not ends or ends[-1] != end:
                assert not ends or end > ends[-1]
                ends.append(end)
        at += timedelta(minutes=30)

    nights = len({end.astimezone(quiet.zone).date() for end in ends})
    assert nights == len(ends)
    assert nights >= 728  # in some nights of change a quiet hour that begins and ends within the gap does not exist


@settings(max_examples=200)
@given(zone=st.sampled_from(ZONES), start=walls, until=walls, weekend=walls, at=moments)
def test_a_moment_is_quiet_or_it_is_not_and_the_end_is_ahead(
    zone: str, start: time, until: time, weekend: time, at: datetime
) -> None:
    quiet = Quiet(
        name="q", start=start, until=until, weekend_until=weekend, weekend=frozenset({4, 5}), zone=ZoneInfo(zone)
    )

    end = quiet_until(quiet, at)

    assert end is None or at < end <= at + timedelta(hours=49)


@settings(max_examples=200)
@given(
    zone=st.sampled_from(ZONES),
    quiet_zone=st.sampled_from(ZONES),
    start=walls,
    until=walls,
    weekend=st.none() | walls,
    at=st.lists(walls, min_size=1, max_size=3, unique=True),
    days=st.sets(st.integers(0, 6), min_size=1),
    asked=moments,
)
def test_what_comes_up_is_in_the_first_digest_that_goes_out_after_it(
    zone: str,
    quiet_zone: str,
    start: time,
    until: time,
    weekend: time | None,
    at: list[time],
    days: set[int],
    asked: datetime,
) -> None:
    places = {"weekend_until": weekend, "weekend": frozenset({4, 5}), "zone": ZoneInfo(quiet_zone)}
    quiet = Quiet(name="q", start=start, until=until, **places)  # type: ignore[arg-type]
    timetable = Timetable(send=Send.DAILY, at=tuple(sorted(at)), days=frozenset(days), zone=ZoneInfo(zone))
    around = slots(timetable, asked - timedelta(days=9), asked + timedelta(days=9))
    ends = [quiet_until(quiet, slot) or slot for slot in around]

    due = digest_of(Route(name="r", to=(), timetable=timetable, quiet=quiet), asked)

    assert due == min(end for end in ends if end > asked)


def test_a_weekend_morning_is_quiet_for_longer() -> None:
    baghdad = ZoneInfo("Asia/Baghdad")
    quiet = Quiet(
        name="night",
        start=time(22),
        until=time(7),
        weekend_until=time(9),
        weekend=frozenset({4, 5}),
        zone=baghdad,
    )

    def ends(day: int, hour: int) -> tuple[int, int] | None:
        end = quiet_until(quiet, datetime(2026, 11, day, hour, tzinfo=baghdad))
        return (end.astimezone(baghdad).day, end.astimezone(baghdad).hour) if end is not None else None

    assert ends(24, 23) == (25, 7)  # a tuesday evening
    assert ends(26, 23) == (27, 9)  # thursday: friday morning is weekend
    assert ends(27, 8) == (27, 9)
    assert ends(28, 23) == (29, 7)  # saturday: sunday is a working day
    assert ends(25, 8) is None


@pytest.mark.parametrize(("zone", "night"), [(zone, night) for zone, nights in NIGHTS.items() for night in nights])
def test_in_the_nights_of_change_half_past_is_told_once(zone: str, night: date) -> None:
    at = ZoneInfo(zone)
    timetable = Timetable(send=Send.DAILY, at=(time(0, 30), time(1, 30), time(2, 30)), zone=at)
    noon = [instant(night + timedelta(days=n), time(12), at) for n in (-1, 0)]

    found = list(slots(timetable, *noon))

    # two of them fall together where the clock jumps over one
    assert len(found) in (2, 3)
    assert all(noon[0] < slot < noon[1] for slot in found)
