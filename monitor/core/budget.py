"""How often feeds can be asked within a number of polls a day. Pure."""

import math
from collections.abc import Iterable
from datetime import timedelta

from monitor.core.model.feed import FeedState
from monitor.core.model.source import Source
from monitor.core.schedule import UNIT

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=30)


def unit_within(polls_a_day: int | None, feeds: Iterable[tuple[Source, FeedState]]) -> timedelta:
    """The unit of `monitor.core.schedule` with which all feeds together stay within a number of polls a day.

    Never shorter than without a budget: it is a ceiling, not an aim. Where even the bounds of the sources need more, it
    is the longest there is: the bounds win.
    """
    if polls_a_day is None:
        return UNIT
    needs = [_need(source, state) for source, state in feeds]
    low, high = math.log(UNIT / _DAY), math.log(_LONGEST / _DAY)
    if _polls(needs, math.exp(low)) <= polls_a_day:
        return UNIT
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if _polls(needs, math.exp(middle)) <= polls_a_day else (middle, high)
    return _DAY * math.exp(high)


def fewest_polls(sources: Iterable[Source]) -> float:
    """How many polls a day the sources need at least, by their own bounds."""
    return sum(_DAY / (source.every or source.max_every) for source in sources)


def _need(source: Source, state: FeedState) -> tuple[float, float, float]:
    """(polls a day with a unit of a day, at least, at most)."""
    if source.every is not None:
        return 0.0, _DAY / source.every, _DAY / source.every
    rhythm = state.rhythm
    least, most = _DAY / source.max_every, _DAY / source.min_every
    if not rhythm.days:
        return 24.0, least, most
    if state.window:  # it is asked before half of what it holds can have gone
        least = max(least, 2 * 24 * rhythm.per_hour() / state.window)
    return sum(math.sqrt(source.weight * rhythm.rate(hour)) for hour in range(24)), least, most


def _polls(needs: list[tuple[float, float, float]], unit: float) -> float:
    # hours, not days, are the measure of the density: see monitor.core.rhythm.wait
    return sum(min(most, max(least, density / (24 * unit))) for density, least, most in needs)
