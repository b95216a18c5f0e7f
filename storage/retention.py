"""Forgetting by policy: pages kept as evidence, and articles where the operator sets an end to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage.database import Database
from storage.tables import (
    ArticleRow,
    ArticleWordsRow,
    Captured,
    CaptureRow,
    EntryRow,
    HitRow,
    LaterCaptureRow,
    RevisionRow,
)

_AT_ONCE = 500  # articles of one transaction: writers wait no longer than for these


def forget_captures(db: Database, before: datetime) -> int:
    """Forget pages fetched before; articles and hits stay. Returns how many."""
    with db.transaction() as session:
        run = session.connection().execute
        tables: tuple[type[Captured], ...] = (CaptureRow, LaterCaptureRow)
        return sum(int(run(delete(table).where(col(table.fetched_at) < before)).rowcount) for table in tables)


def forget_articles(db: Database, before: datetime) -> int:
    """Forget articles first seen before, with all that hangs on them; returns how many.

    Of their entries the name stays, so that a feed which still lists one does not bring it anew.
    """
    forgotten = 0
    while True:
        with db.transaction() as session:
            asked = select(ArticleRow.id, ArticleRow.entry_id).where(col(ArticleRow.first_seen) < before)
            found = session.exec(asked.order_by(col(ArticleRow.id)).limit(_AT_ONCE)).all()
            _forget(session, [id for id, _ in found if id is not None], [entry for _, entry in found])
        forgotten += len(found)
        if len(found) < _AT_ONCE:
            return forgotten


def _forget(session: Session, articles: list[int], entries: list[int]) -> None:
    run = session.connection().execute
    hanging: tuple[tuple[Any, Any], ...] = (
        (HitRow, HitRow.article_id),
        (RevisionRow, RevisionRow.article_id),
        (CaptureRow, CaptureRow.article_id),
        (LaterCaptureRow, LaterCaptureRow.article_id),
        (ArticleWordsRow, ArticleWordsRow.article_id),
        (ArticleRow, ArticleRow.id),
    )
    for table, column in hanging:
        run(delete(table).where(col(column).in_(articles)))
    blank = {"title": "", "summary": "", "content": "", "collect_at": None, "error": None}
    run(update(EntryRow).where(col(EntryRow.id).in_(entries)).values(**blank))
