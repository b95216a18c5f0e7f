"""Manners: how often and how many at once one outlet is asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from ipaddress import ip_address

AT_ONCE = 2
UNPACED = 64

# second-level labels under which outlets register (com.eg, gov.iq …); a full public suffix list would be fresher and
# 200 KB: a wrong guess here only makes two strangers wait for each other
_SECOND_LEVEL = frozenset(
    ["com", "co", "net", "org", "gov", "edu", "mil", "ac", "sch", "info", "media", "press", "news"]
)


@lru_cache(maxsize=4096)
def pace_key(host: str, port: int | None) -> str:
    """What shares one pace: the registered domain, or an IP literal with its port.

    >>> pace_key("feeds.bbci.co.uk", None)
    'bbci.co.uk'
    >>> pace_key("127.0.0.1", 8080)
    '127.0.0.1:8080'
    """
    host = host.strip("[]").rstrip(".").lower()
    try:
        return f"{ip_address(host)}:{port}"
    except ValueError:
        labels = host.split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-kept:])


@dataclass(slots=True)
class _Turn:
    """One outlet's queue."""

    places: asyncio.Semaphore
    start: float = 0.0  # when the next one may start, in the loop's time
    users: int = 0


class Pace:
    """A few requests at once to an outlet (two by default), and at least `gap` between their starts."""

    def __init__(self, gap: timedelta, at_once: int = AT_ONCE) -> None:
        self._gap = gap.total_seconds()
        self._at_once = at_once
        self._turns: dict[str, _Turn] = {}
        self._slow: dict[str, float] = {}  # seconds, where an outlet wants more than the gap

    def slow_down(self, key: str, gap: timedelta) -> None:
        """Keep a longer gap with one outlet, as it asks (Crawl-delay)."""
        self._slow[key] = gap.total_seconds()

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait until it is our turn, hold one of the places meanwhile."""
        loop = asyncio.get_running_loop()
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = _Turn(places=asyncio.Semaphore(self._at_once))
        turn.users += 1
        try:
            async with turn.places:
                now = loop.time()
                start = max(now, turn.start)
                turn.start = start + max(self._gap, self._slow.get(key, 0.0))
                if start > now:
                    await asyncio.sleep(start - now)
                yield
        finally:
            turn.users -= 1
            self._forget(loop.time())

    def _forget(self, now: float) -> None:
        """Drop the outlets that nobody waits for and whose gap is over; only when there are many."""
        if len(self._turns) > 4096:
            self._turns = {key: turn for key, turn in self._turns.items() if turn.users or turn.start > now}
