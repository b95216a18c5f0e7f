"""Times in tables are those of the desk, wherever the machine stands."""

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from monitor.cli.main import cli
from monitor.core.model.delivery import Happening, Trouble, TroubleKind
from storage import outbox
from storage.database import Database
from tests.contract.test_alert_policy import at
from tests.contract.test_taken_back import DAILY
from tests.support.policy import policy_desk

AT = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)


def listed(folder: Path, db: Database, alerts: str) -> str:
    (folder / "alerts.toml").write_text(alerts, encoding="utf-8")
    address = db.engine.url.render_as_string(hide_password=False)
    command = ["outbox", "list", "--config", str(folder)]
    return CliRunner().invoke(cli, command, env={"MONITOR_DATABASE_URL": address, "TZ": "UTC"}).output


def test_the_outbox_is_listed_in_the_zone_of_the_desk(tmp_path: Path, db: Database) -> None:
    what = Happening(kind=TroubleKind.CLOCK, facts={"seconds": "60"})
    outbox.report_trouble(db, Trouble(subject="n", revision=1, happening=what, to=(("mail", "a@example.org"),)), AT)

    said = listed(tmp_path, db, 'timezone = "Asia/Baghdad"\n[channel.files]\ntype = "folder"\n')

    assert "28.11. 01:30:00" in said


def test_a_broken_file_is_no_reason_not_to_list(tmp_path: Path, db: Database) -> None:
    what = Happening(kind=TroubleKind.CLOCK, facts={"seconds": "60"})
    outbox.report_trouble(db, Trouble(subject="n", revision=1, happening=what, to=(("mail", "a@example.org"),)), AT)

    assert "a@example.org" in listed(tmp_path, db, "timezone = ")


async def test_what_waits_for_a_digest_is_not_called_nothing(tmp_path: Path, db: Database) -> None:
    desk = policy_desk(db, DAILY, clock=at(9))
    desk.article("s1")
    await desk.tick()

    said = listed(tmp_path, db, 'timezone = "Asia/Baghdad"\n')

    assert "1 wait (digest)" in said
    assert "nothing else waits, nothing is dead" in said
