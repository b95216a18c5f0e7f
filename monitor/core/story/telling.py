"""One article as clustering sees it: its stems and the fingerprint of its text, so small that 100,000 can be kept."""

import heapq
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from monitor.core.story.words import FREQUENT, is_number, read_words

LEAD = 60  # stems of the text that say what happened; later paragraphs are background
_MAIN = 10
_ONE_IN = 4  # fingerprints kept, a power of two
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

    def forget(self, stems: Iterable[int]) -> None:
        """Take an article back."""
        self.articles -= 1
        for stem in stems:
            if self._seen[stem] > 1:
                self._seen[stem] -= 1
            else:
                del self._seen[stem]

    def seen(self, stem: int) -> int:
        """In how many articles it stands."""
        return self._seen.get(stem, 0)

    def weights(self, stems: Iterable[int]) -> list[float]:
        """Their inverse document frequencies, 0 to about 12."""
        base, seen = math.log(self.articles), self._seen.get
        return [base - _LOG[seen(stem, 0)] for stem in stems]

    def weight(self, stem: int) -> float:
        """The inverse document frequency of one."""
        return math.log(self.articles) - _LOG[self.seen(stem)]


_MOST = 150_000
_LOG = array("d", (math.log(seen + 0.5) for seen in range(_MOST)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is kept of an article."""

    source: str
    at: datetime  # when it came out
    stems: "array[int]"  # each once: first those of the title, then the others of the lead, then the rest of the text
    title: int  # how many are the title's
    lead: int  # how many are the title's or the lead's
    prints: "array[int]"  # a quarter of the hashes of all runs of five words
    main: "array[int]"  # the ten heaviest of those that stand more than once: who and what it is about
    times: bytes  # how often each of these does, at most 255
    title_mass: float  # sum of the weights of the title's stems, as they were when it was read
    lead_mass: float
    lead_length: float  # of the vector of title and lead that likeness compares
    main_mass: float

    def numbers(self) -> frozenset[int]:
        """The stems of title and lead that are numbers."""
        return frozenset(filter(is_number, self.stems[: self.lead]))


TIMES = (0.0, *(1 + math.log(times) for times in range(1, 256)))
"""How much a stem counts that stands so many times in an article."""
IN_TITLE = TIMES[3]
"""How much a stem of the title counts among those of the lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A telling opened for comparing it with many."""

    telling: Telling
    weights: Mapping[int, float]  # of each stem
    squares: Mapping[int, float]  # of the lead's
    main: Mapping[int, float]  # what its main stems weigh by how often they stand in it
    stems: frozenset[int]
    title: frozenset[int]
    lead: frozenset[int]
    numbers: frozenset[int]
    prints: frozenset[int]


def read_article(stems: Stems, *, source: str, at: datetime, title: str, text: str) -> View:
    """An article as clustering sees it; `stems` weigh its words and are not changed."""
    _, in_title = read_words(title)
    codes, in_text = read_words(text)
    titles = dict.fromkeys(filter(None, in_title))
    leads = titles | dict.fromkeys(islice(filter(None, in_text), LEAD))
    counted = Counter(dict.fromkeys(leads, 0))  # keeps their order
    counted.update(filter(None, in_title))
    counted.update(filter(None, in_text))
    return _view(source, at, counted, stems.weights(counted), fingerprints(codes), len(titles), len(leads))


def _view(
    source: str,
    at: datetime,
    counted: Counter[int],
    weighed: list[float],
    prints: "array[int]",
    title: int,
    lead: int,
) -> View:
    stems, weights = array("I", counted), dict(zip(counted, weighed, strict=True))
    heavy = {stem: TIMES[min(n, 255)] * weights[stem] for stem, n in counted.items() if n > 1}
    main = {stem: heavy[stem] for stem in heapq.nlargest(_MAIN, heavy, key=heavy.__getitem__)}
    in_title, in_lead = weighed[:title], weighed[:lead]
    telling = Telling(
        source=source,
        at=at,
        stems=stems,
        title=title,
        lead=lead,
        main=array("I", main),
        times=bytes(min(counted[stem], 255) for stem in main),
        prints=prints,
        title_mass=sum(in_title),
        lead_mass=sum(in_lead),
        lead_length=math.hypot(*(IN_TITLE * weight for weight in in_title), *in_lead[title:]),
        main_mass=sum(main.values()),
    )
    return View(
        telling=telling,
        weights=weights,
        squares={stem: weights[stem] ** 2 for stem in stems[:lead]},
        main=main,
        stems=frozenset(weights),
        title=frozenset(stems[:title]),
        lead=frozenset(stems[:lead]),
        numbers=telling.numbers(),
        prints=frozenset(prints),
    )


def fingerprints(codes: list[int]) -> "array[int]":
    """Hashes of the runs of five words, one in four of them, the same ones for the same run in every article.

    The hash of a tuple of whole numbers does not change from process to process.

    >>> codes = list(range(1000, 1040))
    >>> set(fingerprints(codes[2:])) <= set(fingerprints(codes)), len(fingerprints(codes)) < 20
    (True, True)
    """
    runs = zip(codes, codes[1:], codes[2:], codes[3:], codes[4:], strict=False)
    return array("I", {found & 0xFFFFFFFF for found in map(hash, runs) if not found & (_ONE_IN - 1)})
