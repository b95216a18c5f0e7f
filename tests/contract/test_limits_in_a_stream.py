"""`max_per_hour` in a stream of stories that does not end: a full route sends one collecting message an hour."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from storage.database import Database
from tests.contract.test_alert_policy import HOUR, NOW, box
from tests.support.policy import policy_desk


async def test_a_steady_stream_keeps_the_limit_in_every_hour(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, max_per_hour=6))
    for n in range(6):  # so that the single messages come of age one by one
        desk.article(f"early{n}")
        await desk.tick()
        desk.clock.advance(timedelta(minutes=10))

    for n in range(120):
        desk.article(f"s{n}")
        await desk.tick()
        desk.clock.advance(timedelta(minutes=1))

    sent = box(desk).sent
    hours = [Counter(other.kind for other in sent if one.at <= other.at < one.at + HOUR) for one in sent]
    assert all(hour["story"] <= 6 and hour["collecting"] <= 1 for hour in hours)


async def test_every_story_of_a_steady_stream_is_told(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, max_per_hour=2))
    for n in range(40):
        desk.article(f"s{n}")
        await desk.tick(timedelta(minutes=3))

    await desk.run(2 * HOUR)

    told = [one.subject for one in box(desk).sent if one.kind == "story"]
    collected = [story.key for one in box(desk).sent for story in one.stories]
    assert Counter([*told, *collected]) == {f"s{n}": 1 for n in range(40)}
