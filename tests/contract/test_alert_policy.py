"""One story, one alert, at the right time: tell, release and deliver on both databases, in virtual time."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.core.errors import TemporaryError
from monitor.core.model.route import Escalation, Mute, NewsKind, Quiet, Route, Send, Timetable
from monitor.core.model.watchlist import Severity
from storage import outbox, wishes
from storage.database import Database
from storage.healing import heal
from tests.support.clock import VirtualClock
from tests.support.policy import PolicyDesk, Recorder, policy_desk

BAGHDAD = ZoneInfo("Asia/Baghdad")
NOW = Route(name="فوري", to=("mail",), group_wait=timedelta(0))
NIGHT = Quiet(name="night", start=time(22), until=time(7), let_through=Severity.CRITICAL, zone=BAGHDAD)
MORNING = Timetable(send=Send.DAILY, at=(time(7, 30),), zone=BAGHDAD)
HOUR = timedelta(hours=1)


def at(hour: int, minute: int = 0, day: int = 24) -> VirtualClock:
    """A clock that shows this time in Baghdad."""
    return VirtualClock(datetime(2026, 11, day, hour, minute, tzinfo=BAGHDAD).astimezone(UTC))


def sent(desk: PolicyDesk, channel: str = "mail") -> list[tuple[str, int]]:
    """(kind, revision) of everything a channel has sent."""
    recorder = desk.live.channels[channel]
    assert isinstance(recorder, Recorder)
    return [(one.kind, one.revision) for one in recorder.sent]


def box(desk: PolicyDesk, channel: str = "mail") -> Recorder:
    recorder = desk.live.channels[channel]
    assert isinstance(recorder, Recorder)
    return recorder


async def test_a_story_in_twenty_outlets_is_four_notices_the_updates_saying_what_is_new(db: Database) -> None:
    desk = policy_desk(db, NOW)

    for n in range(20):
        desk.article("s1", f"outlet{n}")
        await desk.tick(timedelta(minutes=18))
    await desk.run(timedelta(hours=2))

    alerts = box(desk).sent
    assert [one.revision for one in alerts] == [1, 2, 3, 4]
    assert alerts[0].news == ()
    assert [[(piece.kind, piece.after) for piece in one.news] for one in alerts[1:]] == [
        [(NewsKind.OUTLETS, "3")],
        [(NewsKind.OUTLETS, "10")],
        [(NewsKind.OUTLETS, "20")],
    ]


async def test_updates_keep_their_distance_and_six_notices_a_day_are_enough(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, milestones=tuple(range(2, 21))), clock=at(8))

    for n in range(20):
        desk.article("s1", f"outlet{n}")
        await desk.tick(timedelta(minutes=40))
    alone = len(box(desk).sent)
    await desk.run(timedelta(hours=10))

    assert alone == 6
    assert [one.kind for one in box(desk).sent[6:]] == ["collecting"]
    [told] = box(desk).sent[6].stories
    assert told.key == "s1" and len({one.outlet_latin for one in told.articles}) == 20
    assert box(desk).sent[6].at.astimezone(BAGHDAD).hour == 0


async def test_an_update_waits_until_its_time_has_come_and_then_says_all(db: Database) -> None:
    desk = policy_desk(db, NOW)
    desk.article("s1")
    await desk.tick()
    for n in range(3):
        desk.article("s1", f"outlet{n}", "daesh", *(["extremism"] if n == 2 else []))
    await desk.tick(timedelta(minutes=5))
    assert sent(desk) == [("story", 1)]

    await desk.run(timedelta(minutes=26))

    assert sent(desk) == [("story", 1), ("story", 2)]
    assert [(one.kind, one.after) for one in box(desk).sent[1].news] == [
        (NewsKind.WATCHLIST, "التطرف"),
        (NewsKind.OUTLETS, "4"),
    ]


async def test_three_routes_and_one_person_are_one_mail_that_names_all_three(db: Database) -> None:
    routes = [replace(NOW, name=name) for name in ("أ", "ب", "ج")]
    desk = policy_desk(db, *routes)

    desk.article("s1")
    await desk.tick()
    for n in range(3):
        desk.article("s1", f"outlet{n}")
    await desk.run(HOUR)

    assert [sorted(one.routes) for one in box(desk).sent] == [["أ", "ب", "ج"]] * 2


async def test_what_quiet_hours_held_comes_as_one_digest_when_they_end(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), clock=at(23))
    for n in range(5):
        desk.article(f"s{n}", f"outlet{n}")
        await desk.tick(timedelta(minutes=50))
    desk.article("s0", "outlet9")
    assert sent(desk) == []

    await desk.run(timedelta(hours=12))

    [digest] = box(desk).sent
    assert digest.kind == "digest" and digest.digest is not None and digest.digest.held
    assert [one.key for one in digest.stories] == ["s0", "s1", "s2", "s3", "s4"]
    assert digest.at.astimezone(BAGHDAD).hour == 7
    assert len(digest.stories[0].articles) == 2


async def test_what_is_grave_enough_comes_through_and_is_not_held_a_second_time(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), clock=at(23))
    desk.article("s1")
    await desk.tick()
    desk.article("s1", "outlet1", severity=Severity.CRITICAL)
    await desk.tick(timedelta(minutes=5))
    assert sent(desk) == [("story", 2)]

    await desk.run(timedelta(hours=12))

    assert sent(desk) == [("story", 2)]


async def test_a_story_that_grew_after_its_digest_is_an_update_of_what_the_digest_said(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), clock=at(23))
    for n in range(4):
        desk.article("s1", f"outlet{n}")
    await desk.run(timedelta(hours=9))
    for n in range(4, 9):
        desk.article("s1", f"outlet{n}")
    await desk.run(HOUR)
    assert [one.kind for one in box(desk).sent] == ["digest"]

    desk.article("s1", "outlet9")
    await desk.run(HOUR)

    assert [one.kind for one in box(desk).sent] == ["digest", "story"]
    assert [piece.before for piece in box(desk).sent[1].news] == ["4"]


async def test_a_daily_digest_comes_once_a_day_empty_ones_only_where_asked_for(db: Database) -> None:
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True)
    silent = Route(name="صامت", to=("other",), timetable=MORNING)
    desk = policy_desk(db, daily, silent, channels=[Recorder(), Recorder(name="other")], clock=at(12))
    await desk.tick()
    await desk.run(timedelta(days=1), step=timedelta(minutes=20))
    desk.article("s1")
    await desk.run(timedelta(days=2), step=timedelta(minutes=20))

    assert [len(one.stories) for one in box(desk).sent] == [0, 1, 0]
    assert [len(one.stories) for one in box(desk, "other").sent] == [1]
    first = box(desk).sent[0]
    assert first.subject == "2026-11-25T07:30+03:00"
    assert first.digest is not None and first.digest.sources_well is not None
    assert first.digest.since.astimezone(BAGHDAD) == datetime(2026, 11, 24, 7, 30, tzinfo=BAGHDAD)


async def test_a_digest_missed_while_nothing_ran_comes_when_it_runs_again_and_once(db: Database) -> None:
    desk = policy_desk(db, Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True), clock=at(12))
    desk.article("s1")
    await desk.tick()

    await desk.tick(timedelta(days=1))
    desk.restart()
    await desk.tick(timedelta(minutes=1))

    assert [len(one.stories) for one in box(desk).sent] == [1]


@pytest.mark.parametrize(("way", "empties"), [("mail", 0), ("second", 0), ("chat", 1)])
async def test_whoever_has_a_full_digest_is_not_told_that_there_is_nothing_new(
    db: Database, way: str, empties: int
) -> None:
    mail = Recorder(mailboxes="email")
    second = Recorder(name="second", mailboxes="email", recipients=("Desk@example.org",))
    full = Route(name="الموجز", to=("mail",), watchlists=("daesh",), timetable=MORNING)
    empty = replace(full, name="التطرف", to=(way,), watchlists=("extremism",), if_empty=True)
    desk = policy_desk(db, full, empty, channels=(mail, second, Recorder(name="chat")), clock=at(12))
    desk.article("s1")
    await desk.tick()

    desk.configure(full)
    await desk.tick(timedelta(hours=20))
    desk.configure(full, empty)
    await desk.tick(timedelta(seconds=1))

    assert [len(one.stories) for one in mail.sent] == [1]
    assert [one.routes for one in [*second.sent, *box(desk, "chat").sent]] == [("التطرف",)] * empties


@pytest.mark.parametrize("way", ["mail", "second"])
async def test_an_empty_digest_of_two_routes_is_one_mail_that_names_both(db: Database, way: str) -> None:
    mail = Recorder(mailboxes="email")
    second = Recorder(name="second", mailboxes="email", recipients=("Desk@example.org",))
    one = Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True)
    other = replace(one, name="التطرف", to=(way,))
    desk = policy_desk(db, one, other, channels=(mail, second), clock=at(12))

    await desk.run(timedelta(days=1), step=timedelta(hours=1))

    assert [set(told.routes) for told in [*mail.sent, *second.sent]] == [{"الموجز", "التطرف"}]


async def test_digests_of_one_slot_over_two_mail_channels_are_one_mail(db: Database) -> None:
    mail, second = Recorder(mailboxes="email"), Recorder(name="second", mailboxes="email")
    routes = [
        Route(name=channel, to=(channel,), watchlists=(watchlist,), timetable=MORNING)
        for channel, watchlist in (("mail", "daesh"), ("second", "extremism"))
    ]
    desk = policy_desk(db, *routes, channels=(mail, second), clock=at(12))
    desk.article("s1", "wire", "daesh")
    desk.article("s2", "wire", "extremism")
    await desk.tick()

    await desk.tick(timedelta(hours=20))

    [told] = [*mail.sent, *second.sent]
    assert {story.key for story in told.stories} == {"s1", "s2"} and set(told.routes) == {"mail", "second"}


async def test_a_digest_over_a_second_channel_is_a_message_of_its_own_once_the_first_is_out(db: Database) -> None:
    mail, second = Recorder(mailboxes="email"), Recorder(name="second", mailboxes="email")
    first = Route(name="الموجز", to=("mail",), watchlists=("daesh",), timetable=MORNING)
    later = replace(first, name="التطرف", to=("second",), watchlists=("extremism",))
    desk = policy_desk(db, first, later, channels=(mail, second), clock=at(7, 29))
    desk.clock.advance(timedelta(seconds=50))
    desk.article("s1", "wire", "daesh")
    desk.article("s2", "wire", "extremism")
    items = desk.tell.take(desk.clock())
    decided = [(item, await desk.tell.work(item)) for item in items]

    for item, record in decided:
        desk.tell.record(item, record)
        await desk.tick(timedelta(seconds=10))

    assert [story.key for one in [*mail.sent, *second.sent] for story in one.stories] == ["s1", "s2"]
    assert len({*mail.ids, *second.ids}) == 2


async def test_a_thousand_hits_in_a_minute_are_max_per_hour_messages_and_one_that_collects_the_rest(
    db: Database,
) -> None:
    desk = policy_desk(db, replace(NOW, max_per_hour=12))
    for n in range(1000):
        desk.article(f"s{n:04}", f"outlet{n % 20}")

    await desk.tick()
    assert len(box(desk).sent) == 12
    await desk.run(timedelta(minutes=61))

    kinds = [one.kind for one in box(desk).sent]
    assert kinds == ["story"] * 12 + ["collecting"]
    keys = {one.subject for one in box(desk).sent[:12]} | {story.key for story in box(desk).sent[12].stories}
    assert keys == {f"s{n:04}" for n in range(1000)}
    await desk.run(timedelta(hours=3))
    assert len(box(desk).sent) == 13


async def test_a_muted_story_is_stored_and_counted_and_told_when_it_grows_after_the_end(db: Database) -> None:
    mute = Mute(until=at(9).at, why="رياضة", by="sara", watchlist="daesh", source="outlet1")
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True)
    desk = policy_desk(db, daily, NOW, mutes=(mute,), clock=at(7))
    await desk.tick()
    desk.article("muted", "outlet1")
    desk.article("open", "outlet2")
    await desk.run(HOUR)

    assert [one.subject for one in box(desk).sent] == ["open", "2026-11-24T07:30+03:00"]
    digest = box(desk).sent[1].digest
    assert digest is not None and digest.muted == 1

    desk.article("muted", "outlet2")
    await desk.run(timedelta(hours=2))
    assert [one.subject for one in box(desk).sent if one.kind == "story"] == ["open", "muted"]


async def test_a_story_muted_by_link_is_told_no_more_until_the_mute_ends(db: Database) -> None:
    desk = policy_desk(db, NOW)
    desk.article("s1")
    await desk.tick()
    mute = Mute(until=desk.clock() + timedelta(days=1), why="كتم القصة", by="desk@example.org", story="s1")
    wishes.mute_story(db, mute, desk.clock())

    for n in range(12):
        desk.article("s1", f"outlet{n}")
    await desk.run(timedelta(hours=23))
    assert sent(desk) == [("story", 1)]

    desk.clock.advance(timedelta(hours=2))
    desk.article("s1", "outlet13")
    await desk.tick()
    assert [piece.after for piece in box(desk).sent[1].news] == ["14"]


async def test_a_story_muted_while_it_is_held_is_not_in_the_digest_but_counted(db: Database) -> None:
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING)
    desk = policy_desk(db, daily, clock=at(23))
    desk.article("s1")
    desk.article("s2")
    await desk.tick()
    mute = Mute(until=desk.clock() + timedelta(days=1), why="كتم القصة", by="desk@example.org", story="s1")
    wishes.mute_story(db, mute, desk.clock())

    await desk.run(timedelta(hours=10))

    [digest] = box(desk).sent
    assert [story.key for story in digest.stories] == ["s2"]
    assert digest.digest is not None and digest.digest.muted == 1


async def test_a_muted_hit_in_a_story_that_is_told_makes_no_message_graver(db: Database) -> None:
    mute = Mute(until=at(20).at, why="ضجيج", by="sara", watchlist="extremism")
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING)
    desk = policy_desk(db, daily, NOW, mutes=(mute,), clock=at(7))
    desk.article("s1", "outlet1", "daesh", severity=Severity.NORMAL)
    desk.article("s1", "outlet2", "extremism", severity=Severity.CRITICAL)

    await desk.run(HOUR)

    story, digest = box(desk).sent
    assert (story.kind, story.severity, story.watchlists) == ("story", Severity.NORMAL, ("داعش",))
    assert (digest.kind, digest.severity, digest.stories[0].watchlists) == ("digest", Severity.NORMAL, ("داعش",))
    assert len(story.articles) == len(digest.stories[0].articles) == 2


async def test_a_message_that_waits_heeds_the_mutes_made_by_link_meanwhile(db: Database) -> None:
    desk = policy_desk(db, NOW)
    box(desk).trouble = lambda: TemporaryError("mail", "no answer", pause=True)
    desk.article("s1", severity=Severity.CRITICAL)
    await desk.tick()
    desk.article("s2", severity=Severity.CRITICAL)
    desk.article("s3", severity=Severity.CRITICAL)
    await desk.tick()
    mute = Mute(until=desk.clock() + timedelta(days=1), why="كتم القصة", by="desk@example.org", story="s2")
    wishes.mute_story(db, mute, desk.clock())

    box(desk).trouble = lambda: None
    await desk.run(HOUR)

    told = {one.subject: one.severity for one in box(desk).sent}
    assert told == {"s1": Severity.CRITICAL, "s3": Severity.CRITICAL}


@pytest.mark.parametrize("muted_at_first", [True, False])
async def test_a_mute_that_begins_or_ends_leaves_a_story_its_subject(db: Database, muted_at_first: bool) -> None:
    mute = Mute(until=at(20).at, why="ضجيج", by="sara", watchlist="extremism")
    desk = policy_desk(db, NOW, mutes=(mute,) if muted_at_first else (), clock=at(8))
    desk.article("s1", "outlet1", "daesh", severity=Severity.NORMAL)
    desk.article("s1", "outlet2", "extremism", severity=Severity.CRITICAL)
    await desk.tick()

    desk.configure(mutes=() if muted_at_first else (mute,))
    for n in range(3, 12):
        desk.article("s1", f"outlet{n}", "daesh", severity=Severity.NORMAL)
    await desk.run(HOUR)

    first, update = box(desk).sent
    assert update.first is not None and update.first.severity is first.severity
    assert update.severity is not first.severity


async def test_a_digest_does_not_say_that_a_story_is_muted_which_it_shows(db: Database) -> None:
    mute = Mute(until=at(20).at, why="ضجيج", by="sara", watchlist="extremism", source="outlet1")
    routes = [Route(name=id, to=("mail",), watchlists=(id,), timetable=MORNING) for id in ("daesh", "extremism")]
    desk = policy_desk(db, *routes, mutes=(mute,), clock=at(7))
    desk.article("shown", "outlet1", "daesh", "extremism")
    desk.article("muted", "outlet1", "extremism")
    desk.article("open", "outlet2", "extremism")

    await desk.run(HOUR)

    [digest] = box(desk).sent
    assert {one.key for one in digest.stories} == {"shown", "open"}
    assert digest.digest is not None and digest.digest.muted == 1


async def test_nobody_acknowledged_it_so_it_is_escalated_once(db: Database) -> None:
    ack = replace(NOW, unless_ack=Escalation(after=timedelta(minutes=15), to=("boss",)))
    desk = policy_desk(db, ack, channels=[Recorder(), Recorder(name="boss", recipients=("boss@example.org",))])
    desk.article("seen")
    desk.article("unseen")
    await desk.tick()
    wishes.acknowledge(db, "seen", "desk@example.org", desk.clock())

    await desk.run(timedelta(hours=3))

    assert [(one.subject, one.escalated) for one in box(desk, "boss").sent] == [("unseen", True)]
    assert len(box(desk).sent) == 2
    assert not any(one.escalated for one in box(desk).sent)


async def test_what_was_held_can_be_escalated_once_it_was_told(db: Database) -> None:
    ack = replace(NOW, quiet=NIGHT, unless_ack=Escalation(after=timedelta(minutes=15), to=("boss",)))
    desk = policy_desk(db, ack, channels=[Recorder(), Recorder(name="boss")], clock=at(23))
    desk.article("s1")

    await desk.run(timedelta(hours=10))

    assert [one.kind for one in box(desk).sent] == ["digest"]
    [escalated] = box(desk, "boss").sent
    assert escalated.escalated and escalated.at - box(desk).sent[0].at == timedelta(minutes=15)


async def test_the_outbox_tells_what_waits_outside_of_it(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), Route(name="يومي", to=("mail",), timetable=MORNING), clock=at(23))
    desk.article("s1")
    desk.article("s2")
    await desk.tick()

    held = outbox.held_back(db)

    assert {why: count for why, (count, _) in held.items()} == {"quiet hours": 2, "digest": 2}
    assert held["quiet hours"][1] == datetime(2026, 11, 25, 7, tzinfo=BAGHDAD)


async def test_whoever_unsubscribed_hears_nothing_more_also_not_what_waited(db: Database) -> None:
    people = Recorder(recipients=("a@example.org", "b@example.org"))
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), channels=[people], clock=at(23))
    desk.article("s1")
    await desk.tick()
    wishes.unsubscribe(db, ["فوري"], [("mail", "a@example.org")], desk.clock())

    await desk.run(timedelta(hours=12))
    desk.article("s2")
    await desk.tick()

    assert [one.recipient for one in people.sent] == ["b@example.org"] * 2


async def test_what_is_more_than_a_day_late_comes_as_one_digest(db: Database) -> None:
    desk = policy_desk(db, NOW)
    box(desk).trouble = lambda: TemporaryError(
        "mail", "refused", pause=True, refused=True
    )  # in doubt it would go again as it was
    for n in range(30):
        desk.article(f"s{n}")
        await desk.tick(timedelta(minutes=30))
    await desk.run(timedelta(hours=30), step=timedelta(minutes=30))

    box(desk).trouble = lambda: None
    await desk.run(timedelta(hours=3))

    assert {one.kind for one in box(desk).sent} <= {"digest", "story"}
    digests = [one for one in box(desk).sent if one.kind == "digest"]
    assert len(digests) == 1
    told = {s.key for one in digests for s in one.stories} | {o.subject for o in box(desk).sent if o.kind == "story"}
    assert told == {f"s{n}" for n in range(30)}
    assert outbox.counts(db)["dead"] == outbox.counts(db)["waiting"] == 0


async def test_a_story_that_grows_while_it_is_looked_at_is_looked_at_again(db: Database) -> None:
    desk = policy_desk(db, NOW)
    desk.article("s1")
    [taken] = desk.tell.take(desk.clock())
    desk.clock.advance(timedelta(seconds=1))
    desk.article("s1", "outlet1", "extremism", look_at=desk.clock() + HOUR)

    desk.tell.record(taken, await desk.tell.work(taken))
    await desk.run(timedelta(hours=1, minutes=5))

    assert sent(desk) == [("story", 1), ("story", 2)]


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1), timedelta(days=3653)])
async def test_a_clock_that_jumps_for_a_minute_loses_and_doubles_nothing(db: Database, jump: timedelta) -> None:
    daily = Route(name="الموجز", to=("mail",), timetable=MORNING, if_empty=True)
    desk = policy_desk(db, daily, NOW, clock=at(12))
    desk.article("before")
    await desk.run(HOUR)

    desk.clock.advance(jump)
    desk.article("meanwhile")
    await desk.run(timedelta(minutes=1), step=timedelta(seconds=20))
    desk.clock.advance(-jump)
    heal(db, desk.clock())
    desk.article("after")
    await desk.run(timedelta(days=2), step=timedelta(minutes=20))

    alone = [one.subject for one in box(desk).sent if one.kind == "story"]
    digested = [story.key for one in box(desk).sent if one.kind == "digest" for story in one.stories]
    assert sorted(alone) == sorted(digested) == ["after", "before", "meanwhile"]
    assert len(box(desk).ids) == len(set(box(desk).ids))
    subjects = {one.subject for one in box(desk).sent if one.kind == "digest"}
    assert {"2026-11-25T07:30+03:00", "2026-11-26T07:30+03:00"} <= subjects


async def test_a_story_keeps_its_subject_while_it_becomes_graver(db: Database) -> None:
    desk = policy_desk(db, NOW)
    desk.article("s1", "outlet0", severity=Severity.NORMAL)
    desk.article("s1", "outlet1", severity=Severity.HIGH)
    await desk.tick()
    desk.clock.advance(timedelta(minutes=1))
    desk.article("s1", "outlet2", "extremism", severity=Severity.CRITICAL)
    await desk.tick(timedelta(minutes=31))

    first, update = box(desk).sent
    assert update.first is not None and update.severity is Severity.CRITICAL
    assert update.first.severity is first.severity is Severity.HIGH


async def test_one_address_in_two_mail_channels_is_one_mail_that_names_both_routes(db: Database) -> None:
    urgent = Recorder(name="urgent", mailboxes="email", recipients=("desk@example.org", "lead@example.org"))
    mail = Recorder(name="mail", mailboxes="email", recipients=("Desk@example.org",))
    elsewhere = Recorder(name="chat", recipients=("desk@example.org",))
    routes = [replace(NOW, name=name, to=(name,)) for name in ("urgent", "mail", "chat")]
    desk = policy_desk(db, *routes, channels=(urgent, mail, elsewhere))
    desk.article("s1")

    await desk.run(timedelta(minutes=10), step=timedelta(minutes=2))

    told = [(one.recipient.lower(), set(one.routes)) for one in [*urgent.sent, *mail.sent]]
    assert sorted(told, key=str) == [("desk@example.org", {"urgent", "mail"}), ("lead@example.org", {"urgent"})]
    assert [one.routes for one in elsewhere.sent] == [("chat",)]
    assert outbox.counts(db)["waiting"] == 0


async def test_where_one_of_two_mail_channels_is_down_the_other_tells_the_person(db: Database) -> None:
    down = Recorder(name="down", mailboxes="email", trouble=lambda: TemporaryError("down", "no answer", pause=True))
    mail = Recorder(name="mail", mailboxes="email", rendered=down.rendered)
    routes = [replace(NOW, name=name, to=(name,)) for name in ("down", "mail")]
    desk = policy_desk(db, *routes, channels=(down, mail))
    for n in range(3):
        desk.article(f"s{n}")

    await desk.run(timedelta(minutes=20), step=timedelta(minutes=1))

    assert Counter(one.subject for one in [*down.sent, *mail.sent]) == {"s0": 1, "s1": 1, "s2": 1}
