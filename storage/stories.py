"""Stories: which are to be looked at, and what was decided to tell of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from monitor.core.model import DeliveryKey, StoryArticle, StoryToTell, TellRecord
from storage.claims import claim, due, held
from storage.database import Database
from storage.dialect import insert_new
from storage.rows import article, delivery_values, hit, stored
from storage.tables import ArticleRow, DeliveryRow, HitRow, StoryRow


def stories_to_tell(
    db: Database, now: datetime, *, limit: int, lease: timedelta, closing: bool = False
) -> list[StoryToTell]:
    """Take stories whose time to be looked at has come, the oldest first. `closing`: also those that still wait."""
    when = col(StoryRow.tell_at)
    ready = due(StoryRow, when, now)
    conditions = (when.is_not(None), ready[2]) if closing else ready
    with db.transaction() as session:
        order = (when, col(StoryRow.id))
        rows = claim(session, StoryRow, *conditions, order=order, limit=limit, now=now, lease=lease)
        articles = articles_of(session, [row.id for row in rows if row.id is not None])
        return [_to_tell(session, row, articles.get(row.id or 0, ())) for row in rows]


def _to_tell(session: Session, row: StoryRow, articles: tuple[StoryArticle, ...]) -> StoryToTell:
    if row.id is None:
        raise AssertionError("a stored story has an id")
    told = session.exec(select(DeliveryRow).where(DeliveryRow.story_id == row.id))
    return StoryToTell(
        id=row.id,
        key=row.key,
        revision=row.revision,
        first_hit=row.first_hit,
        articles=articles,
        told=frozenset(delivery_key(delivery) for delivery in told),
        failures=row.failures,
        attempt=row.attempt,
    )


def delivery_key(row: DeliveryRow) -> DeliveryKey:
    """What makes this delivery one of a kind."""
    return DeliveryKey(
        kind=row.kind,
        subject=row.subject,
        revision=row.revision,
        route=row.route,
        channel=row.channel,
        recipient=row.recipient,
    )


def articles_of(session: Session, stories: Iterable[int]) -> dict[int, tuple[StoryArticle, ...]]:
    """The articles of each story with their hits, the earliest first."""
    rows = list(
        session.exec(
            select(ArticleRow)
            .where(col(ArticleRow.story_id).in_(list(stories)))
            .order_by(col(ArticleRow.first_seen), col(ArticleRow.id))
        )
    )
    hits: dict[int, list[HitRow]] = {}
    for found_hit in session.exec(
        select(HitRow).where(col(HitRow.article_id).in_([row.id for row in rows])).order_by(col(HitRow.id))
    ):
        hits.setdefault(found_hit.article_id, []).append(found_hit)
    found: dict[int, tuple[StoryArticle, ...]] = {}
    for row in rows:
        one = StoryArticle(
            source=row.source,
            article=article(row),
            first_seen=row.first_seen,
            hits=tuple(hit(h) for h in hits.get(row.id or 0, ())),
        )
        found[row.story_id or 0] = (*found.get(row.story_id or 0, ()), one)
    return found


def record_tell(db: Database, record: TellRecord) -> int | None:
    """Put the deliveries into the outbox and note when to look again, together.

    Returns how many deliveries were new (each key stands once), None if a newer claim has taken over.
    """
    with db.transaction() as session:
        row = held(session, StoryRow, record.story, record.attempt)
        if row is None:
            return None
        row.tell_at, row.failures, row.error = record.tell_at, record.failures, stored(record.error)
        rows = [
            {
                **delivery_values(key),
                "story_id": record.story,
                "headline": "",
                "lines": [],
                "created_at": record.at,
                "deliver_at": record.at,
                "attempt": 0,
                "failures": 0,
            }
            for key in record.deliveries
        ]
        return len(insert_new(session, DeliveryRow, rows, unique="key"))


def requeue_stories(db: Database, now: datetime) -> int:
    """Bring back stories that were set aside; returns how many."""
    aside = [col(StoryRow.tell_at).is_(None), col(StoryRow.error).is_not(None)]
    with db.transaction() as session:
        statement = update(StoryRow).where(*aside).values(tell_at=now, failures=0, error=None, lease_until=None)
        return int(session.connection().execute(statement).rowcount)
