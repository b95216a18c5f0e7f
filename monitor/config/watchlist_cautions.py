"""What to beware of in a watchlist's file, each at its place; also where something else in the file is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from monitor.config.reader import Document
from monitor.core.entities.toml import MARK
from monitor.core.errors import Problem
from monitor.core.model.watchlist import Entity, Term, Watchlist
from monitor.core.watch.doubts import marked, problem_with_query
from monitor.core.watch.forms import first_cautions
from monitor.core.watch.name_cautions import name_cautions
from monitor.core.watch.names import Names
from monitor.core.watch.parted import odd_names
from monitor.core.watch.problems import problem_with, problems_with_entity
from monitor.core.watch.query_cautions import hits_by_itself, query_cautions
from monitor.core.watch.signs import QueryError
from monitor.core.watch.twice import twice
from monitor.core.watch.written import as_written


def cautions(document: Document, watchlist: Watchlist, names: Names, *, sound: bool) -> list[Problem]:
    """Terms that find something else as well, or that stand in a large part of all articles; queries alike.

    `sound`: nothing is wrong with the watchlist; else nothing is said of those of its parts with which something is.
    """
    terms, entities = enumerate(watchlist.terms), enumerate(watchlist.entities)
    words = cautions_of_words(document, terms, entities, weighed=watchlist.threshold is not None, sound=sound)
    alone = hits_by_itself(watchlist)
    queries = [
        in_query(document, i, query.text, QueryError(span, what))
        for i, query in enumerate(watchlist.queries)
        if sound or problem_with_query(query, watchlist, names) is None
        for span, what in query_cautions(query, watchlist, names, alone)
    ]
    return [*words, *queries, *_namesakes(document, "query", enumerate(query.name for query in watchlist.queries))]


def cautions_of_words(
    document: Document,
    terms: Iterable[tuple[int, Term]],
    entities: Iterable[tuple[int, Entity]],
    *,
    weighed: bool,
    sound: bool = False,
) -> list[Problem]:
    """Those of terms and entities, given with their numbers.

    `weighed`: the watchlist has a threshold, where a word is not meant to be a hit by itself.
    """
    of_term = as_written if weighed else first_cautions
    good = [(i, entity) for i, entity in entities if sound or next(problems_with_entity(entity), None) is None]
    right = [(i, term) for i, term in terms if sound or problem_with(term) is None]
    told = [*((i, what) for i, term in right for what in of_term(term)), *twice(right, weighed=weighed)]
    if document.text.startswith(MARK):
        return _of_import(document, [entity for _, entity in good], weighed=weighed)
    named = [((i, *where), what) for i, entity in good for where, what in _of_names(entity, weighed=weighed)]
    return [
        *(document.problem(("terms", i), what) for i, what in told),
        *(document.problem(("entity", *where), what) for where, what in named),
        *_namesakes(document, "entity", [(i, entity.name) for i, entity in good]),
    ]


def _of_names(entity: Entity, *, weighed: bool) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from odd_names(entity)
    if not weighed:
        yield from name_cautions(entity)


def _of_import(document: Document, entities: Sequence[Entity], *, weighed: bool) -> list[Problem]:
    """A line or two for a file that nobody is to edit, however many names in it are to be told of."""
    names = Counter(entity.name for entity in entities)
    told = [what for entity in entities for _, what in _of_names(entity, weighed=weighed)]
    several = [name for name, n in names.items() if n > 1]
    lines = []
    if told:
        lines.append(
            f"{len(told):,} imported names find nothing or too much, as {told[0]}; import the list again to drop them"
        )
    if several:
        n = sum(names[name] - 1 for name in several)
        lines.append(f"{n:,} entities are called like one above, such as «{several[0]}»: a hit says the name only")
    return [Problem(file=document.file, line=1, column=1, message=line) for line in lines]


def in_query(document: Document, number: int, query: str, error: QueryError) -> Problem:
    """What is to be said of a part of a query, at its place within it."""
    what = f"{error.message} – {marked(query, error.span)}"
    return document.problem(("query", number, "query"), what, offset=error.span.start)


def _namesakes(document: Document, section: str, names: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """Parts called like an earlier one: a hit, or a query, says the name only."""
    seen: set[str] = set()
    for i, name in names:
        if name in seen:
            yield document.problem((section, i, "name"), f"another [[{section}]] above is called «{name}»: rename one")
        seen.add(name)
