"""An alert as plain text: the first part of a mail, and what a console shows."""

from alerts.render.bidi import isolate, isolate_latin, line
from alerts.render.passage import Passage, Run
from alerts.render.view import Action, Brief, Report, Tally, View


def render_text(view: View, mark: tuple[str, str] = ("", "")) -> str:
    """Lines that read in their own direction, addresses on lines of their own; hits stand between the two marks."""
    blocks = [
        _top(view, mark),
        _news(view),
        _lines(view),
        *(_brief(view, brief) for brief in view.stories),
        [_own(view, view.more)] if view.stories and view.more is not None else [],
        _quotes(view, mark),
        _tallies(view),
        _forms(view),
        _reports(view),
        [row for action in _further(view) for row in (_own(view, f"{action.text}:"), action.link)],
        _foot(view),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def facts_of(view: View) -> list[str]:
    """What kind of alert it is and when, where it comes from, which watchlists asked: a line each."""
    when = f"{view.weekday} {view.date} {isolate(view.time)} {view.words.clock}"
    facts = [f"{view.kind_name} – {when}", *view.notices]
    if view.lead is not None:
        facts.append(source_of(view, view.lead))
    if view.watchlists:
        facts.append(f"{view.words.say.watchlists}: " + " | ".join(map(isolate, view.watchlists)))
    return facts


def source_of(view: View, report: Report) -> str:
    """The outlet, when it published, when we saw it."""
    say = view.words.say
    parts = [isolate(report.outlet)]
    if report.published is not None:
        parts.append(" ".join(filter(None, (say.published, report.published_day, isolate(report.published)))))
    seen = " ".join(filter(None, (say.seen, report.seen_day, isolate(report.seen))))
    parts.append(f"{seen} ({report.delay})" if report.delay is not None else seen)
    return " – ".join(parts)


def about_brief(brief: Brief) -> str:
    """What stands below a story's headline in a digest."""
    when = " ".join(filter(None, (brief.lead.day, isolate(brief.lead.time))))
    about = (isolate(brief.lead.outlet), when, brief.outlets, *map(isolate, (*brief.watchlists, *brief.lead.notes)))
    return " – ".join(about)


def counted_in(view: View, items: tuple[tuple[str, int], ...]) -> str:
    """Names with their numbers, each pair on an island."""
    pairs = (isolate(f"{what} {isolate(f'({view.words.digits(str(n))})')}") for what, n in items)
    return view.words.say.comma.join(pairs)


def titled(view: View, tally: Tally) -> str:
    """What was counted: why the alert came, and the query of which that was found, on an island."""
    if tally.query is None:
        return tally.title
    say = view.words.say
    return f"{tally.title} – {say.query} {say.quotes[0]}{isolate(tally.query)}{say.quotes[1]}"


def footer_of(view: View) -> str | None:
    """Which routes led here."""
    say = view.words.say
    routes = say.comma.join(f"{say.quotes[0]}{isolate(route)}{say.quotes[1]}" for route in view.routes)
    return f"{view.footer} {routes}" if routes else None


def _top(view: View, mark: tuple[str, str]) -> list[str]:
    priority = f"[{view.priority}] " if view.priority is not None else ""
    rows = [line(priority + _marked(view.headline, mark), view.headline.direction)]
    if view.standfirst is not None:
        rows.append(line(_marked(view.standfirst, mark), view.standfirst.direction))
    rows += [_own(view, fact) for fact in facts_of(view)]
    if view.lead is not None and view.lead.link is not None:
        rows.append(view.lead.link)
    return rows


def _news(view: View) -> list[str]:
    if view.news_title is None:
        return []
    return [_own(view, f"{view.news_title}:"), *(_own(view, f"• {_marked(one)}") for one in view.news)]


def _lines(view: View) -> list[str]:
    return [line(_marked(passage), passage.direction) for passage in view.lines]


def _brief(view: View, brief: Brief) -> list[str]:
    title = brief.lead.title
    priority = f"[{brief.priority}] " if brief.priority is not None else ""
    rows = [line(f"• {priority}{_marked(title)}", title.direction)]
    rows += [_own(view, f"{view.words.say.again}: {_marked(news)}") for news in brief.news]
    rows.append(_own(view, about_brief(brief)))
    return [*rows, brief.lead.link] if brief.lead.link is not None else rows


def _quotes(view: View, mark: tuple[str, str]) -> list[str]:
    if not view.quotes:
        return []
    rows = [_own(view, view.quotes_title + ":")]
    for quote in view.quotes:
        text = f"• {_marked(quote.passage, mark)} ({isolate(quote.place)})"
        rows += [line(text, quote.passage.direction), ""]
    return rows[:-1]


def _tallies(view: View) -> list[str]:
    return [_own(view, f"{titled(view, tally)}: {counted_in(view, tally.items)}") for tally in view.tallies]


def _forms(view: View) -> list[str]:
    if not view.forms:
        return []
    return [_own(view, f"{view.forms_title}:"), *(_own(view, f"• {_marked(form)}") for form in view.forms)]


def _reports(view: View) -> list[str]:
    if not view.reports:
        return []
    rows = [_own(view, view.reports_title + ":")]
    for report in view.reports:
        when = " ".join(filter(None, (report.day, isolate(report.time))))
        parts = (when, isolate(report.outlet), isolate(report.title.text), *map(isolate, report.notes))
        rows.append(_own(view, " – ".join(parts)))
        rows.extend([report.link] if report.link is not None else [])
    return rows + ([_own(view, view.more)] if view.more is not None else [])


def _further(view: View) -> list[Action]:
    """What can be done, but for what stands above already."""
    shown = {view.lead.link} if view.lead is not None else {report.link for report in view.reports}
    actions = [action for action in view.actions if action.link not in shown]
    return [*actions, *([view.unsubscribe] if view.unsubscribe is not None else [])]


def _foot(view: View) -> list[str]:
    footer = footer_of(view)
    return [*([_own(view, footer)] if footer is not None else []), view.trace]


def _own(view: View, text: str) -> str:
    return line(text, view.words.direction)


def _marked(passage: Passage, mark: tuple[str, str] = ("", "")) -> str:
    said = ((spoken(run, passage.direction), run.hit) for run in passage.runs)
    return "".join(f"{mark[0]}{text}{mark[1]}" if hit else text for text, hit in said)


def spoken(run: Run, direction: str) -> str:
    """A run where no markup can help: what is foreign, or Latin among Arabic, on an island."""
    if run.island:
        return isolate(run.text)
    return isolate_latin(run.text) if direction == "rtl" else run.text
