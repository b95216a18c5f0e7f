"""Taking work: rows that are due, held by one worker until a lease ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.database import Database
from storage.dialect import locked
from storage.tables import Claimed, DeliveryRow, EntryRow, FeedRow, StoryRow, SubscriptionRow

NOW: Any = bindparam("now")
"""This moment, in statements that are built once"""

C = TypeVar("C", bound=Claimed)


def due(table: type[Claimed], when: Any, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions: `when` has come, and nobody holds the row."""
    return when.is_not(None), when <= now, unheld(table, now)


def unheld(table: type[Claimed], now: datetime) -> ColumnElement[bool]:
    """Condition: nobody holds the row."""
    return or_(col(table.lease_until).is_(None), col(table.lease_until) <= now)


def claim(session: Session, asked: SelectOfScalar[C], *, limit: int, now: datetime, lease: timedelta) -> list[C]:
    """Take up to `limit` of the rows that are asked for; each gets a new attempt number.

    Statements that are asked every second are built once, with NOW for this moment: building takes longer than asking.
    """
    rows = list(session.exec(locked(session, asked.limit(limit)), params={"now": now}))
    for row in rows:
        row.lease_until = now + lease
        row.attempt += 1
        row.holder = session.info["holder"]
        session.add(row)
    return rows


def held(session: Session, table: type[C], key: object, attempt: int) -> C | None:
    """The row, if `attempt` still is the newest claim of it; its lease is given back."""
    row = session.get(table, key, with_for_update=True)
    if row is None or row.attempt != attempt:
        return None
    row.lease_until = None
    return row


def release_leases(db: Database, dead: Callable[[str], bool]) -> int:
    """Give back what dead processes held; `dead` knows them by the name they took work under. Returns how many."""
    released = 0
    with db.transaction() as session:
        for table in (FeedRow, EntryRow, StoryRow, DeliveryRow, SubscriptionRow):
            held_now = col(table.lease_until).is_not(None)
            for holder in session.exec(select(table.holder).where(held_now).distinct()).all():
                if holder is not None and dead(holder):
                    theirs = update(table).where(held_now, col(table.holder) == holder).values(lease_until=None)
                    released += int(session.connection().execute(theirs).rowcount)
    return released
