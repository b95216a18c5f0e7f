"""What owners hear of the machine and of watchlists that have gone silent; and the sign of life to the outside."""

import logging
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor.core.errors import WorkError
from monitor.core.model import Trouble
from monitor.net.door import Door
from monitor.workers.live import Live
from storage import archive
from storage.database import Database
from storage.digests import known_since

LOW = 1 << 30  # bytes free on the disk
JUMP = timedelta(seconds=60)  # by which the clock may differ from the time that has passed

log = logging.getLogger("monitor.vigil")


def disk_trouble(live: Live, folder: Path, now: datetime, *, low: int = LOW) -> Trouble | None:
    """The disk under a folder is nearly full; told once a day."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    if free >= low:
        return None
    return live.trouble(
        "disk",
        f"The disk is nearly full: {free // (1 << 20)} MB are left",
        f"It is the disk of {folder}.",
        "Make room. What is stored stays; when nothing is left, new articles wait at their outlets.",
        at=now,
    )


def clock_trouble(live: Live, jump: timedelta, now: datetime) -> Trouble:
    """The clock was set by this much."""
    ahead = "ahead" if jump > timedelta(0) else "back"
    return live.trouble(
        "clock",
        f"The clock of this machine jumped {ahead} by {abs(jump)}",
        "Nothing is lost. Digests and times in messages are wrong while the clock is.",
        "Check that time is synchronised: timedatectl status",
        at=now,
    )


def silent_watchlists(db: Database, live: Live, now: datetime) -> list[Trouble]:
    """Watchlists that have hit nothing for a long time; each is told once for each silence."""
    names = {
        one.id: f"watchlist {one.id}"
        for one in live.watchlists.values()
        if one.expires is None or one.expires >= live.day
    }
    known = known_since(db, list(names.values()), now)
    hits = archive.last_hits(db)
    found = []
    for id, name in names.items():
        since = max(hits.get(id, known[name]), known[name])
        if now - since < live.config.no_hit_for:
            continue
        title = live.watchlists[id].title
        trouble = live.trouble(
            f"watchlist:{id}",
            f"Watchlist {title} has hit nothing for {(now - since).days} days",
            "Either there is nothing, or its terms miss it.",
            f"See what its terms are looked for as: monitor forms; try a text: monitor match --watchlist {id}",
            at=now,
        )
        found.append(replace(trouble, revision=since.toordinal()))
    return found


async def ping(door: Door, address: str) -> bool:
    """Call the address that expects to be called; False: it could not be reached, which is only logged."""
    try:
        answer = await door.get_answer(address, subject="ping", headers={})
    except WorkError as error:
        log.warning("ping", extra={"error": str(error)})
        return False
    if not 200 <= answer.status < 300:
        log.warning("ping", extra={"error": f"answered {answer.status}"})
        return False
    return True
