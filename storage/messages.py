"""All that a message says: deliveries that go out together, as a value."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from monitor.core.model.delivery import KINDS, DeliveryToSend, Message, Spike, StoryInDigest
from monitor.core.model.story import Digest, News, StoryArticle, Unreadable
from monitor.core.model.watchlist import Severity
from monitor.core.news import joined
from storage.notices import news_of
from storage.readable import readable
from storage.rows import happening
from storage.spoilt import legible, sound
from storage.stories import articles_of, keys_of
from storage.tables import DeliveryRow, MessageRow, NoticeRow, StoryRow

Reader = Callable[[str, str], object]
"""(channel, recipient) → who is reached so: all webhooks of a service have one name, and each has its own readers"""


def by_name(channel: str, recipient: str) -> object:
    """The least that is known where nobody says which channels lead to one mailbox."""
    return channel, recipient.lower()


def messages_of(
    session: Session, groups: Sequence[Sequence[DeliveryRow]], reader: Reader = by_name
) -> list[DeliveryToSend]:
    """One value for each group of deliveries that is one message; one that nobody can read stops no other."""

    def read(places: Sequence[int]) -> dict[int, DeliveryToSend]:
        return dict(zip(places, _values(session, [groups[n] for n in places], reader), strict=True))

    found, bad = readable(range(len(groups)), read)
    return [found[n] if n in found else _unreadable(session, group, bad[n]) for n, group in enumerate(groups)]


def _unreadable(session: Session, group: Sequence[DeliveryRow], why: str) -> DeliveryToSend:
    kept = session.get(MessageRow, group[0].message_pk) if group[0].message_pk is not None else None
    return replace(_bare(group, kept), unreadable=why)


def _values(session: Session, groups: Sequence[Sequence[DeliveryRow]], reader: Reader) -> list[DeliveryToSend]:
    told = {g[0].story_id for g in groups if g[0].story_id is not None}
    updated = {g[0].story_id for g in groups if g[0].story_id is not None and g[0].revision > 1}
    articles = articles_of(session, told)
    carried = _carried(session, [row.id for group in groups for row in group if row.id is not None])
    updated |= {one.story_id for notices in carried.values() for one in notices if one.news}
    reached = _reached(session, updated, reader)
    stories = _stories(session, [notice for notices in carried.values() for notice in notices])
    messages = {
        row.id: row
        for row in session.exec(select(MessageRow).where(col(MessageRow.id).in_([g[0].message_pk for g in groups])))
    }
    return [_one(group, articles, carried, reached, stories, messages) for group in groups]


class _Told(NamedTuple):
    """A notice that has reached somebody, may have, or waits to: no more of it than is asked for, it is read often."""

    id: int
    story: int
    channel: str
    recipient: str
    severity: int
    delivery: int | None
    message: tuple[str, int] | None  # kind and number of the message by which it went out, or may have


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reached:
    """What has reached the readers of stories."""

    reader: Reader
    out: Mapping[tuple[int, object], Sequence[_Told]]  # (story, reader) → the earliest, and so the gravest, first

    def of(self, story: int, channel: str, recipient: str) -> Sequence[_Told]:
        """What has reached this reader of this story."""
        return self.out.get((story, self.reader(channel, recipient)), ())

    def number(self, group: Sequence[DeliveryRow]) -> int:
        """Which message about its story this one is for its reader; digests are no part of that count."""
        own, first = {row.id for row in group}, group[0]
        others = (
            one for one in self.of(first.story_id or 0, first.channel, first.recipient) if one.delivery not in own
        )
        return 1 + len({one.message for one in others if one.message is not None and one.message[0] == "story"})

    def told_first(self, story: int, channel: str, recipient: str) -> Severity | None:
        """How grave the story was when something of it first went out to this reader, by whatever route."""
        first = next((one for one in self.of(story, channel, recipient) if one.delivery is not None), None)
        return Severity(first.severity) if first is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stories:
    """What digests tell of."""

    keys: Mapping[int, str]
    articles: Mapping[int, tuple[StoryArticle, ...]]
    bad: Mapping[int, str]  # of which nobody can read the articles, and why


def _one(
    group: Sequence[DeliveryRow],
    articles: Mapping[int, tuple[StoryArticle, ...]],
    carried: Mapping[int, Sequence[NoticeRow]],
    reached: _Reached,
    stories: _Stories,
    messages: Mapping[int | None, MessageRow],
) -> DeliveryToSend:
    first = group[0]
    for row in group:
        sound(row, ("kind", "subject", "route", "headline"))
    if first.kind not in KINDS:
        raise ValueError(f"a delivery of the kind {first.kind} is unknown")
    notices = [notice for row in group for notice in carried.get(row.id or 0, ())]
    many = first.kind in ("digest", "collecting")
    news = () if many else _news(notices, reached)
    return replace(
        _bare(group, messages.get(first.message_pk)),
        articles=articles.get(first.story_id or 0, ()),
        told_first=reached.told_first(first.story_id or 0, first.channel, first.recipient),
        number=max(reached.number(group), 2 if news else 1),  # it may have been told in a digest first
        news=news,
        escalated=not many and any(notice.escalated for notice in notices),
        stories=_in_digest(notices, reached, stories) if many else (),
        left_out=_left_out(notices, stories) if many else (),
        digest=_digest(first.about.get("digest")),
        spike=_spike(first.about.get("spike")),
        happening=happening(first.happening),
        headline=first.headline,
        lines=tuple(first.lines),
    )


def _news(notices: Sequence[NoticeRow], reached: _Reached) -> tuple[News, ...]:
    """What is new in one story; nothing where its reader hears of it first, whatever else was to be told before."""
    newest = max((notice.revision for notice in notices), default=0)
    begins = any(notice.revision < newest and not notice.news for notice in notices)
    if begins or not any(_was_told(notice, reached) for notice in notices):
        return ()
    return joined([news_of(notice) for notice in notices])


def _was_told(notice: NoticeRow, reached: _Reached) -> bool:
    """Whether its reader has heard, or will hear, something earlier of its story by another message."""
    others = reached.of(notice.story_id, notice.channel, notice.recipient)
    return any(one.id < (notice.id or 0) and one.delivery != notice.delivery_id for one in others)


def _bare(group: Sequence[DeliveryRow], message: MessageRow | None) -> DeliveryToSend:
    """A message without anything that it says."""
    first = group[0]
    return DeliveryToSend(
        ids=tuple(row.id for row in group if row.id is not None),
        channel=first.channel,
        recipient=legible(first.recipient),
        kind=legible(first.kind),
        subject=legible(first.subject),
        revision=first.revision,
        routes=tuple(legible(row.route) for row in group),
        due=min(row.created_at for row in group),
        failures=max(row.failures for row in group if row.channel == first.channel),
        attempt=first.attempt,
        in_doubt=any(row.sending_at is not None for row in group),
        message=_message(message),
    )


def _reached(session: Session, stories: Collection[int], reader: Reader) -> _Reached:
    """What has reached the readers of these stories, or may have, or waits to.

    What was to be said first may have been muted before it was sent, or is dead: then the update is the first they see.
    """
    if not stories:
        return _Reached(reader=reader, out={})
    went_out = or_(col(DeliveryRow.sent_at).is_not(None), col(DeliveryRow.sending_at).is_not(None))
    of_old = and_(col(NoticeRow.delivery_id).is_(None), col(NoticeRow.wait).is_(None))  # by an earlier version
    notice = (NoticeRow.id, NoticeRow.story_id, NoticeRow.channel, NoticeRow.recipient, NoticeRow.severity)
    asked = (
        select(*notice, NoticeRow.revision, NoticeRow.delivery_id, DeliveryRow.kind, DeliveryRow.revision, went_out)  # type: ignore[call-overload]
        .outerjoin(DeliveryRow, col(DeliveryRow.id) == col(NoticeRow.delivery_id))
        .where(col(NoticeRow.story_id).in_(stories), or_(went_out, col(DeliveryRow.deliver_at).is_not(None), of_old))
        .order_by(col(NoticeRow.at), col(NoticeRow.severity).desc())
    )
    out: dict[tuple[int, object], list[_Told]] = {}
    for id, story, channel, recipient, severity, number, delivery, kind, revision, is_out in session.exec(asked):
        message = ("story", number) if delivery is None else (kind, revision) if is_out else None
        told = _Told(id, story, channel, recipient, severity, delivery, message)
        out.setdefault((story, reader(channel, recipient)), []).append(told)
    return _Reached(reader=reader, out=out)


def _carried(session: Session, deliveries: Sequence[int]) -> dict[int, list[NoticeRow]]:
    """Delivery → the notices it carries, in the order in which they were made."""
    found: dict[int, list[NoticeRow]] = {}
    asked = select(NoticeRow).where(col(NoticeRow.delivery_id).in_(deliveries)).order_by(col(NoticeRow.id))
    for row in session.exec(asked):
        found.setdefault(row.delivery_id or 0, []).append(row)
    return found


def _stories(session: Session, notices: Sequence[NoticeRow]) -> _Stories:
    ids = list({notice.story_id for notice in notices})

    def read(some: Sequence[int]) -> dict[int, tuple[StoryArticle, ...]]:
        keys_of(session, some)
        return articles_of(session, some)

    articles, bad = readable(ids, read)
    keys = session.exec(select(StoryRow.id, StoryRow.key).where(col(StoryRow.id).in_(ids)))
    return _Stories(keys={id or 0: key for id, key in keys}, articles=articles, bad=bad)


def _in_digest(notices: Sequence[NoticeRow], reached: _Reached, stories: _Stories) -> tuple[StoryInDigest, ...]:
    together: dict[int, list[NoticeRow]] = {}
    for notice in notices:
        together.setdefault(notice.story_id, []).append(notice)
    return tuple(
        StoryInDigest(
            key=stories.keys[id],
            articles=stories.articles[id],
            news=_news(rows, reached),
            routes=tuple(dict.fromkeys(row.route for row in rows)),
        )
        for id, rows in together.items()
        if id in stories.articles
    )


def _left_out(notices: Sequence[NoticeRow], stories: _Stories) -> tuple[Unreadable, ...]:
    ids = dict.fromkeys(notice.story_id for notice in notices if notice.story_id in stories.bad)
    return tuple(Unreadable(id=id, key=legible(stories.keys[id]), reason=stories.bad[id]) for id in ids)


def _digest(about: dict[str, Any] | None) -> Digest | None:
    if about is None:
        return None
    moments = {name: datetime.fromisoformat(about[name]) for name in ("since", "until")}
    return Digest(**{**about, **moments})


def _spike(about: dict[str, Any] | None) -> Spike | None:
    if about is None:
        return None
    pairs = {name: tuple((word, n) for word, n in about[name]) for name in ("terms", "outlets")}
    at = datetime.fromisoformat(about["at"]) if about.get("at") is not None else None
    return Spike(**{**about, **pairs, "at": at})


def _message(row: MessageRow | None) -> Message | None:
    return None if row is None else Message(id=row.message_id, content_type=row.content_type, body=row.body)
