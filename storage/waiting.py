"""Notices whose waiting has ended: which they are, and what becomes of those that do not go out."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, update
from sqlmodel import Session, col, select

from monitor.core.digest import PATIENCE
from monitor.core.model.delivery import Trouble
from monitor.core.model.story import Unreadable, Wait, WaitingNotice
from storage.claims import NOW, unheld
from storage.database import Database
from storage.outbox import add_trouble
from storage.rows import stored
from storage.spoilt import legible
from storage.stories import contents_of
from storage.tables import DeliveryRow, NoticeRow, StoryRow

_AT_ONCE = 5000  # notices; SQLite takes some 32,000 values in one statement


def _due() -> Any:
    tell_at, until = col(StoryRow.tell_at), col(NoticeRow.until)
    decided = or_(tell_at.is_(None), tell_at > NOW, until <= bindparam("patient"))
    asked = select(NoticeRow.id, StoryRow.id, StoryRow.key).join(StoryRow, col(StoryRow.id) == col(NoticeRow.story_id))
    return asked.where(until <= NOW, decided).order_by(col(NoticeRow.id)).limit(_AT_ONCE)


_DUE = _due()  # asked every second: built once


def waiting_notices(db: Database, now: datetime) -> tuple[list[WaitingNotice], list[Unreadable]]:
    """Notices whose waiting has ended, the oldest first; and the stories of which there are some, but nobody can read.

    Those of a story that is to be looked at, or is being looked at, wait a little: more may have to be told with them.
    """
    with db.reading() as session:
        due = session.exec(_DUE, params={"now": now, "patient": now - PATIENCE})
        rows = [(id or 0, story or 0, key) for id, story, key in due]
        keys = {story: key for _, story, key in rows}
        stories, bad = contents_of(session, list(keys))
    found = [
        WaitingNotice(
            id=id,
            story=key,
            notice=stories[story].notices[id],
            articles=stories[story].articles,
            notices=tuple(stories[story].notices.values()),
        )
        for id, story, key in rows
        if story in stories
    ]
    return found, [Unreadable(id=id, key=legible(keys[id]), reason=reason) for id, reason in bad.items()]


def keep_back(
    db: Database,
    postponed: Iterable[tuple[int, Wait, datetime]],
    muted: Iterable[int],
    unwanted: Sequence[int],
    now: datetime,
) -> None:
    """Let notices wait longer, or for nothing any more: muted ones are kept to be counted, unwanted ones are not.

    The stories of unwanted ones are looked at again: their route may only have another name now.
    """
    with db.transaction() as session:
        for id, why, until in postponed:
            if (row := session.get(NoticeRow, id)) is not None and row.until is not None:
                row.wait, row.until = why.value, until
        waits = col(NoticeRow.until).is_not(None)
        run = session.connection().execute
        kept = update(NoticeRow).where(col(NoticeRow.id).in_(list(muted)), waits)
        run(kept.values(until=None, wait=Wait.MUTE.value))
        asked = list(session.exec(select(NoticeRow.story_id).where(col(NoticeRow.id).in_(unwanted), waits)))
        later = or_(col(StoryRow.tell_at).is_(None), col(StoryRow.tell_at) > now)
        run(update(StoryRow).where(col(StoryRow.id).in_(asked), later).values(tell_at=now))
        run(delete(NoticeRow).where(col(NoticeRow.id).in_(unwanted), waits))


def set_aside(
    db: Database, bad: Sequence[Unreadable], trouble: Trouble, now: datetime, *, without: Collection[int] = ()
) -> None:
    """Let nothing of these stories go out until somebody brings them back, when they are told as if for the first time.

    Of those that nobody can decide about, what was decided before goes out.
    A digest that carries one goes without it, unless it may have gone out, or is being sent. `without`: deliveries that
    are being sent, and leave them out.
    """
    with db.transaction() as session:
        for one in bad:
            if not one.decided:
                _hold_back(session, one, without, now)
            aside = update(StoryRow).where(col(StoryRow.id) == one.id)
            values = {"tell_at": None, "lease_until": None, "failures": 0, "error": stored(one.reason)}
            session.connection().execute(aside.values(**values))
        add_trouble(session, trouble, now)


def _hold_back(session: Session, one: Unreadable, without: Collection[int], now: datetime) -> None:
    together = (
        col(DeliveryRow.kind).in_(("digest", "collecting")),
        col(DeliveryRow.deliver_at).is_not(None),
        col(DeliveryRow.sending_at).is_(None),
        or_(unheld(DeliveryRow, now), col(DeliveryRow.id).in_(without)),
    )
    carried = col(NoticeRow.delivery_id).in_(select(DeliveryRow.id).where(*together))
    untold = (col(NoticeRow.story_id) == one.id, or_(col(NoticeRow.until).is_not(None), carried))
    held_back = update(NoticeRow).where(*untold)
    session.connection().execute(held_back.values(until=None, wait=Wait.UNREADABLE.value, delivery_id=None))
