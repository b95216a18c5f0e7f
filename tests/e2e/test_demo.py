"""The demo, as a user runs it."""

import email
import email.policy
import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.demo.world import read_world
from storage import archive
from storage.database import Database
from tests.support.databases import Databases
from tests.support.desk import monitor, run

ROUTES = {"مكافحة التطرف": {"extremism"}, "التحالف – فوري": {"daesh", "coalition-working-groups"}}
START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A round of the demo that has ended."""

    folder: Path
    database: str
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Demo:
    """One round, for all who only look at what it leaves."""
    folder, database = tmp_path_factory.mktemp("demo"), databases.url("sqlite")
    done = run("demo", "--once", "--dir", str(folder), database=database)
    return Demo(folder=folder, database=database, done=done)


def alerts(folder: Path) -> dict[tuple[str, str], str]:
    """What every alert in the demo's folder says, by story and route."""
    found = {}
    for path in (folder / "alerts").glob("*.eml"):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        text = message.get_body(("plain",))
        for route in str(message["X-Monitor-Routes"]).split(" | "):
            key = (str(message["X-Monitor-Subject"]), route)
            assert key not in found and text is not None
            found[key] = text.get_content()
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_one_round_finds_what_is_to_be_found_and_tells_it_once(tmp_path: Path, databases: Databases, kind: str) -> None:
    world = read_world(START, lambda: START)
    database = databases.url(kind)

    first = run("demo", "--once", "--dir", str(tmp_path), database=database)
    told = alerts(tmp_path)
    second = run("demo", "--once", "--dir", str(tmp_path), database=database)

    assert first.returncode == 0, first.stderr
    assert "first alert after" in first.stderr
    db = Database(database)
    found: dict[str, set[str]] = {one.title: set() for one in world.articles}
    for hit in archive.hits(db):
        found[hit.article.title].add(hit.watchlist)
    db.close()
    assert found == {one.title: set(one.expect) for one in world.articles}
    for route, asked in ROUTES.items():
        said = "\n".join(text for (_, name), text in told.items() if name == route)
        fresh = [one for one in world.articles if one.age < timedelta(hours=24)]
        assert [one.title for one in fresh if one.expect & asked and one.title not in said] == []
        assert [one.title for one in world.articles if one not in fresh and one.title in said] == []
    working_group = [text for (_, route), text in told.items() if "هادي الزبيدي" in text and route == "مكافحة التطرف"]
    assert len(working_group) == 1, "six outlets, one story, one alert"
    assert second.returncode == 0
    assert alerts(tmp_path) == told


def test_the_broken_and_the_dead_outlet_are_named_and_the_others_go_on(demo: Demo) -> None:
    lines = demo.done.stdout.splitlines()
    assert any(line.startswith("fajr-jadid") and "failed" in line for line in lines)
    assert any(line.startswith("marsad-sahil") and "failed" in line for line in lines)
    assert sum("failed" in line for line in lines if not line.startswith(" ")) == 2
    assert any("fajr-jadid:" in line for line in lines if line.startswith("  "))
    [total] = [line for line in lines if line.startswith("total")]
    hits = sum(len(a.expect) for a in read_world(START, lambda: START).articles)
    assert total.split() == ["total", "9", "of", "11", "43", "43", str(hits), "2"]


def test_what_was_stored_can_be_looked_at_and_exported(demo: Demo) -> None:
    folder, database = demo.folder, demo.database

    hits = run("hits", "--watchlist", "daesh", "--json", "--config", str(folder), database=database)
    table = run("hits", "--since", "1h", "--config", str(folder), database=database)
    slip = run("hits", "--watchlist", "daesch", "--config", str(folder), database=database)
    nobody = run("hits", "--watchlist", "nope", "--json", "--config", str(folder), database=database)
    sheet = run("export", "hits", "--config", str(folder), database=database)
    articles = run("export", "articles", "--format", "jsonl", "--config", str(folder), database=database)

    expected = sum("daesh" in one.expect for one in read_world(START, lambda: START).articles)
    assert len(hits.stdout.splitlines()) == expected
    assert "daesh" in table.stdout
    assert (slip.returncode, nobody.returncode) == (2, 2)
    assert 'no watchlist is called "daesch"; did you mean "daesh"?' in slip.stderr
    assert "there are: coalition-working-groups, daesh, extremism" in nobody.stderr
    assert sheet.stdout.startswith("\ufefffound_at,watchlist,")
    assert len(articles.stdout.splitlines()) == 43


def test_stories_are_exported_with_all_their_articles(demo: Demo) -> None:
    folder, database = demo.folder, demo.database

    lines = run("export", "stories", "--format", "jsonl", "--config", str(folder), database=database).stdout
    sheet = run("export", "stories", "--since", "1h", "--config", str(folder), database=database).stdout

    found = [json.loads(line) for line in lines.splitlines()]
    [told] = [one for one in found if one["outlets"] >= 6]
    assert sum(len(one["articles"]) for one in found) == 43
    assert {article["source"] for article in told["articles"]} == set(told["sources"])
    assert "extremism" in told["watchlists"] and told["url"] == told["articles"][0]["url"]
    assert sheet.startswith("\ufeffstory,first_seen,")
    assert len(sheet.splitlines()) == len(found) + 1


@pytest.mark.parametrize(
    "what", [["export", "articles"], ["export", "stories", "--format", "jsonl"], ["hits", "--json"]]
)
def test_a_reader_who_has_seen_enough_ends_a_command_well(demo: Demo, what: list[str]) -> None:
    folder, database = demo.folder, demo.database

    process = monitor(*what, "--config", str(folder), database=database)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()

    assert (process.stderr.read(), process.wait(timeout=30)) == ("", 0)
