"""Sources whose address an analyst writes anew, with what is remembered in either database."""

import asyncio
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from storage import outbox
from storage.database import Database
from storage.tables import EntryRow
from tests.support.clock import VirtualClock
from tests.support.newsroom import live_of, newsroom, rss, source
from tests.support.website import leads_to, says, website

MINUTES = timedelta(minutes=1)
DAY = timedelta(days=1)


async def test_a_failure_at_a_corrected_address_is_its_first_and_the_owner_still_hears_that_it_is_well(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with website({"/feed": says(body=rss(clock, 1)), "/feed/": says(503)}) as site:
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            await room.poll()
            looked = clock()
            site.paths["/feed"] = says(404)
            for _ in range(8):
                await room.poll(after=DAY)
        async with newsroom(db, source(site, "/feed/"), clock=clock, folder=tmp_path) as room:
            corrected = room.state()
            await room.poll(after=MINUTES)
            failed, at = room.state(), clock()
            site.paths["/feed/"] = says(body=rss(clock, 1, 2))
            for _ in range(2):
                await room.poll(after=5 * MINUTES)

        # the look before is the last one that showed anything: it bounds the dates of what is new now
        assert (corrected.failures, corrected.error, corrected.polled_at) == (0, None, looked)
        assert (failed.failures, failed.poll_at - at < 5 * MINUTES) == (1, True)
        assert [item.key.subject for item in outbox.waiting(db)] == ["source:wire", "source:wire:well"]


async def test_an_address_that_is_written_anew_during_a_poll_is_asked_and_the_poll_records_nothing(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    paths = {"/feed": leads_to("/moved", 301), "/moved": says(body=rss(clock, 1)), "/new": says(body=rss(clock, 2))}
    async with website(paths) as site, newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
        await room.poll()
        await room.poll(after=3 * DAY)  # the redirect is believed
        site.paths["/moved"] = says(body=rss(clock, 1, 3), after=0.5)
        before = len(site.requests)
        under_way = asyncio.create_task(room.poll(after=MINUTES))
        while len(site.requests) == before:
            await asyncio.sleep(0.01)
        await room.crew.take_over(live_of(clock, tmp_path, sources=(source(site, "/new"),)))
        await under_way
        await room.poll(after=MINUTES)

        assert site.requests[-1].path == "/new"
        assert (room.state().url, room.state().asked_url, room.state().window) == (site.url("/new"), None, 1)
        with db.reading() as session:
            assert sorted(session.exec(select(EntryRow.title))) == ["خبر 1", "خبر 2"]
