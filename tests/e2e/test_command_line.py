"""The command line as people meet it: what it says when something is wrong, and how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli.main import COMMANDS, cli
from tests.support.desk import run


def test_a_misspelt_command_is_answered_with_the_one_that_was_meant(tmp_path: Path) -> None:
    done = run("chek", database="sqlite://")

    assert done.returncode == 2
    assert 'did you mean "check"?' in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_with_an_example(command: str) -> None:
    taught = CliRunner().invoke(cli, [command, "--help"], prog_name="monitor").stdout

    assert f"monitor {command}" in taught.replace(f"Usage: monitor {command}", "")


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ('title = “داعش”\nterms = ["داعش"]\n', "watchlists/mine.toml:1:9: curly quotes"),
        ('titel = "داعش"\nterms = ["داعش"]\n', 'watchlists/mine.toml:1:1: unknown word "titel"; did you mean "title"?'),
        ('title = "كل شيء"\nterms = ["في"]\n', "watchlists/mine.toml:2:10: «في» is a particle"),
        ('title = "قصير"\nterms = ["ب"]\n', "watchlists/mine.toml:2:10: «ب» is a single letter"),
    ],
)
def test_check_names_the_place_of_a_mistake(tmp_path: Path, broken: str, sentence: str) -> None:
    run("init", str(tmp_path), database="sqlite://")
    (tmp_path / "watchlists" / "mine.toml").write_text(broken, encoding="utf-8")

    done = run("check", "--config", str(tmp_path), database="sqlite://")

    assert done.returncode == 2
    assert sentence in done.stdout
    assert "Traceback" not in done.stderr


def test_a_stream_goes_on_behind_a_line_that_is_no_article(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("1\tتطرف\n2\t*\n3\tداعش\tgroup\tISIS\n", encoding="utf-8")
    lines = ["nonsense", json.dumps({"id": "a", "text": "والتطرّف"}), json.dumps({"id": "b", "text": "against ISIS"})]

    done = run("match", "--terms", str(terms), database="sqlite://", feed="\n".join(lines))

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["watchlist"], one["surface"]) for one in found] == [
        ("a", "1", "والتطرّف"),
        ("b", "3", "ISIS"),
    ]
    assert "line 2:" in done.stderr  # of the terms
    assert "line 1: not JSON" in done.stderr
