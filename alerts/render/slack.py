"""An alert as Slack's rich text: elements, never markup, so that foreign text cannot ping, link or format anything."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from alerts.render.bidi import RLM, isolate, isolate_latin, line
from alerts.render.clean import clean_line, cut
from alerts.render.mail import message_key
from alerts.render.view import Limits, Passage, Report, View, lay_out
from alerts.render.wording import Words
from monitor.core.model import Alert

Element = dict[str, Any]

CONTENT_TYPE = "application/json"
EVENT_TYPE = "monitor_alert"
# Slack documents 50 blocks and 3,000 characters a section; a message near 13,200 characters is refused, which it
# does not document.
_MOST_CHARACTERS = 10_000
_LONGEST_BLOCK = 3_000
_LONGEST_FALLBACK = 1_000
_SHRINKING = (Limits(), Limits(articles=8, lines=20), Limits(excerpts=3, articles=3, terms=8, lines=8))


def render_payload(alert: Alert, words: Words, *, post: str | None, mention: str | None) -> bytes:
    """The request body: for a bot with its channel and the key by which it is found again, for a webhook without."""
    for limits in _SHRINKING:
        view = lay_out(alert, words, limits)
        parts = (_head(view, mention), _lines(view), _quotes(view), _reason(view), _reports(view), _foot(view))
        blocks = [block for part in parts for block in _blocks(part)]
        if sum(map(_length, blocks)) <= _MOST_CHARACTERS:
            break
    payload: Element = {
        "text": _escaped(cut(_fallback(view), _LONGEST_FALLBACK)),
        "blocks": blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if post is not None:
        subject = clean_line(f"{alert.kind}/{alert.subject}/{alert.revision}")
        payload |= {
            "channel": post,
            "parse": "none",
            "link_names": False,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": message_key(alert), "subject": subject}},
        }
    return _dumped(payload)


def shrunk(body: bytes) -> bytes:
    """The same message with its headline only, for the day Slack finds it too long."""
    payload = json.loads(body)
    return _dumped({**payload, "blocks": payload["blocks"][:1]})


def _head(view: View, mention: str | None) -> list[Element]:
    headline, lead = view.headline, view.lead
    top: list[Element] = [_text(RLM)] if headline.direction == "rtl" else []
    if mention is not None:
        top += [_mention(mention), _text(" ")]
    if view.priority is not None:
        top.append(_text(f"[{view.priority}] ", bold=True))
    if lead is not None and lead.title_is_link:
        top.append({"type": "link", "url": lead.link, "text": _foreign(headline), "style": {"bold": True}})
    else:
        top.append(_text(_foreign(headline), bold=True))
    rows = [_section(top)]
    if view.standfirst is not None:
        rows.append(_section(_runs(view.standfirst)))
    return [*rows, *(_section([_text(_own(view, fact))]) for fact in _facts(view)), *_bare_link(view)]


def _bare_link(view: View) -> list[Element]:
    """The way to an article whose title may not be a link."""
    if view.lead is None or view.lead.link is None or view.lead.title_is_link:
        return []
    return [_section([{"type": "link", "url": view.lead.link, "text": _own(view, view.words.say.open_article)}])]


def _facts(view: View) -> list[str]:
    facts = [_about(view)]
    if view.lead is not None:
        facts.append(_source(view, view.lead))
    if view.watchlists:
        facts.append(f"{view.words.say.watchlists}: " + " | ".join(map(isolate, view.watchlists)))
    return facts


def _about(view: View) -> str:
    when = f"{view.weekday} {view.date} {isolate(view.time)} {view.words.clock}"
    return " – ".join(filter(None, (view.kind_name, view.update, when, view.late)))


def _source(view: View, report: Report) -> str:
    say = view.words.say
    parts = [isolate(report.outlet)]
    if report.published is not None:
        parts.append(" ".join(filter(None, (say.published, report.published_day, isolate(report.published)))))
    seen = " ".join(filter(None, (say.seen, report.seen_day, isolate(report.seen))))
    parts.append(f"{seen} ({report.delay})" if report.delay is not None else seen)
    return " – ".join(parts)


def _lines(view: View) -> list[Element]:
    return [_section(_runs(passage)) for passage in view.lines]


def _quotes(view: View) -> list[Element]:
    elements = [_section([_text(_own(view, view.quotes_title), bold=True)])] if view.quotes else []
    for quote in view.quotes:
        runs = [*_runs(quote.passage), _text("\n" + _own(view, isolate(quote.place)), italic=True)]
        elements.append({"type": "rich_text_quote", "elements": runs})
    return elements


def _reason(view: View) -> list[Element]:
    if not view.terms:
        return []
    say = view.words.say
    terms = say.comma.join(isolate(f"{term} {isolate(f'({view.words.digits(str(n))})')}") for term, n in view.terms)
    return [_section([_text(_own(view, f"{say.reason}: "), bold=True), _text(terms)])]


def _reports(view: View) -> list[Element]:
    if len(view.reports) < 2:
        return []
    rows = [_section([_text(_own(view, view.reports_title), bold=True)])]
    for report in view.reports:
        title, words = isolate(_foreign(report.title)), f"{isolate(report.time)} – {isolate(report.outlet)} – "
        linked: Element = {"type": "link", "url": report.link, "text": title} if report.title_is_link else _text(title)
        rows.append(_section([_text(_own(view, words)), linked]))
    return rows + ([_section([_text(_own(view, view.more))])] if view.more is not None else [])


def _foot(view: View) -> list[Element]:
    say = view.words.say
    rows: list[Element] = []
    if view.story_link is not None:
        rows.append(_section([{"type": "link", "url": view.story_link, "text": _own(view, say.open_story)}]))
    if view.routes:
        routes = say.comma.join(f"{say.quotes[0]}{isolate(route)}{say.quotes[1]}" for route in view.routes)
        rows.append(_section([_text(_own(view, f"{view.footer} {routes}"), italic=True)]))
    return rows


def _mention(mention: str) -> Element:
    """@here and its like, a person (U…) or a group (S…): only ever what the operator wrote."""
    if mention.startswith("@"):
        return {"type": "broadcast", "range": mention[1:]}
    if mention.startswith("S"):
        return {"type": "usergroup", "usergroup_id": mention}
    return {"type": "user", "user_id": mention}


def _runs(passage: Passage) -> list[Element]:
    words: Callable[[str], str] = isolate_latin if passage.direction == "rtl" else str
    runs = [_text(words(run.text), bold=run.hit) for run in passage.runs]
    return [_text(RLM), *runs] if passage.direction == "rtl" else runs


def _foreign(passage: Passage) -> str:
    return isolate_latin(passage.text) if passage.direction == "rtl" else passage.text


def _own(view: View, text: str) -> str:
    return line(text, view.words.direction)


def _text(text: str, **style: bool) -> Element:
    said = {name: True for name, on in style.items() if on}
    return {"type": "text", "text": text, "style": said} if said else {"type": "text", "text": text}


def _section(elements: Sequence[Element]) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def _blocks(rows: Sequence[Element]) -> list[Element]:
    """As many blocks as the rows need; neighbouring sections become one, a line each."""
    blocks: list[list[Element]] = []
    room = 0
    for row in rows:
        if room < _length(row):
            blocks.append([])
            room = _LONGEST_BLOCK
        room -= _length(row) + 1
        rest = blocks[-1]
        if rest and rest[-1]["type"] == row["type"] == "rich_text_section":
            rest[-1] = _section([*rest[-1]["elements"], _text("\n"), *row["elements"]])
        else:
            rest.append(row)
    return [{"type": "rich_text", "elements": block} for block in blocks]


def _length(element: Mapping[str, Any]) -> int:
    return len(element.get("text", "")) + sum(map(_length, element.get("elements", ())))


def _fallback(view: View) -> str:
    outlet = f" – {view.lead.outlet}" if view.lead is not None else ""
    return line(view.subject + outlet, view.headline.direction)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _dumped(payload: Mapping[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()
