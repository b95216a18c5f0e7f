"""Polling a website, well or badly behaved, with what is remembered in either database."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from alerts.render.reasons import in_arabic
from monitor.config.schema import FetchTable
from monitor.core.model.source import SourceType
from monitor.core.source_state import SourceState
from storage import entries, outbox
from storage.database import Database
from storage.tables import ArticleRow, EntryRow
from tests.support.clock import VirtualClock
from tests.support.newsroom import newsroom, rss, source
from tests.support.website import (
    Behaviour,
    bomb,
    cut_off,
    endless,
    leads_to,
    not_modified_for,
    says,
    sends,
    silence,
    website,
)

PAGE = "<html><body><article><h1>خبر {number}</h1><p>أعلنت وزارة الصحة اليوم عن افتتاح مستشفى جديد</p></article></body>"
MINUTES = timedelta(minutes=1)
DAY = timedelta(days=1)


async def test_news_is_found_once_and_an_unchanged_feed_costs_nothing(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with (
        website({"/feed": not_modified_for('"1"', rss(clock, 1, 2).encode())}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        [first] = await room.poll()
        [second] = await room.poll(after=5 * MINUTES)
        site.paths["/feed"] = not_modified_for('"2"', rss(clock, 1, 2, 3).encode())
        [third] = await room.poll(after=5 * MINUTES)

        assert [line["outcome"] for line in (first, second, third)] == ["entries", "not modified", "entries"]
        assert [line["new"] for line in (first, second, third)] == [2, 0, 1]
        assert room.state().etag == '"2"'


async def test_a_changed_body_without_news_brings_none(db: Database, clock: VirtualClock, tmp_path: Path) -> None:
    async with (
        website({"/feed": says(body=rss(clock, 1))}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        await room.poll()
        site.paths["/feed"] = says(body=rss(clock, 1).replace("وكالة", "وكالة أخرى"))
        [line] = await room.poll(after=5 * MINUTES)

        assert (line["outcome"], line["new"]) == ("entries", 0)


@pytest.mark.parametrize(
    "rewritten",
    [
        "http://{host}/1?utm_source=rss",
        "http://{host}/amp/1",
        "http://{host}/1/",
        "http://{host}/1#top",
        "/1?fbclid=x",
    ],
)
async def test_a_feed_that_rewrites_its_addresses_brings_nothing_new(
    db: Database, clock: VirtualClock, tmp_path: Path, rewritten: str
) -> None:
    async with (
        website({"/feed": says(body=rss(clock, 1))}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        await room.poll()
        link = rewritten.format(host=f"127.0.0.1:{site.port}")
        site.paths["/feed"] = says(body=rss(clock, 1).replace("<link>/1<", f"<guid>new</guid><link>{link}<"))
        [line] = await room.poll(after=5 * MINUTES)

        assert (line["outcome"], line["new"]) == ("entries", 0)


STATES: list[tuple[Behaviour, str]] = [
    (says(404), "gone"),
    (says(410), "gone"),
    (says(403), "blocked"),
    (says(403, b"", {"CF-Mitigated": "challenge"}), "blocked"),
    (says(200, "<html><title>Just a moment...</title>"), "blocked"),
    (says(500), "server-error"),
    (says(429, b"", {"Retry-After": "900"}), "server-error"),
    (says(200, b""), "empty-200"),
    (says(200, "<html><p>login"), "not-a-feed"),
    (leads_to("/feed"), "refused"),
    (leads_to("file:///etc/passwd"), "refused"),
    (leads_to("http://127.0.0.2/"), "refused"),
    (bomb(100), "too-big"),
    (endless(), "too-big"),
    (says(200, b"no gzip", {"Content-Encoding": "gzip"}), "parse-trouble"),
    (sends(b"SSH-2.0-x\r\n"), "unreachable"),
    (sends(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000), "unreachable"),
    (silence, "unreachable"),
]


@pytest.mark.parametrize(("behaviour", "state"), STATES)
async def test_what_goes_wrong_ends_in_its_state_with_one_line(
    db: Database, clock: VirtualClock, tmp_path: Path, behaviour: Behaviour, state: str
) -> None:
    async with (
        website({"/feed": behaviour}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        [line] = await room.poll()

        assert (line["outcome"], line["state"], line["new"]) == ("failed", state, 0)
        assert str(line["error"]).startswith("wire: ")
        assert "\n" not in str(line["error"])
        assert room.state().standing.since == clock()
        assert in_arabic(room.state().standing.reason) is not None  # an owner who reads Arabic is told so in Arabic


async def test_what_an_outlet_has_in_its_trouble_commands_no_terminal(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with (
        website({"/feed": says(200, b"x", {"Content-Encoding": "\x1b]0;mine\x07\x9b2J"})}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        [line] = await room.poll()

        assert str(line["error"]).isprintable() and "]0;mine" in str(line["error"])


async def test_a_body_that_was_cut_off_gives_what_came_and_is_asked_for_as_a_whole_again(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with (
        website({"/feed": cut_off(rss(clock, *range(20)).encode()[:2000], {"ETag": '"half"'})}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        [line] = await room.poll()
        await room.poll(after=5 * MINUTES)

        assert line["state"] == "parse-trouble"
        assert int(str(line["new"])) > 3
        assert all("if-none-match" not in request.headers for request in site.requests)


async def test_a_hostile_feed_delays_its_neighbours_by_less_than_a_second(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    nested = b"<rss version='2.0'><channel>&bad;" + b"<item><description>" * 20_000
    paths = {"/bomb": bomb(50), "/endless": endless(), "/drip": endless(b"x", pause=0.1), "/nested": says(200, nested)}
    async with website({**paths, "/feed": says(body=rss(clock, 1))}) as site:
        hostile = [source(site, path, id=path[1:]) for path in paths]
        async with newsroom(db, source(site), *hostile, clock=clock, folder=tmp_path) as room:
            lines = await room.poll()

            assert [line["source"] for line in lines].index("wire") < 2
            assert len(lines) == 5


async def test_an_owner_hears_once_that_a_source_is_in_trouble_and_once_that_it_is_well(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with (
        website({"/feed": says(500)}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        for _ in range(5):
            await room.poll(after=30 * MINUTES)
        site.paths["/feed"] = says(body=rss(clock, 1))
        for _ in range(4):
            await room.poll(after=30 * MINUTES)

        subjects = [item.key.subject for item in outbox.waiting(db)]
        assert subjects == ["source:wire", "source:wire:well"]


async def test_many_sources_in_trouble_at_once_are_told_as_one(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with website() as site:
        broken = [source(site, f"/{n}", id=f"s{n}") for n in range(6)]
        async with newsroom(db, *broken, clock=clock, folder=tmp_path) as room:
            for _ in range(4):
                await room.poll(after=DAY)

            assert len(outbox.waiting(db)) == 1


async def test_who_wants_to_be_left_alone_is_left_alone_also_by_hand_and_after_a_restart(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with website({"/feed": says(503, b"", {"Retry-After": "7200"})}) as site:
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            await room.poll()
            assert await room.poll(after=60 * MINUTES) == []
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            assert await room.poll(after=30 * MINUTES) == []
            assert len(await room.poll(after=31 * MINUTES)) == 1


async def test_what_is_gone_for_good_is_not_asked_after_a_restart_either(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with website({"/feed": says(410)}) as site:
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            for _ in range(6):
                await room.poll(after=DAY)
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            assert await room.poll(after=DAY) == []

        assert len(site.requests) == 4


async def test_a_permanent_redirect_is_taken_over_after_three_days(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with (
        website({"/feed": leads_to("/new", 301), "/new": says(body=rss(clock, 1))}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        await room.poll()
        assert room.state().standing.state == "moved"
        await room.poll(after=3 * DAY)
        site.requests.clear()
        await room.poll(after=DAY)

        assert [request.path for request in site.requests] == ["/new"]
        assert room.state().standing.target == site.url("/new")


@pytest.mark.parametrize("after", [timedelta(0), 3 * DAY])
async def test_an_analyst_who_writes_down_where_a_feed_has_moved_loses_nothing_that_was_learnt(
    db: Database, clock: VirtualClock, tmp_path: Path, after: timedelta
) -> None:
    async with website({"/feed": leads_to("/new", 301), "/new": says(body=rss(clock, 1))}) as site:
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            await room.poll()
            await room.poll(after=after)
            before = room.state()
        async with newsroom(db, source(site, "/new"), clock=clock, folder=tmp_path) as room:
            kept = room.state()
            await room.poll(after=MINUTES)

            assert (kept.rhythm, kept.known, kept.poll_at) == (before.rhythm, before.known, clock() - MINUTES)
            assert (room.state().url, room.state().asked_url) == (site.url("/new"), None)
            assert room.state().standing.state == "alive"


async def test_local_time_called_gmt_is_set_right_once_it_is_sure(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with (
        website({"/feed": says(body=rss(clock, 1, minutes=-175))}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        for number in range(1, 6):
            clock.advance(15 * MINUTES)
            site.paths["/feed"] = says(body=rss(clock, *range(1, number + 1), minutes=-175))
            await room.poll()

        assert room.state().skew.ahead == 180 * MINUTES
        [*_, latest] = sorted(
            entries.entries_to_collect(db, clock(), limit=9, lease=DAY, per_source=9), key=lambda one: one.id
        )
        assert latest.entry.published == clock() - 5 * MINUTES


async def test_what_was_taken_in_before_it_was_sure_is_set_right_too(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    pages = {f"/{number}": says(body=PAGE.format(number=number)) for number in range(1, 7)}
    async with (
        website(pages) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        seen = {}
        for number in range(1, 7):
            clock.advance(15 * MINUTES)
            seen[number] = clock()
            site.paths["/feed"] = says(body=rss(clock, *range(1, number + 1), minutes=-175))
            await room.poll()
            await room.collect()

        with db.reading() as session:
            stored = {int(row.title.split()[-1]): row for row in session.exec(select(EntryRow))}
            articles = {row.entry_id: row.published for row in session.exec(select(ArticleRow))}
        assert {number: row.published for number, row in stored.items()} == {
            number: at - 5 * MINUTES for number, at in seen.items()
        }
        assert {number: articles[row.id] for number, row in stored.items()} == {
            number: at - 5 * MINUTES for number, at in seen.items()
        }


@pytest.mark.parametrize(
    ("read_before", "page"), [(False, says(body=PAGE.format(number=4))), (False, says(410)), (True, says(410))]
)
async def test_an_article_that_is_read_while_its_feed_is_set_right_is_set_right_too(
    db: Database, clock: VirtualClock, tmp_path: Path, read_before: bool, page: Behaviour
) -> None:
    pages = {f"/{number}": says(body=PAGE.format(number=number)) for number in range(1, 6)}
    async with website(pages) as site, newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
        collect = room.crew.collect
        for number in range(1, 6):
            clock.advance(15 * MINUTES)
            site.paths["/feed"] = says(body=rss(clock, *range(1, number + 1), minutes=-175))
            if number == 5:
                [item] = collect.take(clock())
                if read_before:
                    first = await collect.work(item)
                    collect.record(item, first)
                    item = replace(item, known=first.article, settled=True)
            await room.poll()
            if number < 4:
                await room.collect()

        site.paths["/4"] = page
        collect.record(item, await collect.work(item))

        with db.reading() as session:
            article = session.exec(select(ArticleRow).where(ArticleRow.entry_id == item.id)).one()
            assert article.published == clock() - 20 * MINUTES


async def test_where_not_all_can_be_asked_at_once_the_important_sources_come_first(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    feed = says(body=rss(clock, 1))
    async with website({"/feed": feed}) as site:
        many = [source(site, id=f"a{number}") for number in range(6)]
        async with newsroom(db, *many, replace(source(site, id="z"), weight=4), clock=clock, folder=tmp_path) as room:
            room.crew.poll.slots = 1
            await room.crew.poll.drain()
            by_themselves = [line["source"] for line in room.lines]
            by_hand = [line["source"] for line in await room.poll(after=DAY)]

            assert by_themselves[0] == by_hand[0] == "z"
            assert len(by_themselves) == len(by_hand) == 7


async def test_important_sources_that_have_to_wait_starve_no_other(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with website({"/feed": silence, "/other": says(body=rss(clock, 1))}) as site:
        stuck = [replace(source(site, id=f"a{number}"), weight=4) for number in range(8)]
        async with newsroom(db, *stuck, source(site, "/other", id="z"), clock=clock, folder=tmp_path) as room:
            room.crew.poll.slots = 4
            for _ in range(10):
                await room.crew.poll.tick()
                await asyncio.sleep(0.1)

            assert [line["source"] for line in room.lines] == ["z"]


async def test_the_polls_of_a_day_can_be_limited(db: Database, clock: VirtualClock, tmp_path: Path) -> None:
    async with (
        website({"/feed": says(body=rss(clock, *range(1, 60)))}) as site,
        newsroom(db, source(site), clock=clock, folder=tmp_path) as room,
    ):
        await room.poll()
        free = room.state().interval
        room.crew.live = replace(
            room.crew.live, config=replace(room.crew.live.config, fetch=FetchTable(polls_a_day=24))
        )
        await room.crew.ration()
        await room.poll(after=DAY / 24)

        assert free < 60 * MINUTES / 3
        assert room.state().interval > 2 * free


async def test_one_address_that_two_sources_name_is_asked_once(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with website({"/feed": says(body=rss(clock, 1, 2))}) as site:
        two = (source(site), source(site, id="copy"))
        async with newsroom(db, *two, clock=clock, folder=tmp_path) as room:
            lines = await room.poll()

            assert len(site.requests) == 1
            assert sorted(int(str(line["new"])) for line in lines) == [0, 2]  # the same articles


async def test_the_newest_sitemaps_of_an_index_are_read(db: Database, clock: VirtualClock, tmp_path: Path) -> None:
    def urls(*numbers: int) -> str:
        return f"<urlset>{''.join(f'<url><loc>http://127.0.0.1/{n}</loc></url>' for n in numbers)}</urlset>"

    async with website({"/a.xml": says(body=urls(1, 2)), "/b.xml": says(body=urls(3))}) as site:
        parts = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/a.xml", "/b.xml"))
        site.paths["/sitemap.xml"] = says(body=f"<sitemapindex>{parts}</sitemapindex>")
        one = source(site, "/sitemap.xml", type=SourceType.SITEMAP)
        async with newsroom(db, one, clock=clock, folder=tmp_path) as room:
            [line] = await room.poll()

            assert line["new"] == 3


async def test_an_index_that_stays_the_same_has_news_all_the_same_and_one_lost_part_hides_none(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    async with website({}) as site:
        parts = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/a.xml", "/gone.xml"))
        site.paths["/sitemap.xml"] = not_modified_for('"1"', f"<sitemapindex>{parts}</sitemapindex>".encode())
        one = source(site, "/sitemap.xml", type=SourceType.SITEMAP)
        async with newsroom(db, one, clock=clock, folder=tmp_path) as room:
            for number in (1, 2, 3):
                urls = "".join(f"<url><loc>{site.url(f'/{n}')}</loc></url>" for n in range(number))
                site.paths["/a.xml"] = says(body=f"<urlset>{urls}</urlset>")
                [line] = await room.poll(after=timedelta(hours=1))

                assert line["new"] == 1
            standing = room.state().standing

    assert (standing.state, standing.reason) == (
        SourceState.PARSE,
        f"1 of its 2 parts cannot be read ({site.url('/gone.xml')}: answered 404 (there is nothing))",
    )
    assert in_arabic(standing.reason) is not None


@pytest.mark.parametrize("beside", [(), ("/b.xml",)], ids=["alone", "beside one that can be read"])
async def test_a_part_of_an_index_that_asks_to_be_left_alone_is(
    db: Database, clock: VirtualClock, tmp_path: Path, beside: tuple[str, ...]
) -> None:
    async with website({}) as site:
        busy, urls = {"Retry-After": "7200"}, f"<urlset><url><loc>{site.url('/1')}</loc></url></urlset>"
        parts = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/a.xml", *beside))
        site.paths["/sitemap.xml"] = says(body=f"<sitemapindex>{parts}</sitemapindex>", headers={"ETag": '"1"'})
        site.paths |= {"/a.xml": says(429, headers=busy), "/b.xml": says(body=urls)}
        async with newsroom(
            db, source(site, "/sitemap.xml", type=SourceType.SITEMAP), clock=clock, folder=tmp_path
        ) as room:
            [line] = await room.poll()
            state = room.state()
            for _ in range(11):
                assert await room.poll(after=10 * MINUTES) == []
            assert len(site.requests) == 2 + len(beside)

            assert line["new"] == len(beside)
            assert f"1 of its {1 + len(beside)} parts cannot be read" in state.standing.reason
            site.paths["/a.xml"] = says(body=urls.replace("/1<", "/2<"))
            [line] = await room.poll(after=15 * MINUTES)

    assert (line["new"], line.get("error")) == (1, None)


async def test_a_page_that_stands_where_a_feed_was_is_named_with_its_address(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    paths = {"/feed": leads_to("/consent"), "/consent": says(body="<html><body>أوافق</body></html>")}
    async with website(paths) as site, newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
        await room.poll()
        reason = room.state().standing.reason

    assert reason == f"is an HTML page, not a feed; it leads to {site.url('/consent')}"
    assert in_arabic(reason) is not None


async def test_a_page_of_links_is_a_source(db: Database, clock: VirtualClock, tmp_path: Path) -> None:
    cards = "".join(f'<h2><a href="/news/{n}">عنوان طويل لخبر من بغداد {n}</a></h2>' for n in range(10_001, 10_005))
    async with website({"/": says(body=f"<html><body>{cards}</body></html>")}) as site:
        one = source(site, "/", type=SourceType.LISTING)
        async with newsroom(db, one, clock=clock, folder=tmp_path) as room:
            [line] = await room.poll()
            [again] = await room.poll(after=5 * MINUTES)

            assert (line["new"], again["outcome"]) == (4, "same body")


async def test_a_source_whose_address_changed_begins_anew(db: Database, clock: VirtualClock, tmp_path: Path) -> None:
    async with website({"/feed": says(body=rss(clock, 1)), "/other": says(body=rss(clock, 1, 2))}) as site:
        async with newsroom(db, source(site), clock=clock, folder=tmp_path) as room:
            await room.poll()
        moved = replace(source(site), url=site.url("/other"))
        async with newsroom(db, moved, clock=clock, folder=tmp_path) as room:
            assert room.state().known == ""
            [line] = await room.poll(after=5 * MINUTES)

            assert line["new"] == 1


async def test_a_record_the_database_cannot_take_stops_no_other(
    db: Database, clock: VirtualClock, tmp_path: Path
) -> None:
    paths = {f"/{n}": says(body=rss(clock, n), headers={"ETag": '"\x00a"'}) for n in range(1, 4)}
    async with website(paths) as site:
        many = [source(site, path, id=f"s{path[1:]}") for path in paths]
        async with newsroom(db, *many, clock=clock, folder=tmp_path) as room:
            lines = await room.poll()

            assert [line["new"] for line in lines] == [1, 1, 1]
