"""Feeds: which are due, and what a poll found."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from monitor.core.identity import entry_identity
from monitor.core.model import FeedState, PollRecord, Source
from storage.claims import claim, due, held
from storage.database import Database
from storage.dialect import insert_new
from storage.rows import digest, entry_values, feed_state, stored
from storage.tables import EntryRow, FeedRow


def take_over_sources(db: Database, sources: Sequence[Source], now: datetime) -> None:
    """Make the feeds of the database those of the configuration: new ones are due now, absent ones rest.

    A feed whose address changed starts without the cursor of the old one.
    """
    with db.transaction() as session:
        rows = {row.source: row for row in session.exec(select(FeedRow))}
        for source in sources:
            row = rows.pop(source.id, None)
            first = source.every or source.min_every
            if row is None:
                session.add(FeedRow(source=source.id, url=source.url, poll_at=now, interval=first.total_seconds()))
            elif row.url != source.url:
                fresh = {"url": source.url, "etag": None, "last_modified": None, "body_hash": None, "failures": 0}
                row.sqlmodel_update({**fresh, "error": None, "poll_at": now, "enabled": True})
            else:
                # a pace shortened by an analyst counts from now on, not after one more of the old, longer waits
                longest = source.every or source.max_every
                row.poll_at = min(row.poll_at, now + longest) if row.poll_at else now
                row.enabled = True
        for row in rows.values():
            row.enabled = False


def feeds_to_poll(
    db: Database, now: datetime, *, limit: int, lease: timedelta, only: Collection[str] = ()
) -> list[tuple[FeedState, int]]:
    """Take feeds whose time has come, the longest waiting first: (state, attempt). `only`: sources, due or not."""
    conditions: list[Any] = [col(FeedRow.enabled).is_(True)]
    if only:
        conditions.append(col(FeedRow.source).in_(only))
    else:
        conditions += due(FeedRow, col(FeedRow.poll_at), now)
    with db.transaction() as session:
        order = (col(FeedRow.poll_at), col(FeedRow.source))
        rows = claim(session, FeedRow, *conditions, order=order, limit=limit, now=now, lease=lease)
        return [(feed_state(row), row.attempt) for row in rows]


def record_poll(db: Database, record: PollRecord) -> int | None:
    """Keep new entries and the feed's cursor, together; returns how many entries were new, None if out of date."""
    state = record.state
    with db.transaction() as session:
        row = held(session, FeedRow, record.source, record.attempt)
        if row is None:
            return None
        new = _insert_entries(session, record)
        row.etag, row.last_modified, row.body_hash = stored(state.etag), stored(state.last_modified), state.body_hash
        row.poll_at, row.interval = state.poll_at, state.interval.total_seconds()
        row.polled_at, row.failures, row.error = record.at, state.failures, stored(state.error)
        if new:
            row.new_at = record.at
        return new


def _insert_entries(session: Session, record: PollRecord) -> int:
    rows = [
        {
            "identity": digest(entry_identity(record.source, entry)),
            "source": record.source,
            **entry_values(entry),
            "first_seen": record.at,
            "collect_at": record.at,
            "attempt": 0,
            "failures": 0,
        }
        for entry in record.entries
    ]
    return len(insert_new(session, EntryRow, rows, unique="identity"))


def feed_states(db: Database) -> list[FeedState]:
    """Every feed that is switched on, by source."""
    with db.reading() as session:
        rows = session.exec(select(FeedRow).where(col(FeedRow.enabled).is_(True)).order_by(FeedRow.source))
        return [feed_state(row) for row in rows]
