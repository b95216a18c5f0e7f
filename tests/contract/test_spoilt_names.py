"""Names that were spoilt on the disk, by which rows are found: each costs its own row, and the owner hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.model.delivery import TroubleKind
from storage import outbox
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, NIGHT, NOW, at
from tests.contract.test_taken_back import DAILY
from tests.contract.test_unreadable import complaints, desk_with_owner, heard
from tests.support.databases import Databases
from tests.support.policy import PolicyDesk, Recorder, policy_desk

NO_TEXT = "CAST(x'5B5DD8' AS TEXT)"
AFTER_ALL_NAMES = "CAST(x'FF' AS TEXT)"
BLOB = "x'5BFF'"


def spoil(desk: PolicyDesk, column: str, value: str, *, of: str = "s1") -> None:
    """Put a value of SQL into a delivery, or a story, of this key."""
    table, name = column.split(".")
    by = "subject" if table == "delivery" else "key"
    with desk.db.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE {table} SET {name} = {value} WHERE {by} = '{of}'")


async def with_one_spoilt_message_of_three(databases: Databases, column: str, value: str) -> PolicyDesk:
    desk = desk_with_owner(Database(databases.url("sqlite")), NOW, hour=9)  # PostgreSQL takes no such value
    for story in ("s1", "s2", "s3"):
        desk.article(story)
    await desk.tell.drain()
    spoil(desk, column, value)
    return desk


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("delivery.channel", value) for value in (NO_TEXT, AFTER_ALL_NAMES, BLOB, "''", "7")),
        *(("delivery.kind", value) for value in (NO_TEXT, BLOB, "'poem'")),
        *(("delivery.recipient", value) for value in (NO_TEXT, BLOB)),
        ("delivery.route", BLOB),
        ("delivery.subject", BLOB),
    ],
)
async def test_a_message_a_name_of_which_was_spoilt_is_dead_and_all_others_go_out(
    databases: Databases, column: str, value: str
) -> None:
    desk = await with_one_spoilt_message_of_three(databases, column, value)

    await desk.run(HOUR)

    assert sorted(heard(desk)) == ["s2", "s3"]
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.DEAD]
    assert (outbox.counts(desk.db)["waiting"], outbox.counts(desk.db)["dead"]) == (0, 1)
    desk.db.close()


async def test_where_mail_reaches_its_reader_a_message_whose_channel_was_spoilt_goes_out_by_mail(
    databases: Databases,
) -> None:
    db = Database(databases.url("sqlite"))
    mail = Recorder(mailboxes="email")
    desk = policy_desk(db, NOW, channels=(mail,), clock=at(9))
    desk.article("s1")
    await desk.tell.drain()
    spoil(desk, "delivery.channel", NO_TEXT)

    await desk.run(HOUR)

    assert [one.subject for one in mail.sent] == ["s1"]
    db.close()


@pytest.mark.parametrize("value", [NO_TEXT, BLOB, "''"])
@pytest.mark.parametrize("held", [False, True], ids=["to be looked at", "held for the morning"])
async def test_a_story_whose_key_was_spoilt_is_set_aside_and_all_others_are_told(
    databases: Databases, value: str, held: bool
) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, replace(NOW, quiet=NIGHT), hour=23 if held else 9)
    for story in ("s1", "s2", "s3"):
        desk.article(story, title=f"خبر {story}")
    if held:
        await desk.tick()
    spoil(desk, "story.key", value)

    await desk.run(12 * HOUR, step=HOUR)

    assert sorted(heard(desk)) == ["s2", "s3"]
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.ASIDE]
    assert [one.happening.facts["title"] for one in _boxes(desk) if one.happening] == ["خبر s1"]
    db.close()


async def test_a_digest_goes_without_a_story_whose_key_was_spoilt(databases: Databases) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, replace(DAILY, to=("mail",)), hour=7)
    for story in ("s1", "s2"):
        desk.article(story)
    await desk.tick()
    spoil(desk, "story.key", NO_TEXT)

    await desk.run(3 * HOUR)

    assert heard(desk) == ["s2"]
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.ASIDE]
    db.close()


@pytest.mark.parametrize("column", ["at", "until"])
@pytest.mark.parametrize("value", ["'garbage'", "5"])
async def test_a_date_spoilt_in_what_one_reader_heard_costs_no_reader_the_update(
    databases: Databases, column: str, value: str
) -> None:
    db = Database(databases.url("sqlite"))
    mail, chat = Recorder(mailboxes="email"), Recorder(name="chat", recipients=("#desk",))
    both = replace(NOW, to=("mail", "chat"), update_every=timedelta(0))
    desk = policy_desk(db, both, channels=(mail, chat), clock=at(9))
    desk.article("s1")
    await desk.run(timedelta(minutes=10))
    for outlet in ("paper", "radio"):
        desk.article("s1", outlet)
    await desk.tell.drain()
    with db.transaction() as session:
        spoilt = f"UPDATE notice SET {column} = {value} WHERE channel = 'mail' AND revision = 1"
        session.connection().exec_driver_sql(spoilt)

    await desk.run(timedelta(minutes=30))

    assert [[one.revision for one in box.sent] for box in (mail, chat)] == [[1, 2], [1, 2]]
    db.close()


async def test_a_message_goes_out_whole_where_what_one_of_its_rows_remembers_was_spoilt(databases: Databases) -> None:
    db = Database(databases.url("sqlite"))
    mail, other = (Recorder(name=name, mailboxes="email") for name in ("mail", "mail2"))
    asked = [
        replace(NOW, name=name, to=(to,), watchlists=(watchlist,))
        for name, to, watchlist in (("A", "mail", "daesh"), ("B", "mail", "extremism"), ("C", "mail2", "other"))
    ]
    desk = policy_desk(db, *asked, channels=(mail, other), clock=at(9))
    desk.article("s1", "wire", "daesh", "extremism", "other")
    await desk.tell.drain()
    with db.transaction() as session:
        refused = "UPDATE delivery SET deliver_at = NULL, error = '550' WHERE channel = 'mail2'"
        session.connection().exec_driver_sql(refused)
        session.connection().exec_driver_sql("UPDATE delivery SET about = '{no' WHERE route = 'B'")

    await desk.run(HOUR)

    assert [one.watchlists for one in mail.sent] == [("داعش", "التطرف")]
    db.close()


async def test_a_story_whose_headline_is_bytes_is_set_aside_and_all_others_are_told(databases: Databases) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, NOW, hour=9)
    for story in ("s1", "s2"):
        desk.article(story, title=f"خبر {story}")
    with db.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE article SET title = {BLOB} WHERE id = 1")

    await desk.run(HOUR)

    assert heard(desk) == ["s2"]
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.ASIDE]
    db.close()


def _boxes(desk: PolicyDesk) -> list:
    return desk.live.channels["files"].sent  # type: ignore[attr-defined]
