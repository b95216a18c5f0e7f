"""What alerts.toml says that can be obeyed and yet does not do what somebody hoped for: warnings, the rest goes on."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from monitor.config.alert_checks import tables
from monitor.config.locate import Path
from monitor.config.places import allowed_networks
from monitor.config.reader import Document, Reader
from monitor.core.hints import did_you_mean
from monitor.core.model.route import Mute, Route
from monitor.core.model.source import Source
from monitor.core.model.watchlist import Severity, Watchlist
from monitor.net.guard import networks, refusal

_OF_SPIKES = ("group_wait", "update_every", "update_when", "max_per_hour", "unless_ack")
_OF_DIGESTS = ("group_wait", "update_every", "max_per_hour")
"""Words that a route that tells of spikes only, or that sends digests, has no use for."""


def check_sense(
    reader: Reader,
    document: Document,
    *,
    routes: Iterable[Route],
    mutes: Iterable[Mute],
    channels: Mapping[str, BaseModel],
    watchlists: Collection[Watchlist],
    sources: Iterable[Source],
    public_url: str | None,
    ping: str | None,
) -> None:
    """Say what will not do what it looks like."""
    severities = {one.id: one.severity for one in watchlists}
    countries = {one.id: one.country for one in sources}
    routes = tuple(routes)
    for i, one in enumerate(routes):
        for what in _contradicts(one, routes[:i]):
            reader.warnings.append(document.problem(("route", i, "name"), what))
        for word, what in _of_route(one, severities, countries, public_url):
            reader.warnings.append(document.problem(("route", i, word), what, of_key=word == "unless_ack"))
    for path, what in (*_without_effect(document.data), *_unused(document.data)):
        reader.warnings.append(document.problem(path, what, of_key=True))
    for i, mute in enumerate(mutes):
        for word, what in _of_mute(mute, watchlists):
            reader.warnings.append(document.problem(("mute", i, word), what))
    for path, what in _closed_addresses(channels, ping):
        reader.warnings.append(document.problem(path, what))


def _of_route(
    one: Route, severities: Mapping[str, Severity], countries: Mapping[str, str | None], public_url: str | None
) -> Iterator[tuple[str, str]]:
    """(word, what is the matter with it)."""
    if (what := _never(one, severities, countries)) is not None:
        yield "name", f'the route "{one.name}" can never send: {what}'
    elif (what := _holds_nothing(one)) is not None:
        yield "quiet", what
    if one.unless_ack is not None and one.spike is None and public_url is None:
        yield "unless_ack", "without `public_url` nobody can acknowledge: every alert of this route is escalated"


def _contradicts(one: Route, earlier: Iterable[Route]) -> Iterator[str]:
    """Routes that tell the same people the same, at other times of the night."""
    for other in earlier:
        shared = [channel for channel in one.to if channel in other.to]
        if shared and _asks(one) == _asks(other) and one.quiet != other.quiet:
            yield (
                f'the routes "{other.name}" and "{one.name}" send the same to "{shared[0]}" but keep other quiet '
                "hours: what one of them may send goes out; keep only one of the two"
            )


def _asks(one: Route) -> tuple[object, ...]:
    return set(one.watchlists), one.severity, set(one.outlets), set(one.countries), one.timetable, one.spike


def _of_mute(mute: Mute, watchlists: Collection[Watchlist]) -> Iterator[tuple[str, str]]:
    if mute.until <= datetime.now(UTC):
        yield "until", "this mute has ended; take it out"
    if (what := _mutes_nobody(mute, watchlists)) is not None:
        yield "entity", what


def _never(one: Route, severities: Mapping[str, Severity], countries: Mapping[str, str | None]) -> str | None:
    if not one.watchlists:
        return 'it names no watchlist; write watchlists = ["*"] for every one, or leave the word out'
    asked = [s for id, s in severities.items() if "*" in one.watchlists or id in one.watchlists]
    if asked and max(asked) < one.severity:
        return f"it asks for {one.severity.label}, and the gravest of its watchlists is {max(asked).label}"
    known = [countries[id] for id in one.outlets if id in countries]
    if one.countries and known and not any(country in one.countries for country in known):
        return "none of its outlets is in one of its countries"
    if one.countries and not one.outlets and not set(one.countries) & set(countries.values()):
        return f"no source in sources.toml has the country {' or '.join(one.countries)}"
    return None


def _holds_nothing(one: Route) -> str | None:
    quiet = one.quiet
    if quiet is None or quiet.let_through is None or quiet.let_through > one.severity or one.timetable is not None:
        return None
    return (
        f'the quiet hours "{quiet.name}" hold nothing of this route: it asks for {one.severity.label}, and they let '
        f"through what is {quiet.let_through.label}"
    )


def _without_effect(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Words that a route of this kind has no use for."""
    for i, one in tables(data.get("route")):
        send = one.get("send", "now")
        kind, words = ("tells only of spikes", _OF_SPIKES) if "spike" in one else (f"sends {send}", _OF_DIGESTS)
        for word in words if "spike" in one or send != "now" else ():
            if word in one:
                yield ("route", i, word), f'"{word}" has no effect here, since this route {kind}; take it out'
        if one.get("update_when") == [] and "update_every" in one:
            what = '"update_every" has no effect here: update_when = [] asks for no updates; take one of them out'
            yield ("route", i, "update_every"), what


def _unused(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Channels and quiet hours that nobody names."""
    routes = [one for _, one in tables(data.get("route"))]
    acks = [one["unless_ack"] for one in routes if isinstance(one.get("unless_ack"), dict)]
    lists = [data.get("owner"), *(one.get("to") for one in (*routes, *acks))]
    used = {name for one in lists for name in (one if isinstance(one, list) else [one])}
    for name in data.get("channel") or ():
        if name not in used:
            yield ("channel", name), f'nothing is sent over the channel "{name}": no route and no `owner` names it'
    kept = {one.get("quiet") for one in routes}
    for name in data.get("quiet") or ():
        if name not in kept:
            yield ("quiet", name), f'no route keeps these quiet hours; write quiet = "{name}" into a [[route]]'


def _mutes_nobody(mute: Mute, watchlists: Collection[Watchlist]) -> str | None:
    if mute.entity is None:
        return None
    names = {entity.name for one in watchlists for entity in one.entities}
    names |= {term.text for one in watchlists for term in one.terms}
    if mute.entity in names or any(mute.entity in query.text for one in watchlists for query in one.queries):
        return None
    hint = did_you_mean(mute.entity, names)
    return f'no watchlist has an entity or a term "{mute.entity}": this mutes nothing{hint}'


def _closed_addresses(channels: Mapping[str, BaseModel], ping: str | None) -> Iterator[tuple[Path, str]]:
    if ping is not None and "://" in ping and (why := unreachable(ping)) is not None:
        yield ("ping",), why
    for name, settings in channels.items():
        if (why := _closed(settings)) is not None:
            yield ("channel", name, "url"), why


def _closed(settings: BaseModel) -> str | None:
    """Why a channel's own address will not be called."""
    url: str | None = getattr(settings, "url", None)
    own: tuple[str, ...] = getattr(settings, "allow_networks", ())
    why = _refused(url, own) if url is not None else None
    return f"this address will not be called: {why}; if that is meant, name it in allow_networks here" if why else None


def unreachable(ping: str) -> str | None:
    """Why the sign of life will not be heard; None: it will, or only a lookup of the name can tell."""
    why = _refused(ping)
    return (
        f"this address will not be called: {why}; if that is meant, name it in MONITOR_ALLOW_NETWORKS" if why else None
    )


def _refused(address: str, own: tuple[str, ...] = ()) -> str | None:
    host = (urlsplit(address).hostname or "").lower()
    host = "127.0.0.1" if host == "localhost" else host
    try:
        ip_address(host)
        return refusal(host, networks((*allowed_networks(), *own)))
    except ValueError:
        return None
