"""A spike that waits for its channel: what mutes made meanwhile leave of it, and what is told after it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import Alert
from monitor.core.model.route import Mute, Route
from monitor.workers.spikes import tell_spikes
from storage.database import Database
from tests.support.databases import Databases
from tests.support.policy import PolicyDesk, policy_desk
from tests.workers.test_vigil import DAY, SPIKES, box

HOUR = timedelta(hours=1)


def stories(desk: PolicyDesk, outlet: str, many: int, name: str) -> None:
    for n in range(many):
        desk.article(f"{name}{n}", outlet, look_at=desk.clock() + 400 * DAY)


def usual_weeks(desk: PolicyDesk) -> None:
    """One story a day of each of two outlets."""
    for day in range(42):
        desk.clock.advance(DAY)
        for outlet in ("outlet1", "outlet2"):
            stories(desk, outlet, 1, f"day{day}-{outlet}-")
    desk.clock.advance(DAY)


async def look(desk: PolicyDesk, times: int = 1) -> list[Alert]:
    """Look for spikes, each half hour; returns all that was ever sent."""
    for n in range(times):
        desk.clock.advance(HOUR / 2 if n else timedelta(0))
        tell_spikes(desk.db, desk.live, desk.clock())
        await desk.deliver.drain()
    return box(desk).sent


async def with_one_that_waits(desk: PolicyDesk) -> None:
    box(desk).trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    await look(desk)


async def mute(desk: PolicyDesk, hours: float, **what: str) -> None:
    """Mute something, and let the channel work again."""
    desk.configure(mutes=(Mute(until=desk.clock() + hours * HOUR, why="x", by="sara", **what),))  # type: ignore[arg-type]
    box(desk).trouble = lambda: None
    desk.clock.advance(HOUR / 4)


def told(alerts: list[Alert]) -> list[tuple[int, tuple[tuple[str, int], ...]]]:
    return [(one.spike.stories, one.spike.outlets) for one in alerts if one.spike is not None]


def of(outlet: str) -> Route:
    return replace(SPIKES, name=f"of {outlet}", outlets=(outlet,))


@pytest.mark.parametrize(("muted", "left"), [("outlet1", (11, "منفذ 2")), ("outlet2", (12, "منفذ 1"))])
async def test_a_mute_of_what_one_route_counts_leaves_the_spike_of_another(
    db: Database, muted: str, left: tuple[int, str]
) -> None:
    desk = policy_desk(db, of("outlet1"), of("outlet2"))
    usual_weeks(desk)
    stories(desk, "outlet1", 12, "a")
    stories(desk, "outlet2", 11, "b")
    await with_one_that_waits(desk)

    await mute(desk, 3, source=muted, watchlist="daesh")
    await desk.deliver.drain()

    many, outlet = left
    assert told(box(desk).sent) == [(many, ((outlet, many),))]


async def test_a_spike_that_a_mute_took_away_does_not_keep_the_next_one_back(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    usual_weeks(desk)
    stories(desk, "outlet1", 12, "a")
    await with_one_that_waits(desk)
    await mute(desk, 24, source="outlet1", watchlist="daesh")
    assert await look(desk) == []

    stories(desk, "outlet2", 14, "b")
    assert told(await look(desk, 12)) == [(14, (("منفذ 2", 14),))]


async def test_a_spike_that_lasts_is_told_when_the_mute_has_ended(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    usual_weeks(desk)
    stories(desk, "outlet1", 12, "a")
    await with_one_that_waits(desk)
    await mute(desk, 0.5, watchlist="daesh")
    assert await look(desk) == []

    assert [many for many, _ in told(await look(desk, 8))] == [12]


async def test_an_outlet_that_is_muted_while_a_spike_waits_is_not_named_as_the_first(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    usual_weeks(desk)
    desk.article("b0", "outlet1", look_at=desk.clock() + 400 * DAY)
    desk.clock.advance(HOUR / 12)
    stories(desk, "outlet2", 16, "b")
    await with_one_that_waits(desk)

    await mute(desk, 3, source="outlet1", watchlist="daesh")
    await desk.deliver.drain()

    [alert] = box(desk).sent
    assert alert.spike is not None and alert.spike.first is not None
    assert (alert.spike.first.outlet, alert.spike.stories) == ("منفذ 2", 16)


@pytest.mark.parametrize(
    ("spoilt", "counted"),
    [("mentions = '[{'", 12), ("severity = 99", 11), ("found_at = '2027-01-06 never'", 11)],
)
async def test_a_hit_that_cannot_be_read_costs_no_spike(databases: Databases, spoilt: str, counted: int) -> None:
    db = Database(databases.url("sqlite"))
    desk = policy_desk(db, SPIKES)
    usual_weeks(desk)
    stories(desk, "outlet1", 12, "a")
    with db.transaction() as session:
        last = "(SELECT max(id) FROM hit)"
        session.connection().exec_driver_sql(f"UPDATE hit SET {spoilt} WHERE id = {last}")

    assert [many for many, _ in told(await look(desk))] == [counted]
    db.close()
