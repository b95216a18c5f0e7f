"""A watchlist that has expired says so wherever it is looked at."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli.main import cli

EXPIRED = 'title = "t"\nterms = ["تطرف"]\nexpires = {}\n'


@pytest.mark.parametrize(("day", "says"), [("2020-01-31", True), ("2999-01-31", False)])
def test_it_is_told_when_checked_tried_and_held_against_the_archive(tmp_path: Path, day: str, says: bool) -> None:
    run = CliRunner().invoke
    assert run(cli, ["init", str(tmp_path)]).exit_code == 0
    file = tmp_path / "watchlists" / "old.toml"
    file.write_text(EXPIRED.format(day), encoding="utf-8")
    at = ["--config", str(tmp_path)]
    database = {"MONITOR_DATABASE_URL": f"sqlite:///{tmp_path / 'm.db'}"}

    checked = run(cli, ["check", *at], env=database).stderr
    tried = run(cli, ["try", "محاربة التطرف", *at], env=database).stdout
    run(cli, ["db", "upgrade", *at], env=database)
    tested = run(cli, ["backtest", str(file), *at], env=database).stderr

    assert ("watchlists/old.toml: expired on 2020-01-31: it finds nothing any more" in checked) is says
    assert "old –" in tried
    by_name = 'title = "n"\n[[query]]\nname = "q"\nquery = "@old AND عنف"\n'
    (tmp_path / "watchlists" / "new.toml").write_text(by_name, encoding="utf-8")
    reused = run(cli, ["check", *at], env=database).stderr
    assert ("it finds nothing any more by itself, but still where new asks for @old; take" in reused) is says
    assert ("(expired on 2020-01-31)" in tried) is says
    assert ("old.toml expired on 2020-01-31: live, it finds nothing any more" in tested) is says
