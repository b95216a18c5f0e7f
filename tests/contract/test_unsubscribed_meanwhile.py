"""Readers who unsubscribe, or mute, while something of a route is still on its way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.errors import TemporaryError
from monitor.core.model.delivery import Spike
from monitor.core.model.route import Escalation, Mute, Route, SpikeLevel
from monitor.core.model.story import DeliveryKey
from storage import outbox, wishes
from storage.database import Database
from storage.spikes import record_spike
from tests.contract.test_alert_policy import HOUR, NOW, at, box
from tests.support.policy import PolicyDesk, Recorder, policy_desk

WHO = ("mail", "desk@example.org")
SPIKES = Route(name="ارتفاع", to=("mail",), spike=SpikeLevel.BALANCED)


@pytest.mark.parametrize(("acknowledged", "told"), [(False, ["s1"]), (True, [])])
async def test_a_story_is_escalated_though_whoever_heard_of_it_first_has_unsubscribed(
    db: Database, acknowledged: bool, told: list[str]
) -> None:
    urgent = replace(NOW, to=("mail",), unless_ack=Escalation(after=timedelta(minutes=15), to=("boss",)))
    boss = Recorder(name="boss", recipients=("boss@example.org",))
    desk = policy_desk(db, urgent, channels=(Recorder(), boss), clock=at(9))
    desk.article("s1")
    await desk.tick()

    wishes.unsubscribe(db, [urgent.name], [WHO], desk.clock())
    if acknowledged:
        wishes.acknowledge(db, "s1", "desk@example.org", desk.clock())
    await desk.run(HOUR)

    assert [one.subject for one in boss.sent] == told
    assert [one.subject for one in box(desk).sent] == ["s1"]


async def test_what_waits_for_its_channel_does_not_go_to_whoever_has_unsubscribed_meanwhile(db: Database) -> None:
    desk = policy_desk(db, NOW, replace(NOW, name="آخر", to=("chat",)), channels=(Recorder(), Recorder(name="chat")))
    box(desk).trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1")
    await desk.tick()

    wishes.unsubscribe(db, [NOW.name], [WHO], desk.clock())
    box(desk).trouble = lambda: None
    await desk.run(HOUR)

    assert (len(box(desk).sent), len(box(desk, "chat").sent)) == (0, 1)
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


def held_spike(desk: PolicyDesk) -> None:
    """A spike of the watchlist daesh that goes out in an hour."""
    key = DeliveryKey(kind="spike", subject="daesh", revision=1, route=SPIKES.name, channel=WHO[0], recipient=WHO[1])
    spike = Spike(watchlist="daesh", stories=12, usual=2.0, hours=6)
    now = desk.clock()
    record_spike(desk.db, [key], spike, None, now + HOUR, now, theirs=lambda *_: True)


async def test_a_spike_that_waited_does_not_go_to_whoever_has_unsubscribed_meanwhile(db: Database) -> None:
    desk = policy_desk(db, SPIKES, clock=at(6))
    held_spike(desk)

    wishes.unsubscribe(db, [SPIKES.name], [WHO], desk.clock())
    await desk.run(2 * HOUR)

    assert box(desk).sent == []
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


@pytest.mark.parametrize(("watchlist", "told"), [("daesh", 0), ("extremism", 1)])
async def test_a_spike_that_waited_is_not_told_when_its_watchlist_was_muted_meanwhile(
    db: Database, watchlist: str, told: int
) -> None:
    desk = policy_desk(db, SPIKES, clock=at(6))
    held_spike(desk)

    desk.configure(mutes=(Mute(until=desk.clock() + 9 * HOUR, why="كتم", by="sara", watchlist=watchlist),))
    await desk.run(2 * HOUR)

    assert len(box(desk).sent) == told
