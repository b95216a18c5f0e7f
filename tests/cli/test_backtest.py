"""`monitor backtest`: what a changed watchlist gains and loses, the newest of each."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.main import cli
from storage.database import Database
from tests.support.archive import T0, store

LIVE = 'title = "w"\nseverity = "low"\nterms = ["سلاح"]\n'


@pytest.fixture
def desk(tmp_path: Path, db: Database) -> Path:
    """A configuration whose watchlist asks for سلاح, an archive with two articles of that and five of تطرف."""
    (tmp_path / "watchlists").mkdir()
    (tmp_path / "watchlists" / "w.toml").write_text(LIVE, encoding="utf-8")
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")
    (tmp_path / "w.toml").write_text(LIVE.replace("سلاح", "تطرف"), encoding="utf-8")
    store(db, [f"خبر {number}\nضبطت القوات سلاحا" for number in range(2)])
    store(db, [f"مقال {number}\nمحاربة التطرف" for number in range(5)], source="paper", at=T0 + timedelta(hours=1))
    return tmp_path


def backtest(desk: Path, db: Database, *arguments: str) -> Result:
    asked = ["backtest", str(desk / "w.toml"), "--config", str(desk), *arguments]
    address = db.engine.url.render_as_string(hide_password=False)
    return CliRunner().invoke(cli, asked, env={"MONITOR_DATABASE_URL": address})


def test_all_that_is_gained_and_lost_is_shown(desk: Path, db: Database) -> None:
    lines = backtest(desk, db).stdout.splitlines()

    assert [line[0] for line in lines if line[0] in "+−"] == ["+"] * 5 + ["−"] * 2 + ["+"]
    assert lines[-1].startswith("+5 hits")


def test_of_many_the_newest_of_each_are_shown_and_the_rest_is_counted(desk: Path, db: Database) -> None:
    result = backtest(desk, db, "--limit", "1")

    shown = [line for line in result.stdout.splitlines() if line[0] in "+−"]
    assert "مقال 4" in shown[0] and "خبر 1" in shown[1] and shown[2].startswith("+5 hits")
    assert "2 of 7 are shown, the newest; all of them with --limit 0" in result.stderr


def test_json_has_everything_unless_limited(desk: Path, db: Database) -> None:
    every = [json.loads(line) for line in backtest(desk, db, "--json").stdout.splitlines()]
    few = backtest(desk, db, "--json", "--limit", "1").stdout.splitlines()

    assert [row["change"] for row in every] == ["gained"] * 5 + ["lost"] * 2
    assert len(few) == 2


def test_the_rate_counts_the_days_that_the_archive_has(desk: Path, db: Database) -> None:
    whole, longer = (backtest(desk, db, *more).stdout.splitlines()[-1] for more in ((), ("--since", "3650d")))

    assert whole.split(" (")[0] == longer.split(" (")[0]


def test_a_negative_limit_is_refused(desk: Path, db: Database) -> None:
    result = backtest(desk, db, "--limit", "-1")

    assert result.exit_code == 2 and "--limit" in result.stderr


def test_an_archive_that_holds_nothing_yet_is_told_of(tmp_path: Path) -> None:
    for name, text in (("sources.toml", ""), ("w.toml", LIVE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    env = {"MONITOR_DATABASE_URL": f"sqlite:///{tmp_path}/new.db"}

    for asked in (["search", "سلاح"], ["backtest", str(tmp_path / "w.toml")]):
        result = CliRunner().invoke(cli, [*asked, "--config", str(tmp_path)], env=env)
        assert result.exit_code == 0 and not result.stdout
        assert "the archive holds no article yet: `monitor run` fills it" in result.stderr


def test_a_query_to_search_for_that_says_something_else_than_it_seems_is_warned_of(desk: Path, db: Database) -> None:
    env = {"MONITOR_DATABASE_URL": db.engine.url.render_as_string(hide_password=False)}

    result = CliRunner().invoke(cli, ["search", "طائرة بدون طيار", "--config", str(desk)], env=env)

    assert result.exit_code == 0
    assert "warning: «بدون» is NOT here" in result.stderr and "طائرة ⟦بدون طيار⟧" in result.stderr


def test_a_search_says_that_no_source_is_called_so(desk: Path, db: Database) -> None:
    env = {"MONITOR_DATABASE_URL": db.engine.url.render_as_string(hide_password=False)}
    source = '[[source]]\nid = "marfa"\nname = "المرفأ"\nurl = "https://marfa.example/rss"\n'
    (desk / "sources.toml").write_text(source, encoding="utf-8")

    result = CliRunner().invoke(cli, ["search", "outlet:marfaa AND سلاح", "--config", str(desk)], env=env)

    assert result.exit_code == 0
    assert 'no source is called «marfaa»; did you mean "marfa"? – ⟦outlet:marfaa⟧' in result.stderr


def test_one_article_is_one(desk: Path, db: Database) -> None:
    env = {"MONITOR_DATABASE_URL": db.engine.url.render_as_string(hide_password=False)}

    one, none = (
        CliRunner().invoke(cli, ["search", word, "--limit", "1", "--config", str(desk)], env=env).stderr
        for word in ("سلاح", "زرافة")
    )

    assert "1 article;" in one and "0 articles" in none


def test_a_search_by_a_watchlist_that_is_wrong_says_so(desk: Path, db: Database) -> None:
    (desk / "watchlists" / "broken.toml").write_text("title = ", encoding="utf-8")

    broken, none = (CliRunner().invoke(cli, ["search", f"@{id}", "--config", str(desk)]) for id in ("broken", "x"))

    assert broken.exit_code == none.exit_code == 2
    assert "the watchlist «broken» cannot be used: something is wrong with its own file" in broken.stderr
    assert "no watchlist is called «x»" in none.stderr
