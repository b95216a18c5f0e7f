"""poll: ask a feed for news; entries and the feed's cursor are recorded together."""

import hashlib
import random
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.model import FeedToPoll, PollOutcome, PollRecord
from monitor.core.schedule import after_failure, after_success, interval
from monitor.net.door import Door, NotModified
from monitor.net.parser import Parser
from monitor.workers.live import Live
from monitor.workers.worker import Clock, Worker
from storage import feeds
from storage.database import Database


class Poll(Worker[FeedToPoll, PollRecord]):
    """Source → Entry."""

    name = "poll"
    slots = 32
    lease = timedelta(minutes=3)

    def __init__(self, db: Database, live: Callable[[], Live], clock: Clock, door: Door, parser: Parser) -> None:
        super().__init__(db, live, clock)
        self.door = door
        self.parser = parser
        self.only: Collection[str] | None = None  # sources of a round asked for by hand, due or not

    def take(self, now: datetime) -> list[FeedToPoll]:
        sources = self.live().sources
        asked = self.only
        if asked is not None and not asked:
            return []
        taken = feeds.feeds_to_poll(self.db, now, limit=self.free(), lease=self.lease, only=asked or ())
        if asked is not None:
            self.only = set(asked) - {state.source for state, _ in taken} if taken else ()
        return [
            FeedToPoll(source=sources[state.source], state=state, attempt=attempt)
            for state, attempt in taken
            if state.source in sources
        ]

    async def work(self, item: FeedToPoll) -> PollRecord:
        try:
            return await self._ask(item)
        except WorkError as error:
            return self._failure(item, error)

    async def _ask(self, item: FeedToPoll) -> PollRecord:
        source, state = item.source, item.state
        page = await self.door.get(
            source.url,
            subject=source.id,
            etag=state.etag,
            last_modified=state.last_modified,
            headers=dict(source.headers),
            allow_networks=source.allow_networks,
            now=self.clock(),
        )
        now = self.clock()
        if isinstance(page, NotModified):
            return self._quiet(item, now, PollOutcome.NOT_MODIFIED)
        cursor = {
            "etag": page.headers.get("etag"),
            "last_modified": page.headers.get("last-modified"),
            "body_hash": hashlib.sha256(page.body).hexdigest(),
        }
        if cursor["body_hash"] == state.body_hash:
            return self._quiet(item, now, PollOutcome.SAME_BODY, **cursor)
        feed = await self.parser.parse_feed(
            page.body,
            content_type=page.content_type,
            url=page.url,
            zone=source.timezone,
            now=now,
            subject=source.id,
        )
        for warning in feed.warnings:
            self.log.warning("mended", extra={"source": source.id, "what": warning})
        wait = interval(source, feed.entries, now)
        after = after_success(state, source, now, wait=wait, jitter=random.uniform(-1, 1), **cursor)
        return PollRecord(
            source=source.id,
            attempt=item.attempt,
            at=now,
            outcome=PollOutcome.ENTRIES,
            state=after,
            entries=feed.entries,
        )

    def _quiet(self, item: FeedToPoll, now: datetime, outcome: PollOutcome, **cursor: str | None) -> PollRecord:
        """Nothing new: keep the rhythm that the feed's dates gave, slowly drawing it out."""
        source, state = item.source, item.state
        longest = source.every or source.max_every
        wait = source.every or max(source.min_every, min(longest, state.interval * 1.1))
        if state.failures:
            wait = source.every or source.min_every
        after = after_success(state, source, now, wait=wait, jitter=random.uniform(-1, 1), **cursor)
        return PollRecord(source=source.id, attempt=item.attempt, at=now, outcome=outcome, state=after)

    def _failure(self, item: FeedToPoll, error: WorkError) -> PollRecord:
        now = self.clock()
        state = after_failure(item.state, item.source, now, error, jitter=random.uniform(-1, 1))
        if isinstance(error, PermanentError):
            # what cannot be read must not be remembered as read: ask for the whole of it next time
            state = replace(state, etag=None, last_modified=None, body_hash=None)
        return PollRecord(source=item.source.id, attempt=item.attempt, at=now, outcome=PollOutcome.FAILED, state=state)

    def failed(self, item: FeedToPoll, reason: str) -> PollRecord:
        return self._failure(item, TemporaryError(item.source.id, reason))

    def record(self, item: FeedToPoll, record: PollRecord) -> dict[str, object] | None:
        new = feeds.record_poll(self.db, record)
        if new is None:
            return None
        keys: dict[str, object] = {"source": record.source, "outcome": record.outcome.value, "new": new}
        return keys | ({"error": record.state.error} if record.state.error else {})
