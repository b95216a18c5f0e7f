"""Stories that are set aside because something of them cannot be read, or told: their owners hear of it once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.model.delivery import Trouble, TroubleKind
from monitor.core.model.story import Unreadable
from monitor.workers.live import Live
from storage import stories, waiting
from storage.database import Database


def set_aside(db: Database, live: Live, bad: Sequence[Unreadable], now: datetime) -> None:
    """Let these stories wait for somebody to bring them back, and tell the owners."""
    if bad:
        waiting.set_aside(db, bad, [aside(db, live, one.key, one.reason, now) for one in bad], now)


def aside(db: Database, live: Live, story: str, reason: str, now: datetime) -> Trouble:
    """What the owners hear, once for each story."""
    facts = {"story": story, "title": stories.headline_of(db, story) or story, "error": reason}
    return replace(live.trouble(f"aside:{story}", TroubleKind.ASIDE, facts, at=now), revision=1)
