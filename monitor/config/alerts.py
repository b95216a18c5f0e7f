"""What alerts.toml may say: who gets what, when, and when nobody is disturbed."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, model_validator

from monitor.config.schema import (
    Country,
    Duration,
    Listed,
    SeverityWord,
    Table,
    WebAddress,
    Words,
    Zone,
    listed,
)
from monitor.core.hints import did_you_mean
from monitor.core.model.route import MILESTONES, Escalation, Mute, NewsKind, Quiet, Route, Send, SpikeLevel, Timetable
from monitor.core.model.watchlist import Severity
from monitor.core.wall import instant

NEVER = "never"  # of quiet: this route keeps no quiet hours
DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MORNING = time(8, 0)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_OUTLETS = re.compile(r"outlets\s+(\d{1,4})")
_NEWS = {kind.value: kind for kind in NewsKind if kind not in (NewsKind.OUTLETS, NewsKind.GRAVER)}


def _wall(text: object) -> time:
    if isinstance(text, time):
        return text
    found = _CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError('write a time of day such as "07:30"')
    return time(int(found[1]), int(found[2]))


def _day(word: object) -> int:
    if not isinstance(word, str) or word.lower() not in DAYS:
        hint = did_you_mean(str(word), DAYS) or did_you_mean(str(word)[:3].lower(), DAYS)
        raise ValueError(f"write days as {', '.join(DAYS)}{hint}")
    return DAYS[word.lower()]


def _days(value: object) -> object:
    words = ("all", "workdays")
    if value in words:
        return value
    if not isinstance(value, list) and (not isinstance(value, str) or value.lower() not in DAYS):
        raise ValueError(f'write "all", "workdays" or a list of days{did_you_mean(str(value), [*words, *DAYS])}')
    return [_day(one) for one in value] if isinstance(value, list) else [_day(value)]


def _update(word: str) -> str:
    if word not in _NEWS and _OUTLETS.fullmatch(word) is None:
        known = ['"outlets 3"', *(f'"{name}"' for name in _NEWS)]
        raise ValueError(f"write one of {', '.join(known)}{did_you_mean(word, ['outlets 3', *_NEWS])}")
    return word


def _ping(text: str) -> str:
    if not text.startswith(("https://", "http://")) and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) is None:
        raise ValueError("write an address that begins with https://, or the name of a secret that holds one")
    return text


def _public(url: str) -> str:
    return url.rstrip("/")


def _moment(value: object) -> object:
    # a date means until the end of that day
    return value if isinstance(value, date | datetime) else _no_moment()


def _no_moment() -> object:
    raise ValueError("write a date without quotes: until = 2026-12-31")


def _leaves_work(days: list[int]) -> list[int]:
    if len(set(days)) == len(DAYS):
        raise ValueError("names every day of the week; leave at least one to work on")
    return days


Wall = Annotated[time, BeforeValidator(_wall)]
Day = Annotated[int, BeforeValidator(_day)]
Weekend = Annotated[list[Day], BeforeValidator(listed), AfterValidator(_leaves_work)]
Days = Annotated[Literal["all", "workdays"] | list[int], PlainValidator(_days)]
Update = Annotated[str, AfterValidator(_update)]
Moment = Annotated[date | datetime, BeforeValidator(_moment)]
Ping = Annotated[str, AfterValidator(_ping)]
PublicUrl = Annotated[WebAddress, AfterValidator(_public)]


class QuietTable(Table):
    """Hours in which nobody is disturbed."""

    start: Wall = Field(alias="from")
    until: Wall
    weekend_until: Wall | None = None
    let_through: SeverityWord | None = None
    weekend: Weekend | None = None
    timezone: Zone | None = None

    @model_validator(mode="after")
    def _lasts(self) -> "QuietTable":
        if self.start == self.until:
            raise ValueError("begins and ends at the same time; quiet hours have to last")
        overnight, weekend = self.until < self.start, self.weekend_until
        if weekend is not None and (weekend > self.start) == overnight:
            where, why = (
                ("before", "one night would reach into the next")
                if overnight
                else ("after", "they would end before they begin")
            )
            raise ValueError(f'weekend_until = "{weekend:%H:%M}" has to be {where} from = "{self.start:%H:%M}": {why}')
        return self

    def value(self, name: str, file: "AlertsFile") -> Quiet:
        return Quiet(
            name=name,
            start=self.start,
            until=self.until,
            weekend_until=self.weekend_until,
            weekend=frozenset(self.weekend if self.weekend is not None else file.weekend),
            let_through=self.let_through,
            zone=ZoneInfo(self.timezone or file.timezone),
        )


class MuteTable(Table):
    """What is not told for a while."""

    watchlist: str | None = None
    source: str | None = None
    entity: str | None = None
    story: str | None = None
    until: Moment
    why: Words
    by: Words

    @model_validator(mode="after")
    def _names_something(self) -> "MuteTable":
        if self.watchlist is self.source is self.entity is self.story is None:
            raise ValueError("a mute has to name a watchlist, a source, an entity or a story")
        return self

    def value(self, zone: ZoneInfo) -> Mute:
        end = self.until
        if not isinstance(end, datetime):
            until = instant(end + timedelta(days=1), time(0), zone)
        else:
            until = (end if end.tzinfo is not None else end.replace(tzinfo=zone)).astimezone(UTC)
        return Mute(
            watchlist=self.watchlist,
            source=self.source,
            entity=self.entity,
            story=self.story,
            until=until,
            why=self.why,
            by=self.by,
        )


class UnlessAck(Table):
    """Who hears of a story that nobody has acknowledged in time."""

    after: Duration
    to: Listed = Field(min_length=1)


class RouteTable(Table):
    """Who gets what, when."""

    name: Words
    to: Listed = Field(min_length=1)
    watchlists: Listed = ["*"]
    severity: SeverityWord = Severity.LOW
    outlet: Listed = []
    country: Annotated[list[Country], BeforeValidator(listed)] = []
    send: Literal["now", "hourly", "daily", "weekly"] = "now"
    at: Annotated[list[Wall], BeforeValidator(listed)] | None = Field(default=None, min_length=1)
    days: Days | None = None
    if_empty: Literal["send", "skip"] | None = None
    group_wait: Duration = timedelta(seconds=60)
    quiet: str = NEVER
    update_every: Duration = timedelta(minutes=30)
    update_when: Annotated[list[Update], BeforeValidator(listed)] | None = None
    max_per_hour: Annotated[int, Field(ge=1)] | None = None
    unless_ack: UnlessAck | None = None
    spike: Literal["fewer", "balanced", "more"] | None = None

    @model_validator(mode="after")
    def _goes_together(self) -> "RouteTable":
        if self.send not in ("daily", "weekly"):
            for word in ("at", "days"):
                if getattr(self, word) is not None:
                    raise ValueError(f'"{word}" is for send = "daily" or "weekly"; this route has send = "{self.send}"')
        if self.send == "now" and self.if_empty is not None:
            raise ValueError('"if_empty" is for digests; this route has send = "now"')
        if self.send != "now" and self.unless_ack is not None:
            raise ValueError('"unless_ack" is for send = "now": nobody can be late for a digest')
        if self.send != "now" and self.spike is not None:
            raise ValueError('"spike" is told at once; leave out "send", or make it a route of its own')
        if self.days == []:
            raise ValueError('"days" names no day: this route could never send')
        return self

    def value(self, file: "AlertsFile") -> Route:
        when = self.update_when
        milestones = tuple(int(found[1]) for word in when or () if (found := _OUTLETS.fullmatch(word)) is not None)
        kinds = frozenset(_NEWS[word] for word in when or () if word in _NEWS)
        quiet = file.quiet.get(self.quiet)
        ack = self.unless_ack
        return Route(
            name=self.name,
            to=tuple(dict.fromkeys(self.to)),
            watchlists=tuple(self.watchlists),
            severity=self.severity,
            outlets=tuple(self.outlet),
            countries=tuple(self.country),
            group_wait=self.group_wait,
            timetable=self._timetable(file),
            if_empty=self.if_empty == "send",
            quiet=quiet.value(self.quiet, file) if quiet is not None and self.quiet != NEVER else None,
            update_every=self.update_every,
            update_when=frozenset(NewsKind) if when is None else kinds | ({NewsKind.OUTLETS} if milestones else set()),
            milestones=MILESTONES if when is None else tuple(sorted(milestones)),
            max_per_hour=self.max_per_hour,
            unless_ack=Escalation(after=ack.after, to=tuple(dict.fromkeys(ack.to))) if ack is not None else None,
            spike=SpikeLevel(self.spike) if self.spike is not None else None,
        )

    def _timetable(self, file: "AlertsFile") -> Timetable | None:
        if self.send == "now":
            return None
        workdays = frozenset(range(7)) - frozenset(file.weekend)
        if isinstance(self.days, list):
            days = frozenset(self.days)
        else:
            days = workdays if self.days == "workdays" else frozenset(range(7))
        if self.send == "weekly" and self.days is None:
            # the week begins after its weekend: sunday in Iraq, monday in Europe
            days = frozenset({next((d for d in range(7) if d in workdays and (d - 1) % 7 not in workdays), 0)})
        return Timetable(
            send=Send(self.send), at=tuple(self.at or (_MORNING,)), days=days, zone=ZoneInfo(file.timezone)
        )


class AlertsFile(Table):
    """The whole file."""

    timezone: Zone = "UTC"
    weekend: Weekend = [4, 5]
    language: Literal["ar", "en"] = "ar"
    digits: Literal["western", "arabic"] = "western"
    owner: Listed = []
    horizon: Duration = timedelta(hours=24)  # nothing published longer ago alerts
    public_url: PublicUrl | None = None  # where our own pages can be reached
    ping: Ping | None = None  # called every five minutes, or the name of the secret that holds the address
    no_hit_for: Duration = timedelta(days=14)  # after so long without a hit its owner hears of a watchlist
    channel: dict[str, dict[str, Any]] = {}  # each by its own settings model, see alerts.registry
    route: list[RouteTable] = []
    quiet: dict[str, QuietTable] = {}
    mute: list[MuteTable] = []
