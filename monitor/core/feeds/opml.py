"""Lists of feeds (OPML, http://opml.org/spec2.opml) in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from monitor.core.errors import PermanentError
from monitor.core.model.source import Source
from monitor.core.urls import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed in a list."""

    url: str
    title: str


def parse_opml(body: bytes, *, subject: str) -> tuple[Subscription, ...]:
    """The feeds in a list, each address once; raises PermanentError if it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise PermanentError(subject, f"is no OPML ({str(error)[:100]})") from error
    if root is None or str(root.tag).lower() != "opml":
        raise PermanentError(subject, "is no OPML")
    found: dict[str, Subscription] = {}
    for outline in root.iter("outline"):
        url = resolve("", outline.get("xmlUrl") or outline.get("xmlurl") or "")
        if url is not None:
            title = " ".join((outline.get("title") or outline.get("text") or "").split())
            found.setdefault(url, Subscription(url=url, title=title[:200]))
    return tuple(found.values())


def written_opml(sources: Iterable[Source]) -> str:
    """The sources as a list that other programs read."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>Monitor</title></head>"]
    lines.append("<body>")
    for source in sources:
        name = quoteattr(source.name_ar or source.name)
        kind = f"type={quoteattr('rss' if source.type == 'feed' else source.type.value)}"
        lines.append(f"  <outline {kind} text={name} title={name} xmlUrl={quoteattr(source.url)}/>")
    return "\n".join([*lines, "</body>", "</opml>"])
