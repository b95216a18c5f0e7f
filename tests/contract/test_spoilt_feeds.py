"""Feeds of which something was spoilt on the disk: each is begun anew, and stops no other."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.databases import Databases
from tests.support.newsroom import newsroom, rss, source
from tests.support.website import says, website

ANYWHERE = [
    ("state", "'xx'"),
    *(("rhythm", f"'{shape}'") for shape in ('"x"', "[1]", '{"hours": 3}', '{"skew": {"ahead": 1e300}}')),
    ("interval", "1e300"),
]
IN_A_FILE = [  # SQLite takes any value in any column
    ("rhythm", "'garbage'"),
    ("interval", "'abc'"),
    *((name, "x'FFFE'") for name in ("url", "known", "etag", "state_reason", "asked_url")),
]


@pytest.mark.parametrize("path", ["/feed", "/new"])
@pytest.mark.parametrize(("column", "value"), ANYWHERE)
async def test_a_feed_that_cannot_be_read_is_begun_anew_at_its_address_old_or_new(
    db: Database, clock: VirtualClock, tmp_path: Path, column: str, value: str, path: str
) -> None:
    await polled_with_one_of_two_spoilt(db, clock, tmp_path, column, value, path)


@pytest.mark.parametrize("path", ["/feed", "/new"])
@pytest.mark.parametrize(("column", "value"), IN_A_FILE)
async def test_a_feed_that_cannot_be_read_in_a_file_is_begun_anew_too(
    databases: Databases, clock: VirtualClock, tmp_path: Path, column: str, value: str, path: str
) -> None:
    db = Database(databases.url("sqlite"), holder="here/1/1")
    await polled_with_one_of_two_spoilt(db, clock, tmp_path, column, value, path)
    db.close()


async def polled_with_one_of_two_spoilt(
    db: Database, clock: VirtualClock, folder: Path, column: str, value: str, path: str
) -> None:
    first = says(body=rss(clock, 1, 2))
    async with website({"/feed": first, "/new": first, "/other": says(body=rss(clock, 3))}) as site:
        other = source(site, "/other", id="other")
        async with newsroom(db, source(site), other, clock=clock, folder=folder) as room:
            await room.poll()
        with db.transaction() as session:
            session.connection().exec_driver_sql(f"UPDATE feed SET {column} = {value} WHERE source = 'wire'")
        site.paths["/feed"] = site.paths["/new"] = says(body=rss(clock, 1, 2, 4))
        async with newsroom(db, source(site, path), other, clock=clock, folder=folder) as room:
            begun = room.state()
            lines = await room.poll(after=timedelta(hours=1))

            assert (begun.known, begun.url) == ("", site.url(path))
            assert {line["source"]: line["new"] for line in lines} == {"wire": 1, "other": 0}
            assert (room.state().window, room.state().standing.state, room.state("other").window) == (3, "alive", 1)
