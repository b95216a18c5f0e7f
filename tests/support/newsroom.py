"""A poll worker on a database, asking a website of the test's own."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

from alerts.registry import CHANNEL_TYPES
from monitor.config.load import Config
from monitor.config.schema import FetchTable
from monitor.core.model.feed import FeedState
from monitor.core.model.route import Route
from monitor.core.model.source import Source, SourceType
from monitor.core.model.watchlist import Watchlist
from monitor.net.door import Door, FetchSettings
from monitor.workers.crew import Crew
from monitor.workers.live import Live, make_live
from storage import feeds
from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.surroundings import surroundings
from tests.support.website import Website

HOME = ("127.0.0.1/32",)
FILES: Mapping[str, Mapping[str, object]] = {"files": {"type": "folder"}}


@dataclass(kw_only=True)
class Newsroom:
    """The crew, its clock, and what its log would say of each poll."""

    crew: Crew
    clock: VirtualClock
    lines: list[dict[str, object]]

    async def poll(self, *, after: timedelta = timedelta(0)) -> list[dict[str, object]]:
        """Ask every source that is not to be left alone; returns the outcomes of this round."""
        self.clock.advance(after)
        begin = len(self.lines)
        self.crew.poll.only = sorted(self.crew.live.sources)
        await self.crew.poll.drain()
        self.crew.poll.only = None
        return self.lines[begin:]

    async def collect(self, *, after: timedelta = timedelta(0)) -> None:
        """Read every article that is due."""
        self.clock.advance(after)
        await self.crew.collect.drain()

    def state(self, source: str = "wire") -> FeedState:
        """What is remembered of a source."""
        return next(state for state in feeds.feed_states(self.crew.db) if state.source == source)


def source(site: Website, path: str = "/feed", id: str = "wire", type: SourceType = SourceType.FEED) -> Source:
    """A source at a path of the website."""
    return Source(id=id, name=id.title(), url=site.url(path), type=type)


def rss(clock: VirtualClock, *numbers: int, minutes: int = 5) -> str:
    """A feed with these articles, published shortly before now."""
    date = f"{clock().astimezone(UTC) - timedelta(minutes=minutes):%a, %d %b %Y %H:%M:%S} GMT"
    items = "".join(f"<item><title>خبر {n}</title><link>/{n}</link><pubDate>{date}</pubDate></item>" for n in numbers)
    return f'<rss version="2.0"><channel><title>وكالة</title>{items}</channel></rss>'


@asynccontextmanager
async def newsroom(
    db: Database,
    *sources: Source,
    clock: VirtualClock,
    folder: Path,
    watchlists: tuple[Watchlist, ...] = (),
    routes: tuple[Route, ...] = (),
) -> AsyncIterator[Newsroom]:
    """A crew that polls these sources; its owner is told by a folder channel."""
    door = Door(FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=3), allow_networks=HOME))
    live = live_of(clock, folder, sources=sources, watchlists=watchlists, routes=routes)
    lines: list[dict[str, object]] = []
    crew = Crew.assemble(db, live, clock, door, on_outcome=lambda worker, keys: lines.append(keys))
    await crew.take_over(live)
    try:
        yield Newsroom(crew=crew, clock=clock, lines=lines)
    finally:
        await crew.stop(grace=1)


def live_of(
    clock: VirtualClock,
    folder: Path,
    *,
    sources: tuple[Source, ...] = (),
    channels: Mapping[str, Mapping[str, object]] = FILES,
    secrets: Mapping[str, str] | None = None,
    watchlists: tuple[Watchlist, ...] = (),
    routes: tuple[Route, ...] = (),
) -> Live:
    """A configuration with these sources and channels; the owner hears of trouble over the channel "files"."""
    config = Config(
        folder=folder,
        sources=sources,
        fetch=FetchTable(),
        watchlists=watchlists,
        channels={
            name: CHANNEL_TYPES[str(table["type"])].Settings.model_validate(table) for name, table in channels.items()
        },
        routes=routes,
        owner=("files",),
        timezone="UTC",
        language="en",
        digits="western",
        horizon=timedelta(hours=24),
        warnings=(),
        fingerprint="x",
    )
    return make_live(config, lambda _: surroundings(folder, secrets=secrets), clock())
