"""`monitor sources`: the outlets, how they are doing, and how to add one."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.context import chosen_sources, config_option, json_option, open_database, read_config
from monitor.cli.finding import add, coverage, discover, export, import_
from monitor.cli.groups import Group
from monitor.cli.table import one_line, table
from monitor.core.model.feed import FeedState
from monitor.core.model.hub import Subscription
from monitor.core.model.source import Source
from monitor.core.source_state import SourceState, Standing, fix
from monitor.core.urls import site_of
from storage import feeds, hubs


@click.group(cls=Group)
def sources() -> None:
    """The outlets: how they are doing, and how to add one.

    \b
    Examples:
      monitor sources doctor                     # a state for each, and what to do about it
      monitor sources add https://example.com    # finds the feed, writes it into sources.toml
      monitor sources import feeds.opml
      monitor sources hubs                       # who tells us at once
    """


@sources.command("list")
@config_option
@json_option
def list_(folder: Path | None, as_json: bool) -> None:
    """Show every source: when it was last asked, what it brought, when it is asked next.

    \b
    Example:
      monitor sources list --json | jq -r 'select(.failures > 0) | .source'
    """
    config = read_config(folder, examples=False, lenient=True)
    states = {state.source: state for state in feeds.feed_states(open_database(folder))}
    if as_json:
        for source in config.sources:
            click.echo(json.dumps(_listed(source, states.get(source.id)), ensure_ascii=False))
        return
    rows = []
    in_sections = any(source.section for source in config.sources)
    for source in config.sources:
        found = _listed(source, states.get(source.id))
        section = [" / ".join(source.section)] if in_sections else []
        shown = (found[k] for k in ("state", "every", "next", "url"))
        rows.append([source.id, source.name_ar or source.name, *section, *shown])
    heads = ["source", "name", *(["section"] if in_sections else []), "state", "every", "next", "address"]
    click.echo(table(heads, rows))


def _listed(source: Source, state: FeedState | None) -> dict[str, object]:
    standing = state.standing if state is not None else Standing()
    asked = state is not None and state.polled_at is not None
    return {
        "source": source.id,
        "name": source.name,
        "url": source.url,
        "type": source.type.value,
        "section": list(source.section),
        "state": standing.state.value,
        "polled": state.polled_at.isoformat() if state is not None and state.polled_at else None,
        "new": state.new_at.isoformat() if state is not None and state.new_at else None,
        "every": f"{state.interval.total_seconds() / 60:.0f} min" if state is not None and asked else None,
        "next": f"{state.poll_at:%d.%m. %H:%M} UTC" if state is not None and state.poll_at.year < 9999 else None,
        "weight": source.weight,
        "failures": state.failures if state is not None else 0,
    }


@sources.command()
@config_option
@json_option
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
def doctor(folder: Path | None, as_json: bool, names: tuple[str, ...]) -> None:
    """Say how each source is doing, since when, why, and what to do about it.

    Reads what the polls found; asks nobody. Only sources that are not simply alive are shown, unless named.

    \b
    Examples:
      monitor sources doctor
      monitor sources doctor bbc-arabic
      monitor sources doctor --json | jq -r 'select(.state == "blocked") | .source'
    """
    config = read_config(folder, examples=False, lenient=True)
    states = {state.source: state for state in feeds.feed_states(open_database(folder))}
    found = [_examined(source, states.get(source.id)) for source in chosen_sources(config, names)]
    if as_json:
        for line in found:
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    shown = [line for line in found if names or line["state"] != SourceState.ALIVE.value]
    rows = [[line["source"], line["state"], _day(line["since"]), line["reason"]] for line in shown]
    if rows:
        click.echo(table(["source", "state", "since", "why"], [[*row[:3], one_line(str(row[3]), 90)] for row in rows]))
        for line in shown:
            if line["fix"]:
                click.echo(f"  {line['source']}: {line['fix']}")
    click.echo(f"{len(found) - len([one for one in found if one['state'] != 'alive'])} of {len(found)} alive", err=True)


@sources.command("hubs")
@config_option
@json_option
def hubs_(folder: Path | None, as_json: bool) -> None:
    """Show the hubs that tell us when a feed has news, and how each subscription stands.

    Feeds name their hub themselves (WebSub). Hubs are asked when `public_url` of alerts.toml says where they can call
    us; without one, and until a hub has agreed, feeds are polled as always.

    \b
    Example:
      monitor sources hubs --json | jq -r 'select(.error) | .hub'
    """
    config = read_config(folder, examples=False, lenient=True)
    found = [_subscribed(one) for one in hubs.subscriptions(open_database(folder))]
    if as_json:
        for line in found:
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    if config.public_url is None:
        click.echo("No hub is asked: alerts.toml names no `public_url` at which hubs could call.", err=True)
    elif not found:
        click.echo("No feed has named a hub so far.", err=True)
    if found:
        columns = ("topic", "hub", "state", "until", "rang")
        rows = [[line["topic"], line["hub"], line["state"], _day(line["until"]), _day(line["rang"])] for line in found]
        click.echo(table(list(columns), rows))
        for line in found:
            if line["error"]:
                click.echo(f"  {line['topic']}: {line['error']}")


def _subscribed(one: Subscription) -> dict[str, object]:
    if one.until is not None and one.until > datetime.now(UTC):
        state = "subscribed"
    else:
        state = "refused" if one.error else "asked" if one.failures else "to be asked"
    return {
        "topic": one.topic,
        "hub": one.hub,
        "state": state,
        "until": one.until.isoformat() if one.until is not None else None,
        "rang": one.pushed_at.isoformat() if one.pushed_at is not None else None,
        "error": one.error,
    }


def _examined(source: Source, state: FeedState | None) -> dict[str, object]:
    standing = state.standing if state is not None else Standing()
    return {
        "source": source.id,
        "state": standing.state.value,
        "reason": standing.reason,
        "fix": fix(standing, source=source.id, url=source.url, site=site_of(source.url)),
        "since": standing.since.isoformat() if standing.since is not None else None,
    }


def _day(moment: object) -> str:
    return str(moment)[:16].replace("T", " ") if moment else "–"


for command in (add, discover, import_, export, coverage):
    sources.add_command(command)
