"""From a delivery to all that a template needs: outlets and watchlists by name, only what was asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.core.first_notice import first_notice
from monitor.core.fit import is_muted
from monitor.core.model.article import Hit
from monitor.core.model.delivery import (
    Alert,
    DeliveryToSend,
    FirstNotice,
    Links,
    Spike,
    StoryInDigest,
    ToldArticle,
    ToldStory,
)
from monitor.core.model.route import Mute, NewsKind
from monitor.core.model.story import News, StoryArticle, Unsaid, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.mute import unmuted
from monitor.core.route import NO_WISHES
from monitor.core.unsaid import unasked, unsaid
from monitor.workers.live import Live

_BY_OUTLET = (NewsKind.HEADLINE, NewsKind.CORRECTION, NewsKind.REMOVED)


def to_alert(item: DeliveryToSend, live: Live, now: datetime, links: Links, *, wishes: Wishes = NO_WISHES) -> Alert:
    """All that a template needs: the story's articles with the mentions its routes asked for, outlets by name.

    Hits that are muted at this moment are left out, as `route` leaves them out when it decides.
    """
    item = _heard(item, (*live.policy.mutes, *wishes.mutes), now)
    asked = live.asked(item.routes)
    hits = _hits(item.articles, asked)
    stories = sorted(
        (_story(one, live) for one in item.stories), key=lambda s: (-s.severity, s.articles[0].first_seen, s.key)
    )
    severities = [hit.severity for hit in hits] + [story.severity for story in stories]
    return Alert(
        kind=item.kind,
        subject=item.subject,
        revision=item.revision,
        channel=item.channel,
        recipient=item.recipient,
        routes=item.routes,
        severity=max(severities, default=Severity.NORMAL),
        watchlists=_titles(hits, live),
        articles=() if item.kind == "spike" else tuple(_told(article, asked, live) for article in item.articles),
        first=_first(item, asked),
        number=item.number,
        happening=item.happening,
        headline=item.headline,
        lines=item.lines,
        news=_named(item.news, live),
        escalated=item.escalated,
        stories=tuple(stories),
        digest=item.digest,
        spike=_spike(item, live),
        links=links,
        due=item.due,
        at=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is left of a message; `item` is None: nothing."""

    item: DeliveryToSend | None
    unheard: frozenset[str] = frozenset()  # stories that are left out of it
    unsaid: Mapping[str, Unsaid] = field(default_factory=dict)  # of those that stay
    set_aside: bool = False  # nothing is left because its stories cannot be read


def wanted(item: DeliveryToSend, live: Live, now: datetime, wishes: Wishes) -> Wanted:
    """The message without what nobody wants any more since it was decided, as long as it cannot have gone out."""
    if item.may_be_out:
        return Wanted(item=item)
    if _is_muted_spike(item, live, now, wishes):
        return Wanted(item=None)
    if _has_left(item, live, wishes):
        return Wanted(item=None, unheard=frozenset((item.subject, *(one.key for one in item.stories))))
    muted, said = _muted_stories(item, live, now, wishes)
    if not (muted or said or _is_emptied(item)):
        return Wanted(item=item)
    left = _without(item, muted, said, live)
    return Wanted(item=left, unheard=muted, unsaid=said, set_aside=left is None and not muted)


def _is_emptied(item: DeliveryToSend) -> bool:
    """Whether it is a message of many stories that carries none: it never had any, or all were set aside."""
    return item.digest is not None and not item.stories


def _muted_stories(
    item: DeliveryToSend, live: Live, now: datetime, wishes: Wishes
) -> tuple[frozenset[str], dict[str, Unsaid]]:
    """The stories of a message of which mutes made since leave nothing to tell, and what is not shown of the others."""
    routes = {one.name: one for one in live.policy.routes}
    told = [(item.subject, item.articles, item.routes, item.news)] if item.kind == "story" else []
    told += [(one.key, one.articles, one.routes, one.news) for one in item.stories]
    muted: set[str] = set()
    said: dict[str, Unsaid] = {}
    for key, articles, names, news in told:
        left = unmuted(key, articles, (*live.policy.mutes, *wishes.mutes), now)
        others = unasked(left, live.asked(names))
        if left == list(articles):
            said |= {key: Unsaid(hits=others)} if others else {}
            continue
        lost = unsaid(articles, left, news, live.policy)
        all_muted = all(
            name in routes and is_muted(routes[name], key, articles, live.policy, wishes, now) for name in names
        )
        if all_muted or (news and set(lost.news) == set(news)):
            muted.add(key)
        else:
            said[key] = replace(lost, hits=(*lost.hits, *others))
    return frozenset(muted), said


def _is_muted_spike(item: DeliveryToSend, live: Live, now: datetime, wishes: Wishes) -> bool:
    """Whether it is a spike that waited, of a watchlist that has been muted as a whole meanwhile."""
    mutes = [mute for mute in (*live.policy.mutes, *wishes.mutes) if mute.until > now]
    whole = any(mute.watchlist == item.subject and not (mute.source or mute.entity or mute.story) for mute in mutes)
    return item.kind == "spike" and whole


def _has_left(item: DeliveryToSend, live: Live, wishes: Wishes) -> bool:
    """Whether its reader has unsubscribed from every route that asked for it."""
    reader = live.policy.reader(item.channel, item.recipient)
    left = {route for route, *who in wishes.unsubscribed if live.policy.reader(*who) == reader}
    return bool(item.routes) and left.issuperset(item.routes)


def _without(
    item: DeliveryToSend, muted: frozenset[str], said: Mapping[str, Unsaid], live: Live
) -> DeliveryToSend | None:
    """The message without what is muted; None: nothing of it is left that anybody asked for."""
    if item.kind == "story":
        return None if item.subject in muted else replace(item, news=_left(item.news, said.get(item.subject)))
    stories = tuple(
        replace(one, news=_left(one.news, said.get(one.key))) for one in item.stories if one.key not in muted
    )
    empty = any(one.if_empty for one in live.policy.routes if one.name in item.routes)
    if item.digest is None or not (stories or (item.kind == "digest" and empty)):
        return None
    return replace(item, stories=stories, digest=replace(item.digest, muted=item.digest.muted + len(muted)))


def _left(news: tuple[News, ...], lost: Unsaid | None) -> tuple[News, ...]:
    return news if lost is None else tuple(piece for piece in news if piece not in lost.news)


def _heard(item: DeliveryToSend, mutes: Sequence[Mute], now: datetime) -> DeliveryToSend:
    """The delivery without the hits that nobody is to hear of."""
    stories = (replace(one, articles=tuple(unmuted(one.key, one.articles, mutes, now))) for one in item.stories)
    return replace(item, articles=tuple(unmuted(item.subject, item.articles, mutes, now)), stories=tuple(stories))


def _first(item: DeliveryToSend, asked: set[str]) -> FirstNotice | None:
    """How the reader of an update was told of the story first."""
    if item.revision == 1 or item.kind != "story":
        return None
    watched = [replace(one, hits=tuple(_hits([one], asked))) for one in item.articles]
    return first_notice(watched, item.told_first)


def _spike(item: DeliveryToSend, live: Live) -> Spike | None:
    if item.spike is None:
        return None
    counts = {item.spike.watchlist}
    first = next((_told(one, counts, live) for one in item.articles if _hits([one], counts)), None)
    outlets = tuple((_shown(source, live), n) for source, n in item.spike.outlets)
    return replace(item.spike, watchlist=_title(item.spike.watchlist, live), outlets=outlets, first=first)


def _story(one: StoryInDigest, live: Live) -> ToldStory:
    asked = live.asked(one.routes)
    hits = _hits(one.articles, asked)
    return ToldStory(
        key=one.key,
        severity=max((hit.severity for hit in hits), default=Severity.NORMAL),
        watchlists=_titles(hits, live),
        articles=tuple(_told(article, asked, live) for article in one.articles),
        news=_named(one.news, live),
    )


def _hits(articles: Iterable[StoryArticle], asked: set[str]) -> list[Hit]:
    return [hit for article in articles for hit in article.hits if "*" in asked or hit.watchlist in asked]


def _titles(hits: Sequence[Hit], live: Live) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_title(hit.watchlist, live) for hit in hits))


def _title(watchlist: str, live: Live) -> str:
    known = live.watchlists.get(watchlist)
    return known.title if known is not None else watchlist


def _named(news: Iterable[News], live: Live) -> tuple[News, ...]:
    """News with the outlets by the names that readers know."""
    return tuple(
        replace(one, outlet=_shown(one.outlet, live)) if one.kind in _BY_OUTLET and one.outlet else one for one in news
    )


def _outlet(id: str, live: Live) -> str:
    source = live.sources.get(id)
    return id if source is None else source.name_ar or source.name


def _shown(id: str, live: Live) -> str:
    """An outlet by the name that it has in the language of the messages."""
    source = live.sources.get(id)
    return source.name if source is not None and live.config.language == "en" else _outlet(id, live)


def _told(article: StoryArticle, asked: set[str], live: Live) -> ToldArticle:
    source = live.sources.get(article.source)
    return ToldArticle(
        outlet=_outlet(article.source, live),
        outlet_latin=source.name if source is not None else article.source,
        article=article.article,
        first_seen=article.first_seen,
        mentions=tuple(mention for hit in _hits([article], asked) for mention in hit.mentions),
        source=article.source,
        edits=article.edits,
        copy=article.copy,
        agency=article.agency,
    )
