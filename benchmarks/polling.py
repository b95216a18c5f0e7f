"""CPU and feeds per second of a poll in which nine feeds of ten have nothing new, beside other readers.

    python benchmarks/polling.py FOLDER_OF_THE_FAULT_SERVER [--feeds 1000] [--reader PYTHON] [--no-newsboat]

Each client gets a server of its own with the same seed: a first poll (not measured), then virtual minutes in which
about a tenth of the feeds get news, then the poll that is measured: user and system time of the client, storage
included, and how many new entries it found of those that were published. PYTHON is an interpreter that has lemon24's
reader installed (pip install reader); newsboat is looked for in PATH. A last run of ours, sampled a thousand times a
second, says where the time goes.
"""

import argparse
import asyncio
import json
import logging
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import uvloop

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.faults import Server, write_folder
from benchmarks.many import Clock
from monitor.cli.context import make_door, surroundings
from monitor.cli.running import spare_collector
from monitor.config.load import load
from monitor.workers.crew import Crew
from monitor.workers.live import make_live
from storage.database import Database

ROOMS = (
    ("parsing", ("monitor/core/feeds", "monitor/core/plain", "monitor/core/dates", "monitor/core/charset")),
    ("storage", ("storage/", "sqlalchemy", "sqlmodel")),
    ("http", ("monitor/net", "httpx", "asyncio/", "uvloop", "/ssl.py")),
    ("ours", ("monitor/workers", "monitor/core", "monitor/config")),
)
READER = """
import json, sys, time, resource
from reader import make_reader
urls, db = json.load(open(sys.argv[1])), sys.argv[2]
reader = make_reader(db)
for url in urls:
    reader.add_feed(url, allow_invalid_url=True)
reader.update_feeds(scheduled=False, workers=16)
before = reader.get_entry_counts().total
print("ready", flush=True)
sys.stdin.readline()
wall, cpu = time.monotonic(), time.process_time()
reader.update_feeds(scheduled=False, workers=16)
print(json.dumps([time.monotonic() - wall, time.process_time() - cpu, reader.get_entry_counts().total - before]))
"""


def published(folder: Path, count: int, since: float, until: float) -> tuple[int, int]:
    """(entries, feeds with any) that came out meanwhile."""
    sys.path.insert(0, str(folder))
    import server  # noqa: PLC0415 — stands where the command line says

    one = server.FeedServer(feeds=count, mix=server.POLITE_MIX)
    news = [len(outlet.posts(since, until)) for outlet in one.outlets]
    return sum(news), sum(found > 0 for found in news)


def start(folder: Path, count: int) -> Server:
    """A server of feeds that behave."""
    return Server(folder, "--feeds", str(count), "--mix", "polite", "--warm")


async def ours(server: Server, minutes: float, *, sampled: bool = False) -> tuple[float, float, int]:
    """(seconds, CPU seconds, new entries) of our second poll."""
    if sampled:
        asyncio.to_thread = _at_once  # type: ignore[assignment]  # so that the sampler sees storage too
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        write_folder(Path(place) / "config", server.manifest(), more="at_once = 64")
        config = load(Path(place) / "config")
        db = Database(f"sqlite:///{place}/monitor.db", holder="bench")
        db.upgrade()
        clock, door = Clock(server), make_door(config)
        live = make_live(config, surroundings(door, folder=Path(place)), clock())
        crew = Crew.assemble(db, live, clock, door, on_outcome=lambda _, keys: found.update(new=int(str(keys["new"]))))
        await crew.take_over(live)
        spare_collector()  # as the daemon does
        everything = [source.id for source in config.sources]
        for _ in range(2):
            found.clear()
            crew.poll.only = list(everything)
            samples = Sampler() if sampled and clock.moved else None
            wall, cpu = time.monotonic(), time.process_time()
            await crew.poll.drain()
            spent = time.monotonic() - wall, time.process_time() - cpu
            if samples is not None:
                samples.stop()
            clock.move(minutes)
        await crew.stop(grace=1)
    return *spent, found["new"]


async def _at_once(function, *arguments, **words):  # type: ignore[no-untyped-def]
    return function(*arguments, **words)


class Sampler:
    """Looks a thousand times a CPU second at which room is working."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        while frame is not None:
            file = frame.f_code.co_filename
            for room, places in ROOMS:
                if any(place in file for place in places):
                    self.counts[room] += 1
                    return
            frame = frame.f_back
        self.counts["the loop"] += 1

    def stop(self) -> None:
        """Say what was seen."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        whole = sum(self.counts.values()) or 1
        shares = ", ".join(f"{room} {100 * count / whole:.0f} %" for room, count in self.counts.most_common())
        print(f"  where our time goes: {shares}")


def reader(server: Server, minutes: float, python: str, place: Path) -> tuple[float, float, int]:
    """The same of lemon24's reader."""
    (place / "urls.json").write_text(json.dumps([feed["url"] for feed in server.manifest()]))
    (place / "client.py").write_text(READER)
    process = subprocess.Popen(
        [python, str(place / "client.py"), str(place / "urls.json"), str(place / "reader.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        raise SystemExit(f"the reader did not start: {process.communicate()}")
    server.ask(f"advance?s={60 * minutes}")
    out, _ = process.communicate("go\n", timeout=600)
    wall, cpu, new = json.loads(out)
    return wall, cpu, int(new)


def newsboat(server: Server, minutes: float, place: Path) -> tuple[float, float, int]:
    """The same of newsboat, process and all."""
    (place / "urls").write_text("\n".join(str(feed["url"]) for feed in server.manifest()))
    (place / "config").write_text("reload-threads 16\nmax-items 0\n")
    command = ["newsboat", "-C", f"{place}/config", "-u", f"{place}/urls", "-c", f"{place}/cache.db", "-x", "reload"]
    home = {**os.environ, "HOME": str(place)}
    subprocess.run(command, env=home, check=False, capture_output=True)
    before = _items(place / "cache.db")
    server.ask(f"advance?s={60 * minutes}")
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.monotonic()
    subprocess.run(command, env=home, check=False, capture_output=True)
    spent = time.monotonic() - wall
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - cpu.ru_utime - cpu.ru_stime
    return spent, busy, _items(place / "cache.db") - before


def _items(cache: Path) -> int:
    with sqlite3.connect(cache) as database:
        return int(database.execute("SELECT count(*) FROM rss_item").fetchone()[0])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="where server.py of the fault server stands")
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=4.5, help="between the two polls")
    parser.add_argument("--reader", help="an interpreter that has lemon24's reader")
    parser.add_argument("--no-newsboat", action="store_true")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    os.environ["MONITOR_ALLOW_NETWORKS"] = "127.0.0.1/32"
    runs: dict[str, Callable[[Server, Path], tuple[float, float, int]]] = {}
    runs["monitor"] = lambda server, place: uvloop.run(ours(server, chosen.minutes))
    if chosen.reader:
        runs["reader"] = lambda server, place: reader(server, chosen.minutes, chosen.reader, place)
    if not chosen.no_newsboat and shutil.which("newsboat"):
        runs["newsboat"] = lambda server, place: newsboat(server, chosen.minutes, place)
    runs["(sampled)"] = lambda server, place: uvloop.run(ours(server, chosen.minutes, sampled=True))
    for name, run in runs.items():
        server = start(chosen.folder, chosen.feeds)
        try:
            since = float(server.ask("now"))
            with tempfile.TemporaryDirectory() as place:
                wall, cpu, new = run(server, Path(place))
        finally:
            server.stop()
        entries, changed = published(chosen.folder, chosen.feeds, since, since + 60 * chosen.minutes)
        each = 1000 * cpu / chosen.feeds
        print(f"{name:10}{chosen.feeds / wall:7.0f} feeds/s  {each:7.2f} ms CPU a feed  {new} of {entries} new entries")
    print(f"{chosen.feeds} feeds, {100 - 100 * changed / chosen.feeds:.0f} % unchanged, {datetime.now(UTC):%Y-%m-%d}")


if __name__ == "__main__":
    main()
