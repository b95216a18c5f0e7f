"""Thirty days of virtual time with random faults, against a model: no key lost, duplicates at most the ambiguous sends.

A few seeds here; the whole of it: `python -m pytest tests/e2e/test_month.py -n 2 --seeds 200`.
"""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import Alert
from monitor.core.model.route import Mute, Quiet, Route, Send, Timetable
from monitor.core.model.watchlist import Severity
from storage import outbox
from storage.database import Database
from storage.healing import heal
from tests.support.clock import VirtualClock
from tests.support.databases import Databases
from tests.support.policy import PolicyDesk, Recorder, policy_desk

CAIRO = ZoneInfo("Africa/Cairo")
START = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)  # Cairo's clock turns back within these thirty days
DAYS = timedelta(days=30)
MUTED_UNTIL = START + timedelta(days=12)
NIGHT = Quiet(name="night", start=time(22), until=time(7), let_through=Severity.CRITICAL, zone=CAIRO)
ROUTES = (
    Route(name="now", to=("mail", "chat"), quiet=NIGHT, max_per_hour=4, group_wait=timedelta(minutes=1)),
    Route(name="grave", to=("mail",), severity=Severity.CRITICAL, group_wait=timedelta(minutes=1)),
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
MUTE = Mute(until=MUTED_UNTIL, why="رياضة", by="sara", watchlist="extremism", source="outlet7")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(int(metafunc.config.getoption("--seeds"))))


@dataclass(kw_only=True)
class World:
    """What was published, and how often it is not known whether a message went out."""

    chance: random.Random
    desk: PolicyDesk
    stories: dict[str, list[tuple[datetime, str, str, Severity]]] = field(default_factory=dict)
    doubts: int = 0
    down: dict[str, datetime] = field(default_factory=dict)  # channel → until when it is down

    def faults(self, channel: Recorder) -> None:
        """Give a channel its moods."""
        channel.trouble = lambda: self._before(channel.name)
        channel.late_trouble = self._after

    def _before(self, channel: str) -> TemporaryError | None:
        if self.down.get(channel, START) > self.desk.clock():
            return TemporaryError(channel, "no answer")
        if self.chance.random() < 0.03:
            raise asyncio.CancelledError  # kill -9 before it was taken
        return TemporaryError(channel, "busy") if self.chance.random() < 0.1 else None

    def _after(self) -> TemporaryError | None:
        roll = self.chance.random()
        if roll < 0.03:
            self.doubts += 1
            raise asyncio.CancelledError  # kill -9 after it was taken, before that was noted
        if roll < 0.06:
            self.doubts += 1
            return TemporaryError("channel", "connection lost after it was taken")
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

    def must(self) -> set[tuple[str, str, str, str]]:
        """(story, route, channel, recipient) of all that has to be told, whatever happened."""
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


def told(alerts: list[Alert]) -> Counter[tuple[str, str, str, str]]:
    """How often each story was told as new, by route and recipient."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for one in alerts:
        keys = [one.subject] if one.kind == "story" else [story.key for story in one.stories]
        for key in keys:
            for name in one.routes:
                found[key, name, one.channel, one.recipient] += 1
    return found


async def test_a_month_of_faults_loses_no_story_and_doubles_only_what_is_in_doubt(
    databases: Databases, seed: int
) -> None:
    chance = random.Random(seed)
    db = Database(databases.url("sqlite"))
    channels = [Recorder(recipients=("a@example.org", "b@example.org")), Recorder(name="chat", recipients=("#desk",))]
    desk = policy_desk(
        db, *ROUTES, channels=channels, clock=VirtualClock(START), timezone="Africa/Cairo", mutes=(MUTE,)
    )
    world = World(chance=chance, desk=desk)
    for channel in channels:
        world.faults(channel)

    while desk.clock() < START + DAYS:
        world.publish()
        await desk.tick(timedelta(minutes=chance.choice((5, 45, 150, 400))))
        await world.disturb()
    world.down.clear()
    for channel in channels:
        channel.trouble = channel.late_trouble = lambda: None
    await desk.run(timedelta(days=8), step=timedelta(hours=4))

    alerts = [alert for channel in channels for alert in channel.sent]
    ids = Counter(one for channel in channels for one in channel.ids)
    assert outbox.counts(db)["dead"] == outbox.counts(db)["waiting"] == 0
    lost = world.must() - set(told(alerts))
    assert not lost
    assert sum(n - 1 for n in ids.values()) <= world.doubts
    per_day = Counter(
        (one.subject, one.channel, one.recipient, one.at.astimezone(CAIRO).date(), one.revision)
        for one in alerts
        if one.kind == "story"
    )
    assert max(Counter(key[:4] for key in per_day).values()) <= 6
    early = [one for one in alerts if one.at < MUTED_UNTIL and one.kind == "story"]
    muted = {
        key
        for key, articles in world.stories.items()
        if all(watchlist == "extremism" and source == "outlet7" for _, source, watchlist, _ in articles)
    }
    assert not muted & {one.subject for one in early}
    db.close()
