"""Deliveries that are due: which are taken, over which channel, and what is one message."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from monitor.core.model.delivery import DeliveryToSend
from storage.claims import NOW, due, unheld
from storage.database import Database
from storage.dialect import in_turn, locked
from storage.messages import Reader, by_name, messages_of
from storage.repeats import Asked, Covers, contains, everything, without_repeats
from storage.tables import DeliveryRow
from storage.threads import in_its_turn, take_along


def deliveries_to_send(
    db: Database,
    now: datetime,
    *,
    free: Mapping[str, int],
    lease: timedelta,
    alike: Mapping[str, Sequence[str]] | None = None,
    covers: Covers = contains,
    asked: Asked = everything,
    reader: Reader = by_name,
) -> list[DeliveryToSend]:
    """Take deliveries that are due, the oldest first; `free`: how many messages each channel may take.

    `alike`: channel → the other channels that reach the same mailboxes under the same names. Of those the one that
    stands first in `free` takes what is for both, as soon as it can. `covers`, `asked`: see
    `storage.repeats`; `reader`: see `storage.messages`.

    Deliveries to one mailbox about one subject are taken together, to be one message that keeps every key. An update of
    a story waits until what was to be said of it before is out of the way, for this recipient in this channel; what
    waits for another channel to the same mailbox, and nobody has, goes out as part of it.
    """
    with db.transaction() as session:
        in_turn(session, "deliveries")  # rows of one message are passed over while another holds some: it would be two
        taken: list[list[DeliveryRow]] = []
        for place, (channel, slots) in enumerate(free.items()):
            others = (alike or {}).get(channel, ())
            better = [other for other in [*free][:place] if other in others]
            groups = _groups(session, channel, now, slots, better, others) if slots > 0 else []
            for group in groups:
                take_along(session, group, others, now)
            _add_companions(session, groups, (channel, *others), now)
            groups = without_repeats(session, groups, (channel, *others), covers, asked)
            for group in groups:
                attempt = max(row.attempt for row in group) + 1
                for row in group:
                    row.lease_until, row.attempt, row.holder = now + lease, attempt, db.holder
                    session.add(row)
            taken += groups
        return messages_of(session, taken, reader)


def _groups(
    session: Session, channel: str, now: datetime, slots: int, better: Sequence[str], others: Sequence[str]
) -> list[list[DeliveryRow]]:
    # one person seldom has more than a handful of routes that fit the same story
    asked = {"now": now, "most": slots * 8}
    found = session.exec(locked(session, _ready(channel, tuple(better), tuple(others))), params=asked)
    groups: dict[object, list[DeliveryRow]] = {}
    for row in found:
        same = (row.recipient, row.kind, row.subject, row.revision, row.message_pk)
        if same in groups or len(groups) < slots:
            groups.setdefault(same, []).append(row)
    return list(groups.values())


@cache  # asked every second for every channel
def _ready(channel: str, better: Sequence[str], others: Sequence[str]) -> SelectOfScalar[DeliveryRow]:
    ready: list[Any] = [DeliveryRow.channel == channel, *due(DeliveryRow, col(DeliveryRow.deliver_at), NOW)]
    ready += [in_its_turn(others, NOW), *([_for_none_of(better, NOW)] if better else [])]
    order = (col(DeliveryRow.created_at), col(DeliveryRow.id))  # the oldest first, also after a channel's long night
    return select(DeliveryRow).where(*ready).order_by(*order).limit(bindparam("most"))


def _add_companions(session: Session, groups: list[list[DeliveryRow]], channels: Sequence[str], now: datetime) -> None:
    """All that these channels have for the same mailbox about the same: one person gets one message.

    Also what the other channel has tried in vain and has put off: it is the message that goes out here.
    """
    if not groups:
        return
    asked = {"now": now, "subjects": list({group[0].subject for group in groups})}
    found = list(session.exec(locked(session, _open(tuple(channels))), params=asked))
    for group in groups:
        known = {row.id for row in group}
        group += [row for row in found if row.id not in known and _same_message(row) == _same_message(group[0])]


@cache
def _open(channels: Sequence[str]) -> SelectOfScalar[DeliveryRow]:
    """What these channels have that nobody holds, due or not."""
    about = col(DeliveryRow.subject).in_(bindparam("subjects", expanding=True))
    open_ones, free = col(DeliveryRow.deliver_at).is_not(None), unheld(DeliveryRow, NOW)
    asked = select(DeliveryRow).where(col(DeliveryRow.channel).in_(channels), about, open_ones, free)
    return asked.where(in_its_turn((), NOW)).order_by(col(DeliveryRow.id))


def _for_none_of(channels: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """None of these channels may send the same to the same mailbox now."""
    twin = aliased(DeliveryRow)
    same = (
        twin.kind == DeliveryRow.kind,
        twin.subject == DeliveryRow.subject,
        twin.revision == DeliveryRow.revision,
        func.lower(twin.recipient) == func.lower(DeliveryRow.recipient),
    )
    there = (col(twin.channel).in_(channels), *due(twin, col(twin.deliver_at), now))
    return ~select(twin.id).where(*same, *there).exists()


def _same_message(row: DeliveryRow) -> tuple[object, ...]:
    return row.recipient.lower(), row.kind, row.subject, row.revision, row.message_pk
