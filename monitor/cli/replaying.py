"""`monitor record` and `monitor replay`: a day as it came in, through the whole pipeline once more."""

import asyncio
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor import log
from monitor.cli.archive import hit_row
from monitor.cli.context import config_option, make_door, now, open_database, read_config, surroundings
from monitor.cli.exporting import story_row
from monitor.config.load import Config
from monitor.config.schema import parse_duration
from monitor.core.errors import PermanentError
from monitor.core.model.delivery import Message
from monitor.core.model.story import DeliveryKey, StoryNotice
from monitor.core.wall import instant
from monitor.workers.live import make_live
from monitor.workers.recording import Recording, open_recording, write_recording
from monitor.workers.replay import Replay
from storage import archive
from storage.database import Database
from storage.recording import all_notices, kept_entries, sent_messages

Row = dict[str, object]

_EVERY = 50  # entries between two lines of progress, where nobody looks at a terminal
_FILES = {"message/rfc822": "eml", "application/json": "json"}  # else txt


@click.command()
@config_option
@click.argument("folder_to_write", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--since", help='What was read within this time, such as "12h".  [default: 24h]')
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="One day, in the time zone of alerts.toml.")
def record(folder: Path | None, folder_to_write: Path, since: str | None, day: datetime | None) -> None:
    """Record a day of entries and pages from the archive into a new folder, for `monitor replay`.

    Pages are kept for 90 days (`[keep]` in sources.toml); where one is gone, the words of the feed stand in for it.
    Stories live for three days: record the days before too if stories that began earlier matter.

    \b
    Examples:
      monitor record monday --day 2026-11-23
      monitor record last-hours --since 6h
    """
    if since is not None and day is not None:
        raise click.UsageError("say either --since or --day")
    config = read_config(folder, examples=False, lenient=True)
    db = open_database(folder)
    begin, end = _span(since, day, config)
    try:
        written = write_recording(folder_to_write, kept_entries(db, begin, end), begin, end, _progress("recorded"))
    except PermanentError as error:
        raise click.UsageError(str(error)) from error
    _end_of_progress()
    lost = f"; {written.lost} pages are not kept any more" if written.lost else ""
    click.echo(f"{folder_to_write}: {written.entries} entries with {written.pages} pages{lost}", err=True)


def _span(since: str | None, day: datetime | None, config: Config) -> tuple[datetime, datetime]:
    if day is not None:
        zone = ZoneInfo(config.timezone)
        return instant(day.date(), time(), zone), instant(day.date() + timedelta(days=1), time(), zone)
    end = now()
    try:
        return end - parse_duration(since or "24h"), end
    except ValueError as error:
        raise click.UsageError(f"--since: {error}") from error


@click.command()
@config_option
@click.argument("recorded", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--messages",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write every message as a file into this folder.",
)
def replay(folder: Path | None, recorded: Path, messages: Path | None) -> int:
    """What would this day have sent me? A recorded day through the whole pipeline, with the files as they are now.

    Nothing is fetched, nothing is sent, the archive is not touched: entries and pages come from DIR (`monitor record`),
    time is that of the recording, the database a new one that is thrown away. The result goes to stdout as one JSON
    object a line, hits, stories, notices, messages; "what" says which. The same recording with the same files gives the
    same bytes, so two versions of a watchlist or of alerts.toml are compared by `diff`. A notice that waits (quiet
    hours, digest) says until when; a message is named by the hash of what it says to the byte.

    An entry whose page is damaged is told of and goes on with the words of its feed; the exit code is 1 then.

    \b
    Examples:
      monitor record monday --day 2026-11-23
      monitor replay monday > before.jsonl
      (edit alerts.toml)
      monitor replay monday > after.jsonl
      diff before.jsonl after.jsonl
    """
    log.configure(level="ERROR", as_json=False)
    try:
        recording = open_recording(recorded)
    except PermanentError as error:
        raise click.UsageError(str(error)) from error
    config = read_config(folder, examples=False, lenient=True)
    return asyncio.run(_replay(config, recording, messages))


async def _replay(config: Config, recording: Recording, messages: Path | None) -> int:
    problems: list[str] = []

    def on_problem(problem: str) -> None:
        problems.append(problem)
        _end_of_progress()
        click.echo(problem, err=True)

    with tempfile.TemporaryDirectory(prefix="monitor-replay-") as place:
        db = Database(f"sqlite:///{place}/monitor.db")
        db.upgrade()
        live = make_live(config, surroundings(make_door(config), folder=Path(place)), recording.since)
        progress = _progress("replayed", recording.entries)
        run = Replay(db, live, recording, on_problem=on_problem, on_entry=progress)
        try:
            await run.run()
            _end_of_progress()
            for source, entries in sorted((+run.left_out).items()):
                click.echo(f"{source}: not in sources.toml, {entries} entries left out", err=True)
            for row in _result(db):
                click.echo(json.dumps(row, ensure_ascii=False))
            if messages is not None:
                _write_messages(db, messages)
        finally:
            db.close()
    return 1 if problems else 0


def _result(db: Database) -> Iterator[Row]:
    """Everything that came of the replay, in an order that depends on nothing but what it is."""
    hits = [hit_row(hit) for hit in archive.hits(db)]
    for hit in sorted(hits, key=lambda row: (str(row["found_at"]), str(row["url"]), str(row["watchlist"]))):
        yield {"what": "hit", **hit}
    for story in archive.stories(db):
        row = story_row(story)
        if row["watchlists"]:
            yield {"what": "story", **row}
    for key, notice in all_notices(db):
        yield {"what": "notice", **_notice(key, notice)}
    for at, about, message in sent_messages(db):
        yield {"what": "message", **_message(at, about, message)}


def _notice(story: str, notice: StoryNotice) -> Row:
    return {
        "at": notice.at.isoformat(),
        "story": story,
        "route": notice.route,
        "channel": notice.channel,
        "recipient": notice.recipient,
        "severity": notice.severity.label,
        "news": [asdict(one) for one in notice.news],
        "waits": notice.wait.value if notice.wait is not None else None,
        "until": notice.until.isoformat() if notice.until is not None else None,
        "escalated": notice.escalated,
    }


def _message(at: datetime, about: DeliveryKey, message: Message) -> Row:
    return {"at": at.isoformat(), **asdict(about), "sha256": hashlib.sha256(message.body).hexdigest()}


def _write_messages(db: Database, folder: Path) -> None:
    """One file for each message; names are the same in each replay."""
    folder.mkdir(parents=True, exist_ok=True)
    for at, about, message in sent_messages(db):
        ending = _FILES.get(message.content_type.partition(";")[0], "txt")
        name = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{hashlib.sha256(message.id.encode()).hexdigest()[:12]}"
        (folder / f"{name}-{about.channel}.{ending}").write_bytes(message.body)


def _progress(done: str, of: int | None = None) -> Callable[[int], None]:
    """Counts on stderr: one changing line on a terminal, else a line now and then."""
    terminal = sys.stderr.isatty()
    whole = f" of {of:,}" if of is not None else ""

    def on_entry(count: int) -> None:
        if terminal:
            click.echo(f"\r{count:,}{whole} entries {done}\x1b[K", err=True, nl=False)
        elif count % _EVERY == 0:
            click.echo(f"{count:,}{whole} entries {done}", err=True)

    return on_entry


def _end_of_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
