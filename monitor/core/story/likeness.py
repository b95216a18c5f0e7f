"""How alike two tellings are: the same text (a copy), the same event (a story), or neither.

The weights were fitted by logistic regression on pairs of articles that we read and labelled (benchmarks/stories.tsv).
The measure that separates events best is not how similar two texts are but whether each one's title and lead stand in
the *other*: formula texts (congratulations, weather, receptions) are alike in all but just that.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from monitor.core.story.telling import IN_TITLE, TIMES, Telling, View

WINDOW = timedelta(hours=72)
_NO_NUMBERS = 0.3
_FORMULA, _OTHER_TEXT = 0.45, -1.0  # texts that share so many words, and still are not the same, follow a formula
_LEAST_CONTAINED = 0.3  # below it, what two texts share are quotations and phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two tellings have in common, each between 0 and 1."""

    lead: float  # cosine of title and lead
    title_low: float  # share of a title that stands in the other article: the lower of the two
    title_high: float
    lead_low: float  # the same of the leads
    lead_high: float
    main_low: float  # the same of what stands in them more than once, by how often it does
    main_high: float
    numbers: float  # share of the numbers in both leads that they have in common; 0.3 where there are none
    apart: float  # time between them, in windows
    same_source: bool
    contained: float  # share of the shorter text's fingerprints that the other has


def likeness(one: View, other: Telling) -> Likeness:
    """Compare two tellings."""
    x, y, weight = one.telling, other, one.weights.__getitem__
    common = one.stems.intersection(y.stems)
    y_lead = one.stems.intersection(y.stems[: y.lead])
    y_title = y_lead.intersection(y.stems[: y.title])
    titles = _share(_sum(weight, common & one.title), x.title_mass), _share(_sum(weight, y_title), y.title_mass)
    leads = _share(_sum(weight, common & one.lead), x.lead_mass), _share(_sum(weight, y_lead), y.lead_mass)
    mains = (
        _share(_sum(one.main.__getitem__, common & one.main.keys()), x.main_mass),
        _share(_y_main(one, y), y.main_mass),
    )
    return Likeness(
        lead=_share(_lead_product(one, y_lead, y_title), x.lead_length * y.lead_length),
        title_low=min(titles),
        title_high=max(titles),
        lead_low=min(leads),
        lead_high=max(leads),
        main_low=min(mains),
        main_high=max(mains),
        numbers=_numbers(one.numbers, y),
        apart=abs((x.at - y.at) / WINDOW),
        same_source=x.source == y.source,
        contained=_share(len(one.prints.intersection(y.prints)), min(len(x.prints), len(y.prints))),
    )


def _sum(of: Callable[[int], float], stems: Iterable[int]) -> float:
    return sum(map(of, stems))


def _lead_product(one: View, y_lead: frozenset[int], y_title: frozenset[int]) -> float:
    """The dot product of title and lead, where stems of a title count IN_TITLE times."""
    square, more = one.squares.__getitem__, IN_TITLE - 1
    both = y_lead & one.lead
    x_title = both & one.title
    return (
        _sum(square, both)
        + more * (_sum(square, x_title) + _sum(square, y_title & one.lead))
        + more * more * _sum(square, x_title & y_title)
    )


def _y_main(one: View, other: Telling) -> float:
    main = zip(other.main, other.times, strict=True)
    return sum(TIMES[times] * one.weights[stem] for stem, times in main if stem in one.stems)


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0


def _numbers(ours: frozenset[int], other: Telling) -> float:
    theirs = other.numbers() if ours else ours
    return len(ours & theirs) / len(ours | theirs) if theirs else _NO_NUMBERS


def same_event(like: Likeness) -> float:
    """How probable it is that two articles tell of the same event."""
    if like.contained >= _FORMULA and same_text(like) < _OTHER_TEXT:
        return 0.0
    score = (
        2.0 * like.lead
        + 3.1 * like.title_low
        + 0.9 * like.lead_low
        + 1.4 * like.lead_high
        + 1.7 * like.main_low
        + 2.8 * like.main_high
        + 1.6 * like.numbers
        - 2.2 * like.apart
        - 1.5 * like.same_source
        - 6.3
    )
    return 1 / (1 + math.exp(-score))


def same_text(like: Likeness) -> float:
    """How sure it is that one article repeats the text of the other; above 0: it does."""
    if like.contained < _LEAST_CONTAINED:
        return -math.inf
    mains = 5.4 * like.main_high + 3.4 * like.main_low
    return 3.6 * like.contained + 5.9 * like.lead_high + mains + 1.3 * like.numbers - 13.9
