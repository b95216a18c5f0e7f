"""What one look at a feed says about its source. Pure."""

from datetime import datetime, timedelta

from monitor.core.model.feed import Feed, FeedState
from monitor.core.rhythm import Rhythm, dropped
from monitor.core.source_state import SourceState, Verdict

BAD_DOCUMENT = frozenset({SourceState.EMPTY, SourceState.NOT_A_FEED, SourceState.TOO_BIG, SourceState.PARSE})
"""States that are the document's fault: the same document once more is the same trouble once more."""

_OF_DOCUMENT = frozenset(
    {SourceState.PARSE, SourceState.SKEW, SourceState.CHARSET, SourceState.EMPTY, SourceState.STALE}
)
_OF_DATES = frozenset({SourceState.SKEW, SourceState.STALE})
_AHEAD = timedelta(minutes=15)  # clocks of servers do go wrong by minutes
_STALE_GAPS, _STALE_LEAST = 12, timedelta(days=2)
_STALE_UNKNOWN = timedelta(days=30)  # for a feed whose rhythm was never seen


def verdict_of_document(state: FeedState, feed: Feed, now: datetime, *, overflow: bool, whole: bool) -> Verdict:
    """How a source stands after a document that could be read, the gravest first; `state`: after the poll."""
    if not feed.names:
        if not state.known:
            return Verdict(state=SourceState.ALIVE, reason="a feed without entries so far")
        return Verdict(state=SourceState.EMPTY, reason="a feed that holds no entries any more")
    newest = max((entry.published for entry in feed.entries if entry.published is not None), default=None)
    if newest is None and feed.names and state.standing.state in _OF_DATES:
        return Verdict(state=state.standing.state, reason=state.standing.reason)  # no new entry says otherwise
    return (
        _damaged(feed, whole=whole) or _ill_timed(state, feed, newest, now, overflow=overflow) or _lasting(state, now)
    )


def _damaged(feed: Feed, *, whole: bool) -> Verdict | None:
    if not whole:
        return Verdict(state=SourceState.PARSE, reason="the body was cut off; what came was read")
    return None if feed.broken is None else Verdict(state=SourceState.PARSE, reason=feed.broken)


def _ill_timed(
    state: FeedState, feed: Feed, newest: datetime | None, now: datetime, *, overflow: bool
) -> Verdict | None:
    if overflow:
        reason = f"all {len(feed.names)} entries were new: some were probably missed; asked more often now"
        return Verdict(state=SourceState.OVERFLOW, reason=reason)
    if newest is not None and newest > now + _AHEAD:
        return Verdict(state=SourceState.SKEW, reason=f"its newest entry is dated {_span(newest - now)} ahead")
    if (late := _stale(state, newest, now)) is not None:
        return late
    if feed.declared is not None:
        return Verdict(state=SourceState.CHARSET, reason=f"says {feed.declared}, is {feed.charset}")
    return None


def verdict_of_silence(state: FeedState, now: datetime) -> Verdict:
    """How a source stands when there was nothing new: what was wrong with its document still is."""
    standing = state.standing
    if standing.state in _OF_DOCUMENT:
        return Verdict(state=standing.state, reason=standing.reason)
    return _stale(state, None, now) or _lasting(state, now)


def _lasting(state: FeedState, now: datetime) -> Verdict:
    """What stays true over many looks."""
    if (drop := dropped(state.rhythm, now)) is not None:
        count, usual = drop
        return Verdict(state=SourceState.DROP, reason=f"{count} entries today, usually {usual:.0f} by this hour")
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
