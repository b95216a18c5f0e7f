"""`monitor sources`, as analysts type it: the real command against a website on loopback."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.clock import VirtualClock
from tests.support.desk import run
from tests.support.newsroom import rss
from tests.support.website import Behaviour, leads_to, says, website

ALERTS = 'owner = ["files"]\n\n[channel.files]\ntype = "folder"\n'
SOURCES = """# the desk's outlets — لا تحذف هذا السطر
[fetch]
pace = "0s"
timeout = "5s"

[[source]]          # the wire
id   = "wire"
name = "Wire"
url  = "{url}"
"""
HOME = {"MONITOR_ALLOW_NETWORKS": "127.0.0.1/32"}
CARDS = "".join(f'<h2><a href="/news/{n}">عنوان طويل لخبر من بغداد {n}</a></h2>' for n in range(10_001, 10_005))


def desk(folder: Path, url: str) -> Path:
    (folder / "watchlists").mkdir()
    (folder / "sources.toml").write_text(SOURCES.format(url=url), encoding="utf-8")
    (folder / "watchlists" / "x.toml").write_text('title = "x"\nterms = ["داعش"]\n', encoding="utf-8")
    (folder / "alerts.toml").write_text(ALERTS, encoding="utf-8")
    return folder


async def monitor(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, while the website goes on serving."""
    database = f"sqlite:///{folder / 'm.db'}"
    where = ("--config", str(folder)) if (folder / "sources.toml").exists() else ()
    more = {**HOME, **environment}
    return await asyncio.to_thread(run, *arguments, *where, database=database, **more)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


async def test_the_doctor_gives_each_source_a_state_a_reason_and_an_advice(tmp_path: Path) -> None:
    async with website({"/feed": says(403)}) as site:
        folder = desk(tmp_path, site.url("/feed"))
        [before] = lines(await monitor(folder, "sources", "doctor", "--json"))
        await monitor(folder, "poll", "--no-alerts")
        [after] = lines(await monitor(folder, "sources", "doctor", "--json"))
        shown = await monitor(folder, "sources", "doctor")
        [listed] = lines(await monitor(folder, "sources", "list", "--json"))

    assert before["state"] == "new"
    assert set(after) == {"source", "state", "reason", "fix", "since"}
    assert (after["state"], after["reason"]) == ("blocked", "answered 403 (does not let us in)")
    assert "contact" in str(after["fix"])
    assert "blocked" in shown.stdout
    assert shown.stderr.endswith("0 of 1 alive\n")
    assert (listed["failures"], listed["type"]) == (1, "feed")


async def test_a_source_that_there_is_not_is_named(tmp_path: Path) -> None:
    done = await monitor(desk(tmp_path, "https://wire.example/rss"), "sources", "doctor", "wir")

    assert done.returncode == 2
    assert 'no source is called "wir"; did you mean "wire"?' in done.stderr


def site_with(feed: str) -> dict[str, Behaviour]:
    return {
        "/": says(body='<html><link rel="alternate" type="application/rss+xml" href="/main.xml"><p>الرئيسية'),
        "/main.xml": says(body=feed),
    }


async def test_adding_a_site_finds_its_feed_and_keeps_the_comments(tmp_path: Path) -> None:
    async with website({"/feed": says(body=rss(VirtualClock(), 1))}) as site:
        site.paths |= site_with(rss(VirtualClock(), 1, 2))
        folder = desk(tmp_path, site.url("/feed"))
        before = (folder / "sources.toml").read_text(encoding="utf-8")
        done = await monitor(folder, "sources", "add", site.url(), "--id", "second")
        again = await monitor(folder, "sources", "add", site.url())
        checked = await monitor(folder, "check")

    after = (folder / "sources.toml").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert after.startswith(before)
    assert after.removeprefix(before) == (
        f'\n[[source]]\nid   = "second"\nname = "وكالة"\nurl  = "{site.url("/main.xml")}"\n'
    )
    assert "followed already, as second" in again.stderr
    assert "good: 2 sources" in checked.stdout


async def test_a_site_without_a_feed_is_followed_by_its_sitemap_or_its_links(tmp_path: Path) -> None:
    news = "<urlset><url><loc>http://127.0.0.1/1</loc></url></urlset>"
    pages = {"/": says(body=f"<html><body>{CARDS}"), "/news.xml": says(body=news)}
    async with website(pages) as site:
        folder = desk(tmp_path, site.url("/feed"))
        listing = await monitor(folder, "sources", "add", site.url(), "--dry-run")
        site.paths["/robots.txt"] = says(body=f"Sitemap: {site.url('/news.xml')}")
        sitemap = await monitor(folder, "sources", "add", site.url(), "--dry-run")

    assert f'url  = "{site.url()}"\ntype = "listing"' in listing.stdout
    assert f'url  = "{site.url("/news.xml")}"\ntype = "sitemap"' in sitemap.stdout
    assert "second" not in (folder / "sources.toml").read_text(encoding="utf-8")


async def test_discover_shows_every_place(tmp_path: Path) -> None:
    async with website() as site:
        folder = desk(tmp_path, site.url("/feed"))
        site.paths |= site_with(rss(VirtualClock(), 1, 2))
        site.paths |= {"/feed": leads_to("/main.xml"), "/feed.xml": says(body=rss(VirtualClock(), 1))}
        site.paths["/robots.txt"] = says(body=f"Sitemap: {site.url('/s.xml')}")
        site.paths["/s.xml"] = says(body="<urlset><url><loc>http://127.0.0.1/1</loc></url></urlset>")
        found = lines(await monitor(folder, "sources", "discover", site.url(), "--json"))
        nothing = await monitor(folder, "sources", "discover", site.url("/main.xml") + "x")

    assert [(one["type"], one["entries"]) for one in found] == [("feed", 2), ("feed", 1), ("sitemap", 1)]
    assert nothing.returncode == 1
    assert "404" in nothing.stderr


async def test_discover_needs_no_configuration_and_then_keeps_the_usual_pace(tmp_path: Path) -> None:
    async with website(site_with(rss(VirtualClock(), 1, 2))) as site:
        [found] = lines(await monitor(tmp_path, "sources", "discover", site.url("/main.xml"), "--json"))
        absent = await monitor(tmp_path, "sources", "discover", site.url(), "--config", str(tmp_path / "absent"))

    assert (found["type"], found["entries"]) == ("feed", 2)
    assert absent.returncode == 2, "a configuration that is named must be there"


def link(to: str, title: str = "", type: str = "application/rss+xml", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{type}" title="{title}" href="{to}">'


NEWS = says(body=rss(VirtualClock(), 1, 2))
PLACES: dict[str, tuple[dict[str, Behaviour], str]] = {
    "comments by their name": ({"/": says(body=link("/c.xml", "موقع « تعليقات") + link("/n.xml"))}, "/n.xml"),
    "comments by their address": ({"/": says(body=link("/?feed=comments-rss2") + link("/n.xml"))}, "/n.xml"),
    "a type with a charset": ({"/": says(body=link("/n.xml", type="application/rss+xml; charset=utf-8"))}, "/n.xml"),
    "a link that is a feed": ({"/": says(body=link("/n.xml", rel="feed", type=""))}, "/n.xml"),
    "a page that sends on": (
        {"/": says(body='<meta http-equiv="refresh" content="0; url=/ar/">'), "/ar/": says(body=link("../n.xml"))},
        "/n.xml",
    ),
    "a page that sends on and names its feed": (
        {"/": says(body='<meta http-equiv="refresh" content="0; url=/gone/">' + link("/n.xml"))},
        "/n.xml",
    ),
    "a page of feeds": (
        {"/": says(body='<a href="/rssfeeds">RSS</a>'), "/rssfeeds": says(body='<a href="/n.xml">أخبار</a>')},
        "/n.xml",
    ),
    "a wall before open feeds": ({"/": says(403), "/feed": NEWS}, "/feed"),
    "a feed in a page": (
        {
            "/": says(
                body='<html><body><feed xmlns="http://www.w3.org/2005/Atom"><title>و</title><entry><title>خبر</title>'
                '<link href="/1"/></entry></feed></body></html>'
            )
        },
        "/",
    ),
    "a feed without entries, and nothing else": (
        {
            "/": says(body=link("/e.xml")),
            "/e.xml": says(body='<rss version="2.0"><channel><title>و</title></channel></rss>'),
        },
        "/e.xml",
    ),
}


@pytest.mark.parametrize("what", PLACES)
async def test_a_feed_is_found_behind(what: str, tmp_path: Path) -> None:
    paths, place = PLACES[what]
    async with website(paths | {"/n.xml": NEWS, "/c.xml": says(body=rss(VirtualClock(), 3))}) as site:
        done = await monitor(desk(tmp_path, "https://wire.example/rss"), "sources", "add", site.url(), "--dry-run")

    assert done.returncode == 0, done.stderr
    assert f'url  = "{site.url(place)}"\n' in done.stdout + "\n"


async def test_what_is_added_is_said_with_its_news_and_what_stands_beside_it(tmp_path: Path) -> None:
    async with website({"/n.xml": NEWS, "/s.xml": NEWS}) as site:
        site.paths["/"] = says(body=link("/n.xml") + link("/s.xml"))
        done = await monitor(desk(tmp_path, "https://wire.example/rss"), "sources", "add", site.url())

    assert "(2 entries, newest 2026-" in done.stdout
    assert f"named beside it: {site.url('/s.xml')}\n" in done.stderr


async def test_an_address_that_is_followed_already_is_not_asked_again(tmp_path: Path) -> None:
    folder = desk(tmp_path, "https://wire.example/rss")

    done = await monitor(folder, "sources", "add", "http://www.wire.example/rss/")

    assert done.returncode == 0
    assert done.stderr.endswith("http://www.wire.example/rss/ is followed already, as wire\n")


@pytest.mark.parametrize(
    ("paths", "start", "why"),
    [
        ({"/": says(body="<title>Just a moment...</title><script></script>")}, "/", "is a wall that only a browser"),
        ({"/": says(403)}, "/", "answered 403 (does not let us in)"),
        ({"/": says(body="<p>مرحبا</p>")}, "/", "give the address of one of its sections, or write a [[source]]"),
        ({}, "file:///etc/passwd", "file:///etc/passwd: refused: 'file:///etc/passwd' is no plain http or https"),
    ],
)
async def test_why_nothing_was_found_is_said(paths: dict[str, Behaviour], start: str, why: str, tmp_path: Path) -> None:
    async with website(paths) as site:
        at = site.url(start) if start == "/" else start
        done = await monitor(desk(tmp_path, "https://wire.example/rss"), "sources", "add", at)

    assert done.returncode == 1
    assert why in done.stderr


async def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    async with website() as site:
        site.paths |= site_with(rss(VirtualClock(), 1))
        folder = desk(tmp_path, site.url("/feed"))
        (folder / "sources.toml").rename(folder / "other")
        (folder / "sources.toml").symlink_to("/proc/self/environ")  # no file there can be made, whoever we are
        refused = await monitor(folder, "sources", "add", site.url())

    assert refused.returncode in (1, 2)
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://a:secret@127.0.0.1:9/f", "no name or password in an address"),
        ("https:/a:secret@127.0.0.1:9/f", "no name or password in an address"),
        ("https://a:s/secret@127.0.0.1:9/f", "this is no http or https address"),
    ],
)
async def test_a_password_in_an_address_is_neither_taken_nor_shown(tmp_path: Path, typed: str, said: str) -> None:
    done = await monitor(desk(tmp_path, "https://wire.example/rss"), "sources", "add", typed)

    assert done.returncode == 2
    assert said in done.stderr and "secret@" not in done.stderr


async def test_a_list_of_feeds_is_taken_in_and_given_out(tmp_path: Path) -> None:
    folder = desk(tmp_path, "https://wire.example/rss")
    opml = '<opml version="2.0"><body><outline text="x"><outline text="وكالة" xmlUrl="https://a.example/rss"/>'
    opml += '<outline xmlUrl="https://wire.example/rss"/><outline xmlUrl="javascript:x"/></outline></body></opml>'
    (tmp_path / "list.opml").write_text(opml, encoding="utf-8")

    taken = await monitor(folder, "sources", "import", str(tmp_path / "list.opml"))
    given = await monitor(folder, "sources", "export")

    assert taken.stdout == "1 added, 1 there already, 1 left out\n"
    assert "left out: an outline: 'javascript:x' is no http or https address\n" in taken.stderr
    assert given.stdout.count("<outline") == 3
    assert '<outline text="x" title="x">' in given.stdout
    assert '\nsection = "x"\n' in (folder / "sources.toml").read_text(encoding="utf-8")
    assert 'title="وكالة" xmlUrl="https://a.example/rss"' in given.stdout


async def test_coverage_says_what_share_the_feed_hides(tmp_path: Path) -> None:
    async with website({"/feed": says(body=rss(VirtualClock(), 1))}) as site:
        urls = "".join(f"<url><loc>{site.url(f'/{n}')}</loc></url>" for n in range(1, 5))
        site.paths["/sitemap.xml"] = says(body=f"<urlset>{urls}</urlset>")
        folder = desk(tmp_path, site.url("/feed"))
        [found] = lines(await monitor(folder, "sources", "coverage", "wire", "--json"))

    assert (found["feed"], found["sitemap"], found["hidden"], found["share"]) == (1, 4, 3, 75)
    assert found["examples"] == [site.url(f"/{n}") for n in range(2, 5)]  # as written, not as they are compared


TURNS = "\u202e\u2066"


async def test_what_an_outlet_writes_turns_no_line_of_what_is_found(tmp_path: Path) -> None:
    async with website({"/feed": says(body=rss(VirtualClock(), 1))}) as site:
        site.paths[quote(f"/n{TURNS}.xml")] = says(body=rss(VirtualClock(), 1, 2).replace("وكالة", f"وكالة{TURNS}"))
        urls = "".join(f"<url><loc>{site.url()}{n}{TURNS}</loc></url>" for n in range(1, 5))
        site.paths["/sitemap.xml"] = says(body=f"<urlset>{urls}</urlset>")
        site.paths["/"] = says(body=link(f"/n{TURNS}.xml") + link(f"/s{TURNS}.xml"))
        folder = desk(tmp_path, site.url("/feed"))
        said = [
            await monitor(folder, "sources", *words)
            for words in (
                ("discover", site.url()),
                ("add", site.url(), "--dry-run"),
                ("add", site.url()),
                ("coverage", "wire"),
            )
        ]

    assert [done.returncode for done in said] == [0, 0, 0, 0]
    shown = "".join(done.stdout + done.stderr for done in said) + (folder / "sources.toml").read_text(encoding="utf-8")
    assert "/s.xml" in shown and "/2\n" in shown and 'name = "وكالة"' in shown and "the feed hides" in shown
    assert not set(TURNS) & set(shown)


async def test_discovery_does_not_leave_the_web(tmp_path: Path) -> None:
    async with website(host="127.0.0.2") as inside, website() as site:
        links = f'<link rel="alternate" type="application/rss+xml" href="{inside.url("/feed")}">'
        site.paths |= {"/": says(body=links), "/feed": leads_to(inside.url("/feed")), "/rss": leads_to("file:///x")}
        site.paths["/robots.txt"] = says(body=f"Sitemap: {inside.url('/s.xml')}\nSitemap: file:///etc/passwd")
        folder = desk(tmp_path, site.url("/x"))
        done = await monitor(folder, "sources", "discover", site.url())
        site.paths["/"] = says(body=f'<meta http-equiv="refresh" content="0; url={inside.url("/ar/")}">')
        sent_on = await monitor(folder, "sources", "discover", site.url())
        site.paths["/"] = says(body='<a href="/rssfeeds">RSS</a>')
        site.paths["/rssfeeds"] = says(body=f'<a href="{inside.url("/n.xml")}">RSS</a>')
        listed = await monitor(folder, "sources", "discover", site.url())

        assert {one.returncode for one in (done, sent_on, listed)} == {1}
        assert inside.requests == []


@pytest.mark.parametrize("command", ["list", "doctor", "add", "discover", "import", "export", "coverage"])
def test_every_command_teaches_with_an_example(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "sources", command, "--help"], capture_output=True, text=True, check=True
    )

    assert f"monitor sources {command}" in done.stdout
    assert "Example" in done.stdout


async def test_a_rule_that_finds_nothing_on_the_pages_is_named_after_a_round(tmp_path: Path) -> None:
    page = says(body="<html><body><h1>خبر من بغداد</h1><p>أعلنت الوزارة اليوم</p></body></html>")
    async with website({"/feed": says(body=rss(VirtualClock(), 1, 2)), "/1": page, "/2": page}) as site:
        folder = desk(tmp_path, site.url("/feed"))
        with (folder / "sources.toml").open("a", encoding="utf-8") as file:
            file.write('extract = { include = [".nothing"] }\n')
        done = await monitor(folder, "poll", "--no-alerts")

    assert "wire: '.nothing' names nothing on this page, nor on 1 more" in done.stderr
