"""Feeds whose dates are hours ahead: local time that is called GMT, or a zone that the configuration has wrong. Pure.

Nothing is published in the future, and an entry that is found now was not there when the feed was looked at before: the
two bound by how much its date can be ahead. A few looks leave one offset that a zone can have, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LOOKS = 5  # that agree, before anything is believed
CLOCK = timedelta(minutes=15)  # clocks of servers do go wrong by minutes
_HOUR = timedelta(hours=1)
_LARGEST = timedelta(hours=14)
_STEP = timedelta(minutes=30)
_HALF_HOURS = frozenset(timedelta(hours=hours) for hours in (3.5, 4.5, 5.5, 6.5, 9.5, 10.5))  # that some zone has
_EARLY, _LATE = timedelta(minutes=5), timedelta(minutes=10)  # of a clock, and of the caches before feeds
_DELAY = timedelta(minutes=50)  # with which some feeds show all they have
_ENOUGH = 4  # entries of one look of which a quarter may be older than the look before: they were held back
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skew:
    """By how much a feed's dates are ahead, and what speaks for something else."""

    ahead: timedelta = _NONE  # learnt, and taken off its dates
    least: timedelta | None = None  # by how much they are ahead at least, by the looks that contradict `ahead`
    most: timedelta | None = None
    looks: int = 0  # that contradict `ahead`; between them none contradicted these
    since: datetime | None = None  # the first of these
    zone: str | None = None  # the source's, when this was learnt


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was learnt of the dates of entries that are stored already."""

    since: datetime  # entries that were first seen then or later
    by: timedelta  # their dates are so much too late


def looked(
    skew: Skew, dates: Sequence[datetime], before: datetime | None, now: datetime, *, own: timedelta = _NONE
) -> Skew:
    """Take in what dates a feed gives the entries found now.

    `before`: the look before. `own`: by how much the source's own zone is ahead.

    >>> from datetime import UTC
    >>> now, skew, minutes = datetime(2026, 11, 27, 12, tzinfo=UTC), Skew(), timedelta(minutes=1)
    >>> for found in (now + n * 30 * minutes for n in range(LOOKS)):
    ...     skew = looked(skew, [found + 175 * minutes], found - 20 * minutes, found)
    >>> str(skew.ahead)
    '3:00:00'
    """
    dates = sorted(dates)
    newest, surely = dates[-1], dates[len(dates) // 4 if len(dates) >= _ENOUGH else -1]
    since = before if before is not None else newest - _LARGEST
    least, most = newest - now, surely - since
    anew = Skew(ahead=skew.ahead, zone=skew.zone)
    if most + _LATE < least:  # not all can be ahead by the same: of an aggregator some are, and others are right
        if before is not None:
            return anew
        most = newest - since  # a first document: most of it is old
    agrees = least <= skew.ahead + CLOCK and skew.ahead <= most + CLOCK
    if agrees and not skew.looks:
        return skew
    if skew.least is not None and skew.most is not None:
        joint = max(least, skew.least), min(most, skew.most)
        if joint[0] <= joint[1] + _LATE:
            # one that speaks for both, as many do of a feed that is asked seldom, only makes the bounds narrower
            looks = skew.looks if agrees else skew.looks + 1
            return _believed(replace(skew, least=joint[0], most=joint[1], looks=looks), own)
    return anew if agrees else replace(anew, least=least, most=most, looks=1, since=now)  # it was chance


def correction(skew: Skew, learnt: Skew) -> Correction | None:
    """What becomes of dates that were taken in while the looks were going on that changed what is believed."""
    if skew.ahead == learnt.ahead or skew.since is None:
        return None
    return Correction(since=skew.since, by=learnt.ahead - skew.ahead)


def _believed(skew: Skew, own: timedelta) -> Skew:
    if skew.looks < LOOKS or skew.least is None or skew.most is None:
        return skew
    ahead = _offset(skew.least, skew.most, own)
    return Skew(ahead=ahead, zone=skew.zone) if ahead is not None else skew


def _offset(least: timedelta, most: timedelta, own: timedelta) -> timedelta | None:
    """The one offset between the bounds. A source's own zone is likelier than others, even if all comes a bit late."""
    if most + _LATE < _NONE:
        return _NONE  # they are late, as news may be, and not ahead
    possible = [_STEP * step for step in range(_LARGEST // _STEP + 1)]
    fitting = [offset for offset in possible if least - _EARLY <= offset <= most + _LATE]
    late = all(offset % _HOUR for offset in fitting) and least - _EARLY <= own <= most + _DELAY
    if own > _NONE and (late or own in fitting[:1]):
        return own
    real = len(fitting) == 1 and (not fitting[0] % _HOUR or fitting[0] in _HALF_HOURS)
    return fitting[0] if real else None
