"""`monitor explain`: why an alert came, or did not."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor.cli.context import config_option, json_option, make_door, now, open_database, read_config, surroundings
from monitor.cli.table import isolated
from monitor.core.conversation import Verdict
from monitor.core.explain import explained, limited
from monitor.core.route import route
from monitor.workers.live import make_live
from storage.stories import held_by_limits
from storage.trace import trace
from storage.wishes import wishes


@click.command()
@click.argument("url")
@config_option
@json_option
def explain(url: str, folder: Path | None, as_json: bool) -> None:
    """Say why the article at URL was alerted, is held, or was not: each step of its way with its time.

    For each route: SEND (it would be told now), HELD with the time at which that ends, or why not. Changes nothing.

    \b
    Examples:
      monitor explain https://www.example.com/news/1
      monitor explain https://www.example.com/news/1 --json
    """
    config = read_config(folder, examples=False, lenient=True)
    db = open_database(config.folder)
    found = trace(db, url)
    if found is None:
        click.echo(
            f"{url}: no source has brought this address; see monitor sources doctor, or try it: monitor try {url}",
            err=True,
        )
        raise SystemExit(1)
    moment = now()
    verdicts: tuple[Verdict, ...] = ()
    if found.story is not None:
        live = make_live(config, surroundings(make_door(config)), moment)
        story = replace(found.story, due=moment)
        decision = route(story, live.policy, moment, wishes=wishes(db, moment))
        verdicts = limited(decision, held_by_limits(db, decision.together))
    zone = ZoneInfo(config.timezone)
    lines = explained(found, verdicts, zone)
    if as_json:
        for line in lines:
            values = {"step": line.step, "at": _iso(line.at), "said": line.said, "until": _iso(line.until)}
            click.echo(json.dumps(values, ensure_ascii=False))
        return
    for line in lines:
        until = f" (until {line.until.astimezone(zone):%Y-%m-%d %H:%M})" if line.until is not None else ""
        at = f"{line.at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if line.at is not None else "–"
        click.echo(f"{at:19}  {line.step:9}  {isolated(line.said)}{until}")


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
