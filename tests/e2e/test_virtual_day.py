"""A day and a night of the demo's outlets in virtual time, with restarts."""

import io
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.channel import Surroundings, Wording
from monitor.config.load import Config, load
from monitor.demo.server import serve_world
from monitor.demo.world import read_world
from monitor.net.door import ChannelDoor, Door
from monitor.workers.crew import Crew, fetch_settings
from monitor.workers.live import make_live
from storage import outbox
from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.databases import Databases
from tests.support.desk import ENVIRONMENT, mail_keys, routes_of, spread, told, write_desk
from tests.support.mailbox import mailbox
from tests.support.slack import slack

DAY = timedelta(hours=24)
STEP = timedelta(minutes=10)


def around(door: Door, folder: Path) -> Callable[[Config], Surroundings]:
    def surroundings(config: Config) -> Surroundings:
        return Surroundings(
            wording=Wording(timezone=config.timezone, language=config.language),
            http=ChannelDoor(door),
            folder=folder,
            secret=ENVIRONMENT.get,
            out=io.StringIO(),
            clock=VirtualClock(),
        )

    return surroundings


@asynccontextmanager
async def daemon(folder: Path, database: str, clock: VirtualClock) -> AsyncIterator[Crew]:
    """The workers of one life of the daemon."""
    config = load(folder)
    db = Database(database)
    door = Door(fetch_settings(config, ()))
    crew = Crew.assemble(db, make_live(config, around(door, folder), clock()), clock, door)
    await crew.take_over(crew.live)
    try:
        yield crew
    finally:
        await crew.stop(grace=5)
        db.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_each_article_is_told_once_over_a_day_with_restarts(
    tmp_path: Path, databases: Databases, kind: str
) -> None:
    clock = VirtualClock()
    world = spread(read_world(clock(), clock), DAY - timedelta(hours=1))
    database = databases.url(kind)
    async with mailbox(tmp_path) as mail, slack() as board, serve_world(world, {}) as ports:
        write_desk(tmp_path, world, ports, mail, board, every="20m")
        end = clock() + DAY

        while clock() < end:
            async with daemon(tmp_path, database, clock) as crew:
                for _ in range(24):  # a restart every four hours
                    await crew.round(closing=False)
                    clock.advance(STEP)

        expected = {
            (one.title, recipient) for one in told(world) for recipient in ("desk@example.org", "lead@example.org")
        }
        keys = Counter((subject, recipient) for subject, recipient, _ in mail_keys(mail))
        assert set(keys.values()) == {1}
        assert len(keys) == len(expected)
        subjects = {str(one.message["Subject"]).removeprefix("[أولوية عالية] ") for one in mail.mails}
        assert subjects == {title for title, _ in expected}
        high = [one for one in told(world) if one.expect & {"daesh", "coalition-working-groups"}]
        assert len(board.posts) == len(high)
        assert all("كل شيء" in routes_of(mail, subject, recipient) for subject, recipient in keys)
        db = Database(database)
        broken = sum(one.feed not in ("rss", "atom") for one in world.outlets)  # the owner hears of each, once
        assert outbox.counts(db) == {"sent": len(told(world)) * 3 + len(high) * 4 + broken, "waiting": 0, "dead": 0}
        db.close()
