"""False alarms and found bursts of the rule in monitor/core/spike.py, on synthetic counts.

    python benchmarks/spikes.py DIR [--weeks 20] [--watchlists 8] [--seed 1]

DIR holds *.jsonl.gz files of articles; only the hours of their `published` are used. Stories of a
watchlist come by that profile, at 8 to 128 a day, and are looked at every half hour as the daemon does: once evenly (a
Poisson process), once with a gamma-distributed mood of every six hours (k = 4), as moody as the rule allows for. A
burst is five times the usual for six hours at a random time; only where two stories or more are usual then, because
five stories instead of one are within the mood of any watchlist.
"""

import argparse
import gzip
import json
import math
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from monitor.core.model.route import SpikeLevel
from monitor.core.spike import COOL_DOWN, DISPERSION, WEEKS, WINDOW, is_spike, stories_in_window, usual

START = datetime(2026, 1, 5, tzinfo=UTC)
STEP = timedelta(minutes=30)
BURST = 5.0
RATES = (8.0, 16.0, 32.0, 64.0, 128.0)  # stories a day
LEAST = (2.0, 4.0, 8.0, 16.0)  # stories usual in six hours, where bursts are planted
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
    *,
    moody: bool,
) -> list[datetime]:
    """When each story of a watchlist first hit."""
    found, mood = [], 1.0
    for n in range(weeks * 7 * 24):
        at = START + timedelta(hours=n)
        if moody and n % 6 == 0:
            mood = chance.gammavariate(DISPERSION, 1 / DISPERSION)
        more = BURST if any(burst <= at < burst + WINDOW for burst in bursts) else 1.0
        mean = rate * shape[at.hour] * mood * more
        found += [at + timedelta(hours=chance.random()) for _ in range(poisson(mean, chance))]
    return sorted(found)


def alarms(times: list[datetime], weeks: int, level: SpikeLevel) -> list[datetime]:
    """When the rule would have told, after six weeks of learning."""
    found: list[datetime] = []
    now, end = START + timedelta(weeks=WEEKS), START + timedelta(weeks=weeks)
    while now < end:
        if not found or now - found[-1] >= COOL_DOWN:
            count = stories_in_window(times, now)
            expected = usual(times, now, START) if count >= 5 else None
            if expected is not None and is_spike(count, expected, level):
                found.append(now)
        now += STEP
    return found


def bursts_of(rate: float, shape: list[float], weeks: int, chance: random.Random) -> dict[datetime, float]:
    """Beginning of each burst, days apart → what is usual in its six hours, where that is enough."""
    found, at = {}, START + timedelta(weeks=WEEKS)
    end = START + timedelta(weeks=weeks) - WINDOW
    while (at := at + EVERY + timedelta(hours=chance.randrange(24))) < end:
        mean = rate * sum(shape[(at.hour + n) % 24] for n in range(6))
        if mean >= LEAST[0]:
            found[at] = mean
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weeks", type=int, default=20)
    parser.add_argument("--watchlists", type=int, default=8, help="of each rate")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shape = profile(options.folder)
    heads = [f"found, {low:g} or more usual" for low in LEAST]
    print("| counts | level | false alarms a week | " + " | ".join(heads) + " |")
    print("|---|---|---|" + "---|" * len(heads))
    for moody in (False, True):
        for level in SpikeLevel:
            print(row(shape, level, options, moody=moody), flush=True)


def row(shape: list[float], level: SpikeLevel, options: argparse.Namespace, *, moody: bool) -> str:
    """One line of the table; each column counts the bursts from its number of usual stories on up to the next."""
    false, bursts, found = 0, Counter[float](), Counter[float]()
    for rate in RATES:
        for number in range(options.watchlists):
            chance = random.Random(options.seed * 1000 + number)
            quiet = stories(rate, shape, options.weeks, [], chance, moody=moody)
            false += len(alarms(quiet, options.weeks, level))
            planted = bursts_of(rate, shape, options.weeks, chance)
            told = alarms(stories(rate, shape, options.weeks, [*planted], chance, moody=moody), options.weeks, level)
            for begin, mean in planted.items():
                column = max(low for low in LEAST if low <= mean)
                bursts[column] += 1
                found[column] += any(begin <= at <= begin + WINDOW + STEP for at in told)
    weeks = (options.weeks - WEEKS) * options.watchlists * len(RATES)
    shares = [f"{found[low] / bursts[low]:.0%} of {bursts[low]}" if bursts[low] else "–" for low in LEAST]
    return f"| {'moody' if moody else 'even'} | {level.value} | {false / weeks:.3f} | {' | '.join(shares)} |"


if __name__ == "__main__":
    main()
