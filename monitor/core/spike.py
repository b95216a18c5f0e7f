"""Many more stories of a watchlist than usual: a count, what was to be expected, and how rare that is.

Counts of news are over-dispersed: one event brings many stories. They follow a negative binomial far better than a
Poisson distribution; with it "more than twice the mean" alone would be 7 to 11 false alarms a week, this is under 0.1
(benchmarks/spikes.py).
"""

import math
from datetime import timedelta

from monitor.core.model.route import SpikeLevel
from monitor.core.usual import Usual

COOL_DOWN = timedelta(hours=6)
LEAST_STORIES = 5
LEAST_TIMES = 2.0  # the usual
LEVELS = {SpikeLevel.FEWER: 1e-4, SpikeLevel.BALANCED: 1e-3, SpikeLevel.MORE: 1e-2}


def is_spike(stories: int, expected: Usual, level: SpikeLevel) -> bool:
    """Whether so many stories are worth an alert.

    >>> [is_spike(n, Usual(mean=2.0), SpikeLevel.BALANCED) for n in (4, 6, 12)]
    [False, False, True]
    """
    if stories < LEAST_STORIES or stories < LEAST_TIMES * expected.mean:
        return False
    return tail(stories, expected.mean, expected.k) < LEVELS[level]


def tail(least: int, mean: float, k: float) -> float:
    """How likely `least` or more are, of a negative binomial with this mean.

    >>> round(tail(1, 4.0, 4.0), 6), tail(0, 4.0, 4.0), tail(3, 0.0, 4.0)
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
