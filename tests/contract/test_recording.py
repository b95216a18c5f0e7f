"""What came in can be recorded from both databases, and what is recorded can be read again."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import col, select

from monitor.core.recording import parse_recorded, recorded_line
from storage.database import Database
from storage.recording import kept_entries
from storage.tables import CaptureRow
from tests.support.clock import VirtualClock
from tests.support.newsroom import newsroom, rss, source
from tests.support.website import Website, says, website

PAGE = "<html><head><title>خبر</title></head><body><article><p>نص الخبر الأول من المدينة</p></article></body></html>"


async def test_entries_come_with_their_pages_in_the_order_of_storing(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    site = Website(paths={f"/{n}": says(body=PAGE, headers={"Content-Type": "text/html"}) for n in (1, 2, 3)})
    async with website(site.paths) as site:
        site.paths["/feed"] = says(body=rss(clock, 1))
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            began = clock()
            await room.poll()
            await room.collect()
            site.paths["/feed"] = says(body=rss(clock, 1, 2, 3, 4))
            await room.poll(after=timedelta(hours=1))
            await room.collect()
    with db.transaction() as session:
        second, third = session.exec(select(CaptureRow).order_by(col(CaptureRow.article_id))).all()[1:]
        second.body = b"torn"
        session.add(second)
        session.delete(third)

    everything = list(kept_entries(db, began, clock() + timedelta(seconds=1)))
    earlier = list(kept_entries(db, began, clock()))

    assert [one.recorded.read_at for one in everything] == sorted(one.recorded.read_at for one in everything)
    assert [one.body for one in earlier] == [PAGE.encode()]
    assert earlier[0].recorded.page is not None and earlier[0].recorded.page.content_type == "text/html"
    assert sorted((one.lost, one.body is None) for one in everything) == [
        (False, False),
        (False, True),  # there never was a page
        (True, True),
        (True, True),
    ]
    for one in everything:
        assert parse_recorded(recorded_line(one.recorded)) == one.recorded


async def test_an_article_keeps_its_place_whenever_its_page_came(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    site = Website(paths={f"/{n}": says(body=PAGE, headers={"Content-Type": "text/html"}) for n in (1, 2, 3)})
    async with website(site.paths) as site:
        site.paths["/feed"] = says(body=rss(clock, 1, 2, 3))
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            await room.poll()
            await room.collect()
    with db.transaction() as session:
        pages = session.exec(select(CaptureRow).order_by(col(CaptureRow.article_id))).all()
        pages[0].fetched_at += timedelta(minutes=9)  # it was stored with the words of the feed, its page came later
        pages[2].fetched_at -= timedelta(minutes=1)  # a slow page: it began before those that were stored first
        stored = [page.url for page in pages]

    kept = [one.recorded for one in kept_entries(db, clock() - timedelta(hours=1), clock() + timedelta(hours=1))]

    assert [one.page and one.page.url for one in kept] == stored
    times = [one.read_at for one in kept]
    assert times == sorted(times) and times[0] < clock() + timedelta(minutes=1)
    assert all(one.read_at >= one.first_seen for one in kept)
