"""Watchlists → a matcher: each distinct term and entity is a leaf, found once whoever asks for it."""

from collections.abc import Sequence

from monitor.core.model.watchlist import Scope, Term, Watchlist
from monitor.core.watch.compile_query import QueryCompiler
from monitor.core.watch.compile_terms import TermCompiler
from monitor.core.watch.leaves import Leaves
from monitor.core.watch.names import Names
from monitor.core.watch.watching import Head, QueryMatcher


def compile_watchlists(
    watchlists: Sequence[Watchlist], known: Sequence[Watchlist] | dict[str, Watchlist] = (), *, soon: bool = False
) -> QueryMatcher:
    """Make a matcher of watchlists; what is wrong with one of their parts leaves that part out, nothing is raised.

    `known`: watchlists that are only called by name (@name, entity:NAME), such as expired ones; or by id all that may
    be called, these among them. `soon`: for a small change that is to be live at once; the forms of most words are
    made when a text first holds what they begin with, and what looks for them when the first article comes.
    """
    leaves = Leaves()
    names = Names(known if isinstance(known, dict) else (*known, *watchlists))
    queries = QueryCompiler(leaves, names, soon=soon)
    for number, watchlist in enumerate(watchlists):
        queries.add_watchlist(number, watchlist)
    compiler = TermCompiler(soon=soon)
    for leaf, asked in enumerate(leaves.asked):
        if isinstance(asked, Term):
            compiler.add_term(leaf, asked)
        else:
            compiler.add_entity(leaf, asked)
    terms = compiler.matcher()
    heads = [_head(watchlist) for watchlist in watchlists]
    matcher = QueryMatcher(
        heads,
        terms,
        queries.owners,
        queries.asked,
        leaves.contexts,
        leaves.costs,
        queries.callers.intersection(watchlist.id for watchlist in watchlists),
    )
    if not soon:
        matcher.prepare()
    return matcher


def _head(watchlist: Watchlist) -> Head:
    scope = None if watchlist.scope == Scope() else watchlist.scope
    return Head(watchlist.id, watchlist.severity, watchlist.threshold, scope)
