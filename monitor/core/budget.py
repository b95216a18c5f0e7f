"""How often feeds can be asked within a number of polls a day. Pure."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.core.model.feed import FeedState
from monitor.core.model.source import Source
from monitor.core.rhythm import density
from monitor.core.schedule import PLENTY, Ration

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_LONGEST = timedelta(days=30)
_WHOLE_WINDOWS = 50.0  # that may go by, where nothing else helps
_STEPS = 12  # of halving: to a fifth of a percent
_HOURS = range(0, 24, 2)  # every second one stands for two: neighbours lend to one another anyway


@dataclass(frozen=True, slots=True)
class _Need:
    """What a feed asks for, in polls an hour."""

    least: float
    most: float
    densities: Sequence[float]  # at these hours of the day, with a unit of an hour
    windows: Sequence[float]  # at these hours of the day: how often what the feed holds is replaced


def ration_within(polls_a_day: int | None, feeds: Iterable[tuple[Source, FeedState]]) -> Ration:
    """The ration with which all feeds together stay within a number of polls a day.

    Never more than without a budget: it is a ceiling, not an aim. All feeds are asked less often first; where that is
    not enough, entries may be missed. Where even the bounds of the sources need more, these win.
    """
    if polls_a_day is None:
        return PLENTY
    needs = [_need(source, state) for source, state in feeds]

    def kept(ration: Ration) -> bool:
        return _polls(needs, ration) <= polls_a_day

    if kept(PLENTY):
        return PLENTY
    unit = _least(PLENTY.unit / _HOUR, _LONGEST / _HOUR, lambda hours: kept(Ration(unit=hours * _HOUR)))
    if kept(slow := Ration(unit=unit * _HOUR)):
        return slow
    longest = _LONGEST
    share = _least(PLENTY.share, _WHOLE_WINDOWS, lambda share: kept(Ration(unit=longest, share=share)))
    return Ration(unit=longest, share=share)


def fewest_polls(sources: Iterable[Source]) -> float:
    """How many polls a day the sources need at least, by their own bounds."""
    return sum(_DAY / (source.every or source.max_every) for source in sources)


def _least(low: float, high: float, good: Callable[[float], bool]) -> float:
    """The least number between two that is good, as far as a few steps of halving find it; else the higher one."""
    for _ in range(_STEPS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if good(middle) else (middle, high)
    return high


def _need(source: Source, state: FeedState) -> _Need:
    if source.every is not None:
        return _Need(_HOUR / source.every, _HOUR / source.every, (), ())
    rhythm = state.rhythm
    if not rhythm.days:
        return _Need(_HOUR / source.max_every, _HOUR / source.min_every, [math.sqrt(source.weight)], [0.0])
    rates = [rhythm.rate(hour) for hour in range(24)]
    densities = [density(rhythm, hour, weight=source.weight) for hour in _HOURS]
    held = state.window
    windows = [max(rates[hour], rates[(hour + 1) % 24]) / held if held else 0.0 for hour in _HOURS]
    return _Need(_HOUR / source.max_every, _HOUR / source.min_every, densities, windows)


def _polls(needs: Iterable[_Need], ration: Ration) -> float:
    """Polls a day, hour by hour as `monitor.core.schedule.interval` finds them."""
    unit = ration.unit / _HOUR
    return sum(
        24
        / len(need.densities)
        * sum(
            min(need.most, max(need.least, looks / unit, window / ration.share))
            for looks, window in zip(need.densities, need.windows, strict=True)
        )
        if need.densities
        else 24 * need.most
        for need in needs
    )
