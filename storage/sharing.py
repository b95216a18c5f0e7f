"""Addresses under which a source brings one news after another: a live page, that is, the address of no article.

That it is one may be seen only when the second news comes. The first is then no longer known by the address but by what
its feed calls it, as all that follow are.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from monitor.core.identity import entry_identity, is_other_news
from monitor.core.model.feed import Entry, PollRecord
from monitor.core.polling import with_shared
from monitor.core.urls import identity
from storage.rows import digest
from storage.tables import EntryRow

_AT_ONCE = 500  # keys of one statement


def told_apart(session: Session, record: PollRecord) -> PollRecord:
    """The poll with each news of a shared address as an entry of its own, also those that were taken for changes."""
    brought = [*record.entries, *record.changed]
    places = [identity(entry.url) if entry.url else "" for entry in brought]
    if not any(places) and not record.shared:
        return record
    rows = _rows(session, record.source, {*filter(None, places), *record.shared})
    firsts = {place: _entry(row) for place, row in rows.items()}
    shared = set(record.shared)
    for place, entry in zip(places, brought, strict=True):
        if place and is_other_news(entry, firsts.setdefault(place, entry)):
            shared.add(place)
    if not shared:
        return record
    parted = [_parted(entry, place in shared) for place, entry in zip(places, brought, strict=True)]
    for place in shared & rows.keys():
        _free(session, rows[place], record.source, parted)
    known = [place not in shared for place in places]  # which of the changes are none
    count = len(record.entries)
    changed = [entry for entry, is_one in zip(parted[count:], known[count:], strict=True) if is_one]
    news = [entry for entry, is_one in zip(parted[count:], known[count:], strict=True) if not is_one]
    return replace(
        record,
        entries=(*parted[:count], *news),
        changed=tuple(changed),
        state=with_shared(record.state, sorted(shared)),
        quiet=False,
    )


def _parted(entry: Entry, shares: bool) -> Entry:
    return replace(entry, url=None) if shares and (entry.id or entry.title) else entry


def _rows(session: Session, source: str, places: Collection[str]) -> dict[str, Any]:
    """Address → the entry that this source has brought under it."""
    table = EntryRow.__table__  # type: ignore[attr-defined]
    columns = (table.c.id, table.c.identity, table.c.guid, table.c.url, table.c.title, table.c.published)
    wanted = {digest(place): place for place in places}
    keys = list(wanted)
    found: dict[str, Any] = {}
    for start in range(0, len(keys), _AT_ONCE):
        theirs = select(*columns).where(table.c.identity.in_(keys[start : start + _AT_ONCE]), table.c.source == source)
        found |= {wanted[row.identity]: row for row in session.connection().execute(theirs)}
    return found


def _entry(row: Any) -> Entry:
    return Entry(id=row.guid, url=row.url, title=row.title, published=row.published)


def _free(session: Session, row: Any, source: str, brought: Sequence[Entry]) -> None:
    """Have an entry known by what its feed calls it, unless it is there under that name too."""
    itself = next((one for one in brought if one.url is None and one.title == row.title), _parted(_entry(row), True))
    name = digest(entry_identity(source, itself))
    table = EntryRow.__table__  # type: ignore[attr-defined]
    if session.connection().execute(select(table.c.id).where(table.c.identity == name)).first() is None:
        session.connection().execute(update(table).where(table.c.id == row.id).values(identity=name, url=None))
