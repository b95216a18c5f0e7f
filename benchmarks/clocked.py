"""How long after its publication an entry is found, with the real poller against the fault server, its clock running.

    python benchmarks/clocked.py FOLDER_OF_THE_FAULT_SERVER [--feeds 100] [--days 4] [--budget 24] [--seed 1]

Two runs over the same outlets (same seed), minute by minute of the server's time: a fixed interval, and ours with
`polls_a_day` at as many requests. Delays are minutes, of everything that was published after the first two days and
until six hours before the end; what left its feed between two looks is counted apart. The requests are those that the
server counted; a fixed interval's delays grow with it, so they are compared at as many requests as ours made. What is
possible depends on the outlets: "ideal" is the mean delay, by the formula, of a poller that knows the true rate of each
(not its hours), with the same bounds and as many requests.
"""

import argparse
import json
import logging
import math
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop
from sqlmodel import select

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.faults import Server, write_folder
from benchmarks.many import Clock
from monitor.cli.context import make_door, surroundings
from monitor.config.load import load
from monitor.workers.crew import Crew
from monitor.workers.live import make_live
from storage.database import Database
from storage.tables import EntryRow

DAY = 86400.0
LEARNING, TAIL = 2 * DAY, DAY / 4


async def lived(server: Server, days: int, fetch: str, defaults: str) -> tuple[list[float], int, float]:
    """(delays in minutes, entries missed, requests a day) of a run over some days of the server's time."""
    feeds = server.manifest()
    with tempfile.TemporaryDirectory() as place:
        write_folder(Path(place) / "config", feeds, more=f"at_once = 64\n{fetch}\n[defaults]\n{defaults}")
        config = load(Path(place) / "config")
        db = Database(f"sqlite:///{place}/monitor.db", holder="bench")
        db.upgrade()
        clock, door = Clock(server), make_door(config)
        crew = Crew.assemble(db, make_live(config, surroundings(door, folder=Path(place)), clock()), clock, door)
        await crew.take_over(crew.live)
        began, counted = clock(), 0
        for minute in range(days * 1440):
            if minute % 60 == 0:
                await crew.ration()
            if minute == LEARNING / 60:
                counted = _requests(server)
            await crew.poll.drain()
            clock.move(1)
        await crew.stop(grace=1)
        with db.reading() as session:
            found = {row.url: row.first_seen for row in session.exec(select(EntryRow))}
        db.close()
    asked = (_requests(server) - counted) / (days - LEARNING / DAY)
    delays, missed = _delays(server, feeds, found, began, clock())
    return delays, missed, asked


def _delays(
    server: Server, feeds: list[dict[str, object]], found: dict[str | None, datetime], began: datetime, end: datetime
) -> tuple[list[float], int]:
    since, until = began.timestamp() + LEARNING, end.timestamp() - TAIL
    delays, missed = [], 0
    for feed in feeds:
        for item in json.loads(server.ask(f"truth?feed={feed['id']}&since={since}")):
            if item["t"] > until:
                continue
            if (seen := found.get(item["url"])) is None:
                missed += 1
            else:
                delays.append((seen - datetime.fromtimestamp(item["t"], UTC)) / timedelta(minutes=1))
    return sorted(delays), missed


def ideal(rates: list[float], budget: float) -> float:
    """The least mean delay in minutes, over all entries, at this many requests a day and feed: polls follow √rate."""
    low, high = 1e-6, 1e6
    for _ in range(60):
        middle = math.sqrt(low * high)
        polls = [min(1440.0, max(4.0, middle * math.sqrt(rate))) for rate in rates]
        low, high = (low, middle) if sum(polls) > budget * len(rates) else (middle, high)
    return sum(rate * 720 / each for rate, each in zip(rates, polls, strict=True)) / sum(rates)


def _requests(server: Server) -> int:
    # the control's own requests are not counted
    return int(json.loads(server.ask("stats"))["requests"])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="where server.py of the fault server stands")
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--days", type=int, default=4)
    parser.add_argument("--budget", type=int, default=24, help="requests a day and feed")
    parser.add_argument("--seed", type=int, default=1, help="of the outlets")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    os.environ["MONITOR_ALLOW_NETWORKS"] = "127.0.0.1/32"
    policies = {
        "fixed": ("", f'every = "{1440 // chosen.budget}m"'),
        "ours": (f"polls_a_day = {chosen.budget * chosen.feeds}", 'min_every = "1m"\nmax_every = "6h"'),
    }
    results = {}
    for name, (fetch, defaults) in policies.items():
        outlets = ("--feeds", str(chosen.feeds), "--seed", str(chosen.seed), "--mix", "polite")
        server = Server(chosen.folder, *outlets, "--warm")
        try:
            rates = [float(str(feed["rate"])) for feed in server.manifest()]
            delays, missed, asked = uvloop.run(lived(server, chosen.days, fetch, defaults))
        finally:
            server.stop()
        mean, late = sum(delays) / len(delays), delays[int(len(delays) * 0.95)]
        results[name] = mean, late, asked
        print(f"{name:6}{asked / chosen.feeds:6.1f} requests a day, {len(delays)} entries: ", end="")
        print(f"{mean:.1f} min (p95 {late:.0f}), {missed} missed")
    (fixed, fixed_late, fixed_asked), (own, own_late, own_asked) = results["fixed"], results["ours"]
    fair = fixed_asked / own_asked
    least = ideal(rates, own_asked / chosen.feeds)
    print(f"at as many requests: ideal {least:.1f} min, {least / fixed / fair:.2f} x; ", end="")
    print(f"ours mean {own / fixed / fair:.2f} x, p95 {own_late / fixed_late / fair:.2f} x")


if __name__ == "__main__":
    main()
