"""Where a site's feeds may be: by its page, its robots.txt, by custom. Pure: candidates, best first; nobody asked."""

import re
from urllib.parse import urlsplit

from lxml import etree, html

from monitor.core.charset import decode
from monitor.core.urls import host_of, resolve, site_of

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"}
)
WELL_KNOWN = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "rss/all", "feeds", "ar/rss", "ar/feed", "index.xml")
SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap.xml")
_LOOKS_LIKE_FEED = re.compile(r"(?i)(?:/|\.|=|^)(?:rss|feeds?|atom)(?:\d*)?(?:/|\.xml|\.php|\.aspx?|$|\?)")
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_MOST = 8  # candidates of one kind


def feeds_of_page(body: bytes, content_type: str, url: str) -> list[str]:
    """Addresses of feeds that an HTML page names: link tags first, then links that look like feeds; never raises."""
    text, _ = decode(body, content_type)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return []
    base = resolve(url, next((one.get("href") or "" for one in page.iter("base")), "")) or url
    named = [
        link.get("href") or ""
        for link in page.iter("link")
        if "alternate" in (link.get("rel") or "").lower() and (link.get("type") or "").lower().strip() in FEED_TYPES
    ]
    linked = [a.get("href") or "" for a in page.iter("a") if _LOOKS_LIKE_FEED.search(a.get("href") or "")]
    places = [resolve(base, href) for href in (*named, *linked[:100])]
    found = list(dict.fromkeys(place for place in places if place is not None and "/comments/" not in place))
    own = host_of(url)
    return sorted(found, key=lambda place: place not in found[: len(named)] and host_of(place) != own)[:_MOST]


def well_known(url: str) -> list[str]:
    """Addresses at which sites of this kind keep their feeds."""
    return [f"{site_of(url)}{path}" for path in WELL_KNOWN]


def sitemaps_of_robots(robots: str, url: str) -> list[str]:
    """The sitemaps a robots.txt names, those of news first, then the customary places."""
    named = [place for one in _SITEMAP_LINE.findall(robots[:500_000]) if (place := resolve(url, one)) is not None]
    named.sort(key=lambda place: "news" not in urlsplit(place).path.lower())
    return list(dict.fromkeys([*named[:_MOST], *(f"{site_of(url)}{path}" for path in SITEMAPS)]))
