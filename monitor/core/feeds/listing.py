"""A page of links → Feed: by the analyst's selectors, or by what articles' links have in common."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree, html

from monitor.core.element_text import whole_text
from monitor.core.errors import PermanentError
from monitor.core.feeds.entries import Document, Raw, Received
from monitor.core.feeds.head import not_a_feed
from monitor.core.model.feed import Feed
from monitor.core.model.source import Selectors
from monitor.core.selecting import attributes, elements, sayings
from monitor.core.source_state import SourceState
from monitor.core.urls import host_of, identity, written_link

_MOST_LINKS = 5000  # of a page that are looked at
_LEAST_TITLE, _LEAST_WORDS = 15, 3  # characters and words of a headline
_FURNITURE = frozenset({"nav", "footer", "header", "aside", "form", "menu"})
_MARKS = re.compile(r"(?i)\b(?:nav|menu|footer|breadcrumb|social|share|login|lang|tags?|cookie|pagination|copyright)\b")
_NUMBER = re.compile(r"\d{4,}")
_DATE = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?/")
_NOT_ARTICLES = re.compile(
    r"(?i)/(?:tags?|topics?|category|categories|authors?|users?|page|search|about|contact|privacy|terms|login|rss|feed)"
    r"(?:/|$)|\.(?:jpe?g|png|gif|pdf|mp[34]|css|js|xml|zip)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """One link of a page."""

    element: etree._Element
    url: str
    title: str


def parse_listing(text: str, received: Received, selectors: Selectors) -> Feed:
    """The articles a page links to, in the page's order; raises PermanentError if there are none."""
    url = received.url
    trouble = not_a_feed(text)
    if trouble is not None and trouble.state is SourceState.BLOCKED:
        raise PermanentError(url, trouble.reason, kind=SourceState.BLOCKED)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise PermanentError(url, f"is no page that can be read ({error})", kind=SourceState.NOT_A_FEED) from error
    links = list(_chosen(page, selectors.links, url)) if selectors.links else _learnt(page, url)
    if not links:
        why = f"{_unmatched(page, selectors.links)}; set links = … for this source"
        raise PermanentError(url, why, kind=SourceState.NOT_A_FEED)
    document = Document(received=received, format="listing")
    blocks = _blocks(links)
    for link in links:
        block = blocks[link.url]
        title = ""
        if selectors.title:  # seen from the card, else from the link
            title = _first_text(block, selectors.title) or _first_text(link.element, selectors.title)
        document.add(Raw(links=(link.url,), title=title or link.title, published=_written_date(block, selectors.date)))
    return document.feed(title=page.findtext(".//title") or "", language=page.get("lang") or "")


def _unmatched(page: etree._Element, selector: str | None) -> str:
    """Why no link was found."""
    if not selector:
        return "no link looks like an article"
    if elements(page, selector):
        return f"what {selector!r} names on the page neither is nor holds a link"
    return f"nothing on the page matches {selector!r}"


def _chosen(page: etree._Element, selector: str, url: str) -> Iterator[_Link]:
    """The links an analyst's selector names: links themselves, what holds one or stands in one, or their addresses."""
    found = [(element, said) for element, said in attributes(page, selector) if written_link(url, said) is not None]
    if not found:
        anchors = map(_anchor, elements(page, selector)[:_MOST_LINKS])
        found = [(anchor, anchor.get("href") or "") for anchor in anchors if anchor is not None]
    seen: set[str] = set()
    for element, href in found[:_MOST_LINKS]:
        anchor = _anchor(element)
        link = _link(anchor if anchor is not None else element, url, href)
        if link is not None and link.url not in seen:
            seen.add(link.url)
            yield link


def _anchor(element: etree._Element) -> etree._Element | None:
    """The link that an element is, holds or stands in."""
    anchor = element if element.tag == "a" else next(element.iter("a"), None)
    return anchor if anchor is not None else next(element.iterancestors("a"), None)


def _learnt(page: etree._Element, url: str) -> list[_Link]:
    """Links that look like articles: of this outlet, titled like a headline, in a group of their like."""
    outlet = host_of(url)
    best: dict[str, _Link] = {}
    for number, anchor in enumerate(page.iter("a")):
        if number >= _MOST_LINKS:
            break
        link = _link(anchor, url, anchor.get("href") or "")
        if link is None or not host_of(link.url).endswith(outlet) or identity(link.url) == identity(url):
            continue
        if _NOT_ARTICLES.search(urlsplit(link.url).path) or _is_furniture(anchor):
            continue
        if link.url not in best or len(link.title) > len(best[link.url].title):
            best[link.url] = link
    headlines = [link for link in best.values() if _is_headline(link.title)]
    groups: dict[str, list[_Link]] = defaultdict(list)
    for link in headlines:
        groups[_shape(link.url)].append(link)
    good = {shape for shape, members in groups.items() if len(members) >= 3 or _says_article(members[0].url)}
    return [link for link in headlines if _shape(link.url) in good]


def _link(anchor: etree._Element, url: str, href: str) -> _Link | None:
    place = written_link(url, href)
    if place is None:
        return None
    title = whole_text(anchor) or (anchor.get("title") or "").strip()
    if not title:
        title = next((image.get("alt") or "" for image in anchor.iter("img")), "")
    return _Link(element=anchor, url=place, title=title[:500])


def _tag_above(element: etree._Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _is_headline(title: str) -> bool:
    return len(title) >= _LEAST_TITLE and len(title.split()) >= _LEAST_WORDS


def _is_furniture(anchor: etree._Element) -> bool:
    for depth, parent in enumerate(anchor.iterancestors()):
        if depth > 12:
            return False
        if parent.tag in _FURNITURE and not (parent.tag == "header" and _tag_above(parent) == "article"):
            return True
        if parent.tag in ("div", "ul", "section") and _MARKS.search(
            f"{parent.get('id', '')} {parent.get('class', '')}"
        ):
            return True
    return False


def _says_article(url: str) -> bool:
    path = urlsplit(url).path
    return bool(_NUMBER.search(path) or _DATE.search(path)) or path.count("-") >= 3


def _shape(url: str) -> str:
    """What addresses of one kind share: depth, kinds of segments, names of query fields.

    >>> _shape("https://a.example/news/2026/11/24/title-of-it")
    'news/N/N/N/W'
    """
    parts = urlsplit(url)
    segments = [part for part in parts.path.split("/") if part]
    kinds = [
        part if n == 0 and len(segments) > 1 and part.isalpha() else _kind(part) for n, part in enumerate(segments)
    ]
    fields = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return "/".join(kinds) + ("?" + "&".join(fields) if fields else "")


def _kind(segment: str) -> str:
    if segment.isdigit():
        return "N"
    return "W" if "-" in segment or "%" in segment or not segment.isascii() or len(segment) > 12 else "S"


def _blocks(links: list[_Link]) -> dict[str, etree._Element]:
    """For each link the largest element around it that holds no other article: a card, a row."""
    elements = {link.element: link.url for link in links}
    held: dict[etree._Element, set[str]] = defaultdict(set)
    for element, url in elements.items():
        for depth, parent in enumerate(element.iterancestors()):
            if depth > 8:
                break
            held[parent].add(url)
    found = {}
    for element, url in elements.items():
        block = element
        for depth, parent in enumerate(element.iterancestors()):
            if depth > 8 or held[parent] != {url} or parent.tag in ("body", "html"):
                break
            block = parent
        found[url] = block
    return found


def _first_text(block: etree._Element, selector: str) -> str:
    return next(iter(sayings(block, selector) or map(whole_text, elements(block, selector))), "")


def _written_date(block: etree._Element, selector: str | None) -> str:
    said = sayings(block, selector) if selector else []
    if said:
        return said[0][:200]
    places = elements(block, selector) if selector else list(block.iter("time"))
    for place in places[:3]:
        written = place.get("datetime") or place.get("title") or whole_text(place)
        if written.strip():
            return " ".join(written.split())[:200]
    return ""
