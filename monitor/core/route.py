"""Who is to be told what, now or later, and why not: policy as one pure function."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.model import DeliveryKey, Route, Source, StoryArticle, StoryToTell, Untold

ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What decides: the routes, and what they need to know of channels and sources."""

    routes: Sequence[Route]
    recipients: Mapping[str, tuple[str, ...]]  # channel → its recipients
    sources: Mapping[str, Source]
    horizon: timedelta  # nothing published longer ago is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do about one story."""

    deliveries: tuple[DeliveryKey, ...] = ()
    untold: tuple[tuple[str, Untold], ...] = ()  # (route, why not), for the log and for `explain`
    tell_at: datetime | None = None  # when to look again


def route(story: StoryToTell, policy: Policy, now: datetime, *, closing: bool = False) -> Decision:
    """Decide what is to be told of a story at this moment. `closing`: groups that still wait are closed now."""
    deliveries: list[DeliveryKey] = []
    untold: list[tuple[str, Untold]] = []
    waits: list[datetime] = []
    for one in policy.routes:
        due = story.first_hit + one.group_wait
        reason = why_not(one, story, policy)
        if reason is None and due > now and not closing:
            reason = Untold.GROUP_WAIT
            waits.append(due)
        fresh = [] if reason is not None else [key for key in _keys(one, story, policy) if key not in story.told]
        if reason is None and not fresh:
            reason = Untold.TOLD_BEFORE
        deliveries += fresh
        if reason is not None:
            untold.append((one.name, reason))
    return Decision(deliveries=tuple(deliveries), untold=tuple(untold), tell_at=min(waits, default=None))


def why_not(one: Route, story: StoryToTell, policy: Policy) -> Untold | None:
    """The first reason for which this route has nothing to do with the story, None if it fits.

    One article has to meet all conditions together: a hit of the right severity in one outlet and a place in another
    do not add up.
    """
    articles = list(story.articles)
    reasons: tuple[tuple[Untold, Callable[[StoryArticle], bool]], ...] = (
        (Untold.NO_WATCHLIST, lambda a: any(_listed(one, hit.watchlist) for hit in a.hits)),
        (Untold.TOO_LOW, lambda a: any(_listed(one, h.watchlist) and h.severity >= one.severity for h in a.hits)),
        (Untold.OTHER_OUTLET, lambda a: not one.outlets or a.source in one.outlets),
        (Untold.OTHER_COUNTRY, lambda a: not one.countries or _country(a, policy) in one.countries),
        (Untold.TOO_OLD, lambda a: _age(a) <= policy.horizon),
    )
    for reason, fits in reasons:
        articles = [article for article in articles if fits(article)]
        if not articles:
            return reason
    return None


def tell_first(routes: Sequence[Route], watchlists: Sequence[str], first_hit: datetime) -> datetime | None:
    """When a story with these hits is to be looked at first; None if no route asks for them."""
    waits = [one.group_wait for one in routes if any(_listed(one, watchlist) for watchlist in watchlists)]
    return first_hit + min(waits) if waits else None


def _listed(one: Route, watchlist: str) -> bool:
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


def _keys(one: Route, story: StoryToTell, policy: Policy) -> list[DeliveryKey]:
    return [
        DeliveryKey(
            kind="story",
            subject=story.key,
            revision=story.revision,
            route=one.name,
            channel=channel,
            recipient=recipient,
        )
        for channel in one.to
        for recipient in policy.recipients.get(channel, ())
    ]
