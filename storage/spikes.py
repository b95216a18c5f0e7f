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
    columns = (col(HitRow.id), col(ArticleRow.story_id), StoryRow.key, ArticleRow.source, HitRow.severity)
    since_then = (HitRow.watchlist == watchlist, HitRow.found_at >= since)
    asked = (
        select(*columns, HitRow.found_at, ArticleRow.published, *([HitRow.mentions] if terms else []))  # type: ignore[call-overload]
        .join(HitRow, col(HitRow.article_id) == col(ArticleRow.id))
        .join(StoryRow, col(StoryRow.id) == col(ArticleRow.story_id))
        .where(*since_then)
    )
    with db.reading() as session:
        ids = list(session.exec(select(HitRow.id).where(*since_then).order_by(col(HitRow.id))))

        def read(some: Sequence[int]) -> dict[int, Sighting]:
            # from the first to the last: there are more than a statement takes by name
            rows = session.exec(asked.where(col(HitRow.id).between(some[0], some[-1]))) if some else ()
            fresh = [row for row in rows if row[6] is None or row[5] - row[6] <= horizon]
            return {row[0]: _sighting(watchlist, *row[1:]) for row in fresh}

        # a hit that nobody can read does not count; its owners hear of its story where that is told
        found, _ = readable([id for id in ids if id is not None], read, looking=True)
    return [one for _, one in sorted(found.items(), key=lambda pair: (pair[1].at, pair[0]))]


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
