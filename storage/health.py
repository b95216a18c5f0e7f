"""Signs of life: when each part of the daemon last came round, and what can be read of feeds and channels."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from monitor.core.model.delivery import ChannelState
from monitor.core.model.feed import FeedState
from storage.database import Database
from storage.dialect import upsert
from storage.feed_rows import feed_state
from storage.outbox import channel_state
from storage.readable import readable
from storage.rows import stored
from storage.tables import ChannelRow, FeedRow, PulseRow


def beat(db: Database, part: str, at: datetime, note: str | None = None) -> None:
    """Note that `part` came round; also proves that the database can be written."""
    with db.transaction() as session:
        upsert(session, PulseRow, {"part": part, "at": at, "note": stored(note)}, key="part")


def pulses(db: Database) -> dict[str, tuple[datetime, str | None]]:
    """Part → when it last came round, and what it said."""
    with db.reading() as session:
        return {row.part: (row.at, row.note) for row in session.exec(select(PulseRow))}


def legible_feeds(db: Database) -> tuple[dict[str, FeedState], dict[str, str]]:
    """Source → the state of each feed that is switched on; of those that cannot be read, why."""
    with db.reading() as session:

        def read(some: Sequence[str]) -> dict[str, FeedState]:
            rows = session.exec(select(FeedRow).where(col(FeedRow.source).in_(some)).order_by(FeedRow.source))
            return {row.source: feed_state(row) for row in rows}

        on = select(FeedRow.source).where(col(FeedRow.enabled).is_(True)).order_by(FeedRow.source)
        return readable(session.exec(on).all(), read, looking=True)


def legible_channels(db: Database) -> tuple[dict[str, ChannelState], dict[str, str]]:
    """Channel → its circuit breaker, of every one that was ever tried; of those that cannot be read, why."""
    with db.reading() as session:

        def read(some: Sequence[str]) -> dict[str, ChannelState]:
            rows = session.exec(select(ChannelRow).where(col(ChannelRow.name).in_(some)))
            return {row.name: channel_state(row) for row in rows}

        return readable(session.exec(select(ChannelRow.name)).all(), read, looking=True)
