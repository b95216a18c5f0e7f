"""A message that was refused for good and is tried again by hand, where another channel leads to the same mailbox."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model.route import Mute
from monitor.core.model.watchlist import Severity
from storage import outbox
from storage.database import Database
from storage.tables import DeliveryRow
from tests.contract.test_alert_policy import HOUR, NOW, at
from tests.contract.test_taken_back import DAILY
from tests.support.policy import PolicyDesk, Recorder, policy_desk


def twins(db: Database, *, watchlists: tuple[str, ...]) -> tuple[PolicyDesk, Recorder, Recorder]:
    """Two channels to one mailbox: the first, which is refused, for daesh, the second for these watchlists."""
    refused, other = (Recorder(name=name, mailboxes="email") for name in ("m1", "m2"))
    refused.trouble = lambda: PermanentError("m1", "550 refused")
    first = replace(NOW, name="A", to=("m1",), watchlists=("daesh",))
    second = replace(NOW, name="B", to=("m2",), watchlists=watchlists)
    return policy_desk(db, first, second, channels=(refused, other), clock=at(9)), refused, other


def retry(desk: PolicyDesk, refused: Recorder) -> None:
    """An hour later the mailbox is there again, and the operator says: once more."""
    refused.trouble = lambda: None
    desk.clock.advance(HOUR)
    assert outbox.retry_dead(desk.db, desk.clock()) == 1


async def test_it_is_told_if_a_mute_took_its_watchlist_out_of_what_the_other_channel_sent(db: Database) -> None:
    desk, refused, other = twins(db, watchlists=("daesh", "extremism"))
    other.trouble = lambda: TemporaryError("m2", "busy", pause=True, refused=True)
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.tick()
    until = desk.clock() + timedelta(minutes=30)
    desk.configure(mutes=(Mute(until=until, why="x", by="d", watchlist="daesh"),))
    other.trouble = lambda: None
    await desk.run(timedelta(minutes=20))

    retry(desk, refused)
    await desk.run(HOUR)

    assert [one.watchlists for one in other.sent] == [("التطرف",)]
    assert [one.watchlists for one in refused.sent] == [("داعش",)]


async def test_it_is_not_told_again_if_the_other_channel_has_shown_it(db: Database) -> None:
    desk, refused, other = twins(db, watchlists=("daesh", "extremism"))
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.run(timedelta(minutes=20))

    retry(desk, refused)
    await desk.run(HOUR)

    assert [one.watchlists for one in other.sent] == [("داعش", "التطرف")]
    assert refused.sent == []


async def test_an_update_that_is_decided_while_it_gets_another_number_reaches_every_route(db: Database) -> None:
    desk, refused, other = twins(db, watchlists=("extremism",))
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.run(timedelta(minutes=1))
    retry(desk, refused)
    for outlet in ("paper", "radio"):
        desk.article("s1", outlet, "daesh", "extremism")

    decided = [(story, await desk.tell.work(story)) for story in desk.tell.take(desk.clock())]
    await desk.deliver.drain()
    for story, record in decided:
        desk.tell.record(story, record)
    await desk.run(HOUR)

    assert {(route, one.revision) for one in (*refused.sent, *other.sent) for route in one.routes} >= {
        ("A", 2),
        ("A", 3),
        ("B", 3),
    }


async def test_it_is_told_if_the_route_of_the_other_channel_asked_for_less_when_that_sent(db: Database) -> None:
    desk, refused, other = twins(db, watchlists=("extremism",))
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.run(timedelta(minutes=20))
    first, second = desk.live.config.routes
    desk.configure(first, replace(second, watchlists=("daesh", "extremism")))

    retry(desk, refused)
    await desk.run(HOUR)

    assert [one.watchlists for one in other.sent] == [("التطرف",)]
    assert [one.watchlists for one in refused.sent] == [("داعش",)]


async def test_it_is_not_told_again_for_what_a_third_route_was_to_tell(db: Database) -> None:
    desk, refused, other = twins(db, watchlists=("daesh",))
    desk.configure(*desk.live.config.routes, replace(NOW, name="C", to=("m1",), watchlists=("extremism",)))
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.run(timedelta(minutes=20))

    refused.trouble = lambda: None
    with desk.db.reading() as session:
        dead = list(session.exec(select(DeliveryRow.id).where(DeliveryRow.route == "A")))
    assert outbox.retry_dead(desk.db, desk.clock(), [id for id in dead if id]) == 1
    await desk.run(HOUR)

    assert [one.watchlists for one in other.sent] == [("داعش",)]
    assert refused.sent == []


async def test_an_update_keeps_the_severity_that_the_channel_which_sent_has_shown(db: Database) -> None:
    desk, _, other = twins(db, watchlists=("extremism",))
    desk.article("s1", "wire", "daesh", severity=Severity.CRITICAL)
    desk.article("s1", "wire", "extremism", severity=Severity.NORMAL)
    await desk.run(timedelta(minutes=20))
    for outlet in ("paper", "radio"):
        desk.article("s1", outlet, "extremism", severity=Severity.NORMAL)
    await desk.run(HOUR)

    assert [one.severity for one in other.sent] == [Severity.NORMAL, Severity.NORMAL]
    assert other.sent[1].first is not None and other.sent[1].first.severity is Severity.NORMAL


async def test_it_is_told_if_the_other_channel_has_shown_nothing_of_it(db: Database) -> None:
    desk, refused, other = twins(db, watchlists=("extremism",))
    other.trouble = lambda: TemporaryError("m2", "busy", pause=True, refused=True)
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.tick()
    first, second = (replace(NOW, name=name, to=(to,)) for name, to in (("A", "m1"), ("B", "m2")))
    desk.configure(replace(first, watchlists=("daesh",)), replace(second, watchlists=("other",)))
    other.trouble = lambda: None
    await desk.run(timedelta(minutes=20))

    desk.configure(replace(first, watchlists=("daesh",)), replace(second, watchlists=("daesh", "extremism")))
    retry(desk, refused)
    await desk.run(HOUR)

    assert [one.watchlists for one in refused.sent] == [("داعش",)]


async def test_updates_are_numbered_as_their_reader_counts_messages(db: Database) -> None:
    desk, refused, other = twins(db, watchlists=("extremism",))
    desk.article("s1", "wire", "daesh", "extremism")
    await desk.run(timedelta(minutes=20))
    retry(desk, refused)  # under another number
    await desk.run(HOUR)
    for outlet in ("paper", "radio", "site"):
        desk.article("s1", outlet, "daesh", "extremism")
    await desk.run(HOUR)

    sent = sorted([*refused.sent, *other.sent], key=lambda one: one.revision)
    assert [one.number for one in sent] == list(range(1, len(sent) + 1))
    assert len(sent) == 3


async def test_an_update_of_what_a_digest_told_first_is_the_second_message(db: Database) -> None:
    box = Recorder()
    desk = policy_desk(db, replace(DAILY, name="R", to=("mail",)), channels=(box,), clock=at(7))
    desk.article("s1")
    await desk.run(HOUR)
    desk.configure(replace(NOW, name="R"))
    for outlet in ("paper", "radio", "site"):
        desk.article("s1", outlet)
    await desk.run(HOUR)

    assert [(one.kind, one.number) for one in box.sent][:2] == [("digest", 1), ("story", 2)]
