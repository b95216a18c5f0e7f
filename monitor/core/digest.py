"""Many stories in one message: what has waited long enough, and digests that are due although they are empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.fit import Policy, is_muted, recipients_of
from monitor.core.model.route import Route
from monitor.core.model.story import Digest, DigestRecord, Wait, WaitingNotice, Wishes
from monitor.core.news import said_of
from monitor.core.route import held_until
from monitor.core.wall import last_slot, quiet_until, slot_before, slot_name

_DIGESTS = (Wait.DIGEST, Wait.QUIET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What becomes of notices whose waiting has ended."""

    digests: tuple[DigestRecord, ...]
    postponed: tuple[tuple[int, datetime], ...]  # (id, until)
    muted: tuple[int, ...]
    unwanted: tuple[int, ...]  # their reader has unsubscribed meanwhile


def release(waiting: Sequence[WaitingNotice], policy: Policy, now: datetime, wishes: Wishes) -> Release:
    """Put together what waited for the same moment and the same recipient."""
    routes = {one.name: one for one in policy.routes}
    groups: dict[tuple[str, str, str], list[WaitingNotice]] = {}
    postponed: list[tuple[int, datetime]] = []
    muted: list[int] = []
    unwanted: list[int] = []
    for one in waiting:
        notice, route = one.notice, routes.get(one.notice.route)
        if (notice.route, notice.channel, notice.recipient) in wishes.unsubscribed:
            unwanted.append(one.id)
        elif route is not None and is_muted(route, one.story, one.articles, policy, wishes, now):
            muted.append(one.id)
        elif route is not None and (end := held_until(route, notice.severity, now)) is not None:
            postponed.append((one.id, end))
        else:
            groups.setdefault((notice.channel, notice.recipient, _moment(one, policy)), []).append(one)
    digests = [_together(group, moment, policy, routes, now) for (_, _, moment), group in groups.items()]
    return Release(digests=tuple(digests), postponed=tuple(postponed), muted=tuple(muted), unwanted=tuple(unwanted))


def _moment(one: WaitingNotice, policy: Policy) -> str:
    """Digests of one slot come together; whatever a limit held back comes together too, whenever it may."""
    notice = one.notice
    return slot_name(notice.until, policy.zone) if notice.wait in _DIGESTS and notice.until is not None else ""


def _together(
    group: Sequence[WaitingNotice], moment: str, policy: Policy, routes: Mapping[str, Route], now: datetime
) -> DigestRecord:
    first = group[0].notice
    names = tuple(dict.fromkeys(one.notice.route for one in group))
    since = min(one.notice.at for one in group)
    for name in names:
        since = min(since, _begin(routes.get(name), first.until, since))
    again = [
        (one.id, now + route.unless_ack.after)
        for one in group
        if (route := routes.get(one.notice.route)) is not None and route.unless_ack is not None
    ]
    return DigestRecord(
        kind="digest" if moment else "collecting",
        subject=moment or slot_name(now, policy.zone),
        channel=first.channel,
        recipient=first.recipient,
        routes=names,
        notices=tuple((one.id, said_of(one.articles, policy.entities)) for one in group),
        digest=Digest(since=since, until=now, held=any(one.notice.wait is Wait.QUIET for one in group)),
        look_again=tuple(again),
    )


def _begin(one: Route | None, slot: datetime | None, otherwise: datetime) -> datetime:
    """Since when a digest tells: since the one before."""
    return otherwise if one is None or one.timetable is None or slot is None else slot_before(one.timetable, slot)


def empty_digests(
    policy: Policy, now: datetime, since: Mapping[str, datetime], wishes: Wishes
) -> Iterable[DigestRecord]:
    """Digests of the last slot that are sent although nothing happened: whoever hears nothing knows that all is well.

    `since`: when each route was first seen; a digest of before is nobody's. Those with stories bear the same subject.
    """
    for one in policy.routes:
        if one.timetable is None or not one.if_empty or one.name not in since:
            continue
        slot = last_slot(one.timetable, now)
        due = quiet_until(one.quiet, slot) or slot
        if due > now or due <= since[one.name]:
            continue
        for channel, recipient in recipients_of(one.to, policy):
            if (one.name, channel, recipient) not in wishes.unsubscribed:
                yield DigestRecord(
                    kind="digest",
                    subject=slot_name(due, policy.zone),
                    channel=channel,
                    recipient=recipient,
                    routes=(one.name,),
                    digest=Digest(since=slot_before(one.timetable, slot), until=due),
                )
