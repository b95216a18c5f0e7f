"""Messages of many stories, put into the outbox; and what comes too late to come alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, update
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from monitor.core.model.story import DeliveryKey, Digest, DigestRecord, Wait
from storage.claims import NOW
from storage.database import Database
from storage.dialect import in_turn, locked
from storage.notices import news_values, remember, said_values
from storage.outbox import EMPTIED, IN_DIGEST, MUTED
from storage.rows import delivery_values
from storage.tables import DeliveryRow, KnownRow, NoticeRow, StoryRow

# asked every second: built once
_KNOWN = select(KnownRow)
_WAITS_LONG = (
    col(DeliveryRow.channel).in_(bindparam("channels", expanding=True)),  # with `deliver_at` an index
    col(DeliveryRow.kind).in_(("story", "digest", "collecting")),
    col(DeliveryRow.deliver_at).is_not(None),
    col(DeliveryRow.created_at) < bindparam("before"),
    col(DeliveryRow.sending_at).is_(None),  # what may have gone out goes again as it was
    or_(col(DeliveryRow.lease_until).is_(None), col(DeliveryRow.lease_until) <= NOW),
)
_READER = (col(DeliveryRow.channel), col(DeliveryRow.recipient))
_LATE = select(*_READER).where(*_WAITS_LONG).group_by(*_READER)
_SEVERAL_LATE = _LATE.having(func.count(func.distinct(DeliveryRow.subject)) > 1)


def known_since(db: Database, names: Sequence[str], now: datetime) -> dict[str, datetime]:
    """Since when each of these routes or watchlists is known; a new one since now."""
    with db.reading() as session:
        known = {row.name: row.since for row in session.exec(_KNOWN)}
    if fresh := [name for name in names if name not in known]:
        with db.transaction() as session:
            remember(session, fresh, now)
    return known | dict.fromkeys(fresh, now)


def unsent(
    db: Database, records: Sequence[DigestRecord], alike: Mapping[str, Sequence[str]] | None = None
) -> list[DigestRecord]:
    """Those of these empty digests whose reader has heard nothing of the slot, by whatever route.

    `alike`: channel → the other channels that reach the same mailboxes under the same names.
    """
    if not records:
        return []
    with db.reading() as session:
        standing = _standing(session, records)
    return [one for one in records if not _is_told(standing, one, _others(one, alike))]


def record_digest(
    db: Database, record: DigestRecord, now: datetime, alike: Mapping[str, Sequence[str]] | None = None
) -> int:
    """Put one message of many stories into the outbox; returns how many deliveries it is, 0 if another one was quicker.

    Notices that another daemon has taken meanwhile are left out. An empty digest goes only to whoever has heard nothing
    of its subject. `alike` as for `unsent`.
    """
    with db.transaction() as session:
        return _record_digest(session, record, now, _others(record, alike))


def _others(record: DigestRecord, alike: Mapping[str, Sequence[str]] | None) -> Sequence[str]:
    return (alike or {}).get(record.channel, ())


def _record_digest(session: Session, record: DigestRecord, now: datetime, others: Sequence[str]) -> int:
    in_turn(session, record.subject)
    asked = select(NoticeRow).where(
        col(NoticeRow.id).in_([one.id for one in record.notices]), col(NoticeRow.until).is_not(None)
    )
    # what was to be said is made anew: what cannot be read of it hinders nobody
    asked = asked.options(defer(col(NoticeRow.said)), defer(col(NoticeRow.news)))  # type: ignore[arg-type]
    rows = list(session.exec(locked(session, asked)))
    routes = tuple(dict.fromkeys(row.route for row in rows)) if record.notices else record.routes
    told = _standing(session, [record])
    standing = told.get(_reader(record), ())
    if not routes:
        return 0
    about = _about(replace(record.digest, muted=_muted(session, record, {row.story_id for row in rows})))
    revision = _revision(session, standing, others, now)
    joins = any(row.revision == revision for row in standing)
    if not record.notices and _is_told(told, record, others) and not joins:
        return 0
    ids = {route: _insert(session, _key(record, route, revision), about, now) for route in routes}
    released = {one.id: one for one in record.notices}
    for row in rows:
        one = released[row.id or 0]
        row.until, row.at, row.said, row.news = None, now, said_values(one.said), news_values(one.news)
        row.delivery_id = ids[row.route]
        session.add(row)
    _look_again(session, rows, dict(record.look_again))
    return len(ids)


def _key(record: DigestRecord, route: str, revision: int) -> DeliveryKey:
    return DeliveryKey(
        kind=record.kind,
        subject=record.subject,
        revision=revision,
        route=route,
        channel=record.channel,
        recipient=record.recipient,
    )


def _reader(one: DigestRecord | DeliveryRow) -> tuple[str, str, str]:
    return one.kind, one.subject, one.recipient.lower()


_Standing = Mapping[tuple[str, str, str], Sequence[DeliveryRow]]


def _standing(session: Session, records: Sequence[DigestRecord]) -> _Standing:
    """What the outbox holds of the same subjects for each reader, by whatever route and channel."""
    found: dict[tuple[str, str, str], list[DeliveryRow]] = {}
    subjects = {subject for one in records for subject in (one.subject, *one.instead)}
    asked = select(DeliveryRow).where(col(DeliveryRow.subject).in_(subjects))
    asked = asked.options(defer(col(DeliveryRow.about)), defer(col(DeliveryRow.happening)))  # type: ignore[arg-type]
    for row in session.exec(asked):
        found.setdefault(_reader(row), []).append(row)
    return found


def _is_told(standing: _Standing, record: DigestRecord, others: Sequence[str]) -> bool:
    """Whether the mailbox gets a digest of this slot anyway; the same name in another channel is another reader.

    One of which nothing was left is not sent: whoever wants to hear that nothing happened hears it all the same.
    """
    named = (replace(record, subject=subject) for subject in (record.subject, *record.instead))
    rows = (row for one in named for row in standing.get(_reader(one), ()))
    return any(row.channel in (record.channel, *others) and row.error not in (MUTED, EMPTIED) for row in rows)


def _revision(session: Session, standing: Sequence[DeliveryRow], others: Sequence[str], now: datetime) -> int:
    """A number that no other message of this digest to this reader has: routes and channels are not in its name.

    Only with what still waits in another channel of the same mailbox it is shared: the two go out as one message.
    """
    newest = max((row.revision for row in standing), default=0)
    last = [row for row in standing if row.revision == newest]
    joins = bool(last) and all(row.channel in others for row in last) and _wait_on(session, last, now)
    return newest if joins else newest + 1


def _wait_on(session: Session, rows: Sequence[DeliveryRow], now: datetime) -> bool:
    """Let these deliveries be due together with what is recorded now; False if one of them was taken already."""
    untaken = (
        col(DeliveryRow.id).in_([row.id for row in rows]),
        DeliveryRow.attempt == 0,
        col(DeliveryRow.deliver_at).is_not(None),
    )
    if len(session.exec(locked(session, select(DeliveryRow.id).where(*untaken))).all()) < len(rows):
        return False
    for row in rows:
        row.deliver_at = now
        session.add(row)
    return True


def _muted(session: Session, record: DigestRecord, shown: set[int]) -> int:
    """How many stories a mute has kept from this reader in the time of the digest; one that it shows was not kept."""
    kept = (
        NoticeRow.wait == Wait.MUTE.value,
        col(NoticeRow.route).in_(record.routes),
        NoticeRow.channel == record.channel,
        NoticeRow.recipient == record.recipient,
        col(NoticeRow.at) >= record.digest.since,
        col(NoticeRow.at) <= record.digest.until,
    )
    return len(set(session.exec(select(NoticeRow.story_id).where(*kept).distinct())) - shown)


def _about(digest: Digest) -> dict[str, Any]:
    values = asdict(digest)
    return {**values, "since": digest.since.isoformat(), "until": digest.until.isoformat()}


def _insert(
    session: Session, key: DeliveryKey, about: Mapping[str, Any], now: datetime, *, created_at: datetime | None = None
) -> int | None:
    row = DeliveryRow(**delivery_values(key), about={"digest": about}, created_at=created_at or now, deliver_at=now)
    session.add(row)
    session.flush()
    return row.id


def _look_again(session: Session, rows: Sequence[NoticeRow], at: Mapping[int, datetime]) -> None:
    for row in rows:
        story = session.get(StoryRow, row.story_id)
        if story is not None and (when := at.get(row.id or 0)) is not None:
            story.tell_at = when if story.tell_at is None else min(story.tell_at, when)


def gather_late(
    db: Database,
    channels: Iterable[str],
    before: datetime,
    now: datetime,
    subject: str,
    alike: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Make one digest of all stories for one recipient that should have gone out `before`; returns how many messages.

    The digest counts as put into the outbox when the oldest of them was, so that it is not tried for longer.
    `alike` as for `unsent`.
    """
    late = {"channels": list(channels), "before": before, "now": now}
    with db.reading() as session:
        found = list(session.exec(_SEVERAL_LATE, params=late))
    for channel, recipient in found:
        theirs = (*_WAITS_LONG, DeliveryRow.channel == channel, DeliveryRow.recipient == recipient)
        with db.transaction() as session:
            rows = list(session.exec(locked(session, select(DeliveryRow).where(*theirs)), params=late))
            _gather(session, rows, subject, now, (alike or {}).get(channel, ()))
    return len(found)


def _gather(session: Session, rows: Sequence[DeliveryRow], subject: str, now: datetime, others: Sequence[str]) -> None:
    if not rows:
        return
    oldest = min(row.created_at for row in rows)
    routes = tuple(dict.fromkeys(row.route for row in rows))
    record = DigestRecord(
        kind="digest",
        subject=f"late {subject}",
        channel=rows[0].channel,
        recipient=rows[0].recipient,
        routes=routes,
        digest=Digest(since=oldest, until=now),
    )
    in_turn(session, record.subject)
    revision = _revision(session, _standing(session, [record]).get(_reader(record), ()), others, now)
    for route in routes:
        new = _insert(session, _key(record, route, revision), _about(record.digest), now, created_at=oldest)
        ids = [row.id for row in rows if row.route == route]
        moved = update(NoticeRow).where(col(NoticeRow.delivery_id).in_(ids)).values(delivery_id=new)
        session.connection().execute(moved)
    for row in rows:
        row.deliver_at, row.error, row.lease_until = None, IN_DIGEST, None
        row.attempt += 1  # whoever still holds it records nothing
        session.add(row)
