"""What every form of an alert shows, in the order in which it is shown: mail, plain text, Slack."""

from dataclasses import dataclass

from alerts.render.passage import Passage
from alerts.render.wording import Words
from monitor.core.model.watchlist import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of an alert is shown; a message that came out too big is laid out again with less."""

    excerpts: int = 5
    articles: int = 20
    stories: int = 40
    terms: int = 20
    queries: int = 6
    forms: int = 6
    lines: int = 60


FULL = Limits()


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
    notes: tuple[str, ...] = ()  # what became of it: a copy, edited, removed

    @property
    def time(self) -> str:
        """When it came out; where the outlet does not say, when we saw it."""
        return self.published if self.published is not None else self.seen

    @property
    def day(self) -> str | None:
        """The day of that time, unless it is today."""
        return self.published_day if self.published is not None else self.seen_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A story as one of many."""

    lead: Report
    priority: str | None
    severity: Severity
    outlets: str
    watchlists: tuple[str, ...]
    news: tuple[Passage, ...]  # empty: told for the first time


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted, the most frequent first."""

    title: str
    items: tuple[tuple[str, int], ...]
    query: str | None = None  # the name of the query of which this was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A link that does something, on a page of ours or of the outlet."""

    text: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that is shown."""

    words: Words
    kind: str
    severity: Severity
    kind_name: str
    priority: str | None  # said from high on
    weekday: str
    date: str
    time: str
    subject: str  # of the mail
    headline: Passage
    watchlists: tuple[str, ...]
    notices: tuple[str, ...] = ()  # late, escalated
    news_title: str | None = None
    news: tuple[Passage, ...] = ()
    lead: Report | None = None  # the article whose headline stands above
    standfirst: Passage | None = None
    lines: tuple[Passage, ...] = ()
    stories: tuple[Brief, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quotes_title: str = ""
    tallies: tuple[Tally, ...] = ()
    forms: tuple[Passage, ...] = ()  # how the terms stand in the texts, where that is not as the watchlist writes them
    forms_title: str = ""
    reports: tuple[Report, ...] = ()
    reports_title: str = ""
    more: str | None = None  # stories or reports left out
    actions: tuple[Action, ...] = ()
    unsubscribe: Action | None = None
    footer: str
    routes: tuple[str, ...]
    trace: str  # for whoever has to look this message up
