"""`monitor hits`: what was found; and how hits and articles look as JSON."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from monitor.cli.context import config_option, desk_zone, json_option, now, open_database, read_config
from monitor.cli.table import one_line, table
from monitor.config.schema import parse_duration
from monitor.core.errors import ConfigError
from monitor.core.hints import did_you_mean
from monitor.core.model.article import Mention
from monitor.core.model.stored import StoredArticle, StoredHit
from storage import archive
from storage.database import Database

NEWEST = 50  # lines of the table; --json and export give everything


def since_option(command: Callable[..., None]) -> Callable[..., None]:
    """--since 7d."""
    return click.option("--since", help='Only what was found within this time, such as "12h" or "7d".')(command)


def since_moment(since: str | None) -> datetime | None:
    """The moment that --since means."""
    if since is None:
        return None
    try:
        return now() - parse_duration(since)
    except ValueError as error:
        raise click.UsageError(f"--since: {error}") from error


def say_left_out(what: str) -> Callable[[int | str, str], None]:
    """One line on stderr for each that is stored and cannot be shown; `what`: a hit, a story."""
    return lambda name, why: click.echo(f"{what} {name} cannot be read and is left out: {why}", err=True)


@click.command()
@config_option
@click.option("--watchlist", help="Only hits of this watchlist.")
@since_option
@json_option
def hits(folder: Path | None, watchlist: str | None, since: str | None, as_json: bool) -> None:
    """Show stored hits, the newest first.

    \b
    Examples:
      monitor hits --since 7d
      monitor hits --watchlist daesh --json | head
    """
    moment = since_moment(since)
    db = open_database(folder)
    if watchlist is not None:
        _check_name(watchlist, folder, db)
    found = archive.hits(db, watchlist=watchlist, since=moment, left_out=say_left_out("hit"))
    if as_json:
        for hit in found:
            click.echo(json.dumps(hit_row(hit), ensure_ascii=False))
        return
    lines: list[list[object]] = []
    more, zone = False, desk_zone(folder)
    for hit in found:
        if len(lines) == NEWEST:
            more = True
            break
        terms = "، ".join(dict.fromkeys(mention.surface for mention in hit.mentions))
        when = hit.found_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        lines.append([when, hit.watchlist, hit.source, one_line(terms, 40), one_line(hit.article.title, 70)])
    if not lines:
        click.echo("no hits" + (f" since {moment:%Y-%m-%d %H:%M} UTC" if moment else ""), err=True)
        return
    click.echo(table(["found", "watchlist", "source", "found as", "title"], lines))
    if more:
        click.echo(f"the newest {NEWEST}; all of them: monitor hits --json, monitor export hits", err=True)


def _check_name(watchlist: str, folder: Path | None, db: Database) -> None:
    """A name that stands neither in the archive nor in the configuration is a slip."""
    known = set(archive.last_hits(db))
    with suppress(ConfigError):  # the archive can be asked without one
        known |= {one.id for one in read_config(folder, examples=False, lenient=True).watchlists}
    if watchlist not in known:
        hint = did_you_mean(watchlist, known) or f"; there are: {', '.join(sorted(known)) or 'none'}"
        raise click.UsageError(f'no watchlist is called "{watchlist}"{hint}')


def hit_row(hit: StoredHit) -> dict[str, object]:
    """A stored hit as JSON shows it."""
    return {
        "found_at": hit.found_at.isoformat(),
        "watchlist": hit.watchlist,
        "severity": hit.severity.label,
        "source": hit.source,
        "url": hit.article.url,
        "title": hit.article.title,
        "published": hit.article.published.isoformat() if hit.article.published else None,
        "mentions": [mention_row(mention) for mention in hit.mentions],
    }


def mention_row(mention: Mention) -> dict[str, object]:
    """A mention as JSON shows it."""
    return {
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "term": mention.term,
        "rule": mention.rule,
    }


def article_row(stored: StoredArticle) -> dict[str, object]:
    """A stored article as JSON shows it."""
    article = stored.article
    return {
        "first_seen": stored.first_seen.isoformat(),
        "source": stored.source,
        "url": article.url,
        "title": article.title,
        "summary": article.summary,
        "text": article.text,
        "published": article.published.isoformat() if article.published else None,
        "author": article.author,
        "language": article.language,
        "canonical_url": article.canonical_url,
        "content_from": article.content_from,
    }
