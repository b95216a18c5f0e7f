"""Stories: which are to be looked at, and what was decided to tell of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, false, func, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from monitor.core.model.story import DeliveryKey, StoryArticle, StoryNotice, StoryToTell, TellRecord
from storage.claims import NOW, claim, due, held, unheld
from storage.database import Database
from storage.grouping import edits_of
from storage.notices import add_notices, full_until, lock_limits, notices_of, withdraw
from storage.readable import readable
from storage.rows import article, hit, stored
from storage.spoilt import legible, sound
from storage.tables import AcknowledgementRow, ArticleRow, DeliveryRow, HitRow, NoticeRow, StoryRow


def stories_to_tell(
    db: Database, now: datetime, *, limit: int, lease: timedelta, closed: Collection[int] | None = None
) -> list[StoryToTell]:
    """Take stories whose time to be looked at has come, the oldest first.

    `closed`: also those that still wait, but for these: what they wait for now, nobody can hasten.
    """
    ready = _READY if closed is None else _hastened(closed)
    with db.transaction() as session:
        return story_values(session, claim(session, ready, limit=limit, now=now, lease=lease))


_WHEN = col(StoryRow.tell_at)
_IN_TURN = select(StoryRow).order_by(_WHEN, col(StoryRow.id))
_READY = _IN_TURN.where(*due(StoryRow, _WHEN, NOW))


def _hastened(closed: Collection[int]) -> SelectOfScalar[StoryRow]:
    soon = or_(_WHEN <= NOW, col(StoryRow.id).not_in(closed))
    return _IN_TURN.where(_WHEN.is_not(None), unheld(StoryRow, NOW), soon)


def story_to_explain(db: Database, key: str) -> StoryToTell | None:
    """A story as the tell worker would see it, without taking it."""
    with db.reading() as session:
        row = session.exec(select(StoryRow).where(StoryRow.key == key)).first()
        return story_values(session, [row])[0] if row is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is stored of a story."""

    articles: tuple[StoryArticle, ...] = ()
    notices: Mapping[int, StoryNotice] = field(default_factory=dict)  # by id, the oldest first


def contents_of(session: Session, stories: Sequence[int]) -> tuple[dict[int, Contents], dict[int, str]]:
    """What is stored of each of these stories; and of which of them nobody can read it, and why."""

    def read(ids: Sequence[int]) -> dict[int, Contents]:
        keys_of(session, ids)
        articles, notices = articles_of(session, ids), notices_of(session, ids)
        return {id: Contents(articles=articles.get(id, ()), notices=notices.get(id, {})) for id in ids}

    return readable(stories, read)


def keys_of(session: Session, stories: Sequence[int]) -> dict[int, str]:
    """The key of each story; ValueError if one was spoilt: what is told of it could not be found again by it."""
    rows = session.exec(select(StoryRow.id, StoryRow.key).where(col(StoryRow.id).in_(stories))).all()
    for row in rows:
        sound(row, ("key",))
    keys = {id or 0: key for id, key in rows}
    if not all(key.strip() for key in keys.values()):
        raise ValueError("key is empty")
    return keys


def story_values(session: Session, rows: Sequence[StoryRow]) -> list[StoryToTell]:
    """The stories of these rows with their articles, and with what was said of them."""
    if not rows:
        return []
    found, bad = contents_of(session, [row.id for row in rows if row.id is not None])
    keys = [row.key for row in rows]
    seen = set(session.exec(select(AcknowledgementRow.story).where(col(AcknowledgementRow.story).in_(keys))))
    return [_story(row, found.get(row.id or 0), row.key in seen, bad.get(row.id or 0)) for row in rows]


def _story(row: StoryRow, contents: Contents | None, acknowledged: bool, unreadable: str | None) -> StoryToTell:
    return StoryToTell(
        id=row.id or 0,
        key=legible(row.key),
        revision=row.revision,
        first_hit=row.first_hit,
        due=row.tell_at or row.first_hit,
        articles=contents.articles if contents is not None else (),
        notices=tuple(contents.notices.values()) if contents is not None else (),
        acknowledged=acknowledged,
        failures=row.failures,
        attempt=row.attempt,
        error=row.error,
        unreadable=unreadable,
    )


def headline_of(db: Database, story: int) -> str | None:
    """The headline that a story came with."""
    asked = select(ArticleRow.title).where(ArticleRow.story_id == story)
    with db.reading() as session:
        title = session.exec(asked.order_by(col(ArticleRow.id)).limit(1)).first()
        return legible(title) if title is not None else None


def delivery_key(row: DeliveryRow) -> DeliveryKey:
    """What makes this delivery one of a kind, to be shown."""
    return DeliveryKey(
        kind=legible(row.kind),
        subject=legible(row.subject),
        revision=row.revision,
        route=legible(row.route),
        channel=legible(row.channel),
        recipient=legible(row.recipient),
    )


_SHOWN = ("source", "url", "title", "text", "summary", "author", "site", "agency")  # of an article


def articles_of(session: Session, stories: Iterable[int]) -> dict[int, tuple[StoryArticle, ...]]:
    """The articles of each story with their hits, the earliest first."""
    asked = list(stories)
    if not asked:
        return {}
    rows = list(
        session.exec(
            select(ArticleRow)
            .where(col(ArticleRow.story_id).in_(asked))
            .order_by(col(ArticleRow.first_seen), col(ArticleRow.id))
        )
    )
    hits: dict[int, list[HitRow]] = {}
    for found_hit in session.exec(
        select(HitRow).where(col(HitRow.article_id).in_([row.id for row in rows])).order_by(col(HitRow.id))
    ):
        hits.setdefault(found_hit.article_id, []).append(found_hit)
    edits = edits_of(session, [row.id for row in rows if row.id is not None])
    originals = _originals(rows)
    found: dict[int, tuple[StoryArticle, ...]] = {}
    for row in rows:
        sound(row, _SHOWN)
        one = StoryArticle(
            source=row.source,
            article=article(row),
            first_seen=row.first_seen,
            hits=tuple(hit(h) for h in hits.get(row.id or 0, ())),
            edits=edits.get(row.id or 0, ()),
            copy=row.id not in originals,
            agency=row.agency,
        )
        found[row.story_id or 0] = (*found.get(row.story_id or 0, ()), one)
    return found


def _originals(rows: Sequence[ArticleRow]) -> frozenset[int | None]:
    """Of each text the article that came out first, which need not be the one that we saw first."""
    first: dict[int | None, ArticleRow] = {}
    for row in sorted(rows, key=lambda row: row.published or row.first_seen):
        first.setdefault(row.copy_of or row.id, row)
    return frozenset(row.id for row in first.values())


def record_tell(db: Database, record: TellRecord) -> int | None:
    """Keep the notices, put those that go out into the outbox, and note when to look again, together.

    Returns how many deliveries were new (each key stands once), None if a newer claim has taken over.
    """
    with db.transaction() as session:
        row = held(session, StoryRow, record.story, record.attempt)
        if row is None:
            return None
        if row.tell_at == record.due:
            row.tell_at = record.tell_at
        else:  # the story has grown since it was taken: what was asked for meanwhile stays asked for
            row.tell_at = min((at for at in (row.tell_at, record.tell_at) if at is not None), default=None)
        row.failures, row.error = record.failures, stored(record.error)
        if not withdraw(session, record.story, record.withdrawn):
            row.tell_at = record.at
            return 0
        notices = [notice for several in record.together for notice in several]
        row.revision = max((row.revision, *(notice.revision for notice in notices)))
        lock_limits(session, notices, record.at)
        return sum(add_notices(session, record.story, row.key, several) for several in record.together)


def held_by_limits(db: Database, together: Sequence[Sequence[StoryNotice]]) -> list[datetime | None]:
    """Until when each of these messages would wait, if it were recorded now, because its routes have sent enough."""
    with db.reading() as session:
        return [full_until(session, several) for several in together]


def look_again(db: Database, now: datetime, *, since: datetime | None = None) -> int:
    """Have every story looked at of which something waits: what a changed configuration says of it may be otherwise.

    `since`: also those with a first hit since then.
    """
    waiting = select(NoticeRow.story_id).where(col(NoticeRow.until).is_not(None))
    late = and_(col(StoryRow.asked), col(StoryRow.first_hit) >= since) if since is not None else false()
    asked = or_(col(StoryRow.id).in_(waiting), late)
    later = or_(col(StoryRow.tell_at).is_(None), col(StoryRow.tell_at) > now)
    with db.transaction() as session:
        statement = update(StoryRow).where(asked, later).values(tell_at=now)
        return int(session.connection().execute(statement).rowcount)


# asked every second: built once
_UNDECIDED = select(func.min(StoryRow.tell_at)).where(_WHEN <= NOW)


def undecided(db: Database, now: datetime) -> datetime | None:
    """When the oldest story came up that is to be looked at and was not."""
    with db.reading() as session:
        found: datetime | None = session.exec(_UNDECIDED, params={"now": now}).one()
        return found


def stories_aside(db: Database) -> list[tuple[str, str]]:
    """(key, why) of the stories that are set aside, the oldest first."""
    aside = (col(StoryRow.tell_at).is_(None), col(StoryRow.error).is_not(None))
    with db.reading() as session:
        asked = select(StoryRow.key, StoryRow.error).where(*aside).order_by(col(StoryRow.id))
        return [(legible(key), legible(error)) for key, error in session.exec(asked)]


def requeue_stories(db: Database, now: datetime) -> int:
    """Bring back stories that were set aside; returns how many."""
    aside = [col(StoryRow.tell_at).is_(None), col(StoryRow.error).is_not(None)]
    with db.transaction() as session:
        statement = update(StoryRow).where(*aside).values(tell_at=now, failures=0, error=None, lease_until=None)
        return int(session.connection().execute(statement).rowcount)
