"""Entries of which something else is known than before: new words, and when the page is read again; other dates."""

from sqlmodel import Session, col, select

from monitor.core.identity import entry_identity
from monitor.core.model.feed import Entry, PollRecord
from monitor.core.schedule import reread_changed
from storage.rows import digest, entry_values
from storage.tables import ArticleRow, EntryRow

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


def correct_dates(session: Session, record: PollRecord) -> None:
    """Take off what was learnt of a feed's dates from those stored while it was learnt, of entries and their articles.

    The dates that articles have from their pages are none of the feed's.
    """
    found = record.correction
    if found is None:
        return
    theirs = select(EntryRow).where(EntryRow.source == record.source, EntryRow.first_seen >= found.since)
    rows = {row.id: row for row in session.exec(theirs.order_by(col(EntryRow.id)).with_for_update())}
    made = select(ArticleRow).join(EntryRow, col(ArticleRow.entry_id) == col(EntryRow.id))
    made = made.where(EntryRow.source == record.source, EntryRow.first_seen >= found.since)
    for article in session.exec(made):
        entry = rows.get(article.entry_id)
        if (
            entry is not None
            and article.published is not None
            and article.published == (entry.published or entry.updated)
        ):
            article.published -= found.by
    for row in rows.values():
        row.published = row.published - found.by if row.published is not None else None
        row.updated = row.updated - found.by if row.updated is not None else None
