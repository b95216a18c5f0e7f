"""Trouble with one channel or one recipient is nobody else's; what one reader hears of a story comes in its order."""

from dataclasses import replace
from datetime import timedelta

from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model.delivery import TroubleKind
from monitor.core.model.route import Route
from storage import outbox
from storage.database import Database
from tests.support.policy import PolicyDesk, Recorder, policy_desk

NOW = Route(name="فوري", to=("mail",), group_wait=timedelta(0), update_every=timedelta(0))
SOON = timedelta(seconds=1)


def twins(db: Database, down: Recorder, mail: Recorder) -> PolicyDesk:
    """Two mail channels to one person, each with a route of its own."""
    mail.rendered = down.rendered
    return policy_desk(
        db, *(replace(NOW, name=one.name, to=(one.name,)) for one in (down, mail)), channels=(down, mail)
    )


async def test_a_channel_that_is_down_keeps_nothing_from_another_to_the_same_mailbox(db: Database) -> None:
    down = Recorder(name="down", mailboxes="email", trouble=lambda: TemporaryError("down", "no answer", pause=True))
    mail = Recorder(name="mail", mailboxes="email")
    desk = twins(db, down, mail)
    desk.article("s1")

    await desk.tick()

    assert [(one.subject, set(one.routes)) for one in mail.sent] == [("s1", {"down", "mail"})]
    assert outbox.counts(db)["waiting"] == 0


async def test_what_one_of_two_mail_channels_may_not_send_the_other_sends(db: Database) -> None:
    refusing = Recorder(name="down", mailboxes="email", trouble=lambda: PermanentError("desk@example.org", "550 no"))
    mail = Recorder(name="mail", mailboxes="email")
    desk = twins(db, refusing, mail)
    desk.article("s1")

    await desk.tick()

    assert [one.subject for one in mail.sent] == ["s1"]
    assert outbox.counts(db)["dead"] == 1


async def test_two_mail_channels_that_fail_are_each_tried_at_their_own_pace(db: Database) -> None:
    tries: list[str] = []

    def failing(name: str) -> Recorder:
        def trouble() -> TemporaryError:
            tries.append(name)
            return TemporaryError(name, "busy", refused=True, retry_after=timedelta(minutes=10))

        return Recorder(name=name, mailboxes="email", trouble=trouble)

    desk = twins(db, failing("down"), failing("mail"))
    desk.article("s1")

    for _ in range(25):
        await desk.tick(timedelta(minutes=1))

    assert sorted(tries) == ["down"] * 3 + ["mail"] * 3


async def test_an_update_waits_for_the_first_message_of_its_story_and_no_other_reader_does(db: Database) -> None:
    mail = Recorder(recipients=("desk@example.org", "lead@example.org"))
    failing = iter(["desk"])
    mail.trouble = lambda: (
        TemporaryError("desk@example.org", "busy", refused=True, retry_after=timedelta(minutes=30))
        if next(failing, None)
        else None
    )
    desk = policy_desk(db, NOW, channels=(mail,))
    desk.article("s1", "outlet1")
    await desk.tick()
    for n in (2, 3):
        desk.article("s1", f"outlet{n}")
    desk.article("s2", "outlet1")
    await desk.tick(timedelta(minutes=1))

    late, other = mail.recipients if mail.sent[0].recipient != mail.recipients[0] else mail.recipients[::-1]
    assert [(one.subject, one.revision) for one in mail.sent if one.recipient == late] == [("s2", 1)]
    assert {(one.subject, one.revision) for one in mail.sent if one.recipient == other} == {
        ("s1", 1),
        ("s1", 2),
        ("s2", 1),
    }

    await desk.tick(timedelta(minutes=30))
    await desk.tick(SOON)

    assert [one.revision for one in mail.sent if (one.recipient, one.subject) == (late, "s1")] == [1, 2]


async def test_one_recipient_who_is_refused_again_and_again_pauses_nobody(db: Database) -> None:
    mail = Recorder(recipients=("full@example.org", "desk@example.org"))
    desk = policy_desk(db, NOW, channels=(mail,), owner=("mail",))
    original = mail.send

    async def send(message: object, recipient: str, *, in_doubt: bool) -> str:
        if recipient == "full@example.org":
            raise TemporaryError(recipient, "451 mailbox full", refused=True)
        return await original(message, recipient, in_doubt=in_doubt)  # type: ignore[arg-type]

    mail.send = send  # type: ignore[method-assign]
    for n in range(8):
        desk.article(f"s{n}")
    for _ in range(3):
        await desk.tick(SOON)

    assert sorted(one.subject for one in mail.sent) == [f"s{n}" for n in range(8)]

    await desk.run(timedelta(hours=2))

    [told] = [one for one in mail.sent if one.kind == "meta"]
    assert told.happening is not None and told.happening.kind is TroubleKind.REFUSED
    assert told.happening.facts["recipient"] == "full@example.org"


def two_ways(db: Database, trouble: TemporaryError) -> tuple[PolicyDesk, Recorder, Recorder]:
    """A story that waits for a mail channel in trouble; then another watchlist hits, and its route has a second one."""
    down = Recorder(name="down", mailboxes="email", trouble=lambda: trouble)
    mail = Recorder(name="mail", mailboxes="email", rendered=down.rendered)
    routes = (
        replace(NOW, name="a", to=("down",), watchlists=("daesh",)),
        replace(NOW, name="b", to=("mail",), watchlists=("extremism",)),
    )
    desk = policy_desk(db, *routes, channels=(down, mail))
    return desk, down, mail


BUSY = TemporaryError("down", "busy", refused=True, pause=True, retry_after=timedelta(minutes=20))


async def test_an_update_over_a_second_mail_channel_does_not_overtake_the_first_message(db: Database) -> None:
    desk, down, mail = two_ways(db, BUSY)
    desk.article("s1", "outlet1", "daesh")
    await desk.tick()
    desk.article("s1", "outlet2", "extremism")
    await desk.tick(timedelta(minutes=1))

    assert [(set(one.routes), one.news) for one in mail.sent] == [({"a", "b"}, ())]

    down.trouble = lambda: None
    await desk.run(timedelta(hours=2))

    assert down.sent == []
    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 0)


async def test_all_that_waits_for_a_channel_in_trouble_comes_in_one_message_over_the_second(db: Database) -> None:
    desk, down, mail = two_ways(db, BUSY)
    desk.configure(
        replace(NOW, name="a", to=("down",)), replace(NOW, name="b", to=("mail",), watchlists=("extremism",))
    )
    for n in (1, 2, 3):
        desk.article("s1", f"outlet{n}", "daesh")
        await desk.tick(timedelta(minutes=1))
    desk.article("s1", "outlet4", "extremism")
    await desk.tick(timedelta(minutes=1))
    down.trouble = lambda: None
    await desk.run(timedelta(hours=2))

    assert [(set(one.routes), one.news) for one in mail.sent] == [({"a", "b"}, ())]
    assert down.sent == []
    assert (outbox.counts(db)["waiting"], outbox.counts(db)["dead"]) == (0, 0)


async def test_what_may_have_gone_out_is_not_told_again_over_a_second_mail_channel(db: Database) -> None:
    desk, down, mail = two_ways(db, TemporaryError("down", "no answer"))
    desk.article("s1", "outlet1", "daesh")
    await desk.tick()
    desk.article("s1", "outlet2", "extremism")
    await desk.tick(timedelta(minutes=1))

    assert [(set(one.routes), bool(one.news)) for one in mail.sent] == [({"a", "b"} & set(mail.sent[0].routes), True)]

    down.trouble = lambda: None
    await desk.run(timedelta(hours=2))

    assert [one.revision for one in down.sent] == [1]


async def test_an_update_waits_while_the_first_message_is_on_its_way_over_another_mail_channel(db: Database) -> None:
    desk, down, mail = two_ways(db, BUSY)
    down.trouble = lambda: None
    desk.article("s1", "outlet1", "daesh")
    await desk.tell.drain()
    assert len(desk.deliver.take(desk.clock())) == 1  # and is being sent
    desk.article("s1", "outlet2", "extremism")

    await desk.tick(timedelta(seconds=10))
    assert mail.sent == []
    await desk.tick(timedelta(minutes=2))
    await desk.tick(SOON)

    assert [one.revision for one in (*down.sent, *mail.sent)] == [1, 2]
