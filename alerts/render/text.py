"""An alert as plain text: the first part of a mail, and what a console shows."""

from alerts.render.bidi import isolate, isolate_latin, line
from alerts.render.view import Passage, Report, View


def render_text(view: View, mark: tuple[str, str] = ("", "")) -> str:
    """Lines that read in their own direction, addresses on lines of their own; hits stand between the two marks."""
    blocks = [
        _top(view, mark),
        _lines(view),
        _quotes(view, mark),
        _reason(view),
        _reports(view),
        _foot(view),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _top(view: View, mark: tuple[str, str]) -> list[str]:
    say = view.words.say
    priority = f"[{view.priority}] " if view.priority is not None else ""
    rows = [line(priority + _marked(view.headline, mark), view.headline.direction)]
    if view.standfirst is not None:
        rows.append(line(_marked(view.standfirst, mark), view.standfirst.direction))
    rows.append(_own(view, " – ".join(filter(None, (view.kind_name, view.update, _when(view), view.late)))))
    if view.lead is not None:
        rows.append(_own(view, _source(view, view.lead)))
    if view.watchlists:
        rows.append(_own(view, f"{say.watchlists}: " + " | ".join(map(isolate, view.watchlists))))
    if view.lead is not None and view.lead.link is not None:
        rows.append(view.lead.link)
    return rows


def _when(view: View) -> str:
    return f"{view.weekday} {view.date} {isolate(view.time)} {view.words.clock}"


def _source(view: View, report: Report) -> str:
    say = view.words.say
    parts = [isolate(report.outlet)]
    if report.published is not None:
        parts.append(" ".join(filter(None, (say.published, report.published_day, isolate(report.published)))))
    seen = " ".join(filter(None, (say.seen, report.seen_day, isolate(report.seen))))
    parts.append(f"{seen} ({report.delay})" if report.delay is not None else seen)
    return " – ".join(parts)


def _lines(view: View) -> list[str]:
    return [line(_marked(passage, ("", "")), passage.direction) for passage in view.lines]


def _quotes(view: View, mark: tuple[str, str]) -> list[str]:
    if not view.quotes:
        return []
    rows = [_own(view, view.quotes_title + ":")]
    for quote in view.quotes:
        text = f"• {_marked(quote.passage, mark)} ({isolate(quote.place)})"
        rows += [line(text, quote.passage.direction), ""]
    return rows[:-1]


def _reason(view: View) -> list[str]:
    if not view.terms:
        return []
    terms = view.words.say.comma.join(
        isolate(f"{term} {isolate(f'({view.words.digits(str(n))})')}") for term, n in view.terms
    )
    return [_own(view, f"{view.words.say.reason}: {terms}")]


def _reports(view: View) -> list[str]:
    if len(view.reports) < 2:
        return []
    rows = [_own(view, view.reports_title + ":")]
    for report in view.reports:
        day = f"{report.published_day} " if report.published_day is not None else ""
        rows.append(
            _own(view, f"{day}{isolate(report.time)} – {isolate(report.outlet)} – {isolate(report.title.text)}")
        )
        rows.extend([report.link] if report.link is not None else [])
    return rows + ([_own(view, view.more)] if view.more is not None else [])


def _foot(view: View) -> list[str]:
    say = view.words.say
    rows = [_own(view, f"{say.open_story}:"), view.story_link] if view.story_link is not None else []
    if view.routes:
        routes = say.comma.join(f"{say.quotes[0]}{isolate(route)}{say.quotes[1]}" for route in view.routes)
        rows.append(_own(view, f"{view.footer} {routes}"))
    return [*rows, view.trace]


def _own(view: View, text: str) -> str:
    return line(text, view.words.direction)


def _marked(passage: Passage, mark: tuple[str, str]) -> str:
    right = passage.direction == "rtl"
    pieces = ((isolate_latin(run.text) if right else run.text, run.hit) for run in passage.runs)
    return "".join(f"{mark[0]}{text}{mark[1]}" if hit else text for text, hit in pieces)
