"""Leaves: the distinct terms and entities that all watchlists together ask for, by number."""

from monitor.core.arabic.tokens import typed_words
from monitor.core.model.watchlist import Entity, Term
from monitor.core.watch.flood import is_everyday
from monitor.core.watch.found import Context

_EVERYDAY = 100.0
_RARER = 8.0  # how much rarer a phrase is expected for each word it has beyond one; a guess that only orders


class Leaves:
    """Gives numbers to terms and entities; the same one asked for twice has one number."""

    def __init__(self) -> None:
        self.asked: list[Term | Entity] = []
        self.contexts: dict[int, Context] = {}
        self.costs: dict[int, float] = {}
        self._numbers: dict[object, int] = {}

    def term(self, term: Term) -> int:
        """The number of a term, whatever its weight."""
        key = (term.text, term.match, term.word_class)
        return self._numbers[key] if key in self._numbers else self._new(key, term, len(typed_words(term.text)))

    def entity(self, entity: Entity) -> int:
        """The number of an entity with its context."""
        key = (entity.name, entity.kind, entity.aliases, entity.needs, entity.bars)
        if key in self._numbers:
            return self._numbers[key]
        number = self._new(key, entity, 2)
        if entity.needs or entity.bars:
            needs = tuple(self.term(term) for term in entity.needs)
            self.contexts[number] = (needs, tuple(self.term(term) for term in entity.bars))
        return number

    def _new(self, key: object, asked: Term | Entity, size: int) -> int:
        number = self._numbers[key] = len(self.asked)
        self.asked.append(asked)
        if size > 1:
            self.costs[number] = _RARER ** (1 - min(size, 4))
        elif isinstance(asked, Term) and is_everyday(asked.text):
            self.costs[number] = _EVERYDAY
        return number
