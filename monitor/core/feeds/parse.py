"""Bytes → Feed: what format a document is in, and whether it is a feed at all."""

import re
from datetime import datetime

from monitor.core.charset import decode
from monitor.core.errors import PermanentError
from monitor.core.feeds.jsonfeed import parse_json_feed
from monitor.core.feeds.xml import parse_xml_feed
from monitor.core.model import Feed

_BEFORE_ROOT = re.compile(
    r"\A(?:\s|\x00|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<([A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_FEEDS = re.compile(r"<(?:rss|rdf:RDF|feed|(?:atom|a):feed|channel)[\s>]", re.IGNORECASE)
_NOT_FEEDS = {
    "urlset": "a sitemap, not a feed",
    "sitemapindex": "an index of sitemaps, not a feed",
    "opml": "a list of feeds (OPML), not a feed",
    "svg": "an image, not a feed",
    "error": "an error message in XML, not a feed",
}


def parse_feed(body: bytes, *, content_type: str, url: str, zone: str, now: datetime) -> Feed:
    """The entries of an RSS, Atom or JSON feed; raises PermanentError if the document is none.

    `zone` is for dates without one. The content type is asked for the charset only: most Arab outlets send their feeds
    as text/html.
    """
    if not body.strip(b"\x00 \t\r\n"):
        raise PermanentError(url, "is empty")
    text, charset = decode(body, content_type)
    text = text.lstrip("\ufeff")
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return parse_json_feed(text, charset=charset, url=url, zone=zone, now=now)
    if (why := _not_a_feed(text)) is not None:
        raise PermanentError(url, why)
    return parse_xml_feed(text, charset=charset, url=url, zone=zone, now=now)


def _not_a_feed(text: str) -> str | None:
    head = text[: 1 << 16]
    before = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    name = root.group(2).lower() if root else ""
    if name in ("rss", "feed", "rdf"):
        return None
    if name in _NOT_FEEDS:
        return f"is {_NOT_FEEDS[name]}"
    if name in ("html", "body", "head"):
        return "is an HTML page, not a feed"
    if _FEEDS.search(head):
        return None  # rubbish before the feed, or one cut at its beginning
    return (
        "is an HTML page, not a feed"
        if "<" in head and re.search(r"(?i)<(?:div|p|a|title|meta)\b", head)
        else "is no feed"
    )
