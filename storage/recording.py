"""What came in during some time, for recording it; and what a replay of it made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from monitor.core.model.delivery import Message
from monitor.core.model.recording import RecordedEntry, RecordedPage
from monitor.core.model.story import DeliveryKey, StoryNotice
from monitor.core.recording import reading_times
from storage.captures import body_of
from storage.database import Database
from storage.notices import notice_of
from storage.rows import entry
from storage.stories import delivery_key
from storage.tables import ArticleRow, CaptureRow, DeliveryRow, EntryRow, MessageRow, NoticeRow, StoryRow

_PAGE = 100  # entries with their pages read at once


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry:
    """An entry as it came in, with the bytes of its page."""

    recorded: RecordedEntry
    body: bytes | None = None
    lost: bool = False  # its article came from a page that is not kept any more, or cannot be read


def kept_entries(db: Database, since: datetime, until: datetime) -> Iterator[KeptEntry]:
    """The entries whose article was read in this time, in the order in which they were stored; not those forgotten.

    Stories grow in that order, and pages that are read at the same time do not end in the order of their beginning.
    """
    read_at = func.coalesce(CaptureRow.fetched_at, ArticleRow.collected_at)
    asked = (
        select(ArticleRow.id, EntryRow.first_seen, read_at)
        .join(EntryRow, col(EntryRow.id) == col(ArticleRow.entry_id))
        .join(CaptureRow, col(CaptureRow.article_id) == col(ArticleRow.id), isouter=True)
        .where(read_at >= since, read_at < until)
        .order_by(col(ArticleRow.id))
    )
    with db.reading() as session:
        found = session.exec(asked).all()
    times = reading_times([(first_seen, read) for _, first_seen, read in found])
    ids = [(id or 0, time) for (id, _, _), time in zip(found, times, strict=True)]
    for start in range(0, len(ids), _PAGE):
        page = dict(ids[start : start + _PAGE])
        with db.reading() as session:
            kept = _kept(session, page)
        yield from (kept[id] for id in page if id in kept)


def _kept(session: Session, read_at: Mapping[int, datetime]) -> dict[int, KeptEntry]:
    asked = (
        select(ArticleRow, EntryRow, CaptureRow)
        .join(EntryRow, col(EntryRow.id) == col(ArticleRow.entry_id))
        .join(CaptureRow, col(CaptureRow.article_id) == col(ArticleRow.id), isouter=True)
        .where(col(ArticleRow.id).in_(list(read_at)))
    )
    found = ((article.id or 0, article, row, capture) for article, row, capture in session.exec(asked))
    return {id: _one(article, row, capture, read_at[id]) for id, article, row, capture in found}


def _one(article: ArticleRow, row: EntryRow, capture: CaptureRow | None, read_at: datetime) -> KeptEntry:
    body = body_of(capture) if capture is not None else None
    page = None
    if capture is not None and body is not None:
        kind = {name.lower(): value for name, value in capture.headers.items()}.get("content-type", "")
        page = RecordedPage(url=capture.url, content_type=kind, sha256=capture.sha256)
    recorded = RecordedEntry(
        source=row.source,
        entry=entry(row),
        first_seen=row.first_seen,
        read_at=read_at,
        page=page,
    )
    return KeptEntry(recorded=recorded, body=body, lost=page is None and article.content_from == "page")


def next_due(db: Database, now: datetime) -> datetime | None:
    """When the next story, notice or delivery is due after a moment; None: nothing waits."""
    waits: tuple[Any, ...] = (col(StoryRow.tell_at), col(NoticeRow.until), col(DeliveryRow.deliver_at))
    with db.reading() as session:
        found = [session.exec(select(func.min(when)).where(when > now)).one() for when in waits]
    return min((at for at in found if at is not None), default=None)


def all_notices(db: Database) -> list[tuple[str, StoryNotice]]:
    """(key of the story, notice) of everything that was decided to tell, in a stable order."""
    with db.reading() as session:
        asked = select(StoryRow.key, NoticeRow).join(StoryRow, col(StoryRow.id) == col(NoticeRow.story_id))
        found = [(key, notice_of(row)) for key, row in session.exec(asked)]
    return sorted(found, key=lambda one: (one[1].at, one[0], one[1].route, one[1].channel, one[1].recipient))


def sent_messages(db: Database) -> list[tuple[datetime, DeliveryKey, Message]]:
    """(when, key, message) of every delivery that was sent, in a stable order."""
    with db.reading() as session:
        asked = select(DeliveryRow, MessageRow).join(MessageRow, col(MessageRow.id) == col(DeliveryRow.message_pk))
        found = [
            (
                row.sent_at,
                delivery_key(row),
                Message(id=sent.message_id, content_type=sent.content_type, body=sent.body),
            )
            for row, sent in session.exec(asked.where(col(DeliveryRow.sent_at).is_not(None)))
            if row.sent_at is not None
        ]
    return sorted(found, key=lambda one: (one[0], str(one[1])))
