"""Dates and counts that were spoilt on the disk: where they stand, and what they are replaced by.

Rows are taken many at once, and by their dates: one that is none stops the taking of all rows beside it, or its row is
never due. There is no way to tell what it was, so it becomes what loses nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import compress, groupby
from typing import Any

from sqlalchemy import Column, case, or_, select, update
from sqlmodel import Session

from monitor.core.model.delivery import Trouble
from monitor.core.model.stored import SpoiltValue
from storage.database import Database
from storage.dialect import is_spoilt
from storage.outbox import add_trouble
from storage.spoilt import Count, legible
from storage.tables import Row, dates_and_counts

_SAYS_WHAT_TO_DO = frozenset({"poll_at", "collect_at", "tell_at", "until", "sending_at"})
"""Dates that may be missing, and then say something else: that nothing is to be done, or that nobody tries to."""


def spoilt_values(db: Database, *tables: str) -> list[SpoiltValue]:
    """Every date and count that is none, of all tables or of these."""
    with db.reading() as session:
        return list(_found(session, *tables))


def mend(db: Database, now: datetime, told: Callable[[Sequence[SpoiltValue]], Trouble]) -> list[SpoiltValue]:
    """Put all of them right, and report it in the same transaction; returns where they stood.

    What was to be done is done now. What was only remembered (when an article was published) is not known any more.
    """
    if not spoilt_values(db):
        return []
    with db.transaction() as session:
        found = list(_found(session))
        places = {(one.table, one.column) for one in found}
        for column in dates_and_counts():
            if (column.table.name, column.name) in places:
                mended = update(column.table).where(is_spoilt(session, column))
                session.connection().execute(mended.values({column.name: _instead(session, column, now)}))
        if found:
            add_trouble(session, told(found), now)
        return found


def _found(session: Session, *tables: str) -> Iterator[SpoiltValue]:
    run = session.connection().execute
    for table, columns in groupby(dates_and_counts(*tables), lambda column: column.table):
        key, spoilt = next(iter(table.primary_key)), {one.name: is_spoilt(session, one) for one in columns}
        some = select(key, *(condition.label(name) for name, condition in spoilt.items()))
        for row, *bad in run(some.where(or_(*spoilt.values())).order_by(key)):
            for name in compress(spoilt, bad):
                yield SpoiltValue(table=table.name, row=legible(row), column=name)


def _instead(session: Session, column: Column[Any], now: datetime) -> Any:
    if isinstance(column.type, Count):
        return 0
    delivery, notice = (Row.metadata.tables[name].c for name in ("delivery", "notice"))
    only_where = {  # what has gone out is not sent again, what waits was not sent
        delivery.deliver_at: or_(delivery.sent_at.is_(None), is_spoilt(session, delivery.sent_at)),
        delivery.sent_at: delivery.deliver_at.is_(None),
        notice.until: notice.delivery_id.is_(None),
    }
    if column in only_where:
        return case((only_where[column], now), else_=None)
    return None if column.nullable and column.name not in _SAYS_WHAT_TO_DO else now
