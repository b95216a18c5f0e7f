"""Where collect has its pages from, and what makes articles of them: the web, or (workers.recorded) a recording."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.core.errors import TemporaryError
from monitor.core.model.article import Article, Page
from monitor.core.model.source import Source
from monitor.net.door import Door, NotModified
from monitor.net.parser import Parser


class Pages(Protocol):
    """What goes wrong is a WorkError. `source`: whose page it is; None: the configuration does not name it any more."""

    async def fetch(self, url: str, source: Source | None, *, subject: str, now: datetime) -> Page:
        """The page at an address."""
        ...

    async def read(self, page: Page, source: Source | None, now: datetime) -> Article:
        """The article on a page."""
        ...


@dataclass(frozen=True, slots=True)
class WebPages:
    """Pages as their outlets serve them, where robots.txt allows it."""

    door: Door
    parser: Parser

    async def fetch(self, url: str, source: Source | None, *, subject: str, now: datetime) -> Page:
        """The page at an address; raises TemporaryError or PermanentError about `subject`."""
        networks = source.allow_networks if source else ()
        place = source.url if source else url
        await self.door.check_robots(url, subject=subject, allow_networks=networks, source_url=place, now=now)
        page = await self.door.get(
            url,
            subject=subject,
            headers=dict(source.headers) if source else {},
            allow_networks=networks,
            source_url=place,
            now=now,
        )
        if isinstance(page, NotModified):
            raise TemporaryError(url, "answered 304 to a request without conditions")
        return page

    async def read(self, page: Page, source: Source | None, now: datetime) -> Article:
        """The article on a page, by the rules and in the zone of its source; raises PermanentError about the page."""
        return await read_page(self.parser, page, source, now)


async def read_page(parser: Parser, page: Page, source: Source | None, now: datetime) -> Article:
    """What `parser` makes of a page of `source`; raises PermanentError about the page."""
    return await parser.extract_page(
        page.body,
        content_type=page.content_type,
        url=page.url,
        zone=source.timezone if source else "UTC",
        now=now,
        subject=page.url,
        rules=source.extract if source else None,
    )
