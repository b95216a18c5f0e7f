"""Where a site's feeds may be: by its page, its robots.txt, by custom. Pure: candidates, best first; nobody asked."""

import re
from urllib.parse import urlsplit

from lxml import etree, html

from monitor.core.charset import decode
from monitor.core.urls import host_of, plain_scheme, resolve, site_of, written_link

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"}
)
_ANY_TYPES = frozenset({"application/json", "application/xml"})  # of feeds where the address says so, too
WELL_KNOWN = (
    "feed",
    "rss",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "rss/all",
    "feeds",
    "ar/rss",
    "ar/feed",
    "index.xml",
    "feed.json",
)
SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap.xml")
_LOOKS_LIKE_FEED = re.compile(
    r"(?i)(?:/|\.|=|^)(?:rss[-_]?feeds?|rss|feeds?|atom)(?:\d*)?(?:/|\.xml|\.json|\.php|\.aspx?|$|\?)"
)
_XML = re.compile(r"(?i)\.xml$")
_COMMENTS = re.compile(r"(?i)/comments(?:[/.?]|$)|\bfeed=comments|\bcomments-(?:rss|feed|atom)")
_OF_COMMENTS = re.compile(r"(?i)\bcomments?\b|تعليق")  # what the page calls such a feed
_REFRESH = re.compile(r"(?i)\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?(.*)", re.DOTALL)
_AT_ONCE = 5  # seconds: who waits longer reads a page that renews itself
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_MOST = 8  # candidates of one kind
_HEAD = 1 << 14  # bytes in which a page says where it sends browsers


def feeds_of_page(body: bytes, content_type: str, url: str) -> list[str]:
    """Addresses of feeds that an HTML page names: link tags first, then links that look like feeds; never raises."""
    page = _parsed(body, content_type)
    if page is None:
        return []
    base = resolve(url, next((one.get("href") or "" for one in page.iter("base")), "")) or url
    named = [link.get("href") or "" for link in page.iter("link") if _names_a_feed(link)]
    hrefs = [a.get("href") or "" for a in page.iter("a")]
    linked = [href for href in hrefs if _LOOKS_LIKE_FEED.search(href)]
    linked += [href for href in hrefs if _XML.search(href)]  # as pages have it that list an outlet's feeds
    places = [resolve(base, plain_scheme(href)) for href in (*named, *linked[:100])]
    found = list(dict.fromkeys(place for place in places if place is not None and not _COMMENTS.search(place)))
    own = host_of(url)
    return sorted(found, key=lambda place: place not in found[: len(named)] and host_of(place) != own)[:_MOST]


def _names_a_feed(link: etree._Element) -> bool:
    """Whether a link tag is said to lead to a feed of articles."""
    rel = (link.get("rel") or "").lower().split()
    type = (link.get("type") or "").lower().partition(";")[0].strip()
    if _OF_COMMENTS.search(link.get("title") or ""):
        return False
    named = type in FEED_TYPES or (type in _ANY_TYPES and _LOOKS_LIKE_FEED.search(link.get("href") or "") is not None)
    return ("alternate" in rel and named) or ("feed" in rel and (named or not type))


def sent_on(body: bytes, content_type: str, url: str) -> str | None:
    """Where a page sends browsers at once by a tag of its own; None: nowhere else."""
    page = _parsed(body[:_HEAD], content_type)
    for tag in page.iter("meta") if page is not None else ():
        said = _REFRESH.fullmatch((tag.get("content") or "")[:2_000])
        if said is None or (tag.get("http-equiv") or "").lower() != "refresh" or int(said[1]) > _AT_ONCE:
            continue
        place = written_link(url, said[2].strip().strip("'\""))
        if next(tag.iterancestors("noscript"), None) is None and place != url:
            return place
    return None


def _parsed(body: bytes, content_type: str) -> etree._Element | None:
    """The tree of an HTML page; None if it is none."""
    text, _ = decode(body, content_type)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None


def well_known(url: str) -> list[str]:
    """Addresses at which sites of this kind keep their feeds."""
    return [f"{site_of(url)}{path}" for path in WELL_KNOWN]


def sitemaps_of_robots(robots: str, url: str) -> list[str]:
    """The sitemaps a robots.txt names, those of news first, then the customary places."""
    named = [place for one in _SITEMAP_LINE.findall(robots[:500_000]) if (place := resolve(url, one)) is not None]
    named.sort(key=lambda place: "news" not in urlsplit(place).path.lower())
    return list(dict.fromkeys([*named[:_MOST], *(f"{site_of(url)}{path}" for path in SITEMAPS)]))
