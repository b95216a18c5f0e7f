"""The fast reader and feedparser give the same entries, or the fast one leaves the document alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.errors import WorkError
from monitor.core.feeds.entries import Received
from monitor.core.feeds.fast import parse_fast_xml
from monitor.core.feeds.xml import parse_xml_feed
from monitor.core.model.feed import Feed

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
URL = "https://wire.example/rss/feed.xml"
RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"{lang}><channel>{head}{items}</channel></rss>'
)
HEAD = (
    "<title>وكالة &amp; أنباء</title><link>https://wire.example/</link><description>و</description>"
    '<atom:link rel="self" href="https://wire.example/rss"/><atom:link href="https://hub.example/" rel="hub"/>'
    "<language>ar-IQ</language><ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>"
    "<sy:updateFrequency>2</sy:updateFrequency><image><url>i</url><title>ص</title><link>https://x/</link></image>"
)
ITEM = (
    "<item><title>خبر &lt;b&gt;أول&lt;/b&gt;</title><link> https://wire.example/1?a=1&amp;amp;b=2 </link>"
    '<guid isPermaLink="false">urn:1</guid><pubDate>Tue, 24 Nov 2026 07:00:00 GMT</pubDate>'
    "<dc:creator>محرر</dc:creator>"
    "<category>سياسة</category><category><![CDATA[أمن]]></category><slash:comments>3</slash:comments>"
    '<media:thumbnail url="t"/><enclosure url="e" type="x" length="1"/>'
    "<description><![CDATA[<p>ملخص&nbsp;الخبر</p>]]></description>"
    "<content:encoded><![CDATA[<p>النص</p>]]></content:encoded></item>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar_SA"><title>وكالة</title><id>urn:f</id>'
    "{links}{entries}</feed>"
)
ENTRY = (
    '<entry><title type="html">خبر &amp;amp; خبر</title><link rel="alternate" href="/1"/><link rel="edit" href="/e"/>'
    "<id>urn:1</id><published>2026-11-24T07:00:00Z</published><updated>2026-11-24T07:30:00+03:00</updated>"
    '<author><name>محرر</name></author><category term="a" label="سياسة"/><summary>ملخص</summary>'
    '<content type="html">&lt;p&gt;النص&lt;/p&gt;</content></entry>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><title>و</title>'
    "<link>https://wire.example/</link><description/></channel>{items}</rdf:RDF>"
)
RDF_ITEM = (
    '<item rdf:about="https://wire.example/1"><title>خبر</title><link>https://wire.example/1</link>'
    "<description>ملخص</description><dc:date>2026-11-24T07:00:00+03:00</dc:date><dc:creator>م</dc:creator></item>"
)

TAKEN = {
    "rss": RSS.format(lang="", head=HEAD, items=ITEM * 3),
    "rss without a language": RSS.format(lang=' xml:lang="ar"', head="<title>و</title>", items=ITEM),
    "an empty rss": RSS.format(lang="", head=HEAD, items=""),
    "guid is the link": RSS.format(
        lang="", head="", items="<item><title>خ</title><guid>https://wire.example/9</guid></item>"
    ),
    "no guid": RSS.format(lang="", head="", items="<item><title>خ</title><link>/relative/1</link></item>"),
    "only content": RSS.format(
        lang="", head="", items="<item><link>/1</link><content:encoded>نص</content:encoded></item>"
    ),
    "a title only": RSS.format(lang="", head="", items="<item><title>خبر</title></item><item></item>"),
    "wrong dates": RSS.format(lang="", head="", items="<item><title>خ</title><pubDate>أمس مساء</pubDate></item>"),
    "atom": ATOM.format(links='<link rel="self" href="/f"/><link href="https://wire.example/"/>', entries=ENTRY * 2),
    "atom without anything": ATOM.format(links="", entries="<entry><id>urn:2</id><title>خ</title></entry>"),
    "rss 1.0": RDF.format(items=RDF_ITEM * 2),
}
LEFT = {
    "a doctype": "<!DOCTYPE rss [<!ENTITY x 'y'>]>" + TAKEN["rss"],
    "not well-formed": TAKEN["rss"].replace("&amp;", "&"),
    "an undeclared entity": TAKEN["rss"].replace("أول", "&nbsp;"),
    "an unknown element": TAKEN["rss"].replace("<category>", "<x>ي</x><category>"),
    "markup inside": TAKEN["rss"].replace("<![CDATA[أمن]]>", "<b>أمن</b>"),
    "two titles": TAKEN["rss"].replace("<item>", "<item><title>آخر</title>"),
    "an address as author": TAKEN["rss"].replace("محرر", "a@b.example (محرر)"),
    "xhtml": TAKEN["atom"].replace('content type="html"', 'content type="xhtml"'),
    "rss 0.91": TAKEN["rss"].replace('version="2.0"', 'version="0.91"'),
    "windows characters": TAKEN["rss"].replace("أول", "\x93أول\x94"),
    "a comment": TAKEN["rss"].replace("<title>", "<!-- x --><title>"),
}


def both(text: str) -> tuple[Feed | None, Feed]:
    received = Received(charset="utf-8", url=URL, zone="Asia/Baghdad", now=NOW)
    return parse_fast_xml(text, received), parse_xml_feed(text, received)


@pytest.mark.parametrize("name", TAKEN)
def test_a_feed_that_is_as_it_should_be_is_read_alike(name: str) -> None:
    fast, slow = both(TAKEN[name])

    assert fast == slow


@pytest.mark.parametrize("name", LEFT)
def test_what_feedparser_reads_in_a_way_of_its_own_is_left_to_it(name: str) -> None:
    fast, _ = both(LEFT[name])

    assert fast is None


words = st.text(
    st.one_of(st.sampled_from("خبر عاجل من بغداد <b>&;#x20 \t\n[]{}()'\"/:-،؟"), st.characters(codec="utf-8")),
    max_size=40,
)
dates = st.one_of(st.sampled_from(["Tue, 24 Nov 2026 07:00:00 +0300", "2026-11-24 07:00", "٢٤/١١/٢٠٢٦ 7:00 م"]), words)


@st.composite
def items(draw: st.DrawFn) -> str:
    fields = [
        ("title", words),
        ("link", st.one_of(st.just("https://wire.example/خبر/1"), words)),
        ("guid", st.one_of(st.just("https://wire.example/2"), words)),
        ("pubDate", dates),
        ("dc:date", dates),
        ("dc:creator", words),
        ("category", words),
        ("category", words),
        ("description", words),
        ("content:encoded", words),
    ]
    chosen = draw(st.permutations(draw(st.lists(st.sampled_from(fields), max_size=10))))
    return "".join(_element(draw, tag, draw(text)) for tag, text in chosen)


def _element(draw: st.DrawFn, tag: str, text: str) -> str:
    attribute = draw(st.sampled_from(["", ' isPermaLink="false"', ' isPermaLink="true"'])) if tag == "guid" else ""
    inside = f"<![CDATA[{text}]]>" if "]]>" not in text and draw(st.booleans()) else escape(text)
    return f"<{tag}{attribute}>{inside}</{tag}>"


@settings(max_examples=150)
@given(st.lists(items(), max_size=3))
def test_whatever_passes_the_gate_is_read_alike(inner: list[str]) -> None:
    fast, slow = both(RSS.format(lang="", head=HEAD, items="".join(f"<item>{one}</item>" for one in inner)))

    assert fast is None or fast == slow


def _mutations(text: str) -> Iterator[str]:
    for at in range(0, len(text), 7):
        yield text[:at] + text[at + 1 :]
        yield text[:at] + "<" + text[at:]


@pytest.mark.parametrize("name", ["rss", "atom", "rss 1.0"])
def test_a_damaged_feed_is_read_alike_or_left(name: str) -> None:
    for text in list(_mutations(TAKEN[name]))[::3]:
        try:
            fast, slow = both(text)
        except WorkError:
            continue
        assert fast is None or fast == slow
