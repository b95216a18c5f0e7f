"""Who is to be told what, now or later, and why not: policy as one pure function.

Routes say what is asked for and when; people are told. All routes that lead to one person are decided together
(monitor.core.conversation), and nobody is told what they have heard by another (monitor.core.heard).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.conversation import Key, Matter, Spoken, Verdict, Way, converse
from monitor.core.fit import Policy, Reader, is_muted, severity_for, wanting, why_not
from monitor.core.heard import Conversation, heard_of
from monitor.core.model.route import Route
from monitor.core.model.story import UNHEARD, StoryNotice, StoryToTell, Untold, Wait, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.mute import unmuted
from monitor.core.waits import digest_of, held_until

NO_WISHES = Wishes()
Together = tuple[StoryNotice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do about one story."""

    together: tuple[Together, ...] = ()  # what one person hears at this moment: it goes out, or waits, as one
    withdrawn: tuple[Key, ...] = ()  # what waited and is not to be told any more, or is told otherwise
    verdicts: tuple[Verdict, ...] = ()  # one of each route, for the log and for `explain`
    tell_at: datetime | None = None  # when to look again

    @property
    def notices(self) -> tuple[StoryNotice, ...]:
        """All of them."""
        return tuple(notice for several in self.together for notice in several)


def route(
    story: StoryToTell, policy: Policy, now: datetime, *, wishes: Wishes = NO_WISHES, closing: bool = False
) -> Decision:
    """Decide what is to be told of a story at this moment. `closing`: groups that still wait are closed now."""
    articles = unmuted(story.key, story.articles, (*policy.mutes, *wishes.mutes), now)
    matter = Matter(story=story, articles=articles, policy=policy, wishes=wishes, now=now, closing=closing)
    asked = [_asked(matter, one) for one in policy.routes]
    spoken = _conversations(matter, [way for one in asked for way in one.ways])
    together, again = _escalated(matter, asked, [one.notices for one in spoken])
    verdicts = [verdict for one in spoken for verdict in one.verdicts]
    looks = [
        *again,
        *(at for one in spoken for at in one.again),
        *(one.again for one in asked if one.again is not None),
    ]
    return Decision(
        together=tuple(several for several in (*together, *(one.muted for one in asked)) if several),
        withdrawn=(*_unwanted(matter, asked, together), *(key for one in spoken for key in one.withdrawn)),
        verdicts=tuple(one.verdict or _best(one.one, verdicts) for one in asked),
        tell_at=min(looks, default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What one route has to do with a story."""

    one: Route
    ways: tuple[Way, ...] = ()  # empty: nothing, or it is muted
    severity: Severity | None = None  # how grave it is for the route; None: it does not tell it
    verdict: Verdict | None = None  # why
    muted: Together = ()  # noted once for each recipient, so that digests can say how many there were
    muted_ways: tuple[Key, ...] = ()
    again: datetime | None = None


def _asked(matter: Matter, one: Route) -> _Asked:
    story, policy, now = matter.story, matter.policy, matter.now
    reason = why_not(one, matter.articles, policy)
    muted = reason is not None and is_muted(one, story.key, story.articles, policy, matter.wishes, now)
    if reason is not None and not muted:
        return _Asked(one=one, verdict=Verdict(route=one.name, untold=reason))
    articles = story.articles if muted else matter.articles
    severity = severity_for(one, articles)
    people = wanting(one, one.to, policy, matter.wishes)
    ways = tuple(Way(one=one, channel=to, recipient=who, severity=severity) for to, who in people)
    if not ways:
        escalates = one.unless_ack is not None and _is_left_out(matter, one)
        nobody = Verdict(route=one.name, untold=Untold.LEFT_OUT if escalates else Untold.NOBODY)
        return _Asked(one=one, severity=None if muted else severity, verdict=nobody)
    if muted:
        return _muted(replace(matter, articles=articles), one, ways)
    return _Asked(one=one, ways=ways, severity=severity)


def _muted(matter: Matter, one: Route, ways: Sequence[Way]) -> _Asked:
    due = matter.story.first_hit + one.group_wait
    early = one.timetable is None and due > matter.now and not matter.closing
    known = {(n.route, n.channel, n.recipient) for n in matter.story.notices}
    found = [] if early else matter.notices([way for way in ways if way.key not in known])
    return _Asked(
        one=one,
        verdict=Verdict(route=one.name, untold=Untold.MUTED),
        muted=tuple(replace(notice, wait=Wait.MUTE) for notice in found),
        muted_ways=tuple(way.key for way in ways),
        again=due if early else None,
    )


def _conversations(matter: Matter, ways: Sequence[Way]) -> list[Spoken]:
    found: dict[Conversation, list[Way]] = {}
    for way in ways:
        reader = matter.policy.reader(way.channel, way.recipient)
        found.setdefault((reader, way.one.timetable), []).append(way)
    known: dict[Reader, list[StoryNotice]] = {}  # sorted once: of a story that many people hear of there are hundreds
    for notice in matter.story.notices:
        known.setdefault(matter.policy.reader(notice.channel, notice.recipient), []).append(notice)
    return [converse(matter, one, theirs, known.get(one[0], ())) for one, theirs in found.items()]


def _best(one: Route, verdicts: Sequence[Verdict]) -> Verdict:
    """For `explain`: what is told to one of several recipients is told."""
    mine = [verdict for verdict in verdicts if verdict.route == one.name]
    return min(mine, key=lambda verdict: (verdict.untold is not None, verdict.untold is Untold.TOLD_BEFORE))


def _unwanted(matter: Matter, asked: Sequence[_Asked], together: Sequence[Together]) -> list[Key]:
    """What waits although its route does not ask for it any more, or its reader is nobody's; or hears it otherwise."""
    policy = matter.policy
    wanted = {key for one in asked for key in (*(way.key for way in one.ways), *one.muted_ways)}
    told = {policy.reader(n.channel, n.recipient) for several in together for n in several if n.escalated}
    story = matter.story
    gone = [n for n in story.notices if n.until is not None and (n.route, n.channel, n.recipient) not in wanted]
    heard = [n for reader in told for n in heard_of(story.articles, story.notices, (reader, None), policy).waiting]
    return [(n.route, n.channel, n.recipient) for n in (*gone, *heard)]


def _escalated(
    matter: Matter, asked: Sequence[_Asked], together: Sequence[Together]
) -> tuple[list[Together], list[datetime]]:
    """With those who hear of it because nobody has acknowledged the first notice in time; and when that will be."""
    found, again = list(together), []
    for one in asked:
        # also where whoever heard of it first has unsubscribed meanwhile: nobody has acknowledged it
        if one.severity is not None and one.one.unless_ack is not None and not matter.story.acknowledged:
            told, look = _escalation(matter, one.one, one.severity, [n for several in found for n in several])
            again += look
            keys = {(n.route, n.channel, n.recipient) for n in told}
            found = [tuple(n for n in several if (n.route, n.channel, n.recipient) not in keys) for several in found]
            found += [(notice,) for notice in told]
    return found, again


def _escalation(
    matter: Matter, one: Route, severity: Severity, notices: Sequence[StoryNotice]
) -> tuple[list[StoryNotice], list[datetime]]:
    """Once; and not in quiet hours that hold the story.

    Where a mistake has left out the channels of the first notice, it counts from when that would have gone out.
    """
    earlier = [n for n in matter.story.notices if n.route == one.name]
    out = [n.at for n in (*earlier, *notices) if n.route == one.name and n.until is None and n.wait not in UNHEARD]
    if not out and _is_left_out(matter, one):
        asked = matter.story.first_hit + one.group_wait
        out = [digest_of(one, matter.story.first_hit) or held_until(one, severity, asked) or asked]
    if one.unless_ack is None or not out or any(n.escalated for n in earlier):
        return [], []
    due = min(out) + one.unless_ack.after
    end = held_until(one, severity, max(due, matter.now))
    if due > matter.now or end is not None:
        return [], [end or due]
    people = wanting(one, one.unless_ack.to, matter.policy, matter.wishes)
    ways = [Way(one=one, channel=channel, recipient=recipient, severity=severity) for channel, recipient in people]
    said = {(n.channel, n.recipient): n.news for n in notices if n.route == one.name}
    return [
        replace(n, escalated=True, at_most=None, news=said.get((n.channel, n.recipient), ()))
        for n in matter.notices(ways)
    ], []


def _is_left_out(matter: Matter, one: Route) -> bool:
    """Whether the route reaches nobody because a channel is missing: only mistakes leave out one that it names."""
    missing = any(name not in matter.policy.recipients for name in one.to)
    return missing and not wanting(one, one.to, matter.policy, matter.wishes)
