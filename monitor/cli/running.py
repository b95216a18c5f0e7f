"""`monitor run`, the daemon, and `monitor poll`, one round by hand."""

import asyncio
import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path

import click

from alerts.channel import Surroundings
from monitor import log
from monitor.cli.context import (
    chosen_sources,
    config_option,
    json_option,
    make_door,
    now,
    open_database,
    read_config,
    surroundings,
)
from monitor.cli.summary import all_failed, show_summary, summary
from monitor.config.load import Config
from monitor.config.places import config_folder, data_folder
from monitor.config.watchlists import NOTHING
from monitor.core.hints import did_you_mean
from monitor.daemon import PARTS, Daemon, run_until_signalled
from monitor.memory import keep_little
from monitor.workers.crew import Crew
from monitor.workers.kept import Kept, make_ready, read_kept
from monitor.workers.live import Live
from monitor.workers.worker import OnOutcome

_MOST_DOUBTS = 10  # shown after a round


@click.command()
@config_option
@click.option("--only", default=",".join(PARTS), show_default=True, help="Parts of the daemon, comma-separated.")
@click.option("--plain-log", is_flag=True, help="Log plain lines instead of JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Also log why routes do not tell a story.")
def run(folder: Path | None, only: str, plain_log: bool, verbose: bool) -> None:
    """Run the daemon until SIGTERM or Ctrl-C.

    A changed file is taken over without a restart; a broken one is refused and named while the earlier one goes on. A
    source, a watchlist, a channel or a recipient that is broken is named too, and left out if it is so from the start.
    /healthz answers on MONITOR_HOST:MONITOR_PORT (127.0.0.1:8765).

    \b
    Examples:
      monitor run --config /config
      monitor run --only poll,collect      # fetch and match here, deliver elsewhere
    """
    parts = [part.strip() for part in only.split(",") if part.strip()]
    for part in parts:
        if part not in PARTS:
            raise click.UsageError(f'--only: no part is called "{part}"{did_you_mean(part, PARTS)}')
    log.configure(level="DEBUG" if verbose else "INFO", as_json=not plain_log)
    run_loop(_run(folder, parts))


async def _run(folder: Path | None, parts: list[str]) -> None:
    keep_little()
    config, kept = _read(folder)
    db = open_database(config.folder)
    door = make_door(config)
    around = surroundings(door)
    crew = Crew.assemble(db, _ready(config, around, kept), now, door)
    address = (os.environ.get("MONITOR_HOST") or "127.0.0.1", _port())
    spare_collector()
    take_short_turns()
    daemon = Daemon(crew=crew, folder=config.folder, surroundings=around, parts=parts, address=address)
    try:
        await run_until_signalled(daemon)
    finally:
        db.close()


def _read(folder: Path | None) -> tuple[Config, Kept | None]:
    """The configuration, watchlists of a large desk as an earlier start left them; raises ConfigError."""
    kept = read_kept(data_folder(config_folder(folder)))
    return read_config(folder, lenient=True, known=kept.known if kept is not None else NOTHING), kept


def _ready(config: Config, around: Callable[[Config], Surroundings], kept: Kept | None) -> Live:
    return make_ready(config, around, now(), kept, data_folder(config.folder))


def spare_collector() -> None:
    """Let the garbage collector pass over all that is there now, for good: word lists, code, the configuration.

    A tenth of the CPU of a poll. Called once: what is made later is collected as ever.
    """
    gc.collect()
    gc.freeze()


def take_short_turns() -> None:
    """Have threads take turns each millisecond instead of each five: matching then goes on beside a reload."""
    sys.setswitchinterval(0.001)


def _port() -> int:
    written = os.environ.get("MONITOR_PORT") or "8765"
    if not written.isdigit() or int(written) > 65535:
        raise click.UsageError(f"MONITOR_PORT: {written!r} is no port; it is a number up to 65535")
    return int(written)


@click.command()
@config_option
@click.option("--no-alerts", is_flag=True, help="Store hits, tell nobody.")
@click.argument("sources", nargs=-1)
@json_option
def poll(folder: Path | None, no_alerts: bool, sources: tuple[str, ...], as_json: bool) -> None:
    """One round now: poll, collect, match, deliver what is due, then a summary.

    Without SOURCES every source is asked, due or not; groups that wait for other outlets are told at once. The exit
    code is 1 if no source could be read.

    \b
    Examples:
      monitor poll
      monitor poll bbc-arabic shafaq --no-alerts
    """
    log.configure(level="WARNING", as_json=False)
    run_loop(_poll(folder, sources, alerts=not no_alerts, as_json=as_json))


async def _poll(folder: Path | None, sources: tuple[str, ...], *, alerts: bool, as_json: bool) -> None:
    config, kept = _read(folder)
    chosen = [source.id for source in chosen_sources(config, sources)]
    db = open_database(config.folder)
    door = make_door(config)
    began = now()
    doubts: Counter[tuple[str, str]] = Counter()
    heard = _doubting(doubts, progress())
    crew = Crew.assemble(db, _ready(config, surroundings(door), kept), now, door, on_outcome=heard)
    try:
        await crew.take_over(crew.live)
        await crew.mend()
        await crew.round(only=chosen, alerts=alerts)
        rows = summary(db, crew.live, began, only=chosen)
        show_summary(rows, as_json=as_json)
        for (source, doubt), count in doubts.most_common(_MOST_DOUBTS):
            click.echo(f"  {source}: {doubt}" + (f", nor on {count - 1} more" if count > 1 else ""), err=True)
        if all_failed(rows):
            raise SystemExit(1)
    finally:
        await crew.stop(grace=2)
        db.close()


def _doubting(doubts: Counter[tuple[str, str]], then: OnOutcome) -> OnOutcome:
    """Count what was doubtful with the pages of each source: rules of sources.toml that find nothing there."""

    def on_outcome(worker: str, keys: dict[str, object]) -> None:
        warnings = keys.get("warnings")
        doubts.update((str(keys.get("source")), str(one)) for one in (warnings if isinstance(warnings, list) else []))
        then(worker, keys)

    return on_outcome


def run_loop(work: Coroutine[object, object, None]) -> None:
    """Run to the end, on the faster event loop where there is one (a third less CPU)."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(work)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415 — there is none for Windows and PyPy
    except ImportError:
        return None
    return uvloop.new_event_loop


def progress() -> OnOutcome:
    """Counts on stderr while long work goes on: one changing line on a terminal, a line every 50 items when piped."""
    counts: Counter[str] = Counter()
    terminal = sys.stderr.isatty()

    def on_outcome(worker: str, keys: dict[str, object]) -> None:
        counts[worker] += 1
        new = keys.get("new")
        if isinstance(new, int):
            counts["entries"] += new
        hits = keys.get("hits")
        if isinstance(hits, list):
            counts["hits"] += len(hits)
        line = (
            f"{counts['poll']} polled, {counts['entries']} new, {counts['collect']} collected, "
            f"{counts['hits']} hits, {counts['deliver']} delivered"
        )
        if terminal:
            click.echo(f"\r{line}\x1b[K", err=True, nl=False)
            if worker == "deliver":
                click.echo("\r\x1b[K", err=True, nl=False)
        elif sum(counts[part] for part in ("poll", "collect", "deliver")) % 50 == 0:
            click.echo(line, err=True)

    return on_outcome
