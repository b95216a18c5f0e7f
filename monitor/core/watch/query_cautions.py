"""What to beware of in a query that nothing is wrong with."""

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from monitor.core.arabic.fold import fold_word
from monitor.core.arabic.lists import folded_words
from monitor.core.model.watchlist import Query, Term, Watchlist
from monitor.core.watch.doubts import distances
from monitor.core.watch.forms import particle_caution
from monitor.core.watch.marks import UNSEEN
from monitor.core.watch.names import Names
from monitor.core.watch.parted import JOINED, found_nowhere
from monitor.core.watch.query import parse_query
from monitor.core.watch.side_by_side import phrases
from monitor.core.watch.syntax import And, Named, Near, Node, Not, Or, Span, Within, Words, walk
from monitor.core.watch.written import contradiction, dashed

_WITHOUT = "بدون"
_BEHIND = folded_words("behind_without.txt")
_FIELD = re.compile(rf"(\w+)[{UNSEEN}]*:")
_OPERATOR = re.compile(r"(?<=\S)\s+(?:AND|OR|NOT)\s+(?=\S)")


def hits_by_itself(watchlist: Watchlist) -> Set[object]:
    """The terms and entities of a watchlist that are a hit each, as `query_cautions` wants them; made once for all."""
    if watchlist.threshold is not None:
        return frozenset()
    return {*map(_key, watchlist.terms), *watchlist.entities}


def query_cautions(query: Query, watchlist: Watchlist, names: Names, alone: Set[object]) -> Iterator[tuple[Span, str]]:
    """Where in a query, and one sentence each; the query is one that can be read. `alone`: see `hits_by_itself`."""
    node = parse_query(query.text)
    for part in walk(node):
        if isinstance(part, And):
            yield from list(_without(part, query.text)) or phrases(part)
            yield from _distances(part)
        if isinstance(part, Or):
            yield from _behind_not(part, query.text)
        if isinstance(part, Words):
            yield from ((part.span, what) for what in _of_words(part, query.text))
    if alone:
        yield from _adds_nothing(node, watchlist, names, alone)


def _without(node: And, text: str) -> Iterator[tuple[Span, str]]:
    """طائرة بدون طيار is a thing, and as a query every طائرة where no طيار is; تحالف بدون رياضة is just a query."""
    for first, other in pairwise(node.parts):
        if isinstance(other, Not) and isinstance(other.part, Words) and text.startswith(_WITHOUT, other.span.start):
            last = other.part.term.text
            if fold_word(last) in _BEHIND:
                what = f"«{_WITHOUT}» is NOT here, so articles with «{last}» are left out"
                phrase = f"{_beside(first, other.span, text)}{_WITHOUT} {last}"
                yield other.span, f"{what}: write «{phrase}» with its quotes for the phrase, or «وليس» for NOT"


def _behind_not(node: Or, text: str) -> Iterator[tuple[Span, str]]:
    """داعش بدون رياضة أو فن: every article with فن, unless brackets say that it is to be left out too."""
    for first, other in pairwise(node.parts):
        last = first.parts[-1] if isinstance(first, And) else None
        join = text[first.span.end : other.span.start]
        if not isinstance(last, Not) or isinstance(other, And) or ")" in join or "(" in join:
            continue
        if isinstance(last.part, Or | And) or isinstance(node.parts[-1], And):  # brackets stand there already
            continue
        also = text[other.span.start : node.parts[-1].span.end]
        sign = text[last.span.start : last.part.span.start].strip()
        both = f"{sign} ({text[slice(*last.part.span)]} {join.strip()} {also})"
        what = f"«{also}» alone is enough here, since NOT ends before «{join.strip()}»"
        yield last.span, f"{what}: write «{both}» to leave both out, else brackets around what stands before"


def _beside(first: Node, span: Span, text: str) -> str:
    """The words right before a place, with a blank behind; nothing where there are none."""
    if not isinstance(first, Words) or text[first.span.end : span.start].strip():
        return ""
    return f"{first.term.text} "


def _distances(node: And) -> Iterator[tuple[Span, str]]:
    for span, meant, number in distances(node.parts):
        as_word = f"«{number}» is looked for as a word here"
        yield span, f"{as_word}: write {meant} for a distance, or put the phrase it belongs to into quotes"


def _of_words(part: Words, text: str) -> Iterator[str]:
    if (found := _OPERATOR.search(part.term.text)) is not None:
        yield f"«{found.group().strip()}» within quotes is looked for as a word: close the quotes before it"
    named = _FIELD.match(text, part.span.start)
    field = f"{named[1]}:" if named is not None else None
    nowhere = found_nowhere(part.term.text, JOINED)
    for what in (nowhere, dashed(part.term), particle_caution(part.term), contradiction(part.term, field)):
        if what is not None:
            yield what


def _adds_nothing(node: Node, own: Watchlist, names: Names, alone: Set[object]) -> Iterator[tuple[Span, str]]:
    """A part that is a hit by itself, and that the query cannot do without."""
    for part in _required(node):
        name = part.term.text if isinstance(part, Words) else part.name
        if (_key(part.term) if isinstance(part, Words) else names.entity(part.name, own)) in alone:
            what = f"«{name}» is a hit by itself here, so this query adds no article: move one of both elsewhere"
            yield part.span, what
            return


def _key(term: Term) -> object:
    """What makes a term another one; its weight does not."""
    return (term.text, term.match, term.word_class)


def _required(node: Node) -> Iterator[Words | Named]:
    """The words and entities without which a query is true of no article."""
    match node:
        case Words() | Named():
            yield node
        case And() | Near():
            for part in node.parts:
                yield from _required(part)
        case Within():
            yield from _required(node.part)
        case _:
            pass
