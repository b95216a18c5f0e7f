"""A folder of TOML files → `Config`, or every problem in all of them, each with its line."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from alerts.registry import CHANNEL_TYPES
from monitor.config.locate import Places, locate
from monitor.config.problems import model_problems, syntax_problem
from monitor.config.schema import AlertsFile, FetchTable, SourcesFile, WatchlistFile
from monitor.core.errors import ConfigError, Problem
from monitor.core.hints import did_you_mean
from monitor.core.model import Route, Source, Watchlist
from monitor.core.watch.explain import failed_examples
from monitor.core.watch.problems import problem_with, problem_with_entity

M = TypeVar("M", bound=BaseModel)


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
    warnings: tuple[Problem, ...]
    fingerprint: str  # changes when a file changes


@dataclass(slots=True, kw_only=True)
class _Document:
    """One file, read and parsed."""

    file: str
    data: dict[str, Any]
    places: Places

    def problem(self, path: tuple[str | int, ...], message: str, *, of_key: bool = False) -> Problem:
        place = self.places.nearest(path, of_key=of_key)
        line, column = (place.line, place.column) if place else (1, 1)
        return Problem(file=self.file, line=line, column=column, message=message)


class _Reader:
    """Reads the files of one folder and collects what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def document(self, path: Path, *, must_exist: bool = True) -> _Document | None:
        file = self.name(path)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            if must_exist:
                what = "no such file; `monitor init DIR` writes commented starter files"
                self.problems.append(Problem(file=file, message=what))
            return None
        except OSError as error:
            self.problems.append(Problem(file=file, message=f"cannot be read: {error.strerror}"))
            return None
        if raw.startswith(b"\xef\xbb\xbf"):
            what = "begins with a byte order mark (Windows editors add it); harmless, ignored"
            self.warnings.append(Problem(file=file, line=1, column=1, message=what))
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.problems.append(Problem(file=file, line=line, message="is not UTF-8; save the file as UTF-8"))
            return None
        self.problems += _secrets(file, text)
        try:
            return _Document(file=file, data=tomllib.loads(text), places=locate(text))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(syntax_problem(file, text, error))
            return None

    def name(self, path: Path) -> str:
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else str(path)

    def table(self, document: _Document | None, model: type[M], kind: str) -> M | None:
        if document is None:
            return None
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            places = document.places
            self.problems += model_problems(error, file=document.file, places=places, kind=kind, model=model)
            return None


def load(folder: Path, *, examples: bool = True) -> Config:
    """Read `sources.toml`, `watchlists/*.toml` and `alerts.toml` of `folder`.

    Raises ConfigError with every problem of every file. `examples`: also hold each watchlist to its own examples.
    """
    reader = _Reader(folder)
    before = fingerprint(folder)
    sources = _sources(reader)
    watchlists = _watchlists(reader, folder / "watchlists", examples=examples)
    alerts_document = reader.document(folder / "alerts.toml")
    alerts = reader.table(alerts_document, AlertsFile, "alerts")
    channels = _channels(reader, alerts_document, alerts)
    if alerts is not None and alerts_document is not None:
        _check_references(reader, alerts_document, alerts, sources)
    if reader.problems or sources is None or alerts is None:
        raise ConfigError(reader.problems)
    return Config(
        folder=folder,
        sources=tuple(table.value(sources.defaults) for table in sources.source if table.enabled),
        fetch=sources.fetch,
        watchlists=watchlists,
        channels=channels,
        routes=tuple(route.value() for route in alerts.route),
        owner=tuple(alerts.owner),
        timezone=alerts.timezone,
        language=alerts.language,
        digits=alerts.digits,
        horizon=alerts.horizon,
        warnings=tuple(reader.warnings),
        fingerprint=before,
    )


def load_watchlists(folder: Path) -> tuple[Watchlist, ...]:
    """Read the watchlists of `folder` itself, or of its `watchlists/`; raises ConfigError with every problem."""
    inner = folder / "watchlists"
    reader = _Reader(folder)
    watchlists = _watchlists(reader, inner if inner.is_dir() else folder, examples=False)
    if reader.problems:
        raise ConfigError(reader.problems)
    return watchlists


def fingerprint(folder: Path) -> str:
    """A value that changes whenever a configuration file appears, changes or goes."""
    found = hashlib.sha256()
    for path in [folder / "sources.toml", folder / "alerts.toml", *_watchlist_paths(folder / "watchlists")]:
        try:
            found.update(str(path).encode() + hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            continue
    return found.hexdigest()


def _watchlist_paths(folder: Path) -> list[Path]:
    # editors keep their unfinished work under hidden names beside the file
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


_SECRET = re.compile(r"xox[a-z]-\w|hooks\.slack\.com/|^\s*\"?password\"?\s*=", re.IGNORECASE | re.MULTILINE)


def _secrets(file: str, text: str) -> list[Problem]:
    what = 'a secret must not stand in a file; write its NAME (secret = "SMTP_PASSWORD") and put it in the environment'
    return [
        Problem(file=file, line=text.count("\n", 0, m.start()) + 1 + m[0].startswith("\n"), column=None, message=what)
        for m in _SECRET.finditer(text)
    ]


def _sources(reader: _Reader) -> SourcesFile | None:
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
        if source.extract is not None:
            what = '"extract" is not yet available in this version; take it out'
            reader.problems.append(document.problem(("source", index, "extract"), what, of_key=True))
        if source.type != "listing" and (source.links or source.title or source.date):
            what = 'links, title and date are for a page of links: write type = "listing" too'
            reader.problems.append(document.problem(("source", index), what))
        least = source.min_every or file.defaults.min_every
        if least > (source.max_every or file.defaults.max_every):
            what = "min_every is longer than max_every"
            reader.problems.append(document.problem(("source", index, "min_every"), what))
    if not file.source:
        reader.warnings.append(Problem(file=document.file, message="names no [[source]]: nothing will be polled"))
    return file


def _watchlists(reader: _Reader, folder: Path, *, examples: bool) -> tuple[Watchlist, ...]:
    paths = _watchlist_paths(folder)
    if not paths:
        what = "no watchlist (*.toml) in here; `monitor init DIR` writes examples"
        reader.problems.append(Problem(file=reader.name(folder), message=what))
    found = [_watchlist(reader, path, examples=examples) for path in paths]
    return tuple(watchlist for watchlist in found if watchlist is not None)


def _watchlist(reader: _Reader, path: Path, *, examples: bool) -> Watchlist | None:
    document = reader.document(path)
    file = reader.table(document, WatchlistFile, "watchlist")
    if file is None or document is None:
        return None
    watchlist = file.value(path.stem)
    wrong = [(("terms", i), problem_with(term)) for i, term in enumerate(watchlist.terms)]
    wrong += [(("entity", i), problem_with_entity(entity)) for i, entity in enumerate(watchlist.entities)]
    problems = [document.problem(where, what) for where, what in wrong if what is not None]
    if not watchlist.terms and not watchlist.entities:
        problems.append(Problem(file=document.file, line=1, message="has neither `terms` nor an [[entity]]"))
    if examples and not problems:
        failed = failed_examples(watchlist)
        problems = [document.problem(("example", i, "text"), sentence) for i, sentence in failed]
    reader.problems += problems
    return None if problems else watchlist


def _channels(reader: _Reader, document: _Document | None, alerts: AlertsFile | None) -> dict[str, BaseModel]:
    if document is None or alerts is None:
        return {}
    channels: dict[str, BaseModel] = {}
    for name, table in alerts.channel.items():
        base = ("channel", name)
        kind = table.get("type")
        if kind not in CHANNEL_TYPES:
            known = ", ".join(CHANNEL_TYPES)
            later = " is not yet available in this version; use" if kind in ("other", "webhook") else " is unknown; use"
            hint = did_you_mean(str(kind), CHANNEL_TYPES)
            what = f'"type" is missing; it is one of {known}' if kind is None else f'type "{kind}"{later} {known}{hint}'
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


def _check_references(
    reader: _Reader,
    document: _Document,
    alerts: AlertsFile,
    sources: SourcesFile | None,
) -> None:
    """Names in alerts.toml must be names of something; a name is only doubted where its file could be read."""
    channels = set(alerts.channel)
    lists = {path.stem for path in _watchlist_paths(reader.folder / "watchlists")} | {"*"}
    outlets = {source.id for source in sources.source} if sources else None
    _known(reader, document, ("owner",), alerts.owner, channels, "channel")
    names: set[str] = set()
    for i, route in enumerate(alerts.route):
        _known(reader, document, ("route", i, "to"), route.to, channels, "channel")
        _known(reader, document, ("route", i, "watchlists"), route.watchlists, lists, "watchlist")
        if outlets is not None:
            _known(reader, document, ("route", i, "outlet"), route.outlet, outlets, "source")
        if route.name in names:
            what = f'another route is called "{route.name}" already; give each its own name'
            reader.problems.append(document.problem(("route", i, "name"), what))
        names.add(route.name)
    if not alerts.route:
        reader.warnings.append(Problem(file=document.file, message="has no [[route]]: hits are stored, nobody is told"))
    if not alerts.owner:
        what = "`owner` names no channel: nobody is told of trouble"
        reader.warnings.append(Problem(file=document.file, message=what))


def _known(
    reader: _Reader,
    document: _Document,
    path: tuple[str | int, ...],
    names: Iterable[str],
    known: set[str],
    what: str,
) -> None:
    for i, name in enumerate(names):
        if name not in known:
            message = f'no {what} is called "{name}"{did_you_mean(name, known)}'
            reader.problems.append(document.problem((*path, i), message))
