"""Where to look for articles that may be like a new one: by the rare stems of their leads, by their fingerprints.

Both only propose: what they find may be unlike, or forgotten long ago. Numbers of articles rise with time.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from itertools import chain
from operator import itemgetter

from monitor.core.story.telling import Telling, View

_LOOKED_UP = 300  # entries read for one article
_PLACES = 2_097_143  # of fingerprints, a prime; 8 MB hold most of those of 100,000 articles that are looked up
_MOST, _SHARED = 16, 3  # articles, and of the stems read so many must stand in each
_COPIES = 2  # articles with the same fingerprints that are looked at
_RUNS = 2  # of the same fingerprints; one is a phrase
_SWEPT = 5_000  # articles after which stems are let go that stand in none any more: together that costs least
_STALE = 64  # entries of one stem, before it is worth while to look for forgotten articles among them
_LATEST = 1_024  # entries of one stem that are kept, and up to as many more: of frequent ones no others are ever read


class Leads:
    """The articles of each stem of title and lead, the oldest first."""

    def __init__(self) -> None:
        self._articles: dict[int, array[int]] = {}
        self._added = 0

    def add(self, telling: Telling, number: int, oldest: int) -> None:
        """Keep an article; `oldest` is the lowest number that is still known."""
        articles = self._articles
        lead = telling.stems[: telling.lead]
        for stem, known in zip(lead, map(articles.get, lead), strict=True):
            if known is None:
                articles[stem] = array("I", (number,))
                continue
            if len(known) > _STALE and known[len(known) // 2] < oldest:
                del known[: bisect_left(known, oldest)]
            elif len(known) >= 2 * _LATEST:
                del known[:_LATEST]
            known.append(number)
        self._added += 1
        if self._added % _SWEPT == 0:
            self._articles = {stem: known for stem, known in articles.items() if known[-1] >= oldest}

    def sharing(self, article: View) -> list[int]:
        """The latest articles that share its rarest stems, those that share most of them first."""
        left, read = _LOOKED_UP, []
        for stem in sorted(article.lead, key=article.weights.__getitem__, reverse=True):
            if (known := self._articles.get(stem)) is not None:
                read.append(known[-left:])
                left -= len(known)
                if left <= 0:
                    break
        counted = Counter(chain.from_iterable(read)).items()
        shared = sorted([one for one in counted if one[1] >= _SHARED], key=itemgetter(1), reverse=True)
        return [number for number, _ in shared[:_MOST]]


class Prints:
    """The last article that had each fingerprint; an older one may have lost its place to another fingerprint."""

    def __init__(self) -> None:
        self._last = array("I", (0,)) * _PLACES

    def add(self, telling: Telling, number: int) -> None:
        """Keep an article under its fingerprints."""
        last = self._last
        for one in _looked_up(telling):
            last[one % _PLACES] = number

    def sharing(self, article: View) -> list[int]:
        """Articles that seem to have several of the same fingerprints, those with the most first."""
        last = self._last
        found = Counter([last[one % _PLACES] for one in _looked_up(article.telling)])
        several = [one for one, runs in found.items() if runs >= _RUNS]
        return sorted(several, key=found.__getitem__, reverse=True)[:_COPIES]


def _looked_up(telling: Telling) -> list[int]:
    """The fourth part of all fingerprints that every text has, long or not: a copy has most of any part."""
    return [one for one in telling.prints[: telling.even] if not one & 2]
