"""The archive: hits and articles as people ask for them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast

from sqlalchemy import case, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from monitor.core.model.stored import SourceCounts, StoredArticle, StoredHit, StoredRevision, StoredStory
from storage.database import Database
from storage.grouping import change_of
from storage.readable import readable
from storage.rows import article, hit
from storage.stories import articles_of
from storage.tables import ArticleRow, EntryRow, HitRow, RevisionRow, StoryRow

PAGE = 500


def hits(
    db: Database,
    *,
    watchlist: str | None = None,
    since: datetime | None = None,
    left_out: Callable[[int, str], None] = lambda _id, _why: None,
) -> Iterator[StoredHit]:
    """Hits, the newest first, read page by page so that any number fits into memory.

    `left_out` is told the id of each hit that cannot be read, and why.
    """
    conditions = []
    if watchlist is not None:
        conditions.append(col(HitRow.watchlist) == watchlist)
    if since is not None:
        conditions.append(col(HitRow.found_at) >= since)
    order = (col(HitRow.found_at).desc(), col(HitRow.id).desc())
    asked = select(HitRow.id, HitRow.found_at).where(*conditions).order_by(*order).limit(PAGE)
    last: tuple[datetime, int] | None = None
    while True:
        query = asked
        if last is not None:
            query = asked.where(
                (col(HitRow.found_at) < last[0]) | ((col(HitRow.found_at) == last[0]) & (col(HitRow.id) < last[1]))
            )
        with db.reading() as session:
            page = [(id or 0, found_at) for id, found_at in session.exec(query)]
            found, unread = readable([id for id, _ in page], partial(_stored_hits, session), looking=True)
        for id, found_at in page:
            last = found_at, id
            if id in found:
                yield found[id]
            elif id in unread:
                left_out(id, unread[id])
        if len(page) < PAGE:
            return


def _stored_hits(session: Session, ids: Sequence[int]) -> dict[int, StoredHit]:
    query = select(HitRow, ArticleRow).join(ArticleRow, col(ArticleRow.id) == col(HitRow.article_id))
    return {one.id or 0: _stored_hit(one, row) for one, row in session.exec(query.where(col(HitRow.id).in_(ids)))}


def last_hits(db: Database) -> dict[str, datetime]:
    """When each watchlist last hit anything."""
    with db.reading() as session:
        return dict(session.exec(select(HitRow.watchlist, func.max(HitRow.found_at)).group_by(HitRow.watchlist)).all())


def _stored_hit(one: HitRow, row: ArticleRow) -> StoredHit:
    value = hit(one)
    return StoredHit(
        watchlist=value.watchlist,
        severity=value.severity,
        found_at=one.found_at,
        source=row.source,
        article=article(row),
        mentions=value.mentions,
    )


def articles(db: Database, *, since: datetime | None = None) -> Iterator[StoredArticle]:
    """Articles, the oldest first, read page by page."""
    last = 0
    while True:
        query = _with_tags().where(col(ArticleRow.id) > last).order_by(col(ArticleRow.id)).limit(PAGE)
        if since is not None:
            query = query.where(col(ArticleRow.first_seen) >= since)
        with db.reading() as session:
            found = [_stored_article(row) for row in session.exec(query)]
        yield from found
        if len(found) < PAGE:
            return
        last = found[-1].id


def articles_by_id(db: Database, ids: Sequence[int]) -> Iterator[StoredArticle]:
    """These articles, in the order of their ids as given, page by page."""
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        query = _with_tags().where(col(ArticleRow.id).in_(page))
        with db.reading() as session:
            found = {row.id: _stored_article(row) for row in session.exec(query)}
        yield from (found[id] for id in page if id in found)


# columns, not rows that could be changed: these take three times as long to read
_COLUMNS = (
    *(ArticleRow.id, ArticleRow.source, ArticleRow.first_seen, EntryRow.tags),
    *(ArticleRow.url, ArticleRow.title, ArticleRow.text, ArticleRow.summary, ArticleRow.canonical_url),
    *(ArticleRow.published, ArticleRow.author, ArticleRow.language, ArticleRow.site, ArticleRow.charset),
    ArticleRow.content_from,
)


def _with_tags() -> SelectOfScalar[Any]:
    query = select(*_COLUMNS).join(EntryRow, col(EntryRow.id) == col(ArticleRow.entry_id))  # type: ignore[call-overload]
    return cast(SelectOfScalar[Any], query)


def _stored_article(row: Any) -> StoredArticle:
    return StoredArticle(
        id=row.id, source=row.source, first_seen=row.first_seen, article=article(row), tags=tuple(row.tags or ())
    )


def beginning(db: Database) -> datetime | None:
    """When the first article of the archive was seen; None where there is none."""
    with db.reading() as session:
        return session.exec(select(func.min(ArticleRow.first_seen))).one()


def stories(
    db: Database,
    *,
    since: datetime | None = None,
    left_out: Callable[[str, str], None] = lambda _key, _why: None,
) -> Iterator[StoredStory]:
    """Stories, the oldest first, read page by page; `since`: those with an article first seen since then, whole.

    `left_out` is told the key of each story that cannot be read, and why.
    """
    last = 0
    while True:
        query = select(StoryRow.id, StoryRow.key).where(col(StoryRow.id) > last)
        if since is not None:
            fresh = select(ArticleRow.story_id).where(col(ArticleRow.first_seen) >= since)
            query = query.where(col(StoryRow.id).in_(fresh))
        with db.reading() as session:
            page = [(id or 0, key) for id, key in session.exec(query.order_by(col(StoryRow.id)).limit(PAGE))]
            told, unread = readable([id for id, _ in page], partial(articles_of, session), looking=True)
        for id, key in page:
            if id in told:
                yield StoredStory(key=key, articles=told[id])
            elif id in unread:
                left_out(key, unread[id])
        if len(page) < PAGE:
            return
        last = page[-1][0]


def revisions(
    db: Database,
    *,
    since: datetime | None = None,
    left_out: Callable[[int, str], None] = lambda _id, _why: None,
) -> Iterator[StoredRevision]:
    """What outlets changed in articles, the oldest first, read page by page.

    `left_out` is told the id of each change that cannot be read, and why.
    """
    last = 0
    while True:
        query = select(RevisionRow, ArticleRow).join(ArticleRow, col(ArticleRow.id) == col(RevisionRow.article_id))
        query = query.where(col(RevisionRow.id) > last).order_by(col(RevisionRow.id)).limit(PAGE)
        if since is not None:
            query = query.where(col(RevisionRow.at) >= since)
        with db.reading() as session:
            page = {one.id or 0: (one, row) for one, row in session.exec(query)}
            found, unread = readable(list(page), partial(_stored_revisions, page), looking=True)
        for id in page:
            if id in found:
                yield found[id]
            else:
                left_out(id, unread[id])
        if len(page) < PAGE:
            return
        last = max(page)


def _stored_revisions(
    page: Mapping[int, tuple[RevisionRow, ArticleRow]], ids: Sequence[int]
) -> dict[int, StoredRevision]:
    some = {id: page[id] for id in ids}
    return {
        id: StoredRevision(source=row.source, article=article(row), change=change_of(one))
        for id, (one, row) in some.items()
    }


def hit_articles(db: Database, watchlist: str, *, since: datetime | None = None) -> list[int]:
    """The ids of the articles that hit a watchlist when they came in."""
    query = select(HitRow.article_id).where(col(HitRow.watchlist) == watchlist)
    if since is not None:
        joined = query.join(ArticleRow, col(ArticleRow.id) == col(HitRow.article_id))
        query = joined.where(col(ArticleRow.first_seen) >= since)
    with db.reading() as session:
        return list(session.exec(query))


def counts_by_source(db: Database, since: datetime) -> dict[str, SourceCounts]:
    """What each source brought from `since` on: entries first seen, articles, hits; and entries with an error now."""
    with db.reading() as session:
        fresh = case((col(EntryRow.first_seen) >= since, 1), else_=0)
        wrong = case((col(EntryRow.error).is_not(None), 1), else_=0)
        entries = session.exec(
            select(EntryRow.source, func.sum(fresh), func.sum(wrong)).group_by(col(EntryRow.source))
        ).all()
        collected = dict(
            session.exec(
                select(ArticleRow.source, func.count())
                .where(col(ArticleRow.collected_at) >= since)
                .group_by(col(ArticleRow.source))
            ).all()
        )
        found = dict(
            session.exec(
                select(ArticleRow.source, func.count())
                .join(HitRow, col(HitRow.article_id) == col(ArticleRow.id))
                .where(col(HitRow.found_at) >= since)
                .group_by(col(ArticleRow.source))
            ).all()
        )
    return {
        source: SourceCounts(
            source=source,
            entries=int(new or 0),
            articles=collected.get(source, 0),
            hits=found.get(source, 0),
            errors=int(errors or 0),
        )
        for source, new, errors in entries
    }
