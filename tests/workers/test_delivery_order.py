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
