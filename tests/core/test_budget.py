"""A number of polls a day is kept, and the important sources get the most of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.budget import fewest_polls, ration_within
from monitor.core.model.feed import FeedState
from monitor.core.model.source import Source
from monitor.core.rhythm import Rhythm
from monitor.core.schedule import PLENTY, Ration, interval

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


def polls(source: Source, state: FeedState, ration: Ration) -> int:
    """How often it is asked in a day."""
    now, count = T0, 0
    while now < T0 + DAY:
        now += interval(source, state.rhythm, now, ration=ration, window=state.window)
        count += 1
    return count


DESK = [feed(f"o{number}", 2.0**number, weight=weight) for number in range(9) for weight in (0.5, 1, 4)]


@pytest.mark.parametrize("allowed", [400, 600, 900])
def test_all_feeds_together_are_asked_about_as_often_as_is_allowed(allowed: int) -> None:
    ration = ration_within(allowed, DESK)

    assert sum(polls(source, state, ration) for source, state in DESK) == pytest.approx(allowed, rel=0.1)


def test_where_enough_is_allowed_nothing_changes() -> None:
    assert ration_within(None, DESK) == ration_within(1_000_000, DESK) == PLENTY


def test_who_is_four_times_as_important_is_asked_twice_as_often() -> None:
    ration = ration_within(60, [plain := feed("plain", 24), heavy := feed("heavy", 24, weight=4)])

    assert polls(*heavy, ration) == pytest.approx(2 * polls(*plain, ration), rel=0.1)


def test_the_sources_own_bounds_win() -> None:
    ration = ration_within(1, DESK)

    assert [polls(source, state, ration) for source, state in DESK if state.rhythm.per_hour() < 1] == [4] * 15
    assert fewest_polls(source for source, _ in DESK) == 4 * len(DESK)


def test_a_fixed_pace_is_taken_off_first() -> None:
    fixed = replace(DESK[0][0], every=timedelta(minutes=2))

    assert ration_within(900, [(fixed, DESK[0][1]), *DESK]).unit > ration_within(900, DESK).unit


@pytest.mark.parametrize("allowed", [400, 900, 1500, 2500])
def test_feeds_that_hold_little_are_asked_no_more_often_than_is_allowed(allowed: int) -> None:
    desk = [(source, replace(state, window=window)) for source, state in DESK for window in (5, 20)]
    ration = ration_within(allowed, desk)

    assert sum(polls(source, state, ration) for source, state in desk) <= 1.02 * allowed
    assert ration.share == PLENTY.share or allowed == 400  # nothing is missed unless there is no other way


def test_a_feed_whose_rhythm_is_unknown_is_asked_by_its_weight() -> None:
    source, state = feed("new", 0)
    heavy, unknown = replace(source, weight=4), replace(state, rhythm=Rhythm())

    assert interval(heavy, Rhythm(), T0) == PLENTY.unit / 2
    assert polls(heavy, unknown, Ration(unit=2 * HOUR)) == 24
    assert ration_within(48, [(heavy, unknown)]).unit == pytest.approx(HOUR, rel=0.01)


def test_what_overflowed_is_not_asked_more_often_where_that_cannot_be_afforded() -> None:
    source, state = feed("plain", 24)
    waits = [
        interval(source, state.rhythm, T0, ration=Ration(unit=3 * HOUR, share=share), at_most=HOUR)
        for share in (0.5, 0.6)
    ]

    assert waits[0] == HOUR < waits[1]


def test_a_feed_that_is_less_important_may_wish_for_more_quiet() -> None:
    source, state = feed("plain", 2000)
    light = replace(source, weight=0.2)

    waits = [interval(one, state.rhythm, T0 + 9 * HOUR, wish=2 * HOUR) for one in (source, light)]

    assert waits == [timedelta(minutes=15), HOUR]
