"""JSON-LD: what a page says of its article for search engines."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml.etree import _Element

from monitor.core.plain import one_line, plain_text, telling_words

_ARTICLES = re.compile(r"(?:Article|NewsArticle|Report|BlogPosting|LiveBlog)\w*$")
_PAGES = re.compile(r"(?:^|/)(?:Web|Item)Page$")
_LONGEST = 1_000_000  # characters of one block
_MOST = 500  # things in all blocks
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """The fields of the page's article; empty where there are none."""

    headline: str = ""
    description: str = ""
    body: str = ""
    published: str = ""
    author: str = ""
    publisher: str = ""
    language: str = ""

    @classmethod
    def read(cls, root: _Element) -> "list[LinkedData]":
        """What on the page is an article, in its order; a page may tell of others as well."""
        things = list(_things(root))
        named = {name: thing for thing in things if (name := _string(thing.get("@id"))) and "name" in thing}
        return [cls._of(thing, named) for thing in things if _is_a(thing, _ARTICLES)]

    @classmethod
    def _of(cls, thing: dict[str, Any], named: Mapping[str, dict[str, Any]]) -> "LinkedData":
        return cls(
            headline=_line(thing.get("headline")) or _line(thing.get("name")),
            description=_line(thing.get("description")),
            body=plain_text(_string(thing.get("articleBody"))),
            published=_string(thing.get("datePublished")) or _string(thing.get("dateCreated")),
            author="، ".join(dict.fromkeys(_names(thing.get("author"), named))),
            publisher=next(_names(thing.get("publisher"), named), ""),
            language=_string(thing.get("inLanguage")),
        )


def of_article(each: Sequence[LinkedData], title: str) -> LinkedData:
    """The one whose headline has most words of this title, of several; a single one may word it for search engines."""
    topic = {*telling_words(title)}
    return max(each, key=lambda one: len(topic.intersection(telling_words(one.headline))), default=LinkedData())


def date_of_page(root: _Element) -> str:
    """When the page came out, by what it says of itself as a page; empty if it does not."""
    dates = (_string(thing.get("datePublished")) for thing in _things(root) if _is_a(thing, _PAGES))
    return next(filter(None, dates), "")


def _is_a(thing: dict[str, Any], kinds: re.Pattern[str]) -> bool:
    return any(kinds.search(kind) for kind in _strings(thing.get("@type")))


def _things(root: _Element) -> Iterator[dict[str, Any]]:
    """Every object of every block, also those in lists and @graph."""
    blocks = [script for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    waiting: list[Any] = [_loaded(script.text or "") for script in blocks[:30]]
    for _ in range(_MOST):
        if not waiting:
            return
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting[:0] = thing
        elif isinstance(thing, dict):
            yield thing
            waiting[:0] = [thing[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in thing]


def _loaded(text: str) -> Any:
    """A block as values; None if it cannot be read, also not without what content systems leave in it."""
    text = _WRAPPING.sub("", text[:_LONGEST])
    for candidate in (text, re.sub(r",(\s*[}\]])", r"\1", text), html.unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _names(value: Any, named: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Names of persons or organisations, in any of the forms in use; `named` are those that are told of elsewhere."""
    for one in value if isinstance(value, list) else [value]:
        told = named.get(_string(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
        name = _line(told.get("name")) if isinstance(told, dict) else _line(told)
        if name and len(name) <= 100 and not name.startswith(("http://", "https://")):
            yield name


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _string(value: Any) -> str:
    return next(iter(_strings(value)), "")


def _line(value: Any) -> str:
    return one_line(_string(value))
