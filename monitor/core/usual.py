"""How many stories of a watchlist are usual at these hours, and how much that varies: learnt from its last six weeks.

Most of what is known about a small watchlist is known from the others: news of all kinds comes at the same hours and is
as thin on the same days. So the hours and days of all watchlists together (`Profile`) say when, a watchlist's own six
weeks say how much, and its own same hours correct the hours as far as there are stories to tell it from chance.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

WINDOW = timedelta(hours=6)
WEEKS = 6
LEAST_DAYS = 14  # of knowing a watchlist, before anything counts as unusual
DISPERSION = 4.0  # k, the variance being m + m²/k, where nothing is known
MOODIEST, CALMEST = 0.5, 200.0  # k that is believed
DOUBT = 2.5  # standard errors by which the variance is taken for more than was measured
_WITHIN = 10.0  # stories of its own hours that weigh as much as the hours of all
_RARE = 0.05  # share of windows that may be bursts
_FLAT_HOUR, _FLAT_DAY = 0.25, 100.0  # stories by which a profile is smoothed
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_A_DAY = _DAY // WINDOW  # windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """When news comes: the share of each hour (UTC) in a day, and how busy each weekday is (1: as on average)."""

    hours: tuple[float, ...] = (1 / 24,) * 24
    days: tuple[float, ...] = (1.0,) * 7

    def weight(self, end: datetime) -> float:
        """The share of an average day's stories that comes in the window that ends at `end`."""
        begin, middle = (end - WINDOW).astimezone(UTC), (end - WINDOW / 2).astimezone(UTC)
        past = (begin.minute * 60 + begin.second) / 3600
        whole = sum(self.hours[(begin.hour + n) % 24] for n in range(6))
        return self.days[middle.weekday()] * (
            whole + past * (self.hours[(begin.hour + 6) % 24] - self.hours[begin.hour])
        )


EVEN = Profile()


def profile_of(times: Collection[datetime], now: datetime) -> Profile:
    """The profile of these moments up to a day ago; weekdays count over whole weeks only."""
    end = now - _DAY
    known = [at.astimezone(UTC) for at in times if at <= end]
    weeks = (end - min(known, default=end)) // _WEEK
    hours = Counter(at.hour for at in known)
    days = Counter(at.weekday() for at in known if at > end - weeks * _WEEK)
    return Profile(
        hours=tuple((hours[n] + _FLAT_HOUR) / (len(known) + 24 * _FLAT_HOUR) for n in range(24)),
        days=tuple((days[n] + _FLAT_DAY) / (days.total() / 7 + _FLAT_DAY) for n in range(7)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is to be expected in a window, and how much it varies: the variance is mean + mean²/k."""

    mean: float
    k: float = DISPERSION


def stories_in_window(times: Sequence[datetime], end: datetime) -> int:
    """How many of these moments (in order) lie in the window that ends at `end`."""
    return bisect_right(times, end) - bisect_right(times, end - WINDOW)


def usual(times: Sequence[datetime], now: datetime, since: datetime, profile: Profile = EVEN) -> Usual | None:
    """Stories to be expected in the window that ends now; the last day does not count, since a burst may be a day old.

    `times`: when each story first hit, in order; `since`: when the watchlist was first seen. None: too early to say.
    """
    days = min(WEEKS * 7, (now - WINDOW - since) // _DAY)
    if days < LEAST_DAYS:
        return None
    windows = _windows(times, now - _DAY, days, profile)
    kept = _without_bursts(windows, _factors(windows))
    factors = _factors(kept)
    moodiness, doubt = _moodiness(kept, factors)
    k = 1 / max(moodiness + DOUBT * doubt, 1 / CALMEST)
    return Usual(mean=profile.weight(now) * factors[0], k=max(MOODIEST, k))


@dataclass(frozen=True, slots=True)
class _Window:
    """One of the past."""

    phase: int  # how many windows of a day it lies before the one in question
    count: int
    weight: float


def _windows(times: Sequence[datetime], end: datetime, days: int, profile: Profile) -> list[_Window]:
    """All windows of so many days, side by side."""
    ends = [end - n * WINDOW for n in range(_A_DAY * (days - 1) + 1)]
    return [
        _Window(phase=n % _A_DAY, count=stories_in_window(times, end), weight=profile.weight(end))
        for n, end in enumerate(ends)
    ]


def _factors(windows: Sequence[_Window]) -> list[float]:
    """Stories a day, as each phase has it: the fewer stories, the nearer to what all phases have."""
    rate = sum(one.count for one in windows) / max(sum(one.weight for one in windows), 1e-9)
    factors = []
    for phase in range(_A_DAY):
        own = [one for one in windows if one.phase == phase]
        seen, expected = sum(one.count for one in own), rate * sum(one.weight for one in own)
        factors.append(rate * (seen + _WITHIN) / (expected + _WITHIN))
    return factors


def _moodiness(windows: Sequence[_Window], factors: Sequence[float]) -> tuple[float, float]:
    """1/k by the method of moments, and its standard error."""
    means = [one.weight * factors[one.phase] for one in windows]
    squares = sum(mean * mean for mean in means)
    if squares == 0:
        return 1 / DISPERSION, 0.0
    found = sum((one.count - mean) ** 2 - mean for one, mean in zip(windows, means, strict=True)) / squares
    moody = max(found, 0.0)
    # a gamma-distributed mood has an excess kurtosis of 6/k
    error = math.sqrt(2 / squares) + math.sqrt((2 + 6 * moody) / len(means)) * moody
    return found, error


def _without_bursts(windows: Sequence[_Window], factors: Sequence[float]) -> Sequence[_Window]:
    """What may teach what is usual: earlier bursts would hide the next one. Where they are not rare, they are usual."""
    moodiness, _ = _moodiness(windows, factors)
    kept = [one for one in windows if one.count <= _ordinary(one.weight * factors[one.phase], moodiness)]
    return kept if len(windows) - len(kept) <= _RARE * len(windows) else windows


def _ordinary(mean: float, moodiness: float) -> float:
    """Up to where a count is no burst."""
    spread = math.sqrt(mean + min(max(moodiness, 0.0), 1 / DISPERSION) * mean * mean)
    return max(5.0, mean + 3.5 * spread + 1)
