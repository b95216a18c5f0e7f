"""`monitor stories`: which articles of a stream tell of the same event, and which repeat one another."""

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

import click

from monitor.cli.pages import lines_of
from monitor.core.plain import one_line, plain_text
from monitor.core.story.held import Kept
from monitor.core.story.likeness import WINDOW
from monitor.core.story.window import Window

_PROGRESS = 1_000  # articles between two words of progress
_AHEAD = 8  # lines by which a date is checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An article of the stream."""

    id: str | int
    source: str
    title: str
    text: str
    published: datetime | None


@click.command()
@click.argument("target", metavar="FILE|-", default="-")
def stories(target: str) -> int:
    """Group articles, one JSON object a line, into stories; needs no configuration and no database.

    A line is {"id", "title", "text"} with, if they are known, "source" and "published" (ISO 8601; UTC where it names no
    zone). Titles and texts are read as text, their entities («&quot;») decoded. Lines come in the order of
    "published", else some find their story less surely. The answer is {"id", "story", "copy_of"}, in the same order:
    articles of one story tell of the same event within 72 hours, and "story" is the id of its first article; "copy_of"
    is the first article whose text this one repeats, or null. An answer comes when nothing can change it any more: at
    the end, or after articles of three days.

    \b
    Example:
      monitor stories < articles.jsonl > stories.jsonl
    """
    window: Window[str] = Window()
    wait: deque[str | int] = deque()  # ids as they were written
    reader = _Reader(target)
    for asked, at, seen in _timed(reader.articles()):
        wait.append(asked.id)
        _tell(_keep(window, asked, at, seen), wait)
    _tell(window, wait)
    return reader.failed


def _keep(window: Window[str], asked: Asked, at: datetime, seen: datetime) -> list[Kept[str]]:
    article = window.read(source=asked.source, at=at, title=asked.title, text=asked.text)
    place, id = window.settle(article), str(asked.id)
    kept = Kept(id=id, story=place.story or id, copy_of=place.copy_of, seen=seen, telling=article.telling)
    return window.add(kept)


def _tell(articles: Iterable[Kept[str]], wait: deque[str | int]) -> None:
    for one in articles:
        told = {"id": wait.popleft(), "story": one.story, "copy_of": one.copy_of}
        click.echo(json.dumps(told, ensure_ascii=False))


def _timed(articles: Iterator[Asked]) -> Iterator[tuple[Asked, datetime, datetime]]:
    """Each article, when it came out and when it is seen.

    Time goes on when the next lines say so too: one that is dated years ahead would make all others old.
    """
    ahead, latest = deque(islice(articles, _AHEAD)), datetime.fromtimestamp(0, UTC)
    while ahead:
        dates = [one.published for one in ahead if one.published is not None]
        latest = max(latest, min(dates, default=latest))
        asked = ahead.popleft()
        ahead.extend(islice(articles, 1))
        at = asked.published
        yield asked, at if at is not None and at <= latest + WINDOW else latest, latest


class _Reader:
    """Reads articles, names bad lines and shows how far it is."""

    def __init__(self, target: str) -> None:
        self.failed = 0
        self._target = target

    def articles(self) -> Iterator[Asked]:
        show = sys.stderr.isatty()
        for number, line in lines_of(self._target):
            if show and number % _PROGRESS == 0:
                sys.stderr.write(f"\r{number:,} articles")
            try:
                asked = _read(line)
            except ValueError as error:
                self.failed = 1
                click.echo(f"line {number}: {error}", err=True)
                continue
            yield asked
        if show:
            sys.stderr.write("\r\x1b[K")


def _read(line: str) -> Asked:
    """A line's article; raises ValueError, saying what is wrong with it."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({error})") from error
    id = asked.get("id") if isinstance(asked, dict) else None
    if not isinstance(id, str | int) or isinstance(id, bool):
        raise ValueError('no object with an "id"; each line must be one like {"id": "…", "title": "…", "text": "…"}')
    title, text = asked.get("title") or "", asked.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str):
        raise ValueError('"title" and "text" must be texts')
    source = str(asked.get("source") or "")
    published = _published(asked.get("published"))
    return Asked(id=id, source=source, title=one_line(title), text=plain_text(text), published=published)


def _published(written: object) -> datetime | None:
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError as error:
        raise ValueError(f'"published" is no moment: {written!r}; write it like 2026-11-24T12:00:00+03:00') from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
