"""An alert as JSON for integrators: version 1 of what docs/webhook.md promises. Fields are added, never taken away."""

import json
from dataclasses import asdict
from typing import Any

from alerts.render.clean import link_of
from alerts.render.excerpt import excerpts
from alerts.render.explained import Form, forms
from alerts.render.layout import lay_out
from alerts.render.mail import message_key
from alerts.render.wording import Words
from monitor.core.model.delivery import Alert, Happening, Spike, ToldArticle, ToldStory
from monitor.core.model.story import Digest, News

CONTENT_TYPE = "application/json"
VERSION = 1
_ARTICLES, _EXCERPTS, _FORMS, _LONGEST = 50, 5, 20, 2_000

Json = dict[str, Any]


def render_json(alert: Alert, words: Words) -> bytes:
    """The whole document; texts are as the outlets wrote them, `headline` and `lines` as a mail would word them."""
    view = lay_out(alert, words)
    document: Json = {
        "version": VERSION,
        "id": message_key(alert),
        "kind": alert.kind,
        "subject": alert.subject,
        "revision": alert.revision,
        "severity": alert.severity.label,
        "escalated": alert.escalated,
        "due": alert.due.isoformat(),
        "at": alert.at.isoformat(),
        "routes": list(alert.routes),
        "watchlists": list(alert.watchlists),
        "headline": view.headline.text,
        "lines": [passage.text for passage in view.lines],
        "news": [_news(one) for one in alert.news],
        "articles": [_article(one) | {"excerpts": _excerpts(one)} for one in alert.articles[:_ARTICLES]],
        "stories": [_story(one) for one in alert.stories],
        "digest": _digest(alert.digest),
        "spike": _spike(alert.spike),
        "trouble": _trouble(alert.happening),
        "links": asdict(alert.links),
    }
    return json.dumps(_printable(document), ensure_ascii=False).encode()


def _article(told: ToldArticle) -> Json:
    article = told.article
    return {
        "source": told.source,
        "outlet": told.outlet,
        "outlet_latin": told.outlet_latin,
        "url": link_of(article.url),
        "title": article.title,
        "summary": article.summary,
        "language": article.language,
        "published": article.published.isoformat() if article.published is not None else None,
        "first_seen": told.first_seen.isoformat(),
        "terms": sorted({mention.term for mention in told.mentions}),
        "forms": [_form(form) for form in forms(told.mentions)[:_FORMS]],
        "copy": told.copy,
        "agency": told.agency,
        "edits": [{**asdict(edit), "at": edit.at.isoformat()} for edit in told.edits],
    }


def _form(form: Form) -> Json:
    mention, times = form
    return {"term": mention.term, "form": mention.surface, "times": times, "rule": mention.rule}


def _excerpts(told: ToldArticle) -> list[str]:
    found = excerpts(told.article, told.mentions, _EXCERPTS)
    return ["".join(run.text for run in excerpt.runs) for excerpt in found]


def _story(story: ToldStory) -> Json:
    return {
        "key": story.key,
        "severity": story.severity.label,
        "watchlists": list(story.watchlists),
        "news": [_news(one) for one in story.news],
        "articles": [_article(one) for one in story.articles[:_ARTICLES]],
    }


def _news(news: News) -> Json:
    return asdict(news)


def _digest(digest: Digest | None) -> Json | None:
    if digest is None:
        return None
    return {**asdict(digest), "since": digest.since.isoformat(), "until": digest.until.isoformat()}


def _spike(spike: Spike | None) -> Json | None:
    if spike is None:
        return None
    counted = {"terms": dict(spike.terms), "outlets": dict(spike.outlets)}
    first = _article(spike.first) if spike.first is not None else None
    about = {"watchlist": spike.watchlist, "stories": spike.stories, "usual": spike.usual, "hours": spike.hours}
    return {**about, **counted, "first": first}


def _trouble(happening: Happening | None) -> Json | None:
    if happening is None:
        return None
    return {"what": happening.kind.value, "facts": dict(happening.facts), "each": list(map(dict, happening.each))}


def _printable(value: object) -> object:
    """Lone surrogates cannot be sent, and a title of five megabytes need not be."""
    if isinstance(value, str):
        return value[:_LONGEST].encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {str(_printable(name)): _printable(one) for name, one in value.items()}
    return value
