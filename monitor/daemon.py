"""The daemon: puts the parts together, wakes the workers, takes over changed files, stops when told to."""

import asyncio
import logging
import signal
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from alerts.channel import Surroundings
from monitor.config.load import Config, fingerprint, load
from monitor.core.errors import ConfigError, StorageError
from monitor.core.model import TroubleKind
from monitor.web.app import make_app
from monitor.web.listener import Listener
from monitor.workers.crew import Crew
from monitor.workers.health import Health, examine
from monitor.workers.holder import is_dead
from monitor.workers.live import Live, make_live
from monitor.workers.sweep import sweep
from storage import health, index, outbox
from storage.claims import release_leases

PARTS = ("poll", "collect", "tell", "deliver", "web")
GRACE = 8.0  # seconds for what is in work when the daemon is told to stop
STUCK = 30.0  # seconds without a tick after which a part no longer says that it is alive

log = logging.getLogger("monitor.daemon")


@dataclass(slots=True)
class Daemon:
    """Everything that runs, until `stopping` is set."""

    crew: Crew
    folder: Path
    surroundings: Callable[[Config], Surroundings]
    parts: Collection[str] = PARTS
    address: tuple[str, int] | None = ("127.0.0.1", 8765)
    refused: str | None = None  # fingerprint of a configuration that could not be taken over
    complaint: str | None = None  # why not

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set, then stop within ten seconds."""
        listener = Listener(make_app(self.examine), *self.address) if self._has("web") and self.address else None
        await asyncio.to_thread(release_leases, self.crew.db, is_dead)
        await self.crew.take_over(self.crew.live)
        scheduler = self._scheduler()
        if listener is not None:
            await listener.start()
            log.info("listening", extra={"host": listener.host, "port": listener.port})
        await self.beat()
        scheduler.start()
        try:
            await stopping.wait()
        finally:
            scheduler.shutdown(wait=False)
            await self.crew.stop(GRACE)
            if listener is not None:
                await listener.stop()
            await self._say("daemon", "stopped")
            log.info("stopped")

    def _has(self, part: str) -> bool:
        return part in self.parts

    def _scheduler(self) -> AsyncIOScheduler:
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})
        for worker in self.crew.workers():
            if self._has(worker.name):
                tick = self._guarded(worker.tick)
                scheduler.add_job(tick, "interval", seconds=1, next_run_time=_soon(), misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.beat), "interval", seconds=10, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.reload), "interval", seconds=2, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.index), "interval", seconds=5, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.prune), "cron", hour=3, minute=17, misfire_grace_time=None)
        return scheduler

    def _guarded(self, step: Callable[[], object]) -> Callable[[], object]:
        """A database in trouble ends this round only; the next one begins as if nothing had been."""

        async def guarded() -> None:
            try:
                await step()  # type: ignore[misc]  # every step is a coroutine function
            except StorageError as error:
                log.error("storage", extra={"error": str(error)})

        return guarded

    async def reload(self) -> None:
        """Take over a changed configuration as a whole; refuse a broken one, name it, and go on with the old."""
        live = self.crew.live
        now = self.crew.clock()
        found = await asyncio.to_thread(fingerprint, self.folder)
        if (found == live.config.fingerprint and now.date() == live.day) or found == self.refused:
            if found == live.config.fingerprint and self.refused is not None:
                await self._accepted()
            return
        try:
            config = await asyncio.to_thread(load, self.folder)
            fresh = await asyncio.to_thread(make_live, config, self.surroundings, now)
        except ConfigError as error:
            await self._refuse(found, error, live, now)
            return
        await self.crew.take_over(fresh)
        await self._accepted()
        log.info("configuration", extra={"sources": len(fresh.sources), "watchlists": len(fresh.watchlists)})

    async def _accepted(self) -> None:
        self.refused = self.complaint = None
        await self._say("configuration", None)

    async def _refuse(self, found: str, error: ConfigError, live: Live, now: datetime) -> None:
        self.refused = found
        for problem in error.problems:
            log.error("configuration refused", extra={"problem": str(problem)})
        first = str(error.problems[0]) if error.problems else "unknown"
        trouble = live.trouble(
            f"configuration:{found[:12]}",
            TroubleKind.CONFIGURATION,
            {},
            at=now,
            each=tuple({"problem": str(problem)} for problem in error.problems[:20]),
        )
        await asyncio.to_thread(outbox.report_trouble, self.crew.db, trouble, now)
        self.complaint = f"a changed configuration is refused, the earlier one goes on: {first}"
        await self._say("configuration", self.complaint)

    async def beat(self) -> None:
        """Say which parts are alive; one that is stuck no longer says so."""
        now = self.crew.clock()
        await self._say("daemon", None)
        for worker in self.crew.workers():
            alive = worker.came_round is not None and (now - worker.came_round).total_seconds() < STUCK
            if self._has(worker.name) and alive:
                await self._say(worker.name, None)
        await self._say("configuration", self.complaint)

    async def _say(self, part: str, note: str | None) -> None:
        await asyncio.to_thread(health.beat, self.crew.db, part, self.crew.clock(), note)

    async def prune(self) -> None:
        """Once a day: forget by policy."""
        gone = await asyncio.to_thread(sweep, self.crew.db, self.crew.clock())
        log.info("swept", extra=dict(gone))

    async def index(self) -> None:
        """Index a few articles that were stored before there was an index, or by other rules, until none is left."""
        await asyncio.to_thread(index.reindex, self.crew.db)

    def examine(self) -> Health:
        """How things stand, for /healthz."""
        return examine(self.crew.db, self.crew.live.config, self.crew.clock())


def _soon() -> datetime:
    return datetime.now().astimezone()


async def run_until_signalled(daemon: Daemon) -> None:
    """Run the daemon until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stopping.set)
    await daemon.run(stopping)
