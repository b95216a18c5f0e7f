"""What one person has heard of a story, whatever route told it. Pure.

What is told at once is one conversation with a person; the digests of one timetable are another, for they sum up.
Within a conversation nothing is told twice, and what is new is new since the person last heard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.fit import Policy, Reader, listed, why_not
from monitor.core.model.article import Hit
from monitor.core.model.route import Route, Timetable
from monitor.core.model.story import UNHEARD, Said, StoryArticle, StoryNotice, Wait
from monitor.core.model.watchlist import Severity
from monitor.core.news import early, hit_name

Conversation = tuple[Reader, Timetable | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One conversation about one story."""

    out: tuple[StoryNotice, ...]  # the oldest first
    waiting: tuple[StoryNotice, ...]
    said: Said | None  # by all that went out; None: nothing did

    @property
    def at(self) -> datetime:
        """When something was said last."""
        return max(one.at for one in self.out)

    @property
    def severity(self) -> Severity:
        """How grave it was at most."""
        return max((one.severity for one in self.out), default=Severity.LOW)


def heard_of(
    articles: Sequence[StoryArticle], notices: Sequence[StoryNotice], conversation: Conversation, policy: Policy
) -> Heard:
    """What was said of a story in a conversation, and what waits to be said. `notices`: others may be among them."""
    tables = {one.name: one.timetable for one in policy.routes}
    reader, timetable = conversation

    def belongs(one: StoryNotice) -> bool:
        if one.wait in UNHEARD or policy.reader(one.channel, one.recipient) != reader:
            return False
        if one.route not in tables:  # of a route that is gone nobody knows when its digests came
            return (one.wait is Wait.DIGEST) == (timetable is not None)
        return tables[one.route] == timetable

    mine = [one for one in notices if belongs(one)]
    out = tuple(one for one in mine if one.until is None)
    said = [one.said or early(articles, one.at, policy.entities) for one in out]
    waiting = tuple(one for one in mine if one.until is not None)
    return Heard(out=out, waiting=waiting, said=_together(said) if said else None)


def _together(said: Sequence[Said]) -> Said:
    """All that was said: a mute, or a route that told alone, may have left out what was said before."""
    return Said(
        outlets=max(one.outlets for one in said),
        watchlists=_union(one.watchlists for one in said),
        entities=_union(one.entities for one in said),
        edits=_union(one.edits for one in said),
        # what was told before hits were remembered: all of its watchlists
        hits=_union(one.hits for one in said) if all(one.hits or not one.watchlists for one in said) else (),
    )


def _union(names: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for several in names for name in several))


def asked_by(routes: Sequence[Route], articles: Sequence[StoryArticle]) -> list[StoryArticle]:
    """The articles as a message of these routes shows them: with the hits that one of them asks for."""
    return [
        replace(one, hits=tuple(hit for hit in one.hits if any(listed(route, hit.watchlist) for route in routes)))
        for one in articles
    ]


def fitted_before(one: Route, said: Said, articles: Sequence[StoryArticle], policy: Policy) -> bool:
    """Whether what was said of these articles was already something that the route asks for."""
    known = [
        replace(article, hits=tuple(hit for hit in article.hits if _is_said(article, hit, said)))
        for article in articles
    ]
    return why_not(one, known, policy) is None


def _is_said(article: StoryArticle, hit: Hit, said: Said) -> bool:
    return hit_name(article, hit) in said.hits if said.hits else hit.watchlist in said.watchlists
