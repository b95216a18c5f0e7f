"""What has been said of a story to whom: rows ↔ values, and the rows that a decision adds."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from monitor.core.model.route import NewsKind
from monitor.core.model.story import DeliveryKey, News, Said, StoryNotice, Wait
from monitor.core.model.watchlist import Severity
from storage.dialect import insert_new
from storage.rows import delivery_values, stored
from storage.spoilt import sound
from storage.tables import DeliveryRow, KnownRow, NoticeRow

HOUR = timedelta(hours=1)


def said_values(said: Said | None) -> dict[str, Any]:
    """What was said, as JSON; empty: not remembered."""
    return {} if said is None else {**asdict(said), "entities": [stored(name) for name in said.entities]}


def news_values(news: Sequence[News]) -> list[dict[str, Any]]:
    """News as JSON."""
    return [{name: stored(str(value)) for name, value in asdict(piece).items()} for piece in news]


def news_of(row: NoticeRow) -> tuple[News, ...]:
    """The news that a notice brings."""
    return tuple(News(**{**piece, "kind": NewsKind(piece["kind"])}) for piece in row.news)


def notices_of(session: Session, stories: Iterable[int]) -> dict[int, dict[int, StoryNotice]]:
    """All notices of each story by their ids, the oldest first."""
    found: dict[int, dict[int, StoryNotice]] = {}
    asked = select(NoticeRow).where(col(NoticeRow.story_id).in_(list(stories)))
    for row in session.exec(asked.order_by(col(NoticeRow.id))):  # not by `at`: clocks are set back
        found.setdefault(row.story_id, {})[row.id or 0] = notice_of(row)
    return found


def notice_of(row: NoticeRow) -> StoryNotice:
    """The notice as it is kept."""
    sound(row, ("route", "channel", "recipient"))
    return StoryNotice(
        route=row.route,
        channel=row.channel,
        recipient=row.recipient,
        revision=row.revision,
        at=row.at,
        severity=Severity(row.severity),
        said=_said_of(row.said) if row.said else None,
        news=news_of(row),
        wait=Wait(row.wait) if row.wait is not None else None,
        until=row.until,
        escalated=row.escalated,
    )


def _said_of(values: dict[str, Any]) -> Said:
    kept: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
    said = Said(**kept)
    names = (said.watchlists, said.entities, said.edits, said.hits)
    if type(said.outlets) is not int or not all(type(one) is tuple for one in names):
        raise ValueError(f"what was said is {values}")
    return said


def hits_said(said: object) -> frozenset[str]:
    """The hits that a notice tells, as it is stored; empty: told before these were remembered, or spoilt."""
    return frozenset(said.get("hits", ())) if isinstance(said, dict) else frozenset()


def add_notices(session: Session, story: int, key: str, together: Sequence[StoryNotice]) -> int:
    """Keep what one person hears of a story at one moment, with deliveries if it goes out at once; each stands once.

    It waits only if all of its routes have sent what they may send in an hour. Returns the number of new deliveries.
    """
    fresh = [notice for notice in together if not _is_known(session, story, notice)]
    until = full_until(session, fresh)
    new = 0
    for notice in fresh:
        row = _row(story, notice)
        if until is not None:
            row.wait, row.until = Wait.THROTTLE.value, until
        if row.until is None and row.wait is None:
            row.delivery_id = _delivery(session, story, key, notice)
            new += 1
        session.add(row)
        session.flush()
    return new


def _is_known(session: Session, story: int, notice: StoryNotice) -> bool:
    theirs = _theirs(story, notice.route, notice.channel, notice.recipient)
    known = session.exec(select(NoticeRow.id).where(*theirs, NoticeRow.revision == notice.revision))
    return known.first() is not None


def withdraw(session: Session, story: int, keys: Iterable[tuple[str, str, str]]) -> bool:
    """Let what waits for these (route, channel, recipient) wait no longer: it is not told, or told otherwise.

    False if something of it has gone out meanwhile: what was decided about it does not hold.
    """
    run = session.connection().execute
    waits = col(NoticeRow.until).is_not(None)
    gone = [run(delete(NoticeRow).where(*_theirs(story, *key), waits)).rowcount for key in set(keys)]
    return all(gone)


def _theirs(story: int, route: str, channel: str, recipient: str) -> tuple[Any, ...]:
    return (
        NoticeRow.story_id == story,
        NoticeRow.route == route,
        NoticeRow.channel == channel,
        NoticeRow.recipient == recipient,
    )


def _row(story: int, notice: StoryNotice) -> NoticeRow:
    return NoticeRow(
        story_id=story,
        route=notice.route,
        channel=notice.channel,
        recipient=notice.recipient,
        revision=notice.revision,
        at=notice.at,
        severity=int(notice.severity),
        said=said_values(notice.said),
        news=news_values(notice.news),
        wait=notice.wait.value if notice.wait is not None else None,
        until=notice.until,
        escalated=notice.escalated,
    )


def lock_limits(session: Session, notices: Iterable[StoryNotice], now: datetime) -> None:
    """Let nobody else count what these routes have sent until the transaction ends: two daemons decide at once."""
    names = sorted({route_name(one.route) for one in notices if one.at_most is not None})
    if names:
        remember(session, names, now)
    for name in names:  # in one order, so that nobody waits for one who waits for them
        session.get(KnownRow, name, with_for_update=True)


def full_until(session: Session, together: Sequence[StoryNotice]) -> datetime | None:
    """Until when a message waits because all of its routes have sent what they may in an hour; None: it may go out."""
    limits = [_full_until(session, notice) if notice.wait is None else None for notice in together]
    ends = [limit for limit in limits if limit is not None]
    return min(ends) if ends and len(ends) == len(limits) else None


def _full_until(session: Session, notice: StoryNotice) -> datetime | None:
    if notice.at_most is None:
        return None
    theirs = (
        NoticeRow.route == notice.route,
        NoticeRow.channel == notice.channel,
        NoticeRow.recipient == notice.recipient,
        col(NoticeRow.at) > notice.at - HOUR,
    )
    out = (*theirs, col(NoticeRow.wait).is_(None), col(NoticeRow.escalated).is_(False))
    count, first = session.exec(select(func.count(), func.min(NoticeRow.at)).where(*out)).one()
    if count < notice.at_most or first is None:
        return None
    # one collecting message an hour: a steady stream would bring one each minute, as each single message comes of age
    collected = (*theirs, NoticeRow.wait == Wait.THROTTLE.value, col(NoticeRow.until).is_(None))
    last = session.exec(select(func.max(NoticeRow.at)).where(*collected)).one()
    return max(first, last or first) + HOUR


def route_name(route: str) -> str:
    """What a route is remembered under."""
    return f"route {stored(route)}"


def remember(session: Session, names: Sequence[str], now: datetime) -> None:
    """Note since when these routes or watchlists are known."""
    insert_new(session, KnownRow, [{"name": name, "since": now} for name in names], unique="name")


def _delivery(session: Session, story: int, key: str, notice: StoryNotice) -> int | None:
    made = DeliveryKey(
        kind="story",
        subject=key,
        revision=notice.revision,
        route=notice.route,
        channel=notice.channel,
        recipient=notice.recipient,
    )
    values = delivery_values(made)
    known = session.exec(select(DeliveryRow.id).where(DeliveryRow.key == values["key"])).first()
    if known is not None:
        return known
    row = DeliveryRow(**values, story_id=story, created_at=notice.at, deliver_at=notice.at)
    session.add(row)
    session.flush()
    return row.id
