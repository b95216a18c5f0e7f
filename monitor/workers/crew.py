"""The workers on one database, and a round of all of them."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from monitor.core.model.source import Source
from monitor.core.story.likeness import WINDOW
from monitor.net.door import Door
from monitor.net.parser import Parser
from monitor.workers.collect import Collect
from monitor.workers.deliver import Deliver
from monitor.workers.files import connections, raise_limit
from monitor.workers.live import Live, with_homes
from monitor.workers.mending import mend_spoilt, mended
from monitor.workers.pages import WebPages
from monitor.workers.poll import Poll
from monitor.workers.release import release_due
from monitor.workers.subscribe import Subscribe
from monitor.workers.tell import Tell
from monitor.workers.worker import Clock, OnOutcome, Worker
from storage import feeds, stories
from storage.database import Database
from storage.homes import remember_homes


@dataclass(slots=True, kw_only=True)
class Crew:
    """The workers and what they share; `live` is swapped as a whole when the configuration changes."""

    db: Database
    live: Live
    clock: Clock
    door: Door
    parser: Parser
    poll: Poll
    subscribe: Subscribe
    collect: Collect
    tell: Tell
    deliver: Deliver
    began: datetime

    @classmethod
    def assemble(
        cls, db: Database, live: Live, clock: Clock, door: Door, *, on_outcome: OnOutcome | None = None
    ) -> "Crew":
        """Put the parts together. `on_outcome`: told of every item that was worked on, for progress."""
        parser = Parser()
        crew: Crew

        def newest() -> Live:
            return crew.live

        crew = cls(
            db=db,
            live=live,
            clock=clock,
            door=door,
            parser=parser,
            poll=Poll(db, newest, clock, door, parser),
            subscribe=Subscribe(db, newest, clock, door),
            collect=Collect(db, newest, clock, WebPages(door, parser)),
            tell=Tell(db, newest, clock),
            deliver=Deliver(db, newest, clock),
            began=clock(),
        )
        files = raise_limit()
        for worker in crew.workers():
            worker.on_outcome = on_outcome
        for worker in (crew.poll, crew.collect):
            worker.slots = connections(worker.slots, files)
        return crew

    def workers(self) -> tuple[Worker, ...]:  # type: ignore[type-arg]  # each has items of its own
        """In the order in which an entry meets them."""
        return (self.poll, self.subscribe, self.collect, self.tell, self.deliver)

    async def take_over(self, live: Live) -> None:
        """Work with this configuration from now on; items in work end with the one they began with."""
        whole_again = bool(self.live.config.broken) and not live.config.broken
        known = await asyncio.to_thread(remember_homes, self.db, live.policy.mailboxes)
        self.live, now = with_homes(live, known), self.clock()
        sources: tuple[Source, ...] = live.config.sources
        await self._mended(lambda: feeds.take_over_sources(self.db, sources, now))
        # whoever was left out for a mistake hears now what the others heard meanwhile
        await asyncio.to_thread(stories.look_again, self.db, now, since=now - WINDOW if whole_again else None)
        await self.ration()

    async def round(self, *, only: Collection[str] | None = None, alerts: bool = True, closing: bool = True) -> None:
        """Once around: poll what is due (or `only` these sources, due or not), collect, tell, deliver.

        `closing`: groups that still wait for other outlets are told now. `alerts`: False stores hits and tells nobody.
        """
        self.poll.only = set(only) if only is not None else None
        self.tell.closed = set() if closing else None
        try:
            await self.poll.drain()
            await self.collect.drain()
            if alerts:
                await self.tell.drain()
                await self.release()
                await self.deliver.drain()
        finally:
            self.poll.only = self.tell.closed = None

    async def mend(self) -> None:
        """Put right what was spoilt on the disk: no row stops others, waits for ever or cannot be shown."""
        await asyncio.to_thread(mend_spoilt, self.db, self.live, self.clock())

    async def ration(self) -> None:
        """Spread the polls that a day allows over the feeds, by what is known of them now."""
        await self._mended(self.poll.ration)

    async def _mended(self, step: Callable[[], object]) -> None:
        await asyncio.to_thread(mended, self.db, lambda: self.live, self.clock(), step)

    async def release(self) -> None:
        """Put digests that are due, and what was held back until now, into the outbox."""
        await asyncio.to_thread(release_due, self.db, self.live, self.clock(), self.began)

    async def stop(self, grace: float) -> None:
        """Take nothing more, let what is in work end within `grace` seconds, close the doors."""
        await asyncio.gather(*(worker.stop(grace) for worker in self.workers()))
        await self.parser.aclose()
        await self.door.aclose()
