"""Is everything alive that should be? Judged from the database, so that any process can ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.config.load import Config
from monitor.core.errors import StorageError
from monitor.core.source_state import SourceState
from storage import health, outbox
from storage.database import Database

LATE = timedelta(seconds=90)  # parts come round every second and say so every ten
FAILING_AFTER = 3  # failures in a row

_Found = tuple[list[str], list[str]]  # problems, warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is broken (`problems`: somebody must act now) and what is only worth knowing (`warnings`)."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return not self.problems


def examine(db: Database, config: Config | None, now: datetime) -> Health:
    """Look at pulses, database, channels and sources. `config`: what should be there; None: not known."""
    try:
        db.known()
        db.writable()
        problems = _stuck(db, now)
        channel_problems, channel_warnings = _channels(db, config)
        source_problems, source_warnings = _sources(db)
        dead = outbox.counts(db)["dead"]
    except StorageError as error:
        return Health(problems=(str(error),))
    warnings = [*channel_warnings, *source_warnings]
    if dead:
        warnings.append(f"{dead} deliveries are dead; see: monitor outbox list")
    return Health(problems=(*problems, *channel_problems, *source_problems), warnings=tuple(warnings))


def _stuck(db: Database, now: datetime) -> list[str]:
    found = []
    pulses = health.pulses(db)
    if "daemon" not in pulses:
        return ["the daemon has never run on this database; start it with: monitor run"]
    for part, (at, note) in pulses.items():
        if now - at > LATE and note != "stopped":
            found.append(f"{part} has not come round for {_span(now - at)}")
        elif part == "daemon" and note == "stopped":
            found.append(f"the daemon was stopped {_span(now - at)} ago; start it with: monitor run")
        elif part == "configuration" and note is not None:
            found.append(note)
    return found


def _unread(what: str, bad: Mapping[str, str]) -> list[str]:
    """What was spoilt keeps nobody from work, and whoever works puts it right; the others are judged without it."""
    return [f"{what} {name} cannot be judged: {why}" for name, why in bad.items()]


def _channels(db: Database, config: Config | None) -> _Found:
    found, bad = health.legible_channels(db)
    names = set(config.channels) - bad.keys() if config is not None else None
    states = [state for name, state in found.items() if names is None or name in names]
    failing = [state for state in states if state.open_until is not None or state.failures >= FAILING_AFTER]
    said = [f"channel {state.name} fails: {state.error}" for state in failing]
    unread = _unread("channel", bad)
    return (said, unread) if failing and len(failing) == len(names or states) else ([], [*said, *unread])


def _sources(db: Database) -> _Found:
    found, bad = health.legible_feeds(db)
    states = found.values()
    failing = [state for state in states if state.failures >= FAILING_AFTER]
    said = [f"source {state.source} has failed {state.failures} times in a row: {state.error}" for state in failing]
    said += _unread("source", bad)
    if not failing or len(failing) < len(states):
        return [], said
    ours = all(state.standing.state is SourceState.UNREACHABLE for state in failing)
    what = "no source can be reached: look at the network and the DNS of this machine" if ours else "all sources fail"
    return [f"{what} ({len(failing)} of {len(states)}; {failing[0].error})"], said


def _span(duration: timedelta) -> str:
    seconds = int(duration.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
