"""Stories of a watchlist over time, and spikes that were told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from monitor.core.model.delivery import Spike
from monitor.core.model.story import DeliveryKey
from monitor.core.model.watchlist import Severity
from monitor.core.sighting import Sighting
from monitor.core.spike import COOL_DOWN
from storage.database import Database
from storage.dialect import in_turn, insert_new
from storage.outbox import MUTED
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


def record_spike(
    db: Database,
    keys: Sequence[DeliveryKey],
    spike: Spike,
    story: int | None,
    at: datetime,
    now: datetime,
    *,
    theirs: Callable[[str, str], bool],
) -> int:
    """Put a spike for one person into the outbox, to go out at a moment; returns how many deliveries were new.

    None if it was told within the cool-down, or will be as soon. One that would come later goes out with this, as this.
    `theirs`: whether a channel and a recipient are that person.
    """
    about = {"spike": _about(spike)}
    if not keys:
        return 0
    with db.transaction() as session:
        in_turn(session, f"spike {spike.watchlist}")
        told = [row for row in _told(session, spike.watchlist, now) if theirs(row.channel, row.recipient)]
        if any(row.created_at <= max(at, now) for row in told):
            return 0
        for row in told:
            row.created_at, row.deliver_at, row.about = at, at, about
            session.add(row)
        revision = max((row.revision for row in told), default=None) or _next(session, keys[0], theirs)
        new = [replace(key, revision=revision) for key in keys]
        return len(insert_new(session, DeliveryRow, [_row(key, about, story, at) for key in new], unique="key"))


def _told(session: Session, watchlist: str, now: datetime) -> list[DeliveryRow]:
    """What went out within the cool-down, and what waits.

    What a clock that was ahead has dated does not count, nor what a mute took away before anybody had it.
    """
    asked = select(DeliveryRow).where(DeliveryRow.kind == "spike", DeliveryRow.subject == watchlist)
    waits = col(DeliveryRow.deliver_at).is_not(None)
    unheard = and_(~waits, col(DeliveryRow.sent_at).is_(None), func.coalesce(DeliveryRow.error, "") == MUTED)
    known = or_(col(DeliveryRow.created_at) <= now, waits)
    return list(session.exec(asked.where(col(DeliveryRow.created_at) > now - COOL_DOWN, known, ~unheard)))


def _next(session: Session, key: DeliveryKey, theirs: Callable[[str, str], bool]) -> int:
    """A number that no spike of theirs has yet: of one that was muted the key stays."""
    columns = (DeliveryRow.channel, DeliveryRow.recipient, DeliveryRow.revision)
    same = (DeliveryRow.kind == "spike", DeliveryRow.subject == key.subject)
    later = session.exec(select(*columns).where(*same, col(DeliveryRow.revision) >= key.revision))
    return max((number + 1 for channel, who, number in later if theirs(channel, who)), default=key.revision)


def _about(spike: Spike) -> dict[str, Any]:
    about = {name: value for name, value in asdict(spike).items() if name != "first"}
    terms = [[stored(term), n] for term, n in spike.terms]
    return {**about, "terms": terms, "at": spike.at.isoformat() if spike.at is not None else None}


def _row(key: DeliveryKey, about: Mapping[str, Any], story: int | None, at: datetime) -> dict[str, Any]:
    return {
        **delivery_values(key),
        "story_id": story,
        "headline": "",
        "lines": [],
        "about": about,
        "created_at": at,
        "deliver_at": at,
        "attempt": 0,
        "failures": 0,
    }
