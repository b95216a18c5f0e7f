"""Messages that wait for their channel while somebody mutes what they tell."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.errors import TemporaryError
from monitor.core.model.route import Mute, NewsKind
from monitor.core.model.watchlist import Severity
from monitor.workers.release import release_due
from storage import outbox, wishes
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, NIGHT, NOW, at, box
from tests.contract.test_taken_back import DAILY
from tests.support.policy import PolicyDesk, Recorder, policy_desk


def stalled(desk: PolicyDesk) -> Recorder:
    """Its channel takes nothing, before a first message was rendered for it."""
    recorder = box(desk)
    recorder.trouble = lambda: TemporaryError("mail", "no answer", pause=True)
    return recorder


async def test_a_kill_while_a_message_is_found_muted_has_nothing_told_twice(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, milestones=(2,), update_every=timedelta(minutes=1)), clock=at(9))
    desk.article("s1")
    await desk.tell.drain()
    mute = Mute(until=desk.clock() + timedelta(minutes=10), why="كتم", by="desk@example.org", story="s1")
    wishes.mute_story(db, mute, desk.clock())
    [item] = desk.deliver.take(desk.clock())
    await desk.deliver.work(item)  # killed before the outcome is recorded

    desk.restart()
    desk.clock.advance(timedelta(minutes=20))
    await desk.tick()
    desk.article("s1", "outlet2")
    await desk.run(HOUR)

    assert [bool(one.news) for one in box(desk).sent] == [False, True]


async def test_a_message_that_nobody_has_rendered_is_not_sent_when_all_of_it_was_muted_meanwhile(db: Database) -> None:
    desk = policy_desk(db, NOW, clock=at(8))
    recorder = stalled(desk)
    desk.article("first")
    await desk.tick()
    desk.article("s1")
    await desk.tick()
    mute = Mute(until=desk.clock() + timedelta(hours=6), why="كتم القصة", by="desk@example.org", story="s1")
    wishes.mute_story(db, mute, desk.clock())

    recorder.trouble = lambda: None
    await desk.run(timedelta(hours=2))
    assert [one.subject for one in recorder.sent] == ["first"]
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0
    desk.clock.advance(timedelta(hours=5))
    desk.article("s1", "outlet1")
    await desk.tick()

    assert [(one.subject, one.news) for one in recorder.sent] == [("first", ()), ("s1", ())]


@pytest.mark.parametrize(
    ("muted", "if_empty", "told"),
    [(("s1",), False, [(["s2"], 1)]), (("s1", "s2"), False, []), (("s1", "s2"), True, [([], 2)])],
)
async def test_a_digest_leaves_out_and_counts_what_was_muted_after_it_was_put_together(
    db: Database, muted: tuple[str, ...], if_empty: bool, told: list[tuple[list[str], int]]
) -> None:
    urgent = replace(NOW, watchlists=("extremism",))
    daily = replace(DAILY, to=("mail",), watchlists=("daesh",), if_empty=if_empty)
    desk = policy_desk(db, urgent, daily, clock=at(7, 20))
    recorder = stalled(desk)
    desk.article("first", "wire", "extremism")
    for key in ("s1", "s2"):
        desk.article(key)
    await desk.run(timedelta(minutes=20))
    for key in muted:
        mute = Mute(until=desk.clock() + HOUR, why="كتم القصة", by="desk@example.org", story=key)
        wishes.mute_story(db, mute, desk.clock())

    recorder.trouble = lambda: None
    await desk.run(timedelta(minutes=20))

    digests = [one for one in recorder.sent if one.kind == "digest"]
    found = [([story.key for story in one.stories], one.digest.muted) for one in digests if one.digest is not None]
    assert found == told
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


async def test_what_was_muted_meanwhile_is_sent_over_no_second_mail_channel_either(db: Database) -> None:
    mail, second = Recorder(mailboxes="email"), Recorder(name="second", mailboxes="email")
    daily = replace(DAILY, to=("mail",), watchlists=("daesh",))
    desk = policy_desk(db, daily, replace(daily, name="ثانٍ", to=("second",)), channels=(mail, second), clock=at(7, 20))
    for one in (mail, second):
        one.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1")
    await desk.run(timedelta(minutes=20))
    wishes.mute_story(db, Mute(until=desk.clock() + HOUR, why="كتم", by="desk@example.org", story="s1"), desk.clock())

    for one in (mail, second):
        one.trouble = lambda: None
    await desk.run(timedelta(minutes=20))

    assert [*mail.sent, *second.sent] == []
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


async def test_news_of_a_watchlist_that_was_muted_while_it_waited_for_the_morning_is_not_told(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT), clock=at(21))
    desk.article("s1", "outlet1", "daesh")
    await desk.tick()
    desk.clock.advance(timedelta(minutes=90))
    desk.article("s1", "outlet2", "extremism")
    await desk.tick()

    desk.configure(mutes=(Mute(until=desk.clock() + timedelta(days=3), why="كتم", by="sara", watchlist="extremism"),))
    await desk.run(timedelta(hours=12))

    assert [(one.kind, one.news) for one in box(desk).sent] == [("story", ())]


async def test_a_muted_digest_of_one_route_does_not_keep_the_empty_one_of_another_away(db: Database) -> None:
    full = replace(DAILY, name="a", to=("mail",), watchlists=("daesh",), if_empty=False)
    empty = replace(full, name="b", watchlists=("extremism",), if_empty=True)
    desk = policy_desk(db, full, empty, clock=at(7, 20))
    recorder = box(desk)
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1")
    await desk.run(timedelta(minutes=20))
    wishes.mute_story(db, Mute(until=desk.clock() + 9 * HOUR, why="كتم", by="sara", story="s1"), desk.clock())

    recorder.trouble = lambda: None
    await desk.run(HOUR)

    assert [(one.kind, one.routes, one.stories) for one in recorder.sent] == [("digest", ("b",), ())]


def muted(desk: PolicyDesk, hours: int = 3, **what: str) -> None:
    """A mute in the file."""
    desk.configure(mutes=(Mute(until=desk.clock() + hours * HOUR, why="كتم", by="sara", **what),))


def spoken(recorder: Recorder) -> list[list[tuple[NewsKind, str]]]:
    """The news of each message."""
    return [[(piece.kind, piece.after) for piece in one.news] for one in recorder.sent]


async def with_an_update_that_waits(db: Database, *sources: str) -> tuple[PolicyDesk, Recorder]:
    """A story that was told; more outlets have it, and another watchlist, when its channel is down."""
    desk = policy_desk(db, NOW, clock=at(9))
    recorder = box(desk)
    desk.article("s1", "outlet1", "daesh")
    await desk.tick()
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.clock.advance(HOUR)
    for source in sources:
        desk.article("s1", source, "daesh")
    desk.article("s1", "outlet2", "extremism")
    await desk.tick()
    return desk, recorder


async def test_an_update_that_waits_for_its_channel_is_not_told_when_all_its_news_is_muted(db: Database) -> None:
    desk, recorder = await with_an_update_that_waits(db)

    muted(desk, watchlist="extremism")
    recorder.trouble = lambda: None
    await desk.run(2 * HOUR)

    assert spoken(recorder) == [[]]
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


@pytest.mark.parametrize("refused", [True, False], ids=["refused", "first try"])
async def test_an_update_that_waits_for_its_channel_tells_what_no_mute_takes_and_the_rest_after_it(
    db: Database, refused: bool
) -> None:
    desk, recorder = await with_an_update_that_waits(db, "outlet3", "outlet4")

    muted(desk, watchlist="extremism")
    if refused:
        await desk.run(HOUR)  # tried again in vain
    recorder.trouble = lambda: None
    await desk.run(2 * HOUR)
    assert spoken(recorder) == [[], [(NewsKind.OUTLETS, "4")]]
    desk.clock.advance(3 * HOUR)
    desk.article("s1", "outlet5", hit=False)
    await desk.run(HOUR)

    assert spoken(recorder) == [[], [(NewsKind.OUTLETS, "4")], [(NewsKind.WATCHLIST, "التطرف")]]


async def test_a_first_message_from_which_a_mute_has_taken_a_watchlist_leaves_it_to_be_told(db: Database) -> None:
    desk = policy_desk(db, NOW, clock=at(9))
    recorder = stalled(desk)
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1", "outlet1", "daesh", "extremism")
    await desk.tick()

    muted(desk, watchlist="extremism")
    recorder.trouble = lambda: None
    await desk.run(2 * HOUR)
    desk.clock.advance(3 * HOUR)
    desk.article("s1", "outlet2", hit=False)
    await desk.run(HOUR)

    assert spoken(recorder) == [[], [(NewsKind.WATCHLIST, "التطرف")]]


async def test_a_digest_that_waits_for_its_channel_does_not_tell_muted_news_of_a_story(db: Database) -> None:
    desk = policy_desk(db, replace(DAILY, to=("mail",), if_empty=False), clock=at(7))
    recorder = box(desk)
    desk.article("s1", "outlet1", "daesh")
    await desk.run(HOUR)
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1", "outlet2", "extremism")
    await desk.run(24 * HOUR, step=HOUR / 2)
    muted(desk, watchlist="extremism", hours=30)

    recorder.trouble = lambda: None
    await desk.run(2 * HOUR)

    assert [[story.key for story in one.stories] for one in recorder.sent] == [["s1"]]
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


async def test_a_kill_after_a_digest_has_left_out_a_muted_story_has_it_counted_all_the_same(db: Database) -> None:
    desk = policy_desk(db, replace(DAILY, to=("mail",)), clock=at(7))
    recorder = box(desk)
    for key in ("s1", "s2"):
        desk.article(key)
    await desk.tell.drain()
    desk.clock.advance(HOUR)
    release_due(db, desk.live, desk.clock())
    mute = Mute(until=desk.clock() + HOUR, why="كتم القصة", by="desk@example.org", story="s1")
    wishes.mute_story(db, mute, desk.clock())
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    await desk.deliver.drain()

    desk.restart()
    recorder.trouble = lambda: None
    await desk.run(3 * HOUR)

    told = [([story.key for story in one.stories], one.digest.muted) for one in recorder.sent if one.digest is not None]
    assert told == [(["s2"], 1)]


async def test_a_route_is_told_of_its_first_hit_after_a_mute_has_taken_all_that_was_to_be_told(db: Database) -> None:
    grave = replace(NOW, name="حرج", severity=Severity.CRITICAL)
    desk = policy_desk(db, NOW, grave, clock=at(9))
    recorder = stalled(desk)
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1", "outlet7", severity=Severity.CRITICAL)
    await desk.tick()
    muted(desk, hours=30, source="outlet7")
    desk.article("s1", "outlet8", severity=Severity.NORMAL)
    await desk.tick(timedelta(minutes=1))
    recorder.trouble = lambda: None
    await desk.run(HOUR)
    desk.article("s1", "outlet8", severity=Severity.CRITICAL)

    await desk.run(HOUR)

    assert not any(one.news == () for one in recorder.sent[1:])
    assert recorder.sent[-1].severity is Severity.CRITICAL and "حرج" in recorder.sent[-1].routes


async def test_what_a_message_shows_again_after_a_mute_has_ended_is_not_told_as_news_later(db: Database) -> None:
    desk = policy_desk(db, NOW, clock=at(9))
    recorder = box(desk)
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1", "outlet1", "daesh", "extremism")
    await desk.tick()
    muted(desk, hours=2, watchlist="extremism")
    await desk.run(HOUR)  # tried in vain under the mute

    desk.clock.advance(2 * HOUR)
    recorder.trouble = lambda: None
    await desk.run(HOUR)
    desk.article("s1", "outlet2", hit=False)
    await desk.run(HOUR)

    assert [(one.watchlists, one.news) for one in recorder.sent] == [(("داعش", "التطرف"), ())]


async def test_an_update_of_a_story_whose_first_notice_was_muted_away_tells_it_from_the_beginning(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, milestones=(2,), update_every=timedelta(minutes=1)), clock=at(9))
    recorder = box(desk)
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    desk.article("s1", "outlet1")
    await desk.tick()
    desk.clock.advance(HOUR)
    desk.article("s1", "outlet2")
    await desk.tell.drain()
    mute = Mute(until=desk.clock() + timedelta(minutes=1), why="كتم", by="sara", story="s1")
    wishes.mute_story(db, mute, desk.clock())
    [first] = desk.deliver.take(desk.clock())
    desk.deliver.record(first, await desk.deliver.work(first))

    recorder.trouble = lambda: None
    await desk.run(HOUR)

    assert [(one.subject, one.revision, one.news) for one in recorder.sent] == [("s1", 2, ())]


async def test_an_update_in_a_digest_is_told_as_one_while_the_first_notice_waits_for_its_channel(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, quiet=NIGHT, milestones=(2,)), clock=at(21))
    recorder = box(desk)
    recorder.trouble = lambda: TemporaryError("mail", "busy", pause=True, refused=True)
    for key in ("s1", "s2"):
        desk.article(key, "outlet1")
    await desk.tick()
    desk.clock.advance(HOUR)
    await desk.tick()
    desk.clock.advance(HOUR)
    for key in ("s1", "s2"):
        desk.article(key, "outlet2")
    await desk.tell.drain()
    desk.clock.advance(9 * HOUR)
    release_due(db, desk.live, desk.clock())

    recorder.trouble = lambda: None
    await desk.run(HOUR)

    assert sorted((one.subject, one.news) for one in recorder.sent if one.kind == "story") == [("s1", ()), ("s2", ())]
    [digest] = [one for one in recorder.sent if one.kind == "digest"]
    assert all(story.news for story in digest.stories)
