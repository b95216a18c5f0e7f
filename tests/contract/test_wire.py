"""HTTP as servers really speak it: whole, in single bytes, carelessly, and wrongly."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model.article import Page
from monitor.net.door import Door, FetchSettings, NotModified
from tests.support.website import Behaviour, Request, sends, website

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
OK = b"HTTP/1.1 200 OK\r\n"


def door() -> Door:
    return Door(FetchSettings(pace=timedelta(0), timeout=timedelta(seconds=3), allow_networks=("127.0.0.1/32",)))


def byte_by_byte(raw: bytes) -> Behaviour:
    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        for number in range(len(raw)):
            writer.write(raw[number : number + 1])
            await writer.drain()
            if number % 8 == 0:
                await asyncio.sleep(0)

    return behave


GOOD = {
    "with a length": OK + b"Content-Length: 4\r\n\r\nnews",
    "more than its length": OK + b"Content-Length: 4\r\n\r\nnewsandmore",
    "until the end": OK + b"\r\nnews",
    "in chunks": OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nne\r\n2;x=y\r\nws\r\n0\r\n\r\n",
    "in chunks with a trailer": OK + b"transfer-encoding: Chunked\r\n\r\n0004 \r\nnews\r\n0\r\nX: y\r\n\r\n",
    "chunks win over a length": OK + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnews\r\n0\r\n\r\n",
    "bare line feeds": b"HTTP/1.1 200 OK\nContent-Length: 4\n\nnews",
    "folded and foreign headers": OK + "X: وكالة\r\nY: a\r\n b\r\nContent-Length: 4\r\n\r\nnews".encode(),
    "a line that is no header": OK + b"what is this\r\nContent-Length: 4\r\n\r\nnews",
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK + b"Content-Length: 4\r\n\r\nnews",
    "http 1.0 without a reason": b"HTTP/1.0 200\r\n\r\nnews",
    "the same length twice": OK + b"Content-Length: 4\r\nContent-Length: 4\r\n\r\nnews",
}
BAD = {
    "another protocol": b"220 mail.example ESMTP ready\r\n\r\n",
    "two lengths": OK + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nnews",
    "a length that is none": OK + b"Content-Length: -4\r\n\r\nnews",
    "a broken chunk": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nnews",
    "headers without end": OK + b"X: y\r\n" * 40_000,
    "a header that is too long": OK + b"X: " + b"y" * 200_000,
    "nothing": b"",
    "half a head": OK + b"X: y\r\n",
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("sending", [sends, byte_by_byte])
async def test_an_answer_is_read_however_it_is_framed(name: str, sending: object) -> None:
    async with website({"/": sending(GOOD[name])}) as site:  # type: ignore[operator]
        page = await door().get(site.url(), subject="wire", now=NOW)

    assert isinstance(page, Page)
    assert page.body == b"news"
    assert page.whole


@pytest.mark.parametrize("name", BAD)
async def test_what_is_no_http_is_said_so(name: str) -> None:
    async with website({"/": sends(BAD[name])}) as site:
        with pytest.raises(TemporaryError, match="does not answer in HTTP"):
            await door().get(site.url(), subject="wire", now=NOW)


async def test_an_answer_without_a_body_does_not_wait_for_one() -> None:
    answer = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9000\r\nETag: x\r\n\r\n"
    async with website({"/": sends(answer)}) as site:
        found = await door().get(site.url(), subject="wire", now=NOW)

    assert isinstance(found, NotModified)


async def test_headers_of_ours_cannot_break_out_of_their_lines() -> None:
    async with website() as site:
        with pytest.raises(PermanentError, match="holds what no header may"):
            await door().get(site.url(), subject="wire", headers={"X": "a\r\nHost: other.example"}, now=NOW)

        assert site.requests == []


async def test_a_reader_that_stops_slows_the_server_down() -> None:
    sent = 0

    async def flood(request: Request, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(OK + b"Content-Length: 99000000\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            sent += 65536
            await writer.drain()

    async with website({"/": flood}) as site:
        with pytest.raises(PermanentError, match="sends more than 8 MB"):
            await door().get(site.url(), subject="wire", now=NOW)

    assert sent < 40 << 20
