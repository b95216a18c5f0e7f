"""Many more stories than usual: told when they are, not when they are not."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.model.route import SpikeLevel
from monitor.core.spike import DISPERSION, Usual, is_spike, stories_in_window, tail, usual

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LONG_AGO = NOW - timedelta(days=90)


def every_day(stories: int, days: int = 42) -> list[datetime]:
    """So many stories in the six hours before noon of each day, and some at night."""
    times = [NOW - day * DAY - timedelta(minutes=7 * n) for day in range(1, days + 1) for n in range(stories)]
    return sorted([*times, *(NOW - day * DAY - timedelta(hours=9) for day in range(1, days + 1))])


def test_only_the_same_hours_count_as_usual() -> None:
    expected = usual(every_day(4), NOW, LONG_AGO)

    assert expected is not None and expected.mean == 4.0


def test_a_new_watchlist_has_no_usual_yet() -> None:
    assert usual(every_day(4), NOW, NOW - 13 * DAY) is None
    assert usual(every_day(4), NOW, NOW - 16 * DAY) is not None


def test_a_watchlist_that_varies_much_needs_more_to_be_unusual() -> None:
    chance = random.Random(1)
    moody = sorted(
        NOW - day * DAY - timedelta(minutes=3 * n) for day in range(1, 43) for n in range(chance.choice((0, 0, 1, 15)))
    )

    calm, wild = usual(every_day(4), NOW, LONG_AGO), usual(moody, NOW, LONG_AGO)

    assert calm is not None and wild is not None
    assert calm.k > wild.k == DISPERSION
    assert is_spike(15, calm, SpikeLevel.BALANCED)
    assert not is_spike(15, wild, SpikeLevel.BALANCED)


@pytest.mark.parametrize(
    ("stories", "mean", "spike"),
    [(4, 0.1, False), (5, 0.1, True), (11, 6.0, False), (30, 4.0, True), (39, 20.0, False)],
)
def test_few_stories_or_less_than_twice_the_usual_are_no_spike(stories: int, mean: float, spike: bool) -> None:
    assert is_spike(stories, Usual(mean=mean), SpikeLevel.BALANCED) is spike


def test_levels_are_ordered() -> None:
    def least(level: SpikeLevel) -> int:
        return next(n for n in range(100) if is_spike(n, Usual(mean=4.0), level))

    assert least(SpikeLevel.MORE) < least(SpikeLevel.BALANCED) < least(SpikeLevel.FEWER)


@pytest.mark.parametrize(("mean", "k"), [(0.5, 4.0), (4.0, 4.0), (20.0, 10.0), (300.0, 4.0)])
def test_the_tail_is_what_a_simulation_finds(mean: float, k: float) -> None:
    chance = random.Random(7)
    least = round(mean * 2) + 1
    trials = 4000
    found = 0
    for _ in range(trials):
        rate = chance.gammavariate(k, mean / k)
        # arrivals of a Poisson process within one unit of time
        arrivals, at = -1, 0.0
        while at < 1.0:
            arrivals += 1
            at += chance.expovariate(rate) if rate > 0 else 1.0
        found += arrivals >= least

    assert tail(least, mean, k) == pytest.approx(found / trials, abs=0.025)


def test_a_window_holds_its_end_but_not_its_beginning() -> None:
    times = [NOW - timedelta(hours=6), NOW - timedelta(hours=5), NOW]

    assert stories_in_window(times, NOW) == 2
