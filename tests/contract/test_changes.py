"""A feed says that an article has changed: its page is read again, politely; on both databases."""

from datetime import timedelta
from itertools import cycle
from pathlib import Path

from sqlmodel import select

from monitor.core.model.article import EditKind
from monitor.core.model.route import Route
from monitor.core.model.watchlist import Severity, Term, Watchlist
from storage import archive
from storage.database import Database
from storage.tables import ArticleRow, RevisionRow, StoryRow
from tests.support.clock import VirtualClock
from tests.support.newsroom import Newsroom, newsroom, source
from tests.support.website import Website, says, website

DAESH = Watchlist(id="daesh", title="داعش", severity=Severity.HIGH, terms=(Term(text="داعش"),))
NOW = Route(name="فوري", to=("files",), group_wait=timedelta(0))
TEXT = (
    "أعلنت قيادة العمليات المشتركة صباح اليوم انطلاق عملية أمنية في صحراء الأنبار بمشاركة ثلاثة ألوية من الجيش وبإسناد "
    "من طيران الجيش، وقالت إن القوات فتشت عشر قرى وعثرت على مخازن للسلاح."
)
TITLES = ("انطلاق عملية أمنية في صحراء الأنبار", "عشر قرى فتشت في عملية أمنية غرب البلاد")


def feed(*titles: str, content: str = "", quiet: int = 20) -> str:
    """A feed of articles with these titles, and of others that never change."""
    items = [f"<item><title>{one}</title><link>/{n}</link>{content}</item>" for n, one in enumerate(titles, start=1)]
    items += [f"<item><title>خبر {n}</title><link>/{n}</link></item>" for n in range(100, 100 + quiet)]
    return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def page(title: str, text: str = TEXT) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


def put(site: Website, feed: str, page: str | None = None) -> None:
    site.paths["/feed"] = says(body=feed)
    if page is not None:
        site.paths["/1"] = says(body=page, headers={"Content-Type": "text/html"})


def asked(site: Website) -> int:
    return sum(request.path == "/1" for request in site.requests)


def edits(db: Database) -> list[str]:
    with db.reading() as session:
        return [row.kind for row in session.exec(select(RevisionRow))]


async def look(room: Newsroom, after: timedelta = timedelta(minutes=10)) -> None:
    await room.poll(after=after)
    await room.collect()


async def test_a_headline_changed_in_the_feed_becomes_a_revision(
    db: Database, tmp_path: Path, clock: VirtualClock
) -> None:
    async with website() as site, newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
        put(site, feed(TITLES[0]), page(TITLES[0]))
        await look(room)
        put(site, feed(TITLES[1]), page(TITLES[1]))
        lines = await room.poll(after=timedelta(minutes=10))
        await room.collect()
        await look(room)

        assert asked(site) == 2, "once per change"
    assert lines[0]["changed"] == 1
    assert edits(db) == [EditKind.HEADLINE]
    with db.reading() as session:
        assert session.exec(select(ArticleRow.title).where(ArticleRow.url == site.url("/1"))).one() == TITLES[1]


async def test_an_article_that_hits_only_after_its_update_is_told(
    db: Database, tmp_path: Path, clock: VirtualClock
) -> None:
    async with (
        website() as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path, watchlists=(DAESH,), routes=(NOW,)) as room,
    ):
        put(site, feed(TITLES[0]), page(TITLES[0]))
        await look(room)
        assert list(archive.hits(db)) == []
        grown = "<description>تفاصيل جديدة عن العملية</description>"
        put(site, feed(TITLES[0], content=grown), page(TITLES[0], TEXT + " وأعلنت مقتل قيادي في داعش."))
        await look(room)
        await room.crew.round(only=["wire"])

    [hit] = archive.hits(db)
    assert hit.watchlist == "daesh" and "داعش" in hit.article.text
    assert len(list((tmp_path / "alerts").glob("*.eml"))) == 1


async def test_headlines_that_are_tried_out_by_turns_are_no_flood(
    db: Database, tmp_path: Path, clock: VirtualClock
) -> None:
    async with (
        website() as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path, watchlists=(DAESH,), routes=(NOW,)) as room,
    ):
        titles = cycle(f"{title} ضد داعش" for title in TITLES)
        for _ in range(6 * 24):  # every ten minutes, for a day
            title = next(titles)
            put(site, feed(title), page(title))
            await look(room)
            await room.crew.round(only=[])

        assert asked(site) <= 1 + 4 + 4, "four times for the feed, four because it hit"
    assert edits(db).count(EditKind.HEADLINE) == 1, "a headline that comes back is no news"
    assert len(list((tmp_path / "alerts").glob("*.eml"))) <= 2


async def test_a_feed_that_says_everything_anew_is_not_believed(
    db: Database, tmp_path: Path, clock: VirtualClock
) -> None:
    async with website() as site, newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
        put(site, feed(*TITLES, "خبر ثالث", "خبر رابع", quiet=0), page(TITLES[0]))
        await look(room)
        put(site, feed(*(f"{one} | وكالة" for one in (*TITLES, "خبر ثالث", "خبر رابع")), quiet=0))
        await look(room)

        assert asked(site) == 1


async def test_where_the_page_is_shut_the_words_of_the_feed_are_taken_anew(
    db: Database, tmp_path: Path, clock: VirtualClock
) -> None:
    async with (
        website() as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path, watchlists=(DAESH,), routes=(NOW,)) as room,
    ):
        site.paths["/1"] = says(403)
        put(site, feed(TITLES[0], content=f"<description>{TEXT}</description>"))
        await look(room)
        put(site, feed(f"{TITLES[1]} ضد داعش", content=f"<description>{TEXT}</description>"))
        await look(room)

    assert [hit.article.title for hit in archive.hits(db)] == [f"{TITLES[1]} ضد داعش"]
    assert edits(db) == [EditKind.HEADLINE]
    with db.reading() as session:
        assert session.exec(select(StoryRow).where(StoryRow.asked)).one().tell_at is not None  # type: ignore[arg-type]
