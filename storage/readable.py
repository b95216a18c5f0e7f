"""Rows that nobody can read (spoilt on the disk, or of another version): each costs only what it belongs to."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from monitor.core.errors import SpoiltError

K = TypeVar("K")
T = TypeVar("T")

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, OverflowError)
"""What the making of a value raises for a number, a word or a shape that it does not know."""


def readable(
    ids: Sequence[K], read: Callable[[Sequence[K]], Mapping[K, T]], *, looking: bool = False
) -> tuple[dict[K, T], dict[K, str]]:
    """What `read` makes of all of these, and why it cannot read the rest: halved until the bad ones stand alone.

    `looking`: who only looks passes over a spoilt date as well; who has work to do gets SpoiltError, which is mended.

    >>> readable([1, 0, 2], lambda some: {n: 12 // n if n else int("none") for n in some})
    ({1: 12, 2: 6}, {0: "ValueError: invalid literal for int() with base 10: 'none'"})
    """
    if not ids:
        return {}, {}  # rounds that find nothing to do are the most, and each would ask the database all the same
    unreadable = (*UNREADABLE, SpoiltError) if looking else UNREADABLE
    try:
        return dict(read(ids)), {}
    except unreadable as error:
        if len(ids) <= 1:
            said = str(error) if isinstance(error, SpoiltError) else f"{type(error).__name__}: {error}"
            return {}, dict.fromkeys(ids, said)
    half = len(ids) // 2
    first, last = (readable(some, read, looking=looking) for some in (ids[:half], ids[half:]))
    return first[0] | last[0], first[1] | last[1]
