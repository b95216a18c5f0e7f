"""What one reader is told of one story stays in its order, over whatever channel it comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.claims import unheld
from storage.dialect import locked
from storage.outbox import IN_UPDATE
from storage.rows import delivery_values
from storage.stories import delivery_key
from storage.tables import DeliveryRow, NoticeRow


def in_its_turn(others: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """Nothing earlier in the same thread still waits in this channel, or is on its way in one of the others."""
    before = aliased(DeliveryRow)
    thread = (
        before.kind == "story",
        before.kind == DeliveryRow.kind,
        before.subject == DeliveryRow.subject,
        func.lower(before.recipient) == func.lower(DeliveryRow.recipient),
    )
    earlier = (before.revision < DeliveryRow.revision, col(before.deliver_at).is_not(None))
    here = and_(col(before.channel) == DeliveryRow.channel, col(before.recipient) == DeliveryRow.recipient)
    there = and_(col(before.channel).in_(others), col(before.lease_until) > now) if others else None
    place = here if there is None else or_(here, there)
    return ~select(before.id).where(*thread, *earlier, place).exists()


def take_along(session: Session, group: list[DeliveryRow], others: Sequence[str], now: datetime) -> None:
    """Let a message tell also what waits for another channel to the same mailbox and is older: else it overtook that.

    What may have gone out stays where it is: nobody may hear it twice under two names.
    """
    first = group[0]
    if first.kind != "story" or not others or any(row.sending_at is not None for row in group):
        return
    waits = (
        DeliveryRow.kind == first.kind,
        DeliveryRow.subject == first.subject,
        func.lower(DeliveryRow.recipient) == first.recipient.lower(),
        col(DeliveryRow.channel).in_(others),
        DeliveryRow.revision < first.revision,
        col(DeliveryRow.deliver_at).is_not(None),
        col(DeliveryRow.sending_at).is_(None),
        unheld(DeliveryRow, now),
    )
    for row in session.exec(locked(session, select(DeliveryRow).where(*waits).order_by(col(DeliveryRow.id)))):
        _take(session, row, group)


def _take(session: Session, row: DeliveryRow, group: list[DeliveryRow]) -> None:
    """It becomes a part of the message; where its route has a part in it already, that stands for both."""
    first = group[0]
    key = delivery_values(replace(delivery_key(row), revision=first.revision))["key"]
    if session.exec(select(DeliveryRow.id).where(DeliveryRow.key == key)).first() is None:
        row.key, row.revision, row.message_pk = key, first.revision, first.message_pk
        group.append(row)
        return
    carried = update(NoticeRow).where(col(NoticeRow.delivery_id) == row.id)
    session.connection().execute(carried.values(delivery_id=first.id))
    row.deliver_at, row.error = None, IN_UPDATE
    row.attempt += 1  # whoever still holds it records nothing
    session.add(row)
