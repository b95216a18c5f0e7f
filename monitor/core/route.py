"""Who is to be told what, now or later, and why not: policy as one pure function."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.fit import Policy, is_muted, listed, recipients_of, severity_for, why_not
from monitor.core.model.route import Route
from monitor.core.model.story import News, Said, StoryArticle, StoryNotice, StoryToTell, Untold, Wait, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.mute import unmuted
from monitor.core.news import early, news, said_of
from monitor.core.wall import instant, next_slot, quiet_until

NOTICES_A_DAY = 6  # of one story, to one recipient
NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one route does about a story."""

    route: str
    untold: Untold | None = None  # None: it is told now
    until: datetime | None = None  # when that changes, where it is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do about one story."""

    notices: tuple[StoryNotice, ...] = ()
    verdicts: tuple[Verdict, ...] = ()  # one of each route, for the log and for `explain`
    tell_at: datetime | None = None  # when to look again


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """A story before one route: all that the steps of the decision share."""

    one: Route
    story: StoryToTell
    articles: Sequence[StoryArticle]  # what mutes left
    severity: Severity
    said: Said
    policy: Policy
    wishes: Wishes
    now: datetime
    revision: int

    def notice(self, channel: str, recipient: str) -> StoryNotice:
        """The story told now, for the first time."""
        return StoryNotice(
            route=self.one.name,
            channel=channel,
            recipient=recipient,
            revision=self.revision,
            at=self.now,
            severity=self.severity,
            said=self.said,
            at_most=self.one.max_per_hour,
        )


def route(
    story: StoryToTell, policy: Policy, now: datetime, *, wishes: Wishes = NO_WISHES, closing: bool = False
) -> Decision:
    """Decide what is to be told of a story at this moment. `closing`: groups that still wait are closed now."""
    notices: list[StoryNotice] = []
    verdicts: list[Verdict] = []
    waits: list[datetime] = []
    articles = unmuted(story.key, story.articles, (*policy.mutes, *wishes.mutes), now)
    for one in policy.routes:
        found, verdict, again = _decide(one, story, articles, policy, wishes, now, closing)
        notices += found
        verdicts.append(verdict)
        waits += again
    return Decision(notices=tuple(notices), verdicts=tuple(verdicts), tell_at=min(waits, default=None))


_Found = tuple[list[StoryNotice], Verdict, list[datetime]]


def _decide(
    one: Route,
    story: StoryToTell,
    articles: Sequence[StoryArticle],
    policy: Policy,
    wishes: Wishes,
    now: datetime,
    closing: bool,
) -> _Found:
    reason = why_not(one, articles, policy)
    muted = reason is not None and is_muted(one, story.key, story.articles, policy, wishes, now)
    recipients = _wanting(one, one.to, policy, wishes)
    if reason is not None and not muted:
        return [], Verdict(route=one.name, untold=reason), []
    if not recipients:
        return [], Verdict(route=one.name, untold=Untold.NOBODY), []
    due = story.first_hit + one.group_wait
    if one.timetable is None and due > now and not closing:
        return [], Verdict(route=one.name, untold=Untold.GROUP_WAIT, until=due), [due]
    shown = story.articles if muted else articles
    matter = _Matter(
        one=one,
        story=story,
        articles=shown,
        severity=severity_for(one, shown),
        said=said_of(shown, policy.entities),
        policy=policy,
        wishes=wishes,
        now=now,
        revision=story.revision + bool(story.notices),
    )
    return _muted(matter, recipients) if muted else _told(matter, recipients)


def _muted(matter: _Matter, recipients: Sequence[tuple[str, str]]) -> _Found:
    """Noted once for each recipient, so that digests can say how many there were."""
    known = {(n.channel, n.recipient) for n in matter.story.notices if n.route == matter.one.name}
    found = [replace(matter.notice(*who), wait=Wait.MUTE) for who in recipients if who not in known]
    return found, Verdict(route=matter.one.name, untold=Untold.MUTED), []


def _told(matter: _Matter, recipients: Sequence[tuple[str, str]]) -> _Found:
    notices: list[StoryNotice] = []
    verdicts: list[Verdict] = []
    for channel, recipient in recipients:
        notice, verdict = _to_one(matter, channel, recipient)
        verdicts.append(verdict)
        notices += [notice] if notice is not None else []
    escalations, again = _escalation(matter, notices)
    again += [v.until for v in verdicts if v.untold is Untold.UPDATE_WAIT and v.until is not None]
    # for `explain`: what is told to one of several recipients is told
    verdicts.sort(key=lambda v: (v.untold is not None, v.untold is Untold.TOLD_BEFORE))
    escalated = {(n.channel, n.recipient) for n in escalations}
    return [*(n for n in notices if (n.channel, n.recipient) not in escalated), *escalations], verdicts[0], again


def _wanting(one: Route, channels: Sequence[str], policy: Policy, wishes: Wishes) -> list[tuple[str, str]]:
    """(channel, recipient) of everybody there who has not unsubscribed."""
    return [who for who in recipients_of(channels, policy) if (one.name, *who) not in wishes.unsubscribed]


def _to_one(matter: _Matter, channel: str, recipient: str) -> tuple[StoryNotice | None, Verdict]:
    one, now = matter.one, matter.now
    mine = [n for n in matter.story.notices if (n.route, n.channel, n.recipient) == (one.name, channel, recipient)]
    heard = [n for n in mine if n.wait is not Wait.MUTE and not n.escalated]
    notice = matter.notice(channel, recipient)
    last = heard[-1] if heard else None
    if last is not None and last.until is not None and last.wait is not None:
        if not (last.wait is Wait.QUIET and _let_through(one, matter.severity) and last.severity < matter.severity):
            return None, Verdict(route=one.name, untold=_WAITING[last.wait], until=last.until)
    elif last is not None:
        fresh = _news(matter, last)
        if not fresh:
            return None, Verdict(route=one.name, untold=Untold.TOLD_BEFORE)
        ready = last.at + one.update_every
        if one.timetable is None and ready > now:
            return None, Verdict(route=one.name, untold=Untold.UPDATE_WAIT, until=ready)
        notice = replace(notice, news=fresh)
    wait, until = _wait(matter, channel, recipient)
    if wait is None:
        return notice, Verdict(route=one.name)
    return replace(notice, wait=wait, until=until), Verdict(route=one.name, untold=_WAITING[wait], until=until)


_WAITING = {
    Wait.DIGEST: Untold.DIGEST,
    Wait.QUIET: Untold.HELD,
    Wait.THROTTLE: Untold.COLLECTED,
    Wait.CAP: Untold.COLLECTED,
    Wait.MUTE: Untold.MUTED,
}


def _news(matter: _Matter, last: StoryNotice) -> tuple[News, ...]:
    said = last.said
    if said is None:
        said = early(matter.articles, last.at, matter.policy.entities)
    asked = [id for id in matter.said.watchlists if listed(matter.one, id)]
    now = Said(
        outlets=matter.said.outlets, watchlists=tuple(asked), entities=matter.said.entities, edits=matter.said.edits
    )
    return news(matter.one, said, now, matter.articles, title=lambda id: matter.policy.titles.get(id, id))


def _wait(matter: _Matter, channel: str, recipient: str) -> tuple[Wait | None, datetime | None]:
    """Whether a notice has to wait, and until when."""
    one, now = matter.one, matter.now
    if one.timetable is not None:
        slot = next_slot(one.timetable, now)
        return Wait.DIGEST, quiet_until(one.quiet, slot) or slot
    if (end := held_until(one, matter.severity, now)) is not None:
        return Wait.QUIET, end
    zone = matter.policy.zone
    today = now.astimezone(zone).date()
    gone_out = {
        n.revision
        for n in matter.story.notices
        if (n.channel, n.recipient) == (channel, recipient)
        and n.until is None
        and n.wait is None
        and n.at.astimezone(zone).date() == today
    }
    if len(gone_out) >= NOTICES_A_DAY:
        midnight = instant(today + timedelta(days=1), datetime.min.time(), zone)
        return Wait.CAP, quiet_until(one.quiet, midnight) or midnight
    return None, None


def held_until(one: Route, severity: Severity, now: datetime) -> datetime | None:
    """When the quiet hours end that keep a route from telling something of this severity now; None: it may."""
    return None if _let_through(one, severity) else quiet_until(one.quiet, now)


def _let_through(one: Route, severity: Severity) -> bool:
    return one.quiet is None or (one.quiet.let_through is not None and severity >= one.quiet.let_through)


def _escalation(matter: _Matter, notices: Sequence[StoryNotice]) -> tuple[list[StoryNotice], list[datetime]]:
    """Once, if nobody has acknowledged the first notice in time."""
    one, story = matter.one, matter.story
    earlier = [n for n in story.notices if n.route == one.name]
    if one.unless_ack is None or story.acknowledged or any(n.escalated for n in earlier):
        return [], []
    out = [n.at for n in (*earlier, *notices) if n.until is None and n.wait is not Wait.MUTE]
    if not out:
        return [], []
    due = min(out) + one.unless_ack.after
    if due > matter.now:
        return [], [due]
    told = _wanting(one, one.unless_ack.to, matter.policy, matter.wishes)
    return [replace(matter.notice(*who), escalated=True, at_most=None) for who in told], []
