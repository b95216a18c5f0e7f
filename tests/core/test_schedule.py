"""Feeds are asked by their own rhythm, failures back off, nothing is given up for good."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model.source import Source
from monitor.core.rhythm import Rhythm, dropped, observed, wait
from monitor.core.schedule import after_failures, collect_again, deliver_again, interval

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # a Tuesday
HOUR = timedelta(hours=1)
SOURCE = Source(id="wire", name="Wire", url="https://wire.example/feed")
BUSY = TemporaryError("wire", "busy")


def seen(per_hour: float, hours: float = 24) -> Rhythm:
    """The rhythm of a first document with evenly spread entries."""
    return observed(Rhythm(), [T0 - HOUR * i / per_hour for i in range(int(per_hour * hours))], T0)


def week(per_hour: list[int], *, weeks: int = 3) -> Rhythm:
    """The rhythm after some weeks of the same day."""
    rhythm = Rhythm(until=T0.replace(hour=0) - timedelta(weeks=weeks))
    for hour in range(weeks * 7 * 24):
        now = T0.replace(hour=0) - timedelta(weeks=weeks) + HOUR * hour
        count = per_hour[now.hour]
        rhythm = observed(rhythm, [now + HOUR * i / max(count, 1) for i in range(count)], now + HOUR)
    return rhythm


def test_a_busy_outlet_is_asked_more_often_than_a_quiet_one() -> None:
    waits = [interval(SOURCE, seen(rate), T0) for rate in (0.25, 1, 4, 60)]

    assert waits == sorted(waits, reverse=True)
    assert waits[1] == pytest.approx(timedelta(minutes=20), rel=0.05)
    assert waits[1] / waits[2] == pytest.approx(4**0.45, rel=0.03), "a quiet one is not asked too seldom for that"


@given(st.floats(0.05, 500), st.integers(0, 200))
def test_the_bounds_of_a_source_hold(rate: float, window: int) -> None:
    assert SOURCE.min_every <= interval(SOURCE, seen(rate), T0, window=window) <= SOURCE.max_every


def test_a_fixed_pace_is_kept() -> None:
    assert interval(replace(SOURCE, every=timedelta(minutes=5)), seen(60), T0) == timedelta(minutes=5)


def test_a_feed_without_dates_is_asked_at_a_middling_pace_and_one_with_old_news_seldom() -> None:
    old = observed(Rhythm(), [T0 - timedelta(days=9)], T0)

    assert interval(SOURCE, Rhythm(), T0) == timedelta(minutes=20)
    assert interval(SOURCE, old, T0) == SOURCE.max_every


def test_the_hours_of_the_day_are_learnt() -> None:
    rhythm = week([0] * 6 + [4] * 16 + [0] * 2)

    night, day = (wait(rhythm, T0.replace(hour=hour), unit=HOUR / 3) for hour in (2, 12))
    assert night > 2.5 * day


def test_a_wait_that_begins_in_a_dead_night_ends_in_the_busy_morning() -> None:
    rhythm = week([0] * 6 + [9] * 18)

    asked = wait(rhythm, T0.replace(hour=4), unit=timedelta(hours=3))

    assert timedelta(hours=1) < asked < timedelta(hours=4)


def test_a_feed_is_asked_before_half_of_what_it_holds_can_have_gone() -> None:
    assert interval(SOURCE, seen(30), T0, window=2) < interval(SOURCE, seen(30), T0)


def test_after_an_overflow_it_is_asked_twice_as_often() -> None:
    assert interval(SOURCE, seen(1), T0, at_most=timedelta(minutes=5)) == timedelta(minutes=5)


@pytest.mark.parametrize(("wish", "asked"), [(5, 20), (60, 20), (1, 20)])
def test_a_feeds_own_wish_counts_up_to_a_quarter_of_an_hour(wish: int, asked: int) -> None:
    busy = interval(SOURCE, seen(60), T0, wish=timedelta(minutes=wish))

    assert busy == min(max(timedelta(minutes=wish), interval(SOURCE, seen(60), T0)), timedelta(minutes=15))
    assert interval(SOURCE, seen(1), T0, wish=timedelta(minutes=wish)) == pytest.approx(
        timedelta(minutes=asked), rel=0.05
    )


def test_a_weekday_that_brings_far_less_than_usual_is_noticed() -> None:
    rhythm = week([2] * 24)

    quiet = observed(rhythm, [T0], T0.replace(hour=14))
    usual = observed(rhythm, [T0] * 26, T0.replace(hour=14))

    assert dropped(quiet, T0.replace(hour=15)) == (3, pytest.approx(30, rel=0.1))  # two of them before midnight
    assert dropped(usual, T0.replace(hour=15)) is None


@given(st.lists(st.floats(-30, 30), max_size=50), st.floats(0, 24 * 40))
def test_counting_never_breaks_whatever_dates_say(offsets: list[float], later: float) -> None:
    first = observed(Rhythm(), [T0 + timedelta(days=one) for one in offsets], T0)

    rhythm = observed(first, [T0], T0 + HOUR * later)

    assert rhythm.days >= 0
    assert all(rhythm.rate(hour) > 0 for hour in range(24))
    assert timedelta(0) < wait(rhythm, T0, unit=HOUR / 3) <= timedelta(days=1)


def test_each_failure_waits_longer_but_never_longer_than_a_day() -> None:
    waits = [after_failures(SOURCE, failures, BUSY) for failures in range(1, 15)]

    assert waits == sorted(waits)
    assert waits[0] < timedelta(minutes=5)
    assert waits[-1] == timedelta(hours=24)


def test_a_server_that_asks_for_time_gets_it() -> None:
    wish = TemporaryError("wire", "429", retry_after=timedelta(hours=3))

    assert after_failures(SOURCE, 1, wish) == timedelta(hours=3)


def test_what_is_gone_is_asked_again_seldom() -> None:
    assert after_failures(SOURCE, 1, PermanentError("wire", "answered 404")) >= timedelta(hours=1)


def test_an_article_is_tried_for_hours_and_then_set_aside() -> None:
    waits = [collect_again(T0, failures) for failures in range(1, 8)]

    assert waits[0] == T0 + timedelta(seconds=10)
    assert waits[-1] is None
    assert collect_again(T0, 1, timedelta(minutes=7)) == T0 + timedelta(minutes=7)


@given(st.integers(1, 60), st.floats(0, 1))
def test_deliveries_back_off_within_their_bound(failures: int, chance: float) -> None:
    wait_ = deliver_again(T0, failures, chance=chance) - T0

    assert timedelta(seconds=1) <= wait_ <= timedelta(seconds=4000)


@pytest.mark.parametrize(("asked", "given_"), [(-1, 1), (0, 1), (90, 90), (999_999, 3600)])
def test_the_far_ends_wish_wins_within_an_hour(asked: int, given_: int) -> None:
    wish = timedelta(seconds=asked)

    assert deliver_again(T0, 1, chance=0.5, retry_after=wish) == T0 + timedelta(seconds=given_)
