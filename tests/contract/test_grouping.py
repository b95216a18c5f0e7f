"""Articles find their story when they are collected, and what outlets change afterwards is seen, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from monitor.config.schema import KeepTable
from monitor.core.model.article import EditKind
from monitor.core.model.route import Route
from monitor.core.model.story import StoryArticle
from monitor.core.model.watchlist import Severity, Term, Watchlist
from monitor.workers.sweep import sweep
from storage import archive
from storage.database import Database
from storage.stories import articles_of
from storage.tables import ArticleRow, EntryRow, RevisionRow, StoryRow
from tests.support.clock import VirtualClock
from tests.support.newsroom import newsroom, rss, source
from tests.support.website import Website, says, website

EXTREMISM = Watchlist(id="extremism", title="التطرف", severity=Severity.HIGH, terms=(Term(text="تطرف"),))
NOW = Route(name="فوري", to=("files",), group_wait=timedelta(0))
TITLE = "مجموعة عمل وطنية لمكافحة التطرف تجتمع في بغداد"
TEXT = (
    "أعلنت مستشارية الأمن الوطني اليوم تشكيل مجموعة عمل وطنية تتولى تنسيق جهود مكافحة التطرف والعنف في ختام اجتماع عقد "
    "في بغداد بحضور ممثلين عن إحدى عشرة وزارة ومنظمات من المجتمع المدني.",
    "وقال المتحدث باسم المستشارية هادي الزبيدي إن المجموعة ستضع خلال تسعين يوما خطة لمعالجة الأسباب التي تدفع الشباب "
    "إلى التطرف، وإن الخطة تشمل المناهج الدراسية والخطاب الديني وبرامج إعادة الإدماج.",
)


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


def story_of(db: Database) -> tuple[StoryArticle, ...]:
    """The articles of the one story that somebody asked for."""
    with db.reading() as session:
        [story] = session.exec(select(StoryRow).where(StoryRow.asked)).all()  # type: ignore[arg-type]
        return articles_of(session, [story.id or 0])[story.id or 0]


def due(db: Database) -> bool:
    """Whether the story is to be looked at; it is settled by asking."""
    with db.transaction() as session:
        [story] = session.exec(select(StoryRow).where(StoryRow.asked)).all()  # type: ignore[arg-type]
        asked, story.tell_at = story.tell_at is not None, None
        session.add(story)
        return asked


def outlets(clock: VirtualClock, *articles: str) -> Website:
    """A website with a feed and an article for each outlet."""
    site = Website()
    for number, body in enumerate(articles, start=1):
        site.paths[f"/feed{number}"] = says(body=rss(clock, number, minutes=20 if number == 2 else 5))
        site.paths[f"/{number}"] = says(body=body, headers={"Content-Type": "text/html"})
    return site


async def test_three_outlets_tell_one_event_and_the_fourth_another(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    telling = page("العراق يشكل مجموعة عمل لمواجهة التطرف", "بغداد (رويترز) - " + TEXT[1], TEXT[0])
    pages = (
        page(TITLE, *TEXT),
        page("بغداد: اجتماع أول لمجموعة العمل الوطنية لمكافحة التطرف", *TEXT),
        page("تشغيل ثلاث محطات جديدة للمترو", "قال وزير النقل إن ثلاث محطات جديدة تدخل الخدمة مطلع الشهر المقبل."),
    )
    async with website(outlets(clock, *pages, telling).paths) as site:
        sources = [source(site, f"/feed{n}", id=f"outlet{n}") for n in range(1, 5)]
        async with newsroom(db, *sources[:3], clock=clock, folder=tmp_path, watchlists=(EXTREMISM,)) as room:
            await room.poll()
            await room.collect()
        # another process: the window is read from the database
        async with newsroom(db, *sources, clock=clock, folder=tmp_path, watchlists=(EXTREMISM,)) as room:
            await room.poll(after=timedelta(hours=5))
            await room.collect()

    story = story_of(db)
    assert {one.source for one in story} == {"outlet1", "outlet2", "outlet4"}
    assert [one.source for one in story if not one.copy] == ["outlet2"], "it came out first, though it was seen later"
    assert {one.agency for one in story if one.source == "outlet4"} == {"رويترز"}
    with db.reading() as session:
        assert len(session.exec(select(StoryRow)).all()) == 2


async def test_an_outlet_more_has_the_story_looked_at_again(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    unasked = page("بغداد: اجتماع أول لمجموعة عمل وطنية", *(one.replace("التطرف", "العنف") for one in TEXT))
    async with website(outlets(clock, page(TITLE, *TEXT), unasked).paths) as site:
        first, second = (source(site, f"/feed{n}", id=f"outlet{n}") for n in (1, 2))
        async with newsroom(
            db, first, second, clock=clock, folder=tmp_path, watchlists=(EXTREMISM,), routes=(NOW,)
        ) as room:
            room.crew.poll.only = ["outlet1"]
            await room.crew.poll.drain()
            await room.collect()
            told = due(db)
            await room.poll()
            await room.collect()

    assert told and due(db), "it hit no watchlist, but the story stands in one outlet more"
    assert [len(one.hits) for one in story_of(db)] == [1, 0]


async def test_a_round_by_hand_ends_while_an_update_waits(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    seldom = replace(NOW, update_every=timedelta(hours=2))
    async with (
        website(outlets(clock, page(TITLE, *TEXT)).paths) as site,
        newsroom(
            db, source(site, "/feed1"), clock=clock, folder=tmp_path, watchlists=(EXTREMISM,), routes=(seldom,)
        ) as room,
    ):
        await room.crew.round(only=["wire"])
        site.paths["/1"] = says(body=page("حصيلة: عشر وزارات في مجموعة مكافحة التطرف", *TEXT))
        await room.collect(after=timedelta(minutes=31))
        async with asyncio.timeout(20):
            await room.crew.round(only=["wire"])

        assert due(db), "the update waits until two hours have passed since the first notice"


async def test_edits_are_seen_when_the_page_is_read_again(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with (
        website(outlets(clock, page(TITLE, *TEXT)).paths) as site,
        newsroom(
            db, source(site, "/feed1"), clock=clock, folder=tmp_path, watchlists=(EXTREMISM,), routes=(NOW,)
        ) as room,
    ):
        await room.poll()
        await room.collect()
        assert due(db)
        site.paths["/1"] = says(body=page(TITLE, TEXT[0].replace("اليوم", "أمس"), TEXT[1]))
        await room.collect(after=timedelta(minutes=31))
        assert not due(db) and story_of(db)[0].edits == ()
        site.paths["/1"] = says(body=page("حصيلة: عشر وزارات في مجموعة مكافحة التطرف", *TEXT))
        await room.collect(after=timedelta(minutes=90))
        assert due(db)
        site.paths["/1"] = says(503)
        await room.collect(after=timedelta(hours=6))
        assert not due(db)
        site.paths["/1"] = says(404)
        await room.collect(after=timedelta(hours=16))
        assert due(db)
        await room.collect(after=timedelta(days=3))

    [article] = story_of(db)
    assert [edit.kind for edit in article.edits] == [EditKind.HEADLINE, EditKind.REMOVED]
    assert article.edits[0].before == TITLE
    assert article.article.title == "حصيلة: عشر وزارات في مجموعة مكافحة التطرف"
    with db.reading() as session:
        assert f"-{TITLE}" in session.exec(select(RevisionRow)).all()[0].diff
        [entry] = session.exec(select(EntryRow)).all()
        assert (entry.collect_at, entry.error) == (None, None)
        assert session.exec(select(ArticleRow)).one().copy_of is None


async def test_a_page_that_nobody_asked_for_is_read_once(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with (
        website(
            outlets(clock, page("الطقس غدا", "أمطار متفرقة على الساحل مع رياح نشطة وانخفاض في الحرارة")).paths
        ) as site,
        newsroom(db, source(site, "/feed1"), clock=clock, folder=tmp_path, watchlists=(EXTREMISM,)) as room,
    ):
        await room.poll()
        await room.collect()
        await room.collect(after=timedelta(hours=30))

        assert sum(request.path == "/1" for request in site.requests) == 1


async def test_articles_are_forgotten_where_the_policy_says_so_and_do_not_come_again(
    db: Database, tmp_path: Path
) -> None:
    clock = VirtualClock()
    async with (
        website(outlets(clock, page(TITLE, *TEXT)).paths) as site,
        newsroom(db, source(site, "/feed1"), clock=clock, folder=tmp_path, watchlists=(EXTREMISM,)) as room,
    ):
        await room.poll()
        await room.collect()
        kept = sweep(db, clock() + timedelta(days=400), KeepTable())
        gone = sweep(db, clock() + timedelta(days=400), KeepTable(articles=timedelta(days=365)))
        await room.poll(after=timedelta(days=400))
        await room.collect()

    assert "articles" not in kept and gone["articles"] == 1
    assert list(archive.articles(db)) == [] and list(archive.hits(db)) == []
