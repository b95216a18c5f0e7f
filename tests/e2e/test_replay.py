"""A recorded day, replayed as an analyst does it."""

import gzip
import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor.core.recording import parse_recorded
from storage.database import Database
from storage.recording import all_notices, sent_messages
from tests.support.desk import run

Rows = dict[str, list[dict[str, Any]]]


def rows(lines: str) -> Rows:
    """The lines of a replay by what they are."""
    found: Rows = {"hit": [], "story": [], "notice": [], "message": []}
    for line in lines.splitlines():
        row = json.loads(line)
        found[row.pop("what")].append(row)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The day of the demo: its configuration and database in `folder`, its recording in `folder/day`."""

    folder: Path
    database: str
    result: str  # of a replay

    def copy(self, to: Path) -> Path:
        """Configuration and recording in a folder of a test's own."""
        shutil.copytree(self.folder, to, dirs_exist_ok=True)
        return to / "day"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    folder = tmp_path_factory.mktemp("demo")
    database = f"sqlite:///{folder}/monitor.db"
    run("demo", "--once", "--dir", str(folder), database=database)
    done = run("record", str(folder / "day"), "--config", str(folder), database=database)
    assert (done.returncode, done.stderr) == (0, f"{folder / 'day'}: 43 entries with 43 pages\n")
    code, result, said = replayed(folder / "day", folder, "--messages", str(folder / "messages"), seed="1")
    assert (code, said) == (0, "")
    return Recorded(folder=folder, database=database, result=result)


def replayed(day: Path, folder: Path, *more: str, seed: str = "0") -> tuple[int, str, str]:
    """Exit code, result, and what was said of it."""
    # no such database: a replay asks none
    command = ("replay", str(day), "--config", str(folder), *more)
    done = run(*command, database="sqlite:////nowhere/monitor.db", PYTHONHASHSEED=seed)
    return done.returncode, done.stdout, done.stderr


def test_a_day_is_replayed_to_the_byte(demo: Recorded, tmp_path: Path) -> None:
    _, again, _ = replayed(demo.folder / "day", demo.folder, "--messages", str(tmp_path), seed="2")

    assert again == demo.result
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert files == {path.name: path.read_bytes() for path in (demo.folder / "messages").iterdir()}
    assert files


def test_a_replay_finds_and_tells_what_the_daemon_did(demo: Recorded) -> None:
    def exported(what: str) -> list[dict[str, Any]]:
        command = ("export", what, "--format", "jsonl", "--config", str(demo.folder))
        return [json.loads(line) for line in run(*command, database=demo.database).stdout.splitlines()]

    found, hits = rows(demo.result), exported("hits")
    for hit in (*hits, *found["hit"]):
        del hit["found_at"]  # a moment after the page was fetched, where time does not stand still
    assert sorted(map(json.dumps, found["hit"])) == sorted(map(json.dumps, hits))
    asked = [one for one in exported("stories") if one["watchlists"]]
    assert {members(one) for one in found["story"]} == {members(one) for one in asked}
    db = Database(demo.database)
    assert told(found["notice"]) == Counter((n.route, n.channel, n.recipient) for _, n in all_notices(db))
    messages = [about for _, about, _ in sent_messages(db) if about.kind == "story"]
    db.close()
    assert told(found["message"]) == Counter((one.route, one.channel, one.recipient) for one in messages)


def members(story: dict[str, Any]) -> frozenset[str]:
    return frozenset(article["url"] for article in story["articles"])


def told(notices: list[dict[str, Any]]) -> Counter[tuple[str, str, str]]:
    return Counter((one["route"], one["channel"], one["recipient"]) for one in notices)


def test_another_alerts_file_shows_what_it_would_have_sent(demo: Recorded, tmp_path: Path) -> None:
    day = demo.copy(tmp_path)
    head, _, _ = (tmp_path / "alerts.toml").read_text(encoding="utf-8").partition("[[route]]")
    digest = '[[route]]\nname = "الموجز"\nsend = "daily"\nat = "07:30"\nto = ["files"]\n'
    (tmp_path / "alerts.toml").write_text(head + digest, encoding="utf-8")

    code, result, said = replayed(day, tmp_path)

    assert (code, said) == (0, "")
    before, now = rows(demo.result), rows(result)
    assert now["hit"] == before["hit"] and now["story"] == before["story"]
    assert {(one["route"], one["waits"]) for one in now["notice"]} == {("الموجز", "digest")}
    assert all(one["until"] > one["at"] for one in now["notice"]) and now["message"] == []


def test_what_is_damaged_is_named_and_the_rest_goes_on(demo: Recorded, tmp_path: Path) -> None:
    day = demo.copy(tmp_path)
    lines = (day / "entries.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [one for one in map(parse_recorded, lines[:5]) if one.page is not None and one.source != "malaeb"]
    pages = [day / "pages" / one.page.sha256[:2] / f"{one.page.sha256}.gz" for one in kept[:3] if one.page]
    pages[0].write_bytes(b"torn")
    pages[1].write_bytes(gzip.compress("صفحة أخرى".encode()))
    pages[2].unlink()
    lines[5], lines[6] = lines[5][:40], '{"source": "atlas-press"}'
    (day / "entries.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sources = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    (tmp_path / "sources.toml").write_text(sources.replace('"malaeb"', '"malaeb-now"'), encoding="utf-8")

    code, result, said = replayed(day, tmp_path)

    assert code == 1
    told = said.splitlines()
    assert sum(line.endswith("the words of the feed stand in for it") for line in told) == 3
    assert sum(line.endswith("this entry is left out") for line in told) == 2
    assert all(str(page) in said for page in pages) and "entries.jsonl:6:" in said and "entries.jsonl:7:" in said
    assert told[-1].startswith("malaeb: not in sources.toml, ") and len(told) == 6
    assert len(rows(result)["hit"]) > 20


def test_a_folder_that_holds_no_recording_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "recording.json").write_text("{", encoding="utf-8")

    for name, what in (
        ("gone", "there is no such folder"),
        ("empty", "holds no recording"),
        ("torn", "cannot be read"),
    ):
        code, out, said = replayed(tmp_path / name, tmp_path)
        assert (code, out) == (2, "") and what in said and "Traceback" not in said
