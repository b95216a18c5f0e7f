"""A desk with stories of its own making: tell, release and deliver on a database, with channels that remember."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import select

from alerts.channel import Channel
from monitor.config.load import Config
from monitor.config.schema import FetchTable
from monitor.core.errors import WorkError
from monitor.core.model.delivery import Alert, Message
from monitor.core.model.route import Mute, Route
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Severity, Watchlist
from monitor.workers.deliver import Deliver
from monitor.workers.live import Live, mailboxes_of, make_live, with_homes
from monitor.workers.mending import mend_spoilt
from monitor.workers.release import release_due
from monitor.workers.tell import Tell
from storage.database import Database
from storage.homes import remember_homes
from storage.stories import look_again
from storage.tables import ArticleRow, EntryRow, HitRow, StoryRow
from tests.support.clock import VirtualClock
from tests.support.surroundings import surroundings


@dataclass(kw_only=True)
class Recorder:
    """A channel that remembers what it sent; `trouble` may raise instead, before or after it was taken."""

    name: str = "mail"
    recipients: tuple[str, ...] = ("desk@example.org",)
    mailboxes: str | None = None
    pace: timedelta = timedelta(0)
    timeout: timedelta = timedelta(seconds=5)
    gives_up_after: timedelta = timedelta(days=5)
    tries: int | None = None
    sent: list[Alert] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)  # (message, recipient) of everything that was taken
    rendered: dict[str, Alert] = field(default_factory=dict)
    trouble: Callable[[], WorkError | None] = lambda: None
    late_trouble: Callable[[], WorkError | None] = lambda: None

    def render(self, alert: Alert) -> Message:
        """Nothing but its own name."""
        id = f"{alert.kind}/{alert.subject}/{alert.revision}"
        self.rendered[f"{id}→{alert.recipient}"] = alert
        return Message(id=id, content_type="text/plain", body=json.dumps([id, *alert.routes]).encode())

    async def send(self, message: Message, recipient: str, *, in_doubt: bool) -> str:
        """Take it, unless there is trouble."""
        if (error := self.trouble()) is not None:
            raise error
        self.ids.append((message.id, recipient))
        self.sent.append(self.rendered[f"{message.id}→{recipient}"])
        if (error := self.late_trouble()) is not None:
            raise error
        return "taken"


@dataclass(kw_only=True)
class PolicyDesk:
    """Stories in, alerts out."""

    db: Database
    clock: VirtualClock
    live: Live
    numbers: int = 0
    tell: Tell = field(init=False)
    deliver: Deliver = field(init=False)

    def __post_init__(self) -> None:
        self.live = self._at_home(self.live)
        self.restart()

    def _at_home(self, live: Live) -> Live:
        """As the daemon takes a configuration over."""
        return with_homes(live, remember_homes(self.db, live.policy.mailboxes))

    def restart(self) -> None:
        """As a new process would begin."""
        self.tell = Tell(self.db, lambda: self.live, self.clock)
        self.deliver = Deliver(self.db, lambda: self.live, self.clock)

    def article(
        self,
        story: str,
        source: str = "wire",
        *watchlists: str,
        severity: Severity = Severity.HIGH,
        hit: bool = True,
        title: str = "خبر",
        look_at: datetime | None = None,
    ) -> None:
        """An article of a story, with hits of these watchlists (of "daesh" if none is named), seen now."""
        self.numbers += 1
        now = self.clock()
        with self.db.transaction() as session:
            row = session.exec(select(StoryRow).where(StoryRow.key == story)).first()
            row = row or StoryRow(key=story, first_hit=now)
            row.tell_at = look_at or now
            entry = EntryRow(identity=f"{story}/{self.numbers}", source=source, first_seen=now)
            session.add(row)
            session.add(entry)
            session.flush()
            article = ArticleRow(
                entry_id=entry.id or 0,
                story_id=row.id,
                source=source,
                url=f"https://{source}.example/{self.numbers}",
                title=title,
                text="نص الخبر",
                first_seen=now,
                collected_at=now,
            )
            session.add(article)
            session.flush()
            for watchlist in (watchlists or ("daesh",)) if hit else ():
                session.add(
                    HitRow(article_id=article.id or 0, watchlist=watchlist, severity=int(severity), found_at=now)
                )

    def look(self, story: str) -> None:
        """The story is to be looked at now."""
        with self.db.transaction() as session:
            session.exec(select(StoryRow).where(StoryRow.key == story)).one().tell_at = self.clock()

    def mend(self) -> None:
        """What the daemon does at its start, and each hour."""
        mend_spoilt(self.db, self.live, self.clock())

    async def tick(self, after: timedelta = timedelta(0)) -> None:
        """Once round: tell, release, deliver."""
        self.clock.advance(after)
        await self.tell.drain()
        release_due(self.db, self.live, self.clock())
        await self.deliver.drain()

    async def run(self, time: timedelta, step: timedelta = timedelta(minutes=5)) -> None:
        """Let time pass."""
        end = self.clock() + time
        while self.clock() < end:
            await self.tick(min(step, end - self.clock()))

    def configure(self, *routes: Route, **changes: object) -> None:
        """Another configuration from now on."""
        config = replace(self.live.config, routes=routes or self.live.config.routes, **changes)  # type: ignore[arg-type]
        self.live = self._at_home(make_live_with(config, self.live.channels, self.clock()))
        look_again(self.db, self.clock())


def make_live_with(config: Config, channels: dict[str, Channel] | object, now: datetime) -> Live:
    """A configuration made ready, with channels of the test's own."""
    live = make_live(config, lambda _: surroundings(), now)
    given: dict[str, Channel] = dict(channels)  # type: ignore[call-overload]
    recipients = {name: channel.recipients for name, channel in given.items()}
    policy = replace(live.policy, recipients=recipients, mailboxes=mailboxes_of(given))
    return replace(live, channels=given, policy=policy)


def policy_desk(
    db: Database,
    *routes: Route,
    channels: Sequence[Recorder] = (),
    clock: VirtualClock | None = None,
    timezone: str = "Asia/Baghdad",
    mutes: tuple[Mute, ...] = (),
    public_url: str | None = "https://monitor.example.org",
    owner: tuple[str, ...] = (),
) -> PolicyDesk:
    """A desk with twenty outlets, the watchlists daesh and extremism, and one mailbox unless others are given."""
    clock = clock or VirtualClock()
    sources = tuple(
        Source(id=f"outlet{n}", name=f"Outlet {n}", name_ar=f"منفذ {n}", url="https://x.example/", country="IQ")
        for n in range(20)
    )
    config = Config(
        folder=Path("unused"),
        sources=sources,
        fetch=FetchTable(),
        watchlists=(Watchlist(id="daesh", title="داعش"), Watchlist(id="extremism", title="التطرف")),
        channels={},
        routes=routes,
        owner=owner,
        timezone=timezone,
        language="ar",
        digits="western",
        horizon=timedelta(hours=24),
        mutes=mutes,
        public_url=public_url,
        warnings=(),
        fingerprint="x",
    )
    named: dict[str, Channel] = {one.name: one for one in channels or (Recorder(),)}
    return PolicyDesk(db=db, clock=clock, live=make_live_with(config, named, clock()))
