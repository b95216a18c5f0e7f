"""What the workers share: take what is due, work on it, record it; one guard; a stop that waits."""

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from monitor.core.errors import StorageError
from monitor.workers.live import Live
from monitor.workers.mending import mended
from storage.database import Database

Clock = Callable[[], datetime]
OnOutcome = Callable[[str, dict[str, object]], None]  # (worker, keys of the log line)
RECORD_AGAIN = (0.1, 1.0, 5.0)  # seconds between tries; together well within every lease

Item = TypeVar("Item")
Record = TypeVar("Record")


class Worker(ABC, Generic[Item, Record]):
    """One of the stages at the edge of the database.

    `tick` tops up the work in progress and returns at once, so that a slow item delays nobody; `drain` goes on until
    nothing is due any more. A bug counts as a failed attempt on the item it struck.
    """

    name: str
    slots: int  # items in work at the same time
    lease: timedelta

    def __init__(self, db: Database, live: Callable[[], Live], clock: Clock) -> None:
        self.db = db
        self.live = live
        self.clock = clock
        self.log = logging.getLogger(f"monitor.{self.name}")
        self.running: dict[asyncio.Task[None], Item] = {}
        self.settled = asyncio.Event()  # set whenever an item has been worked on
        self.stopped = False
        self.on_outcome: OnOutcome | None = None
        self.came_round: datetime | None = None  # when a tick last ended well

    @abstractmethod
    def take(self, now: datetime) -> list[Item]:
        """Claim items that are due, at most as many as there are free slots. Runs in a thread."""

    @abstractmethod
    async def work(self, item: Item) -> Record:
        """Do the work on one item, outside any transaction; a failure is a record too."""

    @abstractmethod
    def failed(self, item: Item, reason: str) -> Record:
        """What to record when a bug struck."""

    @abstractmethod
    def record(self, item: Item, record: Record) -> dict[str, object] | None:
        """Keep the outcome in one transaction; returns the keys of the log line, None if a newer claim took over."""

    def in_work(self) -> list[Item]:
        """A copy: the loop goes on changing what is in work while a thread looks at it."""
        return list(self.running.values())

    def free(self) -> int:
        return self.slots - len(self.running)

    async def tick(self) -> int:
        """Take what is due and start working on it; returns how many items were taken."""
        if self.stopped or self.free() <= 0:
            self.came_round = self.clock()
            return 0
        now = self.clock()
        items = await asyncio.to_thread(mended, self.db, self.live, now, lambda: self.take(now))
        self.came_round = self.clock()
        for item in items:
            task = asyncio.create_task(self._one(item))
            self.running[task] = item
            task.add_done_callback(self._settle)
        return len(items)

    async def flow(self) -> None:
        """Tick, and again as soon as something has settled, while anything is in work: no place stays empty."""
        while not self.stopped:
            self.settled.clear()
            if not await self.tick() and not self.running:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self.settled.wait()

    def _settle(self, done: asyncio.Task[None]) -> None:
        self.running.pop(done, None)
        self.settled.set()

    async def drain(self) -> int:
        """Work until nothing is due and nothing is in work; returns how many items were worked on."""
        count = 0
        while True:
            self.settled.clear()
            taken = await self.tick()
            count += taken
            if self.running:
                await self.settled.wait()
            elif not taken and not self.settled.is_set():
                return count  # what settles during a tick may have been what kept an item from being taken

    async def stop(self, grace: float) -> None:
        """Take nothing more; give what is in work `grace` seconds to end, then let go of it: its lease will end."""
        self.stopped = True
        if self.running:
            _, late = await asyncio.wait(list(self.running), timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _one(self, item: Item) -> None:
        began = time.monotonic()
        try:
            try:
                record = await self.work(item)
            except StorageError:
                raise
            except Exception as error:
                self.log.exception("bug", extra={"item": _name(item)})
                record = self.failed(item, f"a bug in this program ({type(error).__name__}: {error})")
            keys = await self._recorded(item, record)
        except StorageError as error:
            # the lease ends by itself and the item comes back: nothing is lost, nothing is pretended
            self.log.error("storage", extra={"item": _name(item), "error": str(error)})
            return
        if keys is None:
            self.log.warning("overtaken", extra={"item": _name(item)})
        else:
            self.log.info(self.name, extra={**keys, "ms": round((time.monotonic() - began) * 1000)})
            if self.on_outcome is not None:
                self.on_outcome(self.name, keys)

    async def _recorded(self, item: Item, record: Record) -> dict[str, object] | None:
        """Record, and try again for a while: work that is done but not recorded will be done twice."""
        for wait in RECORD_AGAIN:
            try:
                return await asyncio.to_thread(self._kept, item, record)
            except StorageError as error:
                self.log.warning("storage", extra={"item": _name(item), "error": str(error), "again": wait})
                await asyncio.sleep(wait)
        return await asyncio.to_thread(self._kept, item, record)

    def _kept(self, item: Item, record: Record) -> dict[str, object] | None:
        return mended(self.db, self.live, self.clock(), lambda: self.record(item, record))


def _name(item: object) -> str:
    for attribute in ("source", "id", "ids"):
        if (value := getattr(item, attribute, None)) is not None:
            return str(getattr(value, "id", value))
    return type(item).__name__
