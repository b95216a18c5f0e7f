"""One story in memory: articles come, `route` and `release` decide, and what each person hears is written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from monitor.core.digest import release
from monitor.core.fit import Policy, Reader, tell_first
from monitor.core.model.article import Article, Hit
from monitor.core.model.route import Route
from monitor.core.model.source import Source
from monitor.core.model.story import News, StoryArticle, StoryNotice, StoryToTell, Wait, WaitingNotice, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.news import joined
from monitor.core.route import route

BEGIN = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
RECIPIENTS = {"mail": ("a@example.org", "b@example.org"), "second": ("A@example.org",), "chat": ("#desk",)}


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """An article of the story with one hit; no watchlist: one more outlet."""

    after: timedelta
    source: str
    watchlist: str | None
    severity: Severity

    def article(self) -> StoryArticle:
        """As it is stored."""
        hit = Hit(watchlist=self.watchlist, severity=self.severity, mentions=()) if self.watchlist else None
        return StoryArticle(
            source=self.source,
            article=Article(url=f"https://{self.source}.example/{self.after}", title="خبر", text=""),
            first_seen=BEGIN + self.after,
            hits=(hit,) if hit is not None else (),
        )


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One message about the story, as its reader has it."""

    at: datetime
    routes: frozenset[str]
    news: tuple[News, ...]
    articles: tuple[StoryArticle, ...]  # that the story had then


def policy_of(routes: Sequence[Route]) -> Policy:
    """Two mail channels that share a mailbox, and another channel."""
    sources = {f"o{n}": Source(id=f"o{n}", name="o", url="https://o.example/", country="IQ") for n in range(9)}
    return Policy(
        routes=routes,
        recipients=RECIPIENTS,
        mailboxes={"mail": "email", "second": "email"},
        sources=sources,
        horizon=timedelta(hours=24),
    )


@dataclass(kw_only=True)
class Desk:
    """What the database keeps of one story."""

    policy: Policy
    articles: list[StoryArticle] = field(default_factory=list)
    notices: dict[int, StoryNotice] = field(default_factory=dict)
    revision: int = 1
    first_hit: datetime | None = None
    tell_at: datetime | None = None
    busy: bool = False  # every other message comes when its routes have sent all that they may send in an hour
    groups: int = 0
    heard: dict[tuple[Reader, bool], list[Heard]] = field(default_factory=dict)  # (reader, by digests) → messages

    def arrive(self, one: Arrival) -> None:
        """A new article, and when the story is to be looked at because of it."""
        article, at = one.article(), BEGIN + one.after
        self.articles.append(article)
        look = at
        if one.watchlist is not None:
            self.first_hit = self.first_hit or at
            look = tell_first(self.policy.routes, [one.watchlist], at) or at
        if self.first_hit is not None:
            self.tell_at = min(look, self.tell_at or look)

    def next_due(self) -> datetime | None:
        """When something happens of itself."""
        waits = [one.until for one in self.notices.values() if one.until is not None]
        return min((at for at in (self.tell_at, *waits) if at is not None), default=None)

    def turn(self, now: datetime) -> None:
        """Look at the story if that is due, and let go what has waited long enough."""
        if self.tell_at is not None and self.tell_at <= now:
            self._decide(now)
        found = release(self._waiting(now), self.policy, now, Wishes())
        for id, wait, until in found.postponed:
            self.notices[id] = replace(self.notices[id], wait=wait, until=until)
        for id in found.unwanted:
            del self.notices[id]
        out = []
        for released in (one for digest in found.digests for one in digest.notices):
            told = replace(self.notices[released.id], until=None, at=now, said=released.said, news=released.news)
            self.notices[released.id] = told
            out.append(told)
        self._hear(out, now)

    def _decide(self, now: datetime) -> None:
        assert self.first_hit is not None and self.tell_at is not None
        story = StoryToTell(
            id=1,
            key="s",
            revision=self.revision,
            first_hit=self.first_hit,
            due=self.tell_at,
            articles=tuple(self.articles),
            notices=tuple(self.notices.values()),
            failures=0,
            attempt=1,
        )
        decision = route(story, self.policy, now)
        self.tell_at = decision.tell_at
        gone = set(decision.withdrawn)
        self.notices = {
            id: one
            for id, one in self.notices.items()
            if one.until is None or (one.route, one.channel, one.recipient) not in gone
        }
        told = [one for several in decision.together for one in self._throttled(several, now)]
        for notice in told:
            self.notices[max(self.notices, default=0) + 1] = notice
            self.revision = max(self.revision, notice.revision)
        self._hear([one for one in told if one.until is None], now)

    def _throttled(self, together: Sequence[StoryNotice], now: datetime) -> list[StoryNotice]:
        if together[0].wait is not None:
            return list(together)
        self.groups += 1
        if not self.busy or self.groups % 2:
            return list(together)
        return [replace(one, wait=Wait.THROTTLE, until=now + timedelta(hours=1)) for one in together]

    def _waiting(self, now: datetime) -> list[WaitingNotice]:
        articles, notices = tuple(self.articles), tuple(self.notices.values())
        return [
            WaitingNotice(id=id, story="s", notice=one, articles=articles, notices=notices)
            for id, one in self.notices.items()
            if one.until is not None and one.until <= now
        ]

    def _hear(self, notices: Sequence[StoryNotice], now: datetime) -> None:
        digests = {one.name for one in self.policy.routes if one.timetable is not None}
        groups: dict[tuple[Reader, bool], list[StoryNotice]] = {}
        for one in notices:
            key = self.policy.reader(one.channel, one.recipient), one.route in digests
            groups.setdefault(key, []).append(one)
        for key, group in groups.items():
            told = Heard(
                at=now,
                routes=frozenset(one.route for one in group),
                news=joined([one.news for one in group]),
                articles=tuple(self.articles),
            )
            self.heard.setdefault(key, []).append(told)


def lived(routes: Sequence[Route], arrivals: Sequence[Arrival], *, busy: bool = False, hours: int = 60) -> Desk:
    """What everybody has heard when all has come and nothing waits any more."""
    desk = Desk(policy=policy_of(routes), busy=busy)
    coming = sorted(arrivals, key=lambda one: one.after)
    end = BEGIN + timedelta(hours=hours)
    while True:
        moments = [BEGIN + coming[0].after] if coming else []
        due = desk.next_due()
        now = min([*moments, *([due] if due is not None else [])], default=None)
        if now is None or now > end:
            return desk
        while coming and BEGIN + coming[0].after <= now:
            desk.arrive(coming.pop(0))
        desk.turn(now)
