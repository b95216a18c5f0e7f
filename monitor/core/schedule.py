"""When to try again: feeds by their own rhythm, failures by backing off. Pure: time and chance are arguments."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.errors import PermanentError, WorkError
from monitor.core.model import Entry, FeedState, Source

UNIT = timedelta(minutes=20)  # the interval of an outlet that publishes one entry an hour
LONGEST_FEED = timedelta(hours=24)  # a failing feed is asked at least this often: feeds do come back
LONGEST_DELIVERY = timedelta(seconds=4000)
FIRST_DELIVERY = timedelta(seconds=30)
LONGEST_RETRY_AFTER = timedelta(hours=1)

COLLECT_DELAYS = tuple(timedelta(seconds=s) for s in (10, 30, 60, 300, 1800, 7200))
"""How long after each failure an article is tried again; then it is set aside."""


def interval(source: Source, entries: Sequence[Entry], now: datetime) -> timedelta:
    """How long to wait before the next poll.

    Adaptive: c / √rate, the form that gives the least mean delay for a budget of requests (measured against fixed
    intervals and the rules of other aggregators), with the rate taken from the dates of the last day's entries.
    """
    if source.every is not None:
        return source.every
    day = timedelta(days=1)
    dated = [entry.published for entry in entries if entry.published and now - day <= entry.published <= now]
    if not dated:
        return source.max_every if entries else max(source.min_every, min(UNIT, source.max_every))
    span = max(now - min(dated), timedelta(hours=1))
    per_hour = len(dated) / (span / timedelta(hours=1))
    return max(source.min_every, min(source.max_every, UNIT / math.sqrt(per_hour)))


def after_success(
    state: FeedState, source: Source, now: datetime, *, wait: timedelta, jitter: float, **cursor: str | None
) -> FeedState:
    """The feed was read. `jitter`: −1 … 1, spreads feeds that started together by 5 %; `cursor`: etag and its like."""
    due = now + wait * (1 + 0.05 * jitter)
    fresh = replace(state, poll_at=due, interval=wait, polled_at=now, failures=0, error=None)
    return replace(fresh, **cursor)  # type: ignore[arg-type]  # only columns of text are handed in


def after_failure(state: FeedState, source: Source, now: datetime, error: WorkError, *, jitter: float) -> FeedState:
    """The feed could not be read: ask again later each time, never give up for good."""
    failures = state.failures + 1
    base = source.every or source.min_every
    wait = min(LONGEST_FEED, base * float(1 << min(failures, 12)))
    if isinstance(error, PermanentError):
        wait = max(wait, min(LONGEST_FEED, timedelta(hours=1)))
    asked = getattr(error, "retry_after", None)
    if asked is not None:
        wait = max(wait, min(asked, LONGEST_FEED))
    due = now + wait * (1 + 0.05 * jitter)
    return replace(state, poll_at=due, interval=wait, polled_at=now, failures=failures, error=str(error))


def collect_again(now: datetime, failures: int, retry_after: timedelta | None = None) -> datetime | None:
    """When to try an article again after this many failures; None: set it aside.

    >>> collect_again(datetime(2026, 1, 1), 1)
    datetime.datetime(2026, 1, 1, 0, 0, 10)
    """
    if failures > len(COLLECT_DELAYS):
        return None
    wait = COLLECT_DELAYS[failures - 1]
    return now + max(wait, min(retry_after or wait, timedelta(hours=24)))


def deliver_again(now: datetime, failures: int, *, chance: float, retry_after: timedelta | None = None) -> datetime:
    """When to try a delivery again: full jitter up to min(4000 s, 30 s · 2ⁿ); the far end's wish wins, up to 1 h."""
    if retry_after is not None:
        return now + max(timedelta(seconds=1), min(retry_after, LONGEST_RETRY_AFTER))
    longest = min(LONGEST_DELIVERY, FIRST_DELIVERY * float(1 << min(failures, 10)))
    return now + max(timedelta(seconds=1), longest * chance)
