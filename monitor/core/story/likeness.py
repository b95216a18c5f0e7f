"""How alike two tellings are: the same text (a copy), the same event (a story), or neither.

The weights were fitted by logistic regression on pairs of articles that we read and labelled (benchmarks/stories*.tsv).
What separates events best is not how alike two texts are but whether what each is about stands in the *other*: formula
texts (congratulations, weather, receptions) are alike in all but just that.
"""

import math
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from monitor.core.story.formula import (
    are_elsewhere,
    are_forecasts,
    are_prices,
    are_two_guests,
    has_other_numbers,
    is_another_guess,
    is_another_person,
    is_denial,
    is_formula,
    is_rising_toll,
)
from monitor.core.story.telling import TIMES, Telling, View
from monitor.core.story.words import RUBRICS, is_number

WINDOW = timedelta(hours=72)
_SEVERAL, _FEW = 3, 0.3
_FORMULA, _OTHER_TOPIC, _SURE = 0.45, 0.55, 0.73  # so much of a text in the other, which is about something else
_ENOUGH = 0.36  # of a text in the other; with less what they share is ever likelier a quotation or a phrase
_NO_FORMULA, _LONG = 0.85, 90  # so much of so many runs: most formulas are short
_WHOLE, _ANOTHER_DAY = 0.8, timedelta(hours=12)
_SOON = timedelta(hours=3)  # later an outlet's flash in the same words is of the next event, and prices have changed
_ANOTHER_REPORT = timedelta(hours=18)  # what is reported every day; a toll still rises on the evening of its day
_SAME_EVENT = 0.8  # of what an outlet tells in part of its own words again; with less, a formula
_FEW_WORDS, _MOST_WORDS = 0.68, 0.82  # in common: fewer count no less, more no more
_LEAST = 0.2  # with less than this it is nothing else
LITTLE = 8  # stems of title and lead: a headline and nothing else, of which one word makes another event
LENGTHY = 200  # stems, of which most articles have fewer
_LOG_LENGTHY = math.log(LENGTHY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two tellings have in common."""

    event: float  # how probable it is that they tell of the same event, 0 to 1
    text: float  # how probable it is that one repeats the text of the other, 0 to 1


_NOTHING = Likeness(event=0.0, text=0.0)
_STRANGE = Likeness(event=0.001, text=0.0)  # no words in common that would have to be vetoed


class _Common(NamedTuple):
    """How much of the words of two tellings is the same."""

    contained: float  # share of the shorter one's runs that the other has
    runs: int  # of the shorter one; 0 where little is the same
    another_day: bool

    @property
    def is_much(self) -> bool:
        """Whether more is the same than quotations and phrases."""
        return self.contained >= _ENOUGH

    @property
    def broken(self) -> float:
        """Runs of the shorter one that the other has not."""
        return (1 - self.contained) * self.runs


def likeness(one: View, other: Telling) -> Likeness:
    """Compare two tellings."""
    x, y = one.telling, other
    flashes = max(x.lead, y.lead) < LITTLE
    unsaid = min(x.lead, y.lead) < LITTLE and not _is_said(x, y)
    if flashes and unsaid:
        return _STRANGE
    lead = y.stems[: y.lead]
    ours = one.asked.intersection(y.stems)  # what of our topic, rarest and main stems stands in the other article
    theirs = one.stems.intersection(y.main)
    rare_low, rare_high = sorted(
        (_share(len(ours & one.rare), len(x.rare)), _share(len(one.stems.intersection(y.rarest)), len(y.rare)))
    )
    topic, contained, text = _topic_low(one, y, ours), _contained(one, y), 0.0
    if contained >= _LEAST:
        main = _main_high(one, y, one.main.keys() & ours, theirs)
        text = _repeats(one, y, contained=contained, main=main, rare=rare_high)
    common = _Common(contained, _runs(x, y) if contained >= _ENOUGH else 0, abs(x.at - y.at) >= _ANOTHER_REPORT)
    toll = common.is_much and is_rising_toll(one, y)
    if contained >= _FORMULA and topic < _OTHER_TOPIC and text < _SURE and not toll:
        return _NOTHING
    if not toll and _is_another_event(one, y, common):
        return _NOTHING
    event = _probability(
        3.8 * topic
        + 2.8 * rare_low
        + 5.1 * _main_high(one, y, one.main.keys() & {*lead, *y.main}, theirs & one.heads)
        - 2.6 * (not toll and _clash(one, y, lead))
        - 4.9 * bool(x.ordinals and y.ordinals and not x.ordinals & y.ordinals)  # the third is not the second
        - 1.4 * _are_two_topics(one, y, ours)
        - 3.8 * abs((x.at - y.at) / WINDOW)
        - 2.4 * (x.source == y.source)
        + _room(len(x.stems), len(y.stems))
        - 10.75
    )
    if flashes:
        return Likeness(event=event, text=float(len(x.stems) == len(y.stems)))
    return Likeness(event=event, text=0.0 if toll or unsaid or _is_told_anew(one, y, common, event) else text)


def _is_said(x: Telling, y: Telling) -> bool:
    """Whether all that a flash says stands in the other, which came out soon, and whose title does not turn it round.

    In another flash it must stand in the same order: who beats whom.
    """
    flash, other = (x, y) if x.lead < y.lead else (y, x)
    if x.turned != y.turned or x.ordinals != y.ordinals:
        return False
    again = x.source == y.source and other.lead < LITTLE
    within = _SOON if again or not RUBRICS.isdisjoint(flash.stems) else _ANOTHER_DAY
    if abs(x.at - y.at) >= within:
        return False
    if other.lead >= LITTLE:
        return set(flash.stems).issubset(other.stems)
    rest = iter(other.stems)
    return all(stem in rest for stem in flash.stems)


def _repeats(one: View, other: Telling, *, contained: float, main: float, rare: float) -> float:
    """How probable it is that one repeats the other's text, of which so much stands in it."""
    number = not one.numbers.isdisjoint(other.stems[: other.lead])
    quoted = max(0.0, _ENOUGH - contained)
    words = min(_MOST_WORDS, max(_FEW_WORDS, _words(one, other)))
    return _probability(6.9 * contained + 3.7 * rare + 2.9 * main + 0.8 * number + 10.0 * words - 30.0 * quoted - 15.0)


def _words(one: View, other: Telling) -> float:
    """Share of the stems of the article that has fewer which the other has: an exchanged word breaks four runs."""
    return _share(len(one.stems.intersection(other.stems)), min(len(one.stems), len(other.stems)))


def _is_another_event(one: View, other: Telling, common: _Common) -> bool:
    """Whether the same words, or what is reported every day, tell of two events."""
    if are_elsewhere(one, other) or are_two_guests(one, other):
        return True
    if common.another_day and _is_another_report(one, other, common):
        return True
    if not common.is_much:
        return False
    if common.contained >= _NO_FORMULA and common.runs >= _LONG:  # names may be spelt in two ways
        return is_another_person(one, other)
    return is_formula(one, other, broken=common.broken, another_day=common.another_day)


def _is_another_report(one: View, other: Telling, common: _Common) -> bool:
    """Whether a day later what is reported every day is reported again."""
    if common.contained < _WHOLE and are_forecasts(one, other):
        return True
    if not common.is_much:
        return False
    return are_prices(one, other) or has_other_numbers(one, other, broken=common.broken, another_day=True)


def _is_told_anew(one: View, other: Telling, common: _Common, event: float) -> bool:
    """Whether the words are the same, but not what they say: a count anew, a denial, an outlet's next report."""
    if event < _SAME_EVENT and _is_next_edition(one.telling, other, common.contained):
        return True
    if not common.is_much:
        return False
    if is_denial(one, other) or is_another_guess(one, other):
        return True
    return has_other_numbers(one, other, broken=common.broken, another_day=common.another_day)


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _topic_low(one: View, other: Telling, ours: frozenset[int]) -> float:
    """Share of a topic that stands in the other article: the lower of the two."""
    weight, theirs = one.weights.__getitem__, one.stems.intersection(other.stems[: other.topic])
    return min(
        _share(sum(map(weight, ours & one.topic)), one.telling.topic_mass),
        _share(sum(map(weight, theirs)), other.topic_mass),
    )


def _are_two_topics(one: View, other: Telling, ours: frozenset[int]) -> bool:
    """Whether each topic has two words, numbers aside, of which the other article knows nothing."""
    theirs = [stem for stem in other.stems[: other.topic] if stem not in one.stems]
    return (
        len(theirs) > 1 and min(sum(not is_number(stem) for stem in stems) for stems in (theirs, one.topic - ours)) > 1
    )


def _main_high(one: View, other: Telling, ours: Set[int], theirs: Set[int]) -> float:
    """Share of the main stems, by how often they stand, that these are: the higher of the two."""
    weights, main = one.weights, zip(other.main, other.times, strict=True)
    return max(
        _share(sum(map(one.main.__getitem__, ours)), one.telling.main_mass),
        _share(sum([TIMES[times] * weights[stem] for stem, times in main if stem in theirs]), other.main_mass),
    )


def _clash(one: View, other: Telling, lead: Iterable[int]) -> bool:
    """Both leads give several numbers, and hardly one in common: the same report of another day."""
    fewest = min(one.telling.numbers, other.numbers)
    return fewest >= _SEVERAL and len(one.numbers.intersection(lead)) < _FEW * fewest


def _room(x: int, y: int) -> float:
    """The less an article says, the less of it can be said by another; the more the other says, the more of it is.

    But a report or an opinion of some length tells of so much that most of anything stands in it.
    """
    shorter, longer = math.log(1 + min(x, y)), math.log(1 + max(x, y))
    return 1.2 * shorter + 1.4 * (longer - shorter) - 2.3 * max(0.0, longer - _LOG_LENGTHY)


def _contained(one: View, other: Telling) -> float:
    """Share of the shorter text's fingerprints that the other has: of the even ones where a text has no others."""
    x, y = one.telling, other
    fewest = min(x.even, y.even) if _is_halved(x, y) else min(len(x.prints), len(y.prints))
    return _share(len(one.prints.intersection(y.prints)), fewest)


def _is_next_edition(x: Telling, y: Telling, contained: float) -> bool:
    """Whether an outlet uses part of its own text again another day: the weather report, not the text once more."""
    return x.source == y.source and contained < _WHOLE and abs(x.at - y.at) >= _ANOTHER_DAY


def _runs(x: Telling, y: Telling) -> int:
    """About how many runs the shorter text has."""
    return 2 * min(x.even, y.even) if _is_halved(x, y) else min(len(x.prints), len(y.prints))


def _is_halved(x: Telling, y: Telling) -> bool:
    """Whether one of them has even fingerprints only."""
    return x.even == len(x.prints) or y.even == len(y.prints)


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0
