"""A feed's own rhythm: how much it publishes at which hour, and on which day of the week. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
_MEMORY = 14.0  # days after which what was seen counts a third (1/e)
_LONGEST_SPAN = timedelta(days=7)  # of a first document that is believed: older entries are a selection
_EVEN = 2.0  # days of an even profile that are mixed in: one day's silence at four o'clock proves nothing
_LEAST_RATE = 1 / (24 * 60)  # entries an hour: a feed that has been silent for months may still wake up
_BY_RATE = 0.45  # 0.5 gives the least mean delay, this one the same and shorter longest ones: decision 46
_SHARE_OF_DROP, _ENOUGH = 0.25, 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Decayed counts of entries, small enough to be stored with each feed."""

    hours: tuple[float, ...] = (0.0,) * 24  # entries per hour of the day, UTC
    days: float = 0.0  # days of observation behind them
    until: datetime | None = None  # up to when they were counted
    weekdays: tuple[float, ...] = (0.0,) * 7  # entries on a Monday … Sunday (UTC), a moving mean
    weeks: tuple[int, ...] = (0,) * 7  # how many of each were counted
    today: int = 0  # entries since midnight UTC

    def per_hour(self) -> float:
        """Entries an hour, over the whole day."""
        return max(_LEAST_RATE, sum(self.hours) / max(self.days, 1 / 24) / 24) if self.days else 0.0

    def rate(self, hour: int) -> float:
        """Entries an hour at an hour of the day; hours lend to their neighbours, and to the whole day's mean."""
        counts = self.hours
        smooth = 0.25 * counts[hour - 1] + 0.5 * counts[hour] + 0.25 * counts[(hour + 1) % 24]
        return max(_LEAST_RATE, (smooth + _EVEN * self.per_hour()) / (self.days + _EVEN))


def observed(rhythm: Rhythm, published: Sequence[datetime], now: datetime) -> Rhythm:
    """Count entries that are new; `published`: when each came out, as far as can be known (else `now`)."""
    if rhythm.until is None:
        return _first(published, now)
    rhythm = _rolled(rhythm, now)
    passed = max(0.0, (now - (rhythm.until or now)) / timedelta(days=1))
    fade = math.exp(-passed / _MEMORY)
    hours = [one * fade for one in rhythm.hours]
    for moment in published:
        hours[moment.hour] += 1
    return replace(
        rhythm,
        hours=tuple(hours),
        days=rhythm.days * fade + passed,
        until=now,
        today=rhythm.today + len(published),
    )


def _first(published: Sequence[datetime], now: datetime) -> Rhythm:
    """What the dates of a first document tell, as far back as they are dense."""
    dated = [moment for moment in published if now - _LONGEST_SPAN <= moment <= now]
    hours = [0.0] * 24
    for moment in dated:
        hours[moment.hour] += 1
    if dated and min(dated) > now - _LONGEST_SPAN and len(dated) == len(published):
        span = max(now - min(dated), HOUR)
    else:
        span = _LONGEST_SPAN if published else timedelta(0)
    return Rhythm(hours=tuple(hours), days=span / timedelta(days=1), until=now)


def _rolled(rhythm: Rhythm, now: datetime) -> Rhythm:
    """Close the days that are over."""
    if rhythm.until is None or rhythm.until.date() == now.date():
        return rhythm
    day, count = rhythm.until, rhythm.today
    weekdays, weeks = list(rhythm.weekdays), list(rhythm.weeks)
    for _ in range(min(7, (now.date() - day.date()).days)):
        which = day.weekday()
        known = min(weeks[which], 5)
        weekdays[which] = (weekdays[which] * known + count) / (known + 1)
        weeks[which] += 1
        day, count = day + timedelta(days=1), 0
    return replace(rhythm, weekdays=tuple(weekdays), weeks=tuple(weeks), today=0)


def dropped(rhythm: Rhythm, now: datetime) -> tuple[int, float] | None:
    """(today's count, what this weekday usually brings by now) if it is far less than usual; None: as ever.

    Asked at least a third into a day, once two such days were counted.
    """
    rolled = _rolled(rhythm, now)
    which = now.weekday()
    if rolled.weeks[which] < 2 or now.hour < 8:
        return None
    total = sum(rolled.hours) or 1.0
    usual = rolled.weekdays[which] * sum(rolled.hours[: now.hour]) / total
    return (rolled.today, usual) if usual >= _ENOUGH and rolled.today < _SHARE_OF_DROP * usual else None


def density(rhythm: Rhythm, hour: int, *, weight: float = 1.0) -> float:
    """Looks an hour at an hour of the day, with a unit of an hour; a weight of 4 looks twice as often."""
    return math.sqrt(weight) * math.pow(rhythm.rate(hour), _BY_RATE)


def wait(rhythm: Rhythm, now: datetime, *, unit: timedelta, weight: float = 1.0) -> timedelta:
    """How long until the next look: the density of looks follows the weight and the rate of the hour.

    `unit`: the wait at one entry an hour and weight 1. The density is summed hour by hour, so that a wait that begins
    in a dead night ends in the busy morning. At most a day.
    """
    left = unit / HOUR
    moment = now
    for _ in range(25):
        looks = density(rhythm, moment.hour, weight=weight)
        rest = 1 - (moment.minute * 60 + moment.second) / 3600
        if left <= looks * rest:
            return moment - now + HOUR * (left / looks)
        left -= looks * rest
        moment += HOUR * rest
    return timedelta(days=1)
