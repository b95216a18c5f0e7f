"""`monitor search` and `monitor backtest`: the archive through the watchlists' own matcher."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import click

from monitor.cli.archive import NEWEST, article_row, mention_row, since_moment, since_option
from monitor.cli.asking import known_sources
from monitor.cli.context import config_option, desk_zone, json_option, now, one_text, open_database
from monitor.cli.table import isolated, one_line, table
from monitor.config.places import config_folder
from monitor.config.watchlists import load_watchlist, load_watchlists, watchlist_paths
from monitor.core.errors import ConfigError
from monitor.core.model.article import Hit
from monitor.core.model.stored import StoredArticle
from monitor.core.model.watchlist import Query, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.doubts import marked, problem_with_query
from monitor.core.watch.names import Names
from monitor.core.watch.query_cautions import query_cautions
from monitor.core.watch.unknown import unknown_outlets
from monitor.workers.looking import Backtest, Change, Seen, look
from monitor.workers.looking import backtest as compare
from storage import archive

_REASONS = 3  # shown of each article
_EMPTY = "the archive holds no article yet: `monitor run` fills it from the sources of sources.toml"


@click.command()
@click.argument("query", nargs=-1, required=True, callback=one_text)
@config_option
@since_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="At most so many articles, the newest; 0: all.",
)
@json_option
def search(query: str, folder: Path | None, since: str | None, limit: int, as_json: bool) -> None:
    """Find articles of the archive in the watchlists' own query language, the newest first.

    Entities and watchlists of the configuration can be called by name: entity:داعش, @extremism.

    \b
    Examples:
      monitor search 'تطرف'
      monitor search 'NEAR/8("تحالف دولي", داعش) AND NOT رياضة' --since 30d
      monitor search 'عنوان:اجتماع و بلد:IQ' --json | head
    """
    after = since_moment(since)
    known = _live(folder)
    asked = Watchlist(id="search", title="search", queries=(Query(name="search", text=query),))
    names = Names((*known, asked), unread=_broken(folder, known))
    sources = known_sources(folder, needed=True)
    problem = problem_with_query(asked.queries[0], asked, names)
    if problem is not None:
        raise click.UsageError(f"character {problem.span.start + 1}: {problem.message} – {marked(query, problem.span)}")
    told = (*query_cautions(asked.queries[0], asked, names, frozenset()), *unknown_outlets(query, sources))
    for span, what in told:
        click.echo(f"warning: {what} – {marked(query, span)}", err=True)
    db = open_database(folder)
    matcher = compile_watchlists([asked], known)
    found = look(db, matcher, sources, since=after, progress=progress())
    lines: list[list[object]] = []
    count, zone = 0, desk_zone(folder)
    for seen in found:
        count += 1
        if as_json:
            click.echo(json.dumps(_seen(seen), ensure_ascii=False))
        else:
            lines.append(_line(seen, zone))
        if count == limit:
            break
    if lines:
        click.echo(table(["seen", "source", "found", "title"], lines))
    if not count and archive.beginning(db) is None:
        click.echo(_EMPTY, err=True)
        return
    more = f"; the newest {limit}, all of them with --limit 0" if count == limit else ""
    click.echo(f"{count} {'article' if count == 1 else 'articles'}{more}", err=True)


def _seen(seen: Seen) -> dict[str, object]:
    mentions = [mention_row(mention) for hit in seen.hits for mention in hit.mentions]
    return {**article_row(seen.stored), "mentions": mentions}


def _line(seen: Seen, zone: tzinfo) -> list[object]:
    surfaces = "، ".join(dict.fromkeys(mention.surface for hit in seen.hits for mention in hit.mentions))
    when = seen.stored.first_seen.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return [when, seen.stored.source, one_line(surfaces, 40), one_line(seen.stored.article.title, 70)]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@config_option
@since_option
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Compare with this file. Default: the configuration's watchlist of the same name.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"At most so many of either kind, the newest; 0: all. Default: {NEWEST}, or all with --json.",
)
@json_option
def backtest(
    file: Path, folder: Path | None, since: str | None, against: Path | None, limit: int | None, as_json: bool
) -> None:
    """Show what a changed watchlist FILE would gain and lose: the archive through the file and through what is live.

    Live is the configuration's watchlist with the same file name. Where FILE is that very file, or there is none, FILE
    is compared with the hits that were stored when the articles came in.

    \b
    Examples:
      cp watchlists/extremism.toml /tmp/ && $EDITOR /tmp/extremism.toml
      monitor backtest /tmp/extremism.toml --since 30d
      monitor backtest new.toml --against old.toml --limit 0 > changes.txt
    """
    after = since_moment(since)
    known = _live(folder)
    changed = load_watchlist(file, known)
    live = load_watchlist(against, known) if against is not None else _counterpart(folder, file, known)
    db = open_database(folder)
    first = archive.beginning(db)
    if first is None:
        click.echo(_EMPTY, err=True)
        _tell_if_expired(file.name, changed)
        return
    began = time.monotonic()
    sources = known_sources(folder, needed=True)
    found = compare(db, changed, live, sources, known=known, since=after, progress=progress())
    shown = _newest(found.changes, limit if limit is not None else 0 if as_json else NEWEST)
    zone = desk_zone(folder)
    changes = {change.article: change for change in shown}
    for stored in archive.articles_by_id(db, list(changes)):
        change = changes[stored.id]
        hit = found.hit(change, stored)
        if as_json:
            click.echo(json.dumps(_change(change, hit, stored), ensure_ascii=False))
        else:
            _tell(change, hit, stored, zone)
    if len(shown) < len(found.changes):
        click.echo(f"{len(shown)} of {len(found.changes)} are shown, the newest; all of them with --limit 0", err=True)
    click.echo(
        _summary(found, _basis(live, against), max(first, after or first), time.monotonic() - began), err=as_json
    )
    _tell_if_expired(file.name, changed)


def _tell_if_expired(name: str, changed: Watchlist) -> None:
    if not changed.asks_on(now().date()):
        click.echo(f"{name} expired on {changed.expires}: live, it finds nothing any more", err=True)


def _basis(live: Watchlist | None, against: Path | None) -> str:
    """What a changed watchlist was held against."""
    if live is None:
        return "the stored hits"
    return "what is live" if against is None else against.name


def _newest(changes: Sequence[Change], limit: int) -> list[Change]:
    """The newest that are gained and the newest that are lost, in their order."""
    if limit == 0:
        return list(changes)
    shown, left = [], {True: limit, False: limit}
    for change in changes:
        if left[change.gained]:
            left[change.gained] -= 1
            shown.append(change)
    return shown


def _counterpart(folder: Path | None, file: Path, known: tuple[Watchlist, ...]) -> Watchlist | None:
    """The live watchlist that a file would replace; None if it is that file itself, or there is none."""
    try:
        place = config_folder(folder) / "watchlists" / file.name
    except ConfigError:
        return None
    if place.exists() and place.samefile(file):
        return None
    return next((one for one in known if one.id == file.stem), None)


def _tell(change: Change, hit: Hit | None, stored: StoredArticle, zone: tzinfo) -> None:
    sign = "+" if change.gained else "−"
    when = stored.first_seen.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    click.echo(f"{sign} {when}  {stored.source}  {isolated(one_line(stored.article.title, 90))}")
    mentions = hit.mentions if hit is not None else ()
    for mention in mentions[:_REASONS]:
        click.echo(f"      {isolated(one_line(mention.rule, 110))}")
    if len(mentions) > _REASONS:
        click.echo(f"      and {len(mentions) - _REASONS} more")
    if hit is None:
        click.echo("      was a hit when it came in; nothing in the file finds it now")


def _change(change: Change, hit: Hit | None, stored: StoredArticle) -> dict[str, object]:
    mentions = [mention_row(mention) for mention in hit.mentions] if hit is not None else []
    return {"change": "gained" if change.gained else "lost", **article_row(stored), "mentions": mentions}


def _summary(found: Backtest, basis: str, since: datetime, seconds: float) -> str:
    gained = sum(change.gained for change in found.changes)
    lost = len(found.changes) - gained
    days = max(1.0, (now() - since) / timedelta(days=1))
    rate = f", about {gained / days:.1f} more a day" if gained >= days else ""
    read = f"{found.candidates} articles could make a difference, {seconds:.1f} s"
    return f"+{gained} hits{rate}, −{lost} hits against {basis} ({read})"


def _live(folder: Path | None) -> tuple[Watchlist, ...]:
    """The watchlists of the configuration, those that are right; none where there is no configuration."""
    try:
        return load_watchlists(config_folder(folder), lambda _problem: None)
    except ConfigError:
        return ()


def _broken(folder: Path | None, good: Sequence[Watchlist]) -> list[str]:
    """The ids of the configuration's watchlists with which something is wrong."""
    try:
        written = watchlist_paths(config_folder(folder) / "watchlists")
    except ConfigError:
        return []
    return [path.stem for path in written if path.stem not in {one.id for one in good}]


def progress() -> Callable[[int, int], None]:
    """Says on a terminal how far it is."""
    if not sys.stderr.isatty():
        return lambda _done, _all: None
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > 0.2 or done == total:
            last = now
            end = "\r\x1b[K" if done == total else ""
            sys.stderr.write(f"\r{done:,} of {total:,} articles{end}")
            sys.stderr.flush()

    return tell
