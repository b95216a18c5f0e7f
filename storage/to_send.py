"""Deliveries that are due: which are taken over which channel, and all that their messages say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from monitor.core.model.delivery import DeliveryToSend, Message, Spike, StoryInDigest
from monitor.core.model.story import Digest, StoryArticle, Unreadable
from monitor.core.model.watchlist import Severity
from monitor.core.news import joined
from storage.claims import due, unheld
from storage.database import Database
from storage.dialect import in_turn, locked
from storage.notices import news_of
from storage.readable import readable
from storage.rows import happening
from storage.stories import articles_of
from storage.tables import DeliveryRow, MessageRow, NoticeRow, StoryRow


def deliveries_to_send(
    db: Database,
    now: datetime,
    *,
    free: Mapping[str, int],
    lease: timedelta,
    alike: Mapping[str, Sequence[str]] | None = None,
) -> list[DeliveryToSend]:
    """Take deliveries that are due, the oldest first; `free`: how many messages each channel may take.

    `alike`: channel → the other channels that reach the same mailboxes under the same names. Of those the one that
    stands first in `free` takes what is for both, as soon as it can.

    Deliveries to one mailbox about one subject are taken together, to be one message that keeps every key. An update of
    a story waits until what was to be said of it before is out of the way, for this recipient in this channel alone.
    """
    with db.transaction() as session:
        in_turn(session, "deliveries")  # rows of one message are passed over while another holds some: it would be two
        taken: list[list[DeliveryRow]] = []
        for place, (channel, slots) in enumerate(free.items()):
            others = (alike or {}).get(channel, ())
            better = [other for other in [*free][:place] if other in others]
            groups = _groups(session, channel, now, slots, better) if slots > 0 else []
            _add_companions(session, groups, (channel, *others), now)
            for group in groups:
                attempt = max(row.attempt for row in group) + 1
                for row in group:
                    row.lease_until, row.attempt, row.holder = now + lease, attempt, db.holder
                    session.add(row)
            taken += groups
        return _to_send(session, taken)


def _groups(
    session: Session, channel: str, now: datetime, slots: int, better: Sequence[str]
) -> list[list[DeliveryRow]]:
    ready: list[Any] = [DeliveryRow.channel == channel, *due(DeliveryRow, col(DeliveryRow.deliver_at), now)]
    ready += [_in_its_turn(), *([_for_none_of(better, now)] if better else [])]
    order = (col(DeliveryRow.created_at), col(DeliveryRow.id))  # the oldest first, also after a channel's long night
    # one person seldom has more than a handful of routes that fit the same story
    found = session.exec(locked(session, select(DeliveryRow).where(*ready).order_by(*order).limit(slots * 8)))
    groups: dict[object, list[DeliveryRow]] = {}
    for row in found:
        same = (row.recipient, row.kind, row.subject, row.revision, row.message_pk)
        if same in groups or len(groups) < slots:
            groups.setdefault(same, []).append(row)
    return list(groups.values())


def _add_companions(session: Session, groups: list[list[DeliveryRow]], channels: Sequence[str], now: datetime) -> None:
    """All that these channels have for the same mailbox about the same: one person gets one message.

    Also what the other channel has tried in vain and has put off: it is the message that goes out here.
    """
    if not groups:
        return
    open_ones, free = col(DeliveryRow.deliver_at).is_not(None), unheld(DeliveryRow, now)
    about = col(DeliveryRow.subject).in_({group[0].subject for group in groups})
    asked = select(DeliveryRow).where(col(DeliveryRow.channel).in_(channels), about, open_ones, free, _in_its_turn())
    found = list(session.exec(locked(session, asked.order_by(col(DeliveryRow.id)))))
    for group in groups:
        known = {row.id for row in group}
        group += [row for row in found if row.id not in known and _same_message(row) == _same_message(group[0])]


def _in_its_turn() -> ColumnElement[bool]:
    """Nothing earlier in the same thread still waits, or is on its way."""
    before = aliased(DeliveryRow)
    thread = (
        before.kind == "story",
        before.kind == DeliveryRow.kind,
        before.subject == DeliveryRow.subject,
        before.channel == DeliveryRow.channel,
        before.recipient == DeliveryRow.recipient,
    )
    earlier = (before.revision < DeliveryRow.revision, col(before.deliver_at).is_not(None))
    return ~select(before.id).where(*thread, *earlier).exists()


def _for_none_of(channels: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """None of these channels may send the same to the same mailbox now."""
    twin = aliased(DeliveryRow)
    same = (
        twin.kind == DeliveryRow.kind,
        twin.subject == DeliveryRow.subject,
        twin.revision == DeliveryRow.revision,
        func.lower(twin.recipient) == func.lower(DeliveryRow.recipient),
    )
    there = (col(twin.channel).in_(channels), *due(twin, col(twin.deliver_at), now))
    return ~select(twin.id).where(*same, *there).exists()


def _same_message(row: DeliveryRow) -> tuple[object, ...]:
    return row.recipient.lower(), row.kind, row.subject, row.revision, row.message_pk


def _to_send(session: Session, groups: Sequence[Sequence[DeliveryRow]]) -> list[DeliveryToSend]:
    """One value for each group of deliveries that is one message; one that nobody can read stops no other."""

    def read(places: Sequence[int]) -> dict[int, DeliveryToSend]:
        return dict(zip(places, _values(session, [groups[n] for n in places]), strict=True))

    found, bad = readable(range(len(groups)), read)
    return [found[n] if n in found else _unreadable(session, group, bad[n]) for n, group in enumerate(groups)]


def _unreadable(session: Session, group: Sequence[DeliveryRow], why: str) -> DeliveryToSend:
    kept = session.get(MessageRow, group[0].message_pk) if group[0].message_pk is not None else None
    return replace(_bare(group, kept), unreadable=why)


def _values(session: Session, groups: Sequence[Sequence[DeliveryRow]]) -> list[DeliveryToSend]:
    told = {g[0].story_id for g in groups if g[0].story_id is not None}
    updated = {g[0].story_id for g in groups if g[0].story_id is not None and g[0].revision > 1}
    articles, first = articles_of(session, told), _told_first(session, updated) if updated else {}
    carried = _carried(session, [row.id for group in groups for row in group if row.id is not None])
    stories = _stories(session, [notice for notices in carried.values() for notice in notices])
    messages = {
        row.id: row
        for row in session.exec(select(MessageRow).where(col(MessageRow.id).in_([g[0].message_pk for g in groups])))
    }
    return [_one(group, articles, first, carried, stories, messages) for group in groups]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stories:
    """What digests tell of."""

    keys: Mapping[int, str]
    articles: Mapping[int, tuple[StoryArticle, ...]]
    bad: Mapping[int, str]  # of which nobody can read the articles, and why


def _one(
    group: Sequence[DeliveryRow],
    articles: Mapping[int, tuple[StoryArticle, ...]],
    told_first: Mapping[tuple[int, str], Severity],
    carried: Mapping[int, Sequence[NoticeRow]],
    stories: _Stories,
    messages: Mapping[int | None, MessageRow],
) -> DeliveryToSend:
    first = group[0]
    notices = [notice for row in group for notice in carried.get(row.id or 0, ())]
    many = first.kind in ("digest", "collecting")
    return replace(
        _bare(group, messages.get(first.message_pk)),
        articles=articles.get(first.story_id or 0, ()),
        told_first=told_first.get((first.story_id or 0, first.recipient.lower())),
        news=() if many else joined([news_of(notice) for notice in notices]),
        escalated=not many and any(notice.escalated for notice in notices),
        stories=_in_digest(notices, stories) if many else (),
        left_out=_left_out(notices, stories) if many else (),
        digest=_digest(first.about.get("digest")),
        spike=_spike(first.about.get("spike")),
        happening=happening(first.happening),
        headline=first.headline,
        lines=tuple(first.lines),
    )


def _bare(group: Sequence[DeliveryRow], message: MessageRow | None) -> DeliveryToSend:
    """A message without anything that it says."""
    first = group[0]
    return DeliveryToSend(
        ids=tuple(row.id for row in group if row.id is not None),
        channel=first.channel,
        recipient=first.recipient,
        kind=first.kind,
        subject=first.subject,
        revision=first.revision,
        routes=tuple(row.route for row in group),
        due=min(row.created_at for row in group),
        failures=max(row.failures for row in group if row.channel == first.channel),
        attempt=first.attempt,
        in_doubt=any(row.sending_at is not None for row in group),
        message=_message(message),
    )


def _told_first(session: Session, stories: Iterable[int]) -> dict[tuple[int, str], Severity]:
    """(story, recipient) → how grave the story was when something of it first went out, by whatever route."""
    out = (col(NoticeRow.story_id).in_(list(stories)), col(NoticeRow.delivery_id).is_not(None))
    asked = select(NoticeRow.story_id, NoticeRow.recipient, NoticeRow.severity).where(*out)
    found: dict[tuple[int, str], Severity] = {}
    for story, recipient, severity in session.exec(asked.order_by(col(NoticeRow.at), col(NoticeRow.severity).desc())):
        found.setdefault((story, recipient.lower()), Severity(severity))
    return found


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
        return articles_of(session, some)

    articles, bad = readable(ids, read)
    keys = session.exec(select(StoryRow.id, StoryRow.key).where(col(StoryRow.id).in_(ids)))
    return _Stories(keys={id or 0: key for id, key in keys}, articles=articles, bad=bad)


def _in_digest(notices: Sequence[NoticeRow], stories: _Stories) -> tuple[StoryInDigest, ...]:
    together: dict[int, list[NoticeRow]] = {}
    for notice in notices:
        together.setdefault(notice.story_id, []).append(notice)
    return tuple(
        StoryInDigest(
            key=stories.keys[id],
            articles=stories.articles[id],
            news=joined([news_of(row) for row in rows]),
            routes=tuple(dict.fromkeys(row.route for row in rows)),
        )
        for id, rows in together.items()
        if id in stories.articles
    )


def _left_out(notices: Sequence[NoticeRow], stories: _Stories) -> tuple[Unreadable, ...]:
    ids = dict.fromkeys(notice.story_id for notice in notices if notice.story_id in stories.bad)
    return tuple(Unreadable(id=id, key=stories.keys[id], reason=stories.bad[id]) for id in ids)


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
