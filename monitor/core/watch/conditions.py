"""Conditions: what a query has become, asked of an article.

A condition answers with the finds that make it true, or None. Leaves are numbers: what the term engine finds.
"""

from collections.abc import Sequence
from typing import Protocol

from monitor.core.watch.facts import is_known
from monitor.core.watch.found import Found
from monitor.core.watch.match import FIELDS, Find
from monitor.core.watch.nearby import Run, together


class Condition(Protocol):
    """Something an article meets or not."""

    def met(self, found: Found) -> list[Find] | None:
        """The finds that make it true (none for a NOT), or None."""


class Leaf:
    """A term or an entity stands in the article."""

    __slots__ = ("leaf",)

    def __init__(self, leaf: int) -> None:
        self.leaf = leaf

    def met(self, found: Found) -> list[Find] | None:
        return found.by_leaf.get(self.leaf)


class All:
    """Every part is met."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Condition]) -> None:
        self.parts = tuple(parts)

    def met(self, found: Found) -> list[Find] | None:
        out: list[Find] = []
        for part in self.parts:
            finds = part.met(found)
            if finds is None:
                return None
            out += finds
        return out


class AnyOf:
    """One of many leaves, or one of the other parts, is met; the finds of all that are."""

    __slots__ = ("leaves", "parts")

    def __init__(self, leaves: frozenset[int], parts: Sequence[Condition]) -> None:
        self.leaves = leaves
        self.parts = tuple(parts)

    def met(self, found: Found) -> list[Find] | None:
        out = [find for leaf in sorted(found.leaves & self.leaves) for find in found.by_leaf[leaf]]
        true = bool(out)
        for part in self.parts:
            finds = part.met(found)
            if finds is not None:
                true = True
                out += finds
        return out if true else None


class No:
    """The part is not met."""

    __slots__ = ("part",)

    def __init__(self, part: Condition) -> None:
        self.part = part

    def met(self, found: Found) -> list[Find] | None:
        return [] if self.part.met(found) is None else None


class Close:
    """One leaf of each part stands in one field, near one another."""

    __slots__ = ("distance", "ordered", "parts")

    def __init__(self, parts: Sequence[frozenset[int]], distance: int, *, ordered: bool) -> None:
        self.parts = tuple(parts)
        self.distance = distance
        self.ordered = ordered

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


class Only:
    """The part is met within one field."""

    __slots__ = ("field", "part")

    def __init__(self, field: str, part: Condition) -> None:
        self.field = field
        self.part = part

    def met(self, found: Found) -> list[Find] | None:
        return self.part.met(found.within(self.field))


class Is:
    """Something is known of the article; what is not known is not so."""

    __slots__ = ("fact", "value")

    def __init__(self, fact: str, value: str) -> None:
        self.fact = fact
        self.value = value

    def met(self, found: Found) -> list[Find] | None:
        return [] if is_known(found.facts, self.fact, self.value) else None


class Reaches:
    """The weights of the parts that are met reach a threshold."""

    __slots__ = ("parts", "threshold")

    def __init__(self, parts: Sequence[tuple[float, Condition]], threshold: float) -> None:
        self.parts = tuple(parts)
        self.threshold = threshold

    def met(self, found: Found) -> list[Find] | None:
        out: list[Find] = []
        total = 0.0
        for weight, part in self.parts:
            finds = part.met(found)
            if finds is not None:
                total += weight
                out += finds if weight > 0 else []
        return out if total >= self.threshold else None
