"""`monitor demo`: the whole pipeline with no keys and no internet."""

import asyncio
import os
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from monitor import log
from monitor.cli.context import make_door, now, surroundings
from monitor.cli.running import progress
from monitor.cli.started import STARTED
from monitor.cli.summary import show_summary, summary
from monitor.config.load import load
from monitor.config.places import database_url
from monitor.daemon import Daemon, run_until_signalled
from monitor.demo.folder import read_notes, write_folder
from monitor.demo.server import serve_world
from monitor.demo.world import read_world
from monitor.workers.crew import Crew
from monitor.workers.holder import is_dead, own_name
from monitor.workers.live import make_live
from monitor.workers.worker import OnOutcome
from storage.claims import release_leases
from storage.database import Database


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("monitor-demo"),
    show_default=True,
    help="Where configuration, database and alerts go.",
)
@click.option("--once", is_flag=True, help="End after one round, with a summary.")
@click.option("--english", is_flag=True, help="Word the alerts in English; articles keep their language.")
@click.option("--fresh", is_flag=True, help="Forget what an earlier demo in this folder has told.")
def demo(folder: Path, once: bool, english: bool, fresh: bool) -> None:
    """Try Monitor: invented outlets on this machine, real polling, matching and alerts.

    Alerts appear here and as .eml and .html files in DIR/alerts. What was told before is not told again: a second demo
    in the same folder is silent unless you say --fresh. MONITOR_DATABASE_URL is honoured, so it runs on PostgreSQL too.

    \b
    Examples:
      monitor demo
      monitor demo --once --dir /tmp/monitor-demo
    """
    log.configure(level="WARNING", as_json=False)
    asyncio.run(_demo(folder, once=once, language="en" if english else "ar", fresh=fresh))


async def _demo(folder: Path, *, once: bool, language: str, fresh: bool) -> None:
    began = now()
    db = _database(folder, fresh=fresh)
    notes = read_notes(folder, began)
    world = read_world(datetime.fromisoformat(notes.start), now)
    async with serve_world(world, notes.ports) as ports:
        write_folder(folder, world, replace(notes, ports=ports), language=language)
        config = load(folder)
        door = make_door(config)
        around = surroundings(door, folder=folder)
        live = make_live(config, around, began)
        crew = Crew.assemble(db, live, now, door, on_outcome=_telling(progress() if once else None))
        click.echo(
            f"{len(world.outlets)} invented outlets with {len(world.articles)} articles on loopback; one has a broken "
            f"feed, one is dead.\nConfiguration, database and alerts: {folder.resolve()}",
            err=True,
        )
        try:
            if once:
                await _once(crew)
            else:
                click.echo("The daemon polls every 30 seconds; end it with Ctrl-C.", err=True)
                await run_until_signalled(Daemon(crew=crew, folder=folder, surroundings=around, address=None))
            show_summary(summary(db, crew.live, began), as_json=False)
        finally:
            db.close()
    click.echo(f"Mails to look at: {(folder / 'alerts').resolve()}/*.html", err=True)


async def _once(crew: Crew) -> None:
    try:
        await asyncio.to_thread(release_leases, crew.db, is_dead)
        await crew.take_over(crew.live)
        await crew.round(only=list(crew.live.sources))
    finally:
        await crew.stop(grace=2)


def _telling(further: OnOutcome | None) -> OnOutcome:
    """Say how long the first alert took from the start of the command."""
    first = True

    def on_outcome(worker: str, keys: dict[str, object]) -> None:
        nonlocal first
        if further is not None:
            further(worker, keys)
        if first and worker == "deliver" and keys.get("kind") == "story" and keys.get("outcome") == "sent":
            first = False
            click.echo(f"first alert after {time.monotonic() - STARTED:.1f} s", err=True)

    return on_outcome


def _database(folder: Path, *, fresh: bool) -> Database:
    url = database_url(folder)
    if fresh and "MONITOR_DATABASE_URL" not in os.environ:
        for path in (folder / "data").glob("monitor.db*"):
            path.unlink()
    db = Database(url, holder=own_name())
    db.upgrade()
    return db
