"""Many more stories than usual: told when they are, not when they are not."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.model.route import SpikeLevel
from monitor.core.spike import is_spike, tail
from monitor.core.usual import DISPERSION, Usual, profile_of, stories_in_window, usual

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LONG_AGO = NOW - timedelta(days=90)


def every_day(stories: int, days: int = 42) -> list[datetime]:
    """So many stories in the six hours before noon of each day, and some at night."""
    times = [NOW - day * DAY - timedelta(minutes=7 * n + 1) for day in range(1, days + 1) for n in range(stories)]
    return sorted([*times, *(NOW - day * DAY - timedelta(hours=9) for day in range(1, days + 1))])


def test_only_the_same_hours_count_as_usual() -> None:
    times = every_day(4)

    expected = usual(times, NOW, LONG_AGO, profile_of(times, NOW))

    assert expected is not None and expected.mean == pytest.approx(4.0, rel=0.03)


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
    assert calm.k > DISPERSION > wild.k
    assert is_spike(15, calm, SpikeLevel.BALANCED)
    assert not is_spike(15, wild, SpikeLevel.BALANCED)


def at_hours(chance: random.Random, *hours: int, a_day: float, days: int = 44) -> list[datetime]:
    """Stories that come at these hours only, by chance."""
    return sorted(
        NOW - day * DAY + timedelta(hours=hour - 12, minutes=chance.uniform(0, 60))
        for day in range(days)
        for hour in hours
        for _ in range(sum(chance.random() < a_day / len(hours) / 10 for _ in range(10)))
    )


def test_a_small_watchlist_learns_its_hours_from_the_others() -> None:
    chance = random.Random(3)
    small = at_hours(chance, 8, 9, 20, a_day=0.6)
    others = at_hours(chance, 8, 9, 20, a_day=20)

    alone, with_others = (usual(small, NOW, LONG_AGO, profile_of(known, NOW)) for known in (small, [*small, *others]))

    assert alone is not None and with_others is not None
    assert abs(with_others.mean - 0.4) < abs(alone.mean - 0.4)


def test_a_thin_day_of_the_week_is_known_to_be_thin() -> None:
    chance = random.Random(4)
    times = [at for at in at_hours(chance, *range(24), a_day=40) if at.weekday() != 4 or chance.random() < 0.5]
    profile = profile_of(times, NOW)

    friday, sunday = (usual(times, NOW - back * DAY, LONG_AGO, profile) for back in (4, 2))

    assert friday is not None and sunday is not None
    assert friday.mean < 0.7 * sunday.mean


def test_an_earlier_burst_does_not_become_the_usual() -> None:
    chance = random.Random(5)
    times = at_hours(chance, *range(24), a_day=24)
    burst = [NOW - 9 * DAY - timedelta(minutes=10 * n) for n in range(30)]

    before, after = (usual(sorted(known), NOW, LONG_AGO) for known in (times, [*times, *burst]))

    assert before is not None and after is not None
    assert after.mean == pytest.approx(before.mean, rel=0.03)
    assert after.k > 0.8 * before.k


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
