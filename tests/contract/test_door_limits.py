"""No answer fills the memory or holds us up, and no outlet is hurried."""

import asyncio
import gzip
import resource
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.errors import PermanentError, TemporaryError
from monitor.net.door import Door, FetchSettings
from monitor.net.pace import Pace, pace_key
from tests.support.website import Behaviour, bomb, endless, leads_to, says, website

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = ("127.0.0.1/32",)


def door(*, pace: float = 0, seconds: float = 10) -> Door:
    return Door(FetchSettings(pace=timedelta(seconds=pace), timeout=timedelta(seconds=seconds), allow_networks=HOME))


def peak() -> int:
    """The most memory that this process has held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def twice(body: bytes) -> Behaviour:
    return says(200, gzip.compress(gzip.compress(body)), {"Content-Encoding": "gzip, gzip"})


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        (bomb(100), "unpacks to more than 200 times its size"),
        (endless(), "sends more than 8 MB"),
        (says(200, b"x" * (9 << 20)), "sends more than 8 MB"),
        (twice(bytes(1 << 20)), "encoded as gzip, gzip, which was not asked for"),
        (says(200, b"\x1b\x00", {"Content-Encoding": "br"}), "encoded as br, which was not asked for"),
        (says(200, b"no gzip at all", {"Content-Encoding": "gzip"}), "the compressed body is broken"),
    ],
)
async def test_a_monstrous_body_is_given_up(behaviour: Behaviour, sentence: str) -> None:
    async with website({"/": behaviour}) as site:
        before = peak()
        with pytest.raises(PermanentError, match=sentence):
            await door().get(site.url(), subject="outlet", now=NOW)

        assert peak() - before < 64 << 20


async def test_a_dripping_body_ends_at_the_time_limit() -> None:
    async with website({"/": endless(b"x", pause=0.02)}) as site:
        with pytest.raises(TemporaryError, match="within 0.3 s"):
            await door(seconds=0.3).get(site.url(), subject="outlet", now=NOW)


async def test_the_time_limit_is_for_all_hops_together() -> None:
    slow = {f"/{number}": leads_to(f"/{number + 1}") for number in range(5)}
    paths = {path: _slowed(behaviour) for path, behaviour in slow.items()}
    async with website(paths) as site:
        with pytest.raises(TemporaryError, match="within 0.5 s"):
            await door(seconds=0.5).get(site.url("/0"), subject="outlet", now=NOW)

        assert len(site.requests) < 5


def _slowed(behaviour: Behaviour) -> Behaviour:
    async def behave(request: object, writer: object) -> None:
        await asyncio.sleep(0.2)
        await behaviour(request, writer)  # type: ignore[arg-type]

    return behave


async def test_an_outlet_is_asked_twice_at_once_and_not_faster_than_its_pace() -> None:
    async with website({"/": says(body="news", after=0.25)}) as site:
        one = door(pace=0.1)
        await asyncio.gather(*(one.get(site.url(), subject="outlet", now=NOW) for _ in range(5)))

        starts = sorted(request.at for request in site.requests)
        assert site.most_at_once <= 2
        assert min(later - earlier for earlier, later in zip(starts, starts[1:], strict=False)) > 0.08


async def test_waiting_for_the_pace_is_not_counted() -> None:
    async with website({"/": says(body="news")}) as site:
        one = door(pace=0.2, seconds=0.3)
        pages = await asyncio.gather(*(one.get(site.url(), subject="outlet", now=NOW) for _ in range(4)))

        assert len(pages) == 4


async def test_who_gives_up_waiting_leaves_his_place() -> None:
    pace = Pace(timedelta(0))

    async def hold(seconds: float) -> None:
        async with pace.turn("outlet"):
            await asyncio.sleep(seconds)

    impatient = [asyncio.create_task(hold(60)) for _ in range(4)]
    await asyncio.sleep(0.01)
    for task in impatient:
        task.cancel()
    await asyncio.gather(*impatient, return_exceptions=True)

    await asyncio.wait_for(hold(0), 1)


@pytest.mark.parametrize(
    ("host", "port", "key"),
    [
        ("www.example.com", None, "example.com"),
        ("feeds.bbci.co.uk", 443, "bbci.co.uk"),
        ("gate.ahram.org.eg", None, "ahram.org.eg"),
        ("news.example", None, "news.example"),
        ("127.0.0.1", 8080, "127.0.0.1:8080"),
        ("::1", 80, "::1:80"),
        ("localhost", 80, "localhost"),
    ],
)
def test_what_shares_a_pace(host: str, port: int | None, key: str) -> None:
    assert pace_key(host, port) == key
