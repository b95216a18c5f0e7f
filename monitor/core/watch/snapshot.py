"""Live watchlists at one moment: a large base, small layers that changes made, and what of each no longer holds.

Compiling 100,000 queries takes seconds, a change of a few must not: only what changed is compiled anew, and stands
beside the rest until somebody finds the time to make one of all (`is_large`) or of the changes (`joined`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.core.garbage import unsearched
from monitor.core.model.article import Hit
from monitor.core.model.watchlist import Facts, Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.watching import NOTHING_KNOWN, QueryMatcher

_LARGE = 2_000  # terms, entities and queries in layers; these are read beside the base, so they cost each article
_MOST = 8  # layers, each costs an article as much as a base of a hundred terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one change made."""

    matcher: QueryMatcher
    lists: Mapping[str, Watchlist]  # what the matcher was made of, as far as it still answers for it

    def without(self, ids: Collection[str]) -> "Layer":
        """The same where these have changed again, or have gone."""
        return replace(self, lists={id: one for id, one in self.lists.items() if id not in ids})


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Immutable: who matches goes on with the one he has, who comes later gets the next."""

    base: QueryMatcher
    gone: frozenset[str] = frozenset()  # ids for which the base does not answer
    layers: tuple[Layer, ...] = ()  # no watchlist stands in two of them

    def match(self, fields: Mapping[str, str], facts: Facts = NOTHING_KNOWN) -> tuple[Hit, ...]:
        """The hits of an article, by id of the watchlist."""
        hits = [hit for hit in self.base.match(fields, facts) if hit.watchlist not in self.gone]
        for layer in self.layers:
            hits += [hit for hit in layer.matcher.match(fields, facts) if hit.watchlist in layer.lists]
        return tuple(sorted(hits, key=lambda hit: hit.watchlist))

    @property
    def changed(self) -> dict[str, Watchlist]:
        """The watchlists for which a layer answers."""
        return {id: one for layer in self.layers for id, one in layer.lists.items()}

    @property
    def is_large(self) -> bool:
        """Whether the changes have grown so much that they should become part of the base."""
        each = self.changed.values()
        return sum(len(one.terms) + len(one.entities) + len(one.queries) for one in each) > _LARGE


def take_snapshot(watchlists: Sequence[Watchlist], names: dict[str, Watchlist]) -> Snapshot:
    """A snapshot that is all base. `names`: every watchlist that may be called by name, these among them."""
    return Snapshot(base=compile_watchlists(watchlists, names))


@unsearched()
def renewed(old: Snapshot, put: Iterable[Watchlist], gone: Collection[str], names: dict[str, Watchlist]) -> Snapshot:
    """The snapshot after a change: watchlists `put` are new or different, those of the ids `gone` ask no longer.

    `names`: every watchlist that may be called by name now. Only what is new, and what calls others by name, is
    compiled; neither the old snapshot nor who matches with it notices.
    """
    calling = {id for id in old.base.callers if id not in old.gone}
    calling |= {id for layer in old.layers for id in layer.matcher.callers if id in layer.lists}
    changed = {id: names[id] for id in sorted(calling) if id in names and id not in gone}
    if len(old.layers) >= _MOST:
        changed = {id: one for id, one in old.changed.items() if id not in gone} | changed
    changed |= {one.id: one for one in put}
    away = changed.keys() | gone
    layers = [left for layer in old.layers if (left := layer.without(away)).lists]
    if changed:
        layers.append(Layer(matcher=compile_watchlists(tuple(changed.values()), names, soon=True), lists=changed))
    return Snapshot(base=old.base, gone=old.gone | away, layers=tuple(layers))


def joined(old: Snapshot, names: dict[str, Watchlist]) -> Snapshot:
    """The same with all changes compiled together: an article is then looked at twice only. `names`: as ever."""
    changed = old.changed
    layer = Layer(matcher=compile_watchlists(tuple(changed.values()), names), lists=changed)
    return replace(old, layers=(layer,) if changed else ())
