"""`monitor outbox` and `monitor requeue`: what waits, what is dead, and how to bring it back."""

import json
from pathlib import Path

import click

from monitor.cli.context import config_option, desk_zone, json_option, now, open_database
from monitor.cli.groups import Group
from monitor.cli.table import one_line, table
from storage import entries, stories
from storage import outbox as store
from storage.database import Database
from storage.mending import spoilt_values
from storage.spoilt import MENDS


@click.group(cls=Group)
def outbox() -> None:
    """Alerts that wait or are dead.

    \b
    Examples:
      monitor outbox list
      monitor outbox retry          # every dead one
      monitor outbox drop 17 18
    """


@outbox.command("list")
@config_option
@json_option
def list_(folder: Path | None, as_json: bool) -> None:
    """Show what waits and what is dead, the oldest first; and how many stories wait for a digest or are held.

    \b
    Example:
      monitor outbox list --json
    """
    db = open_database(folder)
    items, zone = store.waiting(db), desk_zone(folder)
    held, aside, spoilt = store.held_back(db), stories.stories_aside(db), _spoilt(db)
    for why, (count, first) in sorted(held.items()):
        click.echo(f"{count} wait ({why}); the first until {first.astimezone(zone):%d.%m. %H:%M}", err=True)
    for key, why in aside:
        click.echo(f"story {key} is set aside ({one_line(why, 70)}); bring it back with: monitor requeue", err=True)
    for row, what in spoilt.items():
        click.echo(f"{row}: {what}", err=True)
    if as_json:
        for item in items:
            line = {
                "id": item.id,
                "key": str(item.key),
                "state": "waiting" if item.deliver_at else "dead",
                "created_at": item.created_at.isoformat(),
                "deliver_at": item.deliver_at.isoformat() if item.deliver_at else None,
                "failures": item.failures,
                "error": item.error,
            }
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    if not items:
        empty = f"nothing {'else ' if held or aside or spoilt else ''}waits, nothing is dead"
        click.echo(f"the outbox is empty: {empty}", err=True)
        return
    rows = [
        [
            item.id,
            item.deliver_at.astimezone(zone).strftime("%d.%m. %H:%M:%S") if item.deliver_at else "dead",
            item.key.kind,
            item.key.channel,
            item.key.recipient,
            one_line(item.key.route, 30),
            item.failures,
            one_line(item.error or "", 70),
        ]
        for item in items
    ]
    click.echo(table(["id", "next try", "kind", "channel", "recipient", "route", "failures", "error"], rows))


def _spoilt(db: Database) -> dict[str, str]:
    """Rows that cannot be listed, and why."""
    rows: dict[str, list[str]] = {}
    for one in spoilt_values(db, "delivery", "notice"):
        rows.setdefault(f"{one.table} {one.row}", []).append(one.column)
    return {row: f"{', '.join(names)} cannot be read; {MENDS} and tells the owner" for row, names in rows.items()}


@outbox.command()
@config_option
@click.argument("ids", nargs=-1, type=int)
def retry(folder: Path | None, ids: tuple[int, ...]) -> None:
    """Bring dead deliveries back: those with these IDS, or every one.

    \b
    Examples:
      monitor outbox retry
      monitor outbox retry 17
    """
    count = store.retry_dead(open_database(folder), now(), ids)
    click.echo(f"{count} brought back; the daemon sends them, or: monitor poll")
    _rest(len(set(ids)) - count, "not dead, or not there")


@outbox.command()
@config_option
@click.argument("ids", nargs=-1, type=int, required=True)
def drop(folder: Path | None, ids: tuple[int, ...]) -> None:
    """Give up the deliveries with these IDS for good.

    \b
    Example:
      monitor outbox drop 17 18
    """
    count = store.drop(open_database(folder), ids)
    click.echo(f"{count} dropped")
    _rest(len(set(ids)) - count, "sent already, or not there")


def _rest(count: int, why: str) -> None:
    """Say how many of the deliveries that were named could not be meant; exit 1 if any."""
    if count > 0:
        click.echo(f"{count} left as they are: {why}; see: monitor outbox list", err=True)
        raise SystemExit(1)


@click.command()
@config_option
@click.option("--source", help="Only entries of this source.")
def requeue(folder: Path | None, source: str | None) -> None:
    """Bring back entries and stories that were set aside after too many failures.

    \b
    Example:
      monitor requeue --source bbc-arabic
    """
    db = open_database(folder)
    count = entries.requeue_entries(db, now(), source=source)
    told = 0 if source is not None else stories.requeue_stories(db, now())
    click.echo(f"{count} entries and {told} stories brought back")
