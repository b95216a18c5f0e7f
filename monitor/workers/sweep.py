"""sweep: forget by policy what need not be kept; articles and hits stay unless the policy ends them."""

from datetime import datetime, timedelta

from monitor.config.schema import KeepTable
from storage import outbox, retention, sites, wishes
from storage.database import Database

SITES = timedelta(days=90)  # after the last page of a site; it is learnt again within a few


def sweep(db: Database, now: datetime, keep: KeepTable) -> dict[str, int]:
    """Prune once; returns how many of each were forgotten."""
    gone = {
        "captures": retention.forget_captures(db, now - keep.captures),
        "messages": outbox.prune(db, now - keep.deliveries),
        "sites": sites.prune(db, now - SITES),
        "mutes": wishes.prune(db, now),
    }
    if keep.articles is not None:
        gone["articles"] = retention.forget_articles(db, now - keep.articles)
    return gone
