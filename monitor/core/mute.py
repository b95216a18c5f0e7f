"""What a mute keeps from being told. Hits stay stored; only nobody hears of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.model.article import Hit
from monitor.core.model.route import Mute
from monitor.core.model.story import StoryArticle


def unmuted(key: str, articles: Sequence[StoryArticle], mutes: Iterable[Mute], now: datetime) -> list[StoryArticle]:
    """The articles of a story, without the hits that are muted at this moment. An article without hits stays."""
    active = [mute for mute in mutes if mute.until > now and mute.story in (None, key)]
    return [replace(one, hits=_left(one, active)) for one in articles] if active else list(articles)


def _left(one: StoryArticle, mutes: Sequence[Mute]) -> tuple[Hit, ...]:
    hits = one.hits
    for mute in mutes:
        if mute.source in (None, one.source):
            hits = tuple(left for hit in hits if (left := _without(hit, mute)) is not None)
    return hits


def _without(hit: Hit, mute: Mute) -> Hit | None:
    """The hit as it is left by a mute; None: nothing is left of it."""
    if mute.watchlist not in (None, hit.watchlist):
        return hit
    if mute.entity is None:
        return None
    mentions = tuple(mention for mention in hit.mentions if mention.term != mute.entity)
    return replace(hit, mentions=mentions) if mentions else None
