"""Dates and counts that were spoilt on the disk: each costs its own row its time, and the owner hears of it once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from sqlite3 import Cursor

import pytest
from sqlalchemy import Connection, event

from monitor.core.model.delivery import TroubleKind
from monitor.core.model.route import Mute
from storage.database import Database
from storage.mending import spoilt_values
from storage.wishes import mute_story, unsubscribe
from tests.contract.test_alert_policy import HOUR, NIGHT, NOW, box
from tests.contract.test_spoilt_names import spoil, with_one_spoilt_message_of_three
from tests.contract.test_unreadable import complaints, desk_with_owner, heard
from tests.support.databases import Databases
from tests.support.policy import PolicyDesk

NO_DATES = ("'garbage'", "x'5BFF'", "1.5", "'2026-02-31 10:00:00.000000'")
NO_COUNTS = ("'many'", "1.5")
DELIVERY = [
    *((f"delivery.{name}", value) for name in ("created_at", "deliver_at", "lease_until") for value in NO_DATES),
    *((f"delivery.{name}", value) for name in ("attempt", "failures") for value in NO_COUNTS),
]
STORY = [
    *((f"story.{name}", value) for name in ("first_hit", "tell_at", "lease_until") for value in NO_DATES),
    *((f"story.{name}", value) for name in ("attempt", "failures") for value in NO_COUNTS),
]


@pytest.mark.parametrize(("column", "value"), DELIVERY)
async def test_a_message_with_a_date_or_count_that_is_none_goes_out_as_all_others_do(
    databases: Databases, column: str, value: str
) -> None:
    desk = await with_one_spoilt_message_of_three(databases, column, value)

    await desk.deliver.drain()
    await the_others_went_out_and_it_does_once_mended(desk)
    desk.db.close()


@pytest.mark.parametrize(("column", "value"), STORY)
async def test_a_story_with_a_date_or_count_that_is_none_is_told_as_all_others_are(
    databases: Databases, column: str, value: str
) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, NOW, hour=9)
    for story in ("s1", "s2", "s3"):
        desk.article(story)
    spoil(desk, column, value)

    await desk.tick()
    await the_others_went_out_and_it_does_once_mended(desk)
    db.close()


async def the_others_went_out_and_it_does_once_mended(desk: PolicyDesk) -> None:
    at_once = heard(desk)
    desk.mend()
    await desk.run(HOUR)

    assert {"s2", "s3"} <= set(at_once)
    assert sorted(heard(desk)) == ["s1", "s2", "s3"]
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.MENDED]


AROUND = (
    *(f"article.{name}" for name in ("first_seen", "published", "collected_at")),
    *(f"entry.{name}" for name in ("first_seen", "published", "collect_at", "attempt", "failures")),
    *(f"channel.{name}" for name in ("sent_at", "open_until", "failures")),
    *(f"mute.{name}" for name in ("at", "until")),
    *(f"notice.{name}" for name in ("at", "until")),
    *(f"delivery.{name}" for name in ("deliver_at", "sending_at", "sent_at")),
    *("hit.found_at", "known.since", "unsubscribed.at"),
)


@pytest.mark.parametrize("value", ["'garbage'", "x'5BFF'"])
@pytest.mark.parametrize("column", AROUND)
async def test_whatever_date_around_alerts_was_spoilt_all_stories_are_told_and_none_twice(
    databases: Databases, column: str, value: str
) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, replace(NOW, quiet=NIGHT, update_every=timedelta(0)), hour=9)
    desk.article("s0")
    await desk.run(HOUR)
    now = desk.clock()
    mute_story(db, Mute(story="another", until=now + HOUR, why="اختبار", by="desk"), now)
    unsubscribe(db, ["another"], [("mail", "nobody@example.org")], now)
    desk.article("s1")
    table, name = column.split(".")
    with db.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE {table} SET {name} = {value}")
    desk.article("s2")

    await desk.tick()
    desk.mend()
    await desk.run(HOUR)

    assert sorted(heard(desk)) == ["s0", "s1", "s2"]
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.MENDED]
    assert spoilt_values(db) == []
    db.close()


@pytest.mark.parametrize("value", NO_DATES)
async def test_what_is_held_until_no_date_is_held_until_the_morning_all_the_same(
    databases: Databases, value: str
) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, replace(NOW, quiet=NIGHT), hour=23)
    for story in ("s1", "s2"):
        desk.article(story)
    await desk.tick()
    with db.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE notice SET until = {value} WHERE story_id = 1")

    desk.mend()
    await desk.run(HOUR)
    at_night = heard(desk)
    await desk.run(12 * HOUR, step=HOUR)

    assert (at_night, sorted(heard(desk))) == ([], ["s1", "s2"])
    assert [kind for kind, _ in complaints(desk)] == [TroubleKind.MENDED]
    db.close()


async def test_what_is_spoilt_again_on_one_day_is_told_again(databases: Databases) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, NOW, hour=9)
    for story in ("s1", "s2"):
        desk.article(story)
    await desk.tell.drain()

    for stories in (("s1",), ("s1", "s2")):
        for story in stories:
            spoil(desk, "delivery.created_at", "'garbage'", of=story)
        desk.mend()
        await desk.run(HOUR)

    named = [one.happening.each for one in box(desk, "files").sent if one.happening is not None]
    assert [len(each) for each in named] == [1, 2]
    assert sorted(heard(desk)) == ["s1", "s2"]
    db.close()


async def test_no_writer_waits_while_a_large_database_is_looked_through(databases: Databases) -> None:
    db = Database(databases.url("sqlite"))
    desk = desk_with_owner(db, NOW, hour=9)
    for story in ("s1", "s2"):
        desk.article(story)
    await desk.tell.drain()
    spoil(desk, "story.first_hit", "'garbage'")
    spoil(desk, "delivery.created_at", "1.5")

    with written_with(db) as plans:
        desk.mend()

    assert spoilt_values(db) == []
    assert plans
    assert [step for step in plans if step.startswith("SCAN")] == []


@contextmanager
def written_with(db: Database) -> Iterator[list[str]]:
    """How SQLite finds the rows of each statement of a transaction that writes."""
    plans: list[str] = []

    def look(connection: Connection, cursor: Cursor, statement: str, values: object, *_: object) -> None:
        if not connection.get_execution_options().get("monitor_read_only") and not statement.startswith("BEGIN"):
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
            plans.extend(row[3] for row in cursor)

    event.listen(db.engine, "before_cursor_execute", look)
    yield plans
    event.remove(db.engine, "before_cursor_execute", look)


async def test_dates_and_counts_as_they_are_written_count_as_none_of_those(db: Database) -> None:
    desk = desk_with_owner(db, NOW, hour=9)
    for microseconds in (0, 1, 999_999):
        desk.clock.advance(timedelta(microseconds=microseconds))
        desk.article(f"s{microseconds}")

    await desk.tick()

    assert spoilt_values(db) == []
