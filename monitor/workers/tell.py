"""tell: look at stories whose time has come and decide, through the pure `route`, what is told now."""

from datetime import datetime, timedelta

from monitor.core.model.story import StoryToTell, TellRecord, Unreadable
from monitor.core.route import NO_WISHES, route
from monitor.workers.aside import set_aside
from monitor.workers.worker import Worker
from storage import stories
from storage.wishes import wishes

TRIES = 6
AGAIN = timedelta(seconds=30)


class Tell(Worker[StoryToTell, TellRecord]):
    """Story → Alert."""

    name = "tell"
    slots = 64
    lease = timedelta(minutes=1)
    closed: set[int] | None = None
    """The groups that a round asked for by hand has closed before their time, each once; None: they wait for it."""

    wishes = NO_WISHES  # as they were when work was last taken

    def take(self, now: datetime) -> list[StoryToTell]:
        self.wishes = wishes(self.db, now)
        bad: list[Unreadable] = []
        while True:
            taken = stories.stories_to_tell(self.db, now, limit=self.free(), lease=self.lease, closed=self.closed)
            if self.closed is not None:
                self.closed.update(story.id for story in taken)
            found = {one.id: _bad(one) for one in taken}
            good = [one for one in taken if found[one.id] is None]
            bad += [one for one in found.values() if one is not None]
            if good or not taken:  # what cannot be read keeps no place
                set_aside(self.db, self.live(), bad, now)
                return good

    async def work(self, item: StoryToTell) -> TellRecord:
        now = self.clock()
        decision = route(item, self.live().policy, now, wishes=self.wishes, closing=self.closed is not None)
        for verdict in decision.verdicts:
            if verdict.untold is not None:
                keys = {"route": verdict.route, "why": verdict.untold.value, "until": verdict.until}
                self.log.debug("untold", extra={"story": item.key, **keys})
        return TellRecord(
            story=item.id,
            attempt=item.attempt,
            at=now,
            due=item.due,
            together=decision.together,
            withdrawn=decision.withdrawn,
            tell_at=decision.tell_at,
        )

    def failed(self, item: StoryToTell, reason: str) -> TellRecord:
        now = self.clock()
        failures = item.failures + 1
        # what is given up is taken once more, many together: the owners hear of all of them in one message
        again = now + AGAIN * failures if failures < TRIES else _next_minute(now)
        return TellRecord(
            story=item.id,
            attempt=item.attempt,
            at=now,
            due=item.due,
            tell_at=again,
            failures=failures,
            error=reason,
        )

    def record(self, item: StoryToTell, record: TellRecord) -> dict[str, object] | None:
        new = stories.record_tell(self.db, record)
        if new is None:
            return None
        return {"story": item.key, "deliveries": new} | ({"error": record.error} if record.error else {})


def _bad(one: StoryToTell) -> Unreadable | None:
    """The story, if it is to be set aside: nobody can read it, or it was tried in vain for long enough."""
    if one.unreadable is not None:
        return Unreadable(id=one.id, key=one.key, reason=one.unreadable)
    if one.failures >= TRIES:
        return Unreadable(id=one.id, key=one.key, reason=one.error or "cannot be decided about", decided=True)
    return None


def _next_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)
