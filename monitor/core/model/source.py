"""Who publishes, and how it is read."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class SourceType(StrEnum):
    """What stands at a source's address."""

    FEED = "feed"  # RSS, Atom or JSON Feed; a news sitemap is recognised
    SITEMAP = "sitemap"
    LISTING = "listing"  # a page of links


class Dates(StrEnum):
    """Whether a feed's dates mean the zone that they name."""

    WRITTEN = "as written"
    LOCAL = "local"  # they mean the source's own, whatever they say: many outlets call their local time GMT


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """Where things stand on a listing page: CSS, or XPath if it begins with / or (; None: learnt."""

    links: str | None = None
    title: str | None = None  # within the block around a link
    date: str | None = None  # within the block around a link


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractRules:
    """The analyst's last word on the text of a source's pages: CSS, or XPath if it begins with / or (."""

    include: tuple[str, ...] = ()  # these elements are the text, and nothing else is; empty: found out
    exclude: tuple[str, ...] = ()  # these are not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed of an outlet, as the operator wrote it."""

    id: str
    name: str
    name_ar: str | None = None
    url: str
    country: str | None = None  # ISO 3166-1 alpha-2
    type: SourceType = SourceType.FEED
    selectors: Selectors = Selectors()
    extract: ExtractRules | None = None
    section: tuple[str, ...] = ()  # in which all its articles stand, the widest first; a folder of a list of feeds
    kind: str | None = None  # agency, newspaper, broadcaster, digital, official
    language: str = "ar"
    timezone: str = "UTC"  # for dates that carry no zone
    dates: Dates = Dates.WRITTEN
    weight: float = 1.0  # how much fresher its news are to be than that of others; see monitor.core.schedule
    every: timedelta | None = None  # None: adaptive, between the two bounds below
    min_every: timedelta = timedelta(minutes=2)
    max_every: timedelta = timedelta(hours=2)
    headers: tuple[tuple[str, str], ...] = ()
    allow_networks: tuple[str, ...] = ()  # CIDRs the guard lets through for this source
