"""`monitor entities`: watch the people and organisations of published lists."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import click

from monitor.cli.context import config_option
from monitor.cli.groups import Group
from monitor.cli.lists import opened
from monitor.cli.table import isolated, one_line
from monitor.config.places import config_folder
from monitor.core.entities.ftm import KINDS, parse_ftm
from monitor.core.entities.listed import Listed, taken
from monitor.core.entities.toml import MARK, block, head
from monitor.core.entities.un import parse_un
from monitor.core.errors import PermanentError
from monitor.core.model.watchlist import Entity
from monitor.core.watch.problems import MOST_ALIASES

_CHUNK = 1 << 16
_NAME = re.compile(r"[^./\\][^/\\]*")
_PROGRESS = 1_000  # entities between two words of progress
_SHOWN = 5  # unreadable lines told one by one, names of who was left out


@dataclass(slots=True)
class _Left:
    """What of a list was not taken over."""

    nameless: int = 0  # entries
    names: list[str] = field(default_factory=list)  # of the first of these
    shortened: int = 0  # entries with more names than are looked for
    flooding: int = 0  # names of others
    words: list[str] = field(default_factory=list)  # the first of these

    def flood(self, names: Sequence[str]) -> None:
        """Count names that would flood."""
        self.flooding += len(names)
        self.words += names[: max(0, _SHOWN - len(self.words))]

    def sentences(self) -> Iterator[str]:
        """What is to be said of that."""
        if self.flooding:
            such = "، ".join(isolated(one_line(name, 40)) for name in self.words)
            names = "name" if self.flooding == 1 else "names"
            yield f"{self.flooding:,} {names} left out: other words or many people's as well, they would flood ({such})"
        if self.nameless:
            why = "they have no name in Arabic or Latin letters that would find them alone"
            such = f" ({'، '.join(isolated(one_line(name, 40)) for name in self.names)})" if self.names else ""
            yield f"{self.nameless:,} {'entry' if self.nameless == 1 else 'entries'} left out: {why}{such}"
        if self.shortened:
            yield f"{self.shortened:,} with more than {MOST_ALIASES:,} aliases: the first {MOST_ALIASES:,} are taken"


@click.group(cls=Group)
def entities() -> None:
    """Watch people and organisations of published lists.

    \b
    Example:
      monitor entities import entities.ftm.json --watchlist sanctions
    """


@entities.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--watchlist", "name", help="The watchlist to write: watchlists/NAME.toml. Default: the file's name.")
@click.option("--schema", "schemata", multiple=True, help="Only these FollowTheMoney schemata, such as Person.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many entities.")
@click.option("--out", type=click.Path(path_type=Path, allow_dash=True), help="Write there instead; - is stdout.")
@config_option
def import_(
    file: Path, name: str | None, schemata: tuple[str, ...], limit: int | None, out: Path | None, folder: Path | None
) -> None:
    """Make a watchlist of FILE: OpenSanctions entities (FtM JSON lines) or the UN consolidated list (XML), also as .gz.

    Arabic and Latin names and aliases are taken; names that would flood («أبو علي», «الشركة») are left out and counted.
    The file is written anew at each import, one that somebody wrote by hand is never replaced.

    \b
    Examples:
      monitor entities import entities.ftm.json --watchlist sanctions --schema Person --limit 10000
      monitor entities import consolidated.xml --watchlist un --out un.toml
    """
    title = name or file.name.split(".")[0]
    if not _NAME.fullmatch(title):
        raise click.BadParameter(f'"{title}" is no name of a file in watchlists/', param_hint="--watchlist")
    target = _target(out, folder, title)
    left = _Left()
    found = islice(_entities(file, schemata or tuple(KINDS), left), limit)
    write = sys.stdout.write
    count = _write(write, title, file, found) if target is None else _replace(target, title, file, found)
    for sentence in left.sentences():
        click.echo(sentence, err=True)
    if not count:
        raise PermanentError(str(file), "names nothing that can be watched")
    click.echo(f"{count:,} entities → {target or 'stdout'}", err=True)


def _target(out: Path | None, folder: Path | None, title: str) -> Path | None:
    if out is not None and str(out) == "-":
        return None
    target = out or config_folder(folder) / "watchlists" / f"{title}.toml"
    if target.exists() and not target.read_text(encoding="utf-8", errors="replace").startswith(MARK):
        raise click.UsageError(f"{target} was written by hand and is kept; choose another --watchlist or --out")
    return target


def _replace(target: Path, title: str, file: Path, found: Iterable[Entity]) -> int:
    """Write beside the file and put it in place at the end: a daemon never reads half of it."""
    beside = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as stream:
            count = _write(stream.write, title, file, found)
        if count:
            beside.replace(target)
    except OSError as error:
        raise PermanentError(str(target), f"cannot be written: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
    return count


def _write(write: Callable[[str], object], title: str, file: Path, found: Iterable[Entity]) -> int:
    count = 0
    write(head(title, file.name))
    for count, entity in enumerate(found, start=1):
        write(block(entity))
        if count % _PROGRESS == 0 and sys.stderr.isatty():
            sys.stderr.write(f"\r{count:,} entities")
    return count


def _entities(file: Path, schemata: tuple[str, ...], left: _Left) -> Iterator[Entity]:
    seen: set[str] = set()
    with opened(file) as (stream, is_xml):
        for one in _un(stream, file) if is_xml else _ftm(stream, file, schemata):
            outcome = taken(one)
            left.flood(outcome.flooding)
            if outcome.entity is None:
                left.nameless += 1
                left.names += one.names[: len(left.names) < _SHOWN]
            elif one.id not in seen:
                seen.add(one.id)
                left.shortened += outcome.shortened
                yield outcome.entity


def _un(stream: BinaryIO, file: Path) -> Iterator[Listed]:
    return parse_un(iter(lambda: stream.read(_CHUNK), b""), str(file))


def _ftm(stream: BinaryIO, file: Path, schemata: tuple[str, ...]) -> Iterator[Listed]:
    wrong = 0
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        outcome = parse_ftm(line, schemata)
        if isinstance(outcome, Listed):
            yield outcome
        elif outcome is not None:
            wrong += 1
            if wrong <= _SHOWN:
                click.echo(f"{file}:{number}: {outcome}; skipped", err=True)
    if wrong > _SHOWN:
        click.echo(f"{file}: {wrong:,} lines skipped in all", err=True)
