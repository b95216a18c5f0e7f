"""`monitor explain`: why an alert came, or did not."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import click

from monitor.cli.context import (
    config_option,
    desk_zone,
    json_option,
    make_door,
    now,
    open_database,
    read_config,
    surroundings,
)
from monitor.cli.pages import ZONE
from monitor.cli.table import isolated, one_line
from monitor.config.load import Config
from monitor.config.places import config_folder
from monitor.core.conversation import Verdict
from monitor.core.errors import ConfigError, Problem, WorkError
from monitor.core.explain import Line, explained, limited
from monitor.core.model.stored import Capture, Trace
from monitor.core.model.story import StoryToTell
from monitor.core.route import route
from monitor.net.parser import Parser
from monitor.workers.live import make_live, with_homes
from storage.database import Database
from storage.homes import known_homes
from storage.stories import held_by_limits
from storage.trace import trace
from storage.wishes import wishes

_SENTENCES, _LONGEST = 8, 200  # of a change that are shown; --json has more
_MOST, _WHOLE = 100, 2_000


@click.command()
@click.argument("url")
@click.option(
    "--captures",
    "kept",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write the pages that were kept as evidence into FOLDER, each with its headers beside it as JSON.",
)
@config_option
@json_option
def explain(url: str, kept: Path | None, folder: Path | None, as_json: bool) -> None:
    """Say why the article at URL was alerted, is held, or was not: each step of its way with its time.

    For each route: SEND (it would be told now), HELD with the time at which that ends, or why not. What the outlet
    changed in the article is shown sentence by sentence (− gone, + new), and which pages were kept. Changes nothing.

    \b
    Examples:
      monitor explain https://www.example.com/news/1
      monitor explain https://www.example.com/news/1 --json
      monitor explain https://www.example.com/news/1 --captures evidence
    """
    config, mistakes = _readable(folder)
    db = open_database(folder)
    found = trace(db, url)
    if found is None:
        click.echo(
            f"{url}: no source has brought this address; see monitor sources doctor, or try it: monitor try {url}",
            err=True,
        )
        raise SystemExit(1)
    verdicts = _verdicts(db, config, found.story) if config is not None and found.story is not None else ()
    zone = desk_zone(folder)
    lines = explained(found, verdicts, zone, now(), said_date=asyncio.run(_said_date(found)), mistakes=mistakes)
    for line in lines:
        click.echo(json.dumps(_values(line), ensure_ascii=False) if as_json else _written(line, zone))
    if kept is not None:
        _write_captures(found.captures, kept)


def _readable(folder: Path | None) -> tuple[Config | None, Sequence[Problem]]:
    """The configuration, or what is wrong with it; ConfigError where there is none."""
    config_folder(folder)
    try:
        return read_config(folder, examples=False, lenient=True), ()
    except ConfigError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        return None, error.problems


def _verdicts(db: Database, config: Config, story: StoryToTell) -> tuple[Verdict, ...]:
    """What each route would do about a story now."""
    moment = now()
    live = with_homes(make_live(config, surroundings(make_door(config)), moment), known_homes(db))
    decision = route(replace(story, due=moment), live.policy, moment, wishes=wishes(db, moment))
    return limited(decision, held_by_limits(db, decision.together))


async def _said_date(found: Trace) -> str:
    """What the page that was kept says of its date, if there is none that could be believed."""
    pages = [one for one in found.captures if one.body is not None]
    if found.article is None or found.article.published is not None or not pages:
        return ""
    page = pages[-1]
    kind = next((value for name, value in page.headers.items() if name.lower() == "content-type"), "")
    parser = Parser(workers=1)
    try:
        article = await parser.extract_page(
            page.body or b"", content_type=kind, url=page.url, zone=ZONE, now=page.fetched_at, subject=page.url
        )
    except WorkError:  # it was read once; what a later version cannot read says nothing
        return ""
    finally:
        await parser.aclose()
    return one_line(article.said_date, _LONGEST)


def _values(line: Line) -> dict[str, object]:
    values: dict[str, object] = {"step": line.step, "at": _iso(line.at), "said": line.said, "until": _iso(line.until)}
    if line.step == "edited":
        values |= {"removed": _some(line.gone, _MOST, _WHOLE), "added": _some(line.come, _MOST, _WHOLE)}
    if line.capture is not None:
        values["capture"] = _described(line.capture)
    return values


def _written(line: Line, zone: tzinfo) -> str:
    until = f" (until {line.until.astimezone(zone):%Y-%m-%d %H:%M})" if line.until is not None else ""
    at = f"{line.at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if line.at is not None else "–"
    changes = [f"− {one}" for one in _some(line.gone, _SENTENCES, _LONGEST)]
    changes += [f"+ {one}" for one in _some(line.come, _SENTENCES, _LONGEST)]
    return "\n".join(
        [f"{at:19}  {line.step:9}  {isolated(line.said)}{until}", *(f"{'':32}{isolated(one)}" for one in changes)]
    )


def _some(sentences: tuple[str, ...], most: int, longest: int) -> list[str]:
    shown = [one_line(one, longest) for one in sentences[:most]]
    return [*shown, f"… and {len(sentences) - most} more"] if len(sentences) > most else shown


def _described(capture: Capture) -> dict[str, object]:
    return {
        "url": capture.url,
        "status": capture.status,
        "fetched_at": _iso(capture.fetched_at),
        "sha256": capture.sha256,
        "bytes": len(capture.body) if capture.body is not None else None,
        "headers": dict(capture.headers),
    }


def _write_captures(captures: Sequence[Capture], folder: Path) -> None:
    """Each page under its time and hash, its bytes as they came."""
    if not captures:
        click.echo("no page of this article is kept: its text came from the feed, or the pages' time is over", err=True)
    for one in captures:
        name = f"{one.fetched_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{one.sha256[:12]}"
        if one.body is None:
            click.echo(f"{name}: what is stored is not what was fetched; it is not written", err=True)
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.joinpath(f"{name}.html").write_bytes(one.body)
            description = json.dumps(_described(one), ensure_ascii=False, indent=2)
            folder.joinpath(f"{name}.json").write_text(f"{description}\n", encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{folder}: cannot write the page there ({error.strerror})") from error
        click.echo(f"wrote {folder / name}.html", err=True)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
