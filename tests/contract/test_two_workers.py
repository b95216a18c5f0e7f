"""One person gets one message of a story, however many routes lead there and however many daemons send."""

import asyncio
from collections import Counter
from dataclasses import replace

from monitor.workers.deliver import Deliver
from storage.database import Database
from tests.contract.test_alert_policy import NOW, box
from tests.support.policy import Recorder, policy_desk


async def test_three_routes_to_one_person_are_one_message_though_two_daemons_send(db: Database) -> None:
    mail = Recorder()
    desk = policy_desk(db, *(replace(NOW, name=f"r{n}") for n in range(3)), channels=(mail,))
    other = Deliver(db, lambda: desk.live, desk.clock)

    for n in range(40):
        desk.article(f"s{n}")
        await desk.tell.drain()
        await asyncio.gather(desk.deliver.drain(), other.drain())

    assert Counter(id for id, _ in mail.ids) == {f"story/s{n}/1": 1 for n in range(40)}
    assert {len(one.routes) for one in mail.sent} == {3}


async def test_nine_routes_to_one_person_are_one_message_though_the_channel_has_one_slot(db: Database) -> None:
    desk = policy_desk(db, *(replace(NOW, name=f"r{n}") for n in range(9)))
    desk.article("s1")

    await desk.tick()

    assert [len(one.routes) for one in box(desk).sent] == [9]
