"""Stories of a watchlist over time, and spikes that were told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from monitor.core.model.delivery import Spike
from monitor.core.model.story import DeliveryKey
from storage.database import Database
from storage.dialect import insert_new
from storage.rows import delivery_values, stored
from storage.tables import ArticleRow, DeliveryRow, HitRow


def story_times(db: Database, watchlist: str, since: datetime, horizon: timedelta) -> list[datetime]:
    """When each story first hit a watchlist, in order; articles older than the horizon when they came do not count."""
    asked = (
        select(ArticleRow.story_id, HitRow.found_at, ArticleRow.published)
        .join(HitRow, col(HitRow.article_id) == col(ArticleRow.id))
        .where(HitRow.watchlist == watchlist, HitRow.found_at >= since, col(ArticleRow.story_id).is_not(None))
    )
    first: dict[int, datetime] = {}
    with db.reading() as session:
        for story, found_at, published in session.exec(asked.order_by(col(HitRow.found_at))):
            if story is not None and (published is None or found_at - published <= horizon):
                first.setdefault(story, found_at)
    return sorted(first.values())


def what_hit(
    db: Database, watchlist: str, since: datetime, until: datetime
) -> tuple[Counter[str], Counter[str], int | None]:
    """(terms, sources, the first story) of a watchlist's hits in a span of time."""
    terms: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    first: int | None = None
    asked = (
        select(HitRow.mentions, ArticleRow.source, ArticleRow.story_id)
        .join(ArticleRow, col(HitRow.article_id) == col(ArticleRow.id))
        .where(HitRow.watchlist == watchlist, HitRow.found_at > since, HitRow.found_at <= until)
    )
    with db.reading() as session:
        for mentions, source, story in session.exec(asked.order_by(col(HitRow.found_at), col(HitRow.id))):
            terms.update({str(mention["term"]) for mention in mentions})
            sources[source] += 1
            first = story if first is None else first
    return terms, sources, first


def last_told(db: Database, watchlist: str, route: str) -> datetime | None:
    """When a route last told of a spike of a watchlist."""
    told = select(func.max(DeliveryRow.created_at)).where(
        DeliveryRow.kind == "spike", DeliveryRow.subject == watchlist, DeliveryRow.route == route
    )
    with db.reading() as session:
        found: datetime | None = session.exec(told).one()
        return found


def record_spike(db: Database, keys: Sequence[DeliveryKey], spike: Spike, story: int | None, at: datetime) -> int:
    """Put a spike into the outbox, to go out at a moment; returns how many deliveries were new."""
    about = {name: value for name, value in asdict(spike).items() if name != "first"}
    about["terms"] = [[stored(term), n] for term, n in spike.terms]
    rows = [
        {
            **delivery_values(key),
            "story_id": story,
            "headline": "",
            "lines": [],
            "about": {"spike": about},
            "created_at": at,
            "deliver_at": at,
            "attempt": 0,
            "failures": 0,
        }
        for key in keys
    ]
    with db.transaction() as session:
        return len(insert_new(session, DeliveryRow, rows, unique="key"))
