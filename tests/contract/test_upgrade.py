"""An upgrade of a database in use: what was pending goes out, what was told is not told again."""

from datetime import timedelta

import pytest
from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import text

from monitor.core.model.route import Route
from storage import outbox
from storage.database import MIGRATIONS, Database
from storage.rows import digest
from tests.support.databases import Databases
from tests.support.policy import Recorder, policy_desk

NOW = Route(name="فوري", to=("mail",), group_wait=timedelta(0))
STORY = """
INSERT INTO story (id, key, revision, first_hit, failures, attempt) VALUES (:id, :key, 1, :at, 0, 0)
"""
DELIVERY = """
INSERT INTO delivery (key, kind, subject, revision, route, channel, recipient, story_id, headline, lines, created_at,
  deliver_at, sent_at, failures, attempt)
VALUES (:digest, 'story', :key, 1, 'فوري', 'mail', 'desk@example.org', :id, '', '[]', :at, :deliver_at, :sent_at, 0, 0)
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_hundred_pending_deliveries_survive_the_upgrade_and_nothing_is_told_twice(
    databases: Databases, kind: str
) -> None:
    db = Database(databases.url(kind), holder="here/1/1")
    desk = policy_desk(db, NOW)
    at = desk.clock() - timedelta(hours=2)
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    with db.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    with db.transaction() as session:
        for n in range(110):
            sent = n >= 100
            values = {
                "id": n + 1,
                "key": f"s{n:03}",
                "at": at,
                "digest": digest(f"story|s{n:03}|1|فوري|mail|desk@example.org"),
            }
            session.connection().execute(text(STORY), values)
            session.connection().execute(
                text(DELIVERY), {**values, "deliver_at": None if sent else at, "sent_at": at if sent else None}
            )

    db.upgrade()
    if kind == "postgresql":
        with db.transaction() as session:
            session.connection().execute(text("SELECT setval('story_id_seq', 110)"))
    await desk.tick()
    for n in range(110):
        desk.article(f"s{n:03}", f"outlet{n % 20}")
    await desk.tick(timedelta(hours=1))

    recorder = desk.live.channels["mail"]
    assert isinstance(recorder, Recorder)
    assert sorted(one.subject for one in recorder.sent) == [f"s{n:03}" for n in range(100)]
    assert outbox.counts(db) == {"sent": 110, "waiting": 0, "dead": 0}
    db.close()
