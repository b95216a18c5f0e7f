"""What owners hear of the machine and of watchlists that have gone silent; and the sign of life to the outside."""

import logging
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor.core.errors import WorkError
from monitor.core.model.delivery import Trouble, TroubleKind
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
    return live.trouble("disk", TroubleKind.DISK, {"free": f"{free // (1 << 20)} MB", "folder": str(folder)}, at=now)


def clock_trouble(live: Live, jump: timedelta, now: datetime) -> Trouble:
    """The clock was set by this much."""
    return live.trouble("clock", TroubleKind.CLOCK, {"seconds": f"{jump.total_seconds():.0f}"}, at=now)


def silent_watchlists(db: Database, live: Live, now: datetime) -> list[Trouble]:
    """Watchlists that have hit nothing for a long time; each is told once for each silence."""
    names = {one.id: f"watchlist {one.id}" for one in live.watchlists.values() if one.asks_on(live.day)}
    known = known_since(db, list(names.values()), now)
    hits = archive.last_hits(db)
    found = []
    for id, name in names.items():
        since = max(hits.get(id, known[name]), known[name])
        if now - since < live.config.no_hit_for:
            continue
        trouble = live.trouble(
            f"watchlist:{id}",
            TroubleKind.QUIET,
            {"watchlist": live.watchlists[id].title, "days": str((now - since).days)},
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
