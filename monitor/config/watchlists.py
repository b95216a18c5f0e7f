"""The files in watchlists/, each by itself, then what they call of one another by name."""

import hashlib
import pathlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from monitor.config.locate import Path
from monitor.config.reader import Document, Reader
from monitor.config.watchlist import EntityTable, QueryTable, WatchlistFile, WrittenTerm
from monitor.config.watchlist_cautions import cautions, cautions_of_words, in_query
from monitor.core.errors import ConfigError, Problem
from monitor.core.hints import did_you_mean
from monitor.core.model.watchlist import Entity, Term, Watchlist, total
from monitor.core.watch.doubts import problem_by_itself, problem_with_query
from monitor.core.watch.explain import failed_examples
from monitor.core.watch.names import Names
from monitor.core.watch.problems import problem_with, problems_with_entity

_CALLS = re.compile("[@:]")  # a query that calls others by name has one of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A watchlist that nothing is wrong with, whatever other files say, and the file that need not be read again."""

    digest: str  # SHA-256 of the file
    watchlist: Watchlist


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A watchlist with the file it stands in."""

    document: Document
    watchlist: Watchlist


Known = Mapping[str, Checked]
"""What an earlier reading of the same folder has checked, by id."""
NOTHING: Known = MappingProxyType({})


def load_watchlists(folder: pathlib.Path, complain: Callable[[Problem], None] | None = None) -> tuple[Watchlist, ...]:
    """Read the watchlists of `folder` itself, or of its `watchlists/`.

    Raises ConfigError with every problem. With `complain`, each problem goes there instead, a watchlist that has one is
    left out, and the error is raised only if none is left.
    """
    inner = folder / "watchlists"
    reader = Reader(folder)
    watchlists, _ = read_watchlists(reader, inner if inner.is_dir() else folder, examples=False)
    if reader.problems and (complain is None or not watchlists):
        raise ConfigError(reader.problems)
    if complain is not None:
        for problem in reader.problems:
            complain(problem)
    return watchlists


def load_watchlist(path: pathlib.Path, known: Sequence[Watchlist] = ()) -> Watchlist:
    """Read one watchlist's file; raises ConfigError. `known`: the watchlists it may call by name."""
    reader = Reader(path.parent)
    read = _read(reader, path)
    if read is not None:
        others = [one for one in known if one.id != read.watchlist.id]
        reader.problems += _problems(read, Names((*others, read.watchlist)))
    if read is None or reader.problems:
        raise ConfigError(reader.problems)
    return read.watchlist


def watchlist_paths(folder: pathlib.Path) -> list[pathlib.Path]:
    """The files of a folder that hold watchlists."""
    # editors keep their unfinished work under hidden names beside the file
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def read_watchlists(
    reader: Reader,
    folder: pathlib.Path,
    *,
    examples: bool,
    outlets: Collection[str] | None = None,
    spare: Mapping[str, Watchlist] = MappingProxyType({}),
    known: Known = NOTHING,
) -> tuple[tuple[Watchlist, ...], Known]:
    """The watchlists of a folder that nothing is wrong with, and those of `spare` in the place of broken ones.

    Also what may be `known` at the next reading: those held to their own examples that call nothing by name. `outlets`:
    ids that a scope or a query may name.
    """
    paths = watchlist_paths(folder)
    if not paths:
        what = "no watchlist (*.toml) in here; `monitor init DIR` writes examples"
        reader.problems.append(Problem(file=reader.name(folder), message=what))
    checked = {path.stem: one for path in paths if (one := known.get(path.stem)) and one.digest == _digest(path)}
    each = [read for path in paths if path.stem not in checked and (read := _read(reader, path)) is not None]
    good = {id: one.watchlist for id, one in checked.items()}
    everything = (*good.values(), *(read.watchlist for read in each))
    read_ids = {one.id for one in everything}
    names = Names(everything, outlets=outlets, unread=[path.stem for path in paths if path.stem not in read_ids])
    for read in each:
        problems = _problems(read, names)
        if examples and not problems:
            failed = failed_examples(read.watchlist, everything)
            problems = [read.document.problem(("example", i, "text"), sentence) for i, sentence in failed]
        reader.problems += problems
        reader.warnings += cautions(read.document, read.watchlist, names, sound=not problems)
        if not problems:
            good[read.watchlist.id] = read.watchlist
            if examples and _stands_alone(read.watchlist):
                checked[read.watchlist.id] = Checked(digest=read.document.digest, watchlist=read.watchlist)
    ids = [path.stem for path in paths]
    return tuple(good.get(id) or spare[id] for id in ids if id in good or id in spare), checked


def _digest(path: pathlib.Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _stands_alone(watchlist: Watchlist) -> bool:
    """Whether it is right or wrong whatever sources and other watchlists there are."""
    outlets = (*watchlist.scope.outlets, *filter(None, (example.facts.outlet for example in watchlist.examples)))
    return not outlets and not any(_CALLS.search(query.text) for query in watchlist.queries)


def _read(reader: Reader, path: pathlib.Path) -> _Read | None:
    document = reader.document(path)
    file = reader.table(document, WatchlistFile, "watchlist")
    if document is None:
        return None
    if file is None:
        _read_parts(reader, document)
        return None
    return _Read(document=document, watchlist=file.value(path.stem))


def _read_parts(reader: Reader, document: Document) -> None:
    """Say what is wrong with the words of a file whose form is wrong, and doubtful, so that all of it is told at once.

    Names are not looked up: what is called may be the part that could not be read.
    """
    terms = [(i, written.value()) for i, written in _good(document.data.get("terms"), WrittenTerm)]
    entities = [(i, written.value()) for i, written in _good(document.data.get("entity"), EntityTable)]
    reader.problems += _problems_of_words(document, terms, entities)
    reader.warnings += cautions_of_words(document, terms, entities, weighed="threshold" in document.data)
    for i, query in _good(document.data.get("query"), QueryTable):
        error = problem_by_itself(query.query)
        if error is not None:
            reader.problems.append(in_query(document, i, query.query, error))


def _problems_of_words(
    document: Document, terms: Iterable[tuple[int, Term]], entities: Iterable[tuple[int, Entity]]
) -> list[Problem]:
    """What is wrong with terms and entities, given with their numbers."""
    problems = [document.problem(("terms", i), what) for i, term in terms if (what := problem_with(term)) is not None]
    return problems + [
        document.problem(("entity", i, *where), what)
        for i, entity in entities
        for where, what in problems_with_entity(entity)
    ]


def _good(written: Any, part: Any) -> Iterator[tuple[int, Any]]:
    """Those of a list that can be read, with their numbers."""
    reads = TypeAdapter(part).validate_python
    for i, one in enumerate(written if isinstance(written, list) else ()):
        with suppress(ValidationError):
            yield i, reads(one)


def _problems(read: _Read, names: Names) -> list[Problem]:
    watchlist, document = read.watchlist, read.document
    if not watchlist.terms and not watchlist.entities and not watchlist.queries:
        what = "asks for nothing: write `terms`, an [[entity]] or a [[query]]"
        return [Problem(file=document.file, line=1, message=what)]
    problems = _problems_of_words(document, enumerate(watchlist.terms), enumerate(watchlist.entities))
    return problems + _query_problems(read, names) + _weight_problems(read) + _scope_problems(read, names)


def _query_problems(read: _Read, names: Names) -> list[Problem]:
    """What is wrong with the queries, each at its place within the query."""
    problems = []
    for i, query in enumerate(read.watchlist.queries):
        error = problem_with_query(query, read.watchlist, names)
        if error is not None:
            problems.append(in_query(read.document, i, query.text, error))
    return problems


def _weight_problems(read: _Read) -> list[Problem]:
    watchlist, document = read.watchlist, read.document
    parts: list[tuple[Path, float]] = [(("terms", i), one.weight) for i, one in enumerate(watchlist.terms)]
    parts += [(("entity", i, "weight"), one.weight) for i, one in enumerate(watchlist.entities)]
    parts += [(("query", i, "weight"), one.weight) for i, one in enumerate(watchlist.queries)]
    if watchlist.threshold is None:
        what = "a negative weight counts only where the watchlist has a threshold: add `threshold = 2` or another one"
        return [document.problem(where, what) for where, weight in parts if weight < 0]
    most = total(weight for _, weight in parts if weight > 0)
    if most < watchlist.threshold:
        what = f"the threshold can never be reached: all weights together make {most:g}"
        return [document.problem(("threshold",), what)]
    return []


def _scope_problems(read: _Read, names: Names) -> list[Problem]:
    if names.outlets is None:
        return []
    outlets: list[tuple[Path, str]] = [
        (("scope", "outlets", i), outlet) for i, outlet in enumerate(read.watchlist.scope.outlets)
    ]
    outlets += [
        (("example", i, "outlet"), example.facts.outlet)
        for i, example in enumerate(read.watchlist.examples)
        if example.facts.outlet is not None
    ]
    return [
        read.document.problem(where, f'no source is called "{outlet}"{did_you_mean(outlet, names.outlets)}')
        for where, outlet in outlets
        if outlet not in names.outlets
    ]
