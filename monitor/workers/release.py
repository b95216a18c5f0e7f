"""Messages of many stories: digests that are due, what quiet hours and limits held back, what comes too late alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.digest import empty_digests, release
from monitor.core.model.story import DigestRecord
from monitor.core.source_state import WORKING, SourceState
from monitor.core.wall import slot_name
from monitor.workers.aside import set_aside
from monitor.workers.gone import away_channels
from monitor.workers.live import Live
from monitor.workers.mending import mended
from storage import digests, feeds, stories, waiting
from storage.database import Database
from storage.notices import route_name
from storage.wishes import wishes

TOO_LATE = timedelta(hours=24)  # stories that waited longer for their channel come as one digest


def release_due(db: Database, live: Live, now: datetime, began: datetime | None = None) -> int:
    """Put what has waited long enough into the outbox; returns how many messages. Cheap while nothing is due.

    `began`: when this process took up its work.
    """
    return mended(db, lambda: live, now, lambda: _release_due(db, live, now, began))


def _release_due(db: Database, live: Live, now: datetime, began: datetime | None) -> int:
    policy, alike = live.policy, live.alike(away_channels(db, live))
    digests.gather_late(db, policy.recipients, now - TOO_LATE, now, slot_name(now, policy.zone), alike)
    known = digests.known_since(db, [route_name(one.name) for one in policy.routes], now)
    since = {one.name: known[route_name(one.name)] for one in policy.routes}
    asked = wishes(db, now)
    notices, bad = waiting.waiting_notices(db, now)
    set_aside(db, live, bad, now)
    found = release(notices, policy, now, asked)
    if found.postponed or found.muted or found.unwanted:
        waiting.keep_back(db, found.postponed, found.muted, found.unwanted, now)
    full = [_well(db, live, one) for one in found.digests]
    sent = sum(digests.record_digest(db, one, now, alike) for one in full)
    # after the full ones, whose subjects then stand in the outbox
    nothing = list(empty_digests(policy, now, since, asked, stories.undecided(db, now), began))
    empty = _one_for_each_reader(digests.unsent(db, nothing, alike))
    return sent + sum(digests.record_digest(db, _well(db, live, one), now, alike) for one in empty)


def _one_for_each_reader(empty: Sequence[DigestRecord]) -> list[DigestRecord]:
    """Empty digests of one slot to one reader are one message that names every route.

    A second mail channel keeps its own delivery: both go out as one message, over the channel that works.
    """
    found: dict[tuple[str, str, str], DigestRecord] = {}
    for one in empty:
        reader = (one.subject, one.channel, one.recipient.lower())
        first = found.setdefault(reader, one)
        since = min(first.digest.since, one.digest.since)
        routes = tuple(dict.fromkeys((*first.routes, *one.routes)))
        found[reader] = replace(first, routes=routes, digest=replace(first.digest, since=since))
    return list(found.values())


def _well(db: Database, live: Live, record: DigestRecord) -> DigestRecord:
    """With the proof of life: how many sources are well."""
    if record.kind != "digest":
        return record
    states = [state.standing.state for state in feeds.feed_states(db) if state.source in live.sources]
    well = sum(state in WORKING or state is SourceState.NEW for state in states)
    return replace(record, digest=replace(record.digest, sources_well=well, sources=len(states)))
