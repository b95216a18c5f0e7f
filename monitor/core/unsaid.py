"""What a message does not show of what was decided: mutes, or its channel, have taken it out. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from monitor.core.fit import ANY, Policy
from monitor.core.model.route import NewsKind
from monitor.core.model.story import News, Said, StoryArticle, Unsaid
from monitor.core.model.watchlist import Severity
from monitor.core.news import hit_name, said_of


def unsaid(
    articles: Sequence[StoryArticle], left: Sequence[StoryArticle], news: Sequence[News], policy: Policy
) -> Unsaid:
    """The names that only muted hits have, and the news of them. `left`: the articles without what is muted."""
    before, now = said_of(articles, policy.entities), said_of(left, policy.entities)
    watchlists, entities = _lost(before.watchlists, now.watchlists), _lost(before.entities, now.entities)
    grave = {hit.severity.label for one in left for hit in one.hits}
    gone = {
        NewsKind.WATCHLIST: {policy.titles.get(id, id) for id in watchlists},
        NewsKind.ENTITY: set(entities),
        NewsKind.GRAVER: {piece.after for piece in news if piece.after not in grave},
    }
    return Unsaid(
        news=tuple(piece for piece in news if piece.after in gone.get(piece.kind, ())),
        watchlists=watchlists,
        entities=entities,
        hits=_lost(before.hits, now.hits),
    )


def unasked(articles: Sequence[StoryArticle], asked: Collection[str]) -> tuple[str, ...]:
    """The hits that a message does not show, since none of its routes asks for them: others were decided with it."""
    hits = ((one, hit) for one in articles for hit in one.hits if hit.watchlist not in asked)
    return () if ANY in asked else tuple(dict.fromkeys(hit_name(one, hit) for one, hit in hits))


def unsay(said: Said, lost: Unsaid) -> Said:
    """What was said all the same. A watchlist of which no hit is left was not told: better too much than nothing."""
    hits = tuple(name for name in said.hits if name not in lost.hits)
    left = {name.split(" ")[1] for name in hits}
    return replace(
        said,
        watchlists=tuple(id for id in said.watchlists if id not in lost.watchlists and (id in left or not said.hits)),
        entities=tuple(name for name in said.entities if name not in lost.entities),
        hits=hits,
    )


def gravest(said: Said, told: Severity) -> Severity:
    """How grave the story was as it was told; `told`: as it was decided, which stands where no hit is left."""
    grave = {severity.label: severity for severity in Severity}
    left = [grave[label] for name in said.hits if (label := name.rsplit(" ", 1)[-1]) in grave]
    return min(told, max(left, default=told))


def _lost(before: Iterable[str], now: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in before if name not in now)
