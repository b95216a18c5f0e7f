"""Captures: pages kept as evidence, for as long as the policy says."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col

from storage.database import Database
from storage.tables import CaptureRow


def prune(db: Database, before: datetime) -> int:
    """Forget captures fetched before; articles and hits stay. Returns how many."""
    with db.transaction() as session:
        statement = delete(CaptureRow).where(col(CaptureRow.fetched_at) < before)
        return int(session.connection().execute(statement).rowcount)
