"""A day and a night of the demo's outlets in virtual time, with restarts."""

import io
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from alerts.channel import Surroundings, Wording
from monitor.config.load import Config, load
from monitor.demo.server import serve_world
from monitor.demo.world import read_world
from monitor.net.door import ChannelDoor, Door
from monitor.workers.crew import Crew
from monitor.workers.fetching import fetch_settings
from monitor.workers.live import make_live
from storage import outbox
from storage.database import Database
from storage.tables import DeliveryRow
from tests.support.clock import VirtualClock
from tests.support.databases import Databases
from tests.support.desk import ENVIRONMENT, notices, routes_of, spread, stories, told, write_desk
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
async def test_each_story_is_told_once_over_a_day_with_restarts(
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

        db = Database(database)
        expected = stories(db, told(world))
        high = stories(db, [one for one in told(world) if one.expect & {"daesh", "coalition-working-groups"}])
        counts = outbox.counts(db)
        with db.reading() as session:
            kinds = Counter(session.exec(select(DeliveryRow.kind)))
        db.close()
        seen = notices(mail)
        assert len({one.message_id for one in seen}) == len(seen)
        people = {one: [n for n in seen if n.recipient == one] for one in ("desk@example.org", "lead@example.org")}
        for person, theirs in people.items():
            heard = Counter(one.story for one in theirs)
            assert set(heard) == expected, "no story is lost, and none is told that nobody asked for"
            assert max(heard.values()) <= 6
            assert all("كل شيء" in routes_of(mail, story, person) for story in heard)
        assert len(expected) < len(told(world)), "several outlets, one story"
        assert len([post for post in board.posts if not post.is_reply]) == len(high)
        broken = sum(one.feed not in ("rss", "atom") for one in world.outlets)
        assert kinds == {"story": counts["sent"] - broken, "meta": broken}, (
            "the owner hears of each broken outlet, once"
        )
        assert (counts["waiting"], counts["dead"]) == (0, 0)
