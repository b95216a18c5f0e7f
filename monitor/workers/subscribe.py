"""subscribe: ask the hubs that feeds name to tell us when there is news (monitor.core.hub)."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from monitor.core.errors import TemporaryError, WorkError
from monitor.core.http import HttpAnswer
from monitor.core.hub import after_refusal, after_request, request_form, secret_of, token_of
from monitor.core.model.hub import SubscriptionRecord, SubscriptionToAsk
from monitor.core.model.source import Source
from monitor.net.answers import status_trouble
from monitor.net.door import Door
from monitor.workers.live import Live
from monitor.workers.worker import Clock, Worker
from storage import hubs, wishes
from storage.database import Database

CALLBACK = "hub"  # the first part of the callback's address
_PLAN_EVERY = timedelta(seconds=20)
_FORM: Mapping[str, str] = {"Content-Type": "application/x-www-form-urlencoded"}


class Subscribe(Worker[SubscriptionToAsk, SubscriptionRecord]):
    """Feed with a hub → subscription. Does nothing without `public_url`: no hub could call us."""

    name = "subscribe"
    slots = 4
    lease = timedelta(minutes=2)

    def __init__(self, db: Database, live: Callable[[], Live], clock: Clock, door: Door) -> None:
        super().__init__(db, live, clock)
        self.door = door
        self._planned: datetime | None = None
        self.key = b""  # that callbacks and secrets are made of; read before anything is taken

    def take(self, now: datetime) -> list[SubscriptionToAsk]:
        if self.live().config.public_url is None:
            return []
        if self._planned is None or abs(now - self._planned) >= _PLAN_EVERY:
            self.key = self.key or wishes.link_key(self.db)
            hubs.plan(self.db, lambda hub, topic: token_of(self.key, hub, topic), now)
            self._planned = now
        return hubs.subscriptions_to_ask(self.db, now, limit=self.free(), lease=self.lease)

    async def work(self, item: SubscriptionToAsk) -> SubscriptionRecord:
        wanted, now = item.subscription, self.clock()
        live = self.live()
        sources = [live.sources[name] for name in item.sources if name in live.sources]
        if not sources or live.config.public_url is None:
            error = TemporaryError(wanted.hub, "no source names it any more")
            return self._record(item, error, now)
        try:
            answer = await self._ask(item, sources[0], live.config.public_url)
        except WorkError as error:
            return self._record(item, error, now)
        refused = status_trouble(wanted.hub, answer.status, answer.headers, now) if answer.status // 100 != 2 else None
        return self._record(item, refused, now)

    async def _ask(self, item: SubscriptionToAsk, source: Source, public_url: str) -> HttpAnswer:
        """The hub's answer. The outlet named it: what the guard lets through for the outlet, it may reach, no more."""
        wanted = item.subscription
        form = request_form(
            wanted, callback=f"{public_url}/{CALLBACK}/{wanted.token}", secret=secret_of(self.key, wanted.token)
        )
        return await self.door.post(
            wanted.hub,
            subject=wanted.hub,
            headers=_FORM,
            content=form,
            allow_networks=source.allow_networks,
            source_url=source.url,
        )

    def _record(self, item: SubscriptionToAsk, error: WorkError | None, now: datetime) -> SubscriptionRecord:
        before = item.subscription
        after = after_request(before, now) if error is None else after_refusal(before, now, error)
        return SubscriptionRecord(subscription=after, attempt=item.attempt)

    def failed(self, item: SubscriptionToAsk, reason: str) -> SubscriptionRecord:
        return self._record(item, TemporaryError(item.subscription.hub, reason), self.clock())

    def record(self, item: SubscriptionToAsk, record: SubscriptionRecord) -> dict[str, object] | None:
        if not hubs.record_asked(self.db, record):
            return None
        after = record.subscription
        keys: dict[str, object] = {"hub": after.hub, "topic": after.topic}
        return keys | ({"error": after.error} if after.error else {})
