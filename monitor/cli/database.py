"""`monitor db` and `monitor health`."""

import json
from pathlib import Path

import click

from monitor.cli.context import config_option, json_option, now, open_database
from monitor.cli.groups import Group
from monitor.config.load import load
from monitor.config.places import config_folder, database_url
from monitor.core.errors import ConfigError, StorageError
from monitor.workers.health import examine
from storage import index
from storage.database import Database


@click.group(cls=Group)
def db() -> None:
    """Migrations, integrity, copies of the database.

    \b
    Examples:
      monitor db upgrade
      monitor db backup monitor-2026-11-24.db
    """


@db.command()
@config_option
def upgrade(folder: Path | None) -> None:
    """Bring the schema to this program's version (`monitor run` does so by itself).

    \b
    Example:
      monitor db upgrade
    """
    database = open_database(folder)
    click.echo(f"{database.shown}: schema {database.version()}")


@db.command("check")
@config_option
def check_(folder: Path | None) -> None:
    """Ask the database about its integrity, and whether it can be written.

    \b
    Example:
      monitor db check
    """
    database = open_database(folder)
    said = database.check()
    database.writable()
    if said != "ok":
        raise StorageError(f"{database.shown}: damaged: {said}; restore a backup")
    click.echo(f"{database.shown}: ok, schema {database.version()}")


@db.command()
@config_option
def reindex(folder: Path | None) -> None:
    """Index the words of articles that are not indexed yet, for search and backtest (`monitor run` does so by itself).

    Also after an update that reads words differently: what was indexed by other rules is indexed anew.

    \b
    Example:
      monitor db reindex
    """
    database = open_database(folder)
    total = index.waiting(database)
    done = 0
    while count := index.reindex(database):
        done += count
        click.echo(f"\r{done:,} of {total:,} articles", err=True, nl=False)
    click.echo(f"{database.shown}: {done:,} articles indexed")


@db.command()
@config_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(folder: Path | None, file: Path) -> None:
    """Copy the database in use into a new FILE (SQLite; use pg_dump for PostgreSQL).

    \b
    Example:
      monitor db backup monitor-2026-11-24.db
    """
    open_database(folder).backup(file)
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


@click.command()
@config_option
@json_option
def health(folder: Path | None, as_json: bool) -> None:
    """Exit 0 only if everything that should be alive is; say what is not.

    Fails on a stuck or stopped daemon, a database that cannot be written, all channels failing or all sources failing;
    single outlets are warnings.

    \b
    Example:
      monitor health || echo "call somebody"
    """
    place = folder or Path(config_folder(folder))
    try:
        config = load(place, examples=False)
    except ConfigError:
        config = None  # the daemon goes on with the one it has
    found = examine(Database(database_url(place)), config, now())
    if as_json:
        answer = {"good": found.good, "problems": found.problems, "warnings": found.warnings}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo("good" if found.good else "failing")
        for problem in found.problems:
            click.echo(f"  {problem}")
        for warning in found.warnings:
            click.echo(f"  warning: {warning}")
    if not found.good:
        raise SystemExit(1)
