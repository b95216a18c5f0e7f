"""Feeds whose dates are hours ahead: local time that is called GMT, or a zone that the configuration has wrong. Pure.

Nothing is published in the future, and an entry that is found now was not there when the feed was looked at before: the
two bound by how much its date can be ahead. A few looks leave one offset that a zone can have, or none.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LOOKS = 3  # that agree, before anything is believed
CLOCK = timedelta(minutes=15)  # clocks of servers do go wrong by minutes
_STEP = timedelta(minutes=30)  # zones differ by half hours (Tehran: 3:30)
_LARGEST = timedelta(hours=14)
_EARLY, _LATE = timedelta(minutes=5), timedelta(minutes=10)  # of a clock, and of the caches before feeds
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skew:
    """By how much a feed's dates are ahead, and what speaks for something else."""

    ahead: timedelta = _NONE  # learnt, and taken off its dates
    least: timedelta | None = None  # by how much they are ahead at least, by the looks that contradict `ahead`
    most: timedelta | None = None
    looks: int = 0  # in a row that contradict `ahead` and agree with one another


def looked(skew: Skew, newest: datetime, before: datetime | None, now: datetime) -> Skew:
    """Take in that the newest of the entries found now is dated `newest` by its feed; `before`: the look before.

    >>> from datetime import UTC
    >>> now, skew = datetime(2026, 11, 27, 12, tzinfo=UTC), Skew()
    >>> for found in (now, now + _STEP, now + 2 * _STEP):
    ...     skew = looked(skew, found + timedelta(hours=2, minutes=55), found - timedelta(minutes=20), found)
    >>> str(skew.ahead)
    '3:00:00'
    """
    least, most = newest - now, (newest - before if before is not None else _LARGEST + _STEP)
    if least <= skew.ahead + CLOCK and skew.ahead <= most + CLOCK:
        return Skew(ahead=skew.ahead) if skew.looks else skew
    if skew.least is not None and skew.most is not None:
        joint = max(least, skew.least), min(most, skew.most)
        if joint[0] <= joint[1] + _LATE:
            return _believed(replace(skew, least=joint[0], most=joint[1], looks=skew.looks + 1))
    return Skew(ahead=skew.ahead, least=least, most=most, looks=1)  # the others were chance: begin anew


def _believed(skew: Skew) -> Skew:
    if skew.looks < LOOKS or skew.least is None or skew.most is None:
        return skew
    possible = [_STEP * step for step in range(_LARGEST // _STEP + 1)]
    fitting = [offset for offset in possible if skew.least - _EARLY <= offset <= skew.most + _LATE]
    return Skew(ahead=fitting[0]) if len(fitting) == 1 else skew
