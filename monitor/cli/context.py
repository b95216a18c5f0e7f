"""What most commands need: the configuration, the database, the surroundings of channels."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from alerts.channel import Surroundings, Wording
from monitor.config.load import Config, load, load_channels
from monitor.config.places import allowed_networks, config_folder, data_folder, database_url, secret
from monitor.config.watchlists import NOTHING, Known
from monitor.core.errors import ConfigError
from monitor.core.hints import did_you_mean
from monitor.core.model.source import Source
from monitor.net.door import ChannelDoor, Door
from monitor.workers.fetching import fetch_settings
from monitor.workers.holder import own_name
from storage.database import Database

config_option = click.option(
    "--config",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder with sources.toml, watchlists/ and alerts.toml. Default: MONITOR_CONFIG, else the current folder.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")


def one_text(_context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]) -> str:
    """What was typed without quotes: the words of one text."""
    return " ".join(words)


def now() -> datetime:
    """The clock of the shell."""
    return datetime.now(UTC)


def read_config(folder: Path | None, *, examples: bool = True, lenient: bool = False, known: Known = NOTHING) -> Config:
    """The configuration, its warnings said on stderr; raises ConfigError.

    `lenient`: what is broken is left out; `known`: what an earlier reading has checked.
    """
    config = load(config_folder(folder), examples=examples, lenient=lenient, known=known)
    for problem in config.broken:
        click.echo(f"left out: {problem}", err=True)
    for warning in config.warnings:
        click.echo(f"warning: {warning}", err=True)
    return config


def chosen_sources(config: Config, names: Sequence[str]) -> list[Source]:
    """The sources that a command names, all of them if it names none; raises UsageError."""
    known = {source.id: source for source in config.sources}
    for name in names:
        if name not in known:
            raise click.UsageError(f'no source is called "{name}"{did_you_mean(name, list(known))}')
    return [known[name] for name in names or known]


def desk_zone(folder: Path | None) -> tzinfo:
    """The time zone of alerts.toml; this machine's where it says none that can be read."""
    try:
        config, _ = load_channels(config_folder(folder))
    except ConfigError:
        return datetime.now().astimezone().tzinfo or UTC
    return ZoneInfo(config.timezone)


def open_database(folder: Path | None) -> Database:
    """The database of a configuration folder, its schema brought up to date; raises ConfigError, StorageError."""
    named = "MONITOR_DATABASE_URL" in os.environ  # then no folder is needed to find it
    place = folder or Path() if named else config_folder(folder)
    db = Database(database_url(place), holder=own_name())
    db.upgrade_apart()
    return db


def make_door(config: Config) -> Door:
    """The one door to the web, with what sources.toml and the environment say about it."""
    return Door(fetch_settings(config, allowed_networks()))


def surroundings(door: Door, *, folder: Path | None = None) -> Callable[[Config], Surroundings]:
    """How channels are surrounded under a configuration. `folder`: where files go, else the data folder."""

    def around(config: Config) -> Surroundings:
        return Surroundings(
            wording=Wording(
                language=config.language,
                timezone=config.timezone,
                digits=config.digits,
            ),
            http=ChannelDoor(door),
            folder=folder or data_folder(config.folder),
            secret=secret,
            out=sys.stdout,
            clock=now,
        )

    return around
