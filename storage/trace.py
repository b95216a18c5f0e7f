"""The way of one article through all tables, for `monitor explain`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from monitor.core.errors import SpoiltError
from monitor.core.model.article import Hit
from monitor.core.model.stored import DeliveryTrace, Trace
from monitor.core.urls import identity
from storage.captures import captures_of
from storage.database import Database
from storage.grouping import changes_of
from storage.readable import readable
from storage.rows import article, digest, entry, hit
from storage.stories import delivery_key, story_values
from storage.tables import ArticleRow, ChannelRow, DeliveryRow, EntryRow, HitRow, NoticeRow, StoryRow


def trace(db: Database, url: str) -> Trace | None:
    """What is stored of the article at an address, however it is spelt; None: no source has brought it."""
    with db.reading() as session:
        same = or_(col(EntryRow.identity) == digest(identity(url)), col(EntryRow.url) == url)
        row = session.exec(select(EntryRow).where(same).order_by(col(EntryRow.id))).first()
        if row is None:
            known = select(ArticleRow).where(or_(col(ArticleRow.url) == url, col(ArticleRow.canonical_url) == url))
            found = session.exec(known.order_by(col(ArticleRow.id))).first()
            row = session.get(EntryRow, found.entry_id) if found is not None else None
        return _trace(session, row) if row is not None else None


def _trace(session: Session, row: EntryRow) -> Trace:
    read = session.exec(select(ArticleRow).where(ArticleRow.entry_id == row.id)).first()
    hits: dict[int, tuple[Hit, datetime]] = {}
    story = None
    if read is not None:
        ids = list(session.exec(select(HitRow.id).where(HitRow.article_id == read.id).order_by(col(HitRow.id))))
        hits, _ = readable([id or 0 for id in ids], lambda some: _hits(session, some), looking=True)
        story = session.get(StoryRow, read.story_id) if read.story_id is not None else None
    return Trace(
        source=row.source,
        entry=entry(row),
        first_seen=row.first_seen,
        collect_at=row.collect_at,
        error=row.error,
        article=article(read) if read is not None else None,
        collected_at=read.collected_at if read is not None else None,
        hits=tuple(hits[id] for id in sorted(hits)),
        story=story_values(session, [story])[0] if story is not None else None,
        changes=changes_of(session, read.id) if read is not None and read.id is not None else (),
        captures=captures_of(session, read.id) if read is not None and read.id is not None else (),
        deliveries=_deliveries(session, story.id) if story is not None and story.id is not None else (),
    )


def _hits(session: Session, ids: Sequence[int]) -> dict[int, tuple[Hit, datetime]]:
    rows = session.exec(select(HitRow).where(col(HitRow.id).in_(ids)))
    return {row.id or 0: (hit(row), row.found_at) for row in rows}


def _deliveries(session: Session, story: int) -> tuple[DeliveryTrace, ...]:
    carried = select(NoticeRow.delivery_id).where(NoticeRow.story_id == story, col(NoticeRow.delivery_id).is_not(None))
    asked = select(DeliveryRow).where(col(DeliveryRow.id).in_(carried)).order_by(col(DeliveryRow.id))
    rows = session.exec(asked).all()
    closed = {name: _closed(session, name) for name in {row.channel for row in rows}}
    return tuple(_delivery(row, closed[row.channel]) for row in rows)


def _closed(session: Session, channel: str) -> ChannelRow | None:
    """The channel, if it is in trouble; of one whose dates were spoilt no trouble is known."""
    try:
        row = session.get(ChannelRow, channel)
    except SpoiltError:
        return None
    return row if row is not None and row.open_until is not None else None


def _delivery(row: DeliveryRow, closed: ChannelRow | None) -> DeliveryTrace:
    return DeliveryTrace(
        key=delivery_key(row),
        at=row.created_at,
        sent_at=row.sent_at,
        deliver_at=row.deliver_at,
        failures=row.failures,
        error=row.error,
        channel_fails=(closed.error or "paused") if closed is not None else None,
        channel_tried=closed.open_until if closed is not None else None,
    )
