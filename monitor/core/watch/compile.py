"""Watchlists → a matcher: each distinct term and entity is a leaf, found once whoever asks for it."""

from collections.abc import Iterable, Sequence

from monitor.core.arabic.fold import clean
from monitor.core.arabic.keywords import Place
from monitor.core.arabic.names import name_variants
from monitor.core.arabic.tokens import is_arabic, words
from monitor.core.model.watchlist import Entity, EntityKind, Scope, Term, TermMatch, Watchlist
from monitor.core.watch.compile_query import QueryCompiler
from monitor.core.watch.leaves import Leaves
from monitor.core.watch.match import Matcher
from monitor.core.watch.names import Names
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.vocabulary import Vocabulary, Word
from monitor.core.watch.watching import Head, QueryMatcher

_EVERYDAY = frozenset({"us", "is", "it", "who", "un", "am", "so", "or", "aids", "arms", "act", "all", "on", "no"})
_LONG = 4  # words


def compile_watchlists(
    watchlists: Sequence[Watchlist], known: Sequence[Watchlist] | dict[str, Watchlist] = ()
) -> QueryMatcher:
    """Make a matcher of watchlists; what is wrong with one of their parts leaves that part out, nothing is raised.

    `known`: watchlists that are only called by name (@name, entity:NAME), such as expired ones; or by id all that may
    be called, these among them.
    """
    leaves = Leaves()
    queries = QueryCompiler(leaves, Names(known if isinstance(known, dict) else (*known, *watchlists)))
    for number, watchlist in enumerate(watchlists):
        queries.add_watchlist(number, watchlist)
    compiler = _Compiler()
    for leaf, asked in enumerate(leaves.asked):
        if isinstance(asked, Term):
            compiler.add_term(leaf, asked)
        else:
            compiler.add_entity(leaf, asked)
    terms = Matcher(compiler.vocabulary, compiler.patterns)
    heads = [_head(watchlist) for watchlist in watchlists]
    return QueryMatcher(
        heads,
        terms,
        queries.owners,
        queries.asked,
        leaves.contexts,
        leaves.costs,
        queries.callers.intersection(watchlist.id for watchlist in watchlists),
    )


def _head(watchlist: Watchlist) -> Head:
    scope = None if watchlist.scope == Scope() else watchlist.scope
    return Head(watchlist.id, watchlist.severity, watchlist.threshold, scope)


class _Compiler:
    """Gathers patterns and their words."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.patterns: list[Pattern] = []

    def add_term(self, watchlist: int, term: Term) -> None:
        parts = _letters(term.text)
        if not parts:
            return
        long = len(parts) >= _LONG
        places = [Place.ALONE] if len(parts) == 1 else [Place.FIRST] + [Place.LATER] * (len(parts) - 1)
        stated = (term.word_class, *[None] * len(parts))
        each = zip(parts, places, stated, strict=False)
        numbers = tuple(self.vocabulary.add(Word(part, place, term.match, long, own)) for part, place, own in each)
        loose = long and term.match is not TermMatch.EXACT
        self.patterns.append(Pattern(watchlist=watchlist, term=term.text, words=numbers, loose=loose))

    def add_entity(self, watchlist: int, entity: Entity) -> None:
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            alias = None if name == entity.name else name
            for way in name_variants(_letters(name)):
                if way:
                    self._add_name(watchlist, entity, alias, way)

    def _add_name(self, watchlist: int, entity: Entity, alias: str | None, way: tuple[str, ...]) -> None:
        long = entity.kind is not EntityKind.PERSON and len(way) >= _LONG
        numbers = tuple(self.vocabulary.add(Word(part, Place.NAME, TermMatch.INFLECTED, long)) for part in way)
        pattern = Pattern(
            watchlist=watchlist,
            term=entity.name,
            alias=alias,
            words=numbers,
            person=entity.kind is EntityKind.PERSON and len(way) > 1,
            loose=long,
            capitals=len(way) == 1 and way[0].isupper() and way[0].lower() in _EVERYDAY,
        )
        if pattern not in self.patterns[-8:]:
            self.patterns.append(pattern)


def _letters(text: str) -> tuple[str, ...]:
    """The words of a term; Arabic ones cleaned."""
    return tuple(_cleaned(words(text)))


def _cleaned(parts: Iterable[str]) -> Iterable[str]:
    for part in parts:
        own = clean(part) if is_arabic(part) else part
        if own:
            yield own
