"""After a clock that was ahead has been set right: what was put off to a time that is far away comes back.

A machine that believed for a minute to be in another year would otherwise keep what fell into that minute for years.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, update
from sqlmodel import col, select

from monitor.core.model.delivery import TRIED_FOR
from storage.database import Database
from storage.tables import ArticleRow, ChannelRow, DeliveryRow, EntryRow, FeedRow, KnownRow, NoticeRow, StoryRow

_SOON = timedelta(minutes=5)  # clocks of two machines differ by less
_LONGEST = timedelta(hours=25)  # longer than anything is ever put off; a digest apart
_WEEKLY = timedelta(days=9)  # longer than any digest is ahead, its quiet hours included
_SHORTEST = timedelta(hours=48)  # no message is given up for its age before


def heal(db: Database, now: datetime) -> int:
    """Bring back what was put off too far, and date what happened in the future to now; returns how many rows changed.

    Notices that were to wait are decided anew, messages that only seemed too old are tried again. What was sent stays
    sent.
    """
    changed = 0
    ahead, far = now + _SOON, now + _LONGEST
    with db.transaction() as session:
        run = session.connection().execute
        # made in the future, or postponed from there
        far_off = or_(col(NoticeRow.at) > ahead, col(NoticeRow.until) > now + _WEEKLY)
        waits = (far_off, col(NoticeRow.until).is_not(None))
        again = list(session.exec(select(NoticeRow.story_id).where(*waits)))
        again += [id for id in session.exec(select(StoryRow.id).where(col(StoryRow.first_hit) > ahead)) if id]
        changed += run(delete(NoticeRow).where(*waits)).rowcount
        changed += run(update(StoryRow).where(col(StoryRow.id).in_(again)).values(tell_at=now)).rowcount
        young = (col(DeliveryRow.created_at) > now - _SHORTEST, col(DeliveryRow.error).contains(TRIED_FOR))
        gone = (col(DeliveryRow.deliver_at).is_(None), col(DeliveryRow.sent_at).is_(None), *young)
        changed += run(update(DeliveryRow).where(*gone).values(deliver_at=now, failures=0)).rowcount
        put_off: tuple[tuple[Any, Any, datetime], ...] = (
            (FeedRow, FeedRow.poll_at, far),
            (EntryRow, EntryRow.collect_at, far),
            (StoryRow, StoryRow.tell_at, far),
            (DeliveryRow, DeliveryRow.deliver_at, far),
            (ChannelRow, ChannelRow.open_until, far),
            *((table, table.lease_until, far) for table in (FeedRow, EntryRow, StoryRow, DeliveryRow)),
            (NoticeRow, NoticeRow.at, ahead),
            (KnownRow, KnownRow.since, ahead),
            (DeliveryRow, DeliveryRow.created_at, ahead),
            (StoryRow, StoryRow.first_hit, ahead),
            (ArticleRow, ArticleRow.first_seen, ahead),
            (EntryRow, EntryRow.first_seen, ahead),
        )
        for table, column, limit in put_off:
            changed += run(update(table).where(col(column) > limit).values({column.key: now})).rowcount
    return changed
