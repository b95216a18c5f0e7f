"""One article as clustering sees it: its stems and the fingerprint of its text, so small that 100,000 can be kept."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from itertools import chain, compress, repeat
from operator import mul, or_
from typing import TypeVar

from monitor.core.story.places import places_in
from monitor.core.story.words import ABOUT, DENIES, FREQUENT, KNOWN, ORDINALS, RECEIVES, is_number, read_words, turns

_Some = TypeVar("_Some", int, bytes)

LEAD = 60  # stems of the text that say what happened; later paragraphs are background
_BEGINNING = 6  # stems: a dateline and who speaks
_MAIN, _RARE = 10, 5
_LONG = 160  # runs; of a longer text only every second fingerprint is kept
_PLACES = 2_097_143  # of stems, a prime; 8 MB
_PRIOR = 2000  # articles that are taken as seen before the first one
_FREQUENT_SHARE, _KNOWN_SHARE = 0.1, 0.005
_IMAGINED = dict.fromkeys(FREQUENT, round(_PRIOR * _FREQUENT_SHARE)) | dict.fromkeys(
    KNOWN, round(_PRIOR * _KNOWN_SHARE)
)


class Stems:
    """In how many articles of the window each stem stands, and so how much it tells of what an article is about.

    Counted by a hash, which takes a third of the time that a table of the stems takes: one in a hundred rare stems
    counts for as frequent as another that has its place.
    """

    def __init__(self) -> None:
        self.articles = _PRIOR + 1
        self._seen = array("I", (0,)) * _PLACES
        for stem, times in _IMAGINED.items():
            self._seen[stem % _PLACES] = times

    def see(self, stems: Iterable[int]) -> None:
        """Count an article."""
        self.articles += 1
        seen = self._seen
        for stem in stems:
            seen[stem % _PLACES] += 1

    def forget(self, stems: Iterable[int]) -> None:
        """Take an article back that was counted."""
        self.articles -= 1
        seen = self._seen
        for stem in stems:
            seen[stem % _PLACES] -= 1

    def seen(self, stem: int) -> int:
        """In how many articles it stands."""
        return self._seen[stem % _PLACES]

    def weights(self) -> "Weights":
        """The inverse document frequency of every stem as it is now, 0 to about 12."""
        return Weights(self._seen, math.log(self.articles))


class Weights(dict[int, float]):
    """The weights of stems, each looked up when it is asked for."""

    def __init__(self, seen: Sequence[int], base: float) -> None:
        self._seen, self._base = seen, base

    def __missing__(self, stem: int) -> float:
        weight = self[stem] = self._base - _LOG[self._seen[stem % _PLACES]]
        return weight

    def of(self, stems: Iterable[int]) -> list[float]:
        """Those of many."""
        base, seen = self._base, self._seen
        found = [base - _LOG[seen[stem % _PLACES]] for stem in stems]
        self.update(zip(stems, found, strict=True))
        return found


_MOST = 150_000
_FEW = 4  # articles that may all tell of one event: what stands in no more is as rare as what stands in none
_LOG = array("d", (math.log(max(seen, _FEW) + 0.5) for seen in range(_MOST)))  # 1.2 MB, a list takes 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is kept of an article."""

    source: str
    at: datetime  # when it came out
    stems: (
        "array[int]"  # each once: those of the title that its text confirms, the title's others, the lead's, the rest
    )
    topic: int  # how many title and text share: what it is about, without the headline's wit
    lead: int  # how many are the title's or the lead's
    numbers: int  # how many of these are numbers
    places: frozenset[int]  # that its topic names, else its lead
    placed: bool  # whether these are its topic's
    receives: bool  # whether its title says that somebody is received
    denies: bool  # whether it is a denial: further down others are denied than what it tells of
    turned: frozenset[bytes]  # words of its title without which that would say something else
    guesses: bool  # whether it says of a figure of its topic that it is about so many
    ordinals: int  # those of the title, a bit for each
    prints: "array[int]"  # of runs of stems: the even ones, then, of a text that is not long, the odd ones
    even: int  # how many of them are even
    rare: bytes  # places of the five rarest of the lead's, and of all that are as rare: names, mostly
    main: "array[int]"  # the ten heaviest of those that stand more than once: who and what it is about
    times: bytes  # how often each of these does, at most 255
    topic_mass: float  # sum of the weights of the topic's stems, as they were when it was read
    main_mass: float

    @property
    def rarest(self) -> Iterator[int]:
        """The stems themselves."""
        return map(self.stems.__getitem__, self.rare)


_NAMEABLE = 256  # places of a lead that a byte can name; no lead has more
TIMES = (0.0, *(1 + math.log(times) for times in range(1, 256)))
"""How much a stem counts that stands so many times in an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A telling opened for comparing it with many."""

    telling: Telling
    weights: Weights  # of any stem
    main: Mapping[int, float]  # what its main stems weigh by how often they stand in it
    topic: frozenset[int]
    lead: frozenset[int]
    rare: frozenset[int]
    heads: frozenset[int]  # the lead's and the main ones
    asked: frozenset[
        int
    ]  # the topic's, the rarest and the main ones: what is looked for in the whole of the other article
    stems: frozenset[int]
    numbers: frozenset[int]  # of the lead
    prints: frozenset[int]


def read_article(stems: Stems, *, source: str, at: datetime, title: str, text: str) -> View:
    """An article as clustering sees it; `stems` weigh its words and are not changed."""
    in_title = read_words(title)
    in_text = read_words(text) or in_title  # an item without one says in its title all that it has to say
    titles, counted = dict.fromkeys(in_title), Counter(in_text)
    topic = [stem for stem in titles if stem in counted]
    in_lead = dict.fromkeys(chain(topic, titles, in_text[:LEAD]))
    lead = len(in_lead)
    in_order = dict.fromkeys(chain(in_lead, counted))
    counted.update(in_title)
    all_stems, weights = array("I", in_order), stems.weights()
    weighed = weights.of(all_stems[:lead])
    main = _main([stem for stem in in_order if counted[stem] > 1], counted, weights)
    # editors exchange the frequent ones: «وأضاف» for «وأشار إلى»
    even, odd = fingerprints([stem for stem in in_text if stem not in FREQUENT])
    in_lead_places = places_in(in_lead)
    places = places_in(topic) if in_lead_places else in_lead_places
    telling = Telling(
        source=source,
        at=at,
        stems=all_stems,
        topic=len(topic),
        lead=lead,
        numbers=len([stem for stem in in_lead if stem & 1]),  # is_number, in place: it is asked of each
        places=_shared(places or in_lead_places),
        placed=bool(places),
        receives=not RECEIVES.isdisjoint(titles),
        denies=_denies(titles, in_text),
        turned=_shared(turns(title)),
        guesses=_guesses(filter(is_number, topic), in_title, in_text),
        ordinals=reduce(or_, map(ORDINALS.get, titles, repeat(0)), 0),
        prints=array("I", (*even, *odd)),
        even=len(even),
        rare=_rarest(weighed),
        main=array("I", main),
        times=bytes(min(counted[stem], 255) for stem in main),
        topic_mass=sum(weighed[: len(topic)]),
        main_mass=sum(main.values()),
    )
    return _opened(telling, weights, main, stems=frozenset(in_order), prints=even | odd)


def _guesses(figures: Iterable[int], *told: list[int]) -> bool:
    """Whether «about» stands before one of these figures, wherever it is told first."""
    before = (stems[max(0, stems.index(figure) - 1)] for figure in figures for stems in told)
    return any(stem in ABOUT for stem in before)


def _denies(title: Iterable[int], text: list[int]) -> bool:
    """Whether a text begins with a denial, or its title and its lead have one."""
    if not DENIES.isdisjoint(text[:_BEGINNING]):
        return True
    return not DENIES.isdisjoint(title) and not DENIES.isdisjoint(text[:LEAD])


@lru_cache(maxsize=10_000)
def _shared(some: frozenset[_Some]) -> frozenset[_Some]:
    """The same set for all that are equal: each takes 216 bytes."""
    return some


def _main(repeated: list[int], counted: Counter[int], weights: Weights) -> dict[int, float]:
    """The heaviest of the stems that stand more than once."""
    times = [TIMES[min(counted[stem], 255)] for stem in repeated]
    heavy = dict(zip(repeated, map(mul, times, weights.of(repeated)), strict=True))
    # a list of a hundred is sorted sooner than the most of it are picked (heapq is no C)
    return {stem: heavy[stem] for stem in sorted(heavy, key=heavy.__getitem__, reverse=True)[:_MAIN]}


def _rarest(weighed: list[float]) -> bytes:
    """Where the rarest stems of a lead stand, and all that are as rare: of these no telling may choose others."""
    least = min(sorted(weighed)[-_RARE:], default=0.0)
    return bytes(compress(range(_NAMEABLE), map(least.__le__, weighed)))


def open_telling(stems: Stems, telling: Telling) -> View:
    """A telling that was kept, opened again; its words weigh what they weigh now."""
    weights = stems.weights()
    times = zip(telling.main, telling.times, strict=True)
    main = {stem: TIMES[n] * weights[stem] for stem, n in times}
    return _opened(telling, weights, main, stems=frozenset(telling.stems), prints=frozenset(telling.prints))


def _opened(
    telling: Telling, weights: Weights, main: dict[int, float], *, stems: frozenset[int], prints: frozenset[int]
) -> View:
    lead = frozenset(telling.stems[: telling.lead])
    topic, rare = frozenset(telling.stems[: telling.topic]), frozenset(telling.rarest)
    return View(
        telling=telling,
        weights=weights,
        main=main,
        topic=topic,
        rare=rare,
        heads=lead.union(main),
        asked=topic.union(rare, main),
        stems=stems,
        lead=lead,
        numbers=frozenset([stem for stem in lead if stem & 1]),
        prints=prints,
    )


def fingerprints(stems: list[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Hashes of all runs of four stems, the even ones and, of a text that is not long, the odd ones.

    The hash of a tuple of whole numbers does not change from process to process.

    >>> stems = list(range(1000, 1400))
    >>> (even, odd), (some, others) = fingerprints(stems), fingerprints(stems[20:60])
    >>> some <= even, odd, len(some | others)
    (True, frozenset(), 37)
    """
    runs = list(map(hash, zip(stems, stems[1:], stems[2:], stems[3:], strict=False)))
    even = frozenset([run & 0xFFFFFFFF for run in runs if not run & 1])
    return even, frozenset([run & 0xFFFFFFFF for run in runs if run & 1] if len(stems) <= _LONG else ())
