"""One page of ours as HTML: what is said, a button, reports, notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from alerts.render.clean import clean_line, link_of
from alerts.render.excerpt import excerpts
from alerts.render.passage import Run
from monitor.core.model.story import UNHEARD, StoryNotice, StoryToTell, Wait
from monitor.web.words import PageWords
from monitor.workers.live import Live

_QUOTES = 3

_TEMPLATE = Environment(
    loader=DictLoader({"page": (files("monitor.web") / "templates" / "page.html.j2").read_text(encoding="utf-8")}),
    autoescape=True,
    undefined=StrictUndefined,
).get_template("page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One outlet's article on the page of a story."""

    outlet: str
    title: str
    link: str | None
    seen: str
    terms: tuple[str, ...]
    quotes: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNotice:
    """Who was told of a story when."""

    at: str
    route: str
    recipient: str
    state: str


def page(
    words: PageWords,
    title: str,
    *lines: str,
    button: str | None = None,
    days: bool = False,
    undo: bool = False,
    reports: Sequence[Report] = (),
    notices: Sequence[ShownNotice] = (),
) -> str:
    """The page. `undo`: its button takes something back; `days`: it asks for how long."""
    return _TEMPLATE.render(
        words=words,
        title=title,
        lines=lines,
        button=button,
        days=words.days if days else (),
        undo=undo,
        reports=reports,
        notices=notices,
    )


def headline(story: StoryToTell, words: PageWords) -> str:
    """The title that readers know a story by: of its first article."""
    return next((found for one in story.articles if (found := clean_line(one.article.title))), words.untitled)


def reports_of(story: StoryToTell, live: Live, zone: tzinfo) -> list[Report]:
    """Its articles, the earliest first."""
    found = []
    for one in story.articles:
        source = live.sources.get(one.source)
        mentions = tuple(mention for hit in one.hits for mention in hit.mentions)
        found.append(
            Report(
                outlet=clean_line((source.name_ar or source.name) if source is not None else one.source),
                title=clean_line(one.article.title) or one.source,
                link=link_of(one.article.url),
                seen=shown_time(one.first_seen, zone),
                terms=tuple(dict.fromkeys(clean_line(mention.term) for mention in mentions)),
                quotes=tuple(excerpt.runs for excerpt in excerpts(one.article, mentions, _QUOTES)),
            )
        )
    return found


def notices_of(story: StoryToTell, words: PageWords, zone: tzinfo) -> list[ShownNotice]:
    """Who was told of it, the newest first."""
    return [
        ShownNotice(
            at=shown_time(one.at, zone),
            route=clean_line(one.route),
            recipient=clean_line(one.recipient),
            state=_state(one, words, zone),
        )
        for one in reversed(story.notices)
    ]


def _state(one: StoryNotice, words: PageWords, zone: tzinfo) -> str:
    if one.wait in UNHEARD:
        return words.muted_state if one.wait is Wait.MUTE else words.aside_state
    return words.told if one.until is None else words.waits.format(until=shown_time(one.until, zone))


def shown_time(at: datetime, zone: tzinfo) -> str:
    """2026-11-24 09:14"""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
