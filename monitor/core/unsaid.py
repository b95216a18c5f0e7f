"""What a mute takes out of a message that was decided before it. Pure."""

from collections.abc import Iterable, Sequence

from monitor.core.fit import Policy
from monitor.core.model.route import NewsKind
from monitor.core.model.story import News, StoryArticle, Unsaid
from monitor.core.news import said_of


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


def _lost(before: Iterable[str], now: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in before if name not in now)
