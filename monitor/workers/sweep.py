"""sweep: forget by policy what need not be kept; articles and hits stay."""

from datetime import datetime, timedelta

from storage import captures, outbox, wishes
from storage.database import Database

CAPTURES = timedelta(days=90)
DELIVERIES = timedelta(days=30)


def sweep(db: Database, now: datetime) -> dict[str, int]:
    """Prune once; returns how many of each were forgotten."""
    return {
        "captures": captures.prune(db, now - CAPTURES),
        "messages": outbox.prune(db, now - DELIVERIES),
        "mutes": wishes.prune(db, now),
    }
