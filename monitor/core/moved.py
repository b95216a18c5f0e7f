"""Feeds that go elsewhere: when a permanent redirect is believed, and what is still known at a new address. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.model.feed import FeedState
from monitor.core.model.source import Source
from monitor.core.urls import identity

MOVE_AFTER = timedelta(days=3)  # of the same permanent redirect: maintenance pages are shorter


def led(state: FeedState, to: str | None, at: datetime, *, good: bool) -> FeedState:
    """A permanent redirect is believed once it has led to the same place for three days, and to a good feed."""
    if to is None and state.moved_to is None:
        return state
    if to is None:
        return replace(state, moved_to=None, moved_at=None)
    since = state.moved_at if state.moved_to == to and state.moved_at is not None else at
    if good and at - since >= MOVE_AFTER:
        return replace(state, moved_to=None, moved_at=None, asked_url=to)
    return replace(state, moved_to=to, moved_at=since)


def readdressed(state: FeedState, source: Source, now: datetime) -> FeedState:
    """What is known of a source whose address was changed in sources.toml: nothing, unless it is the same feed.

    It is that under another spelling, and where a permanent redirect led: the doctor advises to write that down, and
    the rhythm of weeks, the clock of its dates and what was said to its owner are not to be lost by it. What failed,
    failed at the old address: the new one is not left alone for it.
    """
    same = {identity(url) for url in (state.url, state.asked_url, state.moved_to) if url is not None}
    if identity(source.url) not in same:
        return FeedState(source=source.id, url=source.url, poll_at=now, interval=source.every or source.min_every)
    return replace(
        state,
        url=source.url,
        poll_at=max(now, state.not_before or now),
        polled_at=state.whole_at if state.failures else state.polled_at,  # new is what was not there at a good look
        failures=0,
        error=None,
        asked_url=None,
        moved_to=None,
        moved_at=None,
        etag=None,
        last_modified=None,
        body_hash=None,
        gone_at=None,
    )
