"""`monitor dates`: the moment that a date, as outlets write it, stands for."""

import json
from datetime import UTC, datetime
from typing import Any

import click

from monitor.cli.context import now
from monitor.cli.pages import ZONE, lines_of
from monitor.core.dates import parse_date


@click.command()
@click.argument("target", metavar="FILE|-", default="-")
def dates(target: str) -> int:
    """Read dates, one JSON object a line, and write what moment each one is.

    A line is {"text": …} with, if they matter, "now" (ISO 8601, for «منذ ساعتين») and "zone" (for times without one,
    such as Asia/Baghdad). The answer is {"value": …}: ISO 8601 with its offset, a bare date where no time of day is
    known, null where the text is in doubt: a wrong date is worse than none.

    \b
    Example:
      echo '{"text": "السبت ١١ أيار ٢٠٢٤ 11:25 م", "zone": "Asia/Beirut"}' | monitor dates
    """
    failed = 0
    for number, line in lines_of(target):
        value, wrong = _value(line)
        if wrong is not None:
            failed = 1
            click.echo(f"line {number}: {wrong}", err=True)
        click.echo(json.dumps({"value": value}))
    return failed


def _value(line: str) -> tuple[str | None, str | None]:
    """What the date of a line is, and what is wrong with the line."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, f'not JSON ({error}); each line must be one object like {{"text": "…"}}'
    text = asked.get("text") if isinstance(asked, dict) else None
    if not isinstance(text, str):
        return None, 'no object with a "text"; each line must be one object like {"text": "…"}'
    moment = _moment(asked)
    if moment is None:
        return None, f'"now" is no moment: {asked["now"]!r}; write it like 2026-11-24T12:00:00+03:00'
    found = parse_date(text, now=moment, zone=str(asked.get("zone") or ZONE))
    return (found.isoformat() if found is not None else None), None


def _moment(asked: dict[str, Any]) -> datetime | None:
    """The line's own "now", in UTC where it names no zone; the clock's if it has none."""
    written = asked.get("now")
    if not written:
        return now()
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
