"""One article as clustering sees it: its stems and the fingerprint of its text, so small that 100,000 can be kept."""

import heapq
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import compress, repeat
from operator import sub

from monitor.core.story.words import FREQUENT, is_number, read_words

LEAD = 60  # stems of the text that say what happened; later paragraphs are background
_MAIN, _RARE = 10, 5
_ONE_IN = 2  # fingerprints kept, a power of two
_PRIOR = 2000  # articles that are taken as seen before the first one
_FREQUENT_SHARE = 0.1


class Stems:
    """In how many articles of the window each stem stands, and so how much it tells of what an article is about."""

    def __init__(self) -> None:
        self.articles = _PRIOR + 1
        self._seen = Counter(dict.fromkeys(FREQUENT, round(_PRIOR * _FREQUENT_SHARE)))

    def see(self, stems: Iterable[int]) -> None:
        """Count an article."""
        self.articles += 1
        self._seen.update(stems)

    def forget(self, stems: "array[int]") -> None:
        """Take an article back that was counted."""
        self.articles -= 1
        seen = self._seen
        counts = list(map(seen.__getitem__, stems))
        dict.update(seen, zip(stems, map(sub, counts, repeat(1)), strict=True))
        for stem in compress(stems, map((1).__eq__, counts)):
            del seen[stem]

    def seen(self, stem: int) -> int:
        """In how many articles it stands."""
        return self._seen.get(stem, 0)

    def weights(self, stems: Iterable[int]) -> list[float]:
        """Their inverse document frequencies, 0 to about 12."""
        base, seen = math.log(self.articles), map(self._seen.get, stems, repeat(0))
        return [base - log for log in map(_LOG.__getitem__, seen)]


_MOST = 150_000
_LOG = [math.log(seen + 0.5) for seen in range(_MOST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is kept of an article."""

    source: str
    at: datetime  # when it came out
    stems: "array[int]"  # each once: first those of the title, then the others of the lead, then the rest of the text
    title: int  # how many are the title's
    lead: int  # how many are the title's or the lead's
    numbers: int  # how many of the lead's are numbers
    prints: "array[int]"  # half of the hashes of all runs of stems
    rare: "array[int]"  # the five rarest of the lead's: names, mostly
    main: "array[int]"  # the ten heaviest of those that stand more than once: who and what it is about
    times: bytes  # how often each of these does, at most 255
    title_mass: float  # sum of the weights of the title's stems, as they were when it was read
    lead_mass: float
    main_mass: float


TIMES = (0.0, *(1 + math.log(times) for times in range(1, 256)))
"""How much a stem counts that stands so many times in an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A telling opened for comparing it with many."""

    telling: Telling
    weights: Mapping[int, float]  # of each stem
    main: Mapping[int, float]  # what its main stems weigh by how often they stand in it
    title: frozenset[int]
    lead: frozenset[int]
    rare: frozenset[int]
    heads: frozenset[int]  # the lead's and the main ones
    stems: frozenset[int]
    numbers: frozenset[int]  # of the lead
    prints: frozenset[int]


def read_article(stems: Stems, *, source: str, at: datetime, title: str, text: str) -> View:
    """An article as clustering sees it; `stems` weigh its words and are not changed."""
    in_title, in_text = read_words(title), read_words(text)
    titles = dict.fromkeys(in_title)
    leads = titles | dict.fromkeys(in_text[:LEAD])
    counted = Counter(dict.fromkeys(leads, 0))  # keeps their order
    counted.update(in_title)
    counted.update(in_text)
    return _view(source, at, counted, stems.weights(counted), fingerprints(in_text), len(titles), len(leads))


def _view(
    source: str,
    at: datetime,
    counted: Counter[int],
    weighed: list[float],
    prints: frozenset[int],
    title: int,
    lead: int,
) -> View:
    stems, weights = array("I", counted), dict(zip(counted, weighed, strict=True))
    heavy = {stem: TIMES[min(n, 255)] * weights[stem] for stem, n in counted.items() if n > 1}
    main = {stem: heavy[stem] for stem in heapq.nlargest(_MAIN, heavy, key=heavy.__getitem__)}
    leads = frozenset(stems[:lead])
    # of those that are equally rare, as in a young window, both tellings must choose the same
    rare = [stem for _, stem in heapq.nlargest(_RARE, zip(weighed[:lead], stems, strict=False))]
    numbers = frozenset(filter(is_number, leads))
    telling = Telling(
        source=source,
        at=at,
        stems=stems,
        title=title,
        lead=lead,
        numbers=len(numbers),
        rare=array("I", rare),
        main=array("I", main),
        times=bytes(min(counted[stem], 255) for stem in main),
        prints=array("I", prints),
        title_mass=sum(weighed[:title]),
        lead_mass=sum(weighed[:lead]),
        main_mass=sum(main.values()),
    )
    return View(
        telling=telling,
        weights=weights,
        main=main,
        title=frozenset(stems[:title]),
        lead=leads,
        rare=frozenset(rare),
        heads=leads.union(main),
        stems=frozenset(counted),
        numbers=numbers,
        prints=prints,
    )


def fingerprints(stems: list[int]) -> frozenset[int]:
    """Hashes of the runs of four stems, one in two of them, the same ones for the same run in every article.

    The hash of a tuple of whole numbers does not change from process to process.

    >>> stems = list(range(1000, 1040))
    >>> fingerprints(stems[2:]) <= fingerprints(stems), len(fingerprints(stems)) < 30
    (True, True)
    """
    runs = zip(stems, stems[1:], stems[2:], stems[3:], strict=False)
    return frozenset(found & 0xFFFFFFFF for found in map(hash, runs) if not found & (_ONE_IN - 1))
