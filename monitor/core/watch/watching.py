"""Watchlists over an article: terms, entities and queries together, weights, thresholds and scope."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from monitor.core.model.article import Hit, Mention
from monitor.core.model.watchlist import Facts, Scope, Severity, total
from monitor.core.watch.conditions import Condition, leaves_of
from monitor.core.watch.facts import in_scope
from monitor.core.watch.found import Context, Found
from monitor.core.watch.match import FIELDS, Find, Matcher
from monitor.core.watch.required import Required

NOTHING_KNOWN = Facts()
_MOST_QUERIES = 5  # named beside a mention that several ask for
_ORDER = {field: number for number, field in enumerate(FIELDS)}


class Head(NamedTuple):
    """What a hit says of its watchlist, and when it is one."""

    id: str
    severity: Severity
    threshold: float | None = None
    scope: Scope | None = None


class Owner(NamedTuple):
    """A watchlist that asks for a leaf by itself, not within a query."""

    watchlist: int
    weight: float


class Asked(NamedTuple):
    """A query of a watchlist, ready to be asked."""

    watchlist: int
    name: str
    weight: float
    condition: Condition


class Short(NamedTuple):
    """A watchlist that an article does not reach."""

    head: Head
    weight: float  # of all that was found; below the threshold, or the article is out of scope


class _Part(NamedTuple):
    """One term, entity or query of a watchlist that an article satisfies."""

    weight: float
    query: str | None
    finds: Sequence[Find]


class _AskedFor(dict[int, frozenset[int]]):
    """For each query, by number, every leaf it asks for: worked out once an article may satisfy it, then remembered."""

    def __init__(self, queries: Sequence[Asked] = ()) -> None:
        super().__init__()
        self._queries = queries

    def __missing__(self, number: int) -> frozenset[int]:
        self[number] = leaves = leaves_of(self._queries[number].condition)
        return leaves


class QueryMatcher:
    """Compiled watchlists. Reading only: threads may share one."""

    def __init__(
        self,
        heads: Sequence[Head],
        terms: Matcher,
        owners: Mapping[int, Sequence[Owner]],
        queries: Sequence[Asked],
        contexts: Mapping[int, Context],
        costs: dict[int, float],
        callers: Set[str] = frozenset(),
    ) -> None:
        """`callers`: ids of those of the watchlists that call others by name."""
        self.heads = tuple(heads)
        self.terms = terms
        self.owners = owners
        self.queries = tuple(queries)
        self.contexts = contexts
        self.callers = callers
        beside = (leaf for needs, bars in contexts.values() for leaf in (*needs, *bars))
        self._always = {*owners, *contexts, *beside}
        self._asked_for = _AskedFor(self.queries)
        self._costs = costs

    def prepare(self) -> None:
        """Make at once what the first article would make, so that it need not wait."""
        self.terms.prepare()
        self.required  # noqa: B018 — made when asked for

    @cached_property
    def required(self) -> Required:
        """Which queries an article can satisfy at all."""
        return Required([query.condition for query in self.queries], self._costs)

    def match(self, fields: Mapping[str, str], facts: Facts = NOTHING_KNOWN) -> tuple[Hit, ...]:
        """The hits of an article given as its fields; those named title, summary and text are read."""
        finds = self.terms.finds(fields, self._worth_finding if self.queries else None)
        if not finds:
            return ()
        found = Found(finds, fields, facts)
        if self.contexts:
            found.keep_in_context(self.contexts)
        reached = self._reached(found)
        return tuple(
            _hit(self.heads[number], reached[number], found)
            for number in sorted(reached)
            if _counts(self.heads[number], reached[number], facts)
        )

    def fallen_short(self, fields: Mapping[str, str], facts: Facts = NOTHING_KNOWN) -> list["Short"]:
        """Watchlists of which something was found and that yet have no hit, for whoever wonders why."""
        found = Found(self.terms.finds(fields), fields, facts)
        found.keep_in_context(self.contexts)
        reached = self._reached(found)
        return [
            Short(head, total(part.weight for part in reached[number]))
            for number, head in enumerate(self.heads)
            if number in reached and not _counts(head, reached[number], facts)
        ]

    def hit_by(self, fields: Mapping[str, str], facts: Facts = NOTHING_KNOWN) -> set[str]:
        """The ids of the watchlists whose hit an article is; quicker than `match`, which also says where."""
        if self.queries or self.contexts or any(head.threshold is not None for head in self.heads):
            return {hit.watchlist for hit in self.match(fields, facts)}
        wanted = {n for n, head in enumerate(self.heads) if head.scope is None or in_scope(head.scope, facts)}
        reached: set[int] = set()
        for find in self.terms.each(fields) if wanted else ():
            reached.update(owner.watchlist for owner in self.owners.get(find.pattern.watchlist, ()))
            if reached >= wanted:
                break
        return {self.heads[number].id for number in reached & wanted}

    def _worth_finding(self, possible: Set[int]) -> Set[int]:
        """Of the leaves that may stand in an article those that make a difference: most only serve queries, whose
        other words do not stand there."""
        worth = {*possible & self._always}
        for number in self.required.conceivable(possible):
            worth |= possible & self._asked_for[number]
        return worth

    def _reached(self, found: Found) -> dict[int, list[_Part]]:
        reached: dict[int, list[_Part]] = {}
        for leaf, finds in found.by_leaf.items():
            for watchlist, weight in self.owners.get(leaf, ()):
                reached.setdefault(watchlist, []).append(_Part(weight, None, finds))
        for number in self.required.candidates(found.leaves) if self.queries else ():
            query = self.queries[number]
            met = query.condition.met(found)
            if met is not None:
                reached.setdefault(query.watchlist, []).append(_Part(query.weight, query.name, met))
        return reached


def _counts(head: Head, parts: Sequence[_Part], facts: Facts) -> bool:
    """Whether what was found of a watchlist makes a hit."""
    if head.scope is not None and not in_scope(head.scope, facts):
        return False
    return head.threshold is None or total(part.weight for part in parts) >= head.threshold


def _hit(head: Head, parts: Sequence[_Part], found: Found) -> Hit:
    if len(parts) == 1 and parts[0].query is None and _are_apart(parts[0].finds):  # most hits
        mentions = tuple([found.mention(find) for find in parts[0].finds])
        return Hit(watchlist=head.id, severity=head.severity, mentions=mentions)
    finds = [(found.mention(find), part.query) for part in parts for find in part.finds]
    return Hit(watchlist=head.id, severity=head.severity, mentions=_in_order(finds))


def _are_apart(finds: Sequence[Find]) -> bool:
    """Whether they stand in the order of the article and none over another."""
    for first, second in pairwise(finds):
        same = first.within is second.within
        if second.start < first.end if same else _ORDER[second.field] < _ORDER[first.field]:
            return False
    return True


def _in_order(mentions: list[tuple[Mention, str | None]]) -> tuple[Mention, ...]:
    """In the order of the article; of those of one term that overlap the longest, a term's own before a query's."""
    mentions.sort(key=_place)
    return tuple(_longest(mentions))


def _place(found: tuple[Mention, str | None]) -> tuple[object, ...]:
    """By place, then the plainest reason: the order does not depend on what else is watched for."""
    mention, query = found
    return (
        _ORDER[mention.field],
        mention.start,
        -mention.end,
        query is not None,
        mention.term,
        len(mention.rule),
        mention.rule,
    )


def _longest(mentions: Iterable[tuple[Mention, str | None]]) -> Iterable[Mention]:
    kept: list[tuple[Mention, list[str]]] = []  # each with the queries that ask for it; none: a term of its own
    last: dict[tuple[str, str], int] = {}  # (field, term) → the number of its latest mention
    for mention, query in mentions:
        key = (mention.field, mention.term)
        if key not in last or mention.start >= kept[last[key]][0].end:
            last[key] = len(kept)
            kept.append((mention, [] if query is None else [query]))
        elif query is not None and (asking := kept[last[key]][1]) and query not in asking:
            asking.append(query)
    for mention, asking in kept:
        yield _of_queries(mention, asking) if asking else mention


def _of_queries(mention: Mention, asking: Sequence[str]) -> Mention:
    return Mention(
        field=mention.field,
        start=mention.start,
        end=mention.end,
        surface=mention.surface,
        term=mention.term,
        rule=f"{', '.join(f'query {query}' for query in asking[:_MOST_QUERIES])}: {mention.rule}",
    )
