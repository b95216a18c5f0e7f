"""A folder of TOML files → `Config`, or every problem in all of them, each with its line."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from monitor.config.alert_checks import check_names
from monitor.config.alert_sense import check_sense
from monitor.config.alerts import AlertsFile
from monitor.config.channels import NONE, read_channels
from monitor.config.reader import Reader
from monitor.config.schema import FetchTable, KeepTable
from monitor.config.sources import NO_SOURCES, Outlets, read_sources
from monitor.config.watchlists import NOTHING, Known, read_watchlists, watchlist_paths
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
    left_out: tuple[str, ...] = ()  # channels that are broken, and nothing stands in for
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
    broken: tuple[Problem, ...] = ()  # what is wrong with what was left out, or kept as it was
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
    `lenient`: a broken source, watchlist or channel, or a recipient that is none, does not stop the others; what it was
    in `earlier` stands in for it, else it is left out, and `Config.broken` says why. The error is raised only if no
    source is left that is switched on, no watchlist or no channel. `known`: `Config.checked` of an earlier reading.
    """
    reader, single, beside, ways = (Reader(folder) for _ in range(4))
    before = fingerprint(folder)
    before_it = {one.id: one for one in earlier.sources} if earlier is not None else NO_SOURCES
    sources = read_sources(reader, single, before_it)
    _join(reader, single, problems=not lenient or (sources is not None and not sources.enabled))
    outlets = set(sources.names) if sources is not None else None
    spare = {one.id: one for one in earlier.watchlists} if earlier is not None else {}
    watchlists, checked = read_watchlists(
        beside, folder / "watchlists", examples=examples, outlets=outlets, spare=spare, known=known
    )
    _join(reader, beside, problems=not lenient or not watchlists)
    alerts_document = reader.document(folder / "alerts.toml")
    alerts = reader.table(alerts_document, AlertsFile, "alerts")
    channels = read_channels(ways, alerts_document, earlier.channels if earlier is not None else NONE)
    _join(reader, ways, problems=not lenient or not channels)
    if alerts_document is not None:
        lists = {path.stem for path in watchlist_paths(folder / "watchlists")}
        check_names(reader, alerts_document, outlets, lists)
    if reader.problems or sources is None or alerts is None or alerts_document is None:
        raise ConfigError(reader.problems, reader.warnings)
    config = _config(folder, sources, watchlists, alerts, channels, before)
    config = replace(config, left_out=tuple(name for name in alerts.channel if name not in channels))
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
    # a misspelt word first, then what is missing because of it
    broken = (*single.problems, *beside.problems, *ways.problems)
    return replace(config, warnings=in_order(reader.warnings), broken=broken, checked=checked)


def _join(reader: Reader, part: Reader, *, problems: bool) -> None:
    """Take over what was found in a part of the files; its `problems` only where they stop the whole."""
    reader.warnings += part.warnings
    if problems:
        reader.problems += part.problems


def _config(
    folder: Path,
    outlets: Outlets | None,
    watchlists: tuple[Watchlist, ...],
    alerts: AlertsFile,
    channels: Mapping[str, BaseModel],
    before: str,
) -> Config:
    return Config(
        folder=folder,
        sources=outlets.enabled if outlets is not None else (),
        fetch=outlets.file.fetch if outlets is not None else FetchTable(),
        keep=outlets.file.keep if outlets is not None else KeepTable(),
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
    config = _config(folder, None, (), alerts, channels, before)
    return config, tuple(reader.problems)


def load_sources(folder: Path, complain: Callable[[Problem], None] | None = None) -> tuple[Source, ...]:
    """The sources of a folder, those switched off too; raises ConfigError.

    With `complain`, what is wrong with single sources goes there, and they are left out.
    """
    reader = Reader(folder)
    beside = reader if complain is None else Reader(folder)
    outlets = read_sources(reader, beside)
    if reader.problems or outlets is None:
        raise ConfigError(reader.problems)
    if complain is not None:
        for problem in in_order(beside.problems):
            complain(problem)
    return outlets.sources


def fingerprint(folder: Path) -> str:
    """A value that changes whenever a configuration file appears, changes or goes."""
    found = hashlib.sha256()
    for path in [folder / "sources.toml", folder / "alerts.toml", *watchlist_paths(folder / "watchlists")]:
        try:
            found.update(str(path).encode() + hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            continue
    return found.hexdigest()
