"""Sitemaps, pages of links, lists of feeds; what is no feed; and that no bytes break a reader."""

import gzip
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.render.reasons import in_arabic
from monitor.core.errors import PermanentError, WorkError
from monitor.core.feeds.discover import feeds_of_page, sent_on, sitemaps_of_robots
from monitor.core.feeds.opml import parse_opml, written_opml
from monitor.core.feeds.parse import parse_at_once, parse_feed
from monitor.core.identity import entry_identity
from monitor.core.model.feed import Feed
from monitor.core.model.source import Selectors, Source, SourceType
from monitor.core.source_state import SourceState
from tests.core.test_feeds_fast import TAKEN
from tests.support.pace import seconds_of

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
URL = "https://wire.example/news/"


def parsed(text: str | bytes, *, content_type: str = "", **more: object) -> Feed:
    body = text.encode() if isinstance(text, str) else text
    return parse_feed(body, content_type=content_type, url=URL, zone="UTC", now=NOW, **more)  # type: ignore[arg-type]


def sitemap(*pages: str, root: str = "urlset") -> str:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    return f'<?xml version="1.0"?><{root} xmlns="{space}" xmlns:n="{news}">{"".join(pages)}</{root}>'


def page(number: int, *, minutes: int = 0) -> str:
    date = (NOW - timedelta(minutes=minutes)).isoformat()
    title = f"<n:title>خبر {number}</n:title><n:publication_date>{date}</n:publication_date>"
    return f"<url><loc>https://wire.example/{number}</loc><n:news>{title}</n:news></url>"


def test_a_news_sitemap_is_read_the_newest_first() -> None:
    feed = parsed(sitemap(page(1, minutes=30), page(2, minutes=5), page(3, minutes=60)))

    assert [entry.title for entry in feed.entries] == ["خبر 2", "خبر 1", "خبر 3"]
    assert feed.entries[0].published == NOW - timedelta(minutes=5)
    assert feed.format == "sitemap"


def test_of_a_huge_sitemap_the_two_thousand_newest_are_kept() -> None:
    feed = parsed(sitemap(*(page(number, minutes=5000 - number) for number in range(5000))))

    assert len(feed.entries) == 2000
    assert feed.entries[0].url == "https://wire.example/4999"
    assert "3000 left out" in feed.warnings[0]


def test_an_index_without_dates_names_its_part_with_news() -> None:
    names = ["post-1", "news-sitemap", *(f"post-{number}" for number in range(2, 9))]
    feed = parsed(sitemap(*(f"<sitemap><loc>/{name}.xml</loc></sitemap>" for name in names), root="sitemapindex"))

    assert feed.parts == tuple(f"https://wire.example/{name}.xml" for name in ("news-sitemap", "post-8", "post-7"))


def test_an_index_of_sitemaps_names_its_newest_parts() -> None:
    parts = [
        f"<sitemap><loc>https://wire.example/s{number}.xml</loc><lastmod>2026-11-{number:02}</lastmod></sitemap>"
        for number in range(1, 20)
    ]

    feed = parsed(sitemap(*parts, root="sitemapindex"))

    assert feed.parts == tuple(f"https://wire.example/s{number}.xml" for number in (19, 18, 17))
    assert feed.entries == ()


def test_a_sitemap_that_breaks_off_is_read_up_to_there() -> None:
    whole = sitemap(page(1), page(2), page(3))

    feed = parsed(whole[: whole.index("خبر 3")])

    assert len(feed.entries) == 2
    assert feed.broken is not None


CARD = (
    '<article class="card"><a href="/p/{n}"><img alt="ص"></a><h2><a href="/p/{n}#c">{t}</a></h2>'
    '<time datetime="{d}">أمس</time></article>'
)
LISTING = """<html lang="ar"><head><title>أخبار</title></head><body>
<nav><a href="/section/politics">كل أخبار السياسة والاقتصاد اليوم</a></nav>
<div class="menu"><a href="/p/1999991">عنوان طويل يقف داخل القائمة لا المقال</a></div>
{cards}
<a href="/tag/iraq/999999">كل ما يتعلق بالعراق وأخباره اليوم</a>
<a href="https://other.example/p/123456">خبر طويل من موقع آخر لا يخصنا أبدا</a>
<footer><a href="/about/company/123456">من نحن وماذا نفعل في هذا الموقع</a></footer></body></html>"""
CARDS = "".join(
    CARD.format(n=700100 + n, t=f"عنوان طويل لخبر رقم {n} من بغداد", d=f"2026-11-24T0{n}:00:00+03:00")
    for n in range(1, 6)
)


def test_links_that_look_like_articles_are_learnt() -> None:
    feed = parsed(LISTING.format(cards=CARDS), type=SourceType.LISTING)

    assert [entry.url for entry in feed.entries] == [f"https://wire.example/p/{700100 + n}" for n in range(1, 6)]
    assert feed.entries[0].title == "عنوان طويل لخبر رقم 1 من بغداد"
    assert feed.entries[0].published == datetime(2026, 11, 23, 22, tzinfo=UTC)


@pytest.mark.parametrize("links", ["h2 a", "article.card", "//article//h2/a", "h2", "//h2/a/@href", "//h2/a/text()"])
def test_an_analysts_selector_names_the_links(links: str) -> None:
    feed = parsed(LISTING.format(cards=CARDS), type=SourceType.LISTING, selectors=Selectors(links=links))

    assert len(feed.entries) == 5


@pytest.mark.parametrize(
    ("links", "title", "date"),
    [("article > a", "h2", "time"), ("//article/a/@href", ".//h2//text()", ".//time/@datetime")],
)
def test_title_and_date_stand_where_the_analyst_says(links: str, title: str, date: str) -> None:
    selectors = Selectors(links=links, title=title, date=date)

    feed = parsed(LISTING.format(cards=CARDS), type=SourceType.LISTING, selectors=selectors)

    assert feed.entries[1].title == "عنوان طويل لخبر رقم 2 من بغداد"
    assert feed.entries[1].published == datetime(2026, 11, 23, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("links", "title", "date"),
    [
        ("//h2/a", "./@title", ".//p/@title"),
        ("//div/@data-place", ".//a/@title", "./p/@data-at"),
        ("//div[@data-place]", ".//b/text()", "./p/@data-at"),
    ],
)
def test_what_an_attribute_or_a_text_says_is_taken_as_it_stands(links: str, title: str, date: str) -> None:
    card = """<div data-place="/p/{n}"><h2><a href="/p/{n}" title="العنوان كاملا {n}">العنوان …</a></h2>
    <b>العنوان كاملا {n}<i>عاجل</i></b>
    <p data-at="2026-11-23T2{n}:00:00Z" title="2026-11-23T2{n}:00:00Z">أمس</p></div>"""
    page = f"<html><body>{''.join(card.format(n=n) for n in range(3))}</body></html>"
    selectors = Selectors(links=links, title=title, date=date)

    feed = parsed(page, type=SourceType.LISTING, selectors=selectors)

    assert [entry.url for entry in feed.entries] == [f"https://wire.example/p/{n}" for n in range(3)]
    assert feed.entries[1].title == "العنوان كاملا 1"
    assert feed.entries[1].published == datetime(2026, 11, 23, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "selectors", "why"),
    [
        (LISTING.format(cards=""), Selectors(), "no link looks like an article"),
        (LISTING.format(cards=CARDS), Selectors(links=".nothing"), "nothing on the page matches '.nothing'"),
        (
            LISTING.format(cards=CARDS),
            Selectors(links="//title/text()"),
            "names on the page neither is nor holds a link",
        ),
    ],
)
def test_a_page_without_articles_says_what_to_do(text: str, selectors: Selectors, why: str) -> None:
    with pytest.raises(PermanentError, match="set links = …") as caught:
        parsed(text, type=SourceType.LISTING, selectors=selectors)

    assert why in caught.value.reason
    assert in_arabic(caught.value.reason) is not None


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b"", SourceState.EMPTY),
        (b" \n\x00", SourceState.EMPTY),
        (b"<!doctype html><html><p>x", SourceState.NOT_A_FEED),
        (b"<html><title>Just a moment...</title><script>", SourceState.BLOCKED),
        (b"<opml version='2.0'><body/></opml>", SourceState.NOT_A_FEED),
        (b'{"error": "no"}', SourceState.NOT_A_FEED),
        (b"\x89PNG\r\n\x1a\n\x00\x00", SourceState.NOT_A_FEED),
    ],
)
def test_what_is_no_feed_has_its_state(body: bytes, state: SourceState) -> None:
    with pytest.raises(PermanentError) as caught:
        parsed(body)

    assert caught.value.kind is state


@pytest.mark.parametrize(
    ("body", "content_type", "declared"),
    [
        (TAKEN["rss"].encode(), "text/xml; charset=utf-8", None),
        (TAKEN["rss"].encode(), "text/xml; charset=iso-8859-1", "iso-8859-1"),
        (b'<?xml version="1.0" encoding="windows-1256"?>' + TAKEN["rss"].encode("cp1256"), "text/xml", None),
        (TAKEN["rss"].encode("cp1256"), "text/xml", "no charset"),
        (b"\xff\xfe" + TAKEN["rss"].encode("utf-16-le"), "text/xml", None),
    ],
)
def test_a_charset_that_contradicts_the_bytes_is_noticed(body: bytes, content_type: str, declared: str | None) -> None:
    feed = parsed(body, content_type=content_type)

    assert feed.declared == declared
    assert feed.title == "وكالة & أنباء"


TEXT = "أعلنت وزارة الصحة " * 20
ITEMS = f"<item><description>{TEXT}</description></item><item><pubDate>Thu, 26 Nov 2026 10:00:00 GMT</pubDate></item>"
BARE = {
    "read at once": f"<rss version='2.0'><channel>{ITEMS}</channel></rss>",
    "read by feedparser": f"<rss version='2.0'><channel><!-- -->{ITEMS}</channel></rss>",
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"content_text": TEXT}, {"date_published": "2026-11-26T10:00:00Z"}],
        }
    ),
}


@pytest.mark.parametrize("shape", BARE)
def test_an_entry_of_text_alone_has_its_beginning_as_a_title_and_a_date_alone_promises_nothing(shape: str) -> None:
    feed = parsed(BARE[shape])

    text, dated = feed.entries
    assert text.title == "أعلنت وزارة الصحة " * 6 + "أعلنت وزارة…"
    assert dated.published == datetime(2026, 11, 26, 10, tzinfo=UTC)
    assert feed.promising().entries == (text,)
    assert len(feed.names) == 1
    assert feed.warnings == ("1 entry with neither address, title nor text",)


def test_of_many_entries_that_promise_nothing_no_more_are_kept_than_of_others() -> None:
    feed = parsed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{}] * 5000}))

    assert len(feed.entries) == 2000
    assert feed.promising().entries == ()


@pytest.mark.parametrize("written", ["Thu, 26 Nov 2026 10:00:00 GMT", "2026-11-26T10:00:00Z", "2026-11-26 10:00"])
@pytest.mark.parametrize("odd", ["", "<!-- for the slow reader -->"])
def test_dates_that_an_analyst_calls_local_are_in_the_sources_zone(written: str, odd: str) -> None:
    item = f"<item><title>خبر</title><link>/1</link><pubDate>{written}</pubDate></item>"
    body = f'<rss version="2.0"><channel>{odd}<title>وكالة</title>{item}</channel></rss>'.encode()

    feed = parse_feed(body, content_type="", url=URL, zone="Asia/Baghdad", now=NOW, local=True)

    assert feed.newest == datetime(2026, 11, 26, 7, 0, tzinfo=UTC)


def test_a_feed_says_how_often_it_wants_to_be_asked_and_where_its_hub_is() -> None:
    feed = parsed(TAKEN["rss"])

    assert (feed.ask_every, feed.hub) == (timedelta(minutes=30), "https://hub.example/")


def test_entries_that_are_known_are_not_read_again() -> None:
    first = parsed(TAKEN["rss"])

    again = parsed(TAKEN["rss"], known=dict(zip(first.names, first.marks, strict=True)))

    assert again.entries == ()
    assert again.names == first.names


@pytest.mark.parametrize("shape", [name for name, text in TAKEN.items() if "</title>" in text])
def test_an_entry_that_says_something_else_is_read_again(shape: str) -> None:
    first = parsed(TAKEN[shape])
    known = dict(zip(first.names, first.marks, strict=True))
    updated = TAKEN[shape].replace("</title>", " (تحديث)</title>")

    again = parsed(updated, known=known)
    unmarked = parsed(updated, known=dict.fromkeys(known, ""))

    titled = [one for one in first.entries if one.url is not None and one.title]
    assert {entry.title for _, entry in again.changed} >= {f"{one.title} (تحديث)" for one in titled}
    assert again.entries == () or not titled
    assert unmarked.changed == (), "what it said before is not remembered"


def test_a_list_of_feeds_goes_out_and_comes_back() -> None:
    sources = [
        Source(id="a", name='Al "A" & <B>', name_ar="الوكالة", url="https://a.example/rss?x=1&y=2"),
        Source(id="b", name="B", url="https://b.example/", type=SourceType.LISTING, section=("سياسة",)),
        Source(id="c", name="C", url="https://c.example/", section=("العالم / العرب", 'ال"عراق"')),
        Source(id="d", name="D", url="https://d.example/", section=("سياسة",)),
    ]

    found = parse_opml(written_opml(sources).encode(), subject="x")

    assert found.left_out == ()
    assert [(one.url, one.title, one.type, one.section) for one in found.feeds] == [
        (sources[0].url, "الوكالة", SourceType.FEED, ()),
        (sources[1].url, "B", SourceType.LISTING, sources[1].section),
        (sources[3].url, "D", SourceType.FEED, sources[3].section),
        (sources[2].url, "C", SourceType.FEED, sources[2].section),
    ]


def test_a_feed_that_stands_in_several_folders_has_the_section_of_the_first() -> None:
    feed = '<outline xmlUrl="https://a.example/f" text="أ"/>'
    body = (
        f'<opml><body><outline text="سياسة">{feed}{feed}</outline><outline text="اقتصاد">{feed}</outline></body></opml>'
    )

    found = parse_opml(body.encode(), subject="x")

    assert [one.section for one in found.feeds] == [("سياسة",)]
    assert found.notes == ("أ: stands in اقتصاد too; it has the section سياسة",)


def test_what_of_a_list_is_no_feed_is_named() -> None:
    body = """<opml><body><outline text="العراق"><outline text="أ" xmlUrl="ftp://a.example/"/>
<outline title="ب" type="link" url="https://b.example/"/><outline xmlUrl="https://c.example/rss"/></outline>
<outline text="د" xmlUrl="https://d.example/rss?a=1&b=2"/><outline xmlUrl="https://e.example/rss"/></out>"""

    found = parse_opml(body.encode(), subject="x")

    assert [one.url for one in found.feeds] == [
        "https://c.example/rss",
        "https://d.example/rss?a=1&b=2",
        "https://e.example/rss",
    ]
    assert found.left_out[:2] == (
        "أ: 'ftp://a.example/' is no http or https address",
        "ب: names no feed (xmlUrl)",
    )
    assert found.left_out[2].startswith("line 3: ") and found.left_out[2].endswith("; what follows may be missing")


@pytest.mark.parametrize(
    "written",
    [
        "feed://desk:secret@a.example/f",
        "https:/desk:secret@a.example/f",
        "https:///desk:secret@a.example/f",
        "desk:secret@a.example/f",
        "https://desk:sec/secret@a.example/f",
        "mailto:secret@a.example",
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_password_in_a_list_of_feeds_is_not_shown(written: str, named: bool) -> None:
    title = written if named else "أ"
    body = f'<opml><body>\n<outline text="{title}" xmlUrl="{written}"/></body></opml>'

    [left_out] = parse_opml(body.encode(), subject="x").left_out

    assert "secret@" not in left_out
    assert left_out.startswith("an outline" if named else "أ: ")


def test_a_password_in_the_title_of_a_feed_is_not_taken_over() -> None:
    body = """<opml><body><outline text="https://desk:secret@a.example/f" xmlUrl="https://a.example/f"/>
<outline text="كتابات https://b.example/@desk" xmlUrl="https://b.example/f"/></body></opml>"""

    assert [one.title for one in parse_opml(body.encode(), subject="x").feeds] == ["", "كتابات https://b.example/@desk"]


def test_a_name_in_a_list_of_feeds_commands_no_terminal() -> None:
    body = '<opml><body><outline text="a&#x9b;31mb&#x202e;c" xmlUrl="https://a.example/f"/></body></opml>'

    assert parse_opml(body.encode(), subject="x").feeds[0].title == "a31mbc"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://a.example/f?a=1&copy=2&b;c=3", "https://a.example/f?a=1&copy=2&b;c=3"),
        ("https://a.example/f?a=1&amp;b=2&#38;c=3", "https://a.example/f?a=1&b=2&c=3"),
        ("feed://a.example/f", "http://a.example/f"),
        ("feed:https://a.example/f", "https://a.example/f"),
    ],
)
def test_addresses_and_names_are_read_as_people_write_them(written: str, read: str) -> None:
    found = parse_opml(f'<opml><body><outline text="أ&nbsp;ب" xmlUrl="{written}"/></body></opml>'.encode(), subject="x")

    assert [(one.url, one.title) for one in found.feeds] == [(read, "أ ب")]
    assert found.left_out == ()


def test_names_that_a_list_has_of_its_own_are_left_to_it() -> None:
    body = b"""<!DOCTYPE opml [<!ENTITY here "https://a.example/f">]><opml><outline xmlUrl="&here;"/></opml>"""

    assert [one.url for one in parse_opml(body, subject="x").feeds] == ["https://a.example/f"]


def test_what_hinders_nothing_in_a_list_is_no_trouble() -> None:
    body = b"""<opml xmlns:x="foo bar"><outline xmlUrl="https://a.example/f"/></opml>"""

    assert parse_opml(body, subject="x").left_out == ()


@pytest.mark.parametrize("body", [b"", b"<html>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>", b"\x00\xff"])
def test_what_is_no_list_of_feeds_is_refused(body: bytes) -> None:
    with pytest.raises(PermanentError, match="is no OPML"):
        parse_opml(body, subject="x")


def test_feeds_are_looked_for_where_pages_name_them() -> None:
    page_ = b"""<link rel=alternate type=application/rss+xml href=/comments/feed><base href="https://wire.example/ar/">
        <link rel="alternate" type="application/atom+xml" href="main.atom"><a href="/rss/all.xml">RSS</a>
        <a href="javascript:rss()">x</a><link rel=alternate hreflang=en href=/en><a href="/feedback">write</a>"""

    assert feeds_of_page(page_, "text/html", URL) == [
        "https://wire.example/ar/main.atom",
        "https://wire.example/rss/all.xml",
    ]


def test_sitemaps_of_news_come_first() -> None:
    robots = "User-agent: *\nSitemap: https://wire.example/all.xml\nsitemap:https://wire.example/news.xml\n"

    assert sitemaps_of_robots(robots, URL)[:2] == ["https://wire.example/news.xml", "https://wire.example/all.xml"]


# ── whatever comes ─────────────────────────────────────────────────────────────────────────────────────────────────

PIECES = [*(text.encode() for text in TAKEN.values()), sitemap(page(1)).encode(), LISTING.encode(), b'{"version":']
PIECES += [
    b"<!--",
    b"<![CDATA[",
    b"]]>",
    b"&#xD800;",
    b"&#999999999;",
    b"<rss",
    b"\xff\xfe",
    b"\x00",
    b"<a " + b"b='c' " * 50,
]


@settings(max_examples=200, deadline=timedelta(seconds=5))
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=200)), max_size=6),
    st.sampled_from(["", "text/xml; charset=windows-1256", "text/html;charset=\udcff"]),
    st.sampled_from(SourceType),
)
def test_no_bytes_break_a_reader(pieces: list[bytes], content_type: str, kind: SourceType) -> None:
    try:
        feed = parsed(b"".join(pieces), content_type=content_type, type=kind)
    except WorkError:
        return
    assert len(feed.entries) <= 2000


HOSTILE = {
    "comments": b"<rss version='2.0'><channel>" + b"<!--" * 120_000,
    "attributes": b"<rss version='2.0'><channel " + b"".join(b"a%d='x' " % n for n in range(40_000)) + b"/></rss>",
    "nesting": b"<rss version='2.0'><channel>" + b"<item>" * 80_000,
    "scripts": b"<rss version='2.0'><channel><item><title>"
    + b"&lt;script&gt;" * 30_000
    + b"</title></item></channel></rss>",
    "tags": b"<rss version='2.0'><channel><item><description>"
    + b"&lt;p" * 90_000
    + b"</description></item></channel></rss>",
    "entities": b"<rss version='2.0'><channel><item><title>"
    + b"&amp;amp;" * 50_000
    + b"</title></item></channel></rss>",
    "json": b"[" * 500_000,
    "items": b"<rss version='2.0'><channel>" + b"<item><title>x</title></item>" * 17_000 + b"</channel></rss>",
    "spaces": b"<rss version='2.0'><channel><title>" + b" \n" * 240_000 + b"</title></channel></rss>",
    "zeros": b"<" + b"\x00" * 500_000,
    "laughs": b"<!DOCTYPE x [<!ENTITY a 'aaaa'>"
    + b"<!ENTITY b '&a;&a;'>" * 999
    + b"]><rss><channel><title>&b;</title></channel></rss>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_read_in_this_process_is_read_in_bounded_time(name: str) -> None:
    def parse() -> None:
        with suppress(WorkError):
            parse_at_once(HOSTILE[name], content_type="", url=URL, zone="UTC", now=NOW)

    assert seconds_of(parse) < 1.0


def test_a_document_beyond_half_a_megabyte_is_left_to_a_worker() -> None:
    big = TAKEN["rss"].replace("النص", "نص " * 200_000).encode()

    assert parse_at_once(big, content_type="", url=URL, zone="UTC", now=NOW) is None
    assert len(gzip.compress(big)) < 1 << 20


def with_links(*entries: tuple[str, str, str]) -> str:
    """A feed of entries with these (link, id, title)."""
    items = "".join(
        f'<item><link>{link}</link><guid isPermaLink="false">{id}</guid><title>{title}</title></item>'
        for link, id, title in entries
    )
    return f'<rss version="2.0"><channel><title>وكالة</title>{items}</channel></rss>'


@pytest.mark.parametrize(
    "link",
    ["/", "https://wire.example", "https://wire.example/", "/live/7", "/live/7#{n}", "https://wire.example/#{n}"],
)
@pytest.mark.parametrize("id", ["id-{n}", "", "https://wire.example/news/{n}"])
def test_entries_that_all_lead_to_one_page_are_articles_of_their_own(link: str, id: str) -> None:
    text = with_links(*((link.format(n=n), id.format(n=n), f"خبر {n}") for n in range(4)))
    feed = parsed(text)

    assert len({entry_identity("wire", entry) for entry in feed.entries}) == len(set(feed.names)) == 4
    assert [entry.url for entry in feed.entries] == [id.format(n=n) if "//" in id else None for n in range(4)]
    assert parse_at_once(text.encode(), content_type="", url=URL, zone="UTC", local=False, now=NOW, known={}) is None


def test_entries_that_share_their_id_too_are_told_apart_by_their_titles() -> None:
    feed = parsed(with_links(*(("/", "x", f"خبر {n}") for n in range(4))))

    assert len({entry_identity("wire", entry) for entry in feed.entries}) == 4


def test_a_front_page_is_no_article_however_many_entries_lead_there() -> None:
    two = parsed(with_links(("/", "1", "خبر"), ("/", "2", "خبر آخر")))
    one = parsed(with_links(("/", "1", "خبر")))

    assert len({entry_identity("wire", entry) for entry in two.entries}) == 2
    assert entry_identity("wire", one.entries[0]) in {entry_identity("wire", entry) for entry in two.entries}


@pytest.mark.parametrize(
    "links",
    [
        ["https://wire.example/live?utm_content={n}"] * 5,
        ["https://wire.example/?utm_content={n}"] * 5,
        ["http://wire.example/", "https://wire.example/"],
        ["https://www.wire.example/", "https://wire.example"],
        ["https://wire.example/ar/"] * 2,
        ["https://wire.example/index.html"] * 2,
        ["/", "https://wire.example/?utm_source=rss"],
    ],
)
def test_an_address_is_shared_however_it_is_written(links: list[str]) -> None:
    feed = parsed(with_links(*((link.format(n=n), f"id-{n}", f"خبر {n}") for n, link in enumerate(links))))

    assert len({entry_identity("wire", entry) for entry in feed.entries}) == len(links)


def test_an_article_that_stands_twice_in_a_feed_is_one() -> None:
    feed = parsed(with_links(("/1", "1", "خبر"), ("/1", "1", "خبر محدث"), ("/2", "2", "خبر آخر")))
    thrice = parsed(with_links(*(("/1", "1", f"خبر {n}") for n in range(3))))

    assert len({entry_identity("wire", entry) for entry in feed.entries}) == 2
    assert len({entry_identity("wire", entry) for entry in thrice.entries}) == 1


RSS_1 = '<rss version="2.0"><channel><title>و</title><item><title>خبر</title>{}</item></channel></rss>'
ATOM_1 = '<feed xmlns="http://www.w3.org/2005/Atom"><title>و</title><entry><title>خبر</title>{}</entry></feed>'


@pytest.mark.parametrize(
    ("document", "leads_to"),
    [
        (RSS_1.format('<link href="https://a.example/1"/>'), "https://a.example/1"),
        (RSS_1.format("<link>https://a.example/\n  a 1</link>"), "https://a.example/%20%20a%201"),
        (RSS_1.format("<link>https://a.exa mple/1</link>"), None),
        (RSS_1.format("<guid>g1</guid>"), None),
        (RSS_1.format("<guid>/n/1</guid>"), "https://wire.example/n/1"),
        (RSS_1.format("<guid>?p=12</guid>"), "https://wire.example/f/rss?p=12"),
        (RSS_1.format("<guid>story.html</guid>"), "https://wire.example/f/story.html"),
        (RSS_1.format("<link>\u200fhttps://a.example/س\u00a0ص\u200f</link>"), "https://a.example/س%C2%A0ص"),
        (ATOM_1.format("<id>g1</id>"), None),
        (
            ATOM_1.format('<link rel="http://www.iana.org/assignments/relation/alternate" href="/1"/>'),
            "https://wire.example/1",
        ),
    ],
)
def test_a_link_is_read_as_browsers_read_it_and_a_bare_id_is_none(document: str, leads_to: str | None) -> None:
    [entry] = parse_feed(
        document.encode(), content_type="", url="https://wire.example/f/rss", zone="UTC", now=NOW
    ).entries

    assert entry.url == leads_to


SENDING = '<meta http-equiv="Refresh" content="0; url=/ar/?a=1&amp;b=2">'


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (SENDING, "https://wire.example/ar/?a=1&b=2"),
        (SENDING.replace("0;", "900;"), None),
        (f"<noscript>{SENDING}</noscript>", None),
        (f"<!-- {SENDING} -->", None),
        ("<meta " * 30 + "content=" + " " * 6_000 + "x>", None),
    ],
)
def test_a_page_sends_on_as_browsers_see_it(head: str, place: str | None) -> None:
    assert sent_on(f"<html><head>{head}</head></html>".encode(), "text/html; charset=utf-8", URL) == place


def test_an_entry_alone_and_a_date_of_old_are_read() -> None:
    body = (
        '<entry xmlns="http://www.w3.org/2005/Atom"><title>خبر</title><created>2026-11-24T07:00:00Z</created></entry>'
    )

    [entry] = parse_feed(body.encode(), content_type="", url=URL, zone="UTC", now=NOW).entries

    assert (entry.title, entry.published) == ("خبر", datetime(2026, 11, 24, 7, tzinfo=UTC))


def test_plain_names_that_a_document_has_of_its_own_are_filled_in_and_others_never() -> None:
    own = """<!DOCTYPE rss [<!ENTITY a "عاجل"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"""
    body = own + RSS_1.format("<link>/1</link>").replace("خبر", "خبر &a; &b; &c;")
    much = own.replace("عاجل", "ع" * 200) + RSS_1.format(f"<description>{'&a;' * 6000}</description>")

    [entry] = parse_feed(body.encode(), content_type="", url=URL, zone="UTC", now=NOW).entries
    [blown] = parse_feed(much.encode(), content_type="", url=URL, zone="UTC", now=NOW).entries

    [plain] = parse_feed(
        (own + RSS_1.format("<description><![CDATA[رمز &amp;a; هنا]]></description>")).encode(),
        content_type="",
        url=URL,
        zone="UTC",
        now=NOW,
    ).entries

    assert plain.summary == "رمز &a; هنا"
    assert entry.title.startswith("خبر عاجل")
    assert "root:" not in entry.title and entry.title.count("عاجل") == 1
    assert len(blown.summary) < 100_000


@pytest.mark.parametrize("name", ["tags", "links", "content", "id", "title_detail", "authors"])
def test_an_element_of_an_outlets_own_costs_nothing_whatever_it_is_called(name: str) -> None:
    body = RSS_1.format(f"<link>https://wire.example/1</link><{name}>كذا</{name}>").replace(
        "<item>", f"<{name}>كذا</{name}><item>"
    )

    [entry] = parse_feed(body.encode(), content_type="", url=URL, zone="UTC", now=NOW).entries

    assert (entry.title, entry.url) == ("خبر", "https://wire.example/1")


def test_a_sitemap_may_leave_its_prefixes_undeclared() -> None:
    body = "<urlset><url><loc>/1</loc><news:news><news:title>خبر</news:title></news:news></url></urlset>"

    [entry] = parse_feed(body.encode(), content_type="", url=URL, zone="UTC", now=NOW).entries

    assert (entry.title, entry.url) == ("خبر", "https://wire.example/1")
