"""An alert laid out in words, once for every form it takes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from alerts.render import digests
from alerts.render.bidi import has_letters
from alerts.render.clean import cut, link_of, short_line
from alerts.render.explained import explained, queries
from alerts.render.news import told_news
from alerts.render.passage import Passage, filled, plain
from alerts.render.quotes import quotes, standfirst
from alerts.render.reports import name, report, title_of
from alerts.render.troubles import told_trouble
from alerts.render.view import FULL, Action, Limits, Tally, View
from alerts.render.wording import Words
from monitor.core.model.delivery import Alert, Spike
from monitor.core.model.watchlist import Severity

_LATE = timedelta(minutes=10)
_LONGEST_SUBJECT = 120
_WITH_STORIES = frozenset({"digest", "collecting"})


def lay_out(alert: Alert, words: Words, limits: Limits = FULL) -> View:
    """Everything an alert says, in the words of its reader."""
    view = _frame(alert, words)
    if alert.kind in _WITH_STORIES:
        return _with_stories(view, alert, limits)
    if alert.spike is not None:
        return _with_spike(view, alert, alert.spike, limits)
    if alert.articles:
        return _with_articles(view, alert, limits)
    return _with_lines(view, alert, limits)


def subject_of(alert: Alert, words: Words) -> str:
    """The subject line; a story's stays as its first notice had it."""
    title, severity = _headline(alert, words).text, alert.severity
    if alert.first is not None:
        title, severity = short_line(alert.first.title, 300) or words.say.untitled, alert.first.severity
    prefix = f"[{words.say.severities['high']}] " if severity >= Severity.HIGH else ""
    date = f" – {words.date(alert.at)}" if alert.kind == "digest" else ""
    return prefix + cut(title, _LONGEST_SUBJECT - len(prefix) - len(date)) + date


def _frame(alert: Alert, words: Words) -> View:
    """What all kinds have in common."""
    say = words.say
    late = say.late.format(n=words.duration(alert.at - alert.due)) if alert.at - alert.due > _LATE else None
    routes = tuple(name(route) for route in alert.routes)
    leave = link_of(alert.links.unsubscribe)
    return View(
        words=words,
        kind=alert.kind,
        severity=alert.severity,
        kind_name=say.kinds.get(alert.kind, say.kinds["story"]),
        priority=say.severities[alert.severity.label] if alert.severity >= Severity.HIGH else None,
        weekday=words.weekday(alert.at),
        date=words.date(alert.at),
        time=words.time(alert.at),
        subject=subject_of(alert, words),
        headline=_headline(alert, words),
        watchlists=tuple(name(title) for title in alert.watchlists[:12]),
        notices=tuple(filter(None, (say.escalated if alert.escalated else None, late))),
        actions=_actions(alert, words),
        unsubscribe=Action(text=say.unsubscribe, link=leave) if leave is not None else None,
        footer=say.footer[len(routes) > 1],
        routes=routes,
        trace=short_line(f"{alert.kind} {alert.subject}", 100) + f" · rev {alert.revision}",
    )


def _headline(alert: Alert, words: Words) -> Passage:
    if alert.kind in _WITH_STORIES:
        return digests.headline(alert, words)
    if alert.spike is not None:
        return _rise(alert.spike, words)
    if alert.happening is not None:
        return told_trouble(alert.happening, words)[0]
    if alert.headline or not alert.articles:
        return _own(alert.headline or words.say.kinds.get(alert.kind, ""), words)
    return title_of(alert.articles[0], words)


def _with_articles(view: View, alert: Alert, limits: Limits) -> View:
    words, say = view.words, view.words.say
    shown = tuple(report(told, alert.articles, words, alert.at) for told in alert.articles[: limits.articles])
    found, title = quotes(alert, words, limits)
    outlets = len({told.outlet for told in alert.articles})
    news = told_news(alert.news, alert.articles, words)
    left = len(alert.articles) - len(shown)
    return replace(
        view,
        news=news,
        news_title=words.digits(say.update.format(n=alert.number or alert.revision)) if news else None,
        lead=shown[0],
        standfirst=standfirst(alert.articles[0]),
        lines=(_own(say.tested, words),) if alert.kind == "test" else (),
        quotes=found,
        quotes_title=title,
        tallies=_why(alert, words, limits),
        forms=explained((one for told in alert.articles for one in told.mentions), words, limits.forms),
        forms_title=say.explained,
        reports=shown if len(shown) > 1 or shown[0].notes else (),
        reports_title=say.in_outlets.format(n=words.count(outlets, say.outlets_in)),
        more=words.digits(say.more.format(n=left)) if left else None,
    )


def _with_stories(view: View, alert: Alert, limits: Limits) -> View:
    return replace(
        view,
        lines=digests.lines(alert, view.words),
        stories=digests.briefs(alert, view.words, limits),
        more=digests.left_out(alert, view.words, limits),
    )


def _with_spike(view: View, alert: Alert, spike: Spike, limits: Limits) -> View:
    words, say = view.words, view.words.say
    usual = round(spike.usual)
    first = (report(spike.first, [spike.first], words, alert.at),) if spike.first is not None else ()
    return replace(
        view,
        lines=(filled(say.usual if usual else say.seldom, {"n": words.count(usual, say.story)}, words.direction),),
        tallies=_tallies((say.frequent, spike.terms[: limits.terms]), (say.outlets, spike.outlets[: limits.terms])),
        reports=tuple(replace(one, earliest=False) for one in first),
        reports_title=say.who_first,
    )


def _with_lines(view: View, alert: Alert, limits: Limits) -> View:
    if alert.happening is not None:
        lines = told_trouble(alert.happening, view.words)[1]
    else:
        lines = tuple(_own(line, view.words) for line in alert.lines if short_line(line, 300))
    return replace(view, lines=lines[: limits.lines])


def _rise(spike: Spike, words: Words) -> Passage:
    facts = {
        "watchlist": name(spike.watchlist),
        "n": words.count(spike.stories, words.say.story),
        "hours": words.count(spike.hours, words.say.hour),
    }
    return filled(words.say.rise, facts, words.direction)


def _why(alert: Alert, words: Words, limits: Limits) -> tuple[Tally, ...]:
    """What was found of the terms, then of each query by its name, the one of which most was found first."""
    counted = queries(mention for told in alert.articles for mention in told.mentions)
    own = counted.pop(None)
    each = sorted(counted.items(), key=lambda asked: -asked[1].total())[: limits.queries]
    return (
        *_tallies((words.say.reason, own.most_common(limits.terms))),
        *(
            replace(tally, query=name(query or ""))
            for query, terms in each
            for tally in _tallies((words.say.reason, terms.most_common(limits.terms)))
        ),
    )


def _tallies(*counted: tuple[str, Sequence[tuple[str, int]]]) -> tuple[Tally, ...]:
    return tuple(
        Tally(title=title, items=tuple((name(what), n) for what, n in items)) for title, items in counted if items
    )


def _actions(alert: Alert, words: Words) -> tuple[Action, ...]:
    say, links = words.say, alert.links
    article = alert.articles[0].article.url if alert.articles else None
    if alert.spike is not None and alert.spike.first is not None:
        article = alert.spike.first.article.url
    wanted = (
        (say.open_article, article),
        (say.open_story, links.story),
        (say.acknowledge, links.acknowledge),
        (say.mute, links.mute),
    )
    return tuple(Action(text=text, link=link) for text, url in wanted if (link := link_of(url)) is not None)


def _own(text: str, words: Words) -> Passage:
    """A sentence of ours: it goes our way, even when the command it names is longer than the rest."""
    said = plain(text)
    return replace(said, direction=words.direction) if has_letters(said.text, words.direction) else said
