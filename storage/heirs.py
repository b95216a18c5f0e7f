"""What waits for a channel that has gone, or has another name now, goes over another one to the same mailbox."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from storage.claims import unheld
from storage.database import Database
from storage.dialect import locked
from storage.outbox import ELSEWHERE
from storage.rows import delivery_values
from storage.stories import delivery_key
from storage.tables import DeliveryRow, NoticeRow


def hand_over(db: Database, gone: Sequence[str], heirs: Mapping[str, str], now: datetime) -> None:
    """Give what is open for these channels to the heir of its mailbox. `heirs`: mailbox, in small letters → channel."""
    waits = (
        col(DeliveryRow.channel).in_(gone),
        col(DeliveryRow.deliver_at).is_not(None),
        func.lower(DeliveryRow.recipient).in_(list(heirs)),
        unheld(DeliveryRow, now),
    )
    with db.reading() as session:
        if not gone or session.exec(select(DeliveryRow.id).where(*waits).limit(1)).first() is None:
            return
    with db.transaction() as session:
        for row in session.exec(locked(session, select(DeliveryRow).where(*waits))):
            _hand_over(session, row, heirs[row.recipient.lower()])


def _hand_over(session: Session, row: DeliveryRow, heir: str) -> None:
    """What the heir has sent, or has to send by the same route, stands for it."""
    key = delivery_values(replace(delivery_key(row), channel=heir))["key"]
    same = (
        DeliveryRow.channel == heir,
        DeliveryRow.kind == row.kind,
        DeliveryRow.subject == row.subject,
        DeliveryRow.revision == row.revision,
        func.lower(DeliveryRow.recipient) == row.recipient.lower(),
    )
    settled = or_(DeliveryRow.key == key, col(DeliveryRow.sent_at).is_not(None))
    twin = session.exec(select(DeliveryRow.id).where(*same, settled).limit(1)).first()
    if twin is None:
        row.channel, row.key = heir, key
    else:
        row.deliver_at, row.error = None, ELSEWHERE
        carried = update(NoticeRow).where(col(NoticeRow.delivery_id) == row.id)
        session.connection().execute(carried.values(delivery_id=twin))
    row.attempt += 1  # whoever still holds it records nothing
    session.add(row)
