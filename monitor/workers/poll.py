"""poll: ask a feed for news; entries and the feed's cursor are recorded together."""

import hashlib
import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.budget import ration_within
from monitor.core.errors import PermanentError, StorageError, TemporaryError, WorkError
from monitor.core.model.article import Page
from monitor.core.model.feed import Feed, FeedState, FeedToPoll, PollOutcome, PollRecord
from monitor.core.model.source import Source
from monitor.core.polling import (
    Answered,
    Polled,
    Question,
    after_document,
    after_failure,
    after_quiet,
    question,
    remembers_the_same,
)
from monitor.core.remembered import known_entries
from monitor.core.schedule import PLENTY
from monitor.core.source_state import SourceState
from monitor.core.urls import identity
from monitor.net.answers import max_age
from monitor.net.door import BadBody, Door, NotModified
from monitor.net.parser import Parser
from monitor.workers.batch import Batch
from monitor.workers.live import Live
from monitor.workers.notices import troubles
from monitor.workers.shared import SharedFetches
from monitor.workers.worker import Clock, Worker
from storage import feeds
from storage.database import Database


class Poll(Worker[FeedToPoll, PollRecord]):
    """Source → Entry."""

    name = "poll"
    slots = 128
    lease = timedelta(minutes=10)  # an outlet with many feeds makes them wait for one another

    def __init__(self, db: Database, live: Callable[[], Live], clock: Clock, door: Door, parser: Parser) -> None:
        super().__init__(db, live, clock)
        self.door = door
        self.parser = parser
        self.only: Collection[str] | None = None  # sources of a round asked for by hand, due or not
        self.batch: Batch[PollRecord, int | None] = Batch(self._write)
        self.shared = SharedFetches(door)
        self.rationed = PLENTY  # see `ration`

    def free(self) -> int:
        """Free slots, or none until a quarter of them is: claims are cheaper by the dozen."""
        free = super().free()
        return free if free >= self.slots // 4 else 0

    def ration(self) -> None:
        """Find how often feeds can be asked within the polls a day that sources.toml allows. Runs in a thread."""
        live = self.live()
        allowed = live.config.fetch.polls_a_day
        states = feeds.feed_states(self.db) if allowed is not None else []
        known = [(live.sources[state.source], state) for state in states if state.source in live.sources]
        self.rationed = ration_within(allowed, known)
        if allowed is not None:
            minutes, share = round(self.rationed.unit / timedelta(minutes=1)), round(self.rationed.share, 2)
            self.log.info("ration", extra={"polls_a_day": allowed, "minutes": minutes, "windows": share})

    def take(self, now: datetime) -> list[FeedToPoll]:
        sources = self.live().sources
        if self.only is None:
            taken = self._take_due(now, [source.id for source in sources.values() if source.weight > 1])
        else:
            taken = self._take_asked(now)
        return [
            FeedToPoll(source=sources[state.source], state=state, attempt=attempt)
            for state, attempt in taken
            if state.source in sources
        ]

    def _take_due(self, now: datetime, weighty: list[str]) -> list[tuple[FeedState, int]]:
        """What is due, the weighty first, but in half of the places at most while others are due."""
        free = self.free()
        at_work = sum(item.source.weight > 1 for item in self.in_work())
        room = min(free, max(0, max(1, self.slots // 2) - at_work)) if weighty else 0
        taken = feeds.feeds_to_poll(self.db, now, limit=room, lease=self.lease, first=weighty) if room else []
        if len(taken) < free and len(taken) == room:
            taken += feeds.feeds_to_poll(self.db, now, limit=free - len(taken), lease=self.lease, last=weighty)
        return taken

    def _take_asked(self, now: datetime) -> list[tuple[FeedState, int]]:
        """The next sources of a round asked for by hand, the most important first; each is asked once."""
        sources = self.live().sources
        left = sorted(self.only or (), key=lambda name: (-sources[name].weight if name in sources else 0, name))
        while left:
            free = self.free()  # read once: the loop goes on freeing places
            now_asked, left = left[:free], left[free:]
            taken = feeds.feeds_to_poll(self.db, now, limit=len(now_asked), lease=self.lease, only=now_asked)
            if taken:
                break
        else:
            taken = []
        self.only = left
        return taken

    async def work(self, item: FeedToPoll) -> PollRecord:
        try:
            return await self._ask(item)
        except WorkError as error:
            return self._failure(item, error)

    async def _ask(self, item: FeedToPoll) -> PollRecord:
        source, state = item.source, item.state
        asked = question(state, source, self.clock())
        page = await self.shared.get(source, asked, self.live(), self.clock())
        if isinstance(page, NotModified):
            answer = Answered(at=self.clock(), moved_to=page.moved_to, wish=max_age(page.headers))
            return self._quiet(item, PollOutcome.NOT_MODIFIED, answer)
        answer = self._answered(page)
        if answer.body_hash is not None and answer.body_hash == state.body_hash:
            return self._quiet(item, PollOutcome.SAME_BODY, answer)
        try:
            feed = await self.parser.parse_source(page, source, now=self.clock(), known=known_entries(state))
        except WorkError as error:
            return self._failure(item, _led_elsewhere(error, asked=state.asked_url or source.url, page=page), answer)
        if feed.parts:  # they have news while the index stays the same: it is never "not modified"
            feed = await self._with_parts(feed, source, known_entries(state))
            answer = replace(answer, etag=None, last_modified=None, body_hash=None)
        for warning in feed.warnings:
            self.log.warning("mended", extra={"source": source.id, "what": warning})
        polled = after_document(
            state, source, feed, answer, asked=asked, jitter=random.uniform(-1, 1), ration=self.rationed
        )
        return self._record(item, PollOutcome.ENTRIES, polled)

    def _quiet(self, item: FeedToPoll, outcome: PollOutcome, answer: Answered) -> PollRecord:
        quiet = after_quiet(item.state, item.source, answer, jitter=random.uniform(-1, 1), ration=self.rationed)
        return self._record(item, outcome, quiet)

    async def _with_parts(self, index: Feed, source: Source, known: Mapping[str, str]) -> Feed:
        """An index of sitemaps with the entries of its newest; raises WorkError if none of them can be read."""
        others: list[Feed] = []
        errors: list[WorkError] = []
        for part in index.parts:
            try:
                more = await self.shared.get(source, Question(url=part), self.live(), self.clock())
                if isinstance(more, Page):
                    others.append(await self.parser.parse_source(more, source, now=self.clock(), known=known))
            except WorkError as error:
                errors.append(error.about(part))
        if not errors:
            return index.joined(others)
        lost = _lost(source.id, errors, of=len(index.parts))
        if not others:
            raise lost
        return replace(index, broken=lost.reason, rest=lost.retry_after).joined(others)

    def _answered(self, page: Page) -> Answered:
        framed = page.whole or "etag" in page.headers or "last-modified" in page.headers
        return Answered(
            at=self.clock(),
            etag=page.headers.get("etag"),
            last_modified=page.headers.get("last-modified"),
            body_hash=hashlib.sha256(page.body).hexdigest() if framed else None,
            whole=page.whole,
            moved_to=page.moved_to,
            wish=max_age(page.headers),
        )

    def _failure(self, item: FeedToPoll, error: WorkError, answer: Answered | None = None) -> PollRecord:
        now = self.clock()
        if isinstance(error, BadBody):
            headers = error.headers
            answer = Answered(at=now, etag=headers.get("etag"), last_modified=headers.get("last-modified"))
        polled = after_failure(item.state, item.source, now, error, jitter=random.uniform(-1, 1), answer=answer)
        return self._record(item, PollOutcome.FAILED, polled)

    def _record(self, item: FeedToPoll, outcome: PollOutcome, polled: Polled) -> PollRecord:
        return PollRecord(
            source=item.source.id,
            attempt=item.attempt,
            at=self.clock(),
            outcome=outcome if polled.state.error is None else PollOutcome.FAILED,
            state=polled.state,
            entries=polled.new,
            changed=polled.changed,
            notice=polled.notice,
            correction=polled.correction,
            shared=polled.shared,
            quiet=not polled.new and remembers_the_same(item.state, polled.state),
        )

    def failed(self, item: FeedToPoll, reason: str) -> PollRecord:
        return self._failure(item, TemporaryError(item.source.id, reason))

    async def _recorded(self, item: FeedToPoll, record: PollRecord) -> dict[str, object] | None:
        try:
            new = await self.batch.add(record)
        except StorageError:
            # one record that the database does not take must not stop the others: each for itself, with patience
            return await super()._recorded(item, record)
        return self._keys(record, new)

    def record(self, item: FeedToPoll, record: PollRecord) -> dict[str, object] | None:
        return self._keys(record, self._write([record])[0])

    def _write(self, records: Sequence[PollRecord]) -> list[int | None]:
        return feeds.record_polls(self.db, records, troubles(self.live(), records))

    def _keys(self, record: PollRecord, new: int | None) -> dict[str, object] | None:
        if new is None:
            return None
        keys: dict[str, object] = {"source": record.source, "outcome": record.outcome.value, "new": new}
        if record.changed:
            keys["changed"] = len(record.changed)
        state = record.state.standing.state.value
        if state != "alive":
            keys["state"] = state
        return keys | ({"error": record.state.error} if record.state.error else {})


def _lost(source: str, errors: Sequence[WorkError], *, of: int) -> TemporaryError:
    """What cannot be read of an index, as one error that asks for the longest time any part asks for."""
    again = [error for error in errors if isinstance(error, TemporaryError)]
    return TemporaryError(
        source,
        f"{len(errors)} of its {of} parts cannot be read ({errors[0]})",
        retry_after=max((one.retry_after for one in again if one.retry_after is not None), default=None),
        kind=again[0].kind if again else SourceState.PARSE,
    )


def _led_elsewhere(error: WorkError, *, asked: str, page: Page) -> WorkError:
    """The error, with the address where the page was found in the end: a consent page, say, or the front page."""
    if error.kind is not SourceState.NOT_A_FEED or identity(page.url) == identity(asked):
        return error
    return PermanentError(error.subject, f"{error.reason}; it leads to {page.url}", kind=error.kind)
