"""kill -9 at random moments: nothing that must be told is lost, and what is told twice says that it is the same.

A few kills here; the whole of it: `python -m pytest tests/e2e/test_kills.py -n 0 --kills 100`.
"""

import asyncio
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.demo.server import serve_world
from monitor.demo.world import World, read_world
from storage import archive, entries, outbox
from storage.database import Database
from tests.support.databases import Databases
from tests.support.desk import monitor, notices, routes_of, spread, stories, told, write_desk
from tests.support.mailbox import Mailbox, mailbox
from tests.support.slack import Slack, slack

LIFE = (0.7, 3.0)  # seconds that a daemon is given; it takes about one to start


def now() -> datetime:
    return datetime.now(UTC)


async def killed(folder: Path, database: str, chance: random.Random) -> None:
    process = monitor("run", "--config", str(folder), database=database)
    try:
        await asyncio.sleep(chance.uniform(*LIFE))
    finally:
        process.kill()
        await asyncio.to_thread(process.communicate)


async def finished(folder: Path, database: str, world: World) -> None:
    """Let a daemon live until everything is collected and told."""
    process = monitor("run", "--config", str(folder), database=database)
    db = Database(database)
    end = now() + timedelta(seconds=90)
    try:
        while now() < end:
            await asyncio.sleep(0.5)
            assert process.poll() is None, await asyncio.to_thread(process.communicate)
            articles = sum(1 for _ in archive.articles(db))
            waiting = entries.waiting_entries(db, now())[0] + outbox.counts(db)["waiting"]
            if articles == len(world.articles) and waiting == 0:
                break
        await asyncio.sleep(2)
        process.terminate()
        out, err = await asyncio.to_thread(process.communicate, timeout=15)
        assert process.returncode == 0, (out, err)
    finally:
        process.kill()
        db.close()


def check_mails(mail: Mailbox, expected: set[str]) -> int:
    """Every expected (story, recipient, route) arrived; a second copy carries the Message-ID of the first.

    Returns how many mails were sent twice.
    """
    ids: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for one in notices(mail):
        ids[one.story, one.revision, one.recipient].append(one.message_id)
    assert all(len(set(found)) == 1 for found in ids.values())
    people = ("desk@example.org", "lead@example.org")
    assert {(story, person) for story, _, person in ids} == {(story, person) for story in expected for person in people}
    assert all("كل شيء" in routes_of(mail, story, person) for story, _, person in ids)
    return sum(len(found) - 1 for found in ids.values())


def check_slack(board: Slack, high: set[str]) -> None:
    """A bot asks before it posts again: each story stands once, and each of its news once in the thread."""
    keys = [str(post.payload["metadata"]["event_payload"]) for post in board.posts]
    assert len(keys) == len(set(keys))
    assert len([post for post in board.posts if not post.is_reply]) == len(high)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_nothing_is_lost_however_often_it_is_killed(
    tmp_path: Path, databases: Databases, kind: str, request: pytest.FixtureRequest
) -> None:
    kills = int(request.config.getoption("--kills"))
    chance = random.Random(f"{kind}{kills}")
    world = spread(read_world(now(), now), timedelta(seconds=kills * 1.5))
    database = databases.url(kind)
    async with mailbox(tmp_path) as mail, slack() as board, serve_world(world, {}) as ports:
        write_desk(tmp_path, world, ports, mail, board, every="1s")

        for _ in range(kills):
            await killed(tmp_path, database, chance)
        await finished(tmp_path, database, world)

        db = Database(database)
        expected = stories(db, told(world))
        high = stories(db, [one for one in told(world) if one.expect & {"daesh", "coalition-working-groups"}])
        db.close()
        twice = check_mails(mail, expected)
        check_slack(board, high)
        print(f"{kind}: {kills} kills, {len(expected)} stories, {twice} mails sent twice")
