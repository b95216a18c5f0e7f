"""A Slack channel with another name in alerts.toml: Slack knows nothing of it, and readers hear nothing twice."""

from dataclasses import replace

import pytest

from alerts.slack import SlackSettings, make
from monitor.core.errors import TemporaryError
from storage import outbox
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, NOW, at, box
from tests.support.policy import PolicyDesk, Recorder, policy_desk
from tests.support.slack import TOKEN, slack
from tests.support.surroundings import surroundings


def hook(name: str, secret: str = "HOOK") -> Recorder:
    """A webhook: its recipient has the same name whatever team reads it."""
    return Recorder(name=name, recipients=("webhook",), mailboxes=f"slack {secret}")


def in_place(desk: PolicyDesk, *channels: Recorder) -> None:
    """Only these from now on, the first of them for the route."""
    desk.live = replace(desk.live, channels={one.name: one for one in channels})
    desk.configure(replace(NOW, to=(channels[0].name,)))


async def test_the_thread_of_a_story_goes_on_under_another_name(db: Database) -> None:
    async with slack() as fake:
        settings = SlackSettings.model_validate(
            {"type": "slack", "secret": "TOKEN", "post": "#desk", "api_url": fake.api_url}
        )
        before, after = (make(name, settings, surroundings(secrets={"TOKEN": TOKEN})) for name in ("team", "press"))
        desk = policy_desk(db, replace(NOW, to=("team",)), channels=(before,), clock=at(9))  # type: ignore[arg-type]
        desk.article("s1")
        await desk.tick()

        in_place(desk, after)  # type: ignore[arg-type]
        for n in (2, 3):
            desk.article("s1", f"outlet{n}")
        await desk.run(HOUR)

    assert [post.payload.get("thread_ts") for post in fake.posts] == [None, fake.posts[0].ts]


async def test_what_waits_for_it_goes_out_under_its_new_name(db: Database) -> None:
    team, press = hook("team"), hook("press")
    team.trouble = lambda: TemporaryError("team", "busy", pause=True, refused=True)
    desk = policy_desk(db, replace(NOW, to=("team",)), channels=(team,), clock=at(9))
    desk.article("s1")
    await desk.tick()

    in_place(desk, press)
    await desk.run(HOUR)

    assert [(one.subject, one.news) for one in press.sent] == [("s1", ())]
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


@pytest.mark.parametrize("waits", [True, False], ids=["it waits", "it was told"])
async def test_another_team_s_webhook_hears_nothing_of_it_and_is_told_its_own(db: Database, waits: bool) -> None:
    team, others = hook("team"), hook("others", secret="OTHER")
    if waits:
        team.trouble = lambda: TemporaryError("team", "busy", pause=True, refused=True)
    desk = policy_desk(db, replace(NOW, to=("team",)), channels=(team,), clock=at(9))
    desk.article("s1")
    await desk.tick()

    in_place(desk, others)
    desk.look("s1")
    await desk.run(HOUR)

    assert [(one.subject, one.news, one.revision) for one in others.sent] == [("s1", (), 2)]
    assert outbox.counts(db)["dead"] == waits


async def test_what_is_known_of_a_channel_is_known_after_a_restart(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, to=("team",)), channels=(hook("team"),), clock=at(9))
    desk.article("s1")
    await desk.tick()

    later = policy_desk(db, replace(NOW, to=("press",)), channels=(hook("press"),), clock=desk.clock)
    later.look("s1")
    await later.run(HOUR)

    assert box(later, "press").sent == []
