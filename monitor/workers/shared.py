"""One fetch for one address, however many sources name it."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from monitor.core.errors import WorkError
from monitor.core.model.article import Page
from monitor.core.model.source import Source
from monitor.core.polling import Question
from monitor.net.door import Door, NotModified
from monitor.workers.live import Live

_FRESH = timedelta(minutes=2)  # an answer serves the other sources that name its address for so long
_Key = tuple[str, str | None, str | None, tuple[tuple[str, str], ...], tuple[str, ...]]
_Fetch = asyncio.Task[Page | NotModified]


class SharedFetches:
    """Asks through the door; sources that would ask the same question share its answer."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._named: Counter[str] = Counter()
        self._for: Live | None = None
        self._asked: dict[_Key, tuple[datetime, _Fetch]] = {}

    async def get(self, source: Source, asked: Question, live: Live, now: datetime) -> Page | NotModified:
        """The answer to a source's question; raises WorkError about that source."""
        if live is not self._for:
            self._for, self._named = live, Counter(one.url for one in live.sources.values())
        if self._named[source.url] < 2:
            return await self._ask(source, asked, now)
        key = (asked.url, asked.etag, asked.last_modified, source.headers, source.allow_networks)
        self._asked = {one: (at, task) for one, (at, task) in self._asked.items() if now - at < _FRESH}
        if key not in self._asked:
            self._asked[key] = (now, asyncio.create_task(self._ask(source, asked, now)))
        try:
            return await asyncio.shield(self._asked[key][1])
        except WorkError as error:
            raise error.about(source.id) from error

    async def _ask(self, source: Source, asked: Question, now: datetime) -> Page | NotModified:
        return await self._door.get(
            asked.url,
            subject=source.id,
            etag=asked.etag,
            last_modified=asked.last_modified,
            headers=dict(source.headers),
            allow_networks=source.allow_networks,
            source_url=source.url,
            now=now,
        )
