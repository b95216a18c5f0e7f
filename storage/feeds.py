"""Feeds: which are due, and what polls found."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Update, bindparam, or_, update
from sqlmodel import Session, col, select

from monitor.core.identity import entry_identity
from monitor.core.model.delivery import Trouble
from monitor.core.model.feed import FeedState, PollRecord
from monitor.core.model.source import Source
from monitor.core.moved import readdressed
from storage.changes import correct_dates, take_changes
from storage.claims import due
from storage.database import Database
from storage.dialect import insert_new, locked
from storage.feed_rows import cursor_values, feed_state, quiet_values
from storage.outbox import add_trouble
from storage.rows import digest, entry_values
from storage.sharing import told_apart
from storage.tables import EntryRow, FeedRow

_ROWS_AT_ONCE = 500  # keys of one statement: SQLite takes 32,766 variables, PostgreSQL 65,535


def take_over_sources(db: Database, sources: Sequence[Source], now: datetime) -> None:
    """Make the feeds of the database those of the configuration: new ones are due now, absent ones rest.

    A feed whose address changed keeps what is known of it only if it is the same feed (`monitor.core.moved`).
    """
    everything = select(FeedRow).order_by(FeedRow.source).with_for_update()  # in the order in which polls lock
    with db.transaction() as session:
        rows = {row.source: row for row in session.exec(everything)}
        for source in sources:
            row = rows.pop(source.id, None)
            first = source.every or source.min_every
            if row is None:
                session.add(FeedRow(source=source.id, url=source.url, poll_at=now, interval=first.total_seconds()))
            elif row.url != source.url:
                there = readdressed(feed_state(row), source, now)
                row.sqlmodel_update({**cursor_values(there), "url": source.url, "enabled": True})
                row.attempt, row.lease_until = row.attempt + 1, None  # who still asks the old address records nothing
            else:
                row.poll_at = _due(row, source, now)
                row.enabled = True
        for row in rows.values():
            row.enabled = False


def _due(row: FeedRow, source: Source, now: datetime) -> datetime | None:
    """A pace shortened by an analyst counts from now on, not after one more of the old, longer waits.

    What a server asked for stays: to be left alone for a while, or, with 410, for good.
    """
    if row.gone_at is not None:
        return row.poll_at
    soon = min(row.poll_at, now + (source.every or source.max_every)) if row.poll_at else now
    return max(soon, row.not_before) if row.not_before else soon


def feeds_to_poll(
    db: Database,
    now: datetime,
    *,
    limit: int,
    lease: timedelta,
    only: Collection[str] = (),
    first: Collection[str] = (),
    last: Collection[str] = (),
) -> list[tuple[FeedState, int]]:
    """Take feeds whose time has come, the longest waiting first: (state, attempt).

    Those of `first` come before all others, those of `last` after them.
    `only`: these sources, due or not, unless their servers asked to be left alone until later.
    """
    conditions: list[Any] = [col(FeedRow.enabled).is_(True)]
    if only:
        conditions += [col(FeedRow.source).in_(only), col(FeedRow.poll_at).is_not(None)]
        conditions.append(or_(col(FeedRow.not_before).is_(None), col(FeedRow.not_before) <= now))
    else:
        conditions += due(FeedRow, col(FeedRow.poll_at), now)
    order: tuple[Any, ...] = (col(FeedRow.poll_at), col(FeedRow.source))
    if first:
        order = (col(FeedRow.source).not_in(first), *order)
    if last:
        order = (col(FeedRow.source).in_(last), *order)
    with db.transaction() as session:
        chosen = locked(session, select(FeedRow.source).where(*conditions).order_by(*order).limit(limit))
        table = FeedRow.__table__  # type: ignore[attr-defined]
        taken = (
            update(table)
            .where(table.c.source.in_(chosen))
            .values(lease_until=now + lease, attempt=table.c.attempt + 1, holder=session.info["holder"])
            .returning(table)
        )
        rows = session.connection().execute(taken).all()
        found = [(feed_state(row), int(row.attempt)) for row in rows]
    return sorted(found, key=lambda one: (one[0].poll_at, one[0].source))


def record_polls(
    db: Database, records: Sequence[PollRecord], troubles: Mapping[str, Trouble] | None = None
) -> list[int | None]:
    """Keep what several polls found, in one transaction; for each how many entries were new, None if out of date.

    `troubles`: source → what its owner is to hear, kept with the poll that found it.
    """
    with db.transaction() as session:
        valid = _still_held(session, records)
        good = [record for record in records if valid.get(record.source) == record.attempt]
        for record in good:
            correct_dates(session, record)
        good = [told_apart(session, record) for record in good]
        new = _insert_entries(session, good)
        for record in good:
            take_changes(session, record)
        _update_cursors(session, good)
        for record in good:
            if troubles and record.source in troubles:
                add_trouble(session, troubles[record.source], record.at)
        return [new.get(record.source, 0) if valid.get(record.source) == record.attempt else None for record in records]


def _still_held(session: Session, records: Sequence[PollRecord]) -> dict[str, int]:
    """Source → its newest attempt; the rows are locked until the transaction ends."""
    table = FeedRow.__table__  # type: ignore[attr-defined]
    found: dict[str, int] = {}
    names = [record.source for record in records]
    for start in range(0, len(names), _ROWS_AT_ONCE):
        statement = select(table.c.source, table.c.attempt).where(
            table.c.source.in_(names[start : start + _ROWS_AT_ONCE])
        )
        if len(names) > 1:
            statement = statement.order_by(table.c.source)  # everybody locks in the same order
        found |= {row[0]: row[1] for row in session.connection().execute(statement.with_for_update())}
    return found


def _insert_entries(session: Session, records: Sequence[PollRecord]) -> dict[str, int]:
    """Source → how many of its entries were not there yet."""
    new: dict[str, int] = {}
    for record in records:
        if not record.entries:
            continue
        rows = {}
        for entry in record.entries:
            identity = digest(entry_identity(record.source, entry))
            rows[identity] = {
                "identity": identity,
                "source": record.source,
                **entry_values(entry),
                "first_seen": record.at,
                "collect_at": record.at,
                "changes": 0,
                "attempt": 0,
                "failures": 0,
            }
        new[record.source] = len(insert_new(session, EntryRow, list(rows.values()), unique="identity"))
    return new


def _update_cursors(session: Session, records: Sequence[PollRecord]) -> None:
    """Write what changed: of a quiet poll a few columns, at a fifth of the cost."""
    _update(session, [{"key": record.source, **quiet_values(record.state)} for record in records if record.quiet])
    _update(session, [{"key": record.source, **cursor_values(record.state)} for record in records if not record.quiet])


def _update(session: Session, values: Sequence[dict[str, Any]]) -> None:
    if not values:
        return
    session.connection().execute(_writing(tuple(values[0])), list(values))


@lru_cache(maxsize=4)
def _writing(names: tuple[str, ...]) -> Update:
    """The statement that writes these columns of the row `key`, made once: making it costs more than running it."""
    table = FeedRow.__table__  # type: ignore[attr-defined]
    columns: dict[str, Any] = {name: bindparam(name) for name in names if name != "key"}
    return update(table).where(table.c.source == bindparam("key")).values(lease_until=None, **columns)


def feed_states(db: Database) -> list[FeedState]:
    """Every feed that is switched on, by source."""
    table = FeedRow.__table__  # type: ignore[attr-defined]
    with db.reading() as session:
        rows = session.connection().execute(select(table).where(table.c.enabled.is_(True)).order_by(table.c.source))
        return [feed_state(row) for row in rows]


def known_identities(db: Database, identities: Collection[str]) -> frozenset[str]:
    """Those of these identities (see monitor.core.identity) whose entries are there already."""
    wanted = {digest(one): one for one in identities}
    keys, found = list(wanted), set()
    with db.reading() as session:
        for start in range(0, len(keys), _ROWS_AT_ONCE):
            chosen = col(EntryRow.identity).in_(keys[start : start + _ROWS_AT_ONCE])
            found |= {wanted[key] for key in session.exec(select(EntryRow.identity).where(chosen))}
    return frozenset(found)
