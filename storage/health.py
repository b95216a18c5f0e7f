"""Signs of life: when each part of the daemon last came round."""

from datetime import datetime

from sqlmodel import select

from storage.database import Database
from storage.dialect import upsert
from storage.rows import stored
from storage.tables import PulseRow


def beat(db: Database, part: str, at: datetime, note: str | None = None) -> None:
    """Note that `part` came round; also proves that the database can be written."""
    with db.transaction() as session:
        upsert(session, PulseRow, {"part": part, "at": at, "note": stored(note)}, key="part")


def pulses(db: Database) -> dict[str, tuple[datetime, str | None]]:
    """Part → when it last came round, and what it said."""
    with db.reading() as session:
        return {row.part: (row.at, row.note) for row in session.exec(select(PulseRow))}
