"""What was decided and is not wanted any more when it would go out: readers taken out, routes renamed, quiet hours."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.errors import Problem
from monitor.core.model.route import Route
from storage import outbox
from storage.database import Database
from tests.contract.test_alert_policy import MORNING, NIGHT, NOW, at, box
from tests.support.newsroom import newsroom
from tests.support.policy import Recorder, policy_desk

DAILY = Route(name="الموجز", to=("mail", "chat"), timetable=MORNING)
HELD = [replace(NOW, to=("mail", "chat"), quiet=NIGHT), DAILY]


@pytest.mark.parametrize("one", HELD, ids=["quiet", "digest"])
async def test_whoever_is_taken_out_of_a_route_does_not_get_what_was_held(db: Database, one: Route) -> None:
    desk = policy_desk(db, one, channels=(Recorder(), Recorder(name="chat")), clock=at(23))
    desk.article("s1")
    await desk.tick()

    desk.configure(replace(one, to=("chat",)))
    await desk.run(timedelta(hours=12))

    assert (len(box(desk).sent), len(box(desk, "chat").sent)) == (0, 1)


async def test_an_address_that_is_taken_out_of_its_channel_does_not_get_what_was_held(db: Database) -> None:
    people = Recorder(recipients=("a@example.org", "b@example.org"))
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), channels=[people], clock=at(23))
    desk.article("s1")
    await desk.tick()

    people.recipients = ("a@example.org",)
    desk.configure()
    await desk.run(timedelta(hours=12))

    assert [one.recipient for one in people.sent] == ["a@example.org"]


@pytest.mark.parametrize("one", HELD, ids=["quiet", "digest"])
async def test_a_route_that_gets_another_name_at_night_loses_nothing(db: Database, one: Route) -> None:
    desk = policy_desk(db, one, channels=(Recorder(), Recorder(name="chat")), clock=at(23))
    desk.article("s1")
    await desk.tick()

    desk.configure(replace(one, name="اسم آخر"))
    await desk.run(timedelta(hours=12))

    assert [[story.key for story in told.stories] for told in box(desk).sent] == [["s1"]]
    assert [told.routes for told in box(desk).sent] == [("اسم آخر",)]


async def test_a_crew_that_takes_a_configuration_over_looks_at_what_waits(db: Database, tmp_path: Path) -> None:
    desk = policy_desk(db, HELD[0], channels=(Recorder(), Recorder(name="chat")), clock=at(23))
    desk.article("s1")
    await desk.tick()

    async with newsroom(db, clock=desk.clock, folder=tmp_path, routes=(replace(NOW, to=("files",)),)) as room:
        await room.crew.tell.drain()

    assert outbox.held_back(db) == {}
    assert [one.key.channel for one in outbox.waiting(db)] == ["files"]


@pytest.mark.parametrize("one", [NOW, replace(NOW, quiet=NIGHT), DAILY], ids=["now", "quiet", "digest"])
async def test_whoever_was_left_out_for_a_mistake_hears_it_all_once_it_is_mended(
    db: Database, tmp_path: Path, one: Route
) -> None:
    desk = policy_desk(db, one, channels=(Recorder(), Recorder(name="chat")), clock=at(22, 30))
    whole, mistake = desk.live, Problem(file="alerts.toml", message="a port is a number")
    desk.live = replace(whole, channels={"chat": whole.channels["chat"]})
    desk.configure(broken=(mistake,))
    desk.article("s1")
    await desk.run(timedelta(hours=1))

    async with newsroom(db, clock=desk.clock, folder=tmp_path) as room:
        room.crew.live = desk.live
        desk.live = replace(whole, config=replace(whole.config, broken=()))
        desk.configure()
        await room.crew.take_over(desk.live)
    await desk.run(timedelta(hours=12))

    shown = [message.subject if message.kind == "story" else message.stories[0].key for message in box(desk).sent]
    assert shown == ["s1"]
    assert len(box(desk, "chat").sent) <= 1


async def test_a_route_that_keeps_no_quiet_hours_any_more_tells_what_was_held(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), clock=at(23))
    for key in ("s1", "s2"):
        desk.article(key)
    await desk.tick()

    desk.configure(NOW)
    await desk.tick()

    assert [{story.key for story in one.stories} for one in box(desk).sent] == [{"s1", "s2"}]
