"""A number of polls a day is kept, and the important sources get the most of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.budget import fewest_polls, unit_within
from monitor.core.model.feed import FeedState
from monitor.core.model.source import Source
from monitor.core.rhythm import Rhythm
from monitor.core.schedule import UNIT, interval

T0 = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BY_DAY = tuple(0.2 if hour < 6 else 1.26 for hour in range(24))


def feed(
    name: str, per_day: float, *, weight: float = 1.0, max_every: timedelta = 6 * HOUR
) -> tuple[Source, FeedState]:
    """A source that publishes mostly by day, and what is known of it after two weeks."""
    source = Source(id=name, name=name, url=f"https://{name}.example/", weight=weight, max_every=max_every)
    rhythm = Rhythm(hours=tuple(14 * per_day / 24 * share for share in BY_DAY), days=14.0, until=T0)
    return source, FeedState(source=name, url=source.url, poll_at=T0, interval=HOUR, rhythm=rhythm, window=50)


def polls(source: Source, state: FeedState, unit: timedelta) -> int:
    """How often it is asked in a day."""
    now, count = T0, 0
    while now < T0 + DAY:
        now += interval(source, state.rhythm, now, unit=unit, window=state.window)
        count += 1
    return count


DESK = [feed(f"o{number}", 2.0**number, weight=weight) for number in range(9) for weight in (0.5, 1, 4)]


@pytest.mark.parametrize("allowed", [400, 600, 900])
def test_all_feeds_together_are_asked_about_as_often_as_is_allowed(allowed: int) -> None:
    unit = unit_within(allowed, DESK)

    assert sum(polls(source, state, unit) for source, state in DESK) == pytest.approx(allowed, rel=0.1)


def test_where_enough_is_allowed_nothing_changes() -> None:
    assert unit_within(None, DESK) == unit_within(1_000_000, DESK) == UNIT


def test_who_is_four_times_as_important_is_asked_twice_as_often() -> None:
    unit = unit_within(60, [plain := feed("plain", 24), heavy := feed("heavy", 24, weight=4)])

    assert polls(*heavy, unit) == pytest.approx(2 * polls(*plain, unit), rel=0.1)


def test_the_sources_own_bounds_win() -> None:
    unit = unit_within(1, DESK)

    assert [polls(source, state, unit) for source, state in DESK if state.rhythm.per_hour() < 1] == [4] * 15
    assert fewest_polls(source for source, _ in DESK) == 4 * len(DESK)


def test_a_fixed_pace_is_taken_off_first() -> None:
    fixed = replace(DESK[0][0], every=timedelta(minutes=2))

    assert unit_within(900, [(fixed, DESK[0][1]), *DESK]) > unit_within(900, DESK)


def test_a_feed_that_is_less_important_may_wish_for_more_quiet() -> None:
    source, state = feed("plain", 2000)
    light = replace(source, weight=0.2)

    waits = [interval(one, state.rhythm, T0 + 9 * HOUR, wish=2 * HOUR) for one in (source, light)]

    assert waits == [timedelta(minutes=15), HOUR]
