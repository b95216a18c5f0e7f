"""What comes out of the door: a page, "not modified", or one clear sentence and whether to try again."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model.article import Page
from monitor.net.door import ChannelDoor, Door, FetchSettings, NotModified
from tests.support.website import (
    cut_off,
    deflated,
    leads_to,
    not_modified_for,
    says,
    sends,
    silence,
    website,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = ("127.0.0.1/32",)
NEWS = "<p>أعلنت وزارة الصحة اليوم</p>".encode() * 30


def door(seconds: float = 5, *, contact: str | None = None) -> Door:
    return Door(
        FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=seconds), allow_networks=HOME, contact=contact)
    )


async def ask(door: Door, url: str, **more: object) -> Page:
    page = await door.get(url, subject="outlet", now=NOW, **more)  # type: ignore[arg-type]
    assert isinstance(page, Page)
    return page


async def test_a_page_comes_with_its_address_after_redirects_and_its_headers_in_lower_case() -> None:
    headers = {"ETag": 'W/"a-gzip"', "Content-Type": "text/html; charset=windows-1256"}
    async with website({"/old": leads_to("/new", 301), "/new": says(body=NEWS, headers=headers)}) as site:
        page = await ask(door(), site.url("/old"))

        assert page.url == site.url("/new")
        assert page.body == NEWS
        assert page.headers["etag"] == 'W/"a-gzip"'
        assert page.content_type == "text/html; charset=windows-1256"
        assert page.fetched_at == NOW


async def test_a_known_validator_brings_not_modified() -> None:
    async with website({"/": not_modified_for('"v1"', NEWS)}) as site:
        first = await ask(door(), site.url())
        second = await door().get(site.url(), subject="outlet", etag=first.headers["etag"], now=NOW)

        assert isinstance(second, NotModified)
        assert second.headers["etag"] == '"v1"'


async def test_we_say_who_we_are() -> None:
    async with website({"/": says(body=NEWS)}) as site:
        await ask(door(contact="desk@example.org"), site.url(), headers={"X-Key": "1"})

        assert site.requests[0].headers["user-agent"].startswith("Monitor/")
        assert site.requests[0].headers["user-agent"].endswith(" (+desk@example.org)")
        assert site.requests[0].headers["x-key"] == "1"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (400, "answered 400"),
        (401, "answered 401 (wants a password)"),
        (403, "answered 403 (does not let us in)"),
        (404, "answered 404 (there is nothing)"),
        (410, "answered 410 (gone for good)"),
        (418, "answered 418"),
    ],
)
async def test_a_refusal_is_permanent(status: int, sentence: str) -> None:
    async with website({"/": says(status)}) as site:
        with pytest.raises(PermanentError) as caught:
            await ask(door(), site.url())

        assert str(caught.value) == f"outlet: {sentence}"


@pytest.mark.parametrize("status", [202, 204, 408, 425, 429, 500, 502, 503, 504, 520])
async def test_trouble_over_there_is_temporary(status: int) -> None:
    async with website({"/": says(status)}) as site:
        with pytest.raises(TemporaryError, match=f"answered {status}"):
            await ask(door(), site.url())


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Sun, 22 Nov 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Sun, 22 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("99999999999", timedelta(hours=24)),
        ("Sun, 22 Nov 2037 12:05:00 GMT", timedelta(hours=24)),
        ("soon", None),
        ("-5", None),
    ],
)
async def test_a_wish_to_be_left_alone_is_heard_up_to_a_day(header: str, wait: timedelta | None) -> None:
    async with website({"/": says(503, headers={"Retry-After": header})}) as site:
        with pytest.raises(TemporaryError) as caught:
            await ask(door(), site.url())

        assert caught.value.retry_after == wait


async def test_a_cloudflare_challenge_is_named() -> None:
    async with website({"/": says(403, headers={"cf-mitigated": "challenge"})}) as site:
        with pytest.raises(PermanentError, match="Cloudflare challenge"):
            await ask(door(), site.url())


async def test_a_redirect_loop_ends() -> None:
    async with website({"/a": leads_to("/b"), "/b": leads_to("/a")}) as site:
        with pytest.raises(PermanentError, match="more than 5 redirects"):
            await ask(door(), site.url("/a"))

        assert len(site.requests) == 6


async def test_a_redirect_to_nowhere_is_said() -> None:
    async with website({"/": says(302)}) as site:
        with pytest.raises(PermanentError, match="without saying where to"):
            await ask(door(), site.url())


async def test_keys_for_one_host_are_not_shown_to_another() -> None:
    async with website({"/": says(body=NEWS)}, host="127.0.0.2") as other:
        async with website({"/": leads_to(other.url())}) as site:
            page = await ask(
                door(), site.url(), headers={"Authorization": "Bearer x"}, allow_networks=("127.0.0.2/32",)
            )

        assert page.body == NEWS
        assert site.requests[0].headers["authorization"] == "Bearer x"
        assert "authorization" not in other.requests[0].headers


async def test_a_cookie_lasts_for_one_chain_of_redirects() -> None:
    async with website(
        {"/": leads_to("/in", headers={"Set-Cookie": "seen=1; Path=/"}), "/in": says(body=NEWS)}
    ) as site:
        one = door()
        await ask(one, site.url())
        await ask(one, site.url("/in"))

        assert [request.headers.get("cookie") for request in site.requests] == [None, "seen=1", None]


@pytest.mark.parametrize("raw", [True, False])
async def test_deflate_is_understood_in_both_its_readings(raw: bool) -> None:
    async with website({"/": deflated(NEWS, raw=raw)}) as site:
        assert (await ask(door(), site.url())).body == NEWS


async def test_a_body_that_was_cut_off_is_kept_without_its_validators() -> None:
    async with website({"/": cut_off(NEWS, {"ETag": '"half"'})}) as site:
        page = await ask(door(), site.url())

        assert page.body == NEWS
        assert "etag" not in page.headers


async def test_a_cut_gzip_gives_what_can_be_read() -> None:
    news = b"".join(f"<p>خبر رقم {number} من بغداد</p>".encode() for number in range(2000))
    squeezed = gzip.compress(news)[:-2000]
    async with website({"/": says(200, squeezed, {"Content-Encoding": "gzip"})}) as site:
        page = await ask(door(), site.url())

        assert len(page.body) > 1000
        assert news.startswith(page.body)


async def test_the_beginning_of_almost_nothing_is_no_page() -> None:
    async with website({"/": cut_off(b"<html>")}) as site:
        with pytest.raises(TemporaryError):
            await ask(door(), site.url())


@pytest.mark.parametrize("raw", [b"", b"\x16\x03\x01\x02\x00", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n"])
async def test_what_is_no_http_is_temporary_trouble(raw: bytes) -> None:
    async with website({"/": sends(raw)}) as site:
        with pytest.raises(TemporaryError, match="outlet: "):
            await ask(door(), site.url())


async def test_headers_without_an_end_are_cut_off() -> None:
    async with website({"/": sends(b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 300_000)}) as site:
        with pytest.raises(TemporaryError, match="does not answer in HTTP"):
            await ask(door(), site.url())


async def test_silence_ends_at_the_time_limit() -> None:
    async with website({"/": silence}) as site:
        with pytest.raises(TemporaryError, match=r"no complete answer from 127.0.0.1 within 0.2 s"):
            await ask(door(0.2), site.url())


async def test_nobody_there_is_temporary() -> None:
    with pytest.raises(TemporaryError, match="no connection to 127.0.0.1"):
        await ask(door(), "http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "url", ["", "news", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://[1/", "http://a b/"]
)
async def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(PermanentError, match="refused"):
        await ask(door(), url)


# ── channels ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_post_brings_whatever_was_answered() -> None:
    async with website({"/hook": says(404, "no_service", {"X-Why": "removed"})}) as site:
        answer = await ChannelDoor(door()).post(
            site.url("/hook"), subject="desk-slack", headers={"Content-Type": "application/json"}, content=b"{}"
        )

        assert (answer.status, answer.body, answer.headers["x-why"]) == (404, b"no_service", "removed")
        assert site.requests[0].body == b"{}"


async def test_a_get_for_a_channel_follows_no_redirect() -> None:
    async with website({"/": leads_to("/in")}) as site:
        answer = await ChannelDoor(door()).get(site.url(), subject="desk-slack", headers={"X": "1"})

        assert answer.status == 302
        assert len(site.requests) == 1


async def test_a_channel_reaches_private_networks_only_when_allowed() -> None:
    async with website({"/": says(body="ok")}, host="127.0.0.2") as proxy:
        with pytest.raises(PermanentError, match="refused"):
            await ChannelDoor(door()).post(proxy.url(), subject="desk-slack", headers={}, content=b"")

        answer = await ChannelDoor(door()).post(
            proxy.url(), subject="desk-slack", headers={}, content=b"", allow_networks=("127.0.0.2/32",)
        )

        assert answer.body == b"ok"


async def test_a_channels_answer_is_read_to_a_megabyte() -> None:
    async with website({"/": says(200, b"x" * (3 << 20))}) as site:
        answer = await ChannelDoor(door()).post(site.url(), subject="desk-slack", headers={}, content=b"")

        assert answer.status == 200
        assert len(answer.body) == 1 << 20
