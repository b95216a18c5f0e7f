"""The daemon learns each site, keeps it over a restart and obeys the analyst's rules, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlmodel import col, select

from monitor.core.boilerplate import Site, learn
from monitor.core.model.article import Article
from monitor.core.model.route import Route
from monitor.core.model.source import ExtractRules, Source
from monitor.core.model.watchlist import Term, Watchlist
from monitor.workers.sites import Sites
from storage import sites
from storage.database import Database
from storage.tables import ArticleRow
from tests.support import outlet
from tests.support.clock import VirtualClock
from tests.support.newsroom import newsroom, rss, source
from tests.support.website import Website, says, website

BOX = "احصل على نشرة النهر اليومية في بريدك"


def outlet_site(clock: VirtualClock, numbers: range, **how: str) -> Website:
    """A website with a feed of these short items."""
    site = Website()
    site.paths["/feed"] = says(body=rss(clock, *numbers))
    for number in numbers:
        page = outlet.page(number, outlet.short_item(number), **how)  # type: ignore[arg-type]
        site.paths[f"/{number}"] = says(body=page, headers={"Content-Type": "text/html"})
    return site


def article(number: int, *lines: str, host: str = "nahrnews.example") -> Article:
    return Article(url=f"https://{host}/{number}", title=f"عنوان {number}", text="\n".join(lines))


def texts(db: Database) -> list[str]:
    """Texts of all articles in the order in which they were collected."""
    with db.reading() as session:
        return list(session.exec(select(ArticleRow.text).order_by(col(ArticleRow.collected_at), col(ArticleRow.id))))


async def collect(
    db: Database, folder: Path, clock: VirtualClock, *sources: Source, words: str = "النهر"
) -> list[dict[str, object]]:
    watchlist = Watchlist(id="nahr", title="النهر", terms=(Term(text=words),))
    route = Route(name="فوري", to=("files",), group_wait=timedelta(0))
    async with newsroom(db, *sources, clock=clock, folder=folder, watchlists=(watchlist,), routes=(route,)) as room:
        await room.crew.poll.drain()
        await room.crew.collect.drain()
        return room.lines


async def test_an_outlets_pages_teach_the_later_ones(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with website() as site:
        site.paths |= outlet_site(clock, range(1, 9)).paths
        await collect(db, tmp_path, clock, source(site))

    found = texts(db)
    assert len(found) == 8
    assert sum(text in {outlet.short_item(n) for n in range(1, 9)} for text in found) >= 5


async def test_what_was_learnt_survives_a_restart(db: Database) -> None:
    clock = VirtualClock()
    before = Sites(db, clock)
    for number in range(3):
        await before.cleaned(article(number, outlet.short_item(number), BOX))

    after = Sites(db, clock)

    assert (await after.cleaned(article(9, outlet.short_item(9), BOX))).text == outlet.short_item(9)
    elsewhere = article(9, outlet.short_item(9), BOX, host="other.example")
    assert await after.cleaned(elsewhere) == elsewhere


async def test_two_pages_at_once_do_not_make_a_site_forget(db: Database) -> None:
    known = Sites(db, VirtualClock())
    pages = [article(number, outlet.short_item(number), BOX) for number in range(20)]

    await asyncio.gather(*(known.cleaned(one) for one in pages))

    assert (await known.cleaned(article(30, outlet.short_item(30), BOX))).text == outlet.short_item(30)
    assert sites.site(db, "nahrnews.example").pages >= 16


async def test_what_was_cut_as_furniture_since_is_no_edit_of_the_outlet(db: Database) -> None:
    known = Sites(db, VirtualClock())
    first = await known.cleaned(article(0, outlet.short_item(0), BOX))
    for number in range(1, 5):
        await known.cleaned(article(number, outlet.short_item(number), BOX))

    again = await known.cleaned(article(0, outlet.short_item(0), BOX))

    assert BOX in first.text
    assert known.as_read_now(first, again) == replace(first, text=again.text)


async def test_the_rules_of_a_source_hold_and_one_that_names_nothing_is_logged(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    async with website() as site:
        site.paths |= outlet_site(clock, range(1, 3), layout="blocks").paths
        rules = ExtractRules(include=(".story",), exclude=(".ad",))
        lines = await collect(db, tmp_path, clock, replace(source(site), extract=rules))

    assert sorted(texts(db)) == sorted(outlet.short_item(number) for number in (1, 2))
    said = [line["warnings"] for line in lines if "warnings" in line]
    assert said == [["'.ad' names nothing on this page"]] * 2


def test_a_site_that_teaches_nothing_for_long_is_forgotten(db: Database) -> None:
    clock = VirtualClock()
    site = learn(Site(), article(1, outlet.short_item(1), BOX))
    sites.record_site(db, "nahrnews.example", site, clock())
    assert sites.site(db, "nahrnews.example") == site

    assert sites.prune(db, clock() + timedelta(seconds=1)) == 1

    assert sites.site(db, "nahrnews.example") == Site()
