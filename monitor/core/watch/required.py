"""Which queries an article can satisfy at all: each hangs on its two cheapest required clauses."""

from collections import Counter
from collections.abc import Sequence, Set

from monitor.core.watch.conditions import All, AnyOf, Close, Condition, Leaf, No, Only, Reaches

Clause = frozenset[int]
"""Leaves one of which stands in every article a condition is true of."""

_HOLDING = (Leaf, All, Close, Only, AnyOf, Reaches)  # others can be true without any leaf
_DENYING = (All, No)
MOST_PAIRS = 64  # a query with more pairs of leaves hangs on its first clause alone


def clauses(condition: Condition) -> tuple[Clause, ...]:
    """Every clause that must hold; none for what can be true without any leaf.

    >>> clauses(All((Leaf(1), AnyOf(frozenset({2, 3}), ()), No(Leaf(4)))))
    (frozenset({1}), frozenset({2, 3}))
    """
    found: tuple[Clause, ...] = ()
    match condition:
        case Leaf():
            found = (frozenset((condition.leaf,)),)
        case All():
            holding = [part for part in condition.parts if isinstance(part, _HOLDING)]
            found = tuple([clause for part in holding for clause in clauses(part)])
        case Close():
            found = condition.parts
        case Only():
            found = clauses(condition.part)
        case AnyOf():
            found = _one_of(condition.leaves, condition.parts)
        case Reaches():
            found = _one_of(frozenset(), [part for weight, part in condition.parts if weight > 0])
        case _:  # what is denied, and what is known of the article
            pass
    return found


def _one_of(leaves: Clause, parts: Sequence[Condition]) -> tuple[Clause, ...]:
    joined = set(leaves)
    for part in parts:
        own = clauses(part)
        if not own:
            return ()
        joined |= min(own, key=len)
    return (frozenset(joined),)


def denied(condition: Condition) -> Clause:
    """Leaves none of which may stand in an article the condition is true of."""
    match condition:
        case All():
            return frozenset().union(*[denied(part) for part in condition.parts if isinstance(part, _DENYING)])
        case No():
            return _leaves_of(condition.part)
        case _:
            return frozenset()


def _leaves_of(condition: Condition) -> Clause:
    if isinstance(condition, Leaf):
        return frozenset((condition.leaf,))
    return condition.leaves if isinstance(condition, AnyOf) else frozenset()


class Required:
    """Leaf → queries that can only be true where it stands. Filled once, then only read."""

    def __init__(self, conditions: Sequence[Condition], cost: dict[int, float]) -> None:
        """`cost`: how often a leaf is expected in articles; leaves without one count as 1."""
        each = [clauses(condition) for condition in conditions]
        uses = Counter([leaf for own in each for clause in own for leaf in clause])
        self._pairs: dict[int, dict[int, list[int]]] = {}
        self._alone: dict[int, list[int]] = {}
        self._rest: list[tuple[Clause, ...]] = []
        self._denied = [denied(condition) for condition in conditions]

        def price(clause: Clause) -> float:
            # a leaf many queries ask for is one that many articles hold, as far as anybody can tell beforehand
            return sum(cost.get(leaf, 1.0) * uses[leaf] for leaf in clause)

        for number, own in enumerate(each):
            ordered = sorted(set(own), key=price) if len(own) > 1 else own
            self._rest.append(tuple(ordered[2:]))
            self._hang(number, ordered)

    def _hang(self, query: int, ordered: Sequence[Clause]) -> None:
        if len(ordered) == 1 or (ordered and len(ordered[0]) * len(ordered[1]) > MOST_PAIRS):
            self._rest[query] = tuple(ordered[1:])
            for leaf in ordered[0]:
                self._alone.setdefault(leaf, []).append(query)
            return
        for leaf in ordered[0] if ordered else ():
            seconds = self._pairs.setdefault(leaf, {})
            for second in ordered[1]:
                seconds.setdefault(second, []).append(query)

    def candidates(self, leaves: Set[int]) -> list[int]:
        """The queries whose required leaves all stand in the article and whose denied ones do not, by number."""
        return [query for query in self.conceivable(leaves) if self._denied[query].isdisjoint(leaves)]

    def conceivable(self, leaves: Set[int]) -> list[int]:
        """The queries whose required leaves are all among these, by number."""
        reached: set[int] = set()
        pairs, alone = self._pairs, self._alone
        for leaf in leaves:
            seconds = pairs.get(leaf)
            if seconds is not None:
                for second in seconds.keys() & leaves:
                    reached.update(seconds[second])
            if leaf in alone:
                reached.update(alone[leaf])
        return sorted(query for query in reached if self._possible(query, leaves))

    def _possible(self, query: int, leaves: Set[int]) -> bool:
        return not any(clause.isdisjoint(leaves) for clause in self._rest[query])
