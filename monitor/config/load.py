"""A folder of TOML files → `Config`, or every problem in all of them, each with its line."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from monitor.config.alert_checks import check_names
from monitor.config.alert_sense import check_sense
from monitor.config.alerts import AlertsFile
from monitor.config.channels import NONE, read_channels
from monitor.config.reader import Document, Reader
from monitor.config.schema import FetchTable, KeepTable, SourcesFile
from monitor.config.watchlists import NOTHING, Known, read_watchlists, watchlist_paths
from monitor.core.budget import fewest_polls
from monitor.core.errors import ConfigError, Problem, in_order
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
    broken: tuple[Problem, ...] = ()  # what is wrong with watchlists and channels left out, or kept as they were
    checked: Known = field(
        default_factory=dict
    )  # watchlists that need not be read again while their files stay the same


def load(
    folder: Path,
    *,
    examples: bool = True,
    lenient: bool = False,
    earlier: Config | None = None,
    known: Known = NOTHING,
) -> Config:
    """Read `sources.toml`, `watchlists/*.toml` and `alerts.toml` of `folder`.

    Raises ConfigError with every problem of every file. `examples`: also hold each watchlist to its own examples.
    `lenient`: a broken watchlist or channel, or a recipient that is none, does not stop the others; what it was in
    `earlier` stands in for it, else it is left out, and `Config.broken` says why. The error is raised only if no
    watchlist is left, or none of the channels. `known`: `Config.checked` of an earlier reading.
    """
    reader = Reader(folder)
    before = fingerprint(folder)
    sources = _sources(reader)
    outlets = {source.id for source in sources.source} if sources is not None else None
    beside = Reader(folder)
    spare = {one.id: one for one in earlier.watchlists} if earlier is not None else {}
    watchlists, checked = read_watchlists(
        beside, folder / "watchlists", examples=examples, outlets=outlets, spare=spare, known=known
    )
    reader.warnings += beside.warnings
    if not lenient or not watchlists:
        reader.problems += beside.problems
    alerts_document = reader.document(folder / "alerts.toml")
    alerts = reader.table(alerts_document, AlertsFile, "alerts")
    ways = Reader(folder)
    channels = read_channels(ways, alerts_document, earlier.channels if earlier is not None else NONE)
    if not lenient or not channels:
        reader.problems += ways.problems
    if alerts_document is not None:
        lists = {path.stem for path in watchlist_paths(folder / "watchlists")}
        check_names(reader, alerts_document, sources, lists)
    if reader.problems or sources is None or alerts is None or alerts_document is None:
        raise ConfigError(reader.problems)
    config = _config(folder, sources, watchlists, alerts, channels, before)
    check_sense(
        reader,
        alerts_document,
        routes=config.routes,
        mutes=config.mutes,
        channels=channels,
        watchlists=watchlists,
        sources=config.sources,
        public_url=config.public_url,
        ping=config.ping,
    )
    broken = (*beside.problems, *ways.problems)  # a misspelt word first, then what is missing because of it
    return replace(config, warnings=in_order(reader.warnings), broken=broken, checked=checked)


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
    channels = read_channels(reader, document)
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
