"""Working until nothing is due."""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import cast

from sqlalchemy import event

from monitor.core.model.route import Route
from monitor.workers.live import Live
from monitor.workers.worker import Worker
from storage import entries
from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.policy import policy_desk


class TwoAtATime(Worker[int, int]):
    """Takes two items, and none while one is in work, as a channel whose slots are taken does."""

    name = "two"
    slots = 3

    def __init__(self, items: list[int]) -> None:
        super().__init__(cast(Database, None), cast(Callable[[], Live], None), VirtualClock())
        self.items = items
        self.done: list[int] = []
        self.second = threading.Event()

    def take(self, now: object) -> list[int]:
        busy = bool(self.running)
        if busy:
            self.second.wait(5)
            time.sleep(0.05)  # what was in work has ended and settled before we have looked
        taken, self.items = ([], self.items) if busy else (self.items[:2], self.items[2:])
        return taken

    async def work(self, item: int) -> int:
        await asyncio.sleep(0.05 * (item == 2))
        return item

    def failed(self, item: int, reason: str) -> int:
        raise AssertionError(reason)

    def record(self, item: int, record: int) -> dict[str, object]:
        self.done.append(record)
        if record == 2:
            self.second.set()
        return {}


async def test_what_becomes_free_while_a_worker_looks_is_not_left_behind() -> None:
    worker = TwoAtATime([1, 2, 3])

    count = await worker.drain()

    assert worker.done == [1, 2, 3]
    assert count == 3


async def test_a_round_that_finds_nothing_to_do_asks_about_nothing(db: Database) -> None:
    desk = policy_desk(db, Route(name="at once", to=("mail",)))
    await desk.tick()
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))

    await desk.tick()

    assert asked
    assert [one for one in asked if "1 != 1" in one or "1!=1" in one] == []  # an empty list is asked for so


def test_where_no_article_is_due_nothing_more_is_asked(db: Database, clock: VirtualClock) -> None:
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))

    taken = entries.entries_to_collect(db, clock(), limit=5, lease=timedelta(minutes=1), per_source=2)

    assert taken == []
    assert [one.split()[0] for one in asked if not one.startswith("BEGIN")] == ["SELECT"]
