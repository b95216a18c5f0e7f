"""A terms file: `id<TAB>term[<TAB>kind][<TAB>alias|alias]` a line, each id a watchlist of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from monitor.core.model.watchlist import Entity, EntityKind, Query, Term, Watchlist, WordClass
from monitor.core.watch.doubts import marked, problem_with_query
from monitor.core.watch.marks import unmarked
from monitor.core.watch.names import Names
from monitor.core.watch.problems import problem_with, problems_with_entity

_CLASSES = frozenset(WordClass)
_KINDS = ("keyword", *WordClass, "query", *EntityKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a terms file holds: the watchlists, and one sentence about each line that was left out."""

    watchlists: tuple[Watchlist, ...]
    problems: tuple[str, ...]


def parse_terms(lines: Iterable[str]) -> Terms:
    """Read the lines of a terms file; a line that cannot be used is told and left out.

    >>> parse_terms(["1\\tتطرف", "2\\tداعش\\tgroup\\tISIS|Daesh"]).watchlists[1].entities[0].aliases
    ('ISIS', 'Daesh')
    """
    found: dict[str, Watchlist] = {}
    problems: list[tuple[int, str]] = []
    queries: dict[tuple[str, str], int] = {}  # (id, query) → its line
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n").removeprefix("\ufeff")
        if not line.strip() or line.startswith("#"):
            continue
        outcome = _line(line)
        if isinstance(outcome, str):
            problems.append((number, outcome))
            continue
        found[outcome.id] = _joined(found.get(outcome.id), outcome)
        queries |= {(outcome.id, query.text): number for query in outcome.queries}
    problems += _wrong_queries(found, queries)
    told = tuple(f"line {number}: {problem}; this line is left out" for number, problem in sorted(problems))
    return Terms(
        watchlists=tuple(one for one in found.values() if one.terms or one.entities or one.queries), problems=told
    )


def _wrong_queries(found: dict[str, Watchlist], lines: Mapping[tuple[str, str], int]) -> list[tuple[int, str]]:
    """Take out the queries that cannot be used; a query may call the entities and ids of other lines."""
    names = Names(found.values())
    problems = []
    for watchlist in list(found.values()):
        good = []
        for query in watchlist.queries:
            error = problem_with_query(query, watchlist, names)
            if error is None:
                good.append(query)
            else:
                problems.append(
                    (lines[watchlist.id, query.text], f"{error.message} – {marked(query.text, error.span)}")
                )
        found[watchlist.id] = replace(watchlist, queries=tuple(good))
    return problems


def _line(line: str) -> Watchlist | str:
    """The watchlist of one line, or what is wrong with it."""
    cells = [cell.strip() for cell in line.split("\t")]
    id, term, kind, aliases = (*cells, "", "", "", "")[:4]
    kind = kind or "keyword"
    if not id or (not term and kind != "query"):
        return "needs an id, a tab and a term"
    if kind not in _KINDS:
        return f"unknown kind «{kind}»: one of {', '.join(_KINDS)}"
    others = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
    if kind == "query":
        return Watchlist(id=id, title=term, queries=(Query(name=id, text=term),))
    if kind != "keyword" and kind not in _CLASSES:
        entity = Entity(name=term, kind=EntityKind(kind), aliases=others)
        found = next(problems_with_entity(entity), None)
        return found[1] if found is not None else Watchlist(id=id, title=term, entities=(entity,))
    stated = None if kind == "keyword" else WordClass(kind)
    terms = tuple(_term(written, stated) for written in (term, *others))
    wrong = [problem for one in terms if (problem := problem_with(one)) is not None]
    return wrong[0] if wrong else Watchlist(id=id, title=term, terms=terms)


def _term(written: str, stated: WordClass | None) -> Term:
    text, match = unmarked(written)
    return Term(text=text, match=match, word_class=stated)


def _joined(old: Watchlist | None, new: Watchlist) -> Watchlist:
    if old is None:
        return new
    return replace(
        old,
        terms=old.terms + new.terms,
        entities=old.entities + new.entities,
        queries=old.queries + new.queries,
    )
