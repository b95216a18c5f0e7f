"""Sitemaps (https://www.sitemaps.org/protocol.html, with the news extension) → Feed: a stream, the newest kept."""

import heapq
import io
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from monitor.core.dates import parse_moment
from monitor.core.errors import PermanentError
from monitor.core.feeds.entries import MOST_ENTRIES, Document, Raw, Received
from monitor.core.model.feed import Feed
from monitor.core.source_state import SourceState
from monitor.core.urls import written_link

_MOST_PARTS = 3  # sitemaps of an index that are asked for: the newest
_OLDEST = datetime.min.replace(tzinfo=UTC)
_Fields = dict[str, str]


def parse_sitemap(text: str, received: Received) -> Feed:
    """The 2,000 newest pages of a sitemap, or the newest sitemaps of an index as `parts`; raises PermanentError.

    A document that breaks off is read up to there.
    """
    document = Document(received=received, format="sitemap")
    pages: list[tuple[datetime, int, _Fields]] = []
    parts: list[tuple[datetime, bool, int, str]] = []
    for number, (kind, fields) in enumerate(_records(text, document)):
        when = _moment(fields, received) or _OLDEST
        if kind == "sitemap":
            if (place := written_link(received.url, fields.get("loc", ""))) is not None:
                # where no part is newer than the others: the one that is called after news, then what was appended last
                parts.append((when, "news" in place.rpartition("/")[2].lower(), number, place))
            continue
        # the order of the document breaks ties: the earlier first
        one = (when, -number, fields)
        if len(pages) < MOST_ENTRIES:
            heapq.heappush(pages, one)
        else:
            document.left_out += 1
            heapq.heappushpop(pages, one)
    if not pages and not parts and document.broken is not None:
        raise PermanentError(
            received.url, f"is a sitemap that cannot be read: {document.broken}", kind=SourceState.PARSE
        )
    left_out, document.left_out = document.left_out, 0
    for _, _, fields in sorted(pages, reverse=True, key=lambda page: page[:2]):
        document.add(_raw(fields))
    if left_out:
        document.warnings.append(f"only the newest {MOST_ENTRIES} pages read, {left_out} left out")
    document.parts = tuple(part[-1] for part in heapq.nlargest(_MOST_PARTS, parts))
    return document.feed()


def _records(text: str, document: Document) -> Iterator[tuple[str, _Fields]]:
    """(url or sitemap, its fields by local name), one after the other: nothing is kept of what was read."""
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    events = etree.iterparse(
        stream,
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in events:
            yield _name(element), _fields(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        document.broken = f"it is not well-formed XML ({str(error)[:100]}); what could be read was read"
        document.warnings.append(document.broken)


def _fields(element: etree._Element) -> _Fields:
    found: _Fields = {}
    for child in element.iter(etree.Element):
        text = (child.text or "").strip()
        if text:
            found.setdefault(_name(child), text)
    return found


def _name(element: etree._Element) -> str:
    """The local name, also of `news:title` in a document that does not say what `news` is."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _moment(fields: _Fields, received: Received) -> datetime | None:
    written = fields.get("publication_date") or fields.get("lastmod") or ""
    return parse_moment(written, now=received.now, zone=received.zone, local=received.local) if written else None


def _raw(fields: _Fields) -> Raw:
    keywords = fields.get("keywords", "")
    return Raw(
        links=(fields.get("loc", ""),),
        title=fields.get("title", ""),
        published=fields.get("publication_date", ""),
        updated=fields.get("lastmod", ""),
        tags=tuple(word for word in keywords.replace("،", ",").split(",") if word.strip()),
    )
