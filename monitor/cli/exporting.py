"""`monitor export`: what was stored, for spreadsheets and notebooks."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from monitor.cli.archive import article_row, hit_row, say_left_out, since_moment, since_option
from monitor.cli.context import config_option, open_database
from monitor.core.model.stored import StoredRevision, StoredStory
from monitor.core.model.story import StoryArticle
from monitor.core.revision import changed_sentences
from storage import archive
from storage.database import Database

Row = dict[str, object]


class Kind(NamedTuple):
    """One thing that can be exported."""

    rows: Callable[[Database, datetime | None], Iterator[Row]]
    columns: tuple[str, ...]


def _hits(db: Database, since: datetime | None) -> Iterator[Row]:
    return (hit_row(hit) for hit in archive.hits(db, since=since, left_out=say_left_out("hit")))


def _articles(db: Database, since: datetime | None) -> Iterator[Row]:
    return (article_row(article) for article in archive.articles(db, since=since))


def _stories(db: Database, since: datetime | None) -> Iterator[Row]:
    return (story_row(story) for story in archive.stories(db, since=since, left_out=say_left_out("story")))


def _revisions(db: Database, since: datetime | None) -> Iterator[Row]:
    return (revision_row(one) for one in archive.revisions(db, since=since, left_out=say_left_out("revision")))


KINDS = {
    "hits": Kind(_hits, ("found_at", "watchlist", "severity", "source", "url", "title", "published", "mentions")),
    "articles": Kind(
        _articles,
        (
            *("first_seen", "source", "url", "title", "summary", "text", "published", "author"),
            *("language", "canonical_url", "content_from"),
        ),
    ),
    "stories": Kind(
        _stories,
        ("story", "first_seen", "last_seen", "title", "url", "outlets", "sources", "watchlists", "articles"),
    ),
    "revisions": Kind(_revisions, ("at", "source", "url", "title", "kind", "before", "after", "removed", "added")),
}


@click.command()
@config_option
@click.argument("what", type=click.Choice(list(KINDS)))
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@since_option
def export(folder: Path | None, what: str, form: str, since: str | None) -> None:
    """Write hits, articles, stories or revisions to stdout, for spreadsheets and notebooks.

    A story is one line with all its articles, the earliest first; an article that no other outlet tells of is a story
    of one. With --since a story counts if one of its articles was first seen within that time. A revision is what an
    outlet changed in an article: headline, text, correction, retraction or removed, with the sentences that went and
    came.

    CSV begins with a byte order mark, so that spreadsheets read Arabic right; cells that would be taken for formulas
    are prefixed with an apostrophe.

    \b
    Examples:
      monitor export hits --since 30d > hits.csv
      monitor export stories --since 7d > stories.csv
      monitor export articles --format jsonl | gzip > articles.jsonl.gz
    """
    moment = since_moment(since)
    kind = KINDS[what]
    rows = kind.rows(open_database(folder), moment)
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _csv(rows, kind.columns)


def story_row(story: StoredStory) -> Row:
    """A stored story as JSON shows it."""
    first = story.articles[0]
    return {
        "story": story.key,
        "first_seen": first.first_seen.isoformat(),
        "last_seen": story.articles[-1].first_seen.isoformat(),
        "title": first.article.title,
        "url": first.article.url,
        "outlets": len({one.source for one in story.articles}),
        "sources": sorted({one.source for one in story.articles}),
        "watchlists": sorted({hit.watchlist for one in story.articles for hit in one.hits}),
        "articles": [_in_story(one) for one in story.articles],
    }


def revision_row(one: StoredRevision) -> Row:
    """A change of an article as JSON shows it."""
    gone, come = changed_sentences(one.change.diff)
    edit = one.change.edit
    return {
        "at": edit.at.isoformat(),
        "source": one.source,
        "url": one.article.url,
        "title": one.article.title,
        "kind": edit.kind.value,
        "before": edit.before,
        "after": edit.after,
        "removed": list(gone),
        "added": list(come),
    }


def _in_story(one: StoryArticle) -> Row:
    return {
        "source": one.source,
        "url": one.article.url,
        "title": one.article.title,
        "published": one.article.published.isoformat() if one.article.published else None,
        "first_seen": one.first_seen.isoformat(),
        "copy": one.copy,
        "agency": one.agency,
        "watchlists": sorted(hit.watchlist for hit in one.hits),
        "edits": [{"at": edit.at.isoformat(), "kind": edit.kind.value} for edit in one.edits],
    }


def _csv(rows: Iterable[Row], columns: tuple[str, ...]) -> None:
    sys.stdout.write("\ufeff")
    writer = csv.writer(sys.stdout, lineterminator="\r\n")  # RFC 4180
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; of many things each, parted by a bar.

    >>> _cell("=1+1"), _cell(["daesh", "extremism"]), _cell([{"source": "nahr", "title": "خبر"}])
    ("'=1+1", 'daesh | extremism', 'nahr: خبر')
    """
    if isinstance(value, list):
        value = " | ".join(_part(one) for one in value)
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _part(one: object) -> str:
    """One of several things in a cell: a mention, an article of a story, a name."""
    if not isinstance(one, Mapping):
        return str(one)
    return f"{one['term']}: {one['surface']}" if "term" in one else f"{one['source']}: {one['title']}"
