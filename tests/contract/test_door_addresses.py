"""The door leads to the public internet and to what was allowed by name, and nowhere else."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.errors import PermanentError, WorkError
from monitor.core.model.article import Page
from monitor.net.door import Door, FetchSettings
from monitor.net.guard import networks, refusal
from tests.support.website import leads_to, says, website

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = ("127.0.0.1/32",)
QUICK = FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=5))

SPELLINGS = (
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0x0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://127.127.127.127:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://localhost.localdomain:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://example.com@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.com/",
    "http:\\\\127.0.0.1:{port}\\",
    "http://127.0.0.1:{port}#@example.com/",
    "http://%31%32%37.0.0.1:{port}/",
)

SPECIAL = (
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.1.1",
    "192.175.48.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
)
PUBLIC = ("1.1.1.1", "8.8.8.8", "151.101.1.1", "100.63.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8")


async def ask(door: Door, url: str, **more: object) -> Page:
    page = await door.get(url, subject="outlet", now=NOW, **more)  # type: ignore[arg-type]
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_of_the_loopback_gets_through(spelling: str) -> None:
    async with website({"/": says(body="secret")}) as site:
        with pytest.raises(WorkError) as caught:
            await ask(Door(QUICK), spelling.format(port=site.port))

        assert site.requests == []
        assert caught.value.subject == "outlet"


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_of_the_loopback_gets_through_as_a_hub(spelling: str) -> None:
    async with website({"/": says(202)}) as site:
        hub = spelling.format(port=site.port)
        with pytest.raises(WorkError):
            await Door(QUICK).post(hub, subject="hub", headers={}, content=b"", source_url="http://wire.example/")

        assert site.requests == []


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_of_the_loopback_gets_through_as_a_site_with_rules(spelling: str) -> None:
    async with website({"/robots.txt": says(body="")}) as site:
        page = spelling.format(port=site.port)
        with suppress(WorkError):  # rules that cannot be had forbid nothing: the page itself meets the guard
            await Door(QUICK).check_robots(page, subject="outlet", source_url="http://wire.example/", now=NOW)

        assert site.requests == []


async def test_a_hub_may_not_choose_its_port() -> None:
    with pytest.raises(PermanentError, match="port 8080"):
        await Door(QUICK).post(
            "http://1.1.1.1:8080/", subject="hub", headers={}, content=b"", source_url="http://wire.example/feed"
        )


@pytest.mark.parametrize("address", SPECIAL)
def test_special_addresses_are_refused(address: str) -> None:
    assert refusal(address) is not None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("address", ["", "localhost", "1.2.3", "fe80::1%eth0", "999.1.1.1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    assert refusal(address) is not None


def test_what_the_operator_allows_is_let_through_and_nothing_beside_it() -> None:
    allowed = networks(["10.1.0.0/16", "fd00::/8"])

    assert refusal("10.1.2.3", allowed) is None
    assert refusal("::ffff:10.1.2.3", allowed) is None
    assert refusal("fd00::1", allowed) is None
    assert refusal("10.2.0.1", allowed) is not None


async def test_an_allowed_network_opens_every_port_in_it() -> None:
    async with website({"/": says(body="news")}) as site:
        page = await ask(Door(QUICK), site.url(), allow_networks=HOME)

        assert page.body == b"news"


async def test_a_redirect_into_a_private_network_is_refused() -> None:
    async with website(host="127.0.0.2") as inside, website({"/": leads_to(inside.url("/admin"))}) as site:
        with pytest.raises(PermanentError, match="refused: 127.0.0.2 is in 127.0.0.0/8"):
            await ask(Door(QUICK), site.url(), allow_networks=HOME)

        assert inside.requests == []


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://user:word@127.0.0.1/", "data:,x"],
)
async def test_a_redirect_to_anything_but_plain_http_is_refused(target: str) -> None:
    async with website({"/": leads_to(target)}) as site:
        with pytest.raises(PermanentError, match="refused: redirects to"):
            await ask(Door(QUICK), site.url(), allow_networks=HOME)


async def test_a_name_with_one_private_answer_is_refused_altogether() -> None:
    async def two_faced(host: str, port: int) -> list[str]:
        return ["1.1.1.1", "127.0.0.2"]

    with pytest.raises(PermanentError, match="two.example leads to 127.0.0.2"):
        await ask(Door(QUICK, resolver=two_faced), "http://two.example/")


async def test_a_name_that_changes_its_mind_is_asked_once_and_that_answer_is_what_we_connect_to() -> None:
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    async with website({"/": says(body="first face")}) as site:
        door = Door(QUICK, resolver=rebinding)

        page = await ask(door, site.url(host="rebinds.example"), allow_networks=HOME)
        with pytest.raises(PermanentError, match="not public"):
            await ask(door, site.url(host="rebinds.example"), allow_networks=HOME)

        assert page.body == b"first face"
        assert asked == ["rebinds.example", "rebinds.example"]


async def test_only_web_ports_and_the_one_the_source_names_are_open() -> None:
    async def public(host: str, port: int) -> list[str]:
        return ["1.1.1.1"]

    door = Door(QUICK, resolver=public)

    with pytest.raises(PermanentError, match="port 6379 is neither"):
        await ask(door, "http://a.example:6379/", source_url="http://a.example/rss")
    with pytest.raises(PermanentError, match="port 8080 is neither"):
        await ask(door, "http://b.example:8080/", source_url="http://a.example:8080/rss")
