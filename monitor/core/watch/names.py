"""What queries call by name: entities and other watchlists."""

from collections.abc import Collection, Iterable, Iterator

from monitor.core.arabic.fold import fold_foreign, fold_word
from monitor.core.arabic.tokens import is_arabic, words
from monitor.core.model.watchlist import Entity, Watchlist
from monitor.core.watch.query import parse_query
from monitor.core.watch.signs import QueryError
from monitor.core.watch.syntax import Reuse, walk


class Names:
    """All watchlists of a desk by id, their entities by name."""

    def __init__(
        self,
        watchlists: Iterable[Watchlist] | dict[str, Watchlist],
        *,
        outlets: Collection[str] | None = None,
        unread: Collection[str] = (),
    ) -> None:
        """`outlets`: the ids of all sources; None: not known here, so none is doubted. `unread`: broken ones."""
        self.outlets = outlets
        self.unread = unread
        self.watchlists = watchlists if isinstance(watchlists, dict) else {one.id: one for one in watchlists}
        self._own: dict[str, dict[str, Entity]] = {}
        self._all: dict[str, Entity] | None = None
        self._uses: dict[str, list[str]] = {}

    def entity(self, name: str, own: Watchlist) -> Entity | None:
        """The entity called `name` (or with this id or alias): of the query's own watchlist, else of any."""
        key = name_key(name)
        mine = self._own.get(own.id)
        if mine is None:
            mine = self._own[own.id] = dict(_called(own.entities))
        if key in mine:
            return mine[key]
        if self._all is None:
            self._all = dict(_called(entity for one in self.watchlists.values() for entity in one.entities))
        return self._all.get(key)

    def entity_names(self) -> list[str]:
        """Every entity's own name, for "did you mean"."""
        return [entity.name for one in self.watchlists.values() for entity in one.entities]

    def way_back(self, watchlist: str) -> list[str] | None:
        """The watchlists through which one leads back to itself, or more than can be followed; None: all is well."""
        return self._way(watchlist, [watchlist], set())

    def _way(self, watchlist: str, path: list[str], seen: set[str]) -> list[str] | None:
        if len(path) > DEEPEST:
            return path
        if watchlist not in self._uses:
            own = self.watchlists.get(watchlist)
            self._uses[watchlist] = reused(own) if own is not None else []
        for following in self._uses[watchlist]:
            if following == path[0]:
                return [*path, following]
            if following in seen:
                continue
            seen.add(following)
            found = self._way(following, [*path, following], seen)
            if found is not None:
                return found
        return None


DEEPEST = 30  # watchlists that use one another


def name_key(name: str) -> str:
    """A name as it is compared: folded, without quotes and punctuation.

    >>> name_key("أنور  قرقاش") == name_key("انور قرقاش")
    True
    """
    return " ".join(fold_word(word) if is_arabic(word) else fold_foreign(word) for word in words(name))


def _called(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """Every name of every entity; the first entity's own names win, so they come last."""
    listed = list(entities)
    for entity in reversed(listed):
        yield from ((name_key(alias), entity) for alias in entity.aliases)
    for entity in reversed(listed):
        if entity.id:
            yield name_key(entity.id), entity
        yield name_key(entity.name), entity


def reused(watchlist: Watchlist) -> list[str]:
    """The ids of the watchlists that a watchlist uses by name."""
    found: list[str] = []
    for query in watchlist.queries:
        try:
            node = parse_query(query.text)
        except QueryError:
            continue
        found += [part.watchlist for part in walk(node) if isinstance(part, Reuse)]
    return list(dict.fromkeys(found))
