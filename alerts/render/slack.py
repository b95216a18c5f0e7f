"""An alert as Slack's rich text: elements, never markup, so that foreign text cannot ping, link or format anything."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from alerts.render.bidi import RLM, isolate, isolate_latin, line
from alerts.render.clean import clean_line, cut
from alerts.render.layout import lay_out
from alerts.render.mail import message_key
from alerts.render.passage import Passage
from alerts.render.text import about_brief, counted_in, facts_of, footer_of, spoken, titled
from alerts.render.view import FULL, Limits, View
from alerts.render.wording import Words
from monitor.core.model.delivery import Alert

Element = dict[str, Any]

CONTENT_TYPE = "application/json"
EVENT_TYPE = "monitor_alert"
# Slack documents 50 blocks and 3,000 characters a section; a message near 13,200 characters is refused, which it
# does not document.
_MOST_CHARACTERS = 10_000
_LONGEST_BLOCK = 3_000
_LONGEST_FALLBACK = 1_000
_SHRINKING = (
    FULL,
    Limits(articles=8, stories=15, lines=20),
    Limits(excerpts=3, articles=3, stories=8, terms=8, queries=3, forms=3, lines=8),
    Limits(excerpts=1, articles=2, stories=4, terms=4, queries=2, forms=1, lines=4),
)


def render_payload(alert: Alert, words: Words, *, post: str | None, mention: str | None) -> bytes:
    """The request body: for a bot with its channel and the key by which it is found again, for a webhook without."""
    return _dumped(_addressed(_whole(alert, words, mention), alert, post))


def render_thread(alert: Alert, words: Words, *, post: str, mention: str | None) -> bytes:
    """What a bot needs to keep a story in one thread.

    `post`: the whole message. Of an update also `edit`, what its first message says from now on, and `reply`, what is
    new, for the thread below it.
    """
    thread: Element = {"post": _addressed(_whole(alert, words, mention), alert, post)}
    if alert.kind == "story" and (alert.revision > 1 or alert.escalated):
        thread["edit"] = _whole(replace(alert, news=(), escalated=False), words, mention)
        reply = _addressed(_reply(lay_out(alert, words), mention), alert, post)
        thread["reply"] = {**reply, "reply_broadcast": alert.escalated}
    return _dumped(thread)


def shrunk(payload: Element) -> Element:
    """The same message with its headline only, for the day Slack finds it too long."""
    return {**payload, "blocks": payload["blocks"][:1]}


def _whole(alert: Alert, words: Words, mention: str | None) -> Element:
    for limits in _SHRINKING:
        view = lay_out(alert, words, limits)
        parts = (_head(view, mention), _news(view), _lines(view), _stories(view), _quotes(view), _tallies(view))
        blocks = [block for part in (*parts, _forms(view), _reports(view), _foot(view)) for block in _blocks(part)]
        if sum(map(_length, blocks)) <= _MOST_CHARACTERS:
            break
    return _payload(_fallback(view), blocks)


def _reply(view: View, mention: str | None) -> Element:
    rows = [_section(_headline(view, mention))] if not view.news or mention is not None else []
    rows += [_section([_text(_own(view, notice))]) for notice in view.notices]
    return _payload(_fallback(view), _blocks([*rows, *_news(view), *_links(view)]))


def _payload(fallback: str, blocks: list[Element]) -> Element:
    text = _escaped(cut(fallback, _LONGEST_FALLBACK))
    return {"text": text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _addressed(payload: Element, alert: Alert, post: str | None) -> Element:
    if post is None:
        return payload
    subject = clean_line(f"{alert.kind}/{alert.subject}/{alert.revision}")
    key = {"key": message_key(alert), "subject": subject}
    return payload | {
        "channel": post,
        "parse": "none",
        "link_names": False,
        "metadata": {"event_type": EVENT_TYPE, "event_payload": key},
    }


def _head(view: View, mention: str | None) -> list[Element]:
    rows = [_section(_headline(view, mention))]
    if view.standfirst is not None:
        rows.append(_section(_runs(view.standfirst)))
    return [*rows, *(_section([_text(_own(view, fact))]) for fact in facts_of(view)), *_bare_link(view)]


def _headline(view: View, mention: str | None) -> list[Element]:
    headline, lead = view.headline, view.lead
    top: list[Element] = [_text(RLM)] if headline.direction == "rtl" else []
    if mention is not None:
        top += [_mention(mention), _text(" ")]
    if view.priority is not None:
        top.append(_text(f"[{view.priority}] ", bold=True))
    link = lead.link if lead is not None and lead.title_is_link else None
    return [*top, _linked(_foreign(headline), link, bold=True)]


def _bare_link(view: View) -> list[Element]:
    """The way to an article whose title may not be a link."""
    if view.lead is None or view.lead.link is None or view.lead.title_is_link:
        return []
    return [_section([_linked(_own(view, view.words.say.open_article), view.lead.link)])]


def _news(view: View) -> list[Element]:
    if view.news_title is None:
        return []
    title = _section([_text(_own(view, view.news_title), bold=True)])
    return [title, *(_section(_runs(passage)) for passage in view.news)]


def _lines(view: View) -> list[Element]:
    return [_section(_runs(passage)) for passage in view.lines]


def _stories(view: View) -> list[Element]:
    rows: list[Element] = []
    for brief in view.stories:
        title = brief.lead.title
        top = [_text(RLM)] if title.direction == "rtl" else []
        top += [_text(f"[{brief.priority}] ", bold=True)] if brief.priority is not None else []
        link = brief.lead.link if brief.lead.title_is_link else None
        rows.append(_section([*top, _linked(_foreign(title), link, bold=True)]))
        rows += [_section(_runs(passage)) for passage in brief.news]
        rows.append(_section([_text(_own(view, about_brief(brief)))]))
    return rows + ([_section([_text(_own(view, view.more))])] if view.stories and view.more is not None else [])


def _quotes(view: View) -> list[Element]:
    elements = [_section([_text(_own(view, view.quotes_title), bold=True)])] if view.quotes else []
    for quote in view.quotes:
        runs = [*_runs(quote.passage), _text("\n" + _own(view, isolate(quote.place)), italic=True)]
        elements.append({"type": "rich_text_quote", "elements": runs})
    return elements


def _tallies(view: View) -> list[Element]:
    return [
        _section([_text(_own(view, f"{titled(view, tally)}: "), bold=True), _text(counted_in(view, tally.items))])
        for tally in view.tallies
    ]


def _forms(view: View) -> list[Element]:
    if not view.forms:
        return []
    title = _section([_text(_own(view, view.forms_title), bold=True)])
    return [title, *(_section(_runs(form)) for form in view.forms)]


def _reports(view: View) -> list[Element]:
    if not view.reports:
        return []
    rows = [_section([_text(_own(view, view.reports_title), bold=True)])]
    for report in view.reports:
        when = " ".join(filter(None, (report.day, isolate(report.time))))
        title = _linked(isolate(_foreign(report.title)), report.link if report.title_is_link else None)
        notes = "".join(f" – {isolate(note)}" for note in report.notes)
        row = [_text(_own(view, f"{when} – {isolate(report.outlet)} – ")), title]
        rows.append(_section([*row, _text(notes)] if notes else row))
    return rows + ([_section([_text(_own(view, view.more))])] if view.more is not None else [])


def _foot(view: View) -> list[Element]:
    footer = footer_of(view)
    return [*_links(view), *([_section([_text(_own(view, footer), italic=True)])] if footer is not None else [])]


def _links(view: View) -> list[Element]:
    """What can be done, in one line; the article itself is the headline's link."""
    shown = view.lead.link if view.lead is not None else None
    links = [_linked(action.text, action.link) for action in view.actions if action.link != shown]
    row = [element for link in links for element in (_text(" · "), link)][1:]
    return [_section([_text(RLM), *row] if view.words.direction == "rtl" else row)] if row else []


def _linked(text: str, link: str | None, *, bold: bool = False) -> Element:
    if link is None:
        return _text(text, bold=bold)
    element: Element = {"type": "link", "url": link, "text": text}
    return {**element, "style": {"bold": True}} if bold else element


def _mention(mention: str) -> Element:
    """@here and its like, a person (U…) or a group (S…): only ever what the operator wrote."""
    if mention.startswith("@"):
        return {"type": "broadcast", "range": mention[1:]}
    if mention.startswith("S"):
        return {"type": "usergroup", "usergroup_id": mention}
    return {"type": "user", "user_id": mention}


def _runs(passage: Passage) -> list[Element]:
    runs = [_text(spoken(run, passage.direction), bold=run.hit) for run in passage.runs]
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
