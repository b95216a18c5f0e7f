"""How alike two tellings are: the same text (a copy), the same event (a story), or neither.

The weights were fitted by logistic regression on pairs of articles that we read and labelled (benchmarks/stories.tsv).
The measure that separates events best is not how similar two texts are but whether each one's title and lead stand in
the *other*: formula texts (congratulations, weather, receptions) are alike in all but just that.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from monitor.core.story.telling import TIMES, Telling, View

WINDOW = timedelta(hours=72)
_NO_NUMBERS = 0.3
_SEVERAL, _FEW = 3, 0.3
_FORMULA, _OTHER_TEXT = 0.45, -0.5  # texts that share so many words, and still are not the same, follow a formula
_ALIKE = 0.5  # of a lead or the main stems; texts that share their runs of words share more of them
_LEAST_CONTAINED = 0.3  # below it, what two texts share are quotations and phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two tellings have in common, each between 0 and 1."""

    title_low: float  # share of a title that stands in the other article: the lower of the two
    lead_high: float  # the same of the leads: the higher
    rare_low: float  # share of the five rarest stems of a lead: the lower
    main_low: float  # the same of what stands in them more than once, by how often it does
    main_high: float
    numbers: float  # share of the numbers in both leads that they have in common; 0.3 where there are none
    clash: bool  # both leads give several numbers, and hardly one in common: the same report of another day
    apart: float  # time between them, in windows
    same_source: bool
    contained: float  # share of the shorter text's fingerprints that the other has


def likeness(one: View, other: Telling) -> Likeness:
    """Compare two tellings."""
    x, y, weight = one.telling, other, one.weights.__getitem__
    ours = one.heads.intersection(y.stems)  # what of our title, lead and main stems stands in the other article
    theirs = one.stems.intersection(y.stems[: y.lead])
    fewest, common = min(len(one.numbers), y.numbers), len(one.numbers & theirs)
    titles = (
        _share(_sum(weight, ours & one.title), x.title_mass),
        _share(_sum(weight, theirs.intersection(y.stems[: y.title])), y.title_mass),
    )
    leads = _share(_sum(weight, ours & one.lead), x.lead_mass), _share(_sum(weight, theirs), y.lead_mass)
    mains = (
        _share(_sum(one.main.__getitem__, ours.intersection(one.main)), x.main_mass),
        _share(_their_main(one, y), y.main_mass),
    )
    return Likeness(
        title_low=min(titles),
        lead_high=max(leads),
        rare_low=min(
            _share(len(ours & one.rare), len(one.rare)), _share(len(one.stems.intersection(y.rare)), len(y.rare))
        ),
        main_low=min(mains),
        main_high=max(mains),
        numbers=common / (len(one.numbers) + y.numbers - common) if fewest else _NO_NUMBERS,
        clash=fewest >= _SEVERAL and common < _FEW * fewest,
        apart=abs((x.at - y.at) / WINDOW),
        same_source=x.source == y.source,
        contained=_contained(one, y, max(*leads, *mains)),
    )


def _contained(one: View, other: Telling, alike: float) -> float:
    """Share of the shorter text's fingerprints that the other has; not looked for where hardly a word is the same."""
    fewest = min(len(one.telling.prints), len(other.prints))
    return _share(len(one.prints.intersection(other.prints)), fewest) if alike >= _ALIKE else 0.0


def _sum(of: Callable[[int], float], stems: Iterable[int]) -> float:
    return sum(map(of, stems))


def _their_main(one: View, other: Telling) -> float:
    weights = one.weights
    main = zip(other.main, other.times, strict=True)
    return sum([TIMES[times] * weights[stem] for stem, times in main if stem in weights])


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0


def same_event(like: Likeness) -> float:
    """How probable it is that two articles tell of the same event."""
    if like.contained >= _FORMULA and same_text(like) < _OTHER_TEXT:
        return 0.0
    score = (
        4.3 * like.title_low
        + 3.1 * like.rare_low
        + 2.3 * like.main_low
        + 4.9 * like.main_high
        + 2.7 * like.numbers
        - 3.1 * like.clash
        - 2.6 * like.apart
        - 1.6 * like.same_source
        - 7.6
    )
    return 1 / (1 + math.exp(-score))


def same_text(like: Likeness) -> float:
    """How sure it is that one article repeats the text of the other; above 0: it does."""
    if like.contained < _LEAST_CONTAINED:
        return -math.inf
    return 5.5 * like.contained + 6.0 * like.lead_high + 6.2 * like.main_high + 3.0 * like.main_low - 14.9
