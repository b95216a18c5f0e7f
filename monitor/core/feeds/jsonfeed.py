"""JSON Feed (https://jsonfeed.org/version/1.1) → Feed."""

import json
import re
from typing import Any

from monitor.core.errors import PermanentError
from monitor.core.feeds.apart import add_all
from monitor.core.feeds.entries import Document, Raw, Received
from monitor.core.feeds.wishes import Wishes
from monitor.core.model.feed import Feed
from monitor.core.source_state import SourceState

_VERSION = re.compile(r"^https?://(?:www\.)?jsonfeed\.org/version/(\d)(?:\.(\d))?/?$")


def parse_json_feed(text: str, received: Received) -> Feed:
    """The feed in a JSON document; raises PermanentError if it is none."""
    try:
        found = json.loads(text.strip(), strict=False)
    except (ValueError, RecursionError) as error:
        raise PermanentError(
            received.url, f"begins like JSON but is broken ({str(error)[:100]})", kind=SourceState.NOT_A_FEED
        ) from error
    version = _VERSION.match(_text(found, "version")) if isinstance(found, dict) else None
    if version is None or not isinstance(found.get("items"), list):
        raise PermanentError(received.url, "is JSON, but no JSON Feed", kind=SourceState.NOT_A_FEED)
    document = Document(received=received, format=f"json{version.group(1)}{version.group(2) or 0}")
    items = [item for item in found["items"] if isinstance(item, dict)]
    document.nameless = len(found["items"]) - len(items)
    add_all(document, map(_raw, items))
    return document.feed(
        title=_text(found, "title"),
        link=_text(found, "home_page_url"),
        language=_text(found, "language"),
        wishes=_wishes(found),
    )


def _wishes(found: dict[str, Any]) -> Wishes:
    wishes = Wishes()
    wishes.link("self", _text(found, "feed_url"))
    for hub in _list(found, "hubs"):
        if isinstance(hub, dict) and _text(hub, "type").lower() == "websub":
            wishes.link("hub", _text(hub, "url"))
    return wishes


def _raw(item: dict[str, Any]) -> Raw:
    return Raw(
        id=_text(item, "id"),
        links=tuple(link for link in (_text(item, "url"), _text(item, "external_url"), _id_link(item)) if link),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _escaped(_text(item, "content_text")),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        author=_author(item),
        tags=tuple(str(tag) for tag in _list(item, "tags") if isinstance(tag, str)),
    )


def _id_link(item: dict[str, Any]) -> str:
    text = _text(item, "id")
    return text if text.startswith(("http://", "https://")) else ""


def _escaped(text: str) -> str:
    """Plain text as markup: what looks like a tag in it is text."""
    return text.replace("&", "&amp;").replace("<", "&lt;") if "<" in text or "&" in text else text


def _author(item: dict[str, Any]) -> str:
    authors = [*_list(item, "authors"), item.get("author")]
    names = [_text(author, "name") for author in authors if isinstance(author, dict)]
    return "، ".join(dict.fromkeys(name for name in names if name))


def _list(mapping: dict[str, Any], key: str) -> list[Any]:
    found = mapping.get(key)
    return found if isinstance(found, list) else []


def _text(mapping: dict[str, Any], key: str) -> str:
    found = mapping.get(key)
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return found if isinstance(found, str) else ""
