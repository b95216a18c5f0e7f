"""Conditions: what a query has become, asked of an article.

A condition answers with the finds that make it true, or None. Leaves are numbers: what the term engine finds.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from monitor.core.model.watchlist import total
from monitor.core.watch.facts import is_known
from monitor.core.watch.found import Found
from monitor.core.watch.match import FIELDS, Find
from monitor.core.watch.nearby import Run, together


class Condition(Protocol):
    """Something an article meets or not."""

    def met(self, found: Found) -> list[Find] | None:
        """The finds that make it true (none for a NOT), or None."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A term or an entity stands in the article."""

    leaf: int

    def met(self, found: Found) -> list[Find] | None:
        return found.by_leaf.get(self.leaf)


@dataclass(frozen=True, slots=True)
class All:
    """Every part is met."""

    parts: tuple[Condition, ...]

    def met(self, found: Found) -> list[Find] | None:
        out: list[Find] = []
        for part in self.parts:
            finds = part.met(found)
            if finds is None:
                return None
            out += finds
        return out


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of many leaves, or one of the other parts, is met; the finds of all that are."""

    leaves: frozenset[int]
    parts: tuple[Condition, ...] = ()

    def met(self, found: Found) -> list[Find] | None:
        out = [find for leaf in sorted(found.leaves & self.leaves) for find in found.by_leaf[leaf]]
        true = bool(out)
        for part in self.parts:
            finds = part.met(found)
            if finds is not None:
                true = True
                out += finds
        return out if true else None


@dataclass(frozen=True, slots=True)
class No:
    """The part is not met."""

    part: Condition

    def met(self, found: Found) -> list[Find] | None:
        return [] if self.part.met(found) is None else None


@dataclass(frozen=True, slots=True)
class Close:
    """One leaf of each part stands in one field, near one another."""

    parts: tuple[frozenset[int], ...]
    distance: int
    ordered: bool

    def met(self, found: Found) -> list[Find] | None:
        if any(part.isdisjoint(found.leaves) for part in self.parts):
            return None
        out: list[Find] = []
        for field in FIELDS:
            out += self._met_in(found, field)
        return out or None

    def _met_in(self, found: Found, field: str) -> list[Find]:
        finds: list[Find] = []
        runs: list[Run] = []
        for number, part in enumerate(self.parts):
            own = [find for leaf in found.leaves & part for find in found.by_leaf[leaf] if find.field == field]
            if not own:
                return []
            finds += own
            runs += [Run(*found.words(find), number) for find in own]
        chosen = together(runs, len(self.parts), self.distance, ordered=self.ordered)
        return list({id(finds[i]): finds[i] for i in chosen}.values())  # one find may serve two parts


@dataclass(frozen=True, slots=True)
class Only:
    """The part is met within one field."""

    field: str
    part: Condition

    def met(self, found: Found) -> list[Find] | None:
        return self.part.met(found.within(self.field))


@dataclass(frozen=True, slots=True)
class Is:
    """Something is known of the article; what is not known is not so."""

    fact: str
    value: str

    def met(self, found: Found) -> list[Find] | None:
        return [] if is_known(found.facts, self.fact, self.value) else None


@dataclass(frozen=True, slots=True)
class Reaches:
    """The weights of the parts that are met reach a threshold."""

    parts: tuple[tuple[float, Condition], ...]
    threshold: float

    def met(self, found: Found) -> list[Find] | None:
        out: list[Find] = []
        weights = []
        for weight, part in self.parts:
            finds = part.met(found)
            if finds is not None:
                weights.append(weight)
                out += finds if weight > 0 else []
        return out if total(weights) >= self.threshold else None


def leaves_of(condition: Condition) -> frozenset[int]:
    """Every leaf a condition asks for, denied ones too.

    >>> sorted(leaves_of(All((Leaf(1), No(AnyOf(frozenset({2, 3}), (Leaf(4),)))))))
    [1, 2, 3, 4]
    """
    found = set[int]()
    seen = {id(condition)}  # what a watchlist asks for is one part of all that call it
    left = [condition]
    while left:
        own, parts = _taken_apart(left.pop())
        found |= own
        left += [part for part in parts if id(part) not in seen]
        seen.update(map(id, parts))
    return frozenset(found)


def _taken_apart(condition: Condition) -> tuple[Set[int], Sequence[Condition]]:
    """(the leaves a condition names itself, its parts)."""
    own: Set[int] = frozenset()
    parts: Sequence[Condition] = ()
    match condition:
        case Leaf():
            own = {condition.leaf}
        case Close():
            own = frozenset[int]().union(*condition.parts)
        case AnyOf():
            own, parts = condition.leaves, condition.parts
        case All():
            parts = condition.parts
        case Reaches():
            parts = [part for _, part in condition.parts]
        case No() | Only():
            parts = (condition.part,)
        case _:  # what is known of the article needs no leaf
            pass
    return own, parts
