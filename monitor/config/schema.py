"""What the three kinds of files may say: one pydantic model per table, unknown words forbidden.

A model turns into the core's values with its `value` method; nothing above this room sees pydantic. Words of features
that are not built yet stand in `LATER`, so that they are refused by name and never ignored.
"""

import ipaddress
import re
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import httpx
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from monitor.core.hints import did_you_mean
from monitor.core.model.source import Dates, ExtractRules, Selectors, Source, SourceType
from monitor.core.model.watchlist import Severity

LATER: dict[str, frozenset[str]] = {
    "sources": frozenset({"robots"}),
    "alerts": frozenset(),
    "watchlist": frozenset(),
}
"""Per kind of file: words of the design that this version does not know how to obey yet."""

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)")
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST = 36_500 * 86_400  # seconds


def parse_duration(text: object) -> timedelta:
    """Read a duration such as "90s", "5m", "2h" or "1d"; raises ValueError for what is none, or longer than a life."""
    if isinstance(text, timedelta):
        return text
    match = _DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise ValueError('write a duration such as "90s", "5m", "2h" or "1d"')
    seconds = float(match[1]) * _UNITS[match[2]]
    if seconds > _LONGEST:
        raise ValueError("write a duration of a hundred years at most (36500d)")
    return timedelta(seconds=seconds)


def _pace(text: object) -> timedelta | None:
    return None if text in (None, "adaptive") else parse_duration(text)


@cache
def _zones() -> frozenset[str]:
    """The names of all time zones; zoneinfo looks through hundreds of files for them, each time it is asked."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def _zone(name: str) -> str:
    # ZoneInfo("Asia") is a folder and "asia/baghdad" opens on some file systems: only known names will do
    if name not in _zones():
        raise ValueError(f"no time zone is called {name!r}; it looks like Asia/Baghdad")
    ZoneInfo(name)
    return name


def _web_address(url: str) -> str:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise ValueError(f"not a web address: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ValueError("write the whole address, beginning with https:// or http://")
    return url


def _network(text: str) -> str:
    try:
        ipaddress.ip_network(text)
    except ValueError as error:
        raise ValueError(f'{text!r} is no network; it looks like "10.1.0.0/16"') from error
    return text


def _severity(word: object) -> Severity:
    names = {severity.label: severity for severity in Severity}
    if not isinstance(word, str) or word not in names:
        raise ValueError(f"write one of {', '.join(names)}{did_you_mean(str(word), names)}")
    return names[word]


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", text):
        raise ValueError("use 1 to 64 of the letters a–z, digits, dot, hyphen and underscore")
    return text


def country_code(text: str) -> str:
    """A country's code; raises ValueError for what is none."""
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise ValueError('write a country as two capital letters, such as "IQ"')
    return text


def _selector(text: str) -> str:
    from monitor.core.selecting import compile_selector  # noqa: PLC0415 — slow to import, and seldom needed

    compile_selector(text)
    return text


def listed(value: object) -> object:
    """A text that stands where a list may stand is a list of one."""
    return [value] if isinstance(value, str) else value


def _wording(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text


def _a_day(time: timedelta) -> timedelta:
    if time < timedelta(days=1):
        raise ValueError('write at least "1d": what is younger may still be wanted')
    return time


def _a_week(time: timedelta) -> timedelta:
    if time < timedelta(days=7):
        raise ValueError('write at least "7d": stories are made of the articles of three days, and digests of a week')
    return time


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
Pace = Annotated[timedelta | None, BeforeValidator(_pace)]
Zone = Annotated[str, AfterValidator(_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Network = Annotated[str, AfterValidator(_network)]
SeverityWord = Annotated[Severity, BeforeValidator(_severity)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Country = Annotated[str, AfterValidator(country_code)]
Listed = Annotated[list[str], BeforeValidator(listed)]
Selector = Annotated[str, AfterValidator(_selector)]
Words = Annotated[str, AfterValidator(_wording)]


class Table(BaseModel):
    """A TOML table; a word it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Defaults(Table):
    every: Pace = None
    min_every: Duration = timedelta(minutes=2)
    max_every: Duration = timedelta(hours=2)
    timezone: Zone = "UTC"
    language: str = "ar"


class FetchTable(Table):
    """How politely, and how long, anything is fetched."""

    pace: Duration = timedelta(seconds=2)  # between two requests to one host
    timeout: Duration = timedelta(seconds=30)  # for everything about one request
    at_once: Annotated[int, Field(ge=1, le=64)] | None = None  # requests to one outlet; None: 2, without a pace more
    polls_a_day: Annotated[int, Field(ge=1)] | None = None  # of all sources together; None: as their rhythm asks
    contact: str | None = None  # shown to outlets in the user agent


class KeepTable(Table):
    """For how long what was found is kept; the sweep of every night forgets the rest."""

    captures: Annotated[Duration, AfterValidator(_a_day)] = timedelta(days=90)  # pages as they were fetched
    deliveries: Annotated[Duration, AfterValidator(_a_day)] = timedelta(days=30)  # messages that were sent
    articles: Annotated[Duration, AfterValidator(_a_week)] | None = None  # with their hits; None: for good


class ExtractTable(Table):
    """The analyst's last word on a page's text."""

    include: Annotated[list[Selector], BeforeValidator(listed)] = []
    exclude: Annotated[list[Selector], BeforeValidator(listed)] = []

    def value(self) -> ExtractRules:
        return ExtractRules(include=tuple(self.include), exclude=tuple(self.exclude))


class SourceTable(Table):
    id: Identifier
    name: Words
    name_ar: str | None = None
    url: WebAddress
    type: Literal["feed", "sitemap", "listing"] = "feed"
    links: Selector | None = None
    title: Selector | None = None
    date: Selector | None = None
    extract: ExtractTable | None = None
    country: Country | None = None
    section: Annotated[list[Words], BeforeValidator(listed)] = []
    kind: Literal["agency", "newspaper", "broadcaster", "digital", "official"] | None = None
    language: str | None = None
    timezone: Zone | None = None
    dates: Literal["as written", "local"] = "as written"
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0
    every: Pace = None
    min_every: Duration | None = None
    max_every: Duration | None = None
    headers: dict[str, str] = {}
    allow_networks: list[Network] = []
    enabled: bool = True

    def value(self, defaults: Defaults) -> Source:
        """The source with what the file's `[defaults]` say where it is silent itself."""
        adaptive = "every" in self.model_fields_set and self.every is None
        return Source(
            id=self.id,
            name=self.name,
            name_ar=self.name_ar,
            url=self.url,
            country=self.country,
            section=tuple(self.section),
            kind=self.kind,
            language=self.language or defaults.language,
            timezone=self.timezone or defaults.timezone,
            dates=Dates(self.dates),
            weight=self.weight,
            every=None if adaptive else self.every or defaults.every,
            min_every=self.min_every or defaults.min_every,
            max_every=self.max_every or defaults.max_every,
            headers=tuple(self.headers.items()),
            allow_networks=tuple(self.allow_networks),
            type=SourceType(self.type),
            selectors=Selectors(links=self.links, title=self.title, date=self.date),
            extract=self.extract.value() if self.extract is not None else None,
        )


class SourcesFile(Table):
    defaults: Defaults = Defaults()
    fetch: FetchTable = FetchTable()
    keep: KeepTable = KeepTable()
    source: list[SourceTable] = []
