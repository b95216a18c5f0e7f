"""What must not stand in an article: made ready when somebody first asks for it, as most of it nobody ever does."""

from monitor.core.model.watchlist import Term
from monitor.core.watch.compile_terms import TermCompiler
from monitor.core.watch.found import Found
from monitor.core.watch.match import Find, Matcher


class Absent:
    """A condition: a term does not stand in the article. Equal to any other of the same term."""

    __slots__ = ("_matcher", "term")

    def __init__(self, term: Term) -> None:
        self.term = term
        self._matcher: Matcher | None = None

    def met(self, found: Found) -> list[Find] | None:
        """No find where the term stands nowhere, else None."""
        if self._matcher is None:
            compiler = TermCompiler(soon=True)
            compiler.add_term(0, self.term)
            self._matcher = compiler.matcher()
        return [] if next(self._matcher.each(found.fields), None) is None else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Absent) and self.term == other.term

    def __hash__(self) -> int:
        return hash(self.term)
