"""What stands in a replay where the web, the clock and the channels stand in the daemon."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from alerts.channel import Channel
from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.model.article import Article, Page
from monitor.core.model.delivery import Alert, Message
from monitor.core.model.recording import RecordedEntry
from monitor.core.model.source import Source
from monitor.net.parser import Parser
from monitor.workers.pages import read_page
from monitor.workers.recording import OnProblem, Recording


class VirtualClock:
    """A clock that stands still until it is put forward; it never goes back."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        return self._at

    def forward_to(self, at: datetime) -> None:
        self._at = max(self._at, at)


class RecordedPages:
    """Gives the pages of a recording, each once, in place of the web; and reads them in advance, on all cores."""

    def __init__(self, recording: Recording, parser: Parser, sources: Mapping[str, Source], on_problem: OnProblem):
        self._recording = recording
        self._parser = parser
        self._sources = sources
        self._on_problem = on_problem
        self._pages: dict[str, Page | WorkError] = {}  # by the address that the entry names
        self._begun: dict[tuple[str, datetime], asyncio.Task[Article]] = {}

    def begin(self, recorded: RecordedEntry) -> None:
        """Make the page of an entry ready, which is asked for at the moment of its reading."""
        url, page = recorded.entry.url, recorded.page
        if url is None:
            return
        if page is None:
            self._pages[url] = PermanentError(url, "no page was recorded")
            return
        try:
            body = self._recording.read_page(page)
        except PermanentError as error:
            self._on_problem(f"{error}; the words of the feed stand in for it")
            self._pages[url] = error
            return
        got = Page(
            url=page.url,
            body=body,
            content_type=page.content_type,
            headers={"content-type": page.content_type},
            fetched_at=recorded.read_at,
        )
        self._pages[url] = got
        if (got.url, recorded.read_at) in self._begun:
            return  # two addresses that lead to one page
        reading = read_page(self._parser, got, self._sources[recorded.source], recorded.read_at)
        self._begun[got.url, recorded.read_at] = asyncio.create_task(reading)

    async def fetch(self, url: str, source: Source | None, *, subject: str, now: datetime) -> Page:
        """The recorded page; raises PermanentError if there is none, TemporaryError when it is asked for again."""
        found = self._pages.pop(url, None)
        if found is None:
            raise TemporaryError(url, "only the first reading is recorded")
        if isinstance(found, WorkError):
            raise found
        return found

    async def read(self, page: Page, source: Source | None, now: datetime) -> Article:
        """The article on a page, as the daemon would read it; raises PermanentError."""
        begun = self._begun.pop((page.url, now), None)
        return await (begun if begun is not None else read_page(self._parser, page, source, now))


class SilentChannel:
    """Renders as a configured channel does, and sends nothing."""

    pace = timedelta(0)
    tries = None

    def __init__(self, channel: Channel) -> None:
        self.name = channel.name
        self.recipients = channel.recipients
        self.timeout = channel.timeout
        self.gives_up_after = channel.gives_up_after
        self.mailboxes = channel.mailboxes
        self._channel = channel

    def render(self, alert: Alert) -> Message:
        """The message to the byte."""
        return self._channel.render(alert)

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """Nothing leaves the machine."""
        return "replayed"
