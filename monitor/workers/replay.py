"""A recorded day through the real pipeline in virtual time: collect, tell and deliver on a database of its own.

One item after the other, so that the same recording gives the same result to the byte.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from monitor.core.model.feed import FeedState, PollOutcome, PollRecord
from monitor.core.model.recording import RecordedEntry
from monitor.core.polling import NEVER
from monitor.core.wall import next_slot
from monitor.net.parser import WORKERS, Parser
from monitor.workers.collect import Collect
from monitor.workers.deliver import Deliver
from monitor.workers.live import Live
from monitor.workers.recorded import RecordedPages, SilentChannel, VirtualClock
from monitor.workers.recording import OnProblem, Recording
from monitor.workers.release import release_due
from monitor.workers.tell import Tell
from monitor.workers.worker import Worker
from storage import feeds
from storage.database import Database
from storage.recording import next_due

_AHEAD = 4 * WORKERS  # pages that are read in advance
_LINK_KEY = b"replay"  # the links of a replay lead nowhere, but are the same each time


class Replay:
    """One run of one recording over an empty database."""

    def __init__(
        self, db: Database, live: Live, recording: Recording, *, on_problem: OnProblem, on_entry: Callable[[int], None]
    ) -> None:
        self.db = db
        self.live = silenced(live)
        self.recording = recording
        self.on_problem = on_problem
        self.on_entry = on_entry
        self.left_out: Counter[str] = Counter()  # entries by sources that the configuration does not name
        self.clock = VirtualClock(recording.since)
        self._parser = Parser()
        self._pages = RecordedPages(recording, self._parser, self.live.sources, on_problem)

        def newest() -> Live:
            return self.live

        self._collect = Collect(db, newest, self.clock, self._pages)
        self._tell = Tell(db, newest, self.clock)
        self._deliver = Deliver(db, newest, self.clock)
        self._deliver.key = _LINK_KEY
        for worker in self._workers():
            worker.slots = 1

    def _workers(self) -> tuple[Worker, ...]:  # type: ignore[type-arg]  # each has items of its own
        return self._collect, self._tell, self._deliver

    async def run(self) -> None:
        """Replay to the end of the recording, and close the groups that still wait then."""
        feeds.take_over_sources(self.db, self.live.config.sources, self.clock())
        await self._settle()
        try:
            for number, recorded in enumerate(self._entries(), start=1):
                await self._live_until(recorded.read_at)
                self._bring(recorded)
                await self._settle()
                self.on_entry(number)
            await self._live_until(self.recording.until)
            self._tell.closed = set()
            await self._settle()
        finally:
            for worker in self._workers():
                await worker.stop(1)
            await self._parser.aclose()

    def _entries(self) -> Iterator[RecordedEntry]:
        """The entries of known sources in their order; the pages of the next ones are being read meanwhile."""
        named = (one for one in self.recording.read_entries(self.on_problem) if self._is_known(one))
        ahead: deque[RecordedEntry] = deque()
        while True:
            for one in islice(named, _AHEAD - len(ahead)):
                self._pages.begin(one)
                ahead.append(one)
            if not ahead:
                return
            yield ahead.popleft()

    def _is_known(self, recorded: RecordedEntry) -> bool:
        known = recorded.source in self.live.sources
        self.left_out[recorded.source] += not known
        return known

    def _bring(self, recorded: RecordedEntry) -> None:
        """Record an entry as a poll does; it is due at once, for its page has come by now."""
        source = self.live.sources[recorded.source]
        state = FeedState(source=source.id, url=source.url, poll_at=NEVER, interval=source.min_every)
        record = PollRecord(
            source=source.id,
            attempt=0,
            at=recorded.first_seen,
            outcome=PollOutcome.ENTRIES,
            state=state,
            entries=(recorded.entry,),
        )
        feeds.record_polls(self.db, [record])

    async def _live_until(self, moment: datetime) -> None:
        """Let happen what is due before a moment, each thing at its own time."""
        while (due := self._next_due()) is not None and due <= moment:
            self.clock.forward_to(due)
            await self._settle()
        self.clock.forward_to(moment)

    def _next_due(self) -> datetime | None:
        now = self.clock()
        tables = [route.timetable for route in self.live.policy.routes if route.timetable is not None]
        moments = [next_due(self.db, now), *(next_slot(table, now) for table in tables)]
        return min((at for at in moments if at is not None), default=None)

    async def _settle(self) -> None:
        """All that is due at this moment, in the order of a round of the daemon."""
        await self._collect.drain()
        await self._tell.drain()
        release_due(self.db, self.live, self.clock())
        await self._deliver.drain()


def silenced(live: Live) -> Live:
    """The same configuration with channels that render and send nothing."""
    return replace(live, channels={name: SilentChannel(channel) for name, channel in live.channels.items()})
