"""`monitor extract` and `monitor parse`: what we make of a page or a feed, as JSON."""

import asyncio
import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import click

from monitor.cli.pages import Reading, lines_of, reading
from monitor.core.boilerplate import Site, cut_boilerplate, learn
from monitor.core.errors import PermanentError, WorkError
from monitor.core.model.article import Article
from monitor.core.model.feed import Entry, Feed
from monitor.core.model.source import ExtractRules
from monitor.core.selecting import compile_selector
from monitor.core.urls import host_and_port

_IN_FLIGHT = 8  # pages of a stream that are read at the same time
_SITES = 500  # sites of a stream that are remembered


def _selectors(_context: click.Context, option: click.Parameter, written: tuple[str, ...]) -> tuple[str, ...]:
    """The selectors of an option; a mistake in one ends the command before anything is read."""
    for selector in written:
        try:
            compile_selector(selector)
        except ValueError as error:
            raise click.BadParameter(f"{selector!r} is {error}", param=option) from error
    return written


@click.command()
@click.argument("target", metavar="FILE|URL|-", default="-")
@click.option("--url", help="The address of a page that comes from a file.")
@click.option("--jsonl", is_flag=True, help='Many: {"id", "url", "path"} a line in, one article a line out.')
@click.option("--include", multiple=True, metavar="CSS", callback=_selectors, help="Only these elements are the text.")
@click.option("--exclude", multiple=True, metavar="CSS", callback=_selectors, help="These elements are not looked at.")
def extract(target: str, url: str | None, jsonl: bool, include: tuple[str, ...], exclude: tuple[str, ...]) -> int:
    """Read the article on a page and write it as one line of JSON.

    Needs no configuration. With --jsonl, lines name pages by their "path" or, without one, by their "url"; a page that
    cannot be read gives a line with "error", and the exit code is 1 in the end. What several pages of a site have in
    common is cut from the later ones.

    --include and --exclude try what a source in sources.toml may say as extract = { include = […], exclude = […] }; a
    selector that names nothing on a page is in "warnings".

    \b
    Examples:
      monitor extract https://example.com/news/1
      monitor extract page.html --url https://example.com/news/1 --exclude .share
      monitor extract --jsonl pages.jsonl > articles.jsonl
    """
    rules = ExtractRules(include=include, exclude=exclude)
    if jsonl:
        return asyncio.run(_extract_many(lines_of(target), rules))
    _write(_article_json(asyncio.run(_extract_one(target, url, rules))))
    return 0


@click.command()
@click.argument("target", metavar="FILE|URL|-", default="-")
@click.option("--url", help="The address of a feed that comes from a file: links are resolved against it.")
def parse(target: str, url: str | None) -> None:
    """Read a feed (RSS, Atom, JSON Feed) and write it as one line of JSON.

    Needs no configuration. What was wrong with the feed and mended is in "warnings".

    \b
    Examples:
      monitor parse https://example.com/rss.xml
      monitor parse feed.xml --url https://example.com/rss.xml
    """
    _write(_feed_json(asyncio.run(_parse_one(target, url))))


async def _extract_one(target: str, url: str | None, rules: ExtractRules) -> Article:
    async with reading(rules) as opened:
        return await opened.article(await opened.document(target, url))


async def _parse_one(target: str, url: str | None) -> Feed:
    async with reading() as opened:
        return await opened.feed(await opened.document(target, url))


# ── many pages ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def _extract_many(lines: Iterable[tuple[int, str]], rules: ExtractRules) -> int:
    """One line out for each line in, in their order; 1 if any could not be read.

    Pages are read several at a time, but each site is learnt in the order of the lines.
    """
    failed = 0
    waiting: deque[asyncio.Task[_Line]] = deque()
    sites: dict[str, Site] = {}

    async def write_next() -> int:
        line = await waiting.popleft()
        if isinstance(line.found, WorkError):
            _write(_name(line.asked) | {"url": line.asked.get("url"), "error": str(line.found)})
            return 1
        _write(_name(line.asked) | _article_json(_taught(line.found, sites)))
        return 0

    async with reading(rules) as opened:
        for number, line in lines:
            waiting.append(asyncio.create_task(_extract_line(opened, number, line)))
            if len(waiting) >= _IN_FLIGHT:
                failed |= await write_next()
        while waiting:
            failed |= await write_next()
    return failed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What a line asks for, and what was found."""

    asked: dict[str, Any]
    found: Article | WorkError


def _taught(article: Article, sites: dict[str, Site]) -> Article:
    """The article without what its site's earlier pages have shown; it teaches the later ones."""
    host = host_and_port(article.url)
    if not host:
        return article
    site = sites.pop(host, Site())
    sites[host] = learn(site, article)
    if len(sites) > _SITES:
        sites.pop(next(iter(sites)))  # the one that was not seen for longest
    return cut_boilerplate(article, site)


async def _extract_line(opened: Reading, number: int, line: str) -> _Line:
    asked: dict[str, Any] = {}
    try:
        asked = _asked(number, line)
        document = await opened.document(asked.get("path") or asked["url"], asked.get("url"))
        content_type = asked.get("content_type")
        if content_type is not None:
            document = replace(document, content_type=str(content_type))
        return _Line(asked=asked, found=await opened.article(document))
    except WorkError as error:
        return _Line(asked=asked, found=error)


def _name(asked: dict[str, Any]) -> dict[str, Any]:
    return {"id": asked["id"]} if "id" in asked else {}


def _asked(number: int, line: str) -> dict[str, Any]:
    """A line's object; raises PermanentError if it names no page."""
    subject = f"line {number}"
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PermanentError(subject, f"is no JSON ({error})") from error
    if not isinstance(asked, dict):
        raise PermanentError(subject, 'is no object like {"id": …, "url": …, "path": …}')
    if not any(isinstance(asked.get(key), str) and asked[key] for key in ("path", "url")):
        raise PermanentError(subject, 'names neither a "path" nor a "url"')
    return asked


# ── values as JSON ─────────────────────────────────────────────────────────────────────────────────────────────────


def _write(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))


def _article_json(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "summary": article.summary,
        "published": _iso(article.published),
        "said_date": article.said_date,
        "author": article.author,
        "language": article.language,
        "site": article.site,
        "charset": article.charset,
        "canonical_url": article.canonical_url,
        "content_from": article.content_from,
        "warnings": list(article.warnings),
    }


def _feed_json(feed: Feed) -> dict[str, Any]:
    return {
        "feed": {"title": feed.title, "link": feed.link, "language": feed.language},
        "entries": [_entry_json(entry) for entry in feed.entries],
        "format": feed.format,
        "charset": feed.charset,
        "warnings": list(feed.warnings),
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content,
        "published": _iso(entry.published),
        "updated": _iso(entry.updated),
        "author": entry.author,
        "tags": list(entry.tags),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
