"""When to try again: feeds by their own rhythm, failures by backing off. Pure: time and chance are arguments."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.errors import PermanentError, WorkError
from monitor.core.model.source import Source
from monitor.core.rhythm import Rhythm, wait

LONGEST_FEED = timedelta(hours=24)  # a failing feed is asked at least this often: feeds do come back
LONGEST_WISH = timedelta(minutes=15)  # of a feed that wants to be asked seldom
LONGEST_LIGHT_WISH = timedelta(hours=1)  # of one that is less important than others
LONGEST_DELIVERY = timedelta(seconds=4000)
FIRST_DELIVERY = timedelta(seconds=30)
LONGEST_RETRY_AFTER = timedelta(hours=1)

REREAD = tuple(timedelta(hours=hours) for hours in (0.5, 2, 8, 24))
"""How long after it was first seen an article that somebody asked for is looked at again, for what it changed."""

CHANGED = tuple(timedelta(hours=hours) for hours in (0, 0.5, 2, 8))
"""How long after the last such reading a page is read again whose feed says that it has changed; then no more."""
LONGEST_CHANGED = timedelta(days=3)  # after it was first seen: as long as stories live

COLLECT_DELAYS = tuple(timedelta(seconds=s) for s in (10, 30, 60, 300, 1800, 7200))
"""How long after each failure an article is tried again; then it is set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ration:
    """How often feeds can be asked."""

    unit: timedelta = timedelta(minutes=20)  # the wait for a feed of weight 1 that publishes one entry an hour
    share: float = 0.5  # of what a feed holds that may be replaced before it is asked again


PLENTY = Ration()


def interval(
    source: Source,
    rhythm: Rhythm,
    now: datetime,
    *,
    ration: Ration = PLENTY,
    window: int = 0,
    wish: timedelta | None = None,
    at_most: timedelta | None = None,
) -> timedelta:
    """How long to wait before the next poll.

    Adaptive: the density of polls follows the weight and the rate of the hour (`monitor.core.rhythm`). `window`:
    entries that the feed holds; it is asked before half of them can have gone, if that can be afforded. `wish`: the
    feed's own (ttl, max-age), honoured up to a quarter of an hour, or an hour below weight 1. `at_most`: after an
    overflow, if that can be afforded.
    """
    if source.every is not None:
        return source.every
    if rhythm.days:
        asked = wait(rhythm, now, unit=ration.unit, weight=source.weight)
    else:
        asked = ration.unit / math.sqrt(source.weight)
    if window and rhythm.days:
        busiest = max(rhythm.rate(now.hour), rhythm.rate((now.hour + 1) % 24))
        asked = min(asked, timedelta(hours=window * ration.share / busiest))
    if at_most is not None and ration.share <= PLENTY.share:
        asked = min(asked, at_most)
    if wish is not None:
        asked = max(asked, min(wish, LONGEST_WISH if source.weight >= 1 else LONGEST_LIGHT_WISH))
    return max(source.min_every, min(source.max_every, asked))


def after_failures(source: Source, failures: int, error: WorkError) -> timedelta:
    """How long a feed that cannot be read is left alone: longer each time, never given up for good."""
    base = source.every or source.min_every
    pause = min(LONGEST_FEED, base * float(1 << min(failures, 12)))
    if isinstance(error, PermanentError):
        pause = max(pause, min(LONGEST_FEED, timedelta(hours=1)))
    asked = getattr(error, "retry_after", None)
    return pause if asked is None else max(pause, min(asked, LONGEST_FEED))


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


def reread_at(first_seen: datetime, now: datetime) -> datetime | None:
    """When an article that somebody asked for is looked at next; None: no more."""
    return next((first_seen + after for after in REREAD if first_seen + after > now), None)


def reread_changed(first_seen: datetime, changes: int, last: datetime | None, now: datetime) -> datetime | None:
    """When a page is read again whose feed says that it has changed; None: often enough, or too old.

    `changes`: how often this was so before, the last time at `last`. Outlets that try out headlines change them at
    every poll: whatever they do, a page is read four times for it.

    >>> reread_changed(datetime(2026, 1, 1), 1, datetime(2026, 1, 1, 8), datetime(2026, 1, 1, 8, 10)).isoformat()
    '2026-01-01T08:30:00'
    """
    if changes >= len(CHANGED) or now - first_seen > LONGEST_CHANGED:
        return None
    return now if last is None else max(now, min(last, now) + CHANGED[changes])
