"""Watchlists made ready to match: all together, or as a change beside what is there."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from monitor.core.garbage import unsearched
from monitor.core.model.watchlist import Watchlist
from monitor.core.watch.snapshot import Snapshot, joined, renewed, take_snapshot

MANY = 2_000  # terms, entities and queries; fewer are searched through in milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A snapshot, and what it was made of."""

    watchlists: Mapping[str, Watchlist]  # those that had expired too: others may call them
    asking: frozenset[str]  # ids of those that had not
    snapshot: Snapshot


def compile_day(watchlists: Iterable[Watchlist], day: date, before: Compiled | None = None) -> Compiled:
    """What has not expired by this day, ready to match. `before`: only what differs from it is compiled, beside it."""
    names = {one.id: one for one in watchlists}
    asking = frozenset(id for id, one in names.items() if one.asks_on(day))
    return Compiled(watchlists=names, asking=asking, snapshot=_snapshot(names, asking, before))


def _snapshot(names: dict[str, Watchlist], asking: frozenset[str], before: Compiled | None) -> Snapshot:
    if before is None:
        chosen = tuple(one for id, one in names.items() if id in asking)
        if not is_many(chosen):
            return take_snapshot(chosen, names)
        with kept_for_long():
            return take_snapshot(chosen, names)
    if names == before.watchlists and asking == before.asking:
        return before.snapshot
    earlier = {id: before.watchlists[id] for id in before.asking}
    put = [one for id, one in names.items() if id in asking and earlier.get(id) != one]
    return renewed(before.snapshot, put, before.asking - asking, names)


def with_changes_joined(compiled: Compiled) -> Compiled:
    """The same with what changed since the base compiled together."""
    return replace(compiled, snapshot=joined(compiled.snapshot, dict(compiled.watchlists)))


def is_many(watchlists: Iterable[Watchlist]) -> bool:
    """Whether these are so many that compiling them takes seconds."""
    return sum(len(one.terms) + len(one.entities) + len(one.queries) for one in watchlists) >= MANY


@contextmanager
def kept_for_long() -> Iterator[None]:
    """What is made meanwhile is not searched for circular garbage, neither now nor later.

    Of 100,000 terms there are millions of objects, and none is in a circle: to search them took three seconds in which
    nothing else went on, and a third of the time of compiling. They are freed by counting references, as ever.
    """
    with unsearched():
        try:
            yield
        finally:
            gc.freeze()
