"""What a desk wants to hear of."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How much a watchlist matters to its owner; ordered, so that routes can ask for "at least"."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The word analysts write: low, normal, high or critical."""
        return self.name.lower()


class TermMatch(StrEnum):
    """How freely a term is matched."""

    EXACT = "exact"  # as written, spelling variants folded
    INFLECTED = "inflected"
    DERIVED = "derived"  # also nisba and participles


class WordClass(StrEnum):
    """What a word is inflected as; letters without vowels do not tell (كشف, "uncovering" and "he uncovered")."""

    NOUN = "noun"
    ADJECTIVE = "adjective"
    VERB = "verb"


def total(weights: Iterable[float]) -> float:
    """Weights together, as whoever wrote them adds them.

    >>> total([0.1, 0.7]), 0.1 + 0.7
    (0.8, 0.7999999999999999)
    """
    return round(math.fsum(weights), 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or a phrase of a watchlist; neighbouring words of a phrase stand next to each other in the text."""

    text: str
    match: TermMatch = TermMatch.INFLECTED
    weight: float = 1.0  # counts where the watchlist has a threshold
    word_class: WordClass | None = None  # of its first word; None: whatever that is in the dictionary


class EntityKind(StrEnum):
    """What a named entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something with a name, and the other names it goes by, in any script."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    id: str | None = None
    needs: tuple[Term, ...] = ()  # one of these must stand near a mention
    bars: tuple[Term, ...] = ()  # none of these may stand near a mention
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A condition in the query language: words, phrases, NEAR, fields, joined by AND, OR and NOT."""

    name: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The articles a watchlist is about; an empty list asks for nothing, and what is not known rules nothing out."""

    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    outlets: tuple[str, ...] = ()  # ids of sources
    languages: tuple[str, ...] = ()  # ISO 639
    sections: tuple[str, ...] = ()  # a tag of the feed, or a part of the address' path


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article beside its words."""

    outlet: str | None = None  # id of the source
    country: str | None = None  # the outlet's, ISO 3166-1 alpha-2
    language: str | None = None  # ISO 639
    url: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that a watchlist must find or must leave alone; `monitor check` holds it to that."""

    text: str
    hit: bool
    title: str = ""
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """What a desk wants to hear of."""

    id: str  # the file's name without .toml
    title: str
    owner: str | None = None
    severity: Severity = Severity.NORMAL
    expires: date | None = None  # the last day on which it matches
    terms: tuple[Term, ...] = ()
    entities: tuple[Entity, ...] = ()
    queries: tuple[Query, ...] = ()
    threshold: float | None = None  # the weights of what was found must reach it; None: anything found is a hit
    scope: Scope = Scope()
    examples: tuple[Example, ...] = ()

    def asks_on(self, day: date) -> bool:
        """Whether it has not expired by this day."""
        return self.expires is None or self.expires >= day
