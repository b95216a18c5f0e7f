"""Stories that are set aside because something of them cannot be read, or told: their owners hear of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from monitor.core.model.delivery import Trouble, TroubleKind
from monitor.core.model.story import Unreadable
from monitor.workers.live import Live
from storage import stories, waiting
from storage.database import Database


def set_aside(
    db: Database, live: Live, bad: Sequence[Unreadable], now: datetime, *, without: Collection[int] = ()
) -> None:
    """Let these stories wait for somebody to bring them back, and tell the owners of all of them at once.

    `without`: deliveries that are being sent, and leave them out.
    """
    if bad:
        first = min(bad, key=lambda one: one.id)
        trouble = aside(db, live, first.key, first.reason, now, others=len(bad) - 1)
        waiting.set_aside(db, bad, trouble, now, without=without)


def aside(db: Database, live: Live, story: str, reason: str, now: datetime, *, others: int = 0) -> Trouble:
    """What the owners hear, once a day for each story; `others`: how many were set aside with it."""
    facts = {"story": story, "title": stories.headline_of(db, story) or story, "error": reason}
    if others:
        facts["others"] = str(others)
    return live.trouble(f"aside:{story}", TroubleKind.ASIDE, facts, at=now)
