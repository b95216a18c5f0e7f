"""A database in which dates or counts were spoilt is mended where that stops a round; the owners hear what was lost."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from monitor.core.errors import SpoiltError
from monitor.core.model.delivery import Trouble, TroubleKind
from monitor.core.model.stored import SpoiltValue
from monitor.workers.live import Live
from storage.database import Database
from storage.mending import mend

MOST = 20  # rows that are named to the owners

T = TypeVar("T")

log = logging.getLogger("monitor.mending")


def mended(db: Database, live: Callable[[], Live], now: datetime, step: Callable[[], T]) -> T:
    """What a step gives; once more, if something spoilt stopped it."""
    try:
        return step()
    except SpoiltError:
        mend_spoilt(db, live(), now)
        return step()


def mend_spoilt(db: Database, live: Live, now: datetime) -> None:
    """Put right what was spoilt, and tell the owners."""

    def told(found: Sequence[SpoiltValue]) -> Trouble:
        rows: dict[tuple[str, str], list[str]] = {}
        for one in found:
            rows.setdefault((one.table, one.row), []).append(one.column)
        each = [{"table": table, "row": row, "columns": ", ".join(names)} for (table, row), names in rows.items()]
        subject = f"mended:{now.isoformat()}"  # told each time: a disk that fails spoils the same places again
        facts = {"more": str(max(len(each) - MOST, 0))}
        return live.trouble(subject, TroubleKind.MENDED, facts, at=now, each=tuple(each[:MOST]))

    for one in mend(db, now, told):
        log.error("spoilt", extra={"table": one.table, "row": one.row, "column": one.column})
