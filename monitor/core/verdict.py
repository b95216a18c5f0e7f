"""What one look at a feed says about its source. Pure."""

from datetime import datetime, timedelta

from monitor.core.model.feed import Feed, FeedState
from monitor.core.rhythm import Rhythm, dropped
from monitor.core.skew import CLOCK
from monitor.core.source_state import SourceState, Verdict

BAD_DOCUMENT = frozenset({SourceState.EMPTY, SourceState.NOT_A_FEED, SourceState.TOO_BIG, SourceState.PARSE})
"""States that are the document's fault: the same document once more is the same trouble once more."""

_UNREADABLE = frozenset({SourceState.PARSE, SourceState.EMPTY})
_OF_DATES = frozenset({SourceState.SKEW, SourceState.STALE})
_OF_CHARSET = frozenset({SourceState.CHARSET})
_STALE_GAPS, _STALE_LEAST = 12, timedelta(days=2)
_STALE_UNKNOWN = timedelta(days=30)  # for a feed whose rhythm was never seen


def verdict_of_document(state: FeedState, feed: Feed, now: datetime, *, overflow: bool, whole: bool) -> Verdict:
    """How a source stands after a document that could be read, the gravest first; `state`: after the poll."""
    if not feed.names:
        if not state.known:
            return Verdict(state=SourceState.ALIVE, reason="a feed without entries so far")
        return Verdict(state=SourceState.EMPTY, reason="a feed that holds no entries any more")
    newest = feed.newest
    return (
        _damaged(feed, whole=whole)
        or _overflown(feed, overflow=overflow)
        or _ahead(newest, now)
        or _stale(state, newest, now)
        or _dropped(state, now)
        or (_as_before(state, _OF_DATES) if newest is None else None)  # no new entry says otherwise
        or _corrected(state)
        or _guessed(feed)
        or _moved(state)
    )


def _damaged(feed: Feed, *, whole: bool) -> Verdict | None:
    if not whole:
        return Verdict(state=SourceState.PARSE, reason="the body was cut off; what came was read")
    return None if feed.broken is None else Verdict(state=SourceState.PARSE, reason=feed.broken)


def _overflown(feed: Feed, *, overflow: bool) -> Verdict | None:
    if not overflow:
        return None
    reason = f"all {len(feed.names)} entries were new: some were probably missed; asked more often now"
    return Verdict(state=SourceState.OVERFLOW, reason=reason)


def _ahead(newest: datetime | None, now: datetime) -> Verdict | None:
    if newest is None or newest <= now + CLOCK:
        return None
    return Verdict(state=SourceState.SKEW, reason=f"its newest entry is dated {_hours(newest - now)} ahead")


def _corrected(state: FeedState) -> Verdict | None:
    if not state.skew.ahead:
        return None
    reason = f"its dates are {_hours(state.skew.ahead)} ahead, as several polls showed: that is taken off"
    return Verdict(state=SourceState.SKEW, reason=reason)


def _guessed(feed: Feed) -> Verdict | None:
    if feed.declared is None:
        return None
    return Verdict(state=SourceState.CHARSET, reason=f"says {feed.declared}, is {feed.charset}")


def verdict_of_silence(state: FeedState, now: datetime) -> Verdict:
    """How a source stands when there was nothing new: what was wrong with its document still is."""
    return (
        _as_before(state, _UNREADABLE)
        or _stale(state, None, now)
        or _dropped(state, now)
        or _as_before(state, _OF_DATES | _OF_CHARSET)
        or _moved(state)
    )


def _as_before(state: FeedState, states: frozenset[SourceState]) -> Verdict | None:
    standing = state.standing
    return Verdict(state=standing.state, reason=standing.reason) if standing.state in states else None


def _dropped(state: FeedState, now: datetime) -> Verdict | None:
    if (drop := dropped(state.rhythm, now)) is None:
        return None
    count, usual = drop
    return Verdict(state=SourceState.DROP, reason=f"{count} entries today, usually {usual:.0f} by this hour")


def _moved(state: FeedState) -> Verdict:
    """Where it moved, if it did; else it is alive."""
    if state.asked_url is not None:
        reason = "moved for good; asked at its new address since three days of the same redirect"
        return Verdict(state=SourceState.MOVED, reason=reason, target=state.asked_url)
    if state.moved_to is not None:
        return Verdict(state=SourceState.MOVED, reason=f"leads permanently to {state.moved_to}", target=state.moved_to)
    return Verdict(state=SourceState.ALIVE)


def _stale(state: FeedState, newest: datetime | None, now: datetime) -> Verdict | None:
    """Silent for far longer than its own rhythm explains."""
    limit = _patience(state.rhythm)
    last = newest if newest is not None else state.new_at
    if last is None or now - last <= limit:
        return None
    return Verdict(state=SourceState.STALE, reason=f"nothing new for {_span(now - last)}")


def _patience(rhythm: Rhythm) -> timedelta:
    if rhythm.days < 3 or not sum(rhythm.hours):
        return _STALE_UNKNOWN
    return min(_STALE_UNKNOWN, max(_STALE_LEAST, timedelta(hours=_STALE_GAPS / rhythm.per_hour())))


def _span(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 2880 else f"{minutes // 1440} days"


def _hours(span: timedelta) -> str:
    hours, minutes = divmod(round(span / timedelta(minutes=1)), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
