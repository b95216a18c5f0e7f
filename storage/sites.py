"""Sites: what the pages of each have in common, as the daemon has learnt it."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col

from monitor.core.boilerplate import Site, SiteLine
from storage.database import Database
from storage.dialect import upsert
from storage.tables import SiteRow


def site(db: Database, host: str) -> Site:
    """What is remembered of a site; an empty memory if nothing is."""
    with db.reading() as session:
        row = session.get(SiteRow, host)
        if row is None:
            return Site()
        lines = {
            key: SiteLine(pages=tuple(pages), count=count, since=since, last=last)
            for key, count, since, last, pages in row.lines
        }
        return Site(pages=row.pages, lines=lines)


def record_site(db: Database, host: str, site: Site, at: datetime) -> None:
    """Remember what a site has taught; of two processes that learn the same site, the later one is believed."""
    lines = [[key, line.count, line.since, line.last, list(line.pages)] for key, line in site.lines.items()]
    with db.transaction() as session:
        upsert(session, SiteRow, {"host": host, "at": at, "pages": site.pages, "lines": lines}, key="host")


def prune(db: Database, before: datetime) -> int:
    """Forget sites that have taught nothing since; returns how many."""
    with db.transaction() as session:
        statement = delete(SiteRow).where(col(SiteRow.at) < before)
        return int(session.connection().execute(statement).rowcount)
