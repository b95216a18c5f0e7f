"""What health says of a database that it cannot judge."""

from datetime import UTC, datetime

from sqlalchemy import text

from monitor.workers.health import examine
from storage.database import Database


def test_a_database_of_a_newer_version_is_named_as_that(db: Database) -> None:
    with db.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))

    health = examine(db, None, datetime(2026, 11, 24, tzinfo=UTC))

    assert not health.good
    assert "newer version of this program (schema 9999)" in health.problems[0]
