"""Spikes: looked for every half hour, told to each person once in six hours for each watchlist."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.fit import Reader, listed, wanting
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
LONGEST = timedelta(days=7)  # of a story: what began before the window is not counted in it


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
        rises: list[_Rise | None] = []
        for one in routes:
            if listed(one, watchlist):
                times = first_of_each(asked_for(one, heard, live.policy))
                expected = usual(times, now, known, profile)
                rises.append(_rise(one, stories_in_window(times, now), expected))
        told += _tell(look, watchlist, [rise for rise in rises if rise is not None])
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rise:
    """A spike as one route sees it."""

    route: Route
    stories: int
    expected: Usual


def _rise(one: Route, stories: int, expected: Usual | None) -> _Rise | None:
    if expected is None or one.spike is None or not is_spike(stories, expected, one.spike):
        return None
    return _Rise(route=one, stories=stories, expected=expected)


def _tell(look: _Look, watchlist: str, rises: Sequence[_Rise]) -> int:
    """Tell everybody to whom these routes lead, each person once."""
    if not rises:
        return 0
    recent = heard_of(look.sightings(watchlist, look.now - WINDOW, terms=True), look.mutes, look.now)
    policy = look.live.policy
    readers: dict[Reader, list[tuple[_Rise, str, str]]] = {}
    for rise in rises:
        for channel, recipient in wanting(rise.route, rise.route.to, policy, look.wishes):
            readers.setdefault(policy.reader(channel, recipient), []).append((rise, channel, recipient))
    return sum(_tell_one(look, watchlist, reader, ways, recent) for reader, ways in readers.items())


def _tell_one(
    look: _Look,
    watchlist: str,
    reader: Reader,
    ways: Sequence[tuple[_Rise, str, str]],
    recent: Sequence[Sighting],
) -> int:
    """One message as the route sees it that counts the most, as soon as one of them may tell."""
    now, live = look.now, look.live
    most = max((rise for rise, _, _ in ways), key=lambda rise: rise.stories)
    found = asked_for(most.route, recent, live.policy)
    severity = live.watchlists[watchlist].severity
    keys = [_key(look, watchlist, rise.route, channel, recipient) for rise, channel, recipient in ways]
    return spikes.record_spike(
        look.db,
        keys,
        _spike(watchlist, most.stories, most.expected.mean, found, now),
        found[0].story if found else None,
        min(held_until(rise.route, severity, now) or now for rise, _, _ in ways),
        now,
        theirs=lambda channel, recipient: live.policy.reader(channel, recipient) == reader,
    )


def _spike(watchlist: str, stories: int, mean: float, found: Sequence[Sighting], at: datetime) -> Spike:
    return Spike(
        watchlist=watchlist,
        stories=stories,
        usual=round(mean, 1),
        hours=WINDOW // timedelta(hours=1),
        terms=tuple(Counter(term for sighting in found for term in sighting.terms or ()).most_common(MOST)),
        outlets=tuple(Counter(sighting.source for sighting in found).most_common(MOST)),
        at=at,
    )


def _key(look: _Look, watchlist: str, one: Route, channel: str, recipient: str) -> DeliveryKey:
    return DeliveryKey(
        kind="spike",
        subject=watchlist,
        revision=int(look.now.timestamp() // COOL_DOWN.total_seconds()),
        route=one.name,
        channel=channel,
        recipient=recipient,
    )


def unmuted_spike(
    db: Database, live: Live, spike: Spike, names: Sequence[str], asks: Wishes, now: datetime
) -> Spike | None:
    """A spike that has waited, without what was muted meanwhile; None: it is none any more.

    `names`: of the routes that tell it.
    """
    at = spike.at
    routes = [one for one in live.policy.routes if one.name in names and one.spike is not None]
    look = _Look(db=db, live=live, wishes=asks, now=now)
    if at is None or not routes or not any(mute.until > now for mute in look.mutes):
        return spike
    counted = [one for one in look.sightings(spike.watchlist, at - WINDOW - LONGEST, terms=True) if one.at <= at]
    shares = [_share(one, spike, at, counted, look) for one in routes]
    if not any(one.lost for one in shares):
        return spike
    most = max((one for one in shares if one.is_spike), key=lambda one: one.stories, default=None)
    if most is None:
        return None
    return _spike(spike.watchlist, most.stories, spike.usual, most.left, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """What mutes leave of a spike that has waited, for one of the routes that tell it."""

    stories: int
    lost: bool  # whether they take anything of it; they may have done so before it was counted
    left: Sequence[Sighting]
    is_spike: bool


def _share(one: Route, spike: Spike, at: datetime, counted: Sequence[Sighting], look: _Look) -> _Share:
    """A route counts only what it asks for. One of which nothing was taken has the spike that it had."""
    asked = asked_for(one, counted, look.live.policy)
    left = heard_of(asked, look.mutes, look.now)
    stories = min(spike.stories, stories_in_window(first_of_each(left), at))
    whole = left == asked or stories == spike.stories
    return _Share(
        stories=stories,
        lost=left != asked,
        left=[sighting for sighting in left if sighting.at >= at - WINDOW],
        is_spike=whole or (one.spike is not None and is_spike(stories, Usual(mean=spike.usual), one.spike)),
    )
