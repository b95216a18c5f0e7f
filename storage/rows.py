"""Rows ↔ values, and the cleaning of text on its way in."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from monitor.core.model.article import Article, Hit, Mention
from monitor.core.model.delivery import Happening, TroubleKind
from monitor.core.model.feed import Entry
from monitor.core.model.story import DeliveryKey
from monitor.core.model.watchlist import Severity
from storage.spoilt import sound
from storage.tables import ArticleRow, EntryRow, HitRow

LONGEST = 2_000_000  # code points of one text; the largest real page measured has 3.2 MB of markup

# PostgreSQL refuses NUL; a lone surrogate cannot be encoded by either database's driver
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

_NOT_STORED = frozenset({"own", "warnings"})  # of an article: they serve its reading

T = TypeVar("T", str, str | None)


def stored(text: T) -> T:
    """The text as both databases take it.

    >>> stored("a\\x00b")
    'ab'
    """
    return None if text is None else _UNSTORABLE.sub("", text)[:LONGEST]


def digest(text: str) -> str:
    """A short fixed-length name for a text of any length, for unique columns."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def entry_values(entry: Entry) -> dict[str, Any]:
    """The columns of an entry that come from the feed."""
    return {
        "guid": stored(entry.id),
        "url": stored(entry.url),
        "title": stored(entry.title),
        "summary": stored(entry.summary),
        "content": stored(entry.content),
        "published": entry.published,
        "updated": entry.updated,
        "author": stored(entry.author),
        "tags": [stored(tag) for tag in entry.tags],
    }


def entry(row: EntryRow) -> Entry:
    return Entry(
        id=row.guid,
        url=row.url,
        title=row.title,
        summary=row.summary,
        content=row.content,
        published=row.published,
        updated=row.updated,
        author=row.author,
        tags=tuple(row.tags),
    )


def article_values(article: Article) -> dict[str, Any]:
    """The columns of an article that come from its text."""
    values = {name: value for name, value in asdict(article).items() if name not in _NOT_STORED}
    return {name: stored(value) if isinstance(value, str) else value for name, value in values.items()}


def article(row: ArticleRow) -> Article:
    return Article(
        url=row.url,
        title=row.title,
        text=row.text,
        summary=row.summary,
        canonical_url=row.canonical_url,
        published=row.published,
        author=row.author,
        language=row.language,
        site=row.site,
        charset=row.charset,
        content_from=row.content_from,
    )


def mentions(hit: Hit) -> list[dict[str, Any]]:
    """The mentions of a hit as JSON."""
    found = [asdict(mention) for mention in hit.mentions]
    return [{k: stored(v) if isinstance(v, str) else v for k, v in mention.items()} for mention in found]


def hit(row: HitRow) -> Hit:
    sound(row, ("watchlist",))
    return Hit(
        watchlist=row.watchlist,
        severity=Severity(row.severity),
        mentions=tuple(Mention(**mention) for mention in row.mentions),
    )


def delivery_values(key: DeliveryKey) -> dict[str, Any]:
    """The columns of a delivery that make it one of a kind."""
    return {"key": digest(str(key)), **{k: stored(v) if isinstance(v, str) else v for k, v in asdict(key).items()}}


def happening_values(happening: Happening) -> dict[str, Any]:
    """What happened, as JSON."""
    return {
        "kind": happening.kind.value,
        "facts": _stored_facts(happening.facts),
        "each": [_stored_facts(facts) for facts in happening.each],
    }


def happening(values: Mapping[str, Any] | None) -> Happening | None:
    """What happened; None where a row has none, or one that only a newer version knows."""
    if values is None or values["kind"] not in set(TroubleKind):
        return None
    return Happening(kind=TroubleKind(values["kind"]), facts=values["facts"], each=tuple(values["each"]))


def _stored_facts(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: stored(fact) for name, fact in facts.items()}
