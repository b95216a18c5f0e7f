"""Stories of a watchlist over time, and spikes that were told."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from monitor.core.model.delivery import Spike
from monitor.core.model.story import DeliveryKey
from monitor.core.model.watchlist import Severity
from monitor.core.sighting import Sighting
from storage.database import Database
from storage.dialect import insert_new
from storage.readable import readable
from storage.rows import delivery_values, stored
from storage.tables import ArticleRow, DeliveryRow, HitRow, StoryRow


def sightings(
    db: Database, watchlist: str, since: datetime, horizon: timedelta, *, terms: bool = False
) -> list[Sighting]:
    """The hits of a watchlist, in order; articles older than the horizon when they came do not count.

    `terms`: also what was found, which takes three times as long.
    """
    columns = (col(ArticleRow.story_id), StoryRow.key, ArticleRow.source, HitRow.severity, HitRow.found_at)
    asked = (
        select(*columns, ArticleRow.published, *([HitRow.mentions] if terms else []))  # type: ignore[call-overload]
        .join(HitRow, col(HitRow.article_id) == col(ArticleRow.id))
        .join(StoryRow, col(StoryRow.id) == col(ArticleRow.story_id))
        .where(HitRow.watchlist == watchlist, HitRow.found_at >= since)
        .order_by(col(HitRow.found_at), col(HitRow.id))
    )
    with db.reading() as session:
        rows = [row for row in session.exec(asked) if row[5] is None or row[4] - row[5] <= horizon]
    # a hit that nobody can read does not count; its owners hear of its story where that is told
    found, _ = readable(range(len(rows)), lambda some: {n: _sighting(watchlist, *rows[n]) for n in some})
    return [found[n] for n in sorted(found)]


def _sighting(
    watchlist: str,
    story: int,
    key: str,
    source: str,
    severity: int,
    at: datetime,
    _published: datetime | None,
    mentions: Sequence[Mapping[str, object]] | None = None,
) -> Sighting:
    return Sighting(
        watchlist=watchlist,
        story=story,
        story_key=key,
        source=source,
        severity=Severity(severity),
        at=at,
        terms=frozenset(str(mention["term"]) for mention in mentions) if mentions is not None else None,
    )


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
