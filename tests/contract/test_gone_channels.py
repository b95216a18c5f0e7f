"""Deliveries that wait for a channel which is in alerts.toml no longer, or is left out until it is put right."""

from dataclasses import replace
from datetime import timedelta

from monitor.core.errors import Problem, TemporaryError
from storage import outbox
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, NOW, at, box
from tests.support.policy import PolicyDesk, Recorder, policy_desk


async def without_mail(db: Database) -> PolicyDesk:
    """A desk with a story that waits for the channel mail, which is then taken out; chat is the owner's."""
    mail = Recorder(trouble=lambda: TemporaryError("mail", "busy", pause=True, refused=True))
    desk = policy_desk(db, NOW, channels=(mail, Recorder(name="chat")), owner=("chat",), clock=at(9))
    desk.article("s1")
    await desk.tick()
    desk.live = replace(desk.live, channels={"chat": desk.live.channels["chat"]})
    return desk


async def test_what_waits_for_a_channel_that_has_gone_is_dead_and_the_owner_hears_of_it(db: Database) -> None:
    desk = await without_mail(db)
    desk.configure(replace(NOW, to=("chat",)))

    await desk.run(HOUR)

    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 1)
    [told] = [one.happening for one in box(desk, "chat").sent if one.happening is not None]
    assert "no longer in alerts.toml" in told.facts["error"]


async def test_what_waits_for_a_channel_that_is_left_out_because_it_is_broken_goes_on_waiting(db: Database) -> None:
    desk = await without_mail(db)
    broken = Problem(file="alerts.toml", line=3, message="host is missing")
    desk.configure(broken=(broken,))

    await desk.run(timedelta(hours=3))

    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (1, 0)
    assert [one for one in box(desk, "chat").sent if one.happening is not None] == []
