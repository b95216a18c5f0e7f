"""Deliveries that wait for a channel which is in alerts.toml no longer, or is left out until it is put right."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from monitor.core.errors import PermanentError, Problem, TemporaryError
from monitor.core.model.route import Escalation, Route
from monitor.core.model.story import Untold
from monitor.core.route import route
from storage import outbox
from storage.database import Database
from storage.tables import DeliveryRow
from storage.trace import trace
from storage.wishes import acknowledge, unsubscribe
from tests.contract.test_alert_policy import BAGHDAD, HOUR, MORNING, NIGHT, NOW, at, box
from tests.support.policy import PolicyDesk, Recorder, policy_desk

MISTAKE = Problem(file="alerts.toml", line=3, message="host is missing")


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
    desk.configure(broken=(MISTAKE,), left_out=("mail",))

    await desk.run(timedelta(hours=3))

    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (1, 0)
    assert [one for one in box(desk, "chat").sent if one.happening is not None] == []


def renamed(desk: PolicyDesk, old: Recorder, name: str = "post") -> Recorder:
    """The same people under another channel's name, as after an edit of alerts.toml."""
    new = Recorder(name=name, mailboxes=old.mailboxes, recipients=old.recipients)
    channels = {one: channel for one, channel in desk.live.channels.items() if one != old.name}
    desk.live = replace(desk.live, channels={**channels, name: new})
    return new


async def test_a_mail_channel_with_another_name_tells_no_story_again(db: Database) -> None:
    mail = Recorder(mailboxes="email")
    desk = policy_desk(db, NOW, channels=(mail,), clock=at(9))
    desk.article("s1")
    await desk.tick()

    post = renamed(desk, mail)
    desk.configure(replace(NOW, to=("post",)))
    desk.look("s1")
    await desk.run(HOUR)
    assert post.sent == []
    for n in (2, 3):
        desk.article("s1", f"outlet{n}")
    await desk.run(HOUR)

    assert [[(piece.before, piece.after) for piece in one.news] for one in post.sent] == [[("1", "3")]]


async def test_another_kind_of_channel_with_the_same_recipients_tells_its_reader_everything(db: Database) -> None:
    chat = Recorder(name="chat", recipients=("#desk",))
    desk = policy_desk(db, replace(NOW, to=("chat",)), channels=(chat,), clock=at(9))
    desk.article("s1")
    await desk.tick()

    other = renamed(desk, chat, "other")
    desk.configure(replace(NOW, to=("other",)))
    desk.look("s1")
    await desk.run(HOUR)

    assert [(one.subject, one.news) for one in other.sent] == [("s1", ())]


async def test_what_waits_for_a_mail_channel_goes_over_the_one_that_it_is_called_now(db: Database) -> None:
    busy = TemporaryError("mail", "busy", pause=True, refused=True)
    mail = Recorder(mailboxes="email", trouble=lambda: busy)
    desk = policy_desk(db, NOW, channels=(mail, Recorder(name="chat")), owner=("chat",), clock=at(9))
    desk.article("s1")
    await desk.tick()

    post = renamed(desk, mail)
    desk.configure(replace(NOW, to=("post",)))
    await desk.run(HOUR)

    assert [(one.subject, one.news) for one in post.sent] == [("s1", ())]
    assert box(desk, "chat").sent == []
    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 0)


async def test_nobody_hears_of_a_channel_that_has_gone_when_its_twin_sends_all_of_it(db: Database) -> None:
    busy = TemporaryError("mail", "busy", pause=True, refused=True)
    mail = Recorder(mailboxes="email", trouble=lambda: busy)
    second = Recorder(name="second", mailboxes="email", trouble=lambda: busy)
    routes = (NOW, replace(NOW, name="آخر", to=("second",)))
    desk = policy_desk(db, *routes, channels=(mail, second, Recorder(name="chat")), owner=("chat",), clock=at(9))
    desk.article("s1")
    await desk.tick()

    desk.live = replace(desk.live, channels={"second": second, "chat": box(desk, "chat")})
    desk.configure(routes[1])
    second.trouble = lambda: None
    await desk.run(HOUR)

    assert [one.subject for one in second.sent] == ["s1"]
    assert box(desk, "chat").sent == []
    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 0)


async def test_what_the_twin_has_sent_already_is_not_sent_again_for_a_channel_that_has_gone(db: Database) -> None:
    busy = TemporaryError("mail", "busy", pause=True, refused=True)
    mail, second = Recorder(mailboxes="email", trouble=lambda: busy), Recorder(name="second", mailboxes="email")
    routes = (NOW, replace(NOW, name="آخر", to=("second",)))
    desk = policy_desk(db, *routes, channels=(mail, second, Recorder(name="chat")), owner=("chat",), clock=at(9))
    desk.article("s1")
    await desk.tell.drain()
    assert len(desk.deliver.take(desk.clock())) == 1
    with db.transaction() as session:  # as where the twin was not known to be one when it sent
        for row in session.exec(select(DeliveryRow)):
            row.lease_until, row.sent_at = None, desk.clock() if row.channel == "second" else None
            row.deliver_at = None if row.channel == "second" else desk.clock()
            session.add(row)

    desk.live = replace(desk.live, channels={"second": second, "chat": box(desk, "chat")})
    desk.configure(routes[1])
    await desk.run(HOUR)

    assert second.sent == [] == box(desk, "chat").sent
    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 0)


async def test_what_the_twin_has_sent_for_another_route_stands_for_nothing_that_it_did_not_show(db: Database) -> None:
    busy = TemporaryError("mail", "busy", pause=True, refused=True)
    mail, second = Recorder(mailboxes="email", trouble=lambda: busy), Recorder(name="second", mailboxes="email")
    routes = (replace(NOW, watchlists=("extremism",)), replace(NOW, name="آخر", to=("second",), watchlists=("daesh",)))
    desk = policy_desk(db, *routes, channels=(mail, second), clock=at(9))
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.tell.drain()
    with db.transaction() as session:
        for row in session.exec(select(DeliveryRow).where(DeliveryRow.channel == "second")):
            row.deliver_at, row.sent_at = None, desk.clock()
            session.add(row)

    desk.live = replace(desk.live, channels={"second": second})
    desk.configure(replace(routes[0], to=("second",)), routes[1])
    await desk.run(HOUR)

    [told] = second.sent
    assert (told.routes, told.watchlists, told.revision) == ((NOW.name,), ("التطرف",), 2)
    assert outbox.counts(db)["waiting"] == 0


async def two_mails(db: Database, other: Route) -> tuple[PolicyDesk, Recorder, Recorder]:
    """One mailbox in two channels that take nothing; the second is then left out for a mistake."""

    def busy() -> TemporaryError:
        return TemporaryError("mail", "busy", pause=True, refused=True)

    mail, second = (Recorder(name=name, mailboxes="email", trouble=busy) for name in ("mail", "second"))
    desk = policy_desk(db, replace(NOW, watchlists=("daesh",)), other, channels=(mail, second), clock=at(9))
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.tick()
    left_out(desk, "second")
    return desk, mail, second


OTHER = replace(NOW, name="آخر", to=("second",))


async def test_what_waits_for_a_twin_that_is_left_out_is_part_of_the_same_message(db: Database) -> None:
    desk, mail, second = await two_mails(db, replace(OTHER, watchlists=("extremism",)))

    mail.trouble = second.trouble = lambda: None
    await desk.run(HOUR)
    desk.live = replace(desk.live, channels={"mail": mail, "second": second})
    desk.configure(broken=(), left_out=())
    await desk.run(HOUR)

    assert [(one.revision, set(one.routes)) for one in mail.sent] == [(1, {NOW.name, "آخر"})]
    assert second.sent == []


@pytest.mark.parametrize(
    ("asked", "numbers"), [(("daesh",), []), (("extremism",), [2])], ids=["shown", "something else"]
)
async def test_a_twin_that_was_left_out_repeats_no_number_that_its_reader_has(
    db: Database, asked: tuple[str, ...], numbers: list[int]
) -> None:
    desk, mail, second = await two_mails(db, replace(OTHER, watchlists=asked))
    with db.transaction() as session:  # as by a version that did not look at channels that are left out
        for row in session.exec(select(DeliveryRow).where(DeliveryRow.channel == "mail")):
            row.deliver_at, row.sent_at, row.sending_at = None, desk.clock(), None
            session.add(row)

    second.trouble = lambda: None
    desk.live = replace(desk.live, channels={"mail": mail, "second": second})
    desk.configure(broken=(), left_out=())
    await desk.run(HOUR)

    assert [one.revision for one in second.sent] == numbers
    assert outbox.counts(db)["waiting"] == 0


async def test_what_is_gone_is_found_though_something_else_in_the_files_is_broken(db: Database) -> None:
    desk = await without_mail(db)
    desk.configure(replace(NOW, to=("chat",)), broken=(Problem(file="watchlists/x.toml", line=1, message="no term"),))

    await desk.run(HOUR)

    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 1)


async def test_a_renamed_channel_is_found_when_the_mistake_in_its_new_name_is_mended(db: Database) -> None:
    busy = TemporaryError("mail", "busy", pause=True, refused=True)
    mail = Recorder(mailboxes="email", trouble=lambda: busy)
    desk = policy_desk(db, NOW, channels=(mail, Recorder(name="chat")), owner=("chat",), clock=at(9))
    desk.article("s1")
    await desk.tick()
    post = renamed(desk, mail)
    left_out(desk, "post")
    desk.configure(replace(NOW, to=("post",)))
    await desk.run(3 * HOUR)
    assert outbox.counts(db)["waiting"] == 1

    desk.live = replace(desk.live, channels={**desk.live.channels, "post": post})
    desk.configure(broken=(), left_out=())
    await desk.run(HOUR)

    assert [(one.subject, one.news) for one in post.sent] == [("s1", ())]
    assert box(desk, "chat").sent == []


async def test_a_twin_that_was_refused_for_good_stands_for_nothing(db: Database) -> None:
    refused, busy = (
        PermanentError("second", "no such mailbox"),
        TemporaryError("mail", "busy", pause=True, refused=True),
    )
    second = Recorder(name="second", mailboxes="email", trouble=lambda: refused)
    mail = Recorder(mailboxes="email", trouble=lambda: busy)
    both = replace(NOW, to=("second", "mail"))
    desk = policy_desk(db, both, channels=(second, mail, Recorder(name="chat")), owner=("chat",), clock=at(9))
    desk.article("s1")
    await desk.tick()

    post = Recorder(name="post", mailboxes="email")
    desk.live = replace(desk.live, channels={"second": second, "post": post, "chat": box(desk, "chat")})
    desk.configure(replace(NOW, to=("second", "post")))
    await desk.run(HOUR)

    assert [one.subject for one in post.sent] == ["s1"]


@pytest.mark.parametrize(
    "files", [{}, {"broken": (MISTAKE,), "left_out": ("chat",)}], ids=["whole", "with a mistake elsewhere"]
)
async def test_a_mail_channel_with_another_name_sends_no_digest_again(db: Database, files: dict[str, Any]) -> None:
    mail = Recorder(mailboxes="email")
    daily = replace(NOW, timetable=MORNING, if_empty=True)
    desk = policy_desk(db, daily, channels=(mail,), clock=at(7))
    desk.article("s1")
    await desk.run(HOUR)

    post = renamed(desk, mail)
    desk.configure(replace(daily, to=("post",)), **files)
    await desk.run(12 * HOUR)
    assert (len(mail.sent), len(post.sent)) == (1, 0)
    await desk.run(12 * HOUR)

    assert [one.stories for one in post.sent] == [()]


async def test_whoever_has_unsubscribed_hears_nothing_over_a_mail_channel_with_another_name(db: Database) -> None:
    mail = Recorder(mailboxes="email")
    desk = policy_desk(db, NOW, channels=(mail,), clock=at(9))
    await desk.tick()
    unsubscribe(db, [NOW.name], [("mail", "desk@example.org")], desk.clock())

    post = renamed(desk, mail)
    desk.configure(replace(NOW, to=("post",)))
    desk.article("s1")
    await desk.run(HOUR)

    assert post.sent == []


BOSS = replace(NOW, unless_ack=Escalation(after=timedelta(minutes=15), to=("boss",)))


def with_boss(db: Database, one: Route = BOSS) -> PolicyDesk:
    """The boss reads chat."""
    boss = Recorder(name="boss", recipients=("boss@example.org",))
    return policy_desk(db, one, channels=(Recorder(), boss), clock=at(9))


def left_out(desk: PolicyDesk, name: str) -> Recorder:
    """A channel in which somebody has made a mistake."""
    gone = box(desk, name)
    desk.live = replace(
        desk.live, channels={one: channel for one, channel in desk.live.channels.items() if one != name}
    )
    desk.configure(broken=(MISTAKE,), left_out=(name,))
    return gone


async def test_a_story_is_escalated_though_the_channel_of_its_first_notice_is_left_out_for_a_mistake(
    db: Database,
) -> None:
    desk = with_boss(db)
    desk.article("told")
    await desk.tick()
    left_out(desk, "mail")
    desk.article("untold")
    began = desk.clock()

    await desk.run(HOUR)

    assert sorted((one.subject, one.escalated) for one in box(desk, "boss").sent) == [("told", True), ("untold", True)]
    assert all(one.at - began >= timedelta(minutes=15) for one in box(desk, "boss").sent)


async def test_an_acknowledged_story_is_not_escalated_when_its_channel_is_left_out(db: Database) -> None:
    desk = with_boss(db)
    left_out(desk, "mail")
    desk.article("s1")
    await desk.tick()
    acknowledge(db, "s1", "sara", desk.clock())

    await desk.run(HOUR)

    assert box(desk, "boss").sent == []


async def test_a_story_is_escalated_once_though_its_channel_is_mended_in_between(db: Database) -> None:
    desk = with_boss(db)
    mail = left_out(desk, "mail")
    desk.article("s1")
    await desk.run(HOUR / 2)

    desk.live = replace(desk.live, channels={**desk.live.channels, "mail": mail})
    desk.configure(broken=(), left_out=())
    desk.look("s1")
    await desk.run(HOUR)

    assert [one.subject for one in mail.sent] == ["s1"]
    assert [one.escalated for one in box(desk, "boss").sent] == [True]


async def test_nobody_is_told_instead_of_readers_who_want_no_stories(db: Database) -> None:
    desk = with_boss(db)
    unsubscribe(db, [NOW.name], [("mail", "desk@example.org")], desk.clock())
    desk.article("s1")

    await desk.run(HOUR)

    assert box(desk, "boss").sent == []


@pytest.mark.parametrize(
    ("when", "hour", "due"),
    [({"quiet": NIGHT}, 23, time(7, 15)), ({"timetable": MORNING}, 20, time(7, 45))],
)
async def test_a_story_is_escalated_no_earlier_than_with_the_channel_that_is_left_out(
    db: Database, when: dict[str, Any], hour: int, due: time
) -> None:
    boss = Recorder(name="boss", recipients=("boss@example.org",))
    one = replace(NOW, unless_ack=Escalation(after=timedelta(minutes=15), to=("boss",)), **when)
    desk = policy_desk(db, one, channels=(Recorder(), boss), clock=at(hour))
    left_out(desk, "mail")
    desk.article("s1")
    await desk.tick()

    [verdict] = route(trace(db, "https://wire.example/1").story, desk.live.policy, desk.clock()).verdicts  # type: ignore[arg-type,union-attr]
    assert verdict.untold is Untold.LEFT_OUT
    await desk.run(14 * HOUR)
    assert [alert.at.astimezone(BAGHDAD).time() for alert in boss.sent] == [due]
