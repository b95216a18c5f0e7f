"""The `monitor` command: finds the others, and turns errors into one clear line and an exit code."""

import errno
import importlib
import os
import sys
import traceback
from typing import NoReturn

import click

import monitor.cli.started  # noqa: F401 — its clock starts before anything slow is imported
from monitor import __version__
from monitor.core.errors import ConfigError, MonitorError, StorageError
from monitor.core.hints import did_you_mean

# where rich is installed, httpx imports it for a command of its own: 4 MB of every program that asks the web
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

COMMANDS = {
    "demo": "monitor.cli.demo:demo",
    "init": "monitor.cli.setup:init",
    "run": "monitor.cli.running:run",
    "check": "monitor.cli.setup:check",
    "poll": "monitor.cli.running:poll",
    "try": "monitor.cli.trying:try_",
    "forms": "monitor.cli.forms:forms",
    "match": "monitor.cli.matching:match",
    "entities": "monitor.cli.entities:entities",
    "search": "monitor.cli.searching:search",
    "backtest": "monitor.cli.searching:backtest",
    "extract": "monitor.cli.reading:extract",
    "parse": "monitor.cli.reading:parse",
    "dates": "monitor.cli.dates:dates",
    "stories": "monitor.cli.stories:stories",
    "hits": "monitor.cli.archive:hits",
    "export": "monitor.cli.exporting:export",
    "record": "monitor.cli.replaying:record",
    "replay": "monitor.cli.replaying:replay",
    "sources": "monitor.cli.sources:sources",
    "channels": "monitor.cli.channels:channels",
    "explain": "monitor.cli.explain:explain",
    "outbox": "monitor.cli.outbox:outbox",
    "requeue": "monitor.cli.outbox:requeue",
    "db": "monitor.cli.database:db",
    "health": "monitor.cli.database:health",
}
"""Command → where it stands; a command's modules are imported when it is used, so that the small ones are quick."""

GOOD, BUG, CONFIGURATION, DATABASE = 0, 1, 2, 3
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            ctx.fail(f'no command is called "{name}"{did_you_mean(name, COMMANDS)}')
        module, _, attribute = COMMANDS[name].partition(":")
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader who has seen enough (`| head`) ends it well."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()  # here, where a pipe that is closed can still be told from a failure
        except BrokenPipeError:
            # else the interpreter complains at its end about what it could not write out
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(GOOD) from None
        return done


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Try it without any set-up:  monitor demo --once",
)
@click.version_option(__version__, prog_name="monitor")
def cli() -> None:
    """Monitor: polls Arabic news outlets, finds what watchlists ask for, and tells analysts.

    Configuration (sources.toml, watchlists/, alerts.toml) is looked for in --config DIR, else in MONITOR_CONFIG, else
    in the current folder; the database in MONITOR_DATABASE_URL, else in data/monitor.db beside the configuration.
    Exit codes: 0 good, 1 work failed, 2 configuration or usage, 3 database.
    """


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Arabic must get through, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else GOOD)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(CONFIGURATION)
    except ConfigError as error:
        _say(str(error))
        sys.exit(CONFIGURATION)
    except StorageError as error:
        _say(f"database {error}")
        sys.exit(DATABASE)
    except MonitorError as error:
        _say(str(error))
        sys.exit(BUG)
    except OSError as error:
        if error.errno not in _FULL:
            _say_bug(error)
        _say(f"{error.filename or 'the output'} cannot be written: {error.strerror}; make room and try again")
        sys.exit(BUG)
    except Exception as error:  # noqa: BLE001 — the last line of defence: one sentence, then the trace for a report
        _say_bug(error)


def _say_bug(error: Exception) -> NoReturn:
    _say(f"a bug in this program: {type(error).__name__}: {error}")
    traceback.print_exc()
    sys.exit(BUG)


def _say(text: str) -> None:
    click.echo(text, err=True)
