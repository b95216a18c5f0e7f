"""What can go wrong on the way of an alert: nothing is lost, and only what is in doubt comes twice."""

import asyncio
import sqlite3
import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlmodel import select

from monitor.core.digest import empty_digests, release
from monitor.core.errors import PermanentError, StorageError, TemporaryError
from monitor.core.model.delivery import Alert, DeliveryRecord, DeliveryToSend, Message, TroubleKind
from monitor.core.model.route import Quiet, Route, Send, Timetable
from monitor.core.model.story import DigestRecord, StoryToTell, TellRecord
from monitor.core.route import NO_WISHES
from monitor.workers.breaker import PER_CHANNEL
from monitor.workers.deliver import Deliver
from monitor.workers.health import examine
from monitor.workers.release import release_due
from monitor.workers.tell import Tell
from storage import archive, health, outbox, stories
from storage.database import Database
from storage.digests import gather_late, record_digest
from storage.healing import heal
from storage.tables import DeliveryRow, NoticeRow, StoryRow
from storage.waiting import waiting_notices
from tests.support.clock import VirtualClock
from tests.support.policy import PolicyDesk, Recorder, policy_desk
from tests.support.postgres import Postgres

NOW = Route(name="فوري", to=("mail",), group_wait=timedelta(0))
HOURLY = Route(name="ساعي", to=("mail",), timetable=Timetable(send=Send.HOURLY, zone=UTC))
STEPS = ("taken", "noted", "sent", "recorded")
LEASE = timedelta(seconds=61)


class Dying(Deliver):
    """A process that is killed at one step of each delivery; the work of the dead is taken up when the lease ends."""

    step = ""

    async def work(self, item: DeliveryToSend) -> DeliveryRecord:
        if self.step == "taken":
            raise asyncio.CancelledError
        return await super().work(item)

    async def _send(self, channel: object, item: DeliveryToSend, message: Message) -> str:
        if self.step == "noted":
            raise asyncio.CancelledError
        return await super()._send(channel, item, message)  # type: ignore[arg-type]

    def record(self, item: DeliveryToSend, record: DeliveryRecord) -> dict[str, object] | None:
        if self.step == "sent":
            raise asyncio.CancelledError
        keys = super().record(item, record)
        if self.step == "recorded":
            raise asyncio.CancelledError
        return keys


def box(desk: PolicyDesk, channel: str = "mail") -> Recorder:
    recorder = desk.live.channels[channel]
    assert isinstance(recorder, Recorder)
    return recorder


@pytest.mark.parametrize("step", STEPS)
async def test_sixty_four_kills_at_each_step_lose_nothing_and_double_only_what_was_sent_and_not_noted(
    db: Database, step: str
) -> None:
    desk = policy_desk(db, NOW, HOURLY)
    dying = Dying(db, lambda: desk.live, desk.clock)
    dying.step = step
    for n in range(64):
        desk.article(f"s{n:02}")
    await desk.tell.drain()
    release_due(db, desk.live, desk.clock())

    kills = 0
    while kills < 64:
        kills += await dying.tick()
        await asyncio.gather(*dying.running, return_exceptions=True)
    killed = len(box(desk).ids)
    desk.clock.advance(LEASE)
    await desk.run(timedelta(hours=2), step=timedelta(minutes=20))

    ids = Counter(box(desk).ids)
    assert {id for id, _ in ids if id.startswith("story/")} == {f"story/s{n:02}/1" for n in range(64)}
    assert sum(ids.values()) - len(ids) == (killed if step == "sent" else 0)
    assert outbox.counts(db)["waiting"] == outbox.counts(db)["dead"] == 0


async def test_a_process_killed_between_looking_and_noting_has_told_nobody_and_forgotten_nothing(db: Database) -> None:
    desk = policy_desk(db, NOW)
    desk.article("s1")
    desk.tell.take(desk.clock())

    desk.restart()
    await desk.tick()
    assert box(desk).sent == []
    await desk.tick(LEASE)

    assert [one.subject for one in box(desk).sent] == ["s1"]


async def test_two_daemons_on_one_database_tell_each_story_once_and_keep_the_limit(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, max_per_hour=5), HOURLY)
    other = PolicyDesk(db=db, clock=desk.clock, live=desk.live)
    for n in range(40):
        desk.article(f"s{n:02}")

    for _ in range(26):
        await asyncio.gather(
            desk.tell.drain(),
            other.tell.drain(),
            *(asyncio.to_thread(release_due, db, desk.live, desk.clock()) for _ in range(2)),
            desk.deliver.drain(),
            other.deliver.drain(),
        )
        desk.clock.advance(timedelta(minutes=5))

    ids = Counter(box(desk).ids)
    assert set(ids.values()) == {1}
    alone = [one for one in box(desk).sent if one.kind == "story"]
    assert len(alone) == 5
    told = Counter(
        (key, route)
        for one in box(desk).sent
        for key in ([one.subject] if one.kind == "story" else [story.key for story in one.stories])
        for route in one.routes
    )
    assert {key for key, route in told if route == "فوري"} == {f"s{n:02}" for n in range(40)}
    assert {key for key, route in told if route == "ساعي"} == {f"s{n:02}" for n in range(40)}


def test_the_same_digest_recorded_twice_at_once_is_one(db: Database) -> None:
    desk = policy_desk(db, HOURLY)
    desk.article("s1")
    asyncio.run(desk.tell.drain())
    later = desk.clock() + timedelta(hours=1)
    barrier = threading.Barrier(2)

    def work() -> None:
        assert len(waiting_notices(db, later)[0]) == 1
        barrier.wait()
        release_due(db, desk.live, later)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outbox.counts(db)["waiting"] == 1


async def test_a_full_digest_recorded_after_an_empty_one_of_its_slot_is_a_message_of_its_own(db: Database) -> None:
    empty = replace(HOURLY, name="other", watchlists=("extremism",), if_empty=True)
    clock = VirtualClock(datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    desk = policy_desk(db, replace(HOURLY, watchlists=("daesh",)), empty, clock=clock)
    await desk.tick()
    desk.clock.advance(timedelta(minutes=30) - timedelta(milliseconds=20))
    desk.article("s1")
    [item] = desk.tell.take(desk.clock())
    decided = await desk.tell.work(item)

    desk.clock.advance(timedelta(minutes=3))  # so long nobody waits for a story that is being looked at
    release_due(db, desk.live, desk.clock())
    await desk.deliver.drain()
    desk.tell.record(item, decided)
    await desk.tick(timedelta(seconds=1))

    assert [[story.key for story in one.stories] for one in box(desk).sent] == [[], ["s1"]]
    assert len({one.subject for one in box(desk).sent}) == 1
    assert len(set(box(desk).ids)) == 2


@pytest.mark.parametrize("_", range(4))
def test_a_full_and_an_empty_digest_recorded_at_once_are_two_names_or_one_message(db: Database, _: int) -> None:
    empty = replace(HOURLY, name="other", watchlists=("extremism",), if_empty=True)
    desk = policy_desk(db, replace(HOURLY, watchlists=("daesh",)), empty)
    desk.article("s1")
    asyncio.run(desk.tell.drain())
    later = desk.clock() + timedelta(hours=1)
    full = release(waiting_notices(db, later)[0], desk.live.policy, later, NO_WISHES).digests
    nothing = empty_digests(desk.live.policy, later, {"other": desk.clock()}, NO_WISHES)
    barrier = threading.Barrier(2)

    def work(record: DigestRecord) -> None:
        barrier.wait()
        record_digest(db, record, later)

    threads = [threading.Thread(target=work, args=(one,)) for one in (*full, *nothing)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with db.reading() as session:
        rows = list(session.exec(select(DeliveryRow)))
    assert len(threads) == 2 and HOURLY.name in {row.route for row in rows}
    assert len({row.subject for row in rows}) == 1
    assert len({row.revision for row in rows}) == len(rows)


async def test_two_late_digests_of_one_minute_by_two_routes_are_two_messages(db: Database) -> None:
    desk = policy_desk(db, replace(NOW, watchlists=("daesh",)), replace(NOW, name="b", watchlists=("extremism",)))
    for story, watchlist in (("s1", "daesh"), ("s2", "daesh"), ("s3", "extremism"), ("s4", "extremism")):
        desk.article(story, "wire", watchlist)
        await desk.tell.drain()
        desk.clock.advance(timedelta(seconds=10))

    now, subject = desk.clock(), "2026-11-25T07:30+03:00"
    gather_late(db, ["mail"], now - timedelta(seconds=25), now, subject)
    [first] = desk.deliver.take(now)  # one, as long as nobody knows whether the channel works
    desk.deliver.record(first, await desk.deliver.work(first))
    gather_late(db, ["mail"], now, now, subject)
    await desk.deliver.drain()

    assert [one.routes for one in box(desk).sent] == [(NOW.name,), ("b",)]
    assert len(set(box(desk).ids)) == 2


async def test_a_story_that_cannot_be_rendered_is_set_aside_the_others_go_out(db: Database) -> None:
    class Picky(Recorder):
        def render(self, alert: Alert) -> Message:
            if alert.subject == "poison":
                raise ZeroDivisionError("a bug")
            return super().render(alert)

    desk = policy_desk(db, NOW, channels=[Picky()])
    for key in ("before", "poison", "zafter"):
        desk.article(key)

    await desk.tick()

    assert sorted(one.subject for one in box(desk).sent) == ["before", "zafter"]
    [dead] = outbox.waiting(db)
    assert dead.key.subject == "poison" and "cannot be rendered" in str(dead.error)


class Breaking(Tell):
    """Has a bug that some stories strike."""

    async def work(self, item: StoryToTell) -> TellRecord:
        if item.key.startswith("poison"):
            raise ZeroDivisionError("a bug")
        return await super().work(item)


async def test_a_story_that_breaks_the_deciding_is_set_aside_after_some_tries_the_others_go_on(db: Database) -> None:
    desk = policy_desk(db, NOW)
    desk.tell = Breaking(db, lambda: desk.live, desk.clock)
    desk.article("poison")
    desk.article("good")

    await desk.run(timedelta(minutes=20), step=timedelta(minutes=1))

    assert [one.subject for one in box(desk).sent] == ["good"]
    with db.reading() as session:
        row = session.exec(select(StoryRow).where(StoryRow.key == "poison")).one()
        assert row.tell_at is None and "a bug in this program" in str(row.error)
    desk.restart()
    assert stories.requeue_stories(db, desk.clock()) == 1
    await desk.tick()
    assert [one.subject for one in box(desk).sent] == ["good", "poison"]


async def test_of_many_that_break_the_deciding_the_owners_hear_in_one_message_and_what_was_decided_goes_out(
    db: Database,
) -> None:
    night = Quiet(name="n", start=time(22), until=time(7), zone=UTC)
    files = Recorder(name="files", recipients=("files",))
    at_ten = VirtualClock(datetime(2026, 11, 20, 22, tzinfo=UTC))
    desk = policy_desk(
        db, replace(NOW, quiet=night), channels=(Recorder(), files), owner=("files",), clock=at_ten, timezone="UTC"
    )
    desk.article("poison0")
    await desk.tick()
    desk.tell = Breaking(db, lambda: desk.live, desk.clock)
    for n in range(100):
        desk.article(f"poison{n}", "outlet1")

    await desk.run(timedelta(hours=10), step=timedelta(minutes=10))

    [told] = [one.happening for one in files.sent if one.happening is not None]
    assert (told.kind, told.facts["others"]) == (TroubleKind.ASIDE, "99")
    assert [[story.key for story in one.stories] for one in box(desk).sent] == [["poison0"]]


async def test_when_all_channels_are_dead_health_says_so_and_hits_are_stored(db: Database) -> None:
    desk = policy_desk(db, NOW, owner=("mail",))
    box(desk).trouble = lambda: PermanentError("mail", "login refused", whole=True)
    health.beat(db, "daemon", desk.clock())
    desk.article("s1")

    await desk.tick()

    found = examine(db, None, desk.clock())
    assert not found.good and any("channel mail fails" in problem for problem in found.problems)
    assert len(list(archive.hits(db))) == 1
    assert outbox.counts(db)["dead"] == 0


async def test_a_channel_that_was_down_for_two_hours_sends_all_within_five_minutes_the_oldest_first(
    db: Database,
) -> None:
    desk = policy_desk(db, NOW)
    box(desk).trouble = lambda: TemporaryError("mail", "no answer")
    tries = 0

    def count() -> TemporaryError:
        nonlocal tries
        tries += 1
        return TemporaryError("mail", "no answer")

    box(desk).trouble = count
    for n in range(200):
        desk.article(f"s{n:03}")
        if n % 5 == 4:
            await desk.tick(timedelta(minutes=3))
    assert tries <= 120 + 5  # one probe a minute

    box(desk).trouble = lambda: None
    await desk.run(timedelta(minutes=5), step=timedelta(seconds=10))

    told = [one.subject for one in box(desk).sent]
    assert sorted(told) == [f"s{n:03}" for n in range(200)]
    # four are in work at once, and one may overtake another
    assert sum(abs(place - int(key[1:])) for place, key in enumerate(told)) / len(told) < 10


async def test_a_database_that_is_locked_for_a_while_ends_the_round_and_loses_nothing(
    databases: object, tmp_path: Path
) -> None:
    address = databases.url("sqlite")  # type: ignore[attr-defined]
    db = Database(address)
    db.engine.dispose()
    desk = policy_desk(db, NOW)
    desk.article("s1")
    holder = Database(address)
    with db.reading() as session:
        session.connection().execute(text("PRAGMA busy_timeout = 50"))
    raw = holder.engine.raw_connection()
    raw.cursor().execute("BEGIN IMMEDIATE")
    blocked = db.engine.raw_connection()
    blocked.cursor().execute("PRAGMA busy_timeout = 50")
    blocked.close()

    with pytest.raises(StorageError, match="another program holds it"):
        await desk.tick()
    raw.cursor().execute("ROLLBACK")
    raw.close()
    await desk.tick()

    assert [one.subject for one in box(desk).sent] == ["s1"]
    holder.close()
    db.close()


async def test_a_postgresql_that_restarts_while_messages_go_out_costs_a_round_and_loses_nothing() -> None:
    server = Postgres()
    try:
        db = Database(server.url("postgres"))
        db.upgrade()
        desk = policy_desk(db, NOW)
        for n in range(40):
            desk.article(f"s{n:02}")
        tries = iter(range(1000))

        def restarts_at_times() -> None:
            if next(tries) in (5, 17):
                server.restart()

        box(desk).trouble = restarts_at_times
        broken = 0
        for _ in range(10):
            try:
                await desk.tick(LEASE)
            except StorageError:
                broken += 1
        db.close()
    finally:
        server.stop()

    ids = Counter(box(desk).ids)
    assert {id for id, _ in ids} == {f"story/s{n:02}/1" for n in range(40)}
    # only what was in work when the server went away can be in doubt
    assert sum(ids.values()) - len(ids) <= 2 * PER_CHANNEL
    assert broken <= 2


async def test_what_was_put_off_in_a_wrong_year_comes_back_when_the_clock_is_right(db: Database) -> None:
    desk = policy_desk(db, NOW, HOURLY)
    box(desk).trouble = lambda: TemporaryError("mail", "no answer")
    ten_years = timedelta(days=3653)
    desk.clock.advance(ten_years)
    desk.article("s1")
    await desk.tick()
    desk.clock.advance(-ten_years)

    assert heal(db, desk.clock()) > 0
    box(desk).trouble = lambda: None
    await desk.run(timedelta(hours=2))

    told = {one.subject for one in box(desk).sent} | {s.key for one in box(desk).sent for s in one.stories}
    assert "s1" in told
    with db.reading() as session:
        assert all(row.created_at <= desk.clock() for row in session.exec(select(DeliveryRow)))
        assert all(row.at <= desk.clock() for row in session.exec(select(NoticeRow)))


async def test_a_digest_that_falls_into_quiet_hours_waits_for_their_end(db: Database) -> None:
    quiet = Quiet(name="q", start=time(9), until=time(12), zone=UTC)
    desk = policy_desk(db, replace(HOURLY, quiet=quiet), clock=VirtualClock(datetime(2026, 11, 24, 8, 30, tzinfo=UTC)))
    desk.article("s1")

    await desk.run(timedelta(hours=5), step=timedelta(minutes=10))

    assert [one.at.hour for one in box(desk).sent] == [12]


async def test_a_late_record_of_a_digest_leaves_out_what_another_has_taken(db: Database) -> None:
    desk = policy_desk(db, HOURLY)
    desk.article("s1")
    await desk.tell.drain()
    later = desk.clock() + timedelta(hours=1)
    [late] = release(waiting_notices(db, later)[0], desk.live.policy, later, NO_WISHES).digests
    release_due(db, desk.live, later)

    assert record_digest(db, late, later) == 0
    assert outbox.counts(db)["waiting"] == 1


async def test_a_full_disk_ends_the_round_with_advice_and_loses_nothing(databases: object) -> None:
    db = Database(databases.url("sqlite"))  # type: ignore[attr-defined]
    desk = policy_desk(db, NOW)
    for n in range(40):
        desk.article(f"s{n:02}", title="خبر " * 400)
    full = True

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        if full:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")

    db.engine.dispose()
    event.listen(db.engine, "connect", limit)
    with pytest.raises(StorageError, match="make room on the disk"), db.transaction() as session:
        session.add(StoryRow(key="x" * 100_000, first_hit=desk.clock()))
    try:
        await desk.tick()
    except StorageError as error:
        assert "make room" in str(error)

    full = False
    db.engine.dispose()
    event.remove(db.engine, "connect", limit)
    await desk.run(timedelta(minutes=10), step=timedelta(minutes=2))

    ids = Counter(box(desk).ids)
    assert {id for id, _ in ids} == {f"story/s{n:02}/1" for n in range(40)}
    # what was sent when nothing could be noted any more is in doubt: as many as are in work at once
    assert sum(ids.values()) - len(ids) <= PER_CHANNEL
    db.close()


async def test_a_story_held_at_night_is_told_in_the_morning_though_the_clock_was_ten_years_ahead(db: Database) -> None:
    night = Quiet(name="night", start=time(22), until=time(7), zone=UTC)
    desk = policy_desk(db, replace(NOW, quiet=night))
    desk.clock.advance(timedelta(hours=15))  # 23:00
    desk.article("s1")
    await desk.tick()
    ten_years = timedelta(days=3653)

    await desk.tick(ten_years)
    desk.clock.advance(-ten_years)
    heal(db, desk.clock())
    await desk.run(timedelta(hours=10), step=timedelta(hours=1))

    assert [[story.key for story in one.stories] for one in box(desk).sent] == [["s1"]]


@pytest.mark.parametrize("failures", [0, 12])
async def test_a_message_that_failed_while_the_clock_was_ten_years_ahead_is_not_given_up(
    db: Database, failures: int
) -> None:
    desk = policy_desk(db, NOW)
    desk.article("s1")
    box(desk).trouble = lambda: TemporaryError("mail", "busy", refused=True)
    for _ in range(failures + 1):
        await desk.tick(timedelta(hours=2))
    ten_years = timedelta(days=3653)

    await desk.tick(ten_years)
    desk.clock.advance(-ten_years)
    heal(db, desk.clock())
    box(desk).trouble = lambda: None
    await desk.run(timedelta(hours=4), step=timedelta(minutes=30))

    assert [one.subject for one in box(desk).sent] == ["s1"]
    assert outbox.counts(db)["dead"] == 0
