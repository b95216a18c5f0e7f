"""What is new in a story since somebody last heard of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.model.article import Edit, EditKind, Hit
from monitor.core.model.route import NewsKind, Route
from monitor.core.model.story import News, Said, StoryArticle

_EDITS = {
    EditKind.CORRECTION: NewsKind.CORRECTION,
    EditKind.RETRACTED: NewsKind.REMOVED,
    EditKind.REMOVED: NewsKind.REMOVED,
    EditKind.HEADLINE: NewsKind.HEADLINE,
}
"""Changes that are news; of a changed text only new hits are."""

_ORDER = (
    NewsKind.GRAVER,
    NewsKind.CORRECTION,
    NewsKind.REMOVED,
    NewsKind.HEADLINE,
    NewsKind.WATCHLIST,
    NewsKind.ENTITY,
    NewsKind.OUTLETS,
)


def said_of(articles: Sequence[StoryArticle], entities: frozenset[str]) -> Said:
    """All that a notice of these articles says. `entities`: the watched names."""
    hits = [hit for one in articles for hit in one.hits]
    terms = {mention.term for hit in hits for mention in hit.mentions}
    return Said(
        outlets=len({one.source for one in articles}),
        watchlists=tuple(sorted({hit.watchlist for hit in hits})),
        entities=tuple(sorted(terms & entities)),
        edits=tuple(_name(one, edit) for one in articles for edit in one.edits if edit.kind in _EDITS),
        hits=tuple(sorted({hit_name(one, hit) for one in articles for hit in one.hits})),
    )


def hit_name(one: StoryArticle, hit: Hit) -> str:
    """What a hit is remembered by: all that routes ask of it."""
    return f"{one.source} {hit.watchlist} {hit.severity.label}"


def news(
    one: Route, said: Said, now: Said, articles: Sequence[StoryArticle], *, title: Callable[[str], str]
) -> tuple[News, ...]:
    """What the route wants to hear of, the most important first. `title`: of a watchlist."""
    found = [
        *_edits(said, articles),
        *(News(kind=NewsKind.WATCHLIST, after=title(id)) for id in now.watchlists if id not in said.watchlists),
        *(News(kind=NewsKind.ENTITY, after=name) for name in now.entities if name not in said.entities),
    ]
    if any(said.outlets < milestone <= now.outlets for milestone in one.milestones):
        found.append(News(kind=NewsKind.OUTLETS, before=str(said.outlets), after=str(now.outlets)))
    wanted = [piece for piece in found if piece.kind in one.update_when]
    return in_order(wanted)


def in_order(pieces: Iterable[News]) -> tuple[News, ...]:
    """Each thing once, the most important first; of what changed by steps the first and the last."""
    found: list[News] = []
    for piece in dict.fromkeys(pieces):
        step = next((n for n, one in enumerate(found) if _goes_on(one, piece)), None)
        if step is None:
            found.append(piece)
        elif piece.kind is NewsKind.OUTLETS:
            numbers = [*map(int, (found[step].before, found[step].after, piece.before, piece.after))]
            found[step] = replace(piece, before=str(min(numbers)), after=str(max(numbers)))
        else:
            found[step] = replace(found[step], after=piece.after)
    return tuple(sorted(found, key=lambda piece: _ORDER.index(piece.kind)))


def _goes_on(one: News, piece: News) -> bool:
    """Whether two are steps of one change."""
    if one.kind is not piece.kind:
        return False
    headline = piece.kind is NewsKind.HEADLINE and (one.outlet, one.after) == (piece.outlet, piece.before)
    return headline or piece.kind is NewsKind.OUTLETS


def joined(pieces: Sequence[tuple[News, ...]]) -> tuple[News, ...]:
    """What several notices of one moment say."""
    return in_order(piece for several in pieces for piece in several)


def early(articles: Sequence[StoryArticle], at: datetime, entities: frozenset[str]) -> Said:
    """What was said at a moment of which it was not remembered: all that stands here, seen and changed until then."""
    known = [one for one in articles if one.first_seen <= at] or list(articles)
    said = said_of(known, entities)
    edits = tuple(_name(one, edit) for one in articles for edit in one.edits if edit.at <= at)
    return replace(said, edits=edits)


def _edits(said: Said, articles: Sequence[StoryArticle]) -> list[News]:
    """Of several changes of one headline the first wording and the last."""
    found: dict[tuple[str, NewsKind], News] = {}
    for one in articles:
        for edit in one.edits:
            kind = _EDITS.get(edit.kind)
            if kind is None or _name(one, edit) in said.edits:
                continue
            earlier = found.get((one.article.url, kind))
            before = earlier.before if earlier is not None else edit.before
            found[one.article.url, kind] = News(kind=kind, before=before, after=edit.after, outlet=one.source)
    return list(found.values())


def _name(one: StoryArticle, edit: Edit) -> str:
    return f"{one.source} {edit.kind.value} {edit.at.isoformat()}"
