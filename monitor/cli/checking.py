"""`monitor check`."""

import asyncio
from pathlib import Path

import click

from alerts.registry import missing_secret
from monitor.cli.context import config_option, make_door, now, read_config
from monitor.cli.table import one_line, table
from monitor.config.alert_sense import unreachable
from monitor.config.load import Config
from monitor.config.places import secret
from monitor.core.errors import ConfigError, WorkError
from monitor.core.model.source import Source
from monitor.core.watch.names import reused
from monitor.net.door import Door, NotModified
from monitor.net.parser import Parser


@click.command()
@config_option
@click.option("--online", is_flag=True, help="Also ask each source once.")
def check(folder: Path | None, online: bool) -> None:
    """Say every problem of the configuration with file:line:column, and hold watchlists to their own examples.

    Exit code 2 if there is any. Missing secrets are warnings: the other channels go on without them.

    \b
    Examples:
      monitor check
      monitor check --config my-desk --online
    """
    try:
        config = read_config(folder)
    except ConfigError as error:
        count = len(error.problems)
        for problem in error.problems:
            click.echo(str(problem))
        for warning in error.warnings:
            click.echo(f"warning: {warning}", err=True)
        raise SystemExit(_said(f"{count} problem{'s' if count != 1 else ''}")) from error
    for name, settings in config.channels.items():
        if (missing := missing_secret(settings, secret)) is not None:
            click.echo(
                f"warning: channel {name}: the secret {missing} is not set; put it into the environment as {missing} "
                f"or name a file with it in {missing}_FILE",
                err=True,
            )
    if config.ping is not None and (trouble := _ping_trouble(config.ping)) is not None:
        click.echo(f"warning: ping: {trouble}", err=True)
    asking = [one for one in config.watchlists if one.asks_on(now().date())]
    for one in config.watchlists:
        if not one.asks_on(now().date()):
            by = next((other for other in asking if one.id in reused(other)), None)
            still = f" by itself, but still where {by.id} asks for @{one.id}" if by is not None else ""
            what = f"it finds nothing any more{still}; take `expires` out or write a later day"
            click.echo(f"warning: watchlists/{one.id}.toml: expired on {one.expires}: {what}", err=True)
    terms = sum(len(one.terms) + len(one.entities) for one in config.watchlists)
    examples = sum(len(one.examples) for one in config.watchlists)
    click.echo(
        f"good: {len(config.sources)} sources, {len(config.watchlists)} watchlists ({terms} terms and entities, "
        f"{examples} examples hold), {len(config.channels)} channels, {len(config.routes)} routes"
    )
    if online:
        raise SystemExit(asyncio.run(_ask_each(config)))


def _ping_trouble(written: str) -> str | None:
    """What is wrong with the secret that holds the address of the sign of life."""
    if "://" in written:
        return None  # said with its line already
    address = secret(written)
    if address is None:
        return f"the secret {written} is not set, so no sign of life is given; put the address into the environment"
    if not address.startswith(("https://", "http://")):
        return f"the secret {written} holds no address that begins with https://"
    return unreachable(address)


def _said(text: str) -> int:
    click.echo(text, err=True)
    return 2


async def _ask_each(config: Config) -> int:
    """Ask every source once; 1 if any failed."""
    door, parser = make_door(config), Parser()
    done = 0

    async def ask(source: Source) -> tuple[str, str]:
        nonlocal done
        answer = await _ask(source, door, parser)
        done += 1
        click.echo(f"\rasked {done} of {len(config.sources)}", err=True, nl=done == len(config.sources))
        return answer

    try:
        answers = await asyncio.gather(*(ask(source) for source in config.sources))
    finally:
        await parser.aclose()
        await door.aclose()
    lines = [
        [source.id, state, one_line(text, 100)] for source, (state, text) in zip(config.sources, answers, strict=True)
    ]
    click.echo(table(["source", "state", "what it said"], lines))
    return 0 if all(state == "good" for state, _ in answers) else 1


async def _ask(source: Source, door: Door, parser: Parser) -> tuple[str, str]:
    try:
        page = await door.get(
            source.url,
            subject=source.id,
            headers=dict(source.headers),
            allow_networks=source.allow_networks,
            now=now(),
        )
        if isinstance(page, NotModified):
            return "good", "not modified"
        feed = await parser.parse_source(page, source, now=now())
    except WorkError as error:
        return "failed", error.reason
    dates = [entry.published for entry in feed.entries if entry.published is not None]
    newest = f", newest {max(dates):%Y-%m-%d %H:%M} UTC" if dates else ""
    return "good", f"{len(feed.entries)} entries{newest}"
