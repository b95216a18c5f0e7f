"""The daemon: puts the parts together, wakes the workers, takes over changed files, stops when told to."""

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from alerts.channel import Surroundings
from monitor.config.load import Config, fingerprint, load
from monitor.config.places import secret
from monitor.core.errors import ConfigError, Problem, SpoiltError, StorageError
from monitor.core.model.delivery import Trouble, TroubleKind
from monitor.memory import give_back
from monitor.web.app import make_app
from monitor.web.desk import Desk
from monitor.web.hubs import Callback
from monitor.web.listener import Listener
from monitor.workers.crew import Crew
from monitor.workers.health import Health, examine
from monitor.workers.holder import is_dead
from monitor.workers.live import Live, make_live, tidied
from monitor.workers.spikes import tell_spikes
from monitor.workers.sweep import sweep
from monitor.workers.vigil import JUMP, clock_trouble, disk_trouble, ping, silent_watchlists
from storage import health, index, outbox
from storage.claims import release_leases
from storage.healing import heal

PARTS = ("poll", "subscribe", "collect", "tell", "deliver", "web")
GRACE = 6.0  # seconds for what is in work when the daemon is told to stop: all of the stop is to take ten at most
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
    last_look: tuple[datetime, float] | None = None  # at the clock, and at one that nobody sets
    steps: set[asyncio.Task[object]] = field(default_factory=set)  # that go on just now

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set, then stop within ten seconds."""
        desk = Desk(db=self.crew.db, live=lambda: self.crew.live, clock=self.crew.clock)
        callback = Callback(db=self.crew.db, clock=self.crew.clock)
        app = make_app(self.examine, [*desk.routes(), *callback.routes()])
        listener = Listener(app, *self.address) if self._has("web") and self.address else None
        await asyncio.to_thread(release_leases, self.crew.db, is_dead)
        await self.crew.take_over(self.crew.live)
        await self._say_broken(self.crew.clock())
        scheduler = self._scheduler()
        if listener is not None:
            await listener.start()
            log.info("listening", extra={"host": listener.host, "port": listener.port})
        await self.beat()
        scheduler.start()
        try:
            await stopping.wait()
        finally:
            scheduler.pause()
            await self.crew.stop(GRACE)
            await self._let_end(1)
            scheduler.shutdown(wait=False)
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
                # a channel that takes a mail in a tenth of a second must not wait for the next second
                tick = self._guarded(worker.flow if worker is self.crew.deliver else worker.tick)
                scheduler.add_job(tick, "interval", seconds=1, next_run_time=_soon(), misfire_grace_time=None)
        if self._has("tell"):
            scheduler.add_job(self._guarded(self.crew.release), "interval", seconds=1, misfire_grace_time=None)
            every_half_hour = self._guarded(self.spikes)
            scheduler.add_job(every_half_hour, "interval", minutes=30, next_run_time=_soon(), misfire_grace_time=None)
            scheduler.add_job(self._guarded(self.watch), "interval", minutes=1, misfire_grace_time=None)
        ping = self._guarded(self.ping)
        scheduler.add_job(ping, "interval", minutes=5, next_run_time=_soon(), misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.beat), "interval", seconds=10, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.reload), "interval", seconds=2, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.compact), "interval", seconds=30, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.index), "interval", seconds=5, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.crew.ration), "interval", hours=1, misfire_grace_time=None)
        # what is spoilt may never be due: no round would come upon it
        mend = self._guarded(self.crew.mend)
        scheduler.add_job(mend, "interval", hours=1, next_run_time=_soon(), misfire_grace_time=None)
        started = _soon() + timedelta(seconds=3)  # the most that is free was taken by the start
        scheduler.add_job(give_back, "interval", minutes=10, next_run_time=started, misfire_grace_time=None)
        scheduler.add_job(self._guarded(self.prune), "cron", hour=3, minute=17, misfire_grace_time=None)
        return scheduler

    def _guarded(self, step: Callable[[], object]) -> Callable[[], object]:
        """A database in trouble ends this round only; the next one begins as if nothing had been."""

        async def guarded() -> None:
            task = asyncio.current_task()
            assert task is not None
            self.steps.add(task)
            try:
                try:
                    await step()  # type: ignore[misc]  # every step is a coroutine function
                except SpoiltError as error:
                    log.error("storage", extra={"error": str(error)})
                    await self.crew.mend()
            except StorageError as error:
                log.error("storage", extra={"error": str(error)})
            finally:
                self.steps.discard(task)

        return guarded

    async def _let_end(self, seconds: float) -> None:
        """Wait for the steps that go on: the scheduler would cut them off in the middle, and call it an error."""
        if self.steps:
            await asyncio.wait(self.steps, timeout=seconds)

    async def reload(self) -> None:
        """Take over a changed configuration as a whole; refuse a broken one, name it, and go on with the old."""
        live = self.crew.live
        now = self.crew.clock()
        found = await asyncio.to_thread(fingerprint, self.folder)
        if (found == live.config.fingerprint and now.date() == live.day) or found == self.refused:
            if found == live.config.fingerprint and self.refused is not None:
                await self._accepted(now)
            return
        try:
            before = live.config
            config = await asyncio.to_thread(load, self.folder, lenient=True, earlier=before, known=before.checked)
            fresh = await asyncio.to_thread(make_live, config, self.surroundings, now, live.compiled)
        except ConfigError as error:
            await self._refuse(found, error, live, now)
            return
        await self.crew.take_over(fresh)
        await self._accepted(now)
        log.info("configuration", extra={"sources": len(fresh.sources), "watchlists": len(fresh.watchlists)})

    async def _accepted(self, now: datetime) -> None:
        self.refused = self.complaint = None
        await self._say("configuration", None)
        await self._say_broken(now)

    async def _refuse(self, found: str, error: ConfigError, live: Live, now: datetime) -> None:
        self.refused = found
        self.complaint = "a changed configuration is refused, the earlier one goes on"
        await self._complain(found, TroubleKind.CONFIGURATION, error.problems, live, now)

    async def _say_broken(self, now: datetime) -> None:
        """Name what was left out of a configuration; the rest goes on."""
        live = self.crew.live
        if not live.config.broken:
            return
        self.complaint = "something is broken and left out, or as it was before; the rest goes on"
        await self._complain(live.config.fingerprint, TroubleKind.BROKEN, live.config.broken, live, now)

    async def _complain(
        self, found: str, kind: TroubleKind, problems: Sequence[Problem], live: Live, now: datetime
    ) -> None:
        event = "configuration refused" if kind is TroubleKind.CONFIGURATION else "configuration broken"
        for problem in problems:
            log.error(event, extra={"problem": str(problem)})
        trouble = live.trouble(
            f"configuration:{found[:12]}",
            kind,
            {},
            at=now,
            each=tuple({"problem": str(problem)} for problem in problems[:20]),
        )
        await asyncio.to_thread(outbox.report_trouble, self.crew.db, trouble, now)
        self.complaint = f"{self.complaint}: {problems[0] if problems else 'unknown'}"
        await self._say("configuration", self.complaint)

    async def beat(self) -> None:
        """Say which parts are alive; one that is stuck no longer says so. Looks after the clock as well."""
        now = self.crew.clock()
        await self._check_clock(now)
        await self._say("daemon", None)
        for worker in self.crew.workers():
            alive = worker.came_round is not None and (now - worker.came_round).total_seconds() < STUCK
            if self._has(worker.name) and alive:
                await self._say(worker.name, None)
        await self._say("configuration", self.complaint)

    async def _check_clock(self, now: datetime) -> None:
        """A clock that was set is told; what one that was ahead has put off too far is brought back."""
        steady = time.monotonic()
        before, self.last_look = self.last_look, (now, steady)
        if before is None:
            await asyncio.to_thread(heal, self.crew.db, now)
            return
        jump = (now - before[0]) - timedelta(seconds=steady - before[1])
        if abs(jump) < JUMP:
            return
        if jump < timedelta(0):
            await asyncio.to_thread(heal, self.crew.db, now)
        log.warning("clock", extra={"jump": str(jump)})
        await self._report(clock_trouble(self.crew.live, jump, now))

    async def watch(self) -> None:
        """Look after the disk and after watchlists that are silent."""
        live, now, db = self.crew.live, self.crew.clock(), self.crew.db
        place = Path(db.engine.url.database or ".").parent if db.engine.dialect.name == "sqlite" else self.folder
        disk = await asyncio.to_thread(disk_trouble, live, place, now)
        silent = await asyncio.to_thread(silent_watchlists, db, live, now)
        for trouble in [*([disk] if disk is not None else []), *silent]:
            await self._report(trouble)

    async def _report(self, trouble: Trouble) -> None:
        await asyncio.to_thread(outbox.report_trouble, self.crew.db, trouble, self.crew.clock())

    async def spikes(self) -> None:
        """Tell watchlists of which there is much more than usual."""
        await asyncio.to_thread(tell_spikes, self.crew.db, self.crew.live, self.crew.clock())

    async def ping(self) -> None:
        """Give a sign of life to the outside; none while something is broken that nobody here can tell of."""
        written = self.crew.live.config.ping
        address = written if written is None or "://" in written else secret(written)
        if address is None:
            return
        health = await asyncio.to_thread(self.examine)
        if health.good:
            await ping(self.crew.door, address)
        else:
            log.warning("ping withheld", extra={"problems": list(health.problems)})

    async def _say(self, part: str, note: str | None) -> None:
        await asyncio.to_thread(health.beat, self.crew.db, part, self.crew.clock(), note)

    async def prune(self) -> None:
        """Once a day: forget by policy. A number in place of a date would count as older than any."""
        await self.crew.mend()
        gone = await asyncio.to_thread(sweep, self.crew.db, self.crew.clock(), self.crew.live.config.keep)
        log.info("swept", extra=dict(gone))

    async def index(self) -> None:
        """Index a few articles that were stored before there was an index, or by other rules, until none is left."""
        await asyncio.to_thread(index.reindex, self.crew.db)

    async def compact(self) -> None:
        """Compile a configuration anew that many changes have made slow; meanwhile it goes on as it is."""
        live = self.crew.live
        fresh = await asyncio.to_thread(tidied, live)
        if self.crew.live is live:  # else the next round sees to the newer one
            self.crew.live = fresh

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
