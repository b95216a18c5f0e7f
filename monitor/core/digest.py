"""Many stories in one message: what has waited long enough, and digests that are due although they are empty."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.conversation import news_since
from monitor.core.fit import Policy, Reader, is_muted, severity_for, wanting
from monitor.core.heard import Conversation, asked_by, heard_of
from monitor.core.model.route import Quiet, Timetable
from monitor.core.model.story import Digest, DigestRecord, News, Released, StoryArticle, Wait, WaitingNotice, Wishes
from monitor.core.mute import unmuted
from monitor.core.news import said_of
from monitor.core.waits import held_until
from monitor.core.wall import last_slot, quiet_ends, quiet_until, slot_before, slot_name

_DIGESTS = (Wait.DIGEST, Wait.QUIET)
PATIENCE = timedelta(minutes=2)  # with stories that are to be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What becomes of notices whose waiting has ended."""

    digests: tuple[DigestRecord, ...]
    postponed: tuple[tuple[int, Wait, datetime], ...]  # (id, why, until)
    muted: tuple[int, ...]
    unwanted: tuple[int, ...]  # their route does not lead to their reader any more


def release(waiting: Sequence[WaitingNotice], policy: Policy, now: datetime, wishes: Wishes) -> Release:
    """Put together what waited for the same moment and the same recipient."""
    routes = {one.name: one for one in policy.routes}
    unwanted, muted = [], []
    # (story, conversation) → what waits in it, and when its route may tell; what one may tell is told for all of them
    ends: dict[tuple[str, Conversation], list[tuple[WaitingNotice, datetime]]] = {}
    for one in waiting:
        route = routes.get(one.notice.route)
        if route is None or _reader(one) not in wanting(route, route.to, policy, wishes):
            unwanted.append(one.id)
        elif is_muted(route, one.story, one.articles, policy, wishes, now) or _is_stale(one, policy, wishes, now):
            muted.append(one.id)
        else:
            end = held_until(route, one.notice.severity, now) or now
            ends.setdefault((one.story, _conversation(one, policy)), []).append((one, end))
    told, postponed = [], []
    for several in ends.values():
        end = min(end for _, end in several)
        if end <= now:
            told += [one for one, _ in several]
        else:
            # whatever else it waited for, it comes with what the night holds back; a digest stays one
            postponed += [(one.id, _held(one), end) for one, _ in several]
    groups = _groups(told, policy)
    digests = [_together(group, moment, policy, wishes, now) for moment, group in groups]
    return Release(digests=tuple(digests), postponed=tuple(postponed), muted=tuple(muted), unwanted=tuple(unwanted))


def _held(one: WaitingNotice) -> Wait:
    return Wait.DIGEST if one.notice.wait is Wait.DIGEST else Wait.QUIET


def _groups(waiting: Sequence[WaitingNotice], policy: Policy) -> list[tuple[str, list[WaitingNotice]]]:
    """What is one message, with the name of its moment.

    Digests of one slot come together; what a limit held back comes together, with what the night did if that is here.
    """
    mornings = {_reader(one): _moment(one, policy) for one in waiting if one.notice.wait is Wait.QUIET}
    groups: dict[tuple[str, tuple[str, str]], list[WaitingNotice]] = {}
    for one in waiting:
        moment = _moment(one, policy) if one.notice.wait in _DIGESTS else mornings.get(_reader(one), "")
        groups.setdefault((moment, _reader(one)), []).append(one)
    return [(moment, group) for (moment, _), group in groups.items()]


def _conversation(one: WaitingNotice, policy: Policy) -> Conversation:
    tables = {route.name: route.timetable for route in policy.routes}
    return policy.reader(*_reader(one)), tables.get(one.notice.route)


def _reader(one: WaitingNotice) -> tuple[str, str]:
    return one.notice.channel, one.notice.recipient


def _moment(one: WaitingNotice, policy: Policy) -> str:
    return slot_name(one.notice.until, policy.zone) if one.notice.until is not None else ""


def _together(
    group: Sequence[WaitingNotice], moment: str, policy: Policy, wishes: Wishes, now: datetime
) -> DigestRecord:
    first = group[0].notice
    routes = {one.name: one for one in policy.routes}
    since = [one.notice.at for one in group]
    for one in group:
        due, timetable = one.notice.until, routes[one.notice.route].timetable
        if timetable is not None and due is not None:
            since.append(_begin(timetable, routes[one.notice.route].quiet, due))
    again = [(one.id, now + ack.after) for one in group if (ack := routes[one.notice.route].unless_ack) is not None]
    return DigestRecord(
        kind="digest" if moment else "collecting",
        subject=moment or slot_name(now, policy.zone),
        channel=first.channel,
        recipient=first.recipient,
        routes=tuple(dict.fromkeys(one.notice.route for one in group)),
        notices=tuple(_released(one, group, policy, wishes, now) for one in group),
        digest=Digest(since=min(since), until=now, held=any(one.notice.wait is Wait.QUIET for one in group)),
        look_again=tuple(again),
    )


def _released(
    one: WaitingNotice, group: Sequence[WaitingNotice], policy: Policy, wishes: Wishes, now: datetime
) -> Released:
    """What is said of a story now, not when it was decided that it has to wait."""
    routes = {route.name: route for route in policy.routes}
    articles = unmuted(one.story, one.articles, (*policy.mutes, *wishes.mutes), now)
    naming = [routes[other.notice.route] for other in group if other.story == one.story]
    news = _news(one, articles, policy) or one.notice.news
    return Released(id=one.id, said=said_of(asked_by(naming, articles), policy.entities), news=news)


def _is_stale(one: WaitingNotice, policy: Policy, wishes: Wishes, now: datetime) -> bool:
    """Whether all that was new in an update was muted while it waited, though not the story."""
    articles = unmuted(one.story, one.articles, (*policy.mutes, *wishes.mutes), now)
    return bool(one.notice.news) and articles != [*one.articles] and not _news(one, articles, policy)


def _news(one: WaitingNotice, articles: Sequence[StoryArticle], policy: Policy) -> tuple[News, ...]:
    """What these articles tell the reader that is new."""
    route = next(route for route in policy.routes if route.name == one.notice.route)
    heard = heard_of(one.articles, one.notices, _conversation(one, policy), policy)
    return tuple(news_since(heard, route, severity_for(route, articles), articles, policy))


def _begin(timetable: Timetable, quiet: Quiet | None, due: datetime) -> datetime:
    """Since when a digest tells: since the one before. Quiet hours put the slots that fall into them into one."""
    slot = last_slot(timetable, due)
    while (before := quiet_until(quiet, slot) or slot) >= due:
        slot = slot_before(timetable, slot)
    return before


def empty_digests(
    policy: Policy,
    now: datetime,
    since: Mapping[str, datetime],
    wishes: Wishes,
    undecided: datetime | None = None,
    began: datetime | None = None,
) -> Iterable[DigestRecord]:
    """Digests of the last slot that are sent although nothing happened: whoever hears nothing knows that all is well.

    `since`: when each route was first seen; a digest of before is nobody's. Those with stories bear the same subject.
    Quiet hours hold also one that was due while nothing ran.
    `undecided`: when the oldest story came up that is still to be looked at; it may belong into what goes out now.
    `began`: when this process took up its work; after a time away the stories of before are looked at first.
    """
    told: dict[Timetable, Mapping[Reader, Set[str]]] = {}
    for one in policy.routes:
        if one.timetable is None or not one.if_empty or one.name not in since:
            continue
        slot = last_slot(one.timetable, now)
        due = quiet_until(one.quiet, slot) or slot
        if due > now or due <= since[one.name] or quiet_until(one.quiet, now) is not None:
            continue
        held = max(quiet_ends(one.quiet, due, now), default=due)
        looked = max(held, began) if began is not None else held
        if undecided is not None and undecided <= held and now < looked + PATIENCE:
            continue
        if one.timetable not in told:
            told[one.timetable] = _told(one.timetable, policy, wishes, slot, now)
        for channel, recipient in wanting(one, one.to, policy, wishes):
            yield DigestRecord(
                kind="digest",
                subject=slot_name(due, policy.zone),
                channel=channel,
                recipient=recipient,
                routes=(one.name,),
                instead=frozenset(told[one.timetable][policy.reader(channel, recipient)]),
                digest=Digest(since=_begin(one.timetable, one.quiet, due), until=due),
            )


def _told(
    timetable: Timetable, policy: Policy, wishes: Wishes, slot: datetime, now: datetime
) -> Mapping[Reader, Set[str]]:
    """For each reader the subjects under which what belongs into a slot may have been told, by any route of the time.

    Routes may have quiet hours of their own, and what one may tell is told for all of them. For what nothing ran when
    it was due, later quiet hours count.
    """
    found: dict[Reader, set[str]] = {}
    for one in (route for route in policy.routes if route.timetable == timetable):
        ends = (quiet_until(one.quiet, slot) or slot, *quiet_ends(one.quiet, slot, now))
        subjects = {slot_name(end, policy.zone) for end in ends}
        for who in wanting(one, one.to, policy, wishes):
            found.setdefault(policy.reader(*who), set()).update(subjects)
    return found
