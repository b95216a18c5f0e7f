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
from storage.dialect import is_spoilt, row_number
from storage.outbox import add_trouble
from storage.spoilt import Count, legible
from storage.tables import Row, dates_and_counts

_SAYS_WHAT_TO_DO = frozenset({"poll_at", "collect_at", "tell_at", "until", "sending_at"})
"""Dates that may be missing, and then say something else: that nothing is to be done, or that nobody tries to."""

_AT_ONCE = 500  # rows of one statement


def spoilt_values(db: Database, *tables: str) -> list[SpoiltValue]:
    """Every date and count that is none, of all tables or of these."""
    with db.reading() as session:
        return [one for found in _found(session, *tables).values() for one in found.values()]


def mend(db: Database, now: datetime, told: Callable[[Sequence[SpoiltValue]], Trouble]) -> list[SpoiltValue]:
    """Put all of them right, and report it in the same transaction; returns where they stood.

    What was to be done is done now. What was only remembered (when an article was published) is not known any more.
    They are looked for before the transaction: in a large archive that takes seconds, in which others write.
    """
    with db.reading() as session:
        found = _found(session)
    if not found:
        return []
    with db.transaction() as session:
        mended = [one for column, rows in found.items() for one in _mend(session, column, rows, now)]
        if mended:
            add_trouble(session, told(mended), now)
        return mended


_Rows = dict[int, SpoiltValue]
"""By the number that the database has for a row: its key may be spoilt as well."""


def _found(session: Session, *tables: str) -> dict[Column[Any], _Rows]:
    """Column → its rows in which a value is none."""
    run = session.connection().execute
    found: dict[Column[Any], _Rows] = {}
    for table, group in groupby(dates_and_counts(*tables), lambda column: column.table):
        columns, key = list(group), next(iter(table.primary_key))
        spoilt = [is_spoilt(session, column) for column in columns]
        some = select(row_number(session, table), key, *spoilt).where(or_(*spoilt))
        for number, row, *bad in run(some.order_by(key)):
            for column in compress(columns, bad):
                value = SpoiltValue(table=table.name, row=legible(row), column=column.name)
                found.setdefault(column, {})[number] = value
    return found


def _mend(session: Session, column: Column[Any], rows: _Rows, now: datetime) -> Iterator[SpoiltValue]:
    """Put right what is still spoilt."""
    number, numbers = row_number(session, column.table), list(rows)
    for start in range(0, len(numbers), _AT_ONCE):
        some = number.in_(numbers[start : start + _AT_ONCE])
        mended = update(column.table).where(some, is_spoilt(session, column)).returning(number)
        values = {column.name: _instead(session, column, now)}
        yield from [rows[one] for one in session.connection().execute(mended.values(values)).scalars()]


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
