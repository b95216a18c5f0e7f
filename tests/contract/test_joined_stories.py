"""Stories that turn out to be one, and pages that come late, on both databases: nothing is told twice or lost."""

import tomllib
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from sqlmodel import select

from monitor.core.model.route import Route
from monitor.core.model.watchlist import Severity, Term, Watchlist
from storage.database import Database
from storage.tables import ArticleRow, NoticeRow, StoryRow
from tests.contract.test_grouping import TEXT, TITLE, page
from tests.support.clock import VirtualClock
from tests.support.newsroom import Newsroom, newsroom, rss, source
from tests.support.website import Website, says, website

NOW = Route(name="فوري", to=("files",), group_wait=timedelta(0))
SHORT, OTHER, BRIDGE = "28-countries-abu-dhabi", "jordan-coalition-group", "stabilisation-group-meets"


def watch(term: str) -> Watchlist:
    return Watchlist(id="desk", title="المكتب", severity=Severity.HIGH, terms=(Term(text=term),))


def coalition(clock: VirtualClock) -> Website:
    """Two short tellings of one meeting that have little in common, and a long one that has both."""
    text = files("monitor.demo").joinpath("world/articles.toml").read_text(encoding="utf-8")
    articles = {one["slug"]: one for one in tomllib.loads(text)["article"]}
    site = Website()
    for number, slug in enumerate((SHORT, OTHER, BRIDGE), start=1):
        body = page(articles[slug]["title"], *articles[slug]["text"].strip().split("\n\n"))
        site.paths[f"/feed{number}"] = says(body=rss(clock, number))
        site.paths[f"/{number}"] = says(body=body, headers={"Content-Type": "text/html"})
    return site


def stories(db: Database) -> list[set[str]]:
    """The outlets of each story, by their names."""
    with db.reading() as session:
        rows = session.exec(select(ArticleRow).order_by(ArticleRow.story_id)).all()  # type: ignore[arg-type]
        known = session.exec(select(StoryRow)).all()
        found: dict[int, set[str]] = {row.id or 0: set() for row in known}
        for row in rows:
            found[row.story_id or 0].add(row.source)
        return sorted(found.values(), key=sorted)


def notices(db: Database) -> int:
    with db.reading() as session:
        return len(session.exec(select(NoticeRow)).all())


async def arrive(room: Newsroom, *outlets: str) -> None:
    """These outlets are polled, and what they say is told."""
    await room.crew.round(only=list(outlets))


async def test_two_stories_nobody_was_told_of_become_one(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with website(coalition(clock).paths) as site:
        sources = [source(site, f"/feed{n}", id=f"outlet{n}") for n in (1, 2, 3)]
        async with newsroom(db, *sources, clock=clock, folder=tmp_path) as room:
            await arrive(room, "outlet1", "outlet2")
            apart = stories(db)
            await arrive(room, "outlet3")

    assert apart == [{"outlet1"}, {"outlet2"}]
    assert stories(db) == [{"outlet1", "outlet2", "outlet3"}]


async def test_the_story_that_was_told_takes_the_other_in_and_is_not_told_again(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with website(coalition(clock).paths) as site:
        sources = [source(site, f"/feed{n}", id=f"outlet{n}") for n in (1, 2, 3)]
        async with newsroom(
            db, *sources, clock=clock, folder=tmp_path, watchlists=(watch("الأردن"),), routes=(NOW,)
        ) as room:
            await arrive(room, "outlet1")
            await arrive(room, "outlet2")
            told = notices(db)
            await arrive(room, "outlet3")

    assert (told, notices(db)) == (1, 1)
    assert stories(db) == [{"outlet1", "outlet2", "outlet3"}]


async def test_stories_that_were_told_apart_stay_apart(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with website(coalition(clock).paths) as site:
        sources = [source(site, f"/feed{n}", id=f"outlet{n}") for n in (1, 2, 3)]
        async with newsroom(
            db, *sources, clock=clock, folder=tmp_path, watchlists=(watch("التحالف"),), routes=(NOW,)
        ) as room:
            await arrive(room, "outlet1", "outlet2")
            told = notices(db)
            await arrive(room, "outlet3")

    assert told == 2
    assert sorted(map(len, stories(db))) == [1, 2]
    assert notices(db) == 2, "the outlet more is in one of them, and no news for anybody"


def late(clock: VirtualClock, title: str) -> Website:
    """An outlet whose page is there, and another whose page cannot be read yet."""
    site = Website()
    site.paths["/feed1"] = says(body=rss(clock, 1))
    site.paths["/1"] = says(body=page(TITLE, *TEXT), headers={"Content-Type": "text/html"})
    site.paths["/feed2"] = says(body=rss(clock, 2).replace("خبر 2", title))
    site.paths["/2"] = says(503)
    return site


async def test_a_page_that_comes_late_finds_the_story_that_the_feed_could_not(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with website(late(clock, "عاجل من بغداد").paths) as site:
        sources = [source(site, f"/feed{n}", id=f"outlet{n}") for n in (1, 2)]
        async with newsroom(
            db, *sources, clock=clock, folder=tmp_path, watchlists=(watch("تطرف"),), routes=(NOW,)
        ) as room:
            await arrive(room, "outlet1", "outlet2")
            await room.collect(after=timedelta(minutes=5))
            by_feed, told = stories(db), notices(db)
            site.paths["/2"] = says(body=page(f"بغداد: {TITLE}", *TEXT), headers={"Content-Type": "text/html"})
            await room.collect(after=timedelta(hours=1))
            await arrive(room)

    assert by_feed == [{"outlet1"}, {"outlet2"}]
    assert stories(db) == [{"outlet1", "outlet2"}]
    assert (told, notices(db)) == (1, 1)


async def test_a_page_that_comes_after_its_story_was_told_changes_nothing(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with website(late(clock, "بيان عن التطرف").paths) as site:
        sources = [source(site, f"/feed{n}", id=f"outlet{n}") for n in (1, 2)]
        async with newsroom(
            db, *sources, clock=clock, folder=tmp_path, watchlists=(watch("تطرف"),), routes=(NOW,)
        ) as room:
            await arrive(room, "outlet1", "outlet2")
            await room.collect(after=timedelta(minutes=5))
            await arrive(room)
            told = notices(db)
            site.paths["/2"] = says(body=page(f"بغداد: {TITLE}", *TEXT), headers={"Content-Type": "text/html"})
            await room.collect(after=timedelta(hours=1))
            await arrive(room)

    assert stories(db) == [{"outlet1"}, {"outlet2"}]
    assert (told, notices(db)) == (2, 2)
