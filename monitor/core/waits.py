"""Whether what is to be told has to wait, and until when: quiet hours, digests, the limit of a day. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from monitor.core.model.route import Route
from monitor.core.model.story import StoryNotice, Untold, Wait
from monitor.core.model.watchlist import Severity
from monitor.core.wall import instant, last_slot, next_slot, quiet_until

NOTICES_A_DAY = 6  # of one story, to one person
WAITING = {
    Wait.DIGEST: Untold.DIGEST,
    Wait.QUIET: Untold.HELD,
    Wait.THROTTLE: Untold.COLLECTED,
    Wait.CAP: Untold.COLLECTED,
    Wait.MUTE: Untold.MUTED,
}


def held_until(one: Route, severity: Severity, now: datetime) -> datetime | None:
    """When the quiet hours end that keep a route from telling something of this severity now; None: it may."""
    if one.quiet is None or (one.quiet.let_through is not None and severity >= one.quiet.let_through):
        return None
    return quiet_until(one.quiet, now)


def digest_of(one: Route, asked: datetime) -> datetime | None:
    """When the digest goes out that tells what came up at a moment; None: the route tells at once.

    One that quiet hours hold takes with it what comes up until they end.
    """
    if one.timetable is None:
        return None
    held = quiet_until(one.quiet, last_slot(one.timetable, asked))
    if held is not None and held > asked:
        return held
    slot = next_slot(one.timetable, asked)
    return quiet_until(one.quiet, slot) or slot


def wait_for(
    one: Route, severity: Severity, out: Sequence[StoryNotice], zone: tzinfo, *, asked: datetime, now: datetime
) -> tuple[Wait, datetime] | None:
    """Why a notice waits, and until when; None: it may go out. `out`: what its reader was told of the story.

    `asked`: when the story came up. A slot that passes while it is looked at is still its own.
    """
    if (due := digest_of(one, asked)) is not None:
        return Wait.DIGEST, due
    if (end := held_until(one, severity, now)) is not None:
        return Wait.QUIET, end
    today = now.astimezone(zone).date()
    alone = {n.revision for n in out if n.wait is None and n.at.astimezone(zone).date() == today}
    if len(alone) < NOTICES_A_DAY:
        return None
    midnight = instant(today + timedelta(days=1), datetime.min.time(), zone)
    # with what the night holds back it is one message
    end = quiet_until(one.quiet, midnight)
    return (Wait.CAP, midnight) if end is None else (Wait.QUIET, end)
