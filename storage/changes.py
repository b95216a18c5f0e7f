"""Entries of which their feed says something else than before: the new words, and when the page is read again."""

from sqlmodel import Session, col, select

from monitor.core.identity import entry_identity
from monitor.core.model.feed import Entry, PollRecord
from monitor.core.schedule import reread_changed
from storage.rows import digest, entry_values
from storage.tables import EntryRow

_SAID = ("title", "summary", "content", "updated", "author")


def take_changes(session: Session, record: PollRecord) -> int:
    """Keep what a feed says now of entries that it brought first, and have their pages read again; returns how many."""
    said = {digest(entry_identity(record.source, one)): one for one in record.changed}
    if not said:
        return 0
    theirs = select(EntryRow).where(col(EntryRow.identity).in_(list(said)), EntryRow.source == record.source)
    rows = session.exec(theirs.order_by(col(EntryRow.id)).with_for_update())
    return sum(_take(session, row, said[row.identity], record) for row in rows)


def _take(session: Session, row: EntryRow, entry: Entry, record: PollRecord) -> bool:
    values = {name: value for name, value in entry_values(entry).items() if name in _SAID}
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    row.sqlmodel_update(values)
    session.add(row)
    if row.collect_at is not None and row.collect_at <= record.at:
        return False  # it is about to be read, or being read
    at = reread_changed(row.first_seen, row.changes, row.changed_at, record.at)
    if at is None or (row.collect_at is not None and row.collect_at <= at):
        return False
    row.collect_at, row.changed_at, row.changes = at, at, row.changes + 1
    return True
