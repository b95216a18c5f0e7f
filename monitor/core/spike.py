"""Many more stories of a watchlist than usual at these hours: a count, what was to be expected, and how rare that is.

Counts of news are over-dispersed: one event brings many stories. They follow a negative binomial far better than a
Poisson distribution; with it "more than twice the mean" alone would be 7 to 11 false alarms a week, this is under 0.1
(benchmarks/spikes.py).
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.model.route import SpikeLevel

WINDOW = timedelta(hours=6)
WEEKS = 6
COOL_DOWN = timedelta(hours=6)
LEAST_DAYS = 14  # of knowing a watchlist, before anything counts as unusual
LEAST_STORIES = 5
LEAST_TIMES = 2.0  # the usual
DISPERSION = 4.0  # k, the variance being m + m²/k: as moody as a watchlist is taken to be, unless it proves calmer
CALMEST = 50.0
DOUBT = 1.25  # the variance of six weeks is known to a fifth: it is taken for a quarter more
LEVELS = {SpikeLevel.FEWER: 1e-4, SpikeLevel.BALANCED: 1e-3, SpikeLevel.MORE: 1e-2}
_DAY = timedelta(days=1)


def stories_in_window(times: Sequence[datetime], end: datetime) -> int:
    """How many of these moments (in order) lie in the window that ends at `end`."""
    return bisect_right(times, end) - bisect_right(times, end - WINDOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is to be expected in a window, and how much it varies."""

    mean: float
    k: float = DISPERSION


def usual(times: Sequence[datetime], now: datetime, since: datetime) -> Usual | None:
    """Stories to be expected in the window that ends now, by the same hours of the last six weeks.

    `times`: when each story first hit, in order; `since`: when the watchlist was first seen. None: too early to say.
    """
    days = min(WEEKS * 7, (now - WINDOW - since) // _DAY)
    if days < LEAST_DAYS:
        return None
    counts = [stories_in_window(times, now - day * _DAY) for day in range(1, days + 1)]
    mean = sum(counts) / days
    extra = DOUBT * sum((count - mean) ** 2 for count in counts) / (days - 1) - mean
    k = CALMEST if extra <= 0 else mean * mean / extra
    return Usual(mean=mean, k=max(DISPERSION, min(CALMEST, k)))


def is_spike(stories: int, expected: Usual, level: SpikeLevel) -> bool:
    """Whether so many stories are worth an alert.

    >>> [is_spike(n, Usual(mean=2.0), SpikeLevel.BALANCED) for n in (4, 6, 12)]
    [False, False, True]
    """
    if stories < LEAST_STORIES or stories < LEAST_TIMES * expected.mean:
        return False
    return tail(stories, expected.mean, expected.k) < LEVELS[level]


def tail(least: int, mean: float, k: float = DISPERSION) -> float:
    """How likely `least` or more are, of a negative binomial with this mean.

    >>> round(tail(1, 4.0), 6), tail(0, 4.0), tail(3, 0.0)
    (0.9375, 1.0, 0.0)
    """
    if least <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    hit, miss = math.log(mean / (mean + k)), k * math.log(k / (mean + k))
    below = sum(
        math.exp(math.lgamma(i + k) - math.lgamma(k) - math.lgamma(i + 1) + miss + i * hit) for i in range(least)
    )
    return max(0.0, 1.0 - below)
