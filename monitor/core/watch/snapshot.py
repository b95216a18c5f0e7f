"""Live watchlists at one moment: a large base, a small delta that changes made, and what of the base no longer holds.

Compiling 100,000 queries takes seconds, a change of a few must not: only what changed is compiled anew, and stands
beside the base until somebody finds the time to make one of both (`is_large`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.core.model.article import Hit
from monitor.core.model.watchlist import Facts, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.watching import NOTHING_KNOWN, QueryMatcher

_LARGE = 2_000  # terms, entities and queries in a delta; it is read beside the base, so it costs each article


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Immutable: who matches goes on with the one he has, who comes later gets the next."""

    base: QueryMatcher
    delta: QueryMatcher | None = None
    changed: Mapping[str, Watchlist]  # what the delta was made of
    gone: frozenset[str] = frozenset()  # ids for which the base does not answer

    def match(self, fields: Mapping[str, str], facts: Facts = NOTHING_KNOWN) -> tuple[Hit, ...]:
        """The hits of an article, by id of the watchlist."""
        hits = [hit for hit in self.base.match(fields, facts) if hit.watchlist not in self.gone]
        if self.delta is not None:
            hits += self.delta.match(fields, facts)
        return tuple(sorted(hits, key=lambda hit: hit.watchlist))

    @property
    def is_large(self) -> bool:
        """Whether the delta has grown so much that it should become part of the base."""
        return sum(len(one.terms) + len(one.entities) + len(one.queries) for one in self.changed.values()) > _LARGE


def take_snapshot(watchlists: Sequence[Watchlist], names: dict[str, Watchlist]) -> Snapshot:
    """A snapshot that is all base. `names`: every watchlist that may be called by name, these among them."""
    return Snapshot(base=compile_watchlists(watchlists, names), changed={})


def renewed(old: Snapshot, put: Iterable[Watchlist], gone: Collection[str], names: dict[str, Watchlist]) -> Snapshot:
    """The snapshot after a change: watchlists `put` are new or different, those of the ids `gone` ask no longer.

    `names`: every watchlist that may be called by name now. Only what is new, and what calls others by name, is
    compiled; neither the old snapshot nor who matches with it notices.
    """
    fresh = {one.id: one for one in put}
    away = old.gone.union(gone) - fresh.keys()
    kept = {id: one for id, one in old.changed.items() if id not in gone}
    callers = {id: names[id] for id in old.base.callers if id in names and id not in away}
    changed = {**callers, **kept, **fresh}
    delta = compile_watchlists(tuple(changed.values()), names, soon=True) if changed else None
    return Snapshot(base=old.base, delta=delta, changed=changed, gone=away | changed.keys())
