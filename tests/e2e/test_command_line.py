"""The command line as people meet it: what it says when something is wrong, and how it ends."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from monitor.cli.main import COMMANDS, cli
from tests.support.desk import run
from tests.support.website import says, website


def test_a_misspelt_command_is_answered_with_the_one_that_was_meant(tmp_path: Path) -> None:
    done = run("chek", database="sqlite://")

    assert done.returncode == 2
    assert 'did you mean "check"?' in done.stderr


def spelt_out(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A command, and those below it, by the words one types."""
    yield words
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield from spelt_out(below, (*words, name))


@pytest.mark.parametrize(("words", "names"), [((), [*COMMANDS]), (("outbox",), ["drop", "list", "retry"])])
def test_the_list_of_commands_cuts_no_sentence_off(words: tuple[str, ...], names: list[str]) -> None:
    taught = CliRunner().invoke(cli, [*words, "--help"], prog_name="monitor").stdout.partition("Commands:\n")[2]

    assert re.findall(r"^  (\w+)  ", taught, re.MULTILINE) == names
    assert "..." not in taught


def test_the_list_of_commands_imports_none_of_them() -> None:
    code = "import sys; from monitor.cli.main import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {name for name in done.stdout.split() if name.startswith("monitor.cli.")} == {
        "monitor.cli.main",
        "monitor.cli.groups",
        "monitor.cli.started",
    }


def test_starter_files_are_there_at_once(tmp_path: Path) -> None:
    code = "import sys; from monitor.cli.main import cli; cli(sys.argv[1:], standalone_mode=False); print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code, "init", str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert (tmp_path / "sources.toml").exists()
    slow = {"sqlalchemy", "pydantic", "httpx", "monitor.core.arabic.known", "alerts.registry"}  # a second for all
    assert slow.isdisjoint(done.stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_with_an_example(command: str) -> None:
    found = cli.get_command(click.Context(cli), command)
    assert found is not None

    for words in spelt_out(found, (command,)):
        typed = " ".join(words)
        taught = CliRunner().invoke(cli, [*words, "--help"], prog_name="monitor").stdout
        assert f"monitor {typed}" in taught.replace(f"Usage: monitor {typed}", ""), typed


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


def test_a_file_that_is_not_there_is_not_taken_for_a_text(tmp_path: Path) -> None:
    run("init", str(tmp_path), database="sqlite://")

    absent = run("try", "nofile.txt", "--config", str(tmp_path), database="sqlite://")
    text = run("try", "عاد داعش.", "--config", str(tmp_path), database="sqlite://")

    assert absent.returncode == 1
    assert "no such file" in absent.stderr
    assert "daesh" in text.stdout


async def test_a_page_of_the_web_is_tried_with_its_title(tmp_path: Path) -> None:
    page = "<html><head><title>عودة داعش</title></head><body><h1>عودة داعش</h1><p>نص قصير عن أحوال المدينة.</p></body>"
    run("init", str(tmp_path), database="sqlite://")
    async with website({"/news/1": says(body=page)}) as site:
        arguments = ("try", site.url("/news/1"), "--config", str(tmp_path))
        done = await asyncio.to_thread(run, *arguments, database="sqlite://", MONITOR_ALLOW_NETWORKS="127.0.0.1/32")

    assert done.returncode == 0, done.stderr
    assert "عودة ⟦داعش⟧" in done.stdout


def test_a_round_says_what_it_asked_and_fails_where_nothing_could_be_read(tmp_path: Path) -> None:
    run("init", str(tmp_path), database="sqlite://")
    source = '[[source]]\nid = "{0}"\nname = "{0}"\nurl = "http://127.0.0.1:1/{0}"\nallow_networks = ["127.0.0.1/32"]\n'
    fetch = '[fetch]\npace = "0s"\n'
    (tmp_path / "sources.toml").write_text(fetch + source.format("one") + source.format("two"), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'm.db'}"

    run("poll", "one", "--config", str(tmp_path), database=database)
    second = run("poll", "two", "--config", str(tmp_path), database=database)

    assert second.returncode == 1
    assert "one" not in second.stdout
    assert "0 of 1" in second.stdout


def test_a_delivery_that_is_not_there_is_said(tmp_path: Path) -> None:
    run("init", str(tmp_path), database="sqlite://")

    done = run("outbox", "drop", "99999", "--config", str(tmp_path), database=f"sqlite:///{tmp_path / 'm.db'}")

    assert done.returncode == 1
    assert "1 left as they are" in done.stderr


def test_an_output_that_is_full_is_one_clear_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "monitor", "forms", "تطرف"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert (
        done.stderr.splitlines()[-1] == "the output cannot be written: No space left on device; make room and try again"
    )
    assert "Traceback" not in done.stderr
