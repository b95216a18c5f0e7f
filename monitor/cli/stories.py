"""`monitor stories`: which articles of a stream tell of the same event, and which repeat one another."""

import json
import sys
from datetime import UTC, datetime
from typing import Any

import click

from monitor.cli.pages import lines_of
from monitor.core.story.window import Kept, Window

Line = dict[str, Any]
_PROGRESS = 1_000  # articles between two words of progress


@click.command()
@click.argument("target", metavar="FILE|-", default="-")
def stories(target: str) -> int:
    """Group articles, one JSON object a line, into stories; needs no configuration and no database.

    A line is {"id", "title", "text"} with, if they are known, "source" and "published" (ISO 8601; UTC where it names no
    zone). Lines come in the order of "published", else some find their story less surely. The answer is {"id",
    "story", "copy_of"}: articles of one story tell of the same event within 72 hours, and "story" is the id of its
    first article; "copy_of" is the first article whose text this one repeats, or null.

    \b
    Example:
      monitor stories < articles.jsonl > stories.jsonl
    """
    window: Window[str] = Window()
    failed, show = 0, sys.stderr.isatty()
    latest = datetime.fromtimestamp(0, UTC)
    for number, line in lines_of(target):
        if show and number % _PROGRESS == 0:
            sys.stderr.write(f"\r{number:,} articles")
        try:
            asked, at = _read(line, latest)
        except ValueError as error:
            failed = 1
            click.echo(f"line {number}: {error}", err=True)
            continue
        latest = max(latest, at)
        kept = _join(window, asked, at, latest)
        click.echo(json.dumps({"id": asked["id"], "story": kept.story, "copy_of": kept.copy_of}, ensure_ascii=False))
    if show:
        sys.stderr.write("\r\x1b[K")
    return failed


def _join(window: Window[str], asked: Line, at: datetime, seen: datetime) -> Kept[str]:
    article = window.read(source=str(asked.get("source") or ""), at=at, title=asked["title"], text=asked["text"])
    place = window.place(article)
    id = str(asked["id"])
    kept = Kept(id=id, story=place.story or id, copy_of=place.copy_of, seen=seen, telling=article.telling)
    window.add(kept)
    return kept


def _read(line: str, latest: datetime) -> tuple[Line, datetime]:
    """A line's object and when it came out; raises ValueError, saying what is wrong with it."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({error})") from error
    id = asked.get("id") if isinstance(asked, dict) else None
    if not isinstance(id, str | int) or isinstance(id, bool):
        raise ValueError('no object with an "id"; each line must be one like {"id": "…", "title": "…", "text": "…"}')
    asked |= {name: asked.get(name) or "" for name in ("title", "text")}
    if not isinstance(asked["title"], str) or not isinstance(asked["text"], str):
        raise ValueError('"title" and "text" must be texts')
    return asked, _published(asked.get("published")) or latest


def _published(written: object) -> datetime | None:
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError as error:
        raise ValueError(f'"published" is no moment: {written!r}; write it like 2026-11-24T12:00:00+03:00') from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
