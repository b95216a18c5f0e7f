"""A spike is told to a person, not by a route: once, by the first of them that may, and without what is muted."""

from dataclasses import replace
from datetime import UTC, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from monitor.core.model.route import Mute, Quiet
from monitor.workers.spikes import tell_spikes
from storage import outbox
from storage.database import Database
from storage.tables import HitRow
from tests.support.policy import PolicyDesk, Recorder, policy_desk
from tests.workers.test_vigil import DAY, SPIKES, box, burst

HELD = replace(SPIKES, name="ليلي", quiet=Quiet(name="q", start=time(6), until=time(12), zone=UTC))
LONGER = replace(SPIKES, name="أطول", quiet=Quiet(name="long", start=time(6), until=time(15), zone=UTC))


async def spikes_for(desk: PolicyDesk, time: timedelta) -> None:
    """Look every half hour, as the daemon does."""
    end = desk.clock() + time
    while desk.clock() < end:
        tell_spikes(desk.db, desk.live, desk.clock())
        await desk.deliver.drain()
        desk.clock.advance(timedelta(minutes=30))


@pytest.mark.parametrize(
    "routes", [(SPIKES, HELD), (HELD, SPIKES), (HELD, LONGER)], ids=lambda several: several[0].name
)
async def test_two_routes_with_other_quiet_hours_tell_one_person_of_a_spike_once(db: Database, routes: Any) -> None:
    desk = policy_desk(db, *routes)
    burst(desk, "outlet1")

    await spikes_for(desk, timedelta(hours=11))

    [alert] = box(desk).sent
    assert set(alert.routes) == {one.name for one in routes}
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


@pytest.mark.parametrize("later", [HELD, SPIKES], ids=["held", "at once"])
async def test_a_route_that_finds_a_spike_later_does_not_tell_its_reader_again(db: Database, later: Any) -> None:
    desk = policy_desk(db, SPIKES, replace(later, name="ضيّق", outlets=("outlet1",)))
    burst(desk, "outlet0")
    await spikes_for(desk, timedelta(hours=1))
    for n in range(8):
        desk.article(f"more{n}", "outlet1")

    await spikes_for(desk, timedelta(hours=5))

    assert len(box(desk).sent) == len(set(box(desk).ids)) == 1


async def test_a_route_that_may_tell_at_once_takes_along_the_spike_that_waits_for_another(db: Database) -> None:
    narrow = replace(SPIKES, outlets=("outlet1",))
    desk = policy_desk(db, narrow, HELD)
    burst(desk, "outlet0")
    await spikes_for(desk, timedelta(hours=1))
    assert box(desk).sent == []
    for n in range(8):
        desk.article(f"more{n}", "outlet1")

    await spikes_for(desk, timedelta(hours=9))

    [alert] = box(desk).sent
    assert set(alert.routes) == {SPIKES.name, HELD.name}
    assert alert.spike is not None and alert.spike.stories == 20


async def test_a_clock_that_was_ahead_keeps_no_spike_from_being_told(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    burst(desk, "outlet1")
    day = timedelta(days=1)
    for n in range(12):
        desk.article(f"ahead{n}", "outlet1")
    desk.clock.advance(day)
    with db.transaction() as session:
        for row in session.exec(select(HitRow).where(HitRow.found_at == desk.clock() - day)):
            row.found_at = desk.clock()
            session.add(row)
    await spikes_for(desk, timedelta(minutes=30))
    assert len(box(desk).sent) == 1

    desk.clock.advance(-day)
    for n in range(12):
        desk.article(f"now{n}", "outlet1")
    await spikes_for(desk, timedelta(minutes=30))

    assert len(set(box(desk).ids)) == 2


async def test_two_mail_channels_of_one_person_tell_of_a_spike_once(db: Database) -> None:
    mail, second = Recorder(mailboxes="email"), Recorder(name="second", mailboxes="email")
    desk = policy_desk(db, SPIKES, replace(HELD, to=("second",)), channels=(mail, second))
    burst(desk, "outlet1")

    await spikes_for(desk, timedelta(hours=9))

    assert len(mail.sent) + len(second.sent) == 1


@pytest.mark.parametrize(
    ("mute", "told"),
    [
        ({"source": "outlet1"}, None),
        ({"entity": "تنظيم"}, None),
        ({"watchlist": "daesh"}, None),
        ({"source": "outlet2"}, 12),
        ({"watchlist": "extremism"}, 12),
        ({"story": "burst3"}, 11),
    ],
)
async def test_a_spike_that_waits_loses_what_is_muted_meanwhile(
    db: Database, mute: dict[str, str], told: int | None
) -> None:
    desk = policy_desk(db, HELD)
    burst(desk, "outlet1")
    with db.transaction() as session:
        for row in session.exec(select(HitRow)):
            row.mentions = [
                {"term": "تنظيم", "field": "title", "start": 0, "end": 1, "surface": "خ", "rule": "as written"}
            ]
            session.add(row)
    await spikes_for(desk, timedelta(minutes=30))

    desk.configure(mutes=(Mute(until=desk.clock() + DAY, why="معروف", by="sara", **mute),))
    desk.clock.advance(timedelta(hours=5))
    await desk.deliver.drain()

    assert [one.spike.stories for one in box(desk).sent if one.spike] == ([told] if told else [])
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


async def test_a_spike_does_not_name_a_muted_name(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    burst(desk, "outlet1")
    words = {"field": "title", "start": 0, "end": 1, "surface": "خ", "rule": "as written"}
    with db.transaction() as session:
        for row in session.exec(select(HitRow)):
            row.mentions = [{"term": "تنظيم", **words}, {"term": "هجوم", **words}]
            session.add(row)
    desk.configure(mutes=(Mute(until=desk.clock() + DAY, why="معروف", by="sara", entity="تنظيم"),))

    await spikes_for(desk, timedelta(minutes=30))

    [alert] = box(desk).sent
    assert alert.spike is not None and alert.spike.terms == (("هجوم", 12),)
