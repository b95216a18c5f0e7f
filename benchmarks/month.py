"""Months of virtual time with random faults, each against a model of what must have been told by its end.

    python benchmarks/month.py [--seeds 200] [--first 0] [--jobs 2] [--folder /dev/shm]

Killed while deciding and before and after sending, channels down for hours, a clock that jumps by a day or by ten
years, storms, mutes, several routes to one person, quiet hours and digests over a change of daylight saving time: 30
days of each seed, and eight quiet ones. Nothing may be lost or stuck, nothing muted told, nothing told as new twice to
one person, messages go out twice at most as often as it was not known whether they had gone out, and nobody hears of a
story more than six times a day. A line for each seed as it ends; exit code 1 if any broke a promise.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from storage.database import Database
from tests.support.month import Month, live_through


def one_month(seed: int, folder: Path | None) -> Month:
    """In a process of its own, on a new SQLite database."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        db = Database(f"sqlite:///{place}/month.db")
        db.upgrade()
        try:
            return asyncio.run(live_through(db, seed))
        finally:
            db.close()


def main() -> None:
    """Read the command line, live through the months, say what came of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="for the databases; a disk in memory is quicker")
    chosen = parser.parse_args()
    months: list[Month] = []
    began = time.monotonic()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        seeds = range(chosen.first, chosen.first + chosen.seeds)
        asked = {pool.submit(one_month, seed, chosen.folder): seed for seed in seeds}
        for done in as_completed(asked):
            months.append(month := done.result())
            left = (time.monotonic() - began) / len(months) * (chosen.seeds - len(months))
            said = (
                f"{month.stories} stories, {month.messages} messages, {month.doubled} doubled of {month.doubts} doubts"
            )
            print(f"seed {asked[done]}: {'good' if month.good else month}: {said}; {left:.0f} s left", flush=True)
    good = sum(month.good for month in months)
    print(
        f"{good} of {len(months)} months good: {sum(month.stories for month in months)} stories, "
        f"{sum(month.messages for month in months)} messages, {sum(len(month.lost) for month in months)} keys lost, "
        f"{sum(month.doubled for month in months)} messages doubled of {sum(month.doubts for month in months)} in doubt"
    )
    sys.exit(good < len(months))


if __name__ == "__main__":
    main()
