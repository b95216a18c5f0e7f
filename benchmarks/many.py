"""Polling many feeds of the fault server in this process, on the server's clock; the command is in faults.py."""

import os
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.faults import Server, write_folder
from monitor.cli.context import make_door, surroundings
from monitor.config.load import load
from monitor.workers.crew import Crew
from monitor.workers.live import make_live
from storage.database import Database
from tests.support.memory import Memory


async def many(folder: Path, count: int, rounds: int) -> int:
    """Poll feeds of the default mix in this process, on the server's clock; returns how many bugs there were."""
    server = Server(folder, "--feeds", str(count))
    outcomes: Counter[str] = Counter()
    os.environ["MONITOR_ALLOW_NETWORKS"] = "127.0.0.1/32"
    memory = Memory(os.getpid(), but=server.process.pid)
    try:
        with tempfile.TemporaryDirectory() as place:
            write_folder(Path(place) / "config", server.manifest(), more="at_once = 64")
            config = load(Path(place) / "config")
            db = Database(f"sqlite:///{place}/monitor.db", holder="bench")
            db.upgrade()
            clock = Clock(server)
            door = make_door(config)

            def note(worker: str, keys: dict[str, object]) -> None:
                outcomes[str(keys.get("outcome"))] += 1
                outcomes["bugs"] += "a bug" in str(keys.get("error"))

            live = make_live(config, surroundings(door, folder=Path(place)), clock())
            crew = Crew.assemble(db, live, clock, door, on_outcome=note)
            memory.start()
            await crew.take_over(live)
            for number in range(rounds):
                began, cpu = time.monotonic(), time.process_time()
                outcomes.clear()
                polled = await crew.poll.drain()
                spent, busy = time.monotonic() - began, time.process_time() - cpu
                each = 1000 * busy / max(polled, 1)
                print(f"round {number + 1}: {polled} polls in {spent:.1f} s, {each:.2f} ms CPU each")
                print(f"         {dict(outcomes)}, manners {server.manners()}")
                clock.move(5)
            await crew.stop(grace=2)
            print(f"in work at the end: {len(crew.poll.running)}")
            print(f"memory {memory.own:.0f} MB, with parsers {memory.most:.0f} MB")
    finally:
        memory.done = True
        server.stop()
    return outcomes["bugs"]


class Clock:
    """The server's time, standing still within a round."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.at = server.now()
        self.moved = False

    def __call__(self) -> datetime:
        return self.at

    def move(self, minutes: float) -> None:
        """Let time pass, there and here."""
        self.at = datetime.fromtimestamp(float(self.server.ask(f"advance?s={60 * minutes}")), UTC)
        self.moved = True
