"""What one person has heard is remembered whatever route told it: nothing twice, nothing contradictory."""

from dataclasses import replace
from datetime import timedelta

from monitor.core.model.route import Mute, NewsKind, Quiet, Route
from monitor.core.model.watchlist import Severity
from monitor.workers.release import release_due
from storage import wishes
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, MORNING, NIGHT, NOW, at, box
from tests.support.policy import PolicyDesk, Recorder, policy_desk

SLOW = replace(NOW, name="متأنٍّ", group_wait=timedelta(minutes=5))
DAESH = replace(NOW, name="داعش", watchlists=("daesh",))
EXTREMISM = replace(NOW, name="تطرف", watchlists=("extremism",))
GRAVE = replace(NOW, name="حرج", severity=Severity.CRITICAL)


def told(desk: PolicyDesk, channel: str = "mail") -> list[tuple[set[str], list[tuple[NewsKind, str, str]]]]:
    """(routes, news) of each message that a channel has sent."""
    return [
        (set(one.routes), [(piece.kind, piece.before, piece.after) for piece in one.news])
        for one in box(desk, channel).sent
    ]


async def test_two_routes_that_wait_for_different_times_tell_one_person_once(db: Database) -> None:
    desk = policy_desk(db, NOW, SLOW)
    desk.article("s1")
    await desk.tick()

    await desk.run(HOUR)

    assert told(desk) == [({"فوري", "متأنٍّ"}, [])]


async def test_an_article_that_only_the_second_route_asks_for_is_an_update_that_says_why(db: Database) -> None:
    desk = policy_desk(db, DAESH, EXTREMISM)
    desk.article("s1", "outlet1", "daesh")
    await desk.tick()
    desk.article("s1", "outlet2", "extremism")

    await desk.run(HOUR)

    assert told(desk) == [({"داعش"}, []), ({"تطرف"}, [(NewsKind.WATCHLIST, "", "التطرف")])]
    assert box(desk).sent[1].at - box(desk).sent[0].at >= NOW.update_every


async def test_updates_of_two_routes_count_from_what_the_person_heard_last(db: Database) -> None:
    often = replace(NOW, name="كثير", milestones=(3, 5, 7), update_every=timedelta(minutes=10))
    seldom = replace(NOW, name="قليل", milestones=(7,))
    desk = policy_desk(db, often, seldom)
    for n in range(8):
        desk.article("s1", f"outlet{n}")
        await desk.tick(timedelta(minutes=12))

    await desk.run(HOUR)

    numbers = [
        (piece.before, piece.after) for one in box(desk).sent for piece in one.news if piece.kind is NewsKind.OUTLETS
    ]
    assert numbers == [("1", "3"), ("3", "5"), ("5", "7")]
    assert set(box(desk).sent[-1].routes) == {"كثير", "قليل"}


async def test_a_story_that_becomes_grave_enough_for_another_route_is_told_at_once_and_says_so(db: Database) -> None:
    desk = policy_desk(db, NOW, GRAVE)
    desk.article("s1", "outlet1", severity=Severity.NORMAL)
    await desk.tick()
    desk.article("s1", "outlet1", severity=Severity.CRITICAL)

    await desk.tick(timedelta(minutes=1))

    assert told(desk) == [({"فوري"}, []), ({"حرج"}, [(NewsKind.GRAVER, "normal", "critical")])]


async def test_what_one_route_may_tell_at_night_is_not_told_by_another_in_the_morning(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), replace(NOW, name="ليلي"), clock=at(23))
    desk.article("s1")

    await desk.run(timedelta(hours=12))

    assert [(one.kind, set(one.routes)) for one in box(desk).sent] == [("story", {"فوري", "ليلي"})]


async def test_a_route_that_need_not_wait_takes_with_it_what_waits(db: Database) -> None:
    limited = replace(NOW, max_per_hour=1)
    desk = policy_desk(db, limited, GRAVE)
    for key in ("s0", "s1"):
        desk.article(key, severity=Severity.NORMAL)
        await desk.tick()
    desk.article("s1", "outlet1", severity=Severity.CRITICAL)
    await desk.tick(timedelta(minutes=1))
    assert [one.subject for one in box(desk).sent] == ["s0", "s1"]

    await desk.run(timedelta(hours=3))

    assert [(one.kind, one.subject) for one in box(desk).sent] == [("story", "s0"), ("story", "s1")]


async def test_two_routes_that_may_both_send_no_more_collect_a_story_once(db: Database) -> None:
    desk = policy_desk(db, *(replace(NOW, name=name, max_per_hour=12) for name in ("أ", "ب")))
    for n in range(200):
        desk.article(f"s{n:03}")

    await desk.run(timedelta(hours=2))

    assert [one.kind for one in box(desk).sent] == ["story"] * 12 + ["collecting"]
    assert len(box(desk).sent[-1].stories) == 188


async def test_two_ends_of_the_night_tell_a_story_at_the_first_of_them(db: Database) -> None:
    early = Quiet(name="early", start=NIGHT.start, until=NIGHT.until.replace(hour=6), zone=NIGHT.zone)
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), replace(NOW, name="باكر", quiet=early), clock=at(23))
    desk.article("s1")

    await desk.run(timedelta(hours=12))

    [digest] = box(desk).sent
    assert digest.at.astimezone(NIGHT.zone).hour == 6 and len(digest.routes) == 2


async def test_what_a_limit_held_into_two_nights_comes_at_the_end_of_the_first(db: Database) -> None:
    short = Quiet(name="short", start=NIGHT.start.replace(hour=21), until=NIGHT.until.replace(hour=6), zone=NIGHT.zone)
    limited = replace(NOW, quiet=NIGHT, max_per_hour=1)
    desk = policy_desk(db, limited, replace(limited, name="باكر", quiet=short), clock=at(21, 40))
    for key in ("s0", "s1"):
        desk.article(key)
        await desk.tick()

    await desk.run(timedelta(hours=12))

    assert [(one.kind, one.at.astimezone(NIGHT.zone).hour) for one in box(desk).sent] == [("story", 21), ("digest", 6)]


async def test_what_waited_is_told_with_what_is_still_to_be_looked_at(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), GRAVE, clock=at(6, 59))
    desk.article("s1")
    await desk.tick()
    desk.article("s1", "outlet1", severity=Severity.CRITICAL)
    [item] = desk.tell.take(desk.clock())

    desk.clock.advance(timedelta(minutes=1))
    release_due(db, desk.live, desk.clock())
    desk.tell.record(item, await desk.tell.work(item))
    await desk.run(HOUR)

    assert [set(one.routes) for one in box(desk).sent] == [{"فوري", "حرج"}]


async def test_a_decision_about_what_has_gone_out_meanwhile_is_taken_again(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), clock=at(6, 59))
    desk.article("s1")
    await desk.tick()
    desk.article("s1", "outlet1", severity=Severity.CRITICAL)
    [item] = desk.tell.take(desk.clock())
    decided = await desk.tell.work(item)

    desk.clock.advance(timedelta(minutes=4))  # so long nobody waits for it
    release_due(db, desk.live, desk.clock())
    desk.tell.record(item, decided)
    await desk.run(HOUR)

    assert [one.kind for one in box(desk).sent] == ["digest"]


async def test_one_mailbox_behind_two_mail_channels_is_one_person(db: Database) -> None:
    mail = Recorder(mailboxes="email")
    second = Recorder(name="second", mailboxes="email", recipients=("Desk@example.org", "lead@example.org"))
    desk = policy_desk(db, NOW, replace(SLOW, to=("second",)), channels=(mail, second))
    desk.article("s1")

    await desk.run(HOUR)

    assert [one.recipient for one in [*mail.sent, *second.sent]] == ["desk@example.org", "lead@example.org"]


async def test_an_update_over_another_mail_channel_keeps_the_subject_of_the_story(db: Database) -> None:
    mail = Recorder(mailboxes="email")
    second = Recorder(name="second", mailboxes="email", recipients=("Desk@example.org",))
    desk = policy_desk(db, DAESH, replace(EXTREMISM, to=("second",)), channels=(mail, second))
    desk.article("s1", "outlet1", "daesh", severity=Severity.CRITICAL)
    desk.article("s1", "outlet2", "extremism", severity=Severity.NORMAL, hit=False)
    await desk.tick()
    desk.article("s1", "outlet2", "extremism", severity=Severity.NORMAL)

    await desk.run(HOUR)

    [first], [update] = mail.sent, second.sent
    assert update.first is not None and update.first.severity is first.severity


async def test_a_route_that_is_new_in_the_file_does_not_tell_what_the_person_has_heard(db: Database) -> None:
    desk = policy_desk(db, NOW)
    desk.article("s1")
    await desk.tick()

    desk.configure(NOW, SLOW)
    desk.article("s1", "outlet1")
    await desk.run(HOUR)

    assert told(desk) == [({"فوري"}, [])]


async def test_what_a_mute_kept_from_one_route_is_news_when_it_ends_and_is_told_once(db: Database) -> None:
    mute = Mute(until=at(10).at, why="ضجيج", by="sara", watchlist="extremism")
    desk = policy_desk(db, NOW, mutes=(mute,), clock=at(8))
    desk.article("s1", "outlet1", "daesh")
    desk.article("s1", "outlet2", "extremism")
    await desk.run(timedelta(hours=3))
    for n in range(3, 6):
        desk.article("s1", f"outlet{n}", "daesh")
        await desk.run(HOUR)

    assert [[piece.kind for piece in one.news] for one in box(desk).sent] == [
        [],
        [NewsKind.WATCHLIST, NewsKind.OUTLETS],
    ]


async def test_a_route_that_was_muted_joins_what_waits_when_it_fits_by_another_hit(db: Database) -> None:
    mute = Mute(until=at(20).at, why="ضجيج", by="sara", watchlist="extremism", source="outlet1")
    held = [replace(one, quiet=NIGHT) for one in (DAESH, EXTREMISM)]
    desk = policy_desk(db, *held, mutes=(mute,), clock=at(1))
    desk.article("s1", "outlet1", "daesh", "extremism")
    await desk.tick()
    desk.article("s1", "outlet2", "extremism")

    await desk.run(timedelta(hours=8))

    assert told(desk) == [({"داعش", "تطرف"}, [])]


async def test_a_digest_tells_again_what_was_told_at_once_and_each_of_its_stories_once(db: Database) -> None:
    digests = [Route(name=id, to=("mail",), watchlists=(id,), timetable=MORNING) for id in ("daesh", "extremism")]
    desk = policy_desk(db, NOW, *digests, clock=at(12))
    desk.article("s1", "outlet1", "daesh")
    await desk.tick()
    await desk.tick(timedelta(hours=20))
    desk.article("s1", "outlet2", "extremism")
    await desk.run(timedelta(hours=24), step=HOUR)

    first, second = [one for one in box(desk).sent if one.kind == "digest"]
    assert [story.news for story in first.stories] == [()]
    assert [[piece.kind for piece in story.news] for story in second.stories] == [[NewsKind.WATCHLIST]]


async def test_whoever_unsubscribes_from_one_route_hears_by_the_other_what_is_new(db: Database) -> None:
    desk = policy_desk(db, NOW, SLOW)
    desk.article("s1")
    await desk.tick()
    wishes.unsubscribe(db, ["فوري"], [("mail", "desk@example.org")], desk.clock())
    for n in range(3):
        desk.article("s1", f"outlet{n}")

    await desk.run(HOUR)

    assert told(desk)[1:] == [({"متأنٍّ"}, [(NewsKind.OUTLETS, "1", "4")])]


async def test_news_that_came_while_an_update_waited_is_in_it(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), clock=at(21, 45))
    desk.article("s1")
    await desk.tick()
    for n in range(3):
        desk.article("s1", f"outlet{n}")
    await desk.run(timedelta(hours=4))
    for n in range(3, 12):
        desk.article("s1", f"outlet{n}")
    await desk.run(timedelta(hours=8))

    [digest] = box(desk).sent[1:]
    assert [(piece.before, piece.after) for piece in digest.stories[0].news] == [("1", "13")]
