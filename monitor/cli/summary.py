"""The summary of a round: per source polled, new, articles, hits, errors."""

import json
from collections.abc import Collection
from datetime import datetime

import click

from monitor.cli.table import one_line, table
from monitor.workers.live import Live
from storage import archive, feeds, outbox
from storage.database import Database


def summary(db: Database, live: Live, since: datetime, only: Collection[str] | None = None) -> list[dict[str, object]]:
    """One row per source (or per one of `only`): what it brought since a moment, and what was wrong with it then."""
    counts = archive.counts_by_source(db, since)
    rows: list[dict[str, object]] = []
    for state in (one for one in feeds.feed_states(db) if only is None or one.source in only):
        found = counts.get(state.source)
        source = live.sources.get(state.source)
        polled = state.polled_at is not None and state.polled_at >= since
        rows.append(
            {
                "source": state.source,
                "name": (source.name_ar or source.name) if source else state.source,
                "polled": "no" if not polled else "failed" if state.failures else "yes",
                "new": found.entries if found else 0,
                "articles": found.articles if found else 0,
                "hits": found.hits if found else 0,
                "errors": (found.errors if found else 0) + int(polled and state.failures > 0),
                "error": state.error if polled else None,
            }
        )
    deliveries = outbox.counts(db)
    rows.append({"source": "", "deliveries": deliveries})
    return rows


def show_summary(rows: list[dict[str, object]], *, as_json: bool) -> None:
    """Print the summary as a table with totals, or as JSON lines."""
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    *sources, last = rows
    counted = ("new", "articles", "hits", "errors")
    heads = ["source", "name", "polled", *counted]
    lines = [[row[head] for head in heads] for row in sources]
    totals = [sum(int(str(row[name])) for row in sources) for name in counted]
    lines.append(["total", "", f"{sum(row['polled'] == 'yes' for row in sources)} of {len(sources)}", *totals])
    click.echo(table(heads, lines))
    for row in sources:
        if row["error"]:
            click.echo(f"  {one_line(str(row['error']), 150)}")
    deliveries = last["deliveries"]
    if isinstance(deliveries, dict):
        click.echo("outbox: " + ", ".join(f"{count} {state}" for state, count in deliveries.items()))


def all_failed(rows: list[dict[str, object]]) -> bool:
    """Whether sources were asked and none could be read."""
    asked = [row["polled"] for row in rows[:-1] if row["polled"] != "no"]
    return bool(asked) and set(asked) == {"failed"}
