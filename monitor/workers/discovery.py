"""Finding an outlet's feed: asks the places where it may be, politely, and looks at what is there."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.charset import decode
from monitor.core.errors import PermanentError, WorkError
from monitor.core.feeds.discover import feeds_of_page, sent_on, sitemaps_of_robots, well_known
from monitor.core.feeds.head import not_a_feed
from monitor.core.identity import entry_identity
from monitor.core.model.article import Page
from monitor.core.model.feed import Feed
from monitor.core.model.source import Source, SourceType
from monitor.core.source_state import SourceState
from monitor.core.urls import site_of
from monitor.net.door import Door, NotModified
from monitor.net.parser import Parser

_ENOUGH = 3  # feeds that are shown
_MOST_ASKED = 20  # addresses at which a feed is looked for
_FEWER = 5  # of an outlet that has refused one already
_HEAD = 1 << 16  # bytes of a page in which a wall is looked for
_NOTHING = (
    "no feed, no sitemap and no list of links was found; give the address of one of its sections, "
    'or write a [[source]] with type = "listing" and `links` by hand'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place from which an outlet's news can be read."""

    url: str
    type: SourceType
    feed: Feed
    how: str  # in words for an analyst
    others: tuple[str, ...] = ()  # what is named beside it as a feed, and was not looked at

    @property
    def is_empty(self) -> bool:
        """Whether it promises nothing now."""
        return not self.feed.entries and not self.feed.parts

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
        """Feeds, then sitemaps, then the page itself as a list of links; raises WorkError if there are none of them.

        `source`: the address to begin with, and how its outlet is to be asked.
        """
        page, why = await self._front(source)
        count = 0
        async for found in self._places(source, page):
            count += 1
            yield found
        if not count:
            raise why

    async def _front(self, source: Source) -> tuple[Page | None, WorkError]:
        """The page to begin with, and what is to be said if nothing is found; raises WorkError if nothing can be.

        Of an outlet that walls its pages (then there is none here) the feeds may be open.
        """
        try:
            page = await self._sent_on(source, await self._page(source, source.url))
        except WorkError as error:
            if error.kind is not SourceState.BLOCKED:
                raise
            return None, error
        text, _ = decode(page.body[:_HEAD], page.content_type)
        trouble = not_a_feed(text)
        walled = trouble is not None and trouble.state is SourceState.BLOCKED
        return page, PermanentError(source.id, trouble.reason if trouble is not None and walled else _NOTHING)

    async def _sent_on(self, source: Source, page: Page) -> Page:
        """The page that browsers end at, if this one names no feed."""
        place = await self.parser.run(sent_on, page.body, page.content_type, page.url, subject=source.id)
        if place is None or await self._named(source, page):
            return page
        try:
            return await self._page(source, place)
        except WorkError:
            return page

    async def _places(self, source: Source, page: Page | None) -> AsyncIterator[Found]:
        """All of them; feeds without entries only where there is nothing else."""
        if (
            page is not None
            and (found := await self._look(source, page, SourceType.FEED, "this is a feed")) is not None
        ):
            yield found
            return
        spare, count = None, 0
        async for found in self._feeds(source, page):
            if found.is_empty:
                spare = spare or found
                continue
            count += 1
            yield found
            if count == _ENOUGH:
                break
        async for found in self.sitemaps(source, page.url if page is not None else source.url):
            count += 1
            yield found
        if page is not None and (found := await self.listing(source, page)) is not None:
            count += 1
            yield found
        if spare is not None and not count:
            yield spare

    async def _feeds(self, source: Source, page: Page | None) -> AsyncIterator[Found]:
        """Feeds that the page names, or a page of feeds behind it, then those at usual addresses."""
        named = await self._named(source, page) if page is not None else []
        hows = dict.fromkeys(named, "named by the page")
        usual = well_known(page.url) if page is not None else well_known(source.url)[:_FEWER]
        hows |= {place: "usual" for place in usual if place not in hows}
        queue, shown = list(hows), set[str]()
        for _ in range(_MOST_ASKED):
            if not queue:
                return
            place = queue.pop(0)
            there = await self._try_page(source, place)
            found = await self._look(source, there, SourceType.FEED, hows[place]) if there is not None else None
            if found is not None and found.url not in shown:  # two addresses may lead to one
                shown.add(found.url)
                yield replace(found, others=tuple(one for one in queue if hows[one] != "usual"))
            elif found is None and there is not None:
                further = [one for one in await self._named(source, there) if one not in hows]
                hows |= dict.fromkeys(further, f"named by {place}")
                queue[:0] = further

    async def _named(self, source: Source, page: Page) -> list[str]:
        return await self.parser.run(feeds_of_page, page.body, page.content_type, page.url, subject=source.id)

    async def sitemaps(self, source: Source, url: str) -> AsyncIterator[Found]:
        """The outlet's sitemaps, with the pages of the newest parts of an index."""
        robots = await self._try_page(source, f"{site_of(url)}robots.txt")
        text = robots.body.decode("utf-8", "replace") if robots is not None else ""
        for place in sitemaps_of_robots(text, url):
            found = await self.look_at(source, place, SourceType.SITEMAP, "a sitemap")
            if found is None or found.is_empty:
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
        """What a page is as this type of source; None if it is none."""
        try:
            feed = await self.parser.parse_source(page, replace(source, type=type), now=self.now)
        except WorkError:
            return None
        type = SourceType.SITEMAP if feed.format == "sitemap" else type
        return Found(url=page.url, type=type, feed=feed, how=how)

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
