"""What quiet hours hold and what digests cover, at their edges: one message, none a day late, and a true span."""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from monitor.core.errors import TemporaryError
from monitor.core.model.route import Escalation, Quiet, Route, Send, Timetable
from monitor.core.model.watchlist import Severity
from monitor.workers.release import release_due
from storage import wishes
from storage.database import Database
from tests.contract.test_alert_policy import BAGHDAD, HOUR, MORNING, NIGHT, NOW, at, box
from tests.support.policy import PolicyDesk, Recorder, policy_desk

HOURLY = Timetable(send=Send.HOURLY, zone=BAGHDAD)
SECOND = timedelta(seconds=1)


async def evening(db: Database) -> PolicyDesk:
    """A quarter past ten: s1 was told, a limit holds s2, and s3 comes in quiet hours."""
    desk = policy_desk(db, replace(NOW, quiet=NIGHT, max_per_hour=1), clock=at(21, 50))
    for key in ("s1", "s2"):
        desk.article(key)
        await desk.tick()
    await desk.tick(timedelta(minutes=30))
    desk.article("s3")
    return desk


async def test_what_a_limit_held_into_the_night_comes_with_what_the_night_held(db: Database) -> None:
    desk = await evening(db)

    await desk.run(timedelta(hours=12))

    assert [(one.kind, {story.key for story in one.stories}) for one in box(desk).sent] == [
        ("story", set()),
        ("digest", {"s2", "s3"}),
    ]


async def test_what_the_limit_of_a_day_held_comes_with_what_the_night_held(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT, milestones=tuple(range(2, 9))), clock=at(17))
    for n in range(8):
        desk.article("s1", f"outlet{n}")
        await desk.tick(timedelta(minutes=40))
    await desk.tick(HOUR)
    desk.article("s2")

    await desk.run(timedelta(hours=12))

    assert [one.kind for one in box(desk).sent] == ["story"] * 6 + ["digest"]
    assert {story.key for story in box(desk).sent[-1].stories} == {"s1", "s2"}


async def test_what_nothing_ran_for_comes_with_what_the_night_held(db: Database) -> None:
    desk = await evening(db)
    await desk.tell.drain()

    await desk.tick(timedelta(hours=12))

    assert [one.kind for one in box(desk).sent] == ["story", "digest"]


@pytest.mark.parametrize("late", [timedelta(milliseconds=300), timedelta(seconds=20)])
async def test_a_story_that_came_before_the_slot_is_in_its_digest_though_it_is_decided_after_it(
    db: Database, late: timedelta
) -> None:
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True)
    desk = policy_desk(db, daily, clock=at(7))
    await desk.tick()
    desk.clock.advance(timedelta(minutes=30) - timedelta(milliseconds=100))
    desk.article("s1")
    [item] = desk.tell.take(desk.clock())
    desk.clock.advance(late)
    release_due(db, desk.live, desk.clock())
    await desk.deliver.drain()

    desk.tell.record(item, await desk.tell.work(item))
    await desk.run(timedelta(hours=2))

    assert [[story.key for story in one.stories] for one in box(desk).sent] == [["s1"]]
    assert box(desk).sent[0].subject == "2026-11-24T07:30+03:00"


async def test_an_empty_digest_waits_for_a_story_that_nobody_has_looked_at_but_not_for_long(db: Database) -> None:
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True)
    desk = policy_desk(db, daily, clock=at(7))
    await desk.tick()
    desk.clock.advance(timedelta(minutes=29))
    desk.article("s1")
    sent = []

    for _ in range(4):
        desk.clock.advance(timedelta(minutes=1))
        release_due(db, desk.live, desk.clock())
        await desk.deliver.drain()
        sent.append(len(box(desk).sent))

    assert sent == [0, 0, 1, 1]


@pytest.mark.parametrize("quiet", [None, NIGHT])
async def test_after_a_time_away_an_empty_digest_waits_for_the_stories_of_before(
    db: Database, quiet: Quiet | None
) -> None:
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True, quiet=quiet)
    desk = policy_desk(db, daily, clock=at(6))
    await desk.tick()
    desk.article("s1")
    desk.clock.advance(timedelta(hours=5))  # nothing ran at half past seven
    began = desk.clock()

    release_due(db, desk.live, desk.clock(), began)
    await desk.deliver.drain()
    assert box(desk).sent == []
    await desk.run(timedelta(hours=1))

    assert [[story.key for story in one.stories] for one in box(desk).sent] == [["s1"]]


async def test_nobody_is_woken_by_an_escalation_of_what_the_night_would_hold(db: Database) -> None:
    ack = replace(NOW, quiet=NIGHT, unless_ack=Escalation(after=timedelta(minutes=15), to=("boss",)))
    desk = policy_desk(db, ack, channels=[Recorder(), Recorder(name="boss")], clock=at(21, 55))
    for key in ("seen", "unseen"):
        desk.article(key)
    await desk.tick()
    await desk.run(timedelta(hours=8))
    assert box(desk, "boss").sent == []
    wishes.acknowledge(db, "seen", "desk@example.org", desk.clock())

    await desk.run(timedelta(hours=2))

    [escalated] = box(desk, "boss").sent
    assert (escalated.subject, escalated.escalated) == ("unseen", True)
    assert escalated.at.astimezone(BAGHDAD).hour == 7


@pytest.mark.parametrize(
    ("quiet", "severity"), [(None, Severity.HIGH), (NIGHT, Severity.CRITICAL)], ids=["never", "let_through"]
)
async def test_an_escalation_that_quiet_hours_do_not_hold_comes_at_night(
    db: Database, quiet: Quiet | None, severity: Severity
) -> None:
    ack = replace(NOW, quiet=quiet, unless_ack=Escalation(after=timedelta(minutes=15), to=("boss",)))
    desk = policy_desk(db, ack, channels=[Recorder(), Recorder(name="boss")], clock=at(23))
    desk.article("s1", severity=severity)

    await desk.run(HOUR)

    assert [one.escalated for one in box(desk, "boss").sent] == [True]


@pytest.mark.parametrize("stories", [0, 1])
async def test_the_first_hourly_digest_of_a_morning_tells_since_the_last_one_of_the_evening(
    db: Database, stories: int
) -> None:
    hourly = Route(name="كل ساعة", to=("mail",), timetable=HOURLY, quiet=NIGHT, if_empty=True)
    desk = policy_desk(db, hourly, clock=at(20, 30))
    await desk.run(timedelta(minutes=40))
    for n in range(stories):
        desk.article(f"s{n}")

    await desk.run(timedelta(hours=10))

    spans = [
        tuple(f"{moment.astimezone(BAGHDAD):%H:%M}" for moment in (one.digest.since, one.digest.until))
        for one in box(desk).sent
        if one.digest is not None
    ]
    assert spans == [("20:00", "21:00"), ("21:00", "07:00")]


def test_a_daily_digest_that_the_night_puts_off_tells_since_it_came_last(db: Database) -> None:
    early = replace(MORNING, at=(MORNING.at[0].replace(hour=6),))
    desk = policy_desk(db, Route(name="م", to=("mail",), timetable=early, quiet=NIGHT, if_empty=True), clock=at(12))

    asyncio.run(desk.run(timedelta(days=2), step=HOUR))

    spans = [one.digest for one in box(desk).sent if one.digest is not None]
    assert spans[1].since == spans[0].until == datetime(2026, 11, 25, 7, tzinfo=BAGHDAD)


async def test_a_digest_that_the_weekend_puts_off_takes_with_it_what_comes_until_it_goes_out(db: Database) -> None:
    weekend = replace(NIGHT, weekend_until=time(9), weekend=frozenset({4, 5}))
    weekly = Timetable(send=Send.WEEKLY, at=(time(7, 30),), days=frozenset({4}), zone=BAGHDAD)
    desk = policy_desk(
        db, Route(name="م", to=("mail",), timetable=weekly, quiet=weekend, if_empty=True), clock=at(7, day=27)
    )
    await desk.tick()
    await desk.tick(HOUR)
    desk.article("s1")

    await desk.run(timedelta(days=8), step=HOUR)

    told = [(f"{one.at.astimezone(BAGHDAD):%d %H:%M}", [story.key for story in one.stories]) for one in box(desk).sent]
    assert told == [("27 09:00", ["s1"]), ("04 09:00", [])]


@pytest.mark.parametrize(("stories", "subject"), [(0, "2026-11-24T16:00+03:00"), (1, "2026-11-25T07:00+03:00")])
async def test_a_digest_for_which_nothing_ran_wakes_nobody_and_comes_once_in_the_morning(
    db: Database, stories: int, subject: str
) -> None:
    afternoon = replace(MORNING, at=(time(16),))
    desk = policy_desk(db, Route(name="م", to=("mail",), timetable=afternoon, quiet=NIGHT, if_empty=True), clock=at(10))
    await desk.tick()
    await desk.tick(5 * HOUR)
    for n in range(stories):
        desk.article(f"s{n}")
        await desk.tick()

    await desk.tick(8 * HOUR)  # nothing ran from 15 to 23
    await desk.run(20 * HOUR, step=HOUR)

    told = [(f"{one.at.astimezone(BAGHDAD):%d %H:%M}", one.subject, len(one.stories)) for one in box(desk).sent]
    assert told == [("25 07:00", subject, stories), ("25 16:00", "2026-11-25T16:00+03:00", 0)]


async def test_a_late_empty_digest_waits_in_the_morning_for_a_story_that_is_looked_at(db: Database) -> None:
    afternoon = replace(MORNING, at=(time(16),))
    desk = policy_desk(db, Route(name="م", to=("mail",), timetable=afternoon, quiet=NIGHT, if_empty=True), clock=at(10))
    await desk.tick()
    await desk.tick(4 * HOUR)
    desk.article("s1")
    await desk.tick()
    await desk.tick(9 * HOUR)  # nothing ran from 14 to 23
    await desk.run(8 * HOUR - SECOND, step=HOUR)
    desk.article("s1", "second")

    desk.clock.advance(SECOND)
    release_due(db, desk.live, desk.clock())
    await desk.deliver.drain()
    await desk.run(8 * HOUR)

    told = [(one.subject, [story.key for story in one.stories]) for one in box(desk).sent]
    assert told == [("2026-11-25T07:00+03:00", ["s1"])]


@pytest.mark.parametrize(("slot", "down"), [(6, 1), (16, 9)], ids=["at night", "while nothing ran"])
@pytest.mark.parametrize("stories", [0, 1])
async def test_a_digest_of_two_routes_with_nights_of_their_own_is_followed_by_no_empty_one(
    db: Database, slot: int, down: int, stories: int
) -> None:
    early = Route(name="أ", to=("mail",), timetable=replace(MORNING, at=(time(slot),)), quiet=NIGHT, if_empty=True)
    late = replace(early, name="ب", quiet=replace(NIGHT, until=time(9)))
    desk = policy_desk(db, early, late, clock=at(10))
    await desk.tick()
    await desk.tick(4 * HOUR)
    for n in range(stories):
        desk.article(f"s{n}")
        await desk.tick()

    await desk.tick(down * HOUR)
    await desk.run((20 - down) * HOUR, step=HOUR)

    told = [(f"{one.at.astimezone(BAGHDAD):%d %H:%M}", len(one.stories)) for one in box(desk).sent]
    assert told == [("25 07:00", stories)]


async def test_a_changed_timetable_counts_for_what_waits_already(db: Database) -> None:
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING)
    desk = policy_desk(db, daily, clock=at(20))
    desk.article("s1")
    await desk.tick()

    desk.configure(replace(daily, timetable=replace(MORNING, at=(time(6, 30),)), if_empty=True))
    await desk.run(timedelta(hours=13))

    told = [(f"{one.at.astimezone(BAGHDAD):%H:%M}", [story.key for story in one.stories]) for one in box(desk).sent]
    assert told == [("06:30", ["s1"])]


async def test_an_empty_digest_comes_over_the_second_mail_channel_when_the_first_is_down(db: Database) -> None:
    mail, second = Recorder(mailboxes="email"), Recorder(name="second", mailboxes="email")
    mail.trouble = lambda: TemporaryError("mail", "no answer", pause=True, refused=True)
    daily = Route(name="الموجز", to=("mail", "second"), timetable=MORNING, if_empty=True)
    desk = policy_desk(db, daily, channels=(mail, second), clock=at(6))
    await desk.run(timedelta(hours=6))

    mail.trouble = lambda: None
    await desk.run(timedelta(hours=6))

    assert [one.channel for one in (*mail.sent, *second.sent)] == ["second"]
