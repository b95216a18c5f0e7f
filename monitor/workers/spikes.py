"""Spikes: looked for every half hour, told once in six hours for each route and watchlist."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.fit import listed, recipients_of
from monitor.core.model.delivery import Spike
from monitor.core.model.route import Mute, Route
from monitor.core.model.story import DeliveryKey, Wishes
from monitor.core.sighting import Sighting, asked_for, first_of_each, heard_of
from monitor.core.spike import COOL_DOWN, is_spike
from monitor.core.usual import WEEKS, WINDOW, Usual, profile_of, stories_in_window, usual
from monitor.core.waits import held_until
from monitor.workers.live import Live
from storage import spikes
from storage.database import Database
from storage.digests import known_since
from storage.wishes import wishes

MOST = 8  # terms and outlets that an alert names


def tell_spikes(db: Database, live: Live, now: datetime) -> int:
    """Put every spike of this moment into the outbox; returns how many deliveries."""
    look = _Look(db=db, live=live, wishes=wishes(db, now), now=now)
    routes = [one for one in live.policy.routes if one.spike is not None]
    begin = now - timedelta(weeks=WEEKS) - timedelta(days=1) - WINDOW
    seen = {
        watchlist: look.sightings(watchlist, begin, terms=look.mutes_names())
        for watchlist in live.watchlists
        if any(listed(one, watchlist) for one in routes)
    }
    profile = profile_of([at for found in seen.values() for at in first_of_each(found)], now)
    told = 0
    for watchlist, found in seen.items():
        known = _known_since(db, watchlist, found, now)
        heard = heard_of(found, look.mutes, now)
        for one in routes:
            if listed(one, watchlist):
                times = first_of_each(asked_for(one, heard, live.policy))
                expected = usual(times, now, known, profile)
                told += _tell(look, one, watchlist, stories_in_window(times, now), expected)
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one look at all watchlists works with."""

    db: Database
    live: Live
    wishes: Wishes
    now: datetime

    @property
    def mutes(self) -> tuple[Mute, ...]:
        """Those of the file and those of readers."""
        return (*self.live.policy.mutes, *self.wishes.mutes)

    def mutes_names(self) -> bool:
        """Whether a mute asks what was found."""
        return any(mute.entity is not None and mute.until > self.now for mute in self.mutes)

    def sightings(self, watchlist: str, since: datetime, *, terms: bool) -> list[Sighting]:
        """The hits of a watchlist up to now."""
        return spikes.sightings(self.db, watchlist, since, self.live.policy.horizon, terms=terms)


def _known_since(db: Database, watchlist: str, found: Sequence[Sighting], now: datetime) -> datetime:
    """An archive that is older than this memory knows the watchlist for as long as it has hit."""
    name = f"watchlist {watchlist}"
    return min([known_since(db, [name], now)[name], *(one.at for one in found[:1])])


def _tell(look: _Look, one: Route, watchlist: str, stories: int, expected: Usual | None) -> int:
    """Tell it if it is a spike of which this route has not told for a while."""
    now, live = look.now, look.live
    if expected is None or one.spike is None or not is_spike(stories, expected, one.spike):
        return 0
    last = spikes.last_told(look.db, watchlist, one.name)
    if last is not None and now - last < COOL_DOWN:
        return 0
    recent = look.sightings(watchlist, now - WINDOW, terms=True)
    found = asked_for(one, heard_of(recent, look.mutes, now), live.policy)
    spike = Spike(
        watchlist=watchlist,
        stories=stories,
        usual=round(expected.mean, 1),
        hours=WINDOW // timedelta(hours=1),
        terms=tuple(Counter(term for sighting in found for term in sighting.terms or ()).most_common(MOST)),
        outlets=tuple(Counter(sighting.source for sighting in found).most_common(MOST)),
    )
    at = held_until(one, live.watchlists[watchlist].severity, now) or now
    return spikes.record_spike(look.db, _keys(look, one, watchlist), spike, found[0].story if found else None, at)


def _keys(look: _Look, one: Route, watchlist: str) -> list[DeliveryKey]:
    """One delivery for everybody who has not unsubscribed."""
    return [
        DeliveryKey(
            kind="spike",
            subject=watchlist,
            revision=int(look.now.timestamp() // COOL_DOWN.total_seconds()),
            route=one.name,
            channel=channel,
            recipient=recipient,
        )
        for channel, recipient in recipients_of(one.to, look.live.policy)
        if (one.name, channel, recipient) not in look.wishes.unsubscribed
    ]
