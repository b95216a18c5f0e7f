"""What a route asks for, and whether a story is that."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from monitor.core.model.route import Mute, Route
from monitor.core.model.source import Source
from monitor.core.model.story import StoryArticle, Untold, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.mute import unmuted

ANY = "*"
MAIL = "email"  # where addresses are at home
Reader = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What decides: the routes, and what they need to know of channels, sources and watchlists."""

    routes: Sequence[Route]
    recipients: Mapping[str, tuple[str, ...]]  # channel → its recipients
    mailboxes: Mapping[str, str] = field(default_factory=dict)  # channel → what it shares its recipients' names with
    sources: Mapping[str, Source]
    horizon: timedelta  # nothing published longer ago is told
    zone: tzinfo = UTC  # whose days are counted
    mutes: Sequence[Mute] = ()
    entities: frozenset[str] = frozenset()  # watched names
    titles: Mapping[str, str] = field(default_factory=dict)  # of watchlists

    def reader(self, channel: str, recipient: str) -> Reader:
        """Who is reached so: one person, whom several channels may reach.

        One that has gone, of which nobody knows what it was, was a mail channel if such a one reaches the same mailbox.
        """
        name = recipient.lower()
        if channel in self.mailboxes or channel in self.recipients:
            return self.mailboxes.get(channel, channel), name
        mail = [self.recipients.get(one, ()) for one, home in self.mailboxes.items() if home == MAIL]
        return MAIL if any(name in map(str.lower, those) for those in mail) else channel, name


def why_not(one: Route, articles: Sequence[StoryArticle], policy: Policy) -> Untold | None:
    """The first reason for which this route has nothing to do with a story of these articles, None if it fits.

    One article has to meet all conditions together: a hit of the right severity in one outlet and a place in another
    do not add up.
    """
    if one.spike is not None:
        return Untold.ONLY_SPIKES
    left = list(articles)
    for reason, fits in _conditions(one, policy):
        left = [article for article in left if fits(article)]
        if not left:
            return reason
    return None


def is_muted(
    one: Route, key: str, articles: Sequence[StoryArticle], policy: Policy, wishes: Wishes, now: datetime
) -> bool:
    """Whether only mutes keep a route from telling a story."""
    left = unmuted(key, articles, (*policy.mutes, *wishes.mutes), now)
    return left != list(articles) and why_not(one, left, policy) is not None and why_not(one, articles, policy) is None


def severity_for(one: Route, articles: Sequence[StoryArticle]) -> Severity:
    """How much a story matters to a route: its gravest hit there."""
    return max((hit.severity for a in articles for hit in a.hits if listed(one, hit.watchlist)), default=Severity.LOW)


def _conditions(one: Route, policy: Policy) -> Iterator[tuple[Untold, Callable[[StoryArticle], bool]]]:
    yield Untold.NO_WATCHLIST, lambda a: any(listed(one, hit.watchlist) for hit in a.hits)
    yield Untold.TOO_LOW, lambda a: any(listed(one, h.watchlist) and h.severity >= one.severity for h in a.hits)
    yield Untold.OTHER_OUTLET, lambda a: not one.outlets or a.source in one.outlets
    yield Untold.OTHER_COUNTRY, lambda a: not one.countries or _country(a, policy) in one.countries
    yield Untold.TOO_OLD, lambda a: _age(a) <= policy.horizon


def tell_first(routes: Sequence[Route], watchlists: Sequence[str], first_hit: datetime) -> datetime | None:
    """When a story with these hits is to be looked at first; None if no route asks for them."""
    asked = [one for one in routes if one.spike is None and any(listed(one, watchlist) for watchlist in watchlists)]
    # what waits for a digest can be noted at once: the later, the nearer to missing its slot
    return min((first_hit + (one.group_wait if one.timetable is None else timedelta(0)) for one in asked), default=None)


def listed(one: Route, watchlist: str) -> bool:
    """Whether a route asks for a watchlist."""
    return ANY in one.watchlists or watchlist in one.watchlists


def _country(article: StoryArticle, policy: Policy) -> str | None:
    source = policy.sources.get(article.source)
    return source.country if source is not None else None


def _age(article: StoryArticle) -> timedelta:
    """How old the news was when it was first seen; without a date it was new.

    Measured at first sight, so that an article held up by a broken channel or a long night is not lost to the horizon.
    """
    published = article.article.published
    return article.first_seen - published if published is not None else timedelta(0)


def recipients_of(channels: Sequence[str], policy: Policy) -> list[tuple[str, str]]:
    """(channel, recipient) of everybody that these channels reach."""
    return [(channel, recipient) for channel in channels for recipient in policy.recipients.get(channel, ())]


def wanting(one: Route, channels: Sequence[str], policy: Policy, wishes: Wishes) -> list[tuple[str, str]]:
    """(channel, recipient) of everybody there who has not unsubscribed."""
    left = {policy.reader(channel, who) for route, channel, who in wishes.unsubscribed if route == one.name}
    return [who for who in recipients_of(channels, policy) if policy.reader(*who) not in left]
