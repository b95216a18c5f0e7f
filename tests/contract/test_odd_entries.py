"""Feeds that date their news in 1970 or next week, and news that stands twice: told once, all the same."""

from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from monitor.core.model.route import Route
from monitor.core.model.watchlist import Severity, Term, Watchlist
from storage import archive
from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.newsroom import Newsroom, newsroom, source
from tests.support.website import says, website

DAESH = Watchlist(id="daesh", title="داعش", severity=Severity.HIGH, terms=(Term(text="داعش"),))
NOW = Route(name="فوري", to=("files",), group_wait=timedelta(0))
TITLE = "مقتل قيادي في داعش خلال عملية أمنية في صحراء الأنبار"
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>أعلنت قيادة العمليات المشتركة "
    "صباح اليوم مقتل قيادي في تنظيم داعش خلال عملية أمنية في صحراء الأنبار بمشاركة ثلاثة ألوية من "
    "الجيش وبإسناد من طيران الجيش، وقالت إن القوات فتشت عشر قرى وعثرت على مخازن للسلاح.</p></article></body></html>"
)
ARTICLE = says(body=PAGE, headers={"Content-Type": "text/html"})


def item(date: str = "", guid: str = "") -> str:
    return f"<item><title>{TITLE}</title><link>/1</link><guid>{guid or '/1'}</guid><pubDate>{date}</pubDate></item>"


def feed(*items: str) -> str:
    return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


async def work(room: Newsroom) -> None:
    """A round: ask, read, tell; and another, an hour later, which has nothing to add."""
    for _ in range(2):
        await room.poll(after=timedelta(hours=1))
        await room.collect()
        await room.crew.round(only=["wire", "copy"])


def mails(folder: Path) -> list[str]:
    found = (message_from_bytes(path.read_bytes()) for path in (folder / "alerts").glob("*.eml"))
    return [str(one["X-Monitor-Subject"]) for one in found]


@pytest.mark.parametrize(
    "date",
    [
        "",
        "today, or so",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "{future:%a, %d %b %Y %H:%M:%S} GMT",
    ],
)
async def test_an_article_with_an_impossible_date_is_told_once(
    db: Database, tmp_path: Path, clock: VirtualClock, date: str
) -> None:
    said = date.format(future=clock() + timedelta(days=7))
    async with (
        website({"/feed": says(body=feed(item(said))), "/1": ARTICLE}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path, watchlists=(DAESH,), routes=(NOW,)) as room,
    ):
        await work(room)

    assert len(mails(tmp_path)) == 1
    assert len(list(archive.hits(db))) == 1


async def test_one_article_twice_in_a_feed_in_two_feeds_and_after_a_restart_is_told_once(
    db: Database, tmp_path: Path, clock: VirtualClock
) -> None:
    twice = feed(item(guid="a"), item(guid="b"))
    paths = {"/feed": says(body=twice), "/other": says(body=feed(item(guid="c"))), "/1": ARTICLE}
    async with website(paths) as site:
        sources = source(site), source(site, "/other", id="copy")
        for guid in ("d", "e"):
            async with newsroom(db, *sources, clock=clock, folder=tmp_path, watchlists=(DAESH,), routes=(NOW,)) as room:
                await work(room)
            site.paths["/feed"] = says(body=feed(item(guid=guid)))

    assert len(mails(tmp_path)) == 1
    assert len(list(archive.articles(db))) == 1
