"""Which stored articles a matcher can match at all, asked of an index of their words.

The archive keeps two things: for each article the index words of its tokens, and every token as it was ever written.
The matcher itself says which of those tokens it would recognise, so the index knows nothing of inflection and finds
what a full scan finds, whatever the rules are.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from monitor.core.arabic.fold import fold_foreign, fold_word
from monitor.core.arabic.tokens import is_arabic, is_break, surfaces
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.required import clauses
from monitor.core.watch.watching import Owner, QueryMatcher

INDEX_VERSION = 1
"""To be raised when `index_word` or the tokens of a text change: the archive then indexes its articles anew."""

LONGEST_SURFACE = 300  # as long as a term may be
_PLAIN = re.compile("[0-9a-z\u0621-\u064a]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One of these must stand in an article."""

    parts: tuple["Reach", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """All of these must stand in an article."""

    parts: tuple["Reach", ...]


Reach: TypeAlias = str | AnyOf | AllOf
"""An index word, or a combination of them."""

NOWHERE = AnyOf(parts=())


def index_word(surface: str) -> str:
    """The word under which a token is indexed: folded, letters and digits only, so that no database splits it.

    >>> index_word("والتطرّف"), index_word("ISIS"), index_word("Łódź")
    ('والتطرف', 'isis', 'lodz')
    """
    folded = fold_word(surface) if is_arabic(surface) else fold_foreign(surface)
    if _PLAIN.fullmatch(folded):
        return folded
    return "x" + hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def surfaces_of(texts: Iterable[str]) -> set[str]:
    """The distinct tokens of an article's fields, as written."""
    found = {surface for text in texts for surface in surfaces(text)}
    return {surface for surface in found if not is_break(surface) and len(surface) <= LONGEST_SURFACE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Some of what a matcher asks for: leaves that a watchlist owns, and queries by number."""

    leaves: frozenset[int]
    queries: frozenset[int]


def all_parts(matcher: QueryMatcher) -> Parts:
    """Everything a matcher asks for."""
    return Parts(leaves=frozenset(matcher.owners), queries=frozenset(range(len(matcher.queries))))


def changed_parts(matcher: QueryMatcher) -> Parts:
    """What only one of a matcher's two watchlists asks for: no other part can make a difference between them.

    Everything, where they differ in how their parts are counted or in their scope.
    """
    one, other = matcher.heads
    if (one.threshold, one.scope) != (other.threshold, other.scope):
        return all_parts(matcher)
    leaves = {leaf for leaf, owners in matcher.owners.items() if _weights(owners, 0) != _weights(owners, 1)}
    asked = [{(query.weight, query.condition) for query in matcher.queries if query.watchlist == n} for n in (0, 1)]
    queries = {
        number
        for number, query in enumerate(matcher.queries)
        if (query.weight, query.condition) not in asked[1 - query.watchlist]
    }
    return Parts(leaves=frozenset(leaves), queries=frozenset(queries))


def _weights(owners: Sequence[Owner], watchlist: int) -> list[float]:
    return sorted(owner.weight for owner in owners if owner.watchlist == watchlist)


def reach_of(matcher: QueryMatcher, written: Iterable[str], parts: Parts | None = None) -> tuple[Reach, ...]:
    """What an article must hold one of to be a hit. `written`: every token of the archive; `parts`: only for these."""
    chosen = parts if parts is not None else all_parts(matcher)
    required = [clauses(matcher.queries[number].condition) for number in sorted(chosen.queries)]
    wanted = chosen.leaves.union(*(clause for own in required for clause in own))
    patterns = [pattern for pattern in matcher.terms.patterns if pattern.watchlist in wanted]
    words: dict[int, set[str]] = {word: set() for pattern in patterns for word in pattern.words}
    for surface in written if words else ():
        for word in matcher.terms.words_of(surface) & words.keys():
            words[word].add(index_word(surface))
    known = {word: any_of(sorted(own)) for word, own in words.items()}
    leaves: dict[int, list[Reach]] = {}
    for pattern in patterns:
        leaves.setdefault(pattern.watchlist, []).append(_pattern(pattern, known))
    each = {leaf: any_of(own) for leaf, own in leaves.items()}
    asked = [each[leaf] for leaf in sorted(chosen.leaves) if leaf in each]
    for own in required:
        asked.append(all_of([any_of([each[leaf] for leaf in sorted(clause) if leaf in each]) for clause in own]))
    return tuple(dict.fromkeys(reach for reach in asked if reach != NOWHERE))


def _pattern(pattern: Pattern, known: dict[int, Reach]) -> Reach:
    return all_of([known.get(word, NOWHERE) for word in dict.fromkeys(pattern.words)])


def any_of(parts: Sequence[Reach]) -> Reach:
    """One of the parts; those that nothing can satisfy are left out."""
    inner = [one for part in parts for one in (part.parts if isinstance(part, AnyOf) else (part,))]
    kept = tuple(dict.fromkeys(inner))
    return kept[0] if len(kept) == 1 else AnyOf(parts=kept)


def all_of(parts: Sequence[Reach]) -> Reach:
    """All parts; NOWHERE if one of them is."""
    if any(part == NOWHERE for part in parts):
        return NOWHERE
    kept = tuple(dict.fromkeys(parts))
    return kept[0] if len(kept) == 1 else AllOf(parts=kept)


def size(reach: Reach) -> int:
    """How many index words it names."""
    return 1 if isinstance(reach, str) else sum(map(size, reach.parts))
