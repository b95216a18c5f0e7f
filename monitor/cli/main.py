"""The `monitor` command: finds the others, and turns errors into one clear line and an exit code."""

import errno
import gc
import importlib
import os
import sys
import traceback
from types import ModuleType
from typing import NamedTuple, NoReturn

import click

import monitor.cli.started  # noqa: F401 — its clock starts before anything slow is imported
from monitor import __version__
from monitor.cli.groups import Group
from monitor.core.errors import ConfigError, MonitorError, StorageError
from monitor.core.hints import did_you_mean

# where rich is installed, httpx imports it for a command of its own: 4 MB of every program that asks the web
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]


class Listed(NamedTuple):
    """A command as `--help` lists it, without importing it: all of them take seconds."""

    place: str  # module:attribute
    says: str


COMMANDS = {
    "demo": Listed("monitor.cli.demo:demo", "Try it: invented outlets on this machine, real mails"),
    "init": Listed("monitor.cli.setup:init", "Write starter files with comments into a folder"),
    "run": Listed("monitor.cli.running:run", "Run the daemon until SIGTERM or Ctrl-C"),
    "check": Listed("monitor.cli.checking:check", "Find mistakes in the configuration before it goes live"),
    "poll": Listed("monitor.cli.running:poll", "One round now: poll, collect, match, send what is due"),
    "try": Listed("monitor.cli.trying:try_", "Show what a text, a file or a page is found by, and why"),
    "forms": Listed("monitor.cli.forms:forms", "Show the forms that a term is found in, and how often"),
    "match": Listed("monitor.cli.matching:match", "Find what watchlists ask for in articles from stdin"),
    "entities": Listed("monitor.cli.entities:entities", "Watch people and organisations of published lists"),
    "search": Listed("monitor.cli.searching:search", "Search the archive in the language of watchlists"),
    "backtest": Listed("monitor.cli.searching:backtest", "Show what a changed watchlist would gain and lose"),
    "extract": Listed("monitor.cli.reading:extract", "Read the article on a page, as a line of JSON"),
    "parse": Listed("monitor.cli.reading:parse", "Read a feed, as a line of JSON an entry"),
    "dates": Listed("monitor.cli.dates:dates", "Read dates from stdin and say which moments they mean"),
    "stories": Listed("monitor.cli.stories:stories", "Group articles from stdin into stories"),
    "hits": Listed("monitor.cli.archive:hits", "Show stored hits, the newest first"),
    "export": Listed("monitor.cli.exporting:export", "Write hits, articles or stories for other programs"),
    "record": Listed("monitor.cli.replaying:record", "Record a day from the archive, to be replayed"),
    "replay": Listed("monitor.cli.replaying:replay", "Run a recorded day: what would it have sent?"),
    "sources": Listed("monitor.cli.sources:sources", "See how outlets do; add, discover and repair them"),
    "channels": Listed("monitor.cli.channels:channels", "See the ways to people, and try them"),
    "explain": Listed("monitor.cli.explain:explain", "Say why an article was alerted, is held, or was not"),
    "outbox": Listed("monitor.cli.outbox:outbox", "See alerts that wait or are dead, and send them again"),
    "requeue": Listed("monitor.cli.outbox:requeue", "Bring back what was set aside after too many failures"),
    "db": Listed("monitor.cli.database:db", "Migrate, verify and copy the database"),
    "health": Listed("monitor.cli.database:health", "Say whether everything that should be alive is"),
}
"""The commands in the order of `--help`."""


def _imported(module: str) -> ModuleType:
    """The module, with all it needs: hundreds of thousands of values that stay; the collector need not look at them."""
    gc.disable()  # a tenth of the time until a command begins
    try:
        return importlib.import_module(module)
    finally:
        gc.enable()


GOOD, BUG, CONFIGURATION, DATABASE = 0, 1, 2, 3
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class _Commands(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def listed(self, ctx: click.Context) -> list[tuple[str, str]]:
        return [(name, one.says) for name, one in COMMANDS.items()]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            ctx.fail(f'no command is called "{name}"{did_you_mean(name, COMMANDS)}')
        module, _, attribute = COMMANDS[name].place.partition(":")
        found: click.Command = getattr(_imported(module), attribute)
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
