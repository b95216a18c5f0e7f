"""Thirty days of virtual time with random faults, and a model that knows what must have been told by their end."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import Alert
from monitor.core.model.route import Mute, Quiet, Route, Send, Timetable
from monitor.core.model.watchlist import Severity
from storage import outbox
from storage.database import Database
from storage.healing import heal
from tests.support.clock import VirtualClock
from tests.support.policy import PolicyDesk, Recorder, policy_desk

CAIRO = ZoneInfo("Africa/Cairo")
START = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)  # Cairo's clock turns back within these thirty days
DAYS = timedelta(days=30)
MUTED_UNTIL = START + timedelta(days=12)
NIGHT = Quiet(name="night", start=time(22), until=time(7), let_through=Severity.CRITICAL, zone=CAIRO)
SHORT = Quiet(name="short", start=time(23), until=time(5), zone=CAIRO)
ROUTES = (
    Route(name="now", to=("mail", "chat"), quiet=NIGHT, max_per_hour=4, group_wait=timedelta(minutes=1)),
    Route(name="grave", to=("mail",), severity=Severity.CRITICAL, group_wait=timedelta(minutes=1)),
    Route(name="slow", to=("mail",), watchlists=("extremism",), group_wait=timedelta(minutes=40), quiet=SHORT),
    Route(
        name="daily",
        to=("mail",),
        watchlists=("extremism",),
        timetable=Timetable(send=Send.DAILY, at=(time(0, 30), time(15, 30)), zone=CAIRO),
        if_empty=True,
    ),
    Route(
        name="weekly",
        to=("chat",),
        timetable=Timetable(send=Send.WEEKLY, at=(time(8),), days=frozenset({6}), zone=CAIRO),
    ),
)
AT_ONCE = frozenset(one.name for one in ROUTES if one.timetable is None)
NOTICES_A_DAY = 6  # of one story, to one person
Key = tuple[str, str, str, str]  # story, route, channel, recipient
MUTE = Mute(until=MUTED_UNTIL, why="رياضة", by="sara", watchlist="extremism", source="outlet7")


@dataclass(kw_only=True)
class World:
    """What was published, and how often it is not known whether a message went out."""

    chance: random.Random
    desk: PolicyDesk
    stories: dict[str, list[tuple[datetime, str, str, Severity]]] = field(default_factory=dict)
    doubts: int = 0
    down: dict[str, datetime] = field(default_factory=dict)  # channel → until when it is down
    certain: set[tuple[str, str]] = field(default_factory=set)  # (message, recipient) of which it is known that it went

    def faults(self, channel: Recorder) -> None:
        """Give a channel its moods."""
        channel.trouble = lambda: self._before(channel.name)
        channel.late_trouble = lambda: self._after(channel.ids[-1])

    def calm(self, channel: Recorder) -> None:
        """From now on all goes well."""
        channel.trouble = lambda: None
        channel.late_trouble = lambda: self.certain.add(channel.ids[-1])

    def _before(self, channel: str) -> TemporaryError | None:
        if self.down.get(channel, START) > self.desk.clock():
            return TemporaryError(channel, "no answer")
        if self.chance.random() < 0.03:
            raise asyncio.CancelledError  # kill -9 before it was taken
        return TemporaryError(channel, "busy") if self.chance.random() < 0.1 else None

    def _after(self, sent: tuple[str, str]) -> TemporaryError | None:
        roll = self.chance.random()
        if roll < 0.03:
            self.doubts += 1
            raise asyncio.CancelledError  # kill -9 after it was taken, before that was noted
        if roll < 0.06:
            self.doubts += 1
            return TemporaryError("channel", "connection lost after it was taken")
        self.certain.add(sent)
        return None

    def publish(self) -> None:
        """New stories, and more articles of those of the last two days; now and then a storm."""
        now = self.desk.clock()
        for _ in range(30 if self.chance.random() < 0.01 else self.chance.random() < 0.3):
            self._article(f"s{len(self.stories)}")
        recent = [key for key, articles in self.stories.items() if now - articles[-1][0] < timedelta(days=2)]
        for key in recent:
            if self.chance.random() < 0.08:
                self._article(key)

    def _article(self, story: str) -> None:
        source = f"outlet{self.chance.randrange(20)}"
        watchlist = self.chance.choice(("daesh", "extremism", "extremism"))
        severity = self.chance.choices((Severity.NORMAL, Severity.HIGH, Severity.CRITICAL), (5, 3, 1))[0]
        self.stories.setdefault(story, []).append((self.desk.clock(), source, watchlist, severity))
        self.desk.article(story, source, watchlist, severity=severity)

    async def disturb(self) -> None:
        """What happens to machines: killed while deciding, channels down for hours, a clock that is wrong."""
        roll = self.chance.random()
        if roll < 0.02:
            self.desk.tell.take(self.desk.clock())  # taken, and died with it
            self.desk.restart()
        elif roll < 0.03:
            channel = self.chance.choice(("mail", "chat"))
            self.down[channel] = self.desk.clock() + timedelta(hours=self.chance.choice((1, 4, 30)))
        elif roll < 0.032:
            jump = self.chance.choice((timedelta(days=1), timedelta(days=-1), timedelta(days=3653)))
            self.desk.clock.advance(jump)
            await self.desk.tick(timedelta(minutes=1))
            self.desk.clock.advance(-jump)
            heal(self.desk.db, self.desk.clock())

    def muted(self) -> frozenset[str]:
        """Stories of which the mute leaves nothing."""
        return frozenset(
            key
            for key, articles in self.stories.items()
            if all(watchlist == MUTE.watchlist and source == MUTE.source for _, source, watchlist, _ in articles)
        )

    def must(self) -> set[Key]:
        """All that has to be told, whatever happened."""
        found = set()
        for key, articles in self.stories.items():
            for one in ROUTES:
                fits = any(
                    (one.watchlists == ("*",) or watchlist in one.watchlists)
                    and severity >= one.severity
                    and not (watchlist == MUTE.watchlist and source == MUTE.source and at < MUTED_UNTIL)
                    for at, source, watchlist, severity in articles
                )
                if fits:
                    for channel in one.to:
                        for recipient in self.desk.live.channels[channel].recipients:
                            found.add((key, one.name, channel, recipient))
        return found


def told(alerts: list[Alert]) -> Counter[Key]:
    """How often each story was told, by route and recipient.

    A message that shows what "slow" or "grave" asks for has told its reader, whether it names them or not: a hit that
    was muted until the night's digest of "now" went out is heard with it (docs/decisions/0031).
    """
    found: Counter[Key] = Counter()
    for one in alerts:
        alone = {one.subject: (one.watchlists, one.severity)} if one.kind == "story" else {}
        stories = {story.key: (story.watchlists, story.severity) for story in one.stories}
        for key, (watchlists, severity) in (alone | stories).items():
            shown = {"slow": "التطرف" in watchlists, "grave": severity is Severity.CRITICAL}
            heard = {name for name, holds in shown.items() if holds and AT_ONCE.intersection(one.routes)}
            for name in heard.union(one.routes):
                found[key, name, one.channel, one.recipient] += 1
    return found


@dataclass(frozen=True, kw_only=True)
class Month:
    """What came of a month."""

    stories: int
    messages: int
    doubts: int  # sends of which nobody knew whether they had gone out
    doubled: int  # messages that went out again
    lost: frozenset[Key]  # what nobody was told
    stuck: int  # deliveries that are still in the outbox, or dead
    most_in_a_day: int  # notices of one story to one person
    told_although_muted: frozenset[str]  # stories
    told_twice: frozenset[tuple[str, str]]  # (story, person) of what somebody was told as new by two messages, surely

    @property
    def good(self) -> bool:
        """Whether everything that was promised held."""
        kept = not self.lost and not self.stuck and not self.told_although_muted and not self.told_twice
        return kept and self.doubled <= self.doubts and self.most_in_a_day <= NOTICES_A_DAY


async def live_through(db: Database, seed: int) -> Month:
    """A month in this empty database, with the chances of this seed, and eight quiet days for what was held up."""
    chance = random.Random(seed)
    channels = [Recorder(recipients=("a@example.org", "b@example.org")), Recorder(name="chat", recipients=("#desk",))]
    clock = VirtualClock(START)
    desk = policy_desk(db, *ROUTES, channels=channels, clock=clock, timezone="Africa/Cairo", mutes=(MUTE,))
    world = World(chance=chance, desk=desk)
    for channel in channels:
        world.faults(channel)

    while desk.clock() < START + DAYS:
        world.publish()
        await desk.tick(timedelta(minutes=chance.choice((5, 45, 150, 400))))
        await world.disturb()
    world.down.clear()
    for channel in channels:
        world.calm(channel)
    await desk.run(timedelta(days=8), step=timedelta(hours=4))
    return _judged(world, channels)


def _judged(world: World, channels: list[Recorder]) -> Month:
    alerts = [alert for channel in channels for alert in channel.sent]
    ids = Counter(one for channel in channels for one in channel.ids)
    left = outbox.counts(world.desk.db)
    single = [one for one in alerts if one.kind == "story"]
    notices = {(one.subject, one.channel, one.recipient, _day(one), one.revision) for one in single}
    return Month(
        stories=len(world.stories),
        messages=len(alerts),
        doubts=world.doubts,
        doubled=sum(n - 1 for n in ids.values()),
        lost=frozenset(world.must() - set(told(alerts))),
        stuck=left["dead"] + left["waiting"],
        most_in_a_day=max(Counter(notice[:4] for notice in notices).values()),
        told_although_muted=world.muted() & {one.subject for one in single if one.at < MUTED_UNTIL},
        told_twice=frozenset(key for channel in channels for key in _twice(channel, world.certain)),
    )


def _twice(channel: Recorder, certain: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a channel told somebody as new, by other routes than digests, under two names of messages.

    Of a message in doubt nobody knows that it was told: what comes more than a day late comes in another one.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for (id, recipient), one in zip(channel.ids, channel.sent, strict=True):
        alone = [one.subject] if one.kind == "story" and not one.news else []
        for key in [*alone, *(story.key for story in one.stories if not story.news)]:
            if AT_ONCE.issuperset(one.routes) and (id, recipient) in certain:
                found.setdefault((key, recipient), set()).add(id)
    return [key for key, ids in found.items() if len(ids) > 1]


def _day(alert: Alert) -> date:
    return alert.at.astimezone(CAIRO).date()
