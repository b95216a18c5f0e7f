"""A folder of TOML files → `Config`, or every problem in all of them, each with its line."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from alerts.registry import CHANNEL_TYPES
from monitor.config.alert_checks import check_names, check_sense
from monitor.config.alerts import AlertsFile
from monitor.config.problems import model_problems
from monitor.config.reader import Document, Reader
from monitor.config.schema import FetchTable, KeepTable, SourcesFile
from monitor.config.watchlists import NOTHING, Known, read_watchlists, watchlist_paths
from monitor.core.budget import fewest_polls
from monitor.core.errors import ConfigError, Problem
from monitor.core.hints import did_you_mean
from monitor.core.model.route import Mute, Route
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Watchlist


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything analysts decide, checked."""

    folder: Path
    sources: tuple[Source, ...]  # those switched on
    fetch: FetchTable
    watchlists: tuple[Watchlist, ...]
    channels: Mapping[str, BaseModel]  # name → settings of its type
    routes: tuple[Route, ...]
    owner: tuple[str, ...]  # channels that hear of trouble
    timezone: str
    language: str
    digits: str
    horizon: timedelta
    mutes: tuple[Mute, ...] = ()
    public_url: str | None = None  # where our own pages can be reached; without a slash at the end
    ping: str | None = None  # an address that is called while all goes on, or the name of the secret that holds it
    keep: KeepTable = KeepTable()
    no_hit_for: timedelta = timedelta(days=14)  # after so long without a hit the owner hears of a watchlist
    warnings: tuple[Problem, ...]
    fingerprint: str  # changes when a file changes
    broken: tuple[Problem, ...] = ()  # what is wrong with watchlists that are left out, or stay as they were
    checked: Known = field(
        default_factory=dict
    )  # watchlists that need not be read again while their files stay the same


def load(
    folder: Path,
    *,
    examples: bool = True,
    spare: Mapping[str, Watchlist] | None = None,
    known: Known = NOTHING,
) -> Config:
    """Read `sources.toml`, `watchlists/*.toml` and `alerts.toml` of `folder`.

    Raises ConfigError with every problem of every file. `examples`: also hold each watchlist to its own examples. With
    `spare`, a broken watchlist does not stop the others: the one of its id in `spare` stands in for it, else it is left
    out, and `Config.broken` says why; the error is raised only if no watchlist is left. `known`: `Config.checked` of an
    earlier reading.
    """
    reader = Reader(folder)
    before = fingerprint(folder)
    sources = _sources(reader)
    outlets = {source.id for source in sources.source} if sources is not None else None
    beside = Reader(folder)
    watchlists, checked = read_watchlists(
        beside, folder / "watchlists", examples=examples, outlets=outlets, spare=spare or {}, known=known
    )
    reader.warnings += beside.warnings
    if spare is None or not watchlists:
        reader.problems += beside.problems
    alerts_document = reader.document(folder / "alerts.toml")
    alerts = reader.table(alerts_document, AlertsFile, "alerts")
    channels = _channels(reader, alerts_document)
    if alerts_document is not None:
        lists = {path.stem for path in watchlist_paths(folder / "watchlists")}
        check_names(reader, alerts_document, sources, lists)
    if reader.problems or sources is None or alerts is None or alerts_document is None:
        raise ConfigError(reader.problems)
    config = _config(folder, sources, watchlists, alerts, channels, before)
    check_sense(reader, alerts_document, config.routes, config.mutes, watchlists, config.sources, config.public_url)
    return replace(config, warnings=tuple(reader.warnings), broken=tuple(beside.problems), checked=checked)


def _config(
    folder: Path,
    sources: SourcesFile,
    watchlists: tuple[Watchlist, ...],
    alerts: AlertsFile,
    channels: Mapping[str, BaseModel],
    before: str,
) -> Config:
    return Config(
        folder=folder,
        sources=tuple(table.value(sources.defaults) for table in sources.source if table.enabled),
        fetch=sources.fetch,
        keep=sources.keep,
        watchlists=watchlists,
        channels=channels,
        routes=tuple(route.value(alerts) for route in alerts.route),
        mutes=tuple(mute.value(ZoneInfo(alerts.timezone)) for mute in alerts.mute),
        public_url=alerts.public_url,
        ping=alerts.ping,
        no_hit_for=alerts.no_hit_for,
        owner=tuple(alerts.owner),
        timezone=alerts.timezone,
        language=alerts.language,
        digits=alerts.digits,
        horizon=alerts.horizon,
        warnings=(),
        fingerprint=before,
    )


def load_channels(folder: Path) -> tuple[Config, tuple[Problem, ...]]:
    """The channels of `alerts.toml` that can be used, and what is wrong with the others; raises ConfigError.

    Neither sources nor watchlists are read: a channel can be tried while they are being written.
    """
    reader = Reader(folder)
    before = fingerprint(folder)
    document = reader.document(folder / "alerts.toml")
    alerts = reader.table(document, AlertsFile, "alerts")
    if alerts is None:
        raise ConfigError(reader.problems)
    channels = _channels(reader, document)
    config = _config(folder, SourcesFile(), (), alerts, channels, before)
    return config, tuple(reader.problems)


def load_sources(folder: Path) -> tuple[Source, ...]:
    """The sources of a folder, those switched off too; raises ConfigError."""
    reader = Reader(folder)
    sources = _sources(reader)
    if reader.problems or sources is None:
        raise ConfigError(reader.problems)
    return tuple(table.value(sources.defaults) for table in sources.source)


def fingerprint(folder: Path) -> str:
    """A value that changes whenever a configuration file appears, changes or goes."""
    found = hashlib.sha256()
    for path in [folder / "sources.toml", folder / "alerts.toml", *watchlist_paths(folder / "watchlists")]:
        try:
            found.update(str(path).encode() + hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            continue
    return found.hexdigest()


def _sources(reader: Reader) -> SourcesFile | None:
    document = reader.document(reader.folder / "sources.toml")
    file = reader.table(document, SourcesFile, "sources")
    if file is None or document is None:
        return None
    seen: dict[str, int] = {}
    for index, source in enumerate(file.source):
        if source.id in seen:
            what = f'the id "{source.id}" is taken by source {seen[source.id] + 1} already; give each its own'
            reader.problems.append(document.problem(("source", index, "id"), what))
        seen.setdefault(source.id, index)
        if "@" in urlsplit(source.url).netloc:
            what = "no name or password in an address; use `headers` with a secret instead"
            reader.problems.append(document.problem(("source", index, "url"), what))
        if source.type != "listing" and (source.links or source.title or source.date):
            what = 'links, title and date are for a page of links: write type = "listing" too'
            reader.problems.append(document.problem(("source", index), what))
        least = source.min_every or file.defaults.min_every
        if least > (source.max_every or file.defaults.max_every):
            what = "min_every is longer than max_every"
            reader.problems.append(document.problem(("source", index, "min_every"), what))
        if source.dates == "local" and (source.timezone or file.defaults.timezone) == "UTC":
            what = 'dates = "local" changes nothing without a timezone: write the outlet\'s, such as "Asia/Baghdad"'
            reader.warnings.append(document.problem(("source", index, "dates"), what))
    _check_budget(reader, document, file)
    if not file.source:
        reader.warnings.append(Problem(file=document.file, message="names no [[source]]: nothing will be polled"))
    return file


def _check_budget(reader: Reader, document: Document, file: SourcesFile) -> None:
    allowed = file.fetch.polls_a_day
    needed = math.ceil(fewest_polls(table.value(file.defaults) for table in file.source if table.enabled))
    if allowed is not None and allowed < needed:
        what = f"the sources need {needed} polls a day even at their longest intervals: they win; raise max_every"
        reader.warnings.append(document.problem(("fetch", "polls_a_day"), what))


def _channels(reader: Reader, document: Document | None) -> dict[str, BaseModel]:
    """Read from what the file says, so that a mistake in a route does not hide one in a channel."""
    tables = document.data.get("channel") if document is not None else None
    if document is None or not isinstance(tables, dict):
        return {}
    channels: dict[str, BaseModel] = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            continue  # said already
        base = ("channel", name)
        kind = table.get("type")
        if kind not in CHANNEL_TYPES:
            known = ", ".join(CHANNEL_TYPES)
            hint = did_you_mean(str(kind), CHANNEL_TYPES)
            what = (
                f'"type" is missing; it is one of {known}'
                if kind is None
                else f'type "{kind}" is unknown; use {known}{hint}'
            )
            reader.problems.append(document.problem((*base, "type"), what))
            continue
        model = CHANNEL_TYPES[kind].Settings
        try:
            channels[name] = model.model_validate(table)
        except ValidationError as error:
            reader.problems += model_problems(
                error, file=document.file, places=document.places, kind="alerts", model=model, base=base
            )
    return channels
