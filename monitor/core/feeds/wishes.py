"""What a feed says about itself and how often it wants to be asked."""

from dataclasses import dataclass, field
from datetime import timedelta

_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}  # hours


@dataclass(slots=True, kw_only=True)
class Wishes:
    """Collects ttl, sy:updatePeriod, sy:updateFrequency and the links to a hub, as a document names them."""

    said: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, value: str) -> None:
        """Take a wish; the first of a name counts."""
        self.said.setdefault(name, value.strip())

    def link(self, rel: str, href: str) -> None:
        """Take a link, if it is one to a hub or the feed's own address; the first counts."""
        if rel in ("hub", "self"):
            self.links.setdefault(rel, href)

    def ask_every(self) -> timedelta | None:
        """The longest interval that the feed wishes for; None if it says nothing that can be understood."""
        found = []
        ttl = self.said.get("ttl", "")
        if ttl.isascii() and ttl.isdigit() and int(ttl[:6]) > 0:
            found.append(timedelta(minutes=int(ttl[:6])))
        hours = _PERIODS.get(self.said.get("updatePeriod", "").lower())
        times = self.said.get("updateFrequency", "1")
        if hours is not None and times.isascii() and times.isdigit() and int(times[:4]) > 0:
            found.append(timedelta(hours=hours / int(times[:4])))
        return max(found, default=None)
