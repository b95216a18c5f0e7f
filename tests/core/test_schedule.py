"""Feeds are asked by their own rhythm, failures back off, nothing is given up for good."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model import Entry, FeedState, Source
from monitor.core.schedule import after_failure, after_success, collect_again, deliver_again, interval

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SOURCE = Source(id="wire", name="Wire", url="https://wire.example/feed")
STATE = FeedState(source="wire", url=SOURCE.url, poll_at=T0, interval=timedelta(minutes=10), etag='"a"')
BUSY = TemporaryError("wire", "busy")


def entries(per_hour: float, hours: float = 24) -> list[Entry]:
    return [Entry(title="خبر", published=T0 - timedelta(hours=i / per_hour)) for i in range(int(per_hour * hours))]


def test_a_busy_outlet_is_asked_more_often_than_a_quiet_one() -> None:
    waits = [interval(SOURCE, entries(rate), T0) for rate in (0.25, 1, 4, 60)]

    assert waits == sorted(waits, reverse=True)
    assert waits[1] == pytest.approx(timedelta(minutes=20), rel=0.05)


@given(st.floats(0.05, 500))
def test_the_bounds_of_a_source_hold(rate: float) -> None:
    assert SOURCE.min_every <= interval(SOURCE, entries(rate), T0) <= SOURCE.max_every


def test_a_fixed_pace_is_kept() -> None:
    assert interval(replace(SOURCE, every=timedelta(minutes=5)), entries(60), T0) == timedelta(minutes=5)


def test_a_feed_without_dates_is_asked_at_a_middling_pace_and_one_with_old_news_seldom() -> None:
    assert interval(SOURCE, [], T0) == timedelta(minutes=20)
    assert interval(SOURCE, [Entry(title="خبر", published=T0 - timedelta(days=9))], T0) == SOURCE.max_every


def test_success_forgets_failures_and_takes_over_the_cursor() -> None:
    failing = replace(STATE, failures=3, error="busy")

    after = after_success(failing, SOURCE, T0, wait=timedelta(minutes=10), jitter=1, etag='"b"')

    assert (after.failures, after.error, after.etag) == (0, None, '"b"')
    assert after.poll_at == T0 + timedelta(minutes=10.5)


def test_each_failure_waits_longer_but_never_longer_than_a_day() -> None:
    state, waits = STATE, []
    for _ in range(14):
        state = after_failure(state, SOURCE, T0, BUSY, jitter=0)
        waits.append(state.poll_at - T0)

    assert waits == sorted(waits)
    assert waits[0] < timedelta(minutes=5)
    assert waits[-1] == timedelta(hours=24)
    assert state.etag == '"a"'


def test_a_server_that_asks_for_time_gets_it() -> None:
    wish = TemporaryError("wire", "429", retry_after=timedelta(hours=3))

    assert after_failure(STATE, SOURCE, T0, wish, jitter=0).poll_at == T0 + timedelta(hours=3)


def test_what_is_gone_is_asked_again_seldom() -> None:
    gone = PermanentError("wire", "answered 404")

    assert after_failure(STATE, SOURCE, T0, gone, jitter=0).poll_at >= T0 + timedelta(hours=1)


def test_an_article_is_tried_for_hours_and_then_set_aside() -> None:
    waits = [collect_again(T0, failures) for failures in range(1, 8)]

    assert waits[0] == T0 + timedelta(seconds=10)
    assert waits[-1] is None
    assert collect_again(T0, 1, timedelta(minutes=7)) == T0 + timedelta(minutes=7)


@given(st.integers(1, 60), st.floats(0, 1))
def test_deliveries_back_off_within_their_bound(failures: int, chance: float) -> None:
    wait = deliver_again(T0, failures, chance=chance) - T0

    assert timedelta(seconds=1) <= wait <= timedelta(seconds=4000)


@pytest.mark.parametrize(("asked", "given_"), [(-1, 1), (0, 1), (90, 90), (999_999, 3600)])
def test_the_far_ends_wish_wins_within_an_hour(asked: int, given_: int) -> None:
    wish = timedelta(seconds=asked)

    assert deliver_again(T0, 1, chance=0.5, retry_after=wish) == T0 + timedelta(seconds=given_)
