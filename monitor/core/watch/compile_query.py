"""What watchlists ask for → owners of leaves, and queries as conditions."""

import re
from collections.abc import Iterable, Sequence

from monitor.core.model.watchlist import Query, Term, Watchlist
from monitor.core.watch.absent import Absent
from monitor.core.watch.conditions import All, AnyOf, Close, Condition, Is, Leaf, No, Only, Reaches
from monitor.core.watch.doubts import read_query
from monitor.core.watch.leaves import Leaves
from monitor.core.watch.names import Names
from monitor.core.watch.signs import QueryError
from monitor.core.watch.syntax import And, Known, Named, Near, Node, Not, Or, Reuse, Within, Words, walk
from monitor.core.watch.watching import Asked, Owner

_CALLS = re.compile("[@:]")  # one of these is written before every name

NEVER = AnyOf(frozenset(), ())
"""The condition of a watchlist that asks for nothing."""


class QueryCompiler:
    """Gathers what watchlists ask for, in terms of leaves."""

    def __init__(self, leaves: Leaves, names: Names, *, soon: bool = False) -> None:
        """`soon`: leave what must not stand in an article to be made ready when that is first asked."""
        self.leaves = leaves
        self._soon = soon
        self.names = names
        self.owners: dict[int, list[Owner]] = {}
        self.asked: list[Asked] = []
        self.callers: set[str] = set()  # watchlists with queries that call by name, or cannot be used as things stand
        self._whole: dict[str, Condition] = {}

    def add_watchlist(self, number: int, watchlist: Watchlist) -> None:
        """Take over everything one watchlist asks for; a query that cannot be used is left out."""
        for term in dict.fromkeys(watchlist.terms):
            self._own(self.leaves.term(term), number, term.weight)
        for entity in dict.fromkeys(watchlist.entities):
            self._own(self.leaves.entity(entity), number, entity.weight)
        for query in watchlist.queries:
            condition = self.condition(query, watchlist)
            if condition is not None:
                self.asked.append(Asked(number, query.name, query.weight, condition))

    def _own(self, leaf: int, watchlist: int, weight: float) -> None:
        self.owners.setdefault(leaf, []).append(Owner(watchlist, weight))

    def condition(self, query: Query, watchlist: Watchlist) -> Condition | None:
        """A query as a condition; None if it cannot be used."""
        try:
            node = read_query(query, watchlist, self.names)
        except QueryError:
            self.callers.add(watchlist.id)
            return None
        if _CALLS.search(query.text) and any(isinstance(part, Named | Reuse) for part in walk(node)):
            self.callers.add(watchlist.id)
        return self.compiled(node, watchlist)

    def compiled(self, node: Node, own: Watchlist, *, denied: bool = False, within: bool = False) -> Condition:
        """A node as a condition; negations are moved inwards, to where a single part is denied."""
        if isinstance(node, Words):  # as most are
            return self._words(node.term, denied=denied, absent=self._soon and not within)
        match node:
            case Not():
                return self.compiled(node.part, own, denied=not denied, within=within)
            case And() | Or():
                parts = [self.compiled(part, own, denied=denied, within=within) for part in node.parts]
                return All(tuple(parts)) if isinstance(node, And) is not denied else any_of(parts)
            case Within():
                return Only(node.field, self.compiled(node.part, own, denied=denied, within=True))
            case _:
                positive = self.positive(node, own)
                return No(positive) if denied else positive

    def _words(self, term: Term, *, denied: bool, absent: bool) -> Condition:
        if denied and absent:
            return Absent(term)
        leaf = Leaf(self.leaves.term(term))
        return No(leaf) if denied else leaf

    def positive(self, node: Named | Reuse | Known | Near, own: Watchlist) -> Condition:
        """A part that is no combination of others."""
        match node:
            case Named():
                return Leaf(self.leaf(node, own))
            case Known():
                return Is(node.fact, node.value)
            case Reuse():
                return self.whole(self.names.watchlists[node.watchlist])
            case Near():
                parts = tuple(frozenset(self._alternatives(part, own)) for part in node.parts)
                return Close(parts, node.distance, node.ordered)

    def leaf(self, node: Words | Named, own: Watchlist) -> int:
        if isinstance(node, Words):
            return self.leaves.term(node.term)
        entity = self.names.entity(node.name, own)
        if entity is None:
            raise AssertionError("read_query has made sure of every name")
        return self.leaves.entity(entity)

    def _alternatives(self, part: Node, own: Watchlist) -> Iterable[int]:
        if isinstance(part, Or):
            for one in part.parts:
                yield from self._alternatives(one, own)
        elif isinstance(part, Words | Named):
            yield self.leaf(part, own)

    def whole(self, watchlist: Watchlist) -> Condition:
        """Everything a watchlist asks for as one condition, for @name; its scope is not part of it."""
        if watchlist.id not in self._whole:
            parts = [(term.weight, Leaf(self.leaves.term(term))) for term in watchlist.terms]
            parts += [(entity.weight, Leaf(self.leaves.entity(entity))) for entity in watchlist.entities]
            weighted: list[tuple[float, Condition]] = list(parts)
            for query in watchlist.queries:
                condition = self.condition(query, watchlist)
                if condition is not None:
                    weighted.append((query.weight, condition))
            threshold = watchlist.threshold
            alike = any_of([part for _, part in weighted])
            self._whole[watchlist.id] = alike if threshold is None else Reaches(tuple(weighted), threshold)
        return self._whole[watchlist.id]


def any_of(parts: Sequence[Condition]) -> AnyOf:
    """One of the parts; those that are plain leaves, or alternatives themselves, in one set."""
    leaves: set[int] = set()
    others: list[Condition] = []
    for part in parts:
        if isinstance(part, Leaf):
            leaves.add(part.leaf)
        elif isinstance(part, AnyOf):
            leaves |= part.leaves
            others += part.parts
        else:
            others.append(part)
    return AnyOf(frozenset(leaves), tuple(others))
