"""`monitor sources add`, `discover`, `import`, `export` and `coverage`."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import click

from monitor.cli.context import chosen_sources, config_option, json_option, make_door, now, open_database, read_config
from monitor.cli.table import one_line, table
from monitor.config.append import append_sources, block, new_id
from monitor.config.load import Config, load
from monitor.config.places import allowed_networks, config_folder
from monitor.core.errors import ConfigError, PermanentError
from monitor.core.feeds.opml import parse_opml, written_opml
from monitor.core.model.source import Source, SourceType
from monitor.core.plain import inert
from monitor.core.urls import NO_PASSWORD, holds_password, identity, resolve, site_of
from monitor.net.door import Door, FetchSettings
from monitor.net.parser import Parser
from monitor.workers.discovery import Discovery, Found, hidden
from storage import feeds

# with as many slashes as somebody typed; not a host called so and its port
_SCHEME = re.compile(r"(?i)^(https?):/*(?!\d+(?:/|$))")
_LARGEST = 16 << 20  # bytes of a list of feeds


@click.command()
@config_option
@click.argument("url")
@json_option
def discover(folder: Path | None, url: str, as_json: bool) -> int:
    """Find the feeds, sitemaps and lists of links of the site at URL; writes nothing, needs no configuration.

    Where there is one, its [fetch] says how the site is asked.

    \b
    Example:
      monitor sources discover https://example.com
    """
    try:
        config = load(config_folder(folder), examples=False, lenient=True)
    except ConfigError:
        if folder is not None:
            raise
        config = None
    return asyncio.run(_discover(config, _address(url), as_json=as_json))


async def _discover(config: Config | None, url: str, *, as_json: bool) -> int:
    async with _discovery(config) as discovery:
        async for found in discovery.search(Source(id=url, name=url, url=url)):
            newest = found.newest
            if as_json:
                line: dict[str, object] = {"url": found.url, "type": found.type.value, "format": found.feed.format}
                line |= {"entries": len(found.feed.entries), "newest": newest.isoformat() if newest else None}
                click.echo(json.dumps(line | {"title": found.feed.title, "how": found.how}, ensure_ascii=False))
            else:
                click.echo(inert(f"{found.type.value:8} {found.url}\n         {_entries(found)}; {found.how}"))
    return 0


def _entries(found: Found) -> str:
    """How much stands there, and how new it is, in words."""
    count, newest = len(found.feed.entries), found.newest
    when = f", newest {newest:%Y-%m-%d %H:%M} UTC" if newest else ""
    return ("1 entry" if count == 1 else f"{count or 'no'} entries") + when


@click.command()
@config_option
@click.option("--id", "name", help="The id of the new source. Default: made from the address.")
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
@click.argument("url")
def add(folder: Path | None, name: str | None, dry_run: bool, url: str) -> None:
    """Find the feed of the site at URL and append it to sources.toml, whose comments stay.

    \b
    Examples:
      monitor sources add https://example.com
      monitor sources add https://example.com/rss.xml --id example
    """
    config = read_config(folder, examples=False)
    taken = {source.id for source in config.sources}
    if name is not None and name in taken:
        raise click.UsageError(f'the id "{name}" is taken already')
    if _is_followed(config, address := _address(url)):
        return
    found = asyncio.run(_first(config, address))
    if _is_followed(config, found.url):
        return
    title = one_line(found.feed.title, 100) or found.url.split("/")[2]
    source = Source(id=name or new_id(found.url, taken), name=title, url=found.url, type=found.type)
    if dry_run:
        click.echo(block(source).strip())
    else:
        append_sources(config.folder, [source])
        click.echo(inert(f"added {source.id}: {source.type.value} {source.url} ({_entries(found)})"))
    if found.others:
        click.echo(inert(f"named beside it: {', '.join(found.others)}"), err=True)
    if not dry_run:
        click.echo(f"try it: monitor poll {source.id} --no-alerts", err=True)


def _is_followed(config: Config, url: str) -> bool:
    """Whether a source has the address, in this or another spelling; then it is named."""
    same = next((one.id for one in config.sources if identity(one.url) == identity(url)), None)
    if same is not None:
        click.echo(inert(f"{url} is followed already, as {same}"), err=True)
    return same is not None


async def _first(config: Config, url: str) -> Found:
    """The best place of a site."""
    async with _discovery(config) as discovery:
        return await anext(discovery.search(Source(id=url, name=url, url=url)))


@click.command("import")
@config_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_(folder: Path | None, file: Path) -> None:
    """Append the feeds of an OPML list to sources.toml; those that are there already are passed over.

    A folder of the list is its feeds' `section`. What of the list is no feed that can be followed is named.

    \b
    Example:
      monitor sources import feeds.opml && monitor check --online
    """
    config = read_config(folder, examples=False)
    try:
        with file.open("rb") as stream:
            body = stream.read(_LARGEST + 1)
    except OSError as error:
        raise PermanentError(str(file), f"cannot be read: {error.strerror}") from error
    if len(body) > _LARGEST:
        raise PermanentError(str(file), f"has more than {_LARGEST >> 20} MB")
    listed = parse_opml(body, subject=str(file))
    taken, known = {source.id for source in config.sources}, {identity(source.url) for source in config.sources}
    added: list[Source] = []
    for one in listed.feeds:
        if identity(one.url) not in known:
            id, name = new_id(one.url, taken), one.title or one.url
            added.append(Source(id=id, name=name, url=one.url, type=one.type, section=one.section))
            taken.add(id)
    if added:
        append_sources(config.folder, added)
    for why in listed.left_out:
        click.echo(f"left out: {one_line(why, 400)}", err=True)
    for note in listed.notes:
        click.echo(f"note: {one_line(note, 400)}", err=True)
    left_out = f", {len(listed.left_out)} left out" if listed.left_out else ""
    click.echo(f"{len(added)} added, {len(listed.feeds) - len(added)} there already{left_out}")


@click.command()
@config_option
def export(folder: Path | None) -> None:
    """Write the sources as an OPML list, each in the folder of its `section`.

    \b
    Example:
      monitor sources export > sources.opml
    """
    click.echo(written_opml(read_config(folder, examples=False, lenient=True).sources))


@click.command()
@config_option
@json_option
@click.argument("name", metavar="SOURCE")
def coverage(folder: Path | None, as_json: bool, name: str) -> None:
    """Say what share of an outlet's articles its feed hides: compares feed, sitemap and home page.

    \b
    Example:
      monitor sources coverage bbc-arabic
    """
    config = read_config(folder, examples=False)
    [source] = chosen_sources(config, [name])
    asyncio.run(_coverage(config, source, as_json=as_json))


async def _coverage(config: Config, source: Source, *, as_json: bool) -> None:
    async with _discovery(config) as discovery:
        own = await discovery.look_at(source, source.url, source.type, "the feed")
        if own is None:
            raise PermanentError(source.id, "its feed cannot be read; see: monitor sources doctor")
        sitemap = await anext(discovery.sitemaps(source, source.url), None)
        home = await discovery.listing(replace(source, url=site_of(source.url), type=SourceType.LISTING))
    oldest = min((entry.published for entry in own.feed.entries if entry.published is not None), default=None)
    if sitemap is not None and oldest is not None:
        recent = [one for one in sitemap.feed.entries if (one.published or one.updated or oldest) >= oldest]
        sitemap = replace(sitemap, feed=replace(sitemap.feed, entries=tuple(recent)))
    places = {"sitemap": sitemap, "home page": home}
    shown = {what: found.identities(source.id) for what, found in places.items() if found is not None}
    feed = own.identities(source.id)
    stored = feeds.known_identities(open_database(config.folder), frozenset().union(*shown.values()))
    missed = hidden(feed, stored, list(shown.values()))
    each = [found.addresses(source.id) for found in places.values() if found is not None]
    examples = sorted(next(own[one] for own in each if one in own) for one in missed)[:10]
    _show_coverage(source, feed, shown, stored, missed, examples, as_json=as_json)


def _show_coverage(
    source: Source,
    feed: frozenset[str],
    shown: dict[str, frozenset[str]],
    stored: frozenset[str],
    missed: frozenset[str],
    examples: Sequence[str],
    *,
    as_json: bool,
) -> None:
    whole = len(feed.union(*shown.values()))
    share = round(100 * len(missed) / whole) if whole else 0
    if as_json:
        counts = {what: len(found) for what, found in shown.items()}
        line = {"source": source.id, "feed": len(feed), **counts, "hidden": len(missed), "share": share}
        click.echo(json.dumps(line | {"examples": examples}, ensure_ascii=False))
        return
    rows = [["feed", len(feed), 0]]
    rows += [[what, len(found), len(hidden(feed, stored, [found]))] for what, found in shown.items()]
    click.echo(table(["place", "articles", "not in the feed"], rows))
    click.echo(f"the feed hides {share} % of {whole} articles" + (":" if missed else ""))
    for one in examples:
        click.echo(inert(f"  {one}"))


@asynccontextmanager
async def _discovery(config: Config | None) -> AsyncIterator[Discovery]:
    door = make_door(config) if config is not None else Door(FetchSettings(allow_networks=allowed_networks()))
    parser = Parser()
    try:
        yield Discovery(door=door, parser=parser, now=now())
    finally:
        await parser.aclose()
        await door.aclose()


def _address(url: str) -> str:
    """The address that somebody typed, with its scheme; a password in it is neither taken nor shown again."""
    address = _SCHEME.sub(r"\1://", url.strip())
    address = address if "://" in address else f"https://{address}"
    if holds_password(address):
        raise click.UsageError(NO_PASSWORD)
    if "@" in address and resolve("", address) is None:
        raise click.UsageError("this is no http or https address; it may hold a password, so it is not shown again")
    return address
