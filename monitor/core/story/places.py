"""Where things happen: towns and regions by the words they are written as, and which of them lie in which.

A name is known by its whole word, for others have its stem: «الكويتي» is not كويتا, «القناة» not قنا.
"""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from monitor.core.arabic.codes import encode


def read_lines(name: str) -> list[str]:
    """The lines of a list of this package, without what is said about them."""
    text = files("monitor.core.story").joinpath(name).read_text(encoding="utf-8")
    return [line.partition("#")[0] for line in text.splitlines()]


def number_of(name: str) -> int:
    """The number of a name, which no stem has."""
    return zlib.crc32(b"@" + encode(name)) & ~1  # odd ones are numbers of the text


def forms_of(name: str) -> Iterator[str]:
    """A name with what is written in one word with it.

    >>> list(forms_of("المنيا")), list(forms_of("لحج"))
    (['المنيا', 'والمنيا', 'بالمنيا', 'وبالمنيا', 'للمنيا'], ['لحج', 'ولحج', 'بلحج', 'وبلحج'])
    """
    yield from (f"{before}{name}" for before in ("", "و", "ب", "وب"))
    if name.startswith("ال"):
        yield f"لل{name[2:]}"
    elif not name.startswith("ل"):  # «للحج» is the pilgrimage
        yield f"ل{name}"


NAMES = [name for line in read_lines("places.txt") for name in line.split()]
"""As they are written."""
PLACES = frozenset(map(number_of, NAMES))
"""The numbers of all names."""
FORMS = {encode(form): number_of(name) for name in NAMES for form in forms_of(name)}
"""Folded word → the number of the place that it names."""


def _read_regions() -> dict[int, frozenset[int]]:
    near = {place: {place} for place in PLACES}
    for line in filter(None, read_lines("regions.txt")):
        region, _, towns = line.partition(":")
        for town in towns.split():
            near[number_of(region)].add(number_of(town))
            near[number_of(town)].add(number_of(region))
    return {place: frozenset(others) for place, others in near.items()}


_NEAR = _read_regions()


def places_in(stems: Iterable[int]) -> frozenset[int]:
    """The places that are named."""
    return PLACES.intersection(stems)


@lru_cache(maxsize=10_000)
def around(places: frozenset[int]) -> frozenset[int]:
    """Places, the regions they lie in and the towns that lie in them: either may stand for the other."""
    return frozenset().union(*map(_NEAR.__getitem__, places))
