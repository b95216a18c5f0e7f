"""A feed's row ↔ its state."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from monitor.core.model.feed import FeedState
from monitor.core.polling import NEVER
from monitor.core.rhythm import Rhythm
from monitor.core.skew import Skew
from monitor.core.source_state import SourceState, Standing
from storage.readable import UNREADABLE
from storage.rows import stored
from storage.spoilt import legible, sound

_NONE = Skew()
_TEXTS = (
    *("url", "etag", "last_modified", "body_hash", "error", "known", "marks", "moved_to", "asked_url", "hub", "topic"),
    *("state_reason", "state_target"),
)

Number = TypeVar("Number", int, float)


def feed_state(row: Any) -> FeedState:
    """The state in a row of the table `feed`; a feed of which something cannot be read is begun anew.

    What is remembered only saves work and requests: it is not worth that a bad row stops the feeds beside it.
    """
    try:
        sound(row, _TEXTS)
        return _state(row)
    except UNREADABLE:
        return FeedState(
            source=row.source,
            url=legible(row.url),
            poll_at=row.poll_at or NEVER,
            interval=timedelta(0),  # not known
            not_before=row.not_before,  # what its server asked for stays
            gone_at=row.gone_at,
        )


def _state(row: Any) -> FeedState:
    return FeedState(
        source=row.source,
        url=row.url,
        poll_at=row.poll_at or NEVER,
        interval=timedelta(seconds=row.interval),
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        polled_at=row.polled_at,
        new_at=row.new_at,
        failures=row.failures,
        error=row.error,
        not_before=row.not_before,
        known=row.known,
        marks=row.marks,
        validators_lie=row.validators_lie,
        whole_at=row.whole_at,
        moved_to=row.moved_to,
        moved_at=row.moved_at,
        asked_url=row.asked_url,
        gone_at=row.gone_at,
        window=row.window,
        hub=row.hub,
        topic=row.topic,
        pushed_at=row.pushed_at,
        rhythm=_rhythm(row),
        skew=_skew((row.rhythm or {}).get("skew", {})),
        standing=Standing(
            state=SourceState(row.state),
            reason=row.state_reason,
            target=row.state_target or "",
            since=row.state_since,
            troubled=row.state_troubled,
            well=row.state_well,
            told=row.state_told,
        ),
    )


def quiet_values(state: FeedState) -> dict[str, Any]:
    """The columns that every poll writes."""
    return {
        "poll_at": None if state.poll_at == NEVER else state.poll_at,
        "interval": state.interval.total_seconds(),
        "etag": stored(state.etag),
        "last_modified": stored(state.last_modified),
        "body_hash": state.body_hash,
        "polled_at": state.polled_at,
        "failures": state.failures,
        "error": stored(state.error),
        "not_before": state.not_before,
    }


def cursor_values(state: FeedState) -> dict[str, Any]:
    """All columns that a poll may write."""
    standing = state.standing
    return {
        **quiet_values(state),
        "new_at": state.new_at,
        "known": stored(state.known),
        "marks": stored(state.marks),
        "validators_lie": state.validators_lie,
        "whole_at": state.whole_at,
        "moved_to": stored(state.moved_to),
        "moved_at": state.moved_at,
        "asked_url": stored(state.asked_url),
        "gone_at": state.gone_at,
        "window": state.window,
        "hub": stored(state.hub),
        "topic": stored(state.topic),
        "rhythm": {**_rhythm_values(state.rhythm), **_skew_values(state.skew)},
        "state": standing.state.value,
        "state_reason": stored(standing.reason),
        "state_target": stored(standing.target) or None,
        "state_since": standing.since,
        "state_troubled": standing.troubled,
        "state_well": standing.well,
        "state_told": standing.told,
    }


def _rhythm(row: Any) -> Rhythm:
    found = row.rhythm or {}
    if "hours" not in found:
        return Rhythm()
    return Rhythm(
        hours=_numbers(found["hours"], 24, float),
        days=found["days"],
        until=datetime.fromtimestamp(found["until"], UTC),
        weekdays=_numbers(found["weekdays"], 7, float),
        weeks=_numbers(found["weeks"], 7, int),
        today=found["today"],
    )


def _numbers(found: Any, count: int, kind: type[Number]) -> tuple[Number, ...]:
    numbers = tuple(map(kind, found))
    if len(numbers) != count:
        raise ValueError(f"{len(numbers)} numbers stand where {count} should")
    return numbers


def _rhythm_values(rhythm: Rhythm) -> dict[str, Any]:
    if rhythm.until is None:
        return {}
    return {
        "hours": [round(count, 3) for count in rhythm.hours],
        "days": round(rhythm.days, 4),
        "until": rhythm.until.timestamp(),
        "weekdays": [round(count, 2) for count in rhythm.weekdays],
        "weeks": list(rhythm.weeks),
        "today": rhythm.today,
    }


def _skew(found: dict[str, Any]) -> Skew:
    if not found:
        return _NONE
    least, most = (timedelta(seconds=found[name]) if name in found else None for name in ("least", "most"))
    return Skew(
        ahead=timedelta(seconds=found.get("ahead", 0)),
        least=least,
        most=most,
        looks=int(found.get("looks", 0)),
        since=datetime.fromtimestamp(found["since"], UTC) if "since" in found else None,
        zone=found.get("zone"),
    )


def _skew_values(skew: Skew) -> dict[str, Any]:
    spans = {"ahead": skew.ahead or None, "least": skew.least, "most": skew.most}
    found: dict[str, Any] = {name: span.total_seconds() for name, span in spans.items() if span is not None}
    if not found:
        return {}
    since = {"since": skew.since.timestamp()} if skew.since is not None else {}
    return {"skew": found | {"looks": skew.looks, "zone": skew.zone} | since}
