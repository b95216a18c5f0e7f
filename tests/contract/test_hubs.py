"""A feed that names a hub is asked as soon as the hub rings, and nobody but the hub can ring."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner, Result

from monitor.cli.main import cli
from monitor.core.model.hub import Subscription
from monitor.web.app import make_app
from monitor.web.hubs import LARGEST, LEAST_PAUSE, Callback
from monitor.web.listener import Listener
from monitor.workers.health import Health
from storage import hubs
from storage.database import Database
from tests.config.test_load import desk as write_desk
from tests.support.clock import VirtualClock
from tests.support.hub import Hub
from tests.support.newsroom import Newsroom, newsroom, rss, source
from tests.support.website import Website, says, website

PUBLIC = "https://monitor.example.org"
MINUTE = timedelta(minutes=1)


@dataclass(kw_only=True)
class Wired:
    """A newsroom whose one feed names a hub, and the hub."""

    site: Website
    room: Newsroom
    hub: Hub
    clock: VirtualClock

    def publish(self, *numbers: int) -> None:
        """Show these articles in the feed, its hub and its address with them, also in the header."""
        link = f'<{self.site.url("/hub")}>; rel="hub", <{self.site.url("/topic")}>; rel="self"'
        self.site.paths["/feed"] = says(body=rss(self.clock, *numbers), headers={"Link": link})

    async def subscribe(self) -> None:
        await self.room.crew.subscribe.drain()

    @property
    def subscription(self) -> Subscription:
        [only] = hubs.subscriptions(self.room.crew.db)
        return only

    async def poll_due(self) -> int:
        """Ask the feeds that are due now; returns how often the feed was asked."""
        before = sum(request.path == "/feed" for request in self.site.requests)
        await self.room.crew.poll.drain()
        return sum(request.path == "/feed" for request in self.site.requests) - before


@asynccontextmanager
async def wired(db: Database, folder: Path, *, public_url: str | None = PUBLIC) -> AsyncIterator[Wired]:
    """The feed has been polled once; the listener answers where `public_url` is said to lead."""
    clock = VirtualClock()
    listener = Listener(make_app(lambda: Health(problems=()), Callback(db=db, clock=clock).routes()), "127.0.0.1", 0)
    await listener.start()
    hub = Hub(callbacks=lambda: f"http://127.0.0.1:{listener.port}")
    try:
        async with (
            website({"/hub": hub.take}) as site,
            newsroom(db, source(site), clock=clock, folder=folder) as room,
        ):
            live = room.crew.live
            room.crew.live = replace(live, config=replace(live.config, public_url=public_url))
            one = Wired(site=site, room=room, hub=hub, clock=clock)
            one.publish(1)
            await room.poll()
            yield one
    finally:
        await listener.stop()


async def test_a_ring_makes_the_feed_due_at_once(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        answer = await one.hub.ask_back()
        one.clock.advance(MINUTE)
        one.publish(1, 2)
        quiet = await one.poll_due()
        rung = await one.hub.ring()

        assert (answer.status_code, answer.text) == (200, "x<b>y")
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert (quiet, rung.status_code) == (0, 200)
        assert await one.poll_due() == 1
        assert one.room.lines[-1]["new"] == 1
        assert one.subscription.until == one.clock() - MINUTE + timedelta(days=10)


async def test_the_hub_is_told_our_public_address_and_a_secret(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        [asked] = one.hub.requests

        assert asked["hub.callback"] == f"{PUBLIC}/hub/{one.subscription.token}"
        assert asked["hub.topic"] == one.site.url("/topic")
        assert len(asked["hub.secret"]) == 64 and asked["hub.secret"] not in str(one.subscription)


async def test_without_a_public_address_no_hub_is_asked(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path, public_url=None) as one:
        await one.subscribe()

        assert one.hub.requests == [] and hubs.subscriptions(db) == []


async def test_a_hub_may_ask_back_before_it_answers(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        one.hub.at_once = True
        await one.subscribe()

        assert one.subscription.until is not None and one.subscription.failures == 0


async def test_a_wrong_signature_changes_nothing(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        await one.hub.ask_back()
        one.clock.advance(MINUTE)
        answer = await one.hub.ring(secret="guessed")

        assert answer.status_code == 200
        assert await one.poll_due() == 0
        assert one.subscription.pushed_at is None


async def test_an_unknown_callback_is_not_there(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()

        assert (await one.hub.ring(path="x")).status_code == 404
        assert (await one.hub.ring(path="%00")).status_code == 404
        assert (await one.hub.ask_back(**{"hub.mode": "unsubscribe"})).status_code == 404


async def test_a_call_without_an_end_is_cut_off(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()

        assert (await one.hub.ring(bytes(LARGEST + 1))).status_code == 413
        assert one.subscription.pushed_at is None


async def test_a_hub_that_rings_all_the_time_does_not_make_us_ask_all_the_time(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        await one.hub.ask_back()
        one.clock.advance(MINUTE)
        asked = 0
        for _ in range(20):
            await one.hub.ring()
            one.clock.advance(timedelta(seconds=6))
            asked += await one.poll_due()

        assert asked <= 120 / LEAST_PAUSE.total_seconds() + 1


async def test_a_feed_that_does_not_show_the_news_yet_is_asked_again_soon(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        await one.hub.ask_back()
        one.clock.advance(MINUTE)
        await one.hub.ring()
        too_early = await one.poll_due()
        one.publish(1, 2)
        one.clock.advance(MINUTE)

        assert (too_early, await one.poll_due()) == (1, 1)
        assert one.room.lines[-1]["new"] == 1
        one.clock.advance(MINUTE)
        assert await one.poll_due() == 0


async def test_a_feed_that_asked_to_be_left_alone_is_whatever_its_hub_says(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        await one.hub.ask_back()
        one.site.paths["/feed"] = says(503, headers={"Retry-After": "3600"})
        await one.room.poll(after=MINUTE)
        await one.hub.ring()
        one.clock.advance(MINUTE)

        assert await one.poll_due() == 0


async def test_a_hub_that_refuses_is_asked_again_later_and_the_feed_goes_on(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        one.hub.answer = 500
        await one.subscribe()
        one.clock.advance(timedelta(minutes=20))
        await one.subscribe()
        early = len(one.hub.requests)
        one.clock.advance(timedelta(minutes=11))
        await one.subscribe()

        assert (early, len(one.hub.requests)) == (1, 2)
        assert one.subscription.error is not None and "500" in one.subscription.error
        assert await one.poll_due() == 1


async def test_a_lease_is_renewed_before_it_ends(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        await one.hub.ask_back()
        one.clock.advance(timedelta(days=8))
        await one.subscribe()
        await one.hub.ask_back()

        assert len(one.hub.requests) == 2
        assert one.subscription.until == one.clock() + timedelta(days=10)


async def test_a_feed_that_names_no_hub_any_more_is_forgotten_by_the_hub(db: Database, tmp_path: Path) -> None:
    async with wired(db, tmp_path) as one:
        await one.subscribe()
        await one.hub.ask_back()
        one.site.paths["/feed"] = says(body=rss(one.clock, 1, 2))
        await one.room.poll(after=MINUTE)
        one.clock.advance(MINUTE)
        await one.subscribe()

        assert hubs.subscriptions(db) == []
        assert (await one.hub.ring()).status_code == 404


async def test_a_hub_in_a_private_network_is_not_asked(db: Database, tmp_path: Path) -> None:
    async with website({"/": says(202)}, host="127.0.0.2") as inside, wired(db, tmp_path) as one:
        link = f'<{inside.url("/")}>; rel="hub", <{one.site.url("/topic")}>; rel="self"'
        one.site.paths["/feed"] = says(body=rss(one.clock, 1, 2), headers={"Link": link})
        await one.room.poll(after=MINUTE)
        await one.subscribe()

        assert inside.requests == []
        assert one.subscription.error is not None and "refused" in one.subscription.error


async def test_many_feeds_of_one_hub_ask_it_one_after_the_other(db: Database, tmp_path: Path) -> None:
    clock = VirtualClock()
    hub = Hub(callbacks=lambda: "http://127.0.0.1:9")
    async with website({"/hub": hub.take}) as site:
        sources = [source(site, f"/feed{n}", id=f"s{n}") for n in range(5)]
        for n in range(5):
            link = f'<{site.url("/hub")}>; rel="hub", <{site.url(f"/topic{n}")}>; rel="self"'
            site.paths[f"/feed{n}"] = says(body=rss(clock, n), headers={"Link": link})
        async with newsroom(db, *sources, clock=clock, folder=tmp_path) as room:
            live = room.crew.live
            room.crew.live = replace(live, config=replace(live.config, public_url=PUBLIC))
            await room.poll()
            counts = []
            for _ in range(5):
                await room.crew.subscribe.drain()
                counts.append(len(hub.requests))
                clock.advance(hubs.PACE)

    assert counts == [1, 2, 3, 4, 5]


async def test_the_command_shows_how_each_subscription_stands(db: Database, tmp_path: Path) -> None:
    write_desk(tmp_path, alerts=f'public_url = "{PUBLIC}"\n\n[channel.mail]\ntype = "folder"\n')
    async with wired(db, tmp_path) as one:
        one.clock.at = datetime.now(UTC)
        one.hub.answer = 403
        await one.subscribe()
        refused = _shown(db, tmp_path)
        one.hub.answer = 202
        one.clock.advance(timedelta(hours=2))
        await one.subscribe()
        asked = _shown(db, tmp_path)
        await one.hub.ask_back()
        subscribed = _shown(db, tmp_path)

    assert [line["state"] for line in (refused, asked, subscribed)] == ["refused", "asked", "subscribed"]
    assert "403" in str(refused["error"])


async def test_the_command_says_why_no_hub_is_asked(db: Database, tmp_path: Path) -> None:
    write_desk(tmp_path)

    assert "public_url" in _command(db, tmp_path).stderr


def _command(db: Database, folder: Path, *options: str) -> Result:
    address = db.engine.url.render_as_string(hide_password=False)
    command = ["sources", "hubs", *options, "--config", str(folder)]
    return CliRunner().invoke(cli, command, env={"MONITOR_DATABASE_URL": address})


def _shown(db: Database, folder: Path) -> dict[str, object]:
    done = _command(db, folder, "--json")
    assert done.exit_code == 0, done.stderr
    shown: dict[str, object] = json.loads(done.stdout)
    return shown
