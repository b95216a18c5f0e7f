"""How a source is doing, why, and what to do about it; when its owner is told, and told that it is well again. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

TOLD_AFTER = 3  # looks in a row that found the same kind of trouble
WELL_AFTER = 2  # looks in a row that found none


class SourceState(StrEnum):
    """What a look at a source can find; the words of `monitor sources doctor`."""

    NEW = "new"  # not looked at yet
    ALIVE = "alive"
    STALE = "stale"
    EMPTY = "empty-200"
    BLOCKED = "blocked"
    MOVED = "moved"
    GONE = "gone"
    PARSE = "parse-trouble"
    CHARSET = "charset-guessed"
    SKEW = "clock-skew"
    OVERFLOW = "window-overflow"
    DROP = "volume-drop"
    UNREACHABLE = "unreachable"
    SERVER = "server-error"
    REFUSED = "refused"
    TOO_BIG = "too-big"
    NOT_A_FEED = "not-a-feed"


WORKING = frozenset(
    {SourceState.ALIVE, SourceState.MOVED, SourceState.CHARSET, SourceState.SKEW, SourceState.OVERFLOW}
    | {SourceState.PARSE}
)
"""States in which news still arrives: worth knowing, no reason to wake anybody."""

FIXES = {
    SourceState.NEW: "wait for the first poll, or: monitor poll {source}",
    SourceState.ALIVE: "",
    SourceState.STALE: "if its site goes on publishing, find its new feed: monitor sources discover {site}",
    SourceState.EMPTY: "usually mended by the outlet within a day; if not: monitor sources discover {site}",
    SourceState.BLOCKED: "set contact in [fetch], ask the outlet to let us in, or try headers for this source",
    SourceState.MOVED: "write the new address into sources.toml: {target}",
    SourceState.GONE: "find the new feed: monitor sources discover {site}",
    SourceState.PARSE: "nothing to do while entries arrive; tell the outlet that its feed is broken",
    SourceState.CHARSET: "nothing to do if the titles read well (monitor parse {url}); tell the outlet",
    SourceState.SKEW: (
        'check `timezone` of this source; if it calls its local time GMT, as many do, write dates = "local" beside it'
    ),
    SourceState.OVERFLOW: "lower min_every of this source, or follow its sections' feeds as well",
    SourceState.DROP: "look at the outlet's site; if it goes on as ever: monitor sources coverage {source}",
    SourceState.UNREACHABLE: "wait if it is new; check that the outlet's site opens in a browser",
    SourceState.SERVER: "wait: the outlet's server is in trouble; it is asked again by itself",
    SourceState.REFUSED: "check where the address leads; a private network must be named in allow_networks",
    SourceState.TOO_BIG: "follow another feed of the outlet: monitor sources discover {site}",
    SourceState.NOT_A_FEED: 'find the feed: monitor sources discover {site} (a page of links: type = "listing")',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one look found."""

    state: SourceState
    reason: str = ""
    target: str = ""  # where to, if it moved
    broken: bool = False  # nothing arrives, even if the state is one in which usually something does


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is remembered of a source's state between two looks."""

    state: SourceState = SourceState.NEW
    reason: str = ""
    target: str = ""
    since: datetime | None = None
    troubled: int = 0  # looks in a row in trouble
    well: int = 0  # looks in a row without
    told: bool = False  # the owner knows of the trouble


class Notice(StrEnum):
    """What the owner is to hear now."""

    TROUBLE = "trouble"
    WELL = "well again"


def judged(standing: Standing, verdict: Verdict, now: datetime) -> tuple[Standing, Notice | None]:
    """Take a verdict in: the owner hears once of a trouble that lasts, and once that it is over.

    >>> judged(Standing(), Verdict(state=SourceState.ALIVE), datetime(2026, 1, 1))[1] is None
    True
    """
    if verdict.state is SourceState.ALIVE is standing.state and not standing.told and standing.well == WELL_AFTER:
        return standing, None  # as ever
    since = standing.since if verdict.state is standing.state and standing.since is not None else now
    fresh = replace(standing, state=verdict.state, reason=verdict.reason, target=verdict.target, since=since)
    if verdict.state in WORKING and not verdict.broken:
        well = standing.well + 1 if standing.well < WELL_AFTER else WELL_AFTER
        if standing.told and well >= WELL_AFTER:
            return replace(fresh, troubled=0, well=well, told=False), Notice.WELL
        # one good look among bad ones does not begin the count anew while the owner knows of the trouble
        return replace(fresh, troubled=0 if not standing.told else standing.troubled, well=well), None
    troubled = min(standing.troubled + 1, TOLD_AFTER)
    if troubled >= TOLD_AFTER and not standing.told:
        return replace(fresh, troubled=troubled, well=0, told=True), Notice.TROUBLE
    return replace(fresh, troubled=troubled, well=0), None


def fix(standing: Standing, *, source: str, url: str, site: str) -> str:
    """What to do about a state, in one sentence; empty if nothing."""
    return FIXES[standing.state].format(source=source, url=url, site=site, target=standing.target)
