"""Pages are read where robots.txt lets us, at the pace it asks for; it is got through the guarded door, once a day."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.net.door import Door, FetchSettings
from monitor.net.robots import parse_robots
from tests.contract.test_door_addresses import SPELLINGS
from tests.support.website import Behaviour, Website, leads_to, says, website

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOME = ("127.0.0.1/32",)


def door(*, allow: tuple[str, ...] = HOME) -> Door:
    return Door(FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=5), allow_networks=allow))


async def check(site: Website, path: str, one: Door | None = None, now: datetime = NOW) -> None:
    await (one or door()).check_robots(site.url(path), subject="wire", source_url=site.url(), now=now)


async def test_a_page_that_is_forbidden_is_not_read_and_the_others_are() -> None:
    rules = "\ufeffUser-agent: *\nDisallow: /private/\nAllow: /private/open\n"
    async with website({"/robots.txt": says(body=rules)}) as site:
        one = door()

        await check(site, "/news/1", one)
        await check(site, "/private/open", one)
        with pytest.raises(PermanentError, match=r"wire: robots.txt does not allow to read http://127.0.0.1:\d+/priv"):
            await check(site, "/private/1", one)

        assert [request.path for request in site.requests] == ["/robots.txt"]


async def test_it_is_asked_again_after_a_day() -> None:
    async with website({"/robots.txt": says(body="")}) as site:
        one = door()
        await check(site, "/1", one)
        await check(site, "/1", one, NOW + timedelta(hours=23))
        await check(site, "/1", one, NOW + timedelta(hours=25))

        assert len(site.requests) == 2


@pytest.mark.parametrize(
    "behaviour", [says(404), says(403), leads_to("file:///etc/passwd"), says(body=b"\xff\x00<html>")]
)
async def test_an_outlet_without_rules_forbids_nothing(behaviour: Behaviour) -> None:
    async with website({"/robots.txt": behaviour}) as site:
        await check(site, "/1")


async def test_an_outlet_whose_rules_cannot_be_got_is_asked_later() -> None:
    async with website({"/robots.txt": says(503)}) as site:
        one = door()
        with pytest.raises(TemporaryError, match=r"robots.txt cannot be read"):
            await check(site, "/1", one)
        site.paths["/robots.txt"] = says(body="")

        await check(site, "/1", one, NOW + timedelta(minutes=11))


async def test_a_crawl_delay_is_kept() -> None:
    pages = {f"/{number}": says(body="news") for number in range(3)}
    async with website({"/robots.txt": says(body="User-agent: *\nCrawl-delay: 0.2"), **pages}) as site:
        one = door()
        await check(site, "/0", one)
        for path in pages:
            await one.get(site.url(path), subject="wire", now=NOW)

        starts = [request.at for request in site.requests[1:]]
        assert min(later - earlier for earlier, later in zip(starts, starts[1:], strict=False)) > 0.15


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_rules_lead_to_no_forbidden_address(spelling: str) -> None:
    async with website({"/robots.txt": says(body="secret")}) as site:
        url = spelling.format(port=site.port)
        with suppress(WorkError):
            await door(allow=()).check_robots(url, subject="wire", source_url=url, now=NOW)

        assert site.requests == []


@pytest.mark.parametrize("rule", ["/" + "*a" * 40 + "$", "/" + "a*" * 3 + "b$", "(" * 3000, "/%" * 2000])
def test_hostile_rules_take_no_time(rule: str) -> None:
    rules = parse_robots(f"User-agent: *\n{f'Disallow: {rule}' + chr(10)}".encode() * 50, NOW)

    rules.allow("https://wire.example/" + "a" * 3000)
