"""How long after its publication an entry is found: our schedule against a fixed interval, at the same budget.

    python benchmarks/freshness.py [--outlets 200] [--days 10] [--seed 1]

Outlets are simulated: their rates are spread over four orders of magnitude, they sleep at night and are quiet on
Fridays, a quarter of their entries come in batches. Both pollers make the same number of requests a day over all
outlets; ours learns each rhythm from what it sees. Delays are minutes, over all entries after three days of learning.
"""

import argparse
import bisect
import math
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from monitor.core.rhythm import Rhythm, observed, wait

START = datetime(2026, 11, 1, tzinfo=UTC)
HOURS = (3, 2, 1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 7, 6, 6, 5, 5, 5, 5, 5, 5, 5, 4, 3)
WEEKDAY = (1.0, 1.05, 1.05, 1.0, 0.6, 0.85, 1.1)
RATES = ((0.04, 120, 400), (0.16, 40, 120), (0.40, 8, 40), (0.28, 0.7, 8), (0.12, 0.01, 0.3))  # share, entries a day
LEARNING = 3  # days that are not counted
LONGEST = timedelta(hours=6)
Next = Callable[[Rhythm, datetime], timedelta]


def arrivals(seed: int, days: int) -> list[datetime]:
    """When the entries of one outlet come out, from a week before the start on."""
    chance = random.Random(seed)
    at = chance.random()
    for share, low, high in RATES:  # noqa: B007 — the one it stops at is meant
        if at < share:
            break
        at -= share
    rate = math.exp(chance.uniform(math.log(low), math.log(high)))
    shift, found = chance.choice((0, 2, 3, 4)), []
    for day in range(-7, days):
        date = START + timedelta(days=day)
        mean = rate * WEEKDAY[date.weekday()]
        count = sum(1 for _ in range(round(mean * 4)) if chance.random() < 0.25) or (chance.random() < mean)
        while count > 0:
            hour = (chance.choices(range(24), HOURS)[0] - shift) % 24
            moment = date + timedelta(hours=hour + chance.random())
            batch = min(count, chance.randint(2, 6)) if chance.random() < 0.25 / 3 else 1
            found += [moment + timedelta(seconds=chance.randrange(120)) for _ in range(batch)]
            count -= batch
    return sorted(found)


def polled(times: list[datetime], days: int, following: Next, phase: float) -> tuple[list[float], int]:
    """(delays in minutes, requests) of one outlet, both after the learning."""
    now = START + timedelta(minutes=phase)
    seen = bisect.bisect_right(times, now)
    rhythm = observed(Rhythm(), times[max(0, seen - 30) : seen], now)
    counted, end = START + timedelta(days=LEARNING), START + timedelta(days=days)
    delays: list[float] = []
    requests = 0
    while now < end:
        now += following(rhythm, now)
        there = bisect.bisect_right(times, now)
        new, seen = times[seen:there], there
        if new or now - (rhythm.until or now) > timedelta(hours=6):
            rhythm = observed(rhythm, new, now)
        if counted <= now < end:
            requests += 1
            delays += [(now - moment) / timedelta(minutes=1) for moment in new if moment >= counted]
    return delays, requests


def run(outlets: list[list[datetime]], days: int, following: Next, spread: timedelta) -> tuple[float, float, float]:
    """(mean delay, its 95th percentile, requests per outlet and day)."""
    chance = random.Random(7)
    delays: list[float] = []
    requests = 0
    for times in outlets:
        found, asked = polled(times, days, following, chance.uniform(0, spread / timedelta(minutes=1)))
        delays += found
        requests += asked
    delays.sort()
    each = requests / len(outlets) / (days - LEARNING)
    return sum(delays) / len(delays), delays[int(len(delays) * 0.95)], each


def fixed(step: timedelta) -> Next:
    """The same interval whatever comes."""
    return lambda rhythm, now: step


def adaptive(unit: timedelta) -> Next:
    """Our schedule, with the unit that a budget allows."""
    return lambda rhythm, now: max(timedelta(minutes=1), min(LONGEST, wait(rhythm, now, unit=unit)))


def within_budget(outlets: list[list[datetime]], days: int, budget: float) -> tuple[float, float, float]:
    """Our delays with as many requests as the fixed interval makes."""
    low, high = timedelta(seconds=10), timedelta(hours=12)
    best = (math.inf, math.inf, 0.0)
    for _ in range(12):
        unit = timedelta(seconds=math.sqrt(low.total_seconds() * high.total_seconds()))
        best = run(outlets, days, adaptive(unit), timedelta(days=1) / budget)
        if abs(best[2] - budget) < 0.01 * budget:
            break
        low, high = (unit, high) if best[2] > budget else (low, unit)
    return best


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--outlets", type=int, default=200)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    outlets = [arrivals(chosen.seed * 100_000 + number, chosen.days) for number in range(chosen.outlets)]
    for budget in (24, 96):
        step = timedelta(days=1) / budget
        same = run(outlets, chosen.days, fixed(step), step)
        ours = within_budget(outlets, chosen.days, budget)
        print(f"{budget} requests a day: fixed {same[0]:.1f} (p95 {same[1]:.0f}) at {same[2]:.1f} requests,", end=" ")
        print(f"ours {ours[0]:.1f} (p95 {ours[1]:.0f}) at {ours[2]:.1f};", end=" ")
        print(f"mean {ours[0] / same[0]:.2f} x, p95 {ours[1] / same[1]:.2f} x")


if __name__ == "__main__":
    main()
