"""Bytes → Feed: what format a document is in, and whether it is a feed at all."""

import re
from collections.abc import Mapping
from datetime import datetime

from monitor.core.charset import decode
from monitor.core.errors import PermanentError
from monitor.core.feeds.entries import NOTHING_KNOWN, Received
from monitor.core.feeds.fast import parse_fast_xml
from monitor.core.feeds.head import contradicted, not_a_feed, root_name
from monitor.core.feeds.jsonfeed import parse_json_feed
from monitor.core.model.feed import Feed
from monitor.core.model.source import Selectors, SourceType
from monitor.core.source_state import SourceState

_SITEMAPS = ("urlset", "sitemapindex")
LEARNT = Selectors()
_SMALL = 512 * 1024  # bytes of a document that is read where it arrives; the bound is measured in its tests


def parse_feed(
    body: bytes,
    *,
    content_type: str,
    url: str,
    zone: str,
    now: datetime,
    local: bool = False,
    type: SourceType = SourceType.FEED,
    selectors: Selectors = LEARNT,
    known: Mapping[str, str] = NOTHING_KNOWN,
) -> Feed:
    """The entries of a feed, a sitemap or, if `type` says so, a page of links; raises PermanentError if it is none.

    `zone` is for dates without one, and for all of them if they are `local`. Entries that are `known` (short name →
    mark) are read again only if they say something else. The content type is asked for the charset only: most Arab
    outlets send their feeds as text/html.
    """
    text, received = _received(body, content_type=content_type, url=url, zone=zone, now=now, local=local, known=known)
    feed = _fast(text, received)
    if feed is not None and type is not SourceType.LISTING:
        return feed
    root = root_name(text)
    if type is SourceType.LISTING and root not in ("rss", "feed", "rdf", *_SITEMAPS):
        from monitor.core.feeds.listing import parse_listing  # noqa: PLC0415 — seldom, and slow to import

        return parse_listing(text, received, selectors)
    if root in _SITEMAPS:
        from monitor.core.feeds.sitemap import parse_sitemap  # noqa: PLC0415

        return parse_sitemap(text, received)
    if (trouble := not_a_feed(text)) is not None:
        raise PermanentError(url, trouble.reason, kind=trouble.state)
    from monitor.core.feeds.xml import parse_xml_feed  # noqa: PLC0415 — feedparser takes a third of a second

    return parse_xml_feed(text, received)


def parse_at_once(
    body: bytes,
    *,
    content_type: str,
    url: str,
    zone: str,
    now: datetime,
    local: bool = False,
    known: Mapping[str, str] = NOTHING_KNOWN,
) -> Feed | None:
    """The entries of a small, well-formed feed, read in bounded time; None: leave it to `parse_feed`.

    Raises PermanentError if the document is no feed for certain.
    """
    if len(body) > _SMALL:
        return None
    text, received = _received(body, content_type=content_type, url=url, zone=zone, now=now, local=local, known=known)
    return _fast(text, received)


def _received(
    body: bytes, *, content_type: str, url: str, zone: str, now: datetime, local: bool, known: Mapping[str, str]
) -> tuple[str, Received]:
    """The text of a document, and how it came; raises PermanentError if it is empty."""
    if not body.strip(b"\x00 \t\r\n"):
        raise PermanentError(url, "is empty", kind=SourceState.EMPTY)
    text, charset = decode(body, content_type)
    declared = contradicted(body, content_type, charset)
    received = Received(url=url, zone=zone, local=local, now=now, charset=charset, declared=declared, known=known)
    return text.lstrip("\ufeff"), received


def _fast(text: str, received: Received) -> Feed | None:
    if re.match(r"\s*[{\[]", text):
        return parse_json_feed(text, received)
    return parse_fast_xml(text, received)
