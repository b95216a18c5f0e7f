"""`monitor hits` and `monitor export`: what cannot be read costs its own line only."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from monitor.cli.main import cli
from monitor.core.model.article import Hit, Mention
from monitor.core.model.watchlist import Severity
from storage.database import Database
from storage.tables import RevisionRow
from tests.config.test_load import desk
from tests.support.archive import store
from tests.support.databases import Databases

MENTION = Mention(field="text", start=0, end=5, surface="التطرف", term="تطرف", rule="تطرف → التطرف: ال + تطرف")


@pytest.mark.parametrize("command", [["hits", "--json"], ["export", "hits", "--format", "jsonl"]])
def test_a_hit_that_cannot_be_read_is_named_and_the_others_are_shown(
    tmp_path: Path, db: Database, command: list[str]
) -> None:
    hit = Hit(watchlist="w", severity=Severity.LOW, mentions=(MENTION,))
    store(db, ["أول\nالتطرف", "ثان\nالتطرف", "ثالث\nالتطرف"], hits=(hit,))
    with db.transaction() as session:
        session.connection().execute(text("UPDATE hit SET severity = 77 WHERE id = 2"))
    address = db.engine.url.render_as_string(hide_password=False)
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")

    done = CliRunner().invoke(cli, [*command, "--config", str(tmp_path)], env={"MONITOR_DATABASE_URL": address})

    assert done.exit_code == 0, done.output
    assert sorted(json.loads(line)["title"] for line in done.stdout.splitlines()) == ["أول", "ثالث"]
    assert done.stderr.startswith("hit 2 cannot be read and is left out: ValueError: 77")


def test_a_round_by_hand_puts_right_what_kept_hits_from_being_shown(tmp_path: Path, databases: Databases) -> None:
    address = databases.url("sqlite")  # PostgreSQL takes no date that is none
    db = Database(address)
    store(db, ["أول\nالتطرف"], hits=(Hit(watchlist="w", severity=Severity.LOW, mentions=(MENTION,)),))
    with db.transaction() as session:
        session.connection().exec_driver_sql("UPDATE hit SET found_at = 'garbage'")
    db.close()
    source = '[[source]]\nid = "wire"\nname = "Wire"\nurl = "http://127.0.0.1:9/feed"\n'
    desk(tmp_path, sources=source)

    def done(*command: str) -> Result:
        return CliRunner().invoke(cli, [*command, "--config", str(tmp_path)], env={"MONITOR_DATABASE_URL": address})

    before, _, after = done("hits"), done("poll"), done("hits", "--json")

    assert "monitor run within the hour, or monitor poll, puts it right" in str(before.exception)
    assert [json.loads(line)["title"] for line in after.stdout.splitlines()] == ["أول"]


@pytest.mark.parametrize(
    ("what", "spoilt"),
    [
        ("stories", "UPDATE hit SET severity = 77 WHERE id = 2"),
        ("revisions", "UPDATE revision SET kind = 'x' WHERE id = 2"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_exported(
    tmp_path: Path, db: Database, what: str, spoilt: str
) -> None:
    hit = Hit(watchlist="w", severity=Severity.LOW, mentions=(MENTION,))
    store(db, ["أول\nالتطرف", "ثان\nالتطرف", "ثالث\nالتطرف"], hits=(hit,))
    with db.transaction() as session:
        for id in (1, 2, 3):
            moment = datetime(2026, 11, 20, tzinfo=UTC)
            session.add(RevisionRow(article_id=id, at=moment, kind="headline", before="قبل", after="بعد"))
            session.flush()
        session.connection().execute(text(spoilt))
    address = db.engine.url.render_as_string(hide_password=False)
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")

    done = CliRunner().invoke(
        cli,
        ["export", what, "--format", "jsonl", "--config", str(tmp_path)],
        env={"MONITOR_DATABASE_URL": address},
    )

    assert done.exit_code == 0, done.output
    assert sorted(json.loads(line)["title"] for line in done.stdout.splitlines()) == ["أول", "ثالث"]
    assert "cannot be read and is left out: ValueError: " in done.stderr
