"""An alert laid out in words, once for every form it takes: mail, plain text, Slack."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.render.bidi import direction_of, has_letters
from alerts.render.clean import clean_line, cut, host_of, link_of, looks_like_url
from alerts.render.excerpt import Run, excerpts, marked, opening
from alerts.render.wording import Words
from monitor.core.model import Alert, Severity, ToldArticle

_LATE = timedelta(minutes=10)
_LONGEST_SUBJECT = 120
_LONGEST_NAME = 80
_LONGEST_LINE = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of an alert is shown; a message that came out too big is laid out again with less."""

    excerpts: int = 5
    articles: int = 20
    terms: int = 20
    lines: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Foreign text with its own direction."""

    runs: tuple[Run, ...]
    direction: str

    @property
    def text(self) -> str:
        """Without the marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An excerpt and where it stands."""

    passage: Passage
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One outlet's article."""

    outlet: str
    host: str
    title: Passage
    link: str | None
    title_is_link: bool  # False where the title looks like an address: a link must not lie about where it leads
    published: str | None
    published_day: str | None  # None: today
    seen: str
    seen_day: str | None
    delay: str | None
    earliest: bool

    @property
    def time(self) -> str:
        """When it came out; where the outlet does not say, when we saw it."""
        return self.published if self.published is not None else self.seen


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that is shown, in the order in which it is shown."""

    words: Words
    kind: str
    revision: int
    severity: Severity
    kind_name: str
    priority: str | None  # said from high on
    update: str | None
    weekday: str
    date: str
    time: str
    late: str | None
    subject: str  # of the mail
    headline: Passage
    standfirst: Passage | None
    watchlists: tuple[str, ...]
    lines: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    quotes_title: str
    terms: tuple[tuple[str, int], ...]
    reports: tuple[Report, ...]
    reports_title: str
    more: str | None  # reports left out
    story_link: str | None
    footer: str
    routes: tuple[str, ...]
    trace: str  # for whoever has to look this message up

    @property
    def lead(self) -> Report | None:
        """The report that is shown first."""
        return self.reports[0] if self.reports else None


def lay_out(alert: Alert, words: Words, limits: Limits = Limits()) -> View:
    """Everything an alert says, in the words of its reader."""
    say = words.say
    lead = alert.articles[0] if alert.articles else None
    shown = alert.articles[: limits.articles]
    quotes, quotes_title = _quotes(alert, words, limits)
    routes = tuple(_name(route) for route in alert.routes)
    return View(
        words=words,
        kind=alert.kind,
        revision=alert.revision,
        severity=alert.severity,
        kind_name=say.kinds.get(alert.kind, say.kinds["story"]),
        priority=say.severities[alert.severity.label] if alert.severity >= Severity.HIGH else None,
        update=words.digits(say.update.format(n=alert.revision)) if _is_update(alert) else None,
        weekday=words.weekday(alert.at),
        date=words.date(alert.at),
        time=words.time(alert.at),
        late=say.late.format(n=words.duration(alert.at - alert.due)) if alert.at - alert.due > _LATE else None,
        subject=subject_of(alert, words),
        headline=_headline(alert, words),
        standfirst=_standfirst(lead),
        watchlists=tuple(_name(title) for title in alert.watchlists[:12]),
        lines=tuple(_own(line, words) for line in alert.lines[: limits.lines] if clean_line(line)),
        quotes=quotes,
        quotes_title=quotes_title,
        terms=_terms(alert)[: limits.terms],
        reports=tuple(_report(told, alert, words) for told in shown),
        reports_title=_reports_title(alert, words),
        more=words.digits(say.more.format(n=len(alert.articles) - len(shown))) if shown != alert.articles else None,
        story_link=_story_link(alert, words),
        footer=say.footer[len(routes) > 1],
        routes=routes,
        trace=cut(clean_line(f"{alert.kind} {alert.subject}"), 100) + f" · rev {alert.revision}",
    )


def subject_of(alert: Alert, words: Words) -> str:
    """The subject line: of the first article, so that it stays the same while a story grows."""
    title = _headline(alert, words).text
    prefix = f"[{words.say.severities['high']}] " if alert.severity >= Severity.HIGH else ""
    return prefix + cut(title, _LONGEST_SUBJECT - len(prefix))


def _headline(alert: Alert, words: Words) -> Passage:
    if alert.headline or not alert.articles:
        return _own(alert.headline or words.say.kinds.get(alert.kind, ""), words)
    lead = alert.articles[0]
    runs = marked(lead.article.title, lead.mentions, "title", limit=300)
    return _passage(runs) if runs else _own(words.say.untitled, words)


def _standfirst(lead: ToldArticle | None) -> Passage | None:
    """What the feed says in one sentence and the text does not."""
    if lead is None or not 0 < len(lead.article.summary.strip()) <= 220:
        return None
    return _passage(marked(lead.article.summary, lead.mentions, "summary"))


def _quotes(alert: Alert, words: Words, limits: Limits) -> tuple[tuple[Quote, ...], str]:
    """Passages of the first article; of the others only what shows a term not seen so far."""
    quotes: list[Quote] = []
    seen: set[str] = set()
    for number, told in enumerate(alert.articles[: limits.articles]):
        for excerpt in excerpts(told.article, told.mentions, limits.excerpts):
            said_above = excerpt.paragraph is None and number == 0 and _standfirst(told) is not None
            if len(quotes) == limits.excerpts or said_above or (number and excerpt.terms <= seen):
                continue
            seen |= excerpt.terms
            place = words.paragraph(excerpt.paragraph)
            place = f"{place} · {_outlet(told, words)}" if number else place
            quotes.append(Quote(passage=_passage(excerpt.runs), place=place))
    if quotes or not alert.articles:
        return tuple(quotes), words.say.found
    runs = opening(alert.articles[0].article.text)
    return ((Quote(passage=_passage(runs), place=words.paragraph(1)),) if runs else ()), words.say.opening


def _report(told: ToldArticle, alert: Alert, words: Words) -> Report:
    article, published = told.article, told.article.published
    runs = marked(article.title, (), "title", limit=240) or (Run(text=words.say.untitled),)
    title = _passage(runs)
    link = link_of(article.url)
    delay = None
    if published is not None and published <= told.first_seen:
        delay = words.say.after.format(n=words.duration(told.first_seen - published))
    return Report(
        outlet=_outlet(told, words),
        host=host_of(link) if link is not None else "",
        title=title,
        link=link,
        title_is_link=link is not None and not looks_like_url(title.text),
        published=words.time(published) if published is not None else None,
        published_day=words.day_before(published, alert.at) if published is not None else None,
        seen=words.time(told.first_seen),
        seen_day=words.day_before(told.first_seen, alert.at),
        delay=delay,
        earliest=_came_out(told) == min(map(_came_out, alert.articles)),
    )


def _came_out(told: ToldArticle) -> datetime:
    return told.article.published or told.first_seen


def _terms(alert: Alert) -> tuple[tuple[str, int], ...]:
    """The terms found, the most frequent first."""
    counted = Counter(mention.term for told in alert.articles for mention in told.mentions)
    return tuple((_name(term), n) for term, n in counted.most_common())


def _reports_title(alert: Alert, words: Words) -> str:
    outlets = len({told.outlet for told in alert.articles})
    return words.say.in_outlets.format(n=words.count(max(outlets, 1), words.say.outlet))


def _story_link(alert: Alert, words: Words) -> str | None:
    if words.public_url is None or alert.kind != "story":
        return None
    return link_of(f"{words.public_url}/stories/{alert.subject}")


def _outlet(told: ToldArticle, words: Words) -> str:
    return _name(told.outlet_latin if words.language == "en" else told.outlet)


def _is_update(alert: Alert) -> bool:
    return alert.kind == "story" and alert.revision > 1


def _name(text: str) -> str:
    return cut(clean_line(text), _LONGEST_NAME)


def _own(text: str, words: Words) -> Passage:
    """A sentence of ours: it goes our way, even when the command it names is longer than the rest."""
    said = _passage((Run(text=cut(clean_line(text), _LONGEST_LINE)),))
    return replace(said, direction=words.direction) if has_letters(said.text, words.direction) else said


def _passage(runs: tuple[Run, ...]) -> Passage:
    return Passage(runs=runs, direction=direction_of("".join(run.text for run in runs)))
