"""A daemon on a small machine: few files, little memory, a log that takes nothing any more."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import IO

import pytest

from monitor.demo.server import serve_world
from monitor.demo.world import read_world
from storage import archive, feeds, outbox
from storage.database import Database
from tests.support.databases import Databases
from tests.support.desk import monitor, notices, stories, told, write_desk
from tests.support.mailbox import mailbox
from tests.support.memory import Memory
from tests.support.slack import slack
from tests.support.website import says, website


def now() -> datetime:
    return datetime.now(UTC)


def all_sent(db: Database, articles: int) -> bool:
    counts = outbox.counts(db)
    return counts["waiting"] == 0 and counts["sent"] > 3 and sum(1 for _ in archive.articles(db)) == articles


async def lives(folder: Path, database: str, *, stderr: int | IO[str], files: int | None = None) -> tuple[int, Memory]:
    """A daemon until everything is told, and everybody was told of all that is theirs; its exit code and memory."""
    world = read_world(now(), now)
    db = Database(database)
    async with mailbox(folder) as mail, slack() as board, serve_world(world, {}) as ports:
        write_desk(folder, world, ports, mail, board, every="1h")
        process: Popen[str] = monitor("run", "--config", str(folder), database=database, stderr=stderr, files=files)
        memory = Memory(process.pid)
        memory.start()
        try:
            for _ in range(900):
                await asyncio.sleep(0.1)
                assert process.poll() is None
                if await asyncio.to_thread(all_sent, db, len(world.articles)):
                    break
        finally:
            memory.done = True
            process.terminate()
            code = await asyncio.to_thread(process.wait, 15)
        expected = stories(db, told(world))
        people = ("desk@example.org", "lead@example.org")
        assert {(one.story, one.recipient) for one in notices(mail)} == {
            (story, person) for story in expected for person in people
        }
    db.close()
    return code, memory


async def test_a_log_device_that_is_full_stops_nothing(tmp_path: Path, databases: Databases) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        code, _ = await lives(tmp_path, databases.url("sqlite"), stderr=full)

    assert code == 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_sixty_four_files_and_256_megabytes_are_enough(tmp_path: Path, databases: Databases, kind: str) -> None:
    code, memory = await lives(tmp_path, databases.url(kind), stderr=DEVNULL, files=64)

    assert code == 0
    assert memory.most < 256


async def test_many_sources_share_the_few_files_and_none_is_called_unreachable(
    tmp_path: Path, databases: Databases
) -> None:
    feed = says(200, '<rss version="2.0"><channel><title>x</title></channel></rss>', after=0.3)
    database = databases.url("sqlite")
    (tmp_path / "watchlists").mkdir()
    (tmp_path / "watchlists" / "x.toml").write_text('title = "x"\nterms = ["الملاحة"]\n', encoding="utf-8")
    (tmp_path / "alerts.toml").write_text('owner = ["files"]\n[channel.files]\ntype = "folder"\n', encoding="utf-8")
    async with website({f"/{n}": feed for n in range(150)}) as site:
        sources = "".join(SOURCE.format(n=n, url=site.url(f"/{n}")) for n in range(150))
        (tmp_path / "sources.toml").write_text(f'[fetch]\npace = "0s"\nat_once = 64\n{sources}', encoding="utf-8")
        process = monitor("run", "--config", str(tmp_path), database=database, stderr=DEVNULL, files=64)
        db = Database(database)
        for _ in range(600):
            await asyncio.sleep(0.1)
            states = await asyncio.to_thread(feeds.feed_states, db)
            if len(states) == 150 and all(state.polled_at is not None for state in states):
                break
        process.terminate()
        await asyncio.to_thread(process.wait, 15)

    assert [state.error for state in states if state.error is not None] == []
    assert 4 < site.most_at_once <= 10
    db.close()


SOURCE = """
[[source]]
id = "s{n}"
name = "S {n}"
url = "{url}"
allow_networks = ["127.0.0.1/32"]
"""
