"""What is wrong with a query that can be read: its words, its names, and whether it asks for anything at all."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from monitor.core.arabic.fold import clean
from monitor.core.hints import did_you_mean
from monitor.core.model.watchlist import Query, Watchlist
from monitor.core.watch.dialects import MOST_APART
from monitor.core.watch.names import DEEPEST, Names
from monitor.core.watch.problems import is_particle, problem_with
from monitor.core.watch.query import parse_query
from monitor.core.watch.side_by_side import around_particle, runs
from monitor.core.watch.signs import QueryError
from monitor.core.watch.syntax import And, Known, Named, Near, Node, Not, Or, Reuse, Span, Within, Words, parts_of, walk

_SHOWN = 60  # characters of a query around a mistake
_NEARS = ("قرب", "تتابع")
_DIGITS = 3  # of a distance; more are a year's
Call: TypeAlias = Named | Known | Reuse
"""A part that is right or wrong by what stands elsewhere."""


def problem_with_query(query: Query, watchlist: Watchlist, names: Names) -> QueryError | None:
    """What is wrong with a query of a watchlist, at its place; None if nothing is."""
    try:
        read_query(query, watchlist, names)
    except QueryError as error:
        return error
    return None


def problem_by_itself(text: str) -> QueryError | None:
    """What is wrong with the text of a query whatever it calls by name; None if nothing is."""
    try:
        _sound(text)
    except QueryError as error:
        return error
    return None


def read_query(query: Query, watchlist: Watchlist, names: Names) -> Node:
    """The query, read and checked; raises QueryError."""
    node, calls = _sound(query.text)
    for part in calls:
        _check_call(part, watchlist, names)
    return node


@lru_cache(4_096)  # what was just checked is compiled next
def _sound(text: str) -> tuple[Node, tuple[Call, ...]]:
    """A query in which nothing is wrong by itself, and what it says of others; raises QueryError."""
    node = parse_query(text)
    calls: list[Call] = []
    _check(node, calls)
    _check_anything(node)
    return node, tuple(calls)


def marked(text: str, span: Span) -> str:
    """The part of a query around a mistake, the mistake in brackets.

    >>> marked("تطرف AND", Span(start=5, end=8))
    'تطرف ⟦AND⟧'
    """
    before, after = text[: span.start], text[span.end :]
    wrong = text[span.start : span.end]
    if len(wrong) > _SHOWN:
        wrong = wrong[: _SHOWN - 1] + "…"
    if len(before) > _SHOWN:
        before = "…" + before[-_SHOWN:]
    if len(after) > _SHOWN:
        after = after[:_SHOWN] + "…"
    return " ".join(f"{before}⟦{wrong}⟧{after}".split())


def _check(node: Node, calls: list[Call]) -> None:
    """Check a node, then its parts, as far as these can be wrong by themselves; put the others into `calls`."""
    if isinstance(node, Words):  # as most are
        _check_words(node)
        return
    match node:
        case Named() | Known() | Reuse():
            calls.append(node)
        case Within() if any(isinstance(one, Within) for one in walk(node.part)):
            raise QueryError(node.span, f"a field stands within «{node.field}»: name one field for one part")
        case _:
            parts = parts_of(node)
            if isinstance(node, And):
                _check_distances(parts)
                _check_particles(parts)
            for part in parts:
                _check(part, calls)


def _check_distances(parts: Sequence[Node]) -> None:
    """تحالف قرب 5 داعش: NEAR in Arabic, which is a word as well, without its slash."""
    for span, meant, number in distances(parts):
        if len(number) == 1:  # more may be counted: «انفجار قرب 10 منازل»
            what = f'a distance stands behind a slash: did you mean {meant}? Put words of the text in quotes: "…"'
            raise QueryError(span, what)


def _check_particles(parts: Sequence[Node]) -> None:
    """منظمة غير حكومية: a phrase without its quotes."""
    for run in runs(parts):
        for part in run:
            if is_particle(part.term, clean(part.term.text)):
                raise QueryError(part.span, around_particle(run, part))


def distances(parts: Sequence[Node]) -> Iterator[tuple[Span, str, str]]:
    """Where a number stands behind the name of NEAR in Arabic, what was perhaps meant, and the number."""
    for name, number in pairwise(parts):
        if isinstance(name, Words) and isinstance(number, Words) and name.term.text in _NEARS:
            written = number.term.text
            if written.isdecimal() and len(written) <= _DIGITS:
                meant = f"{name.term.text}/{min(int(written), MOST_APART)}"
                yield Span(name.span.start, number.span.end), meant, written


def _check_call(part: Call, watchlist: Watchlist, names: Names) -> None:
    match part:
        case Named() if names.entity(part.name, watchlist) is None:
            hint = did_you_mean(part.name, names.entity_names()) or ": write an [[entity]] with this name"
            raise QueryError(part.span, f"no entity is called «{part.name}»{hint}")
        case Known(fact="outlet") if names.outlets is not None and part.value not in names.outlets:
            raise QueryError(part.span, f"no source is called «{part.value}»{did_you_mean(part.value, names.outlets)}")
        case Reuse():
            _check_reuse(part, watchlist, names)
        case _:
            pass


def _check_words(part: Words) -> None:
    problem = problem_with(part.term)
    if problem is not None:
        raise QueryError(part.span, problem)


def _check_reuse(part: Reuse, watchlist: Watchlist, names: Names) -> None:
    if part.watchlist not in names.watchlists and part.watchlist in names.unread:
        what = f"the watchlist «{part.watchlist}» cannot be used: something is wrong with its own file, mend that first"
        raise QueryError(part.span, what)
    if part.watchlist not in names.watchlists:
        others = [id for id in names.watchlists if id != watchlist.id]
        hint = did_you_mean(part.watchlist, others) or ": it is the file's name without .toml"
        raise QueryError(part.span, f"no watchlist is called «{part.watchlist}»{hint}")
    if part.watchlist == watchlist.id:
        raise QueryError(part.span, f"@{part.watchlist} is this watchlist itself: a watchlist cannot use itself")
    way = names.way_back(watchlist.id)
    if way is None:
        return
    if way[0] == way[-1]:
        what = f"watchlists use one another in a circle: {' → '.join(way)}; take one of them out"
        raise QueryError(part.span, what)
    raise QueryError(part.span, f"more than {DEEPEST} watchlists use one another in a row; use fewer steps")


def _check_anything(node: Node) -> None:
    """A query must have a part whose words stand in every article it is true of: that is what makes it quick."""
    if _bounded(node, denied=False):
        return
    if not any(isinstance(part, Words | Named | Reuse) for part in walk(node)):
        what = "this asks for no word: add one; to limit a whole watchlist, use its [scope]"
        raise QueryError(node.span, what)
    if _only_denied(node, denied=False):
        what = "this only says what must not stand there, which is true of nearly every article: add a word that must"
        raise QueryError(node.span, what)
    what = "one side of OR asks for no word, so this is true of nearly every article: join NOT with AND instead"
    raise QueryError(node.span, what)


def _bounded(node: Node, *, denied: bool) -> bool:
    match node:
        case Words():
            return not denied
        case And() | Or():
            one_does = isinstance(node, And) is not denied
            return any(_bounded(part, denied=denied) is one_does for part in node.parts) is one_does
        case Not():
            return _bounded(node.part, denied=not denied)
        case Within():
            return _bounded(node.part, denied=denied)
        case Named() | Reuse() | Near():
            return not denied
        case Known():
            return False


def _only_denied(node: Node, *, denied: bool) -> bool:
    match node:
        case Not():
            return _only_denied(node.part, denied=not denied)
        case Within():
            return _only_denied(node.part, denied=denied)
        case And() | Or():
            return all(_only_denied(part, denied=denied) for part in node.parts)
        case Known():
            return True
        case Words() | Named() | Reuse() | Near():
            return denied
