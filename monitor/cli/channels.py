"""`monitor channels`: ways to people, and whether they work."""

import asyncio
from pathlib import Path

import click

from alerts.channel import Channel
from alerts.registry import missing_secret
from monitor.cli.context import config_option, make_door, now, read_config, surroundings
from monitor.cli.groups import Group
from monitor.cli.table import one_line, table
from monitor.config.load import Config, load_channels
from monitor.config.places import config_folder, secret
from monitor.core.errors import WorkError
from monitor.core.example import made_up_story
from monitor.core.hints import did_you_mean
from monitor.workers.live import make_live, open_channels


@click.group(cls=Group)
def channels() -> None:
    """Ways to people.

    \b
    Examples:
      monitor channels list
      monitor channels test desk-email
    """


@channels.command("list")
@config_option
def list_(folder: Path | None) -> None:
    """Show channels, their recipients, and which routes use them.

    \b
    Example:
      monitor channels list
    """
    config = read_config(folder)
    door = make_door(config)
    live = make_live(config, surroundings(door), now())
    rows = []
    for name, channel in live.channels.items():
        settings = config.channels[name]
        kind = str(getattr(settings, "type"))  # noqa: B009 — each settings model has it, their common base has not
        missing = missing_secret(settings, secret)
        routes = "، ".join(route.name for route in config.routes if name in route.to)
        state = f"secret {missing} is not set" if missing else "ready"
        rows.append([name, kind, one_line(", ".join(channel.recipients), 50), one_line(routes, 40), state])
    click.echo(table(["channel", "type", "recipients", "routes", "state"], rows))


@channels.command()
@config_option
@click.argument("name", required=False)
def test(folder: Path | None, name: str | None) -> None:
    """Send a synthetic story through channel NAME, or each of them, and report what the far end said.

    \b
    Example:
      monitor channels test desk-email
    """
    config, problems = load_channels(config_folder(folder))
    for problem in problems:
        click.echo(f"FAILED: {problem}")
    if name is not None and name not in config.channels:
        if problems:
            raise SystemExit(2)
        raise click.UsageError(f'no channel is called "{name}"{did_you_mean(name, config.channels)}')
    failed = asyncio.run(_test(config, name))
    raise SystemExit(2 if problems else 1 if failed else 0)


async def _test(config: Config, only: str | None) -> int:
    door = make_door(config)
    failed = 0
    try:
        for name, channel in open_channels(config, surroundings(door)(config)).items():
            if only is not None and name != only:
                continue
            for recipient in channel.recipients:
                good, said = await _send(channel, recipient, config.language)
                failed += not good
                click.echo(f"{name} → {recipient}: {'sent' if good else 'FAILED'}: {said}")
    finally:
        await door.aclose()
    return failed


async def _send(channel: Channel, recipient: str, language: str) -> tuple[bool, str]:
    try:
        async with asyncio.timeout(channel.timeout.total_seconds()):
            message = channel.render(made_up_story(channel.name, recipient, language, now()))
            return True, await channel.send(message, recipient, in_doubt=False)
    except TimeoutError:
        return False, f"no answer within {channel.timeout.total_seconds():.0f} s"
    except WorkError as error:
        return False, str(error)
