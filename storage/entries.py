"""Entries: whose article is due, and what collecting one brought."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import case, func, insert, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from monitor.core.model.article import Article, Collected, CollectRecord, Edit, EntryToCollect
from monitor.core.urls import plain_form
from storage.captures import keep_capture
from storage.claims import NOW, claim, due, held
from storage.database import Database
from storage.grouping import edits_of, join_story, keep_edits
from storage.index import index_article
from storage.rows import article as article_value
from storage.rows import article_values, digest, entry, mentions, stored
from storage.tables import ArticleRow, EntryRow, HitRow


def entries_to_collect(
    db: Database,
    now: datetime,
    *,
    limit: int,
    lease: timedelta,
    per_source: int,
    busy: Mapping[str, int] | None = None,
) -> list[EntryToCollect]:
    """Take entries whose article is due, the longest waiting first, the newest first among equals.

    At most `per_source` of one source at a time, those in `busy` (source → entries in work) counted: an outlet with a
    full archive must not keep the others waiting.
    """
    with db.transaction() as session:
        ready = _ready(per_source, frozenset((busy or {}).items()))
        rows = claim(session, ready, limit=limit, now=now, lease=lease)
        if not rows:
            return []
        ids = [row.id for row in rows]
        read = session.exec(select(ArticleRow).where(col(ArticleRow.entry_id).in_(ids)))
        articles = {one.entry_id: one for one in read}
        edits = edits_of(session, [one.id for one in articles.values() if one.id is not None])
        return [_to_collect(row, articles.get(row.id or 0), edits) for row in rows]


@lru_cache(maxsize=8)  # most often nothing is in work
def _ready(per_source: int, busy: Collection[tuple[str, int]]) -> SelectOfScalar[EntryRow]:
    ready = due(EntryRow, col(EntryRow.collect_at), NOW)
    newest = func.coalesce(EntryRow.published, EntryRow.first_seen)
    order = (col(EntryRow.collect_at), newest.desc(), col(EntryRow.id))
    place = func.row_number().over(partition_by=col(EntryRow.source), order_by=order)
    ranked = select(EntryRow.id, EntryRow.source, place.label("place")).where(*ready).subquery()
    taken = case(dict(busy), value=ranked.c.source, else_=0) if busy else 0
    candidates = select(ranked.c.id).where(ranked.c.place + taken <= per_source)
    return select(EntryRow).where(col(EntryRow.id).in_(candidates), *ready).order_by(*order)


def _to_collect(row: EntryRow, known: ArticleRow | None, edits: Mapping[int, tuple[Edit, ...]]) -> EntryToCollect:
    if row.id is None:
        raise AssertionError("a stored entry has an id")
    return EntryToCollect(
        id=row.id,
        source=row.source,
        entry=entry(row),
        first_seen=row.first_seen,
        failures=row.failures,
        attempt=row.attempt,
        known=article_value(known) if known is not None else None,
        article=known.id if known is not None else None,
        settled=known is not None and row.error is None,
        headlines=tuple(edit.before for edit in edits.get(known.id or 0, ()) if edit.before) if known else (),
    )


def record_collect(db: Database, record: CollectRecord) -> Collected | None:
    """Keep the article, its captures, hits, edits and story together; None if a newer claim has taken over."""
    with db.transaction() as session:
        row = held(session, EntryRow, record.entry, record.attempt)
        if row is None:
            return None
        row.collect_at, row.failures, row.error = record.collect_at, record.failures, stored(record.error)
        if record.article is None or _is_of_another(session, row, record.article):
            return Collected()
        article = _upsert_article(session, row, record)
        index_article(session, article)
        done = join_story(session, article, row, record, _insert_hits(session, article, record))
        keep_edits(session, _id(article), record)
        if record.page is not None:
            keep_capture(session, _id(article), record.page, changed=record.changed)
        return done


def _is_of_another(session: Session, row: EntryRow, article: Article) -> bool:
    """Whether it is the article of an entry that has been read; where there is none yet, it takes that one's name.

    An address for telephones may be one of a section as well: only what the page says of itself counts.
    """
    plain = plain_form(row.url or "", article.canonical_url)
    if plain is None:
        return False
    joined = select(EntryRow.id, ArticleRow.content_from).outerjoin(ArticleRow, col(ArticleRow.entry_id) == EntryRow.id)
    other = session.exec(joined.where(EntryRow.identity == digest(plain))).first()
    if other is None:
        row.identity = digest(plain)
    if other is None or other[0] == row.id or other[1] != "page":
        return False
    return session.exec(select(ArticleRow.id).where(ArticleRow.entry_id == row.id)).first() is None


def _upsert_article(session: Session, row: EntryRow, record: CollectRecord) -> ArticleRow:
    if record.article is None or row.id is None:
        raise AssertionError("called with an article of a stored entry")
    values = article_values(record.article) | {"agency": record.agency}
    if record.feed_date is not None and record.article.published == record.feed_date:
        values["published"] = row.published or row.updated  # which may have been set right while it was read
    article = session.exec(select(ArticleRow).where(ArticleRow.entry_id == row.id)).first()
    if article is None:
        first: dict[str, Any] = {"entry_id": row.id, "source": row.source, "first_seen": row.first_seen}
        article = ArticleRow(**first, **values, collected_at=record.at)
    else:
        article.sqlmodel_update({**values, "collected_at": record.at})
    session.add(article)
    session.flush()
    return article


def _insert_hits(session: Session, article: ArticleRow, record: CollectRecord) -> int:
    """Hits of an article that is read again (the page came late) replace the earlier ones; returns how many are new."""
    known = {row.watchlist: row for row in session.exec(select(HitRow).where(HitRow.article_id == article.id))}
    new = []
    for hit in record.hits:
        values = {"severity": int(hit.severity), "mentions": mentions(hit)}
        if hit.watchlist in known:
            known[hit.watchlist].sqlmodel_update(values)
        else:
            new.append({"article_id": _id(article), "watchlist": hit.watchlist, "found_at": record.at, **values})
    if new:  # as plain rows: making an object of each took a quarter of the time of all that is recorded here
        session.connection().execute(insert(HitRow), new)
    return len(new)


def _id(article: ArticleRow) -> int:
    if article.id is None:
        raise AssertionError("a flushed row has an id")
    return article.id


def requeue_entries(db: Database, now: datetime, *, source: str | None = None) -> int:
    """Bring back entries that were set aside; returns how many."""
    aside: list[Any] = [col(EntryRow.collect_at).is_(None), col(EntryRow.error).is_not(None)]
    if source is not None:
        aside.append(EntryRow.source == source)
    with db.transaction() as session:
        statement = update(EntryRow).where(*aside).values(collect_at=now, failures=0, error=None, lease_until=None)
        return int(session.connection().execute(statement).rowcount)


def waiting_entries(db: Database, now: datetime) -> tuple[int, int]:
    """(entries due or held, entries set aside)."""
    waits = col(EntryRow.collect_at).is_not(None)
    aside = col(EntryRow.collect_at).is_(None) & col(EntryRow.error).is_not(None)
    with db.reading() as session:
        counts = select(
            func.coalesce(func.sum(case((or_(col(EntryRow.collect_at) <= now) & waits, 1), else_=0)), 0),
            func.coalesce(func.sum(case((aside, 1), else_=0)), 0),
        )
        waiting, set_aside = session.exec(counts).one()
        return int(waiting), int(set_aside)
