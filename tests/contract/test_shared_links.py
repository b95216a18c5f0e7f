"""Feeds whose entries all lead to one page: each news is told once, however many of them a document shows."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from monitor.core.model.watchlist import Severity, Term, Watchlist
from storage import archive
from storage.database import Database
from storage.tables import EntryRow
from tests.support.clock import VirtualClock
from tests.support.newsroom import newsroom, source
from tests.support.website import Behaviour, says, website

DAESH = Watchlist(id="daesh", title="داعش", severity=Severity.HIGH, terms=(Term(text="داعش"),))
NEWS = ("مقتل قيادي في الأنبار", "تفجير في بغداد", "غارة على الرقة", "اعتقال خلية في الكويت", "معارك في سرت")
PAGE = says(body="<html><body><h1>الصفحة</h1><p>أخبار اليوم</p></body></html>", headers={"Content-Type": "text/html"})


def feed(link: str, *numbers: int) -> Behaviour:
    items = "".join(
        f'<item><title>داعش: {NEWS[n]}</title><link>{link.format(n=n)}</link><guid isPermaLink="false">g{n}</guid>'
        f"<description>داعش {NEWS[n]} قال مصدر أمني اليوم إن ذلك حدث</description></item>"
        for n in numbers
    )
    return says(body=f'<rss version="2.0"><channel><title>w</title>{items}</channel></rss>')


@pytest.mark.parametrize(
    ("link", "documents"),
    [
        ("/", [(0,), (1, 0)]),
        ("/?utm_content={n}", [(0,), (1,), (2,)]),
        ("/live", [(0, 1), (0, 1, 2)]),
        ("/live", [(0, 1, 2), (1, 2), (2,)]),
        ("/live", [(0, 1, 2), (3, 4)]),
        ("/live?utm_content={n}", [(0, 1, 2), (2, 3), (4,)]),
        ("/live", [(0,), (1,), (2,)]),
        ("/live", [(0,), (1, 0), (2, 1, 0), (0,)]),
        ("/live", [(1, 0), (0, 1, 2), (3,), (1,)]),
        ("/live", [(0,), (0, 1), (1, 2), (2,), (0,)]),
        ("/live", [(0, 1, 2), (3,), (), (2, 1)]),
        ("/live?utm_content={n}", [(0,), (1,), (0, 2), (1, 0)]),
    ],
)
async def test_each_news_of_a_shared_page_is_found_once(
    db: Database, tmp_path: Path, link: str, documents: list[tuple[int, ...]]
) -> None:
    async with (
        website({"/": PAGE, "/live": PAGE}) as site,
        newsroom(db, source(site), clock=VirtualClock(), folder=tmp_path, watchlists=(DAESH,)) as room,
    ):
        for numbers in documents:
            site.paths["/feed"] = feed(link, *numbers)
            await room.poll(after=timedelta(hours=1))
            await room.collect()

    assert len(list(archive.hits(db))) == len({number for numbers in documents for number in numbers})


FIRST, OTHER = "داعش: مقتل قيادي في الأنبار", "عنوان جديد كليا لا يشبه الأول"


def one(guid: str, title: str, hour: int) -> Behaviour:
    date = f"Sun, 01 Mar 2026 {hour}:00:00 GMT"
    item = f'<title>{title}</title><link>/live</link><guid isPermaLink="false">{guid}</guid><pubDate>{date}</pubDate>'
    return says(body=f'<rss version="2.0"><channel><title>w</title><item>{item}</item></channel></rss>')


@pytest.mark.parametrize(
    ("guid", "title", "hour"),
    [
        ("g1", FIRST, 12),
        ("g0", OTHER, 12),
        ("g1", OTHER, 10),
        ("g1", "داعش: ارتفاع حصيلة مقتل قيادي الأنبار", 12),
        ("{live}#2", OTHER, 12),
        ("g1", "«داعش»: القيادي مقتولا بالأنبار", 12),
    ],
    ids=[
        "another guid",
        "another title",
        "the same date",
        "a title that goes on",
        "a guid that is the address",
        "its words inflected",
    ],
)
async def test_an_article_whose_outlet_has_changed_something_stays_one(
    db: Database, tmp_path: Path, guid: str, title: str, hour: int
) -> None:
    async with (
        website({"/live": PAGE}) as site,
        newsroom(db, source(site), clock=VirtualClock(), folder=tmp_path, watchlists=(DAESH,)) as room,
    ):
        site.paths["/feed"] = one("g0", FIRST, 10)
        await room.poll()
        site.paths["/feed"] = one(guid.format(live=site.url("/live")), title, hour)
        await room.poll(after=timedelta(hours=1))

    with db.reading() as session:
        assert len(session.exec(select(EntryRow)).all()) == 1


@pytest.mark.parametrize(("first", "second"), [("4711-1", "4711-2"), ("tag:w,2026:4711/v1", "tag:w,2026:4711/v2")])
async def test_an_article_stays_one_whose_outlet_counts_its_versions_in_the_id(
    db: Database, tmp_path: Path, first: str, second: str
) -> None:
    async with (
        website({"/live": PAGE}) as site,
        newsroom(db, source(site), clock=VirtualClock(), folder=tmp_path, watchlists=(DAESH,)) as room,
    ):
        for guid, title, hour in ((first, FIRST, 10), (second, OTHER, 12)):
            site.paths["/feed"] = one(guid, title, hour)
            await room.poll(after=timedelta(hours=1))

    with db.reading() as session:
        assert len(session.exec(select(EntryRow)).all()) == 1


async def test_a_shared_page_stays_one_in_a_feed_that_brings_much_else(db: Database, tmp_path: Path) -> None:
    def told(link: str, title: str) -> str:
        return (
            f"<item><title>{title}</title><link>{link}</link><description>{title}، وفق مصدر أمني</description></item>"
        )

    others = "".join(told(f"/o/{n}", f"خبر محلي رقم {n}") for n in range(60))
    async with (
        website({"/live": PAGE}) as site,
        newsroom(db, source(site), clock=VirtualClock(), folder=tmp_path, watchlists=(DAESH,)) as room,
    ):
        for numbers in ((0, 1, 2), (), (), (3,), (4,)):
            live = "".join(told("/live", f"داعش: {NEWS[n]}") for n in numbers)
            site.paths["/feed"] = says(body=f'<rss version="2.0"><channel>{live}{others}</channel></rss>')
            await room.poll(after=timedelta(hours=1))
            await room.collect()

    assert len(list(archive.hits(db))) == len(NEWS)
