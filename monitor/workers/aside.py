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
        trouble = _trouble(db, live, min(bad, key=lambda one: one.id), now, others=len(bad) - 1)
        waiting.set_aside(db, bad, trouble, now, without=without)


def _trouble(db: Database, live: Live, first: Unreadable, now: datetime, *, others: int) -> Trouble:
    """What the owners hear, once a day for each story; `others`: how many were set aside with it."""
    title = stories.headline_of(db, first.id) or first.key
    facts = {"story": first.key, "title": title, "error": first.reason}
    if others:
        facts["others"] = str(others)
    return live.trouble(f"aside:{first.key}", TroubleKind.ASIDE, facts, at=now)
