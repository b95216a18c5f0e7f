"""Finding an outlet's feed: asks the places where it may be, politely, and looks at what is there."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.errors import WorkError
from monitor.core.feeds.discover import feeds_of_page, sitemaps_of_robots, well_known
from monitor.core.identity import entry_identity
from monitor.core.model.article import Page
from monitor.core.model.feed import Feed
from monitor.core.model.source import Source, SourceType
from monitor.core.urls import site_of
from monitor.net.door import Door, NotModified
from monitor.net.parser import Parser

_ENOUGH = 3  # good places of one kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place from which an outlet's news can be read."""

    url: str
    type: SourceType
    feed: Feed
    how: str  # in words for an analyst

    @property
    def newest(self) -> datetime | None:
        """When its newest entry came out."""
        return self.feed.newest

    def identities(self, source: str) -> frozenset[str]:
        """What articles it promises."""
        return frozenset(self.addresses(source))

    def addresses(self, source: str) -> dict[str, str]:
        """The articles it promises by identity, each with its address as it stands there."""
        return {entry_identity(source, entry): entry.url or entry.title for entry in self.feed.entries}


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """Looks at places through the door."""

    door: Door
    parser: Parser
    now: datetime

    async def search(self, source: Source) -> AsyncIterator[Found]:
        """Feeds, then sitemaps, then the page itself as a list of links; raises WorkError if the page cannot be got.

        `source`: the address to begin with, and how its outlet is to be asked.
        """
        page = await self._page(source, source.url)
        if (found := await self._look(source, page, SourceType.FEED, "this is a feed")) is not None:
            yield replace(found, type=SourceType.SITEMAP if found.feed.format == "sitemap" else found.type)
            return
        places = await self.parser.run(feeds_of_page, page.body, page.content_type, page.url, subject=source.id)
        shown: set[str] = set()
        hows = dict.fromkeys(well_known(page.url), "usual") | dict.fromkeys(places, "named by the page")
        for place in dict.fromkeys([*places, *hows]):
            if len(shown) >= _ENOUGH:
                break
            found = await self.look_at(source, place, SourceType.FEED, hows[place])
            if found is not None and found.url not in shown:  # two addresses may lead to one
                shown.add(found.url)
                yield found
        async for found in self.sitemaps(source, page.url):
            yield found
        if (found := await self.listing(source, page)) is not None:
            yield found

    async def sitemaps(self, source: Source, url: str) -> AsyncIterator[Found]:
        """The outlet's sitemaps, with the pages of the newest parts of an index."""
        robots = await self._try_page(source, f"{site_of(url)}robots.txt")
        text = robots.body.decode("utf-8", "replace") if robots is not None else ""
        for place in sitemaps_of_robots(text, url):
            found = await self.look_at(source, place, SourceType.SITEMAP, "a sitemap")
            if found is None:
                continue
            parts = [await self.look_at(source, part, SourceType.SITEMAP, "") for part in found.feed.parts]
            yield replace(found, feed=found.feed.joined([part.feed for part in parts if part is not None]))
            return

    async def listing(self, source: Source, page: Page | None = None) -> Found | None:
        """The links on the outlet's page that look like articles."""
        page = page or await self._try_page(source, site_of(source.url))
        if page is None:
            return None
        return await self._look(source, page, SourceType.LISTING, "links on the page that look like articles")

    async def look_at(self, source: Source, url: str, type: SourceType, how: str) -> Found | None:
        """What stands at an address as this type of source; None if nothing does."""
        page = await self._try_page(source, url)
        return await self._look(source, page, type, how) if page is not None else None

    async def _look(self, source: Source, page: Page, type: SourceType, how: str) -> Found | None:
        """What a page is as this type of source; None if it is none, or one without entries."""
        try:
            feed = await self.parser.parse_source(page, replace(source, type=type), now=self.now)
        except WorkError:
            return None
        return Found(url=page.url, type=type, feed=feed, how=how) if feed.entries or feed.parts else None

    async def _try_page(self, source: Source, url: str) -> Page | None:
        try:
            return await self._page(source, url)
        except WorkError:
            return None

    async def _page(self, source: Source, url: str) -> Page:
        page = await self.door.get(
            url,
            subject=source.id,
            headers=dict(source.headers),
            allow_networks=source.allow_networks,
            source_url=source.url,
            now=self.now,
        )
        if isinstance(page, NotModified):
            return Page(url=url, body=b"", headers=page.headers, fetched_at=self.now)
        return page


def hidden(feed: frozenset[str], stored: frozenset[str], others: Sequence[frozenset[str]]) -> frozenset[str]:
    """Articles that other places show and the feed never did."""
    return frozenset().union(*others) - feed - stored
