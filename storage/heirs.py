"""What waits for a channel that has gone, or has another name now, goes over another one to the same mailbox."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, not_
from sqlmodel import Session, col, select

from storage.claims import unheld
from storage.database import Database
from storage.dialect import locked
from storage.outbox import DEAD
from storage.repeats import close
from storage.rows import delivery_values
from storage.stories import delivery_key
from storage.tables import DeliveryRow


def hand_over(db: Database, heirs: Mapping[tuple[str, str], Sequence[str]], now: datetime) -> None:
    """Give what is open for channels that have gone to heirs: (channel, recipient in small letters) → channels."""
    if not heirs:
        return
    waits = (
        col(DeliveryRow.channel).in_({channel for channel, _ in heirs}),
        col(DeliveryRow.deliver_at).is_not(None),
        func.lower(DeliveryRow.recipient).in_({recipient for _, recipient in heirs}),
        unheld(DeliveryRow, now),
    )
    with db.reading() as session:
        if session.exec(select(DeliveryRow.id).where(*waits).limit(1)).first() is None:
            return
    with db.transaction() as session:
        for row in session.exec(locked(session, select(DeliveryRow).where(*waits))):
            any(_takes(session, row, heir) for heir in heirs.get((row.channel, row.recipient.lower()), ()))


def _takes(session: Session, row: DeliveryRow, heir: str) -> bool:
    """Let a channel have a message, or what it has of the same route already stand for it.

    One whose own of the same route is dead takes nothing: nobody would hear of it. What was sent by other routes is
    looked at as it is taken (storage.repeats).
    """
    key = delivery_values(replace(delivery_key(row), channel=heir))["key"]
    twin = select(DeliveryRow.id).where(DeliveryRow.key == key, DeliveryRow.id != row.id)
    if session.exec(twin).first() is None:
        row.channel, row.key = heir, key
        row.attempt += 1  # whoever still holds it records nothing
        session.add(row)
        return True
    if (lives := session.exec(twin.where(not_(and_(*DEAD)))).first()) is None:
        return False
    close(session, row, lives)
    return True
