"""robots.txt (RFC 9309): which pages an outlet lets programs read, and how fast."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

AGENT = "Monitor"
LIMIT = 500 * 1024  # bytes that are read of it, as the RFC says
KEPT = timedelta(hours=24)
KEPT_AFTER_TROUBLE = timedelta(minutes=10)
LONGEST_DELAY = timedelta(seconds=30)
_MOST_LINES = 5000
_MOST_STARS = 3  # of one rule: each multiplies the time it takes to match
_LONGEST_URL = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one robots.txt says to us, until when it is believed."""

    parsed: Protego | None  # None: nothing is forbidden
    until: datetime
    reachable: bool = True

    def allow(self, url: str) -> bool:
        """Whether we may read an address."""
        return self.parsed is None or bool(self.parsed.can_fetch(url[:_LONGEST_URL], AGENT))

    @property
    def delay(self) -> timedelta | None:
        """The pause it wants between two requests, at most half a minute."""
        seconds = self.parsed.crawl_delay(AGENT) if self.parsed is not None else None
        return None if seconds is None else min(timedelta(seconds=max(0.0, float(seconds))), LONGEST_DELAY)


def parse_robots(body: bytes, now: datetime) -> Rules:
    """The rules in a robots.txt; never raises.

    >>> parse_robots(b"User-agent: *\\nDisallow: /a", datetime(2026, 1, 1)).allow("https://x.example/a/1")
    False
    """
    text = body[:LIMIT].decode("utf-8", "replace").lstrip("\ufeff")
    lines = [line for line in re.split(r"\r\n?|\n", text)[:_MOST_LINES] if line.count("*") <= _MOST_STARS]
    try:
        parsed = Protego.parse("\n".join(lines))
    except Exception:  # noqa: BLE001 — a parser at foreign text: what cannot be read forbids nothing
        parsed = None
    return Rules(parsed=parsed, until=now + KEPT)
