"""One person gets one message of a story, however many routes lead there and however many daemons send."""

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta

from monitor.core.model.delivery import DeliveryToSend
from storage.database import Database
from storage.to_send import deliveries_to_send
from tests.contract.test_alert_policy import NOW, box
from tests.support.policy import Recorder, policy_desk


async def test_what_two_daemons_take_at_the_same_moment_is_one_message_whole(db: Database) -> None:
    mail, second = Recorder(mailboxes="email"), Recorder(name="second", mailboxes="email")
    routes = [replace(NOW, name=f"r{n}", to=("mail", "second")) for n in range(3)]
    desk = policy_desk(db, *routes, channels=(mail, second))
    gate = threading.Barrier(2)

    def take(*order: str) -> list[DeliveryToSend]:
        free, alike = dict.fromkeys(order, 4), desk.live.alike()
        gate.wait()
        return deliveries_to_send(db, desk.clock(), free=free, lease=timedelta(days=1), alike=alike)

    taken = []
    for n in range(30):
        desk.article(f"s{n}")
        await desk.tell.drain()
        both = await asyncio.gather(
            asyncio.to_thread(take, "mail", "second"), asyncio.to_thread(take, "second", "mail")
        )
        taken.append([len(one.ids) for found in both for one in found])

    assert taken == [[6]] * 30


async def test_nine_routes_to_one_person_are_one_message_though_the_channel_has_one_slot(db: Database) -> None:
    desk = policy_desk(db, *(replace(NOW, name=f"r{n}") for n in range(9)))
    desk.article("s1")

    await desk.tick()

    assert [len(one.routes) for one in box(desk).sent] == [9]
