"""False alarms and found bursts of the rule in monitor/core/spike.py, on synthetic counts, beside what is possible.

    python benchmarks/spikes.py DIR [--weeks 20] [--watchlists 4] [--seed 1]

DIR holds *.jsonl.gz files of articles; only the hours of their `published` are used. Stories of a
watchlist come by that profile, at 8 to 128 a day, and are looked at every half hour as the daemon does: once evenly (a
Poisson process), twice with a gamma-distributed mood of every six hours (k = 20, and k = 4, as moody as the rule was
made for). A burst is five times the usual for six hours at a random time, mood included.

"possible" is a test that no rule can have: it is told the true mean and the true k, and the level at which it has 0.1
false alarms a week, for these very counts. What it does not find, chance hides.
"""

import argparse
import gzip
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from monitor.core.model.route import SpikeLevel
from monitor.core.spike import COOL_DOWN, LEAST_STORIES, LEAST_TIMES, LEVELS, tail
from monitor.core.usual import WEEKS, WINDOW, Profile, Usual, profile_of, stories_in_window, usual

START = datetime(2026, 1, 5, tzinfo=UTC)
STEP = timedelta(minutes=30)
BURST = 5.0
RATES = (8.0, 16.0, 32.0, 64.0, 128.0)  # stories a day
LEAST = (1.0, 2.0, 3.0, 4.0, 8.0, 16.0)  # stories usual in six hours, where bursts are planted
MOODS = {"even": None, "k = 20": 20.0, "k = 4": 4.0}
WANTED = 0.1  # false alarms a week
EVERY = timedelta(days=12)  # a burst, on average: more of them would be the usual


def profile(folder: Path) -> list[float]:
    """The share of each hour in the articles of a folder."""
    hours: Counter[int] = Counter()
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                written = json.loads(line).get("published")
                if written and len(written) > 10:
                    hours[datetime.fromisoformat(written).hour] += 1
    if not hours:
        raise SystemExit(f"{folder}: no article with a time in *.jsonl.gz")
    return [(hours[h] + 1) / (hours.total() + 24) for h in range(24)]


def poisson(mean: float, chance: random.Random) -> int:
    if mean > 50:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    bound, n, product = math.exp(-mean), 0, chance.random()
    while product > bound:
        product *= chance.random()
        n += 1
    return n


def stories(
    rate: float,
    shape: list[float],
    weeks: int,
    bursts: list[datetime],
    chance: random.Random,
    k: float | None,
) -> list[datetime]:
    """When each story of a watchlist first hit."""
    found, mood = [], 1.0
    for n in range(weeks * 7 * 24):
        at = START + timedelta(hours=n)
        if k is not None and n % 6 == 0:
            mood = chance.gammavariate(k, 1 / k)
        more = BURST if any(burst <= at < burst + WINDOW for burst in bursts) else 1.0
        mean = rate * shape[at.hour] * mood * more
        found += [at + timedelta(hours=chance.random()) for _ in range(poisson(mean, chance))]
    return sorted(found)


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at a watchlist: how rare its stories are, as the rule has learnt it and as it is."""

    at: datetime
    learnt: float
    true: float


def looks(times: list[datetime], mean: Callable[[datetime], float], k: float | None, profile: Profile) -> list[Look]:
    """All looks at which there are enough stories for an alarm, after six weeks of learning."""
    found = []
    now = START + timedelta(weeks=WEEKS, days=2)
    while times and now < times[-1]:
        count = stories_in_window(times, now)
        if count >= LEAST_STORIES:
            expected = usual(times, now, START, profile)
            truth = Usual(mean=mean(now), k=k or 1e4)
            found.append(Look(at=now, learnt=_rarity(count, expected), true=_rarity(count, truth)))
        now += STEP
    return found


def _rarity(count: int, expected: Usual | None) -> float:
    if expected is None or count < LEAST_TIMES * expected.mean:
        return 1.0
    return tail(count, expected.mean, expected.k)


def alarms(looks: list[Look], level: float, *, true: bool) -> list[datetime]:
    """When it would have been told at this level."""
    found: list[datetime] = []
    for one in looks:
        if (one.true if true else one.learnt) < level and (not found or one.at - found[-1] >= COOL_DOWN):
            found.append(one.at)
    return found


@dataclass(kw_only=True)
class Trial:
    """A watchlist without bursts, and the same with some."""

    weeks: float
    quiet: list[Look]
    loud: list[Look]
    planted: dict[datetime, float]


def trial(rate: float, shape: list[float], weeks: int, k: float | None, chance: random.Random) -> Trial:
    def mean(end: datetime) -> float:
        begin = end - WINDOW
        past = begin.minute / 60
        share = sum(shape[(begin.hour + n) % 24] for n in range(6))
        return rate * (share + past * (shape[(begin.hour + 6) % 24] - shape[begin.hour]))

    planted = bursts_of(rate, shape, weeks, chance)
    quiet, loud = (stories(rate, shape, weeks, bursts, chance, k) for bursts in ([], [*planted]))
    others = stories(100.0, shape, WEEKS + 1, [], chance, k)  # the desk's other watchlists
    profile = profile_of(others, others[-1])
    return Trial(
        weeks=weeks - WEEKS - 2 / 7,
        quiet=looks(quiet, mean, k, profile),
        loud=looks(loud, mean, k, profile),
        planted=planted,
    )


def bursts_of(rate: float, shape: list[float], weeks: int, chance: random.Random) -> dict[datetime, float]:
    """Beginning of each burst, days apart → what is usual in its six hours, where that is enough."""
    found, at = {}, START + timedelta(weeks=WEEKS)
    end = START + timedelta(weeks=weeks) - WINDOW
    while (at := at + EVERY + timedelta(hours=chance.randrange(24))) < end:
        mean = rate * sum(shape[(at.hour + n) % 24] for n in range(6))
        if mean >= LEAST[0]:
            found[at] = mean
    return found


def false_alarms(trials: list[Trial], level: float, *, true: bool) -> float:
    """False alarms a week."""
    return sum(len(alarms(one.quiet, level, true=true)) for one in trials) / sum(one.weeks for one in trials)


def row(name: str, what: str, trials: list[Trial], level: float, *, true: bool) -> str:
    """One line of the table; each column counts the bursts from its number of usual stories on up to the next."""
    bursts, found = Counter[float](), Counter[float]()
    for one in trials:
        told = alarms(one.loud, level, true=true)
        for begin, mean in one.planted.items():
            column = max(low for low in LEAST if low <= mean)
            bursts[column] += 1
            found[column] += any(begin <= at <= begin + WINDOW + STEP for at in told)
    shares = [f"{found[low] / bursts[low]:.0%} of {bursts[low]}" if bursts[low] else "–" for low in LEAST]
    return f"| {name} | {what} | {false_alarms(trials, level, true=true):.3f} | {' | '.join(shares)} |"


def main() -> None:
    """Read the command line, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weeks", type=int, default=20)
    parser.add_argument("--watchlists", type=int, default=4, help="of each rate")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shape = profile(options.folder)
    heads = [f"found, {low:g} or more usual" for low in LEAST]
    print("| counts | level | false alarms a week | " + " | ".join(heads) + " |")
    print("|---|---|---|" + "---|" * len(heads))
    for name, k in MOODS.items():
        trials = [
            trial(rate, shape, options.weeks, k, random.Random(f"{options.seed} {rate} {number} {k}"))
            for rate in RATES
            for number in range(options.watchlists)
        ]
        for level in SpikeLevel:
            print(row(name, level.value, trials, LEVELS[level], true=False), flush=True)
        best = next(n for n in range(1, 400) if false_alarms(trials, 0.03 / 1.05**n, true=True) <= WANTED)
        print(row(name, "possible", trials, 0.03 / 1.05**best, true=True), flush=True)


if __name__ == "__main__":
    main()
