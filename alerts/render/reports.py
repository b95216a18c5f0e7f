"""An article as one line of an alert: who, when, where, and what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.render.clean import host_of, link_of, looks_like_url, short_line
from alerts.render.excerpt import marked
from alerts.render.passage import Passage, Run, passage_of
from alerts.render.view import Report
from alerts.render.wording import Words
from monitor.core.model.article import EditKind
from monitor.core.model.delivery import ToldArticle

_LONGEST_NAME = 80


def name(text: str) -> str:
    """A name of the operator's or of an outlet, on one line."""
    return short_line(text, _LONGEST_NAME)


_SOON = timedelta(seconds=30)  # what is shorter would be rounded to none: the two times say it


def outlet_name(told: ToldArticle, words: Words) -> str:
    """The outlet as readers of this language call it."""
    return name(told.outlet_latin if words.language == "en" else told.outlet)


def title_of(told: ToldArticle, words: Words, *, limit: int = 300) -> Passage:
    """The headline, its mentions marked."""
    return passage_of(marked(told.article.title, told.mentions, "title", limit) or (Run(text=words.say.untitled),))


def report(told: ToldArticle, among: Sequence[ToldArticle], words: Words, now: datetime) -> Report:
    """The article with its times; `among`: those it may be the earliest of."""
    article, published = told.article, told.article.published
    title = title_of(told, words, limit=240)
    link = link_of(article.url)
    delay = None
    if published is not None and told.first_seen - published >= _SOON:
        delay = words.say.after.format(n=words.duration(told.first_seen - published))
    return Report(
        outlet=outlet_name(told, words),
        host=host_of(link) if link is not None else "",
        title=title,
        link=link,
        title_is_link=link is not None and not looks_like_url(title.text),
        published=words.time(published) if published is not None else None,
        published_day=words.day_before(published, now) if published is not None else None,
        seen=words.time(told.first_seen),
        seen_day=words.day_before(told.first_seen, now),
        delay=delay,
        earliest=_came_out(told) == min(map(_came_out, among)),
        notes=_notes(told, words, now),
    )


def _came_out(told: ToldArticle) -> datetime:
    return told.article.published or told.first_seen


def _notes(told: ToldArticle, words: Words, now: datetime) -> tuple[str, ...]:
    say = words.say
    notes = [say.copied[0]] if told.copy else []
    if told.agency is not None:
        notes.append(say.copied[1].format(agency=name(told.agency)))
    latest = {edit.kind: edit for edit in told.edits}
    # a removed page needs no word about what was changed on it before
    shown = [EditKind.REMOVED] if EditKind.REMOVED in latest else list(latest)
    notes += [f"{say.edited[kind]} {words.moment(latest[kind].at, now)}" for kind in shown]
    return tuple(notes)
