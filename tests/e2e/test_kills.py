"""kill -9 at random moments: nothing that must be told is lost, and what is told twice says that it is the same.

A few kills here; the whole of it: `python -m pytest tests/e2e/test_kills.py -n 0 --kills 100`.
"""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.demo.server import serve_world
from monitor.demo.world import read_world
from storage.database import Database
from tests.support.databases import Databases
from tests.support.desk import check_mails, finished, monitor, spread, stories, told, write_desk
from tests.support.mailbox import mailbox
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
