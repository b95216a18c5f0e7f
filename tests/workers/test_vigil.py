"""What owners hear of the machine, of silent watchlists and of spikes; and the sign of life to the outside."""

import asyncio
from dataclasses import replace
from datetime import UTC, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from monitor.core.model.delivery import Trouble, TroubleKind
from monitor.core.model.route import Mute, Quiet, Route, SpikeLevel
from monitor.core.model.watchlist import Severity
from monitor.daemon import Daemon
from monitor.net.door import Door, FetchSettings
from monitor.net.parser import Parser
from monitor.workers.collect import Collect
from monitor.workers.crew import Crew
from monitor.workers.pages import WebPages
from monitor.workers.poll import Poll
from monitor.workers.spikes import tell_spikes
from monitor.workers.subscribe import Subscribe
from monitor.workers.vigil import clock_trouble, disk_trouble, silent_watchlists
from storage import health, outbox
from storage.database import Database
from storage.tables import CaptureRow, HitRow
from tests.support.clock import VirtualClock
from tests.support.newsroom import HOME
from tests.support.policy import PolicyDesk, Recorder, policy_desk
from tests.support.surroundings import surroundings
from tests.support.website import Website, says, website

SPIKES = Route(name="ارتفاع", to=("mail",), spike=SpikeLevel.BALANCED)
DAY = timedelta(days=1)


def box(desk: PolicyDesk) -> Recorder:
    recorder = desk.live.channels["mail"]
    assert isinstance(recorder, Recorder)
    return recorder


def usual_weeks(desk: PolicyDesk, weeks: int) -> None:
    """Two stories a day at this hour for some weeks."""
    for day in range(weeks * 7):
        for n in range(2):
            desk.article(f"day{day}-{n}", f"outlet{n}", look_at=desk.clock() + 400 * DAY)
        desk.clock.advance(DAY)


async def test_a_spike_is_told_once_with_its_outlets_and_who_was_first(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    usual_weeks(desk, 6)
    for n in range(12):
        desk.article(f"burst{n}", f"outlet{n % 3}", look_at=desk.clock() + 400 * DAY)
        desk.clock.advance(timedelta(minutes=5))

    told = sum(tell_spikes(db, desk.live, desk.clock() + timedelta(minutes=30 * n)) for n in range(4))
    await desk.deliver.drain()

    assert told == 1
    [alert] = box(desk).sent
    assert alert.kind == "spike" and alert.spike is not None
    assert (alert.spike.watchlist, alert.spike.stories, alert.spike.usual, alert.spike.hours) == ("داعش", 12, 2.0, 6)
    assert alert.spike.outlets[0] == ("منفذ 0", 4)
    assert alert.spike.first is not None and alert.spike.first.outlet == "منفذ 0"
    assert alert.articles == () and alert.links.unsubscribe is not None and alert.links.mute is None


def test_a_new_desk_whatever_it_finds_has_no_spikes_yet(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    usual_weeks(desk, 1)
    for n in range(40):
        desk.article(f"burst{n}")

    assert tell_spikes(db, desk.live, desk.clock()) == 0


async def test_a_spike_in_quiet_hours_comes_when_they_end(db: Database) -> None:
    quiet = Quiet(name="q", start=time(6), until=time(12), zone=UTC)
    desk = policy_desk(db, replace(SPIKES, quiet=quiet))
    usual_weeks(desk, 6)
    for n in range(12):
        desk.article(f"burst{n}")
    tell_spikes(db, desk.live, desk.clock())

    await desk.deliver.drain()
    assert box(desk).sent == []
    desk.clock.advance(timedelta(hours=4))
    await desk.deliver.drain()
    assert len(box(desk).sent) == 1


def burst(desk: PolicyDesk, *sources: str, severity: Severity = Severity.HIGH) -> None:
    """Six usual weeks, and then twelve stories at once."""
    usual_weeks(desk, 6)
    for n in range(12):
        desk.article(f"burst{n}", sources[n % len(sources)], severity=severity)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"outlets": ("outlet1",)}, 1),
        ({"outlets": ("outlet2",)}, 0),
        ({"countries": ("IQ",)}, 1),
        ({"countries": ("SY",)}, 0),
        ({"severity": Severity.HIGH}, 1),
        ({"severity": Severity.CRITICAL}, 0),
    ],
)
def test_a_spike_route_counts_only_what_it_asks_for(db: Database, asked: dict[str, Any], told: int) -> None:
    desk = policy_desk(db, replace(SPIKES, **asked))
    burst(desk, "outlet1")

    assert tell_spikes(db, desk.live, desk.clock()) == told


@pytest.mark.parametrize("mute", [{"watchlist": "daesh"}, {"source": "outlet1"}, {"entity": "تنظيم"}])
def test_a_spike_of_what_is_muted_is_not_told_and_the_rest_is(db: Database, mute: dict[str, str]) -> None:
    desk = policy_desk(db, SPIKES)
    burst(desk, "outlet1")
    with db.transaction() as session:
        for row in session.exec(select(HitRow)):
            row.mentions = [{"term": "تنظيم"}]
    quiet = Mute(until=desk.clock() + DAY, why="معروف", by="sara", **mute)
    desk.configure(mutes=(quiet,))
    assert tell_spikes(db, desk.live, desk.clock()) == 0

    for n in range(12):
        desk.article(f"other{n}", "outlet2")

    assert tell_spikes(db, desk.live, desk.clock()) == ("watchlist" not in mute)


async def test_a_spike_names_only_what_its_route_asks_for(db: Database) -> None:
    desk = policy_desk(db, replace(SPIKES, outlets=("outlet1",)))
    burst(desk, "outlet0", "outlet1")
    for n in range(6):
        desk.article(f"more{n}", "outlet1")

    tell_spikes(db, desk.live, desk.clock())
    await desk.deliver.drain()

    [alert] = box(desk).sent
    assert alert.spike is not None and alert.spike.outlets == (("منفذ 1", 12),)
    assert alert.spike.first is not None and alert.spike.first.outlet == "منفذ 1"


async def test_stories_go_by_other_routes_as_if_there_were_no_spike_route(db: Database) -> None:
    desk = policy_desk(db, SPIKES)
    desk.article("s1")

    await desk.tick()

    assert box(desk).sent == []


def test_a_watchlist_without_a_hit_is_told_once_for_each_silence(db: Database) -> None:
    desk = policy_desk(db, owner=("mail",))

    def heard() -> list[str]:
        troubles: list[Trouble] = silent_watchlists(db, desk.live, desk.clock())
        return [one.subject for one in troubles if outbox.report_trouble(db, one, desk.clock())]

    assert heard() == []
    desk.clock.advance(13 * DAY)
    desk.article("s1")
    desk.clock.advance(2 * DAY)
    assert heard() == ["watchlist:extremism"]
    desk.clock.advance(DAY)
    assert heard() == []
    desk.clock.advance(13 * DAY)
    assert heard() == ["watchlist:daesh"]


def test_a_disk_that_is_nearly_full_is_told(db: Database, tmp_path: Path) -> None:
    desk = policy_desk(db, owner=("mail",))

    assert disk_trouble(desk.live, tmp_path, desk.clock(), low=0) is None
    found = disk_trouble(desk.live, tmp_path, desk.clock(), low=1 << 62)

    assert found is not None and found.to == (("mail", "desk@example.org"),)
    assert found.happening.kind is TroubleKind.DISK
    assert found.happening.facts["free"].endswith(" MB")


def test_a_clock_that_jumped_says_which_way(db: Database) -> None:
    desk = policy_desk(db, owner=("mail",))

    jumps = [clock_trouble(desk.live, jump, desk.clock()).happening.facts for jump in (-DAY, timedelta(hours=2))]
    assert jumps == [{"seconds": "-86400"}, {"seconds": "7200"}]


def daemon_on(desk: PolicyDesk, door: Door, folder: Path) -> Daemon:
    parser = Parser()
    crew = Crew(
        db=desk.db,
        live=desk.live,
        clock=desk.clock,
        door=door,
        parser=parser,
        poll=Poll(desk.db, lambda: desk.live, desk.clock, door, parser),
        subscribe=Subscribe(desk.db, lambda: desk.live, desk.clock, door),
        collect=Collect(desk.db, lambda: desk.live, desk.clock, WebPages(door, parser)),
        tell=desk.tell,
        deliver=desk.deliver,
        began=desk.clock(),
    )
    return Daemon(crew=crew, folder=folder, surroundings=lambda _: surroundings(folder))


async def test_the_sign_of_life_is_given_only_while_all_is_well(databases: object, tmp_path: Path) -> None:
    db = Database(databases.url("sqlite"))  # type: ignore[attr-defined]
    desk = policy_desk(db, clock=VirtualClock())
    door = Door(FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=3), allow_networks=HOME))
    async with website({"/ping": says(body="thanks")}) as site:
        daemon = daemon_on(desk, door, tmp_path)
        daemon.crew.live = replace(desk.live, config=replace(desk.live.config, ping=site.url("/ping")))

        await daemon.ping()
        assert calls(site) == 0  # it has never run
        health.beat(db, "daemon", desk.clock())
        await daemon.ping()
        assert calls(site) == 1
        health.beat(db, "configuration", desk.clock(), "a changed configuration is refused")
        await daemon.ping()
        assert calls(site) == 1
    await daemon.crew.stop(grace=1)
    db.close()


async def test_what_has_a_number_in_place_of_its_date_is_not_forgotten_as_the_oldest(
    databases: object, tmp_path: Path
) -> None:
    db = Database(databases.url("sqlite"))  # type: ignore[attr-defined]
    desk = policy_desk(db, owner=("mail",))
    daemon = daemon_on(desk, Door(FetchSettings()), tmp_path)
    desk.article("s1")
    with db.transaction() as session:
        page = {"url": "u", "status": 200, "sha256": "x", "body": b""}
        session.add(CaptureRow(article_id=1, fetched_at=desk.clock(), **page))
        session.flush()
        session.connection().exec_driver_sql("UPDATE capture SET fetched_at = 1.5")

    await daemon.prune()

    with db.reading() as session:
        assert [one.fetched_at for one in session.exec(select(CaptureRow))] == [desk.clock()]
    await daemon.crew.stop(grace=1)
    db.close()


def calls(site: Website) -> int:
    return sum(request.path == "/ping" for request in site.requests)


@pytest.mark.parametrize("jump", [timedelta(hours=3), timedelta(hours=-3)])
async def test_a_clock_that_is_set_is_noticed_at_the_next_beat(
    databases: object, tmp_path: Path, jump: timedelta
) -> None:
    db = Database(databases.url("sqlite"))  # type: ignore[attr-defined]
    desk = policy_desk(db, owner=("mail",))
    door = Door(FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=3)))
    daemon = daemon_on(desk, door, tmp_path)

    await daemon.beat()
    await asyncio.sleep(0)
    await daemon.beat()
    assert outbox.waiting(db) == []
    desk.clock.advance(jump)
    await daemon.beat()

    assert [item.key.subject for item in outbox.waiting(db)] == ["clock"]
    await daemon.crew.stop(grace=1)
    db.close()
