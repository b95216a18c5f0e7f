"""What is wrong with alerts.toml beyond its words: names of nothing, and routes that could never send."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from monitor.config.alerts import NEVER
from monitor.config.locate import Path
from monitor.config.reader import Document, Reader
from monitor.config.schema import SourcesFile
from monitor.core.errors import Problem
from monitor.core.hints import did_you_mean
from monitor.core.model.route import Mute, Route
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Severity, Watchlist


def check_names(reader: Reader, document: Document, sources: SourcesFile | None, lists: set[str]) -> None:
    """Names in alerts.toml must be names of something; a name is only doubted where its file could be read.

    Looks at what the file says, not at what could be made of it: one mistake does not hide another.
    """
    data = document.data
    channels = set(data["channel"]) if isinstance(data.get("channel"), dict) else set()
    quiets = (set(data["quiet"]) if isinstance(data.get("quiet"), dict) else set()) | {NEVER}
    outlets = {source.id for source in sources.source} if sources is not None else None
    _known(reader, document, ("owner",), data.get("owner"), channels, "channel")
    taken: set[str] = set()
    for i, one in _tables(data.get("route")):
        base = ("route", i)
        _known(reader, document, (*base, "to"), one.get("to"), channels, "channel")
        _known(reader, document, (*base, "watchlists"), one.get("watchlists"), lists | {"*"}, "watchlist")
        _known(reader, document, (*base, "quiet"), one.get("quiet"), quiets, "quiet hours")
        if isinstance(ack := one.get("unless_ack"), dict):
            _known(reader, document, (*base, "unless_ack", "to"), ack.get("to"), channels, "channel")
        if outlets is not None:
            _known(reader, document, (*base, "outlet"), one.get("outlet"), outlets, "source")
        name = str(one.get("name"))
        if name in taken and "name" in one:
            what = f'another route is called "{name}" already; give each its own name'
            reader.problems.append(document.problem((*base, "name"), what))
        taken.add(name)
    for i, one in _tables(data.get("mute")):
        _muted(reader, document, ("mute", i, "watchlist"), one.get("watchlist"), lists, "watchlist")
        if outlets is not None:
            _muted(reader, document, ("mute", i, "source"), one.get("source"), outlets, "source")
    if not data.get("route"):
        reader.warnings.append(Problem(file=document.file, message="has no [[route]]: hits are stored, nobody is told"))
    if not data.get("owner"):
        what = "`owner` names no channel: nobody is told of trouble"
        reader.warnings.append(Problem(file=document.file, message=what))


def check_sense(
    reader: Reader,
    document: Document,
    routes: Sequence[Route],
    mutes: Sequence[Mute],
    watchlists: Iterable[Watchlist],
    sources: Iterable[Source],
    public_url: str | None,
) -> None:
    """What can be obeyed and yet does not do what somebody hoped for: warnings, the rest goes on."""
    severities = {one.id: one.severity for one in watchlists}
    countries = {one.id: one.country for one in sources}
    for i, one in enumerate(routes):
        if (what := _never(one, severities, countries)) is not None:
            message = f'the route "{one.name}" can never send: {what}'
            reader.warnings.append(document.problem(("route", i, "name"), message))
        if one.unless_ack is not None and public_url is None:
            what = "without `public_url` nobody can acknowledge: every alert of this route is escalated"
            reader.warnings.append(document.problem(("route", i, "unless_ack"), what, of_key=True))
    for i, mute in enumerate(mutes):
        if mute.until <= datetime.now(UTC):
            what = "this mute has ended; take it out"
            reader.warnings.append(document.problem(("mute", i, "until"), what))


def _never(one: Route, severities: Mapping[str, Severity], countries: Mapping[str, str | None]) -> str | None:
    asked = [s for id, s in severities.items() if "*" in one.watchlists or id in one.watchlists]
    if asked and max(asked) < one.severity:
        return f"it asks for {one.severity.label}, and the gravest of its watchlists is {max(asked).label}"
    known = [countries[id] for id in one.outlets if id in countries]
    if one.countries and known and not any(country in one.countries for country in known):
        return "none of its outlets is in one of its countries"
    return None


def _tables(found: object) -> list[tuple[int, dict[str, Any]]]:
    return [(i, one) for i, one in enumerate(found if isinstance(found, list) else []) if isinstance(one, dict)]


def _known(reader: Reader, document: Document, path: Path, names: object, known: set[str], what: str) -> None:
    """Every name of a list (or the one name that stands alone) is one of `known`."""
    for i, name in enumerate(names if isinstance(names, list) else [names]):
        if isinstance(name, str) and name not in known:
            place = (*path, i) if isinstance(names, list) else path
            verb = "are" if what == "quiet hours" else "is"
            message = f'no {what} {verb} called "{name}"{did_you_mean(name, known)}'
            reader.problems.append(document.problem(place, message))


def _muted(reader: Reader, document: Document, path: Path, name: object, known: set[str], what: str) -> None:
    """A name that nearly is one of `known` is a mistake; else what was muted may have been taken out: no harm done."""
    if isinstance(name, str) and name not in known and not did_you_mean(name, known):
        message = f'no {what} is called "{name}": this mutes nothing; take it out'
        reader.warnings.append(document.problem(path, message))
    else:
        _known(reader, document, path, name, known, what)
