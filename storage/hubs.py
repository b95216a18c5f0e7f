"""Subscriptions to hubs: which feeds want one, which are to be asked for, what hubs said."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, or_, update
from sqlmodel import Session, col, select

from monitor.core.model.hub import Subscription, SubscriptionRecord, SubscriptionToAsk
from storage.claims import NOW, claim, due, held
from storage.database import Database
from storage.dialect import insert_new
from storage.rows import stored
from storage.tables import FeedRow, SubscriptionRow

PACE = timedelta(seconds=2)  # between two first requests to one hub

_wanted = (col(FeedRow.enabled).is_(True), col(FeedRow.hub).is_not(None), col(FeedRow.topic).is_not(None))


def plan(db: Database, token_of: Callable[[str, str], str], now: datetime) -> None:
    """Make the subscriptions those that the feeds want: new ones are due now, those that nobody wants are gone.

    One hub is asked for many one after the other.

    `token_of`: (hub, topic) → the token. A hub that goes on telling of what is gone learns it from our callback.
    """
    with db.reading() as session:
        wanted = {token_of(*pair): pair for pair in session.exec(_pairs().distinct())}
        there = set(session.exec(select(SubscriptionRow.token)))
    if wanted.keys() == there:
        return
    fresh, asked = [], Counter[str]()
    for token, (hub, topic) in wanted.items():
        if token not in there:
            ask_at = now + PACE * asked[hub]
            asked[hub] += 1
            fresh.append({"token": token, "hub": hub, "topic": topic, "ask_at": ask_at, "failures": 0, "attempt": 0})
    with db.transaction() as session:
        insert_new(session, SubscriptionRow, fresh, unique="token")
        session.connection().execute(
            delete(SubscriptionRow).where(col(SubscriptionRow.token).in_(there - wanted.keys()))
        )


def _pairs() -> Any:
    return select(FeedRow.hub, FeedRow.topic).where(*_wanted)


_READY = (
    select(SubscriptionRow)
    .where(*due(SubscriptionRow, col(SubscriptionRow.ask_at), NOW))
    .order_by(col(SubscriptionRow.ask_at), col(SubscriptionRow.token))
)


def subscriptions_to_ask(db: Database, now: datetime, *, limit: int, lease: timedelta) -> list[SubscriptionToAsk]:
    """Take subscriptions that a hub is to be asked for."""
    with db.transaction() as session:
        rows = claim(session, _READY, limit=limit, now=now, lease=lease)
        return [
            SubscriptionToAsk(subscription=_subscription(row), attempt=row.attempt, sources=_sources(session, row))
            for row in rows
        ]


def _sources(session: Session, row: SubscriptionRow) -> tuple[str, ...]:
    theirs = col(FeedRow.hub) == row.hub, col(FeedRow.topic) == row.topic
    return tuple(session.exec(select(FeedRow.source).where(*_wanted, *theirs).order_by(col(FeedRow.source))))


def record_asked(db: Database, record: SubscriptionRecord) -> bool:
    """Keep how asking a hub ended; False: a newer claim took over, or the feed is gone.

    A hub may have asked back meanwhile, before it answered: what it granted stays.
    """
    with db.transaction() as session:
        row = held(session, SubscriptionRow, record.subscription.token, record.attempt)
        if row is None:
            return False
        after = record.subscription
        if row.until == after.until:
            row.sqlmodel_update(_values(after))
        session.add(row)
        return True


def subscription(db: Database, token: str) -> Subscription | None:
    """The one that a callback's address names; None: nobody wants it."""
    with db.reading() as session:
        # what PostgreSQL takes in no question, as a stranger may write it, was never given to a hub
        row = session.get(SubscriptionRow, token) if stored(token) == token else None
        return _subscription(row) if row is not None else None


def subscriptions(db: Database) -> list[Subscription]:
    """All of them, by topic."""
    with db.reading() as session:
        rows = session.exec(select(SubscriptionRow).order_by(col(SubscriptionRow.topic), col(SubscriptionRow.hub)))
        return [_subscription(row) for row in rows]


def record_answered(db: Database, after: Subscription) -> None:
    """Keep what a hub granted or denied."""
    with db.transaction() as session:
        session.connection().execute(
            update(SubscriptionRow).where(col(SubscriptionRow.token) == after.token).values(**_values(after))
        )


def ring(db: Database, told: Subscription, now: datetime, *, pause: timedelta) -> int:
    """The hub says that there is news: its feeds are due now, at the earliest `pause` after their last poll.

    Feeds that asked to be left alone are. Returns how many feeds are asked earlier than they would have been.
    """
    table = FeedRow.__table__  # type: ignore[attr-defined]
    earliest = case((table.c.polled_at > now - pause, now + pause), else_=now)
    theirs = (table.c.hub == told.hub, table.c.topic == told.topic, table.c.poll_at.is_not(None))
    with db.transaction() as session:
        session.connection().execute(
            update(SubscriptionRow).where(col(SubscriptionRow.token) == told.token).values(pushed_at=now)
        )
        patient = or_(table.c.not_before.is_(None), table.c.not_before <= now)
        moved = update(table).where(*_wanted, *theirs, patient, table.c.poll_at > earliest)
        rung = session.connection().execute(moved.values(poll_at=earliest))
        session.connection().execute(update(table).where(*_wanted, *theirs).values(pushed_at=now))
        return int(rung.rowcount)


def _values(after: Subscription) -> dict[str, Any]:
    return {
        "ask_at": after.ask_at,
        "failures": after.failures,
        "until": after.until,
        "error": stored(after.error),
    }


def _subscription(row: SubscriptionRow) -> Subscription:
    return Subscription(
        token=row.token,
        hub=row.hub,
        topic=row.topic,
        ask_at=row.ask_at,
        failures=row.failures,
        until=row.until,
        pushed_at=row.pushed_at,
        error=row.error,
    )
