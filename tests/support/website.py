"""A website on the loopback that behaves as it is told, well or badly."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked for."""

    method: str
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    at: float  # the loop's time


Behaviour = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass(kw_only=True)
class Website:
    """Behaviours by path, and every request that came."""

    host: str = "127.0.0.1"
    port: int = 0
    paths: dict[str, Behaviour] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    most_at_once: int = 0
    at_once: int = 0

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """The address of a path here."""
        return f"http://{host or self.host}:{self.port}{path}"

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Do as told for this path."""
        self.requests.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.paths.get(request.path, says(404, b"nothing here"))(request, writer)
        finally:
            self.at_once -= 1


def says(
    status: int = 200, body: bytes | str = b"", headers: Mapping[str, str] | None = None, *, after: float = 0
) -> Behaviour:
    """A plain answer."""
    content = body.encode() if isinstance(body, str) else body

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(after)
        writer.write(_head(status, {"Content-Length": str(len(content)), **(headers or {})}) + content)

    return behave


def leads_to(location: str, status: int = 302, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A redirect."""
    return says(status, b"", {"Location": location, **(headers or {})})


def not_modified_for(etag: str, body: bytes) -> Behaviour:
    """304 to those who know the validator."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        known = request.headers.get("if-none-match") == etag
        await says(304 if known else 200, b"" if known else body, {"ETag": etag})(request, writer)

    return behave


def bomb(megabytes: int) -> Behaviour:
    """Zeros, gzipped to a thousandth."""
    squeezer = zlib.compressobj(9, wbits=31)
    pieces = [squeezer.compress(bytes(1 << 20)) for _ in range(megabytes)]  # never whole: tests look at the memory
    return says(200, b"".join([*pieces, squeezer.flush()]), {"Content-Encoding": "gzip"})


def deflated(body: bytes, *, raw: bool = False) -> Behaviour:
    """Content-Encoding: deflate, in either of its two readings."""
    squeezer = zlib.compressobj(wbits=-15 if raw else 15)
    return says(200, squeezer.compress(body) + squeezer.flush(), {"Content-Encoding": "deflate"})


def endless(piece: bytes = b"<p>" + b"x" * 65_000, *, pause: float = 0) -> Behaviour:
    """A body without an end; with a `pause` between its pieces it drips."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Type": "text/html"}))
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


def cut_off(body: bytes, headers: Mapping[str, str] | None = None) -> Behaviour:
    """Promises more than it sends."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Length": str(len(body) + 5000), **(headers or {})}) + body)

    return behave


def sends(raw: bytes) -> Behaviour:
    """These bytes, whatever they are."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return behave


async def silence(request: Request, writer: asyncio.StreamWriter) -> None:
    """Takes the request and never says anything."""
    await asyncio.sleep(60)


@asynccontextmanager
async def website(paths: Mapping[str, Behaviour] | None = None, *, host: str = "127.0.0.1") -> AsyncIterator[Website]:
    """A server on a free port for as long as the block lasts."""
    site = Website(host=host, paths=dict(paths or {}))
    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.add(task)
        try:
            await site.answer(await _read(reader), writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            serving.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, host, 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in list(serving):
            task.cancel()
        await asyncio.sleep(0)


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method=method, path=path, headers=headers, body=body, at=asyncio.get_running_loop().time())


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", "Connection: close", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()
