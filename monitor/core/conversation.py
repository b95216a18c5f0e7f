"""What one person is told of a story at one moment, by all the routes that lead there. Pure.

What one of the routes may tell now is told for all of them, in one message that names them. If none may, all wait for
the first of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.fit import Policy
from monitor.core.heard import Conversation, Heard, asked_by, fitted_before, heard_of
from monitor.core.model.route import NewsKind, Route
from monitor.core.model.story import News, StoryArticle, StoryNotice, StoryToTell, Untold, Wait, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.news import in_order, news, said_of
from monitor.core.waits import WAITING, held_until, wait_for

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one route does about a story."""

    route: str
    untold: Untold | None = None  # None: it is told now
    until: datetime | None = None  # when that changes, where it is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A route that fits a story, and whom it reaches."""

    one: Route
    channel: str
    recipient: str
    severity: Severity

    @property
    def key(self) -> Key:
        """As notices and unsubscriptions name it."""
        return self.one.name, self.channel, self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A story at the moment at which it is decided."""

    story: StoryToTell
    articles: Sequence[StoryArticle]  # what mutes left
    policy: Policy
    wishes: Wishes
    now: datetime
    closing: bool

    def notices(
        self,
        ways: Sequence[Way],
        *,
        news: Sequence[News] = (),
        wait: tuple[Wait, datetime] | None = None,
    ) -> tuple[StoryNotice, ...]:
        """The story told over these ways in one message, now or when a wait ends."""
        said = said_of(asked_by([way.one for way in ways], self.articles), self.policy.entities)
        return tuple(
            StoryNotice(
                route=way.one.name,
                channel=way.channel,
                recipient=way.recipient,
                revision=self.story.revision + bool(self.story.notices),
                at=self.now,
                severity=way.severity,
                said=said,
                news=tuple(news),
                wait=wait[0] if wait is not None else None,
                until=wait[1] if wait is not None else None,
                at_most=way.one.max_per_hour,
            )
            for way in ways
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What comes of one conversation."""

    notices: tuple[StoryNotice, ...] = ()  # they go out, or wait, together
    verdicts: tuple[Verdict, ...] = ()
    again: tuple[datetime, ...] = ()  # when to look again
    withdrawn: tuple[Key, ...] = ()  # what waited, and waits no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What one way has to say, from when on, and why that has to wait."""

    way: Way
    news: tuple[News, ...]
    ready: datetime
    wait: tuple[Wait, datetime] | None


def converse(matter: Matter, conversation: Conversation, ways: Sequence[Way], notices: Sequence[StoryNotice]) -> Spoken:
    """Decide what is said in a conversation now. `notices`: what of the story its reader was told, or will be."""
    heard = heard_of(matter.story.articles, notices, conversation, matter.policy)
    keys = {way.key for way in ways}
    waiting = [one for one in heard.waiting if (one.route, one.channel, one.recipient) in keys]
    words = [word for way in ways if (word := _word(matter, heard, way)) is not None]
    first = heard.said is None
    ready = [one for one in words if one.ready <= matter.now or (matter.closing and first)]
    late = [one for one in words if one not in ready]
    if waiting and _overtaken(waiting, ready, matter.now):
        spoken = _spoken(matter, words, ready, late, waiting)
    elif waiting and _over(waiting, ready, matter.now):
        spoken = _spoken(matter, words, ready, late, waiting, over=True)
    elif waiting:
        spoken = _joining(matter, waiting, ready, late)
    elif ready:
        spoken = _spoken(matter, words, ready, late, ())
    else:
        spoken = Spoken(verdicts=_waits(late, first), again=tuple(one.ready for one in late))
    known = {verdict.route for verdict in spoken.verdicts}
    silent = [Verdict(route=way.one.name, untold=Untold.TOLD_BEFORE) for way in ways if way.one.name not in known]
    return replace(spoken, verdicts=(*spoken.verdicts, *silent))


def _spoken(
    matter: Matter,
    words: Sequence[_Word],
    ready: Sequence[_Word],
    late: Sequence[_Word],
    waiting: Sequence[StoryNotice],
    *,
    over: bool = False,
) -> Spoken:
    """Tell all that is new now; or let what is ready wait until the first of its ways may tell.

    `over`: what waited for the end of quiet hours comes with all else that did.
    """
    waits = [one.wait for one in ready if one.wait is not None]
    wait = min(waits, key=lambda one: one[1]) if len(waits) == len(ready) else None
    wait = (Wait.QUIET, matter.now) if over else wait
    telling = words if wait is None or over else ready
    pieces = in_order(piece for one in telling for piece in one.news)
    verdicts = [_verdict(matter, one.way, wait) for one in telling]
    return Spoken(
        notices=matter.notices([one.way for one in telling], news=pieces, wait=wait),
        verdicts=tuple(verdicts) if telling is words else (*verdicts, *_waits(late, not pieces)),
        again=() if telling is words else tuple(one.ready for one in late),
        withdrawn=tuple((one.route, one.channel, one.recipient) for one in waiting),
    )


def _overtaken(waiting: Sequence[StoryNotice], ready: Sequence[_Word], now: datetime) -> bool:
    """Whether what waits is told earlier: by a way that does not wait yet, or because it is graver than the night."""
    until, members = _until(waiting), {(one.route, one.channel, one.recipient) for one in waiting}
    graver = waiting[0].wait is Wait.QUIET and any(
        one.wait is None and one.way.severity > max(other.severity for other in waiting) for one in ready
    )
    sooner = any(one.way.key not in members and _ends(one, now) < until for one in ready)
    # a route whose timetable was changed has another slot for what waits already
    changed = waiting[0].wait is Wait.DIGEST and any(_ends(one, now) < until for one in ready)
    return until > now and (graver or sooner or changed)


def _over(waiting: Sequence[StoryNotice], ready: Sequence[_Word], now: datetime) -> bool:
    """Whether quiet hours end earlier than was thought: somebody has changed them."""
    return waiting[0].wait is Wait.QUIET and _until(waiting) > now and any(one.wait is None for one in ready)


def _until(waiting: Sequence[StoryNotice]) -> datetime:
    return min(one.until for one in waiting if one.until is not None)


def _ends(one: _Word, now: datetime) -> datetime:
    return now if one.wait is None else one.wait[1]


def _joining(matter: Matter, waiting: Sequence[StoryNotice], ready: Sequence[_Word], late: Sequence[_Word]) -> Spoken:
    """What waits goes on waiting; what is ready meanwhile waits with it."""
    base = waiting[0]
    assert base.wait is not None and base.until is not None
    wait = base.wait, base.until
    members = {(one.route, one.channel, one.recipient) for one in waiting}
    joining = [one for one in ready if one.way.key not in members]
    pieces = in_order(piece for one in joining for piece in one.news)
    ways = [one.way for one in (*ready, *late) if one.way.key in members or one in joining]
    rest = [one for one in late if one.way.key not in members]
    return Spoken(
        notices=matter.notices([one.way for one in joining], news=pieces, wait=wait),
        verdicts=(*(_verdict(matter, way, wait) for way in ways), *_waits(rest, not base.news)),
        again=tuple(one.ready for one in rest),
    )


def _verdict(matter: Matter, way: Way, wait: tuple[Wait, datetime] | None) -> Verdict:
    if wait is None:
        return Verdict(route=way.one.name)
    why, until = wait
    # what waits for something else may fall into quiet hours
    end = held_until(way.one, way.severity, max(until, matter.now)) or until
    return (
        Verdict(route=way.one.name, untold=WAITING[why], until=end) if end > matter.now else Verdict(route=way.one.name)
    )


def _waits(late: Sequence[_Word], first: bool) -> tuple[Verdict, ...]:
    """What is told later; what quiet hours will hold then is held."""
    ends = [held_until(one.way.one, one.way.severity, one.ready) for one in late]
    free = [one.ready for one, end in zip(late, ends, strict=True) if end is None]
    why = Untold.GROUP_WAIT if first else Untold.UPDATE_WAIT
    return tuple(
        Verdict(route=one.way.one.name, untold=why if free else Untold.HELD, until=min(free) if free else end)
        for one, end in zip(late, ends, strict=True)
    )


def _word(matter: Matter, heard: Heard, way: Way) -> _Word | None:
    """None: the person has heard all that the route would tell."""
    one, story, now = way.one, matter.story, matter.now
    wait = wait_for(one, way.severity, heard.out, matter.policy.zone, asked=min(story.due, now), now=now)
    if heard.said is None:
        ready = story.first_hit + one.group_wait if one.timetable is None else now
        return _Word(way=way, news=(), ready=ready, wait=wait)
    pieces = news_since(heard, one, way.severity, matter.articles, matter.policy)
    if not pieces:
        return None
    at_once = one.timetable is not None or any(piece.kind is NewsKind.GRAVER for piece in pieces)
    return _Word(way=way, news=pieces, ready=now if at_once else heard.at + one.update_every, wait=wait)


def news_since(
    heard: Heard, one: Route, severity: Severity, articles: Sequence[StoryArticle], policy: Policy
) -> tuple[News, ...]:
    """What a route tells somebody who has heard of the story; to others all is new.

    A route that fits only now says why, whatever it wants to hear of later: the story is graver, another watchlist
    hits, or an outlet tells it that the route asks for.
    """
    if (said := heard.said) is None:
        return ()
    mine = asked_by([one], articles)
    now = said_of(mine, policy.entities)

    def fresh(route: Route) -> tuple[News, ...]:
        return news(route, said, now, mine, title=lambda id: policy.titles.get(id, id))

    if fitted_before(one, said, articles, policy):
        return fresh(one)
    pieces = fresh(replace(one, update_when=one.update_when | {NewsKind.WATCHLIST}))
    if severity > heard.severity:
        return (News(kind=NewsKind.GRAVER, before=heard.severity.label, after=severity.label), *pieces)
    return pieces or (News(kind=NewsKind.OUTLETS, before=str(said.outlets), after=str(now.outlets)),)
