"""What health says of a database that it cannot judge."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from monitor.core.model.source import Source
from monitor.core.source_state import SourceState
from monitor.workers.health import examine
from storage import feeds
from storage.database import Database
from storage.health import beat
from storage.tables import ChannelRow, FeedRow
from tests.support.databases import Databases


def test_a_database_of_a_newer_version_is_named_as_that(db: Database) -> None:
    with db.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))

    health = examine(db, None, datetime(2026, 11, 24, tzinfo=UTC))

    assert not health.good
    assert "newer version of this program (schema 9999)" in health.problems[0]


@pytest.mark.parametrize(
    ("column", "whose"),
    [("feed.whole_at", "source wire"), ("feed.attempt", "source wire"), ("channel.sent_at", "channel mail")],
)
def test_a_date_that_was_spoilt_is_a_warning_while_the_daemon_lives(
    databases: Databases, column: str, whose: str
) -> None:
    db, now = Database(databases.url("sqlite")), datetime(2026, 11, 24, tzinfo=UTC)
    failing(db, {"wire": SourceState.ALIVE})
    table, name = column.split(".")
    with db.transaction() as session:
        session.add(ChannelRow(name="mail"))
        session.flush()
        session.connection().exec_driver_sql("UPDATE feed SET failures = 0")
        session.connection().exec_driver_sql(f"UPDATE {table} SET {name} = 'garbage'")

    found, late = examine(db, None, now), examine(db, None, now + timedelta(minutes=5))

    assert found.good
    [said] = found.warnings
    assert said.startswith(f"{whose} cannot be judged: 'garbage' stands where")
    assert not late.good
    db.close()


def test_a_date_that_was_spoilt_hides_nothing_of_the_others(databases: Databases) -> None:
    db, now = Database(databases.url("sqlite")), datetime(2026, 11, 24, tzinfo=UTC)
    failing(db, {"wire": SourceState.GONE, "coast": SourceState.GONE})
    with db.transaction() as session:
        for name in ("mail", "phone"):
            session.add(ChannelRow(name=name, failures=3, error="no answer"))
        session.flush()
        session.connection().exec_driver_sql("UPDATE feed SET moved_at = 'garbage' WHERE source = 'wire'")
        session.connection().exec_driver_sql("UPDATE channel SET sent_at = 'garbage' WHERE name = 'phone'")

    found = examine(db, None, now)

    assert [said.partition(" (")[0] for said in found.problems] == ["channel mail fails: no answer", "all sources fail"]
    assert [said.partition(" cannot")[0] for said in found.warnings if "garbage" in said] == [
        "channel phone",
        "source wire",
    ]
    db.close()


def failing(db: Database, states: dict[str, SourceState]) -> None:
    """Sources that have failed again and again, in these states."""
    now = datetime(2026, 11, 24, tzinfo=UTC)
    sources = [Source(id=id, name=id, url=f"https://{id}.example/feed") for id in states]
    feeds.take_over_sources(db, sources, now)
    with db.transaction() as session:
        for row in session.exec(select(FeedRow)):
            row.failures, row.error, row.state = 3, f"{row.source}: no answer", states[row.source].value
    beat(db, "daemon", now)


@pytest.mark.parametrize(
    ("states", "says"),
    [
        ((SourceState.UNREACHABLE, SourceState.UNREACHABLE), "look at the network and the DNS of this machine"),
        ((SourceState.UNREACHABLE, SourceState.GONE), "all sources fail"),
    ],
)
def test_sources_that_fail_all_at_once_are_one_problem(
    db: Database, states: tuple[SourceState, SourceState], says: str
) -> None:
    failing(db, dict(zip(("wire", "coast"), states, strict=True)))

    found = examine(db, None, datetime(2026, 11, 24, tzinfo=UTC))

    assert len(found.problems) == 1
    assert says in found.problems[0]
    assert "2 of 2" in found.problems[0]
    assert [one.split()[1] for one in found.warnings] == ["coast", "wire"]
