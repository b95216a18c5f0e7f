"""What is set aside can be seen, and says how it comes back."""

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from monitor.cli.main import cli
from storage.database import Database
from storage.tables import StoryRow


def test_a_story_that_is_set_aside_is_listed_with_what_to_do(tmp_path: Path, db: Database) -> None:
    with db.transaction() as session:
        when = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)
        session.add(StoryRow(key="s1", first_hit=when, error="ValueError: 99 is not a valid Severity"))
    address = db.engine.url.render_as_string(hide_password=False)

    outcome = CliRunner().invoke(
        cli, ["outbox", "list", "--config", str(tmp_path)], env={"MONITOR_DATABASE_URL": address}
    )

    assert "story s1 is set aside (ValueError: 99" in outcome.stderr and "monitor requeue" in outcome.stderr
