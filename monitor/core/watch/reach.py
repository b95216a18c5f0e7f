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
from monitor.core.watch.anchors import clauses
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.watching import QueryMatcher

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

    >>> index_word("والتطرّف"), index_word("ISIS"), index_word("ێڕ")
    ('والتطرف', 'isis', 'x8bd3b0b4b0dd5a0f')
    """
    folded = fold_word(surface) if is_arabic(surface) else fold_foreign(surface)
    if _PLAIN.fullmatch(folded):
        return folded
    return "x" + hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def surfaces_of(texts: Iterable[str]) -> set[str]:
    """The distinct tokens of an article's fields, as written."""
    found = {surface for text in texts for surface in surfaces(text)}
    return {surface for surface in found if not is_break(surface) and len(surface) <= LONGEST_SURFACE}


def reach_of(matcher: QueryMatcher, written: Iterable[str]) -> tuple[Reach, ...]:
    """What an article must hold one of to be a hit. `written`: every token of the archive."""
    words: dict[int, set[str]] = {}
    for surface in written:
        for word in matcher.terms.words_of(surface):
            words.setdefault(word, set()).add(index_word(surface))
    known = {word: any_of(sorted(own)) for word, own in words.items()}
    leaves: dict[int, list[Reach]] = {}
    for pattern in matcher.terms.patterns:
        leaves.setdefault(pattern.watchlist, []).append(_pattern(pattern, known))
    each = {leaf: any_of(own) for leaf, own in leaves.items()}
    asked: list[Reach] = [each[leaf] for leaf in matcher.owners if leaf in each]
    for query in matcher.queries:
        required = clauses(query.condition)
        asked.append(all_of([any_of([each[leaf] for leaf in sorted(one) if leaf in each]) for one in required]))
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
