"""A number of a story is one message for one reader: what went out under it does not go out under it again.

Where two channels lead to one mailbox, and one of them was not in use when the other sent, something may be left over.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from monitor.core.fit import ANY
from storage.notices import hits_said
from storage.outbox import ELSEWHERE
from storage.rows import delivery_values
from storage.stories import delivery_key
from storage.tables import DeliveryRow, NoticeRow, StoryRow

Covers = Callable[[Collection[str], str], bool]
"""Whether a message about a story that these routes have brought shows all that another one asks for."""


def contains(told: Collection[str], route: str) -> bool:
    """The least that can be said where nobody knows what routes ask for."""
    return route in told


Asked = Callable[[Iterable[str]], Collection[str]]
"""The watchlists that routes ask for; \"*\": all."""


def everything(_: Iterable[str]) -> Collection[str]:
    """The same where nobody knows."""
    return (ANY,)


def without_repeats(
    session: Session, groups: Sequence[list[DeliveryRow]], channels: Sequence[str], covers: Covers, asked: Asked
) -> list[list[DeliveryRow]]:
    """The messages without what their readers have already; what they have not gets a number of its own.

    `channels`: all that lead to the same mailboxes. What may have gone out stays as it was.
    """
    subjects = {group[0].subject for group in groups}
    sent = (col(DeliveryRow.subject).in_(subjects), col(DeliveryRow.sent_at).is_not(None))
    theirs = select(DeliveryRow).where(*sent, col(DeliveryRow.channel).in_(channels)) if subjects else None
    found: dict[object, list[DeliveryRow]] = {}
    for row in session.exec(theirs) if theirs is not None else ():
        found.setdefault(_number(row), []).append(row)
    left = [_left(session, group, found.get(_number(group[0]), []), covers, asked) for group in groups]
    return [group for group in left if group]


def _number(row: DeliveryRow) -> object:
    return row.kind, row.subject, row.revision, row.recipient.lower()


def _left(
    session: Session, group: list[DeliveryRow], sent: list[DeliveryRow], covers: Covers, asked: Asked
) -> list[DeliveryRow]:
    if not sent or any(row.sending_at is not None for row in group):
        return group
    new = [row for row in group if not _is_in(session, row, sent, covers, asked)]
    for row in group:
        if row not in new:
            close(session, row, sent[0].id)
    if new:
        _renumber(session, new)
    return new


def _is_in(session: Session, row: DeliveryRow, sent: Sequence[DeliveryRow], covers: Covers, asked: Asked) -> bool:
    """Whether a message that was sent says all that a delivery is to say.

    What was shown counts, not what routes ask for now: those may have been changed since, or something was muted.
    """
    if row.kind == "story":
        own = asked([row.route])
        decided, theirs = _hits(session, [row]) or frozenset(), _hits(session, sent)
        ours = {hit for hit in decided if ANY in own or hit.split(" ")[1] in own}  # decided with those of other routes
        return covers({one.route for one in sent}, row.route) and (theirs is None or ours <= theirs)
    if row.kind in ("digest", "collecting"):  # each tells the stories that it carries
        carried = select(NoticeRow.id).where(col(NoticeRow.delivery_id) == row.id)
        return session.exec(carried.limit(1)).first() is None
    return True


def _hits(session: Session, rows: Sequence[DeliveryRow]) -> frozenset[str] | None:
    """The hits that the notices of deliveries have shown or are to show; None: told before these were remembered."""
    carried = select(NoticeRow.said).where(col(NoticeRow.delivery_id).in_([row.id for row in rows]))
    each = list(session.exec(carried))
    if not any(isinstance(said, dict) and "hits" in said for said in each):
        return None
    return frozenset(hit for said in each for hit in hits_said(said))


def close(session: Session, row: DeliveryRow, by: int | None) -> None:
    """Let another delivery stand for this one, and carry what it carried."""
    carried = update(NoticeRow).where(col(NoticeRow.delivery_id) == row.id)
    session.connection().execute(carried.values(delivery_id=by))
    row.deliver_at, row.error = None, ELSEWHERE
    row.attempt += 1  # whoever still holds it records nothing
    session.add(row)


def _renumber(session: Session, rows: Sequence[DeliveryRow]) -> None:
    """Give a message that its reader has not a number that no other of its subject has."""
    kind, subject = rows[0].kind, rows[0].subject
    same = (DeliveryRow.kind == kind, DeliveryRow.subject == subject)
    last = session.exec(select(func.max(DeliveryRow.revision)).where(*same)).one() or 0
    if kind == "story" and (story := session.exec(select(StoryRow).where(StoryRow.key == subject)).first()) is not None:
        last = max(last, story.revision)
        story.revision = last + 1
        story.attempt, story.lease_until = story.attempt + 1, None  # whoever decides with the old number begins anew
        session.add(story)
    for row in rows:
        row.key = delivery_values(replace(delivery_key(row), revision=last + 1))["key"]
        row.revision, row.message_pk = last + 1, None
        session.add(row)
