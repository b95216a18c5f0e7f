"""Who hears of what, when, and when not."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from monitor.core.model.watchlist import Severity


class Send(StrEnum):
    """When a route tells."""

    NOW = "now"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


class SpikeLevel(StrEnum):
    """How readily a route tells of unusually many stories."""

    FEWER = "fewer"
    BALANCED = "balanced"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours in which nobody is disturbed, on the clock of a zone; they may cross midnight."""

    name: str
    start: time
    until: time
    weekend_until: time | None = None  # on mornings of the weekend
    weekend: frozenset[int] = frozenset()  # 0 is Monday
    let_through: Severity | None = None  # told all the same, from here on; None: nothing is
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When digests are due, on the clock of a zone."""

    send: Send
    at: tuple[time, ...] = ()  # hourly: not used, it is the full hour
    days: frozenset[int] = frozenset(range(7))  # 0 is Monday
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Who hears of a story that nobody acknowledged in time."""

    after: timedelta
    to: tuple[str, ...]  # names of channels


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """What is not told for a while. What is named counts together: a watchlist and a source are its hits there."""

    until: datetime
    why: str
    by: str
    watchlist: str | None = None
    source: str | None = None
    entity: str | None = None  # its name, or a term as the watchlist writes it
    story: str | None = None  # key


class NewsKind(StrEnum):
    """What an update of a story is about."""

    OUTLETS = "outlets"  # it stands in so many outlets now
    WATCHLIST = "new watchlist"
    HEADLINE = "headline changed"
    CORRECTION = "correction"
    REMOVED = "removed"
    ENTITY = "new entity"
    GRAVER = "graver"  # never asked for: it is why a route with a higher `severity` tells a story for the first time


MILESTONES = (3, 10, 20, 50)
"""Numbers of outlets at which a story is worth another look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Who hears of what, and when."""

    name: str
    to: tuple[str, ...]  # names of channels
    watchlists: tuple[str, ...] = ("*",)  # ids; "*" is every one
    severity: Severity = Severity.LOW  # at least
    outlets: tuple[str, ...] = ()  # ids of sources; empty: all
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2; empty: all
    group_wait: timedelta = timedelta(seconds=60)  # from the first hit to the first notice
    timetable: Timetable | None = None  # None: at once
    if_empty: bool = False  # a digest without stories is sent too
    quiet: Quiet | None = None
    update_every: timedelta = timedelta(minutes=30)
    update_when: frozenset[NewsKind] = frozenset(NewsKind)
    milestones: tuple[int, ...] = MILESTONES
    max_per_hour: int | None = None  # to one recipient
    unless_ack: Escalation | None = None
    spike: SpikeLevel | None = None  # then it tells of spikes only
