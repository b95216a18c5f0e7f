"""Spikes: looked for every half hour, told once in six hours for each route and watchlist."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.core.fit import listed, recipients_of
from monitor.core.model.delivery import Spike
from monitor.core.model.route import Route
from monitor.core.model.story import DeliveryKey
from monitor.core.spike import COOL_DOWN, is_spike
from monitor.core.usual import WEEKS, WINDOW, Profile, profile_of, stories_in_window, usual
from monitor.core.waits import held_until
from monitor.workers.live import Live
from storage import spikes
from storage.database import Database
from storage.digests import known_since
from storage.wishes import wishes

MOST = 8  # terms and outlets that an alert names


def tell_spikes(db: Database, live: Live, now: datetime) -> int:
    """Put every spike of this moment into the outbox; returns how many deliveries."""
    routes = [one for one in live.policy.routes if one.spike is not None]
    begin = now - timedelta(weeks=WEEKS) - timedelta(days=1) - WINDOW
    times = {
        watchlist: spikes.story_times(db, watchlist, begin, live.policy.horizon)
        for watchlist in live.watchlists
        if any(listed(one, watchlist) for one in routes)
    }
    profile = profile_of([at for found in times.values() for at in found], now)
    return sum(_look(db, live, watchlist, found, routes, profile, now) for watchlist, found in times.items())


def _look(
    db: Database,
    live: Live,
    watchlist: str,
    times: Sequence[datetime],
    routes: Sequence[Route],
    profile: Profile,
    now: datetime,
) -> int:
    name = f"watchlist {watchlist}"
    since = known_since(db, [name], now)[name]
    # an archive that is older than this memory knows the watchlist for as long as it has hit
    expected = usual(times, now, min([since, *times[:1]]), profile)
    stories = stories_in_window(times, now)
    if expected is None:
        return 0
    told = 0
    for one in routes:
        if one.spike is None or not listed(one, watchlist) or not is_spike(stories, expected, one.spike):
            continue
        last = spikes.last_told(db, watchlist, one.name)
        if last is None or now - last >= COOL_DOWN:
            told += _tell(db, live, one, watchlist, stories, expected.mean, now)
    return told


def _tell(db: Database, live: Live, one: Route, watchlist: str, stories: int, expected: float, now: datetime) -> int:
    terms, sources, story = spikes.what_hit(db, watchlist, now - WINDOW, now)
    spike = Spike(
        watchlist=watchlist,
        stories=stories,
        usual=round(expected, 1),
        hours=WINDOW // timedelta(hours=1),
        terms=tuple(terms.most_common(MOST)),
        outlets=tuple(sources.most_common(MOST)),
    )
    unsubscribed = wishes(db, now).unsubscribed
    keys = [
        DeliveryKey(
            kind="spike",
            subject=watchlist,
            revision=int(now.timestamp() // COOL_DOWN.total_seconds()),
            route=one.name,
            channel=channel,
            recipient=recipient,
        )
        for channel, recipient in recipients_of(one.to, live.policy)
        if (one.name, channel, recipient) not in unsubscribed
    ]
    at = held_until(one, live.watchlists[watchlist].severity, now) or now
    return spikes.record_spike(db, keys, spike, story, at)
