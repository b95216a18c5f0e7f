"""Parsing in processes that can be killed: no foreign document stops, starves or brings down the program.

A document of 200 KB can keep a parser busy for half a minute or make it fill the memory; threads cannot be stopped and
caps on the size do not help. So the parsers run in processes of their own, with a time and a memory limit.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.feeds.entries import NOTHING_KNOWN
from monitor.core.feeds.parse import parse_at_once
from monitor.core.model.article import Article, Page
from monitor.core.model.feed import Feed
from monitor.core.model.source import Dates, ExtractRules, Source, SourceType
from monitor.core.source_state import SourceState
from monitor.core.urls import host_and_port
from monitor.net.process import Died, NotStarted
from monitor.net.processes import IDLE, Processes
from monitor.net.reading import Trouble, read_feed, read_page
from monitor.net.reply import NotAnAnswer, error_of

T = TypeVar("T")
_LINK = re.compile(r'<(https?://[^<>\s]+)>\s*;[^,<]*\brel\s*=\s*"?(hub|self)\b', re.IGNORECASE)

TIME_LIMIT = 15.0  # seconds for one document
WORKERS = 8  # processes at most; half of them are there for documents that are not late


class Parser:
    """Reads feeds and pages in processes of their own, which start with the first document."""

    def __init__(self, *, time_limit: float = TIME_LIMIT, workers: int = WORKERS, idle: float = IDLE) -> None:
        self._time_limit = time_limit
        self._processes = Processes(time_limit=time_limit, most=workers, idle=idle)

    async def parse_feed(
        self, body: bytes, *, content_type: str, url: str, zone: str, now: datetime, subject: str
    ) -> Feed:
        """A feed document as entries; raises PermanentError about `subject` if it cannot be read."""
        return await self.run(read_feed, body, subject=subject, content_type=content_type, url=url, zone=zone, now=now)

    async def parse_source(
        self, page: Page, source: Source, *, now: datetime, known: Mapping[str, str] = NOTHING_KNOWN
    ) -> Feed:
        """What stands at a source's address as entries; raises PermanentError about the source.

        A small feed that is as it should be is read here and at once, everything else in a worker.
        """
        try:
            feed = None
            if source.type is not SourceType.LISTING:
                feed = parse_at_once(
                    page.body,
                    content_type=page.content_type,
                    url=page.url,
                    zone=source.timezone,
                    local=source.dates is Dates.LOCAL,
                    now=now,
                    known=known,
                )
        except WorkError as error:
            raise error.about(source.id) from error
        except RecursionError:
            feed = None
        if feed is None:
            feed = await self.run(
                read_feed,
                page.body,
                subject=source.id,
                content_type=page.content_type,
                url=page.url,
                zone=source.timezone,
                local=source.dates is Dates.LOCAL,
                now=now,
                type=source.type,
                selectors=source.selectors,
                known=known,
            )
        hub, topic = _linked(page.headers.get("link", ""))
        feed = feed.promising()
        return replace(feed, hub=hub or feed.hub, topic=topic or feed.topic)  # WebSub, 4: headers first

    async def extract_page(
        self,
        body: bytes,
        *,
        content_type: str,
        url: str,
        zone: str,
        now: datetime,
        subject: str,
        rules: ExtractRules | None = None,
    ) -> Article:
        """The article on a page, by the analyst's rules if there are any; raises PermanentError about `subject`."""
        return await self.run(
            read_page, body, subject=subject, content_type=content_type, url=url, zone=zone, now=now, rules=rules
        )

    async def run(self, function: Callable[..., T], *args: object, subject: str, **words: object) -> T:
        """Call a function of a module in a process; whatever becomes of it there, only a WorkError comes out here."""
        # the pages of an outlet take longer than its feed, and are not late for that
        whose = f"{function.__name__} {host_and_port(subject) or subject}"
        try:
            found = await self._processes.call(whose, function, *args, **words)
        except TimeoutError as error:
            what = f"took longer than {self._time_limit:g} s to read and was given up"
            raise PermanentError(subject, what, kind=SourceState.PARSE) from error
        except Died as error:
            raise PermanentError(subject, "the process that read it died", kind=SourceState.PARSE) from error
        except NotStarted as error:
            raise TemporaryError(subject, "the processes that read documents could not be started") from error
        except NotAnAnswer as error:
            raise PermanentError(subject, f"cannot be read ({error})", kind=SourceState.PARSE) from error
        if isinstance(found, Trouble):
            raise error_of(found, subject)
        return found

    async def aclose(self) -> None:
        """End the processes, also those that are at work."""
        await self._processes.aclose()


def _linked(header: str) -> tuple[str | None, str | None]:
    """(hub, self) in a Link header (RFC 8288); plain http addresses only."""
    found = {rel.lower(): url for url, rel in _LINK.findall(header[:4000])}
    return found.get("hub"), found.get("self")
