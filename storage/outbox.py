"""The outbox: what is to be sent, what is being tried, what is dead."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, not_, or_, update
from sqlmodel import Session, col, select

from monitor.core.model.delivery import ChannelState, DeliveryOutcome, DeliveryRecord, DeliveryToSend, Message, Trouble
from monitor.core.model.stored import OutboxItem
from monitor.core.model.story import DeliveryKey, Unsaid
from storage.claims import held
from storage.database import Database
from storage.dialect import insert_new, is_spoilt, upsert
from storage.muted import give_again, leave_out, take_back
from storage.rows import delivery_values, happening_values, stored
from storage.spoilt import SpoiltText, legible
from storage.stories import delivery_key
from storage.tables import ChannelRow, DeliveryRow, MessageRow, NoticeRow, Row, dates_and_counts

_NOTHING: Mapping[str, Unsaid] = {}

# asked several times a second: built once
_STATES = select(ChannelRow)
_FIRST_CHANNEL = select(func.min(DeliveryRow.channel))
_NEXT_CHANNEL = _FIRST_CHANNEL.where(col(DeliveryRow.channel) > bindparam("name"))


def add_trouble(session: Session, trouble: Trouble, now: datetime) -> int:
    """Put trouble into the outbox for its owners, within the caller's transaction; returns how many were new."""
    rows = [
        {
            **delivery_values(_trouble_key(trouble, channel, recipient)),
            "happening": happening_values(trouble.happening),
            "headline": trouble.happening.kind.value,
            "lines": [],
            "created_at": now,
            "deliver_at": now,
            "attempt": 0,
            "failures": 0,
        }
        for channel, recipient in trouble.to
    ]
    return len(insert_new(session, DeliveryRow, rows, unique="key"))


def _trouble_key(trouble: Trouble, channel: str, recipient: str) -> DeliveryKey:
    return DeliveryKey(
        kind="meta",
        subject=trouble.subject,
        revision=trouble.revision,
        route="owner",
        channel=channel,
        recipient=recipient,
    )


def report_trouble(db: Database, trouble: Trouble, now: datetime) -> int:
    """The same in a transaction of its own."""
    with db.transaction() as session:
        return add_trouble(session, trouble, now)


def channel_states(db: Database) -> dict[str, ChannelState]:
    """The circuit breaker of every channel that was ever tried."""
    with db.reading() as session:
        return {row.name: channel_state(row) for row in session.exec(_STATES)}


def channel_state(row: ChannelRow) -> ChannelState:
    return ChannelState(
        name=row.name, failures=row.failures, open_until=row.open_until, sent_at=row.sent_at, error=row.error
    )


def record_sending(
    db: Database,
    delivery: DeliveryToSend,
    message: Message,
    now: datetime,
    unheard: Collection[str] = (),
    unsaid: Mapping[str, Unsaid] = _NOTHING,
) -> bool:
    """Note that a try begins, and keep what it sends; False if a newer claim has taken over.

    `unheard`: stories of which the recipient does not hear by it, for they are muted; `unsaid`: what of the others.
    """
    with db.transaction() as session:
        rows = _held(session, delivery.ids, delivery.attempt, give_back=False)
        if len(rows) != len(delivery.ids):
            return False
        kept = session.get(MessageRow, rows[0].message_pk) if rows[0].message_pk is not None else None
        kept = kept or MessageRow(message_id=message.id, content_type=message.content_type, body=message.body)
        kept.message_id, kept.content_type, kept.body = message.id, message.content_type, message.body
        session.add(kept)
        session.flush()
        for row in rows:
            row.message_pk, row.sending_at = kept.id, now
            if unheard and delivery.digest is not None:
                row.about = {**row.about, "digest": {**row.about["digest"], "muted": delivery.digest.muted}}
            session.add(row)
        if unheard:
            leave_out(session, rows, unheard)
        take_back(session, rows, unsaid)
        return True


def record_delivery(db: Database, record: DeliveryRecord) -> bool:
    """Keep how a try ended, with the state of its channel; False if a newer claim has taken over."""
    with db.transaction() as session:
        rows = _held(session, record.ids, record.attempt, give_back=True)
        sent = record.outcome is DeliveryOutcome.SENT
        settled = sent or record.outcome is DeliveryOutcome.MUTED  # by whatever channel
        for row in rows:
            row.sending_at = record.at if record.in_doubt else None
            if settled or row.channel == record.channel.name:  # another channel may fare better with its own, at once
                row.deliver_at = record.deliver_at
                row.failures, row.answer, row.error = record.failures, stored(record.answer), stored(record.error)
            if sent:
                row.sent_at = record.at
            session.add(row)
        if not rows:
            return False
        if record.unheard:
            leave_out(session, rows, record.unheard)
        if not sent and not record.in_doubt:
            give_again(session, rows)
        state = record.channel
        if sent:
            _wake(session, state.name)
        values = {"name": state.name, "failures": state.failures, "open_until": state.open_until}
        upsert(session, ChannelRow, {**values, "sent_at": state.sent_at, "error": stored(state.error)}, key="name")
        for trouble in record.troubles:
            add_trouble(session, trouble, record.at)
        return len(rows) == len(record.ids)


def _wake(session: Session, channel: str) -> None:
    """A channel that was in trouble works again: whatever waits for it goes out now, the oldest first."""
    before = session.get(ChannelRow, channel)
    if before is not None and before.open_until is not None:
        waits = (col(DeliveryRow.channel) == channel, col(DeliveryRow.deliver_at).is_not(None))
        woken = update(DeliveryRow).where(*waits, col(DeliveryRow.failures) > 0)
        session.connection().execute(woken.values(deliver_at=col(DeliveryRow.created_at)))


def _held(session: Session, ids: Sequence[int], attempt: int, *, give_back: bool) -> list[DeliveryRow]:
    rows = []
    for id in ids:
        row = held(session, DeliveryRow, id, attempt) if give_back else session.get(DeliveryRow, id)
        if row is not None and row.attempt == attempt:
            rows.append(row)
    return rows


_DROPPED = "dropped by hand"
IN_DIGEST = "told in a digest, because it came too late"
ELSEWHERE = "goes over another channel of its reader"
IN_UPDATE = "told with what came after it, over another channel"
MUTED = "muted, or its reader had unsubscribed, before it was sent"
EMPTIED = "nothing is left of it: the stories that it was to tell were set aside"
DEAD = (
    col(DeliveryRow.deliver_at).is_(None),
    col(DeliveryRow.sent_at).is_(None),
    col(DeliveryRow.error).not_in((_DROPPED, IN_DIGEST, IN_UPDATE, ELSEWHERE, MUTED, EMPTIED)),
)
"""What says that a row is dead: given up, and nothing else told what it was to tell"""


def waiting(db: Database, *, limit: int = 200) -> list[OutboxItem]:
    """Deliveries that wait or are dead, the oldest first; without those of which a date or a count was spoilt."""
    open_ones = or_(col(DeliveryRow.deliver_at).is_not(None), and_(*DEAD))
    with db.reading() as session:
        sound = not_(or_(*(is_spoilt(session, one) for one in dates_and_counts("delivery"))))
        rows = session.exec(select(DeliveryRow).where(open_ones, sound).order_by(col(DeliveryRow.id)).limit(limit))
        return [
            OutboxItem(
                id=row.id or 0,
                key=delivery_key(row),
                created_at=row.created_at,
                deliver_at=row.deliver_at,
                failures=row.failures,
                error=row.error if row.error is None else legible(row.error),
            )
            for row in rows
        ]


def channels_of(db: Database) -> list[str]:
    """Every channel that has ever had a delivery; from name to name in the index, however long the outbox is."""
    found: list[str] = []
    with db.reading() as session:
        name = session.exec(_FIRST_CHANNEL).one()
        while name is not None and not isinstance(name, SpoiltText | bytes):
            found.append(name)
            name = session.exec(_NEXT_CHANNEL, params={"name": name}).one()
    if name is None:
        return found
    _make_readable(db)
    return channels_of(db)


def _make_readable(db: Database) -> None:
    """Let channels whose names were spoilt have names that read as they compare; no channel has these: they are gone.

    What waits for such a one goes over another channel of its reader, or is dead, and its owners hear of it.
    """
    with db.transaction() as session:
        rows = session.exec(select(DeliveryRow.id, DeliveryRow.channel)).all()
        for id, name in rows:
            if isinstance(name, SpoiltText | bytes):
                mended = update(DeliveryRow).where(col(DeliveryRow.id) == id).values(channel=legible(name))
                session.connection().execute(mended)


def held_back(db: Database) -> dict[str, tuple[int, datetime]]:
    """Why stories are not in the outbox yet → how many notices, and when the first of them goes out."""
    waits = col(NoticeRow.until).is_not(None)
    with db.reading() as session:
        sound = not_(is_spoilt(session, Row.metadata.tables["notice"].c.until))
        asked = select(NoticeRow.wait, func.count(), func.min(NoticeRow.until)).where(waits, sound)
        counted = asked.group_by(NoticeRow.wait)
        return {str(wait): (count, first) for wait, count, first in session.exec(counted) if first is not None}


def retry_dead(db: Database, now: datetime, ids: Sequence[int] = ()) -> int:
    """Bring dead deliveries back, all of them if none is named; returns how many."""
    conditions = [*DEAD, *([col(DeliveryRow.id).in_(ids)] if ids else [])]
    with db.transaction() as session:
        values = {"deliver_at": now, "created_at": now, "failures": 0, "error": None, "lease_until": None}
        statement = update(DeliveryRow).where(*conditions).values(**values)
        return int(session.connection().execute(statement).rowcount)


def drop(db: Database, ids: Sequence[int]) -> int:
    """Give up deliveries that wait or are dead, for good; returns how many."""
    conditions = [col(DeliveryRow.id).in_(ids), col(DeliveryRow.sent_at).is_(None)]
    with db.transaction() as session:
        values = {"deliver_at": None, "error": _DROPPED, "lease_until": None}
        statement = update(DeliveryRow).where(*conditions).values(**values)
        return int(session.connection().execute(statement).rowcount)


def counts(db: Database) -> dict[str, int]:
    """How many deliveries are sent, waiting and dead."""
    with db.reading() as session:

        def count(*conditions: Any) -> int:
            return int(session.exec(select(func.count()).select_from(DeliveryRow).where(*conditions)).one())

        return {
            "sent": count(col(DeliveryRow.sent_at).is_not(None)),
            "waiting": count(col(DeliveryRow.deliver_at).is_not(None)),
            "dead": count(*DEAD),
        }


def prune(db: Database, before: datetime) -> int:
    """Forget what deliveries done before said to the byte; the keys stay, so nothing is told twice."""
    with db.transaction() as session:
        done = (col(DeliveryRow.sent_at) < before, col(DeliveryRow.message_pk).is_not(None))
        old = list(session.exec(select(DeliveryRow.message_pk).where(*done)))
        session.connection().execute(update(DeliveryRow).where(*done).values(message_pk=None))
        session.connection().execute(delete(MessageRow).where(col(MessageRow.id).in_(old)))
        return len(set(old))
