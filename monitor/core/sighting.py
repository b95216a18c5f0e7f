"""Hits as spikes are counted: which of them a route asks for, and no mute takes away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.fit import Policy
from monitor.core.model.route import Mute, Route
from monitor.core.model.watchlist import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One hit of a watchlist, as much of it as counting needs."""

    watchlist: str
    story: int
    story_key: str
    source: str
    severity: Severity
    at: datetime
    terms: frozenset[str] | None = None  # that were found; None: nobody asked


def asked_for(one: Route, found: Iterable[Sighting], policy: Policy) -> list[Sighting]:
    """Those that meet the conditions of a route: its sources, their countries, its severity."""
    return [
        sighting
        for sighting in found
        if sighting.severity >= one.severity
        and (not one.outlets or sighting.source in one.outlets)
        and (not one.countries or _country(sighting.source, policy) in one.countries)
    ]


def _country(source: str, policy: Policy) -> str | None:
    known = policy.sources.get(source)
    return known.country if known is not None else None


def heard_of(found: Sequence[Sighting], mutes: Iterable[Mute], now: datetime) -> list[Sighting]:
    """Those that no mute of this moment takes away, the weeks before included: else what is usual would be too much."""
    active = [mute for mute in mutes if mute.until > now]
    return [left for one in found if (left := _left(one, active)) is not None] if active else list(found)


def _left(one: Sighting, active: Sequence[Mute]) -> Sighting | None:
    """What mutes leave of it, as `monitor.core.mute` decides of a hit; None: nothing."""
    about = [
        mute
        for mute in active
        if mute.watchlist in (None, one.watchlist)
        and mute.source in (None, one.source)
        and mute.story in (None, one.story_key)
    ]
    names = {mute.entity for mute in about}
    if None in names or (one.terms and names.issuperset(one.terms)):
        return None
    return replace(one, terms=one.terms - names) if one.terms else one


def first_of_each(found: Iterable[Sighting]) -> list[datetime]:
    """When each story was first seen, in order."""
    first: dict[int, datetime] = {}
    for one in found:
        first[one.story] = min(one.at, first.get(one.story, one.at))
    return sorted(first.values())
