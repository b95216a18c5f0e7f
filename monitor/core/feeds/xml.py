"""RSS and Atom → Feed, through feedparser, whose mending of broken documents is hard to match."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import feedparser

from monitor.core.errors import PermanentError
from monitor.core.feeds.apart import add_all
from monitor.core.feeds.entries import MOST_ENTRIES, Document, Raw, Received
from monitor.core.feeds.wishes import Wishes
from monitor.core.model.feed import Feed
from monitor.core.source_state import SourceState
from monitor.core.urls import is_link

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|rdf|feed|channel|entry)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+([A-Za-z]\w{0,40})\s+(?:"([^"&%<]{0,200})"|'([^'&%<]{0,200})')\s*>""")
_NAMED = re.compile(r"<!\[CDATA\[.*?\]\]>|&([A-Za-z]\w{0,40});", re.DOTALL)  # none stands within CDATA
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BAD_REFERENCE = re.compile(r"&#(?:0*\d{8,}|[xX]0*[0-9a-fA-F]{7,}|[xX]?[dD][89a-fA-F][0-9a-fA-F]{2});?")
_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_PROLOG = 1 << 16  # characters before the root in which entities are declared
_MOST_FILLED_IN = 1 << 20  # characters that entities of its own may make of a document


def parse_xml_feed(text: str, received: Received) -> Feed:
    """The feed in an XML document, as far as it can be read; raises PermanentError if nothing can."""
    cleaned, warnings = _cleaned(text)
    found = feedparser.parse(
        io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + cleaned.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found["version"] and not found["entries"]:
        raise PermanentError(
            received.url,
            "is no feed: there are neither entries nor a name of a format in it",
            kind=SourceState.NOT_A_FEED,
        )
    broken = _mishap(found.get("bozo_exception")) if found["bozo"] else None
    if broken is not None:
        warnings.append(broken)
    document = Document(received=received, format=found["version"] or "rss", warnings=warnings, broken=broken)
    add_all(document, map(_raw, found["entries"]))
    channel = found["feed"]
    return document.feed(
        title=_text(channel, "title"),
        link=_text(channel, "link"),
        language=_text(channel, "language"),
        wishes=_wishes(channel),
    )


def _wishes(channel: dict[str, Any]) -> Wishes:
    wishes = Wishes()
    wishes.say("ttl", _text(channel, "ttl"))
    wishes.say("updatePeriod", _text(channel, "sy_updateperiod"))
    wishes.say("updateFrequency", _text(channel, "sy_updatefrequency") or "1")
    for link in _all(channel, "links"):
        wishes.link(_text(link, "rel"), _text(link, "href"))
    return wishes


def _cleaned(text: str) -> tuple[str, list[str]]:
    """The document from its root on, without what no XML may hold, and not longer than it is worth reading."""
    warnings = []
    text = _DECLARATION.sub("", text, count=1)
    root = _ROOT.search(text)
    if root is not None:
        if _DOCTYPE.sub("", text[: root.start()]).strip() and "<?" not in text[: root.start()]:
            warnings.append("there is something before the feed's beginning, which was skipped")
        text = _with_own_names(text[root.start() :], text[: root.start()])
    if _ILLEGAL.search(text) or _BAD_REFERENCE.search(text):
        warnings.append("it holds characters that XML forbids, which were taken out")
        text = _BAD_REFERENCE.sub(" ", _ILLEGAL.sub("", text))
    for number, item in enumerate(_ITEM.finditer(text)):
        if number > 2 * MOST_ENTRIES:
            warnings.append(f"it holds more than {2 * MOST_ENTRIES} entries, of which the last were not looked at")
            return text[: item.start()], warnings
    return text, warnings


def _with_own_names(text: str, prolog: str) -> str:
    """The text with the plain entities that its DOCTYPE declares filled in, as far as that does not blow it up."""
    declared = {name: one or other for name, one, other in _ENTITY.findall(prolog[:_PROLOG])}
    own = {name: said for name, said in declared.items() if name not in _OF_XML}
    uses = Counter(_NAMED.findall(text)) if own else {}
    if not own or sum(uses[name] * len(said) for name, said in own.items()) > _MOST_FILLED_IN:
        return text
    return _NAMED.sub(lambda found: own.get(found[1], found[0]), text)


def _mishap(error: object) -> str:
    line = getattr(error, "getLineNumber", lambda: None)()
    what = str(getattr(error, "getMessage", lambda: error)())[:100]
    where = f" from line {line} on" if line else ""
    return f"it is not well-formed XML{where} ({what}); what could be read was read"


def _raw(entry: dict[str, Any]) -> Raw:
    return Raw(
        id=_text(entry, "id"),
        links=tuple(_links(entry)),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        content=max(_contents(entry), key=len, default=""),
        published=_text(entry, "published") or _text(entry, "created"),
        updated=_text(entry, "updated"),
        author=_text(entry, "author"),
        tags=tuple(str(dict.get(tag, "label") or dict.get(tag, "term") or "") for tag in _all(entry, "tags")),
    )


def _links(entry: dict[str, Any]) -> Iterator[str]:
    """Addresses of the article: the alternate link, then whatever is a link, then an id that looks like one."""
    first = _text(entry, "link")
    if first != _text(entry, "id") or is_link(first):  # feedparser takes any id for a link where there is none
        yield first
    for link in sorted(_all(entry, "links"), key=lambda one: dict.get(one, "rel") != "alternate"):
        if str(dict.get(link, "rel") or "alternate").rpartition("/")[2] in ("alternate", "related", "via"):
            yield _text(link, "href")
    if _text(entry, "id").startswith(("http://", "https://")):
        yield _text(entry, "id")


def _contents(entry: dict[str, Any]) -> Iterator[str]:
    for content in _all(entry, "content"):
        yield _text(content, "value")


def _all(mapping: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """What feedparser lists under a name; an outlet's own element of that name (`<tags>`) is a text there."""
    found = dict.get(mapping, key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(mapping: dict[str, Any], key: str) -> str:
    # the plain dict's get: feedparser's own answers with other keys, and warns of it
    found = dict.get(mapping, key)
    return found if isinstance(found, str) else ""
