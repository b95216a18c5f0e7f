"""The query language as values: what a query says, with the place of each part in its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from monitor.core.model.watchlist import Term


class Span(NamedTuple):
    """From where to where something stands in a query, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A word or a phrase."""

    term: Term
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """`entity:NAME`: an entity of this watchlist, or of another one."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """`@name`: whatever another watchlist asks for."""

    watchlist: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`outlet:albayan`, `country:IQ`, `lang:ar`, `section:politics`: something known of the article."""

    fact: str  # outlet, country, language, section
    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part must not be true."""

    part: "Node"
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All parts must be true, anywhere in the article."""

    parts: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """One of the parts must be true."""

    parts: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The parts stand in one field, at most `distance` words between neighbours."""

    parts: tuple["Node", ...]
    distance: int
    ordered: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """`title:…`: the part must be true of that field alone."""

    field: str  # title, summary or text
    part: "Node"
    span: Span


Node: TypeAlias = Words | Named | Reuse | Known | Not | And | Or | Near | Within


def parts_of(node: Node) -> tuple[Node, ...]:
    """The parts a node is made of."""
    match node:
        case And() | Or() | Near():
            return node.parts
        case Not() | Within():
            return (node.part,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and everything in it, from the outside in."""
    yield node
    for part in parts_of(node):
        yield from walk(part)
