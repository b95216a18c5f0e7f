"""HTTP/1.1 as a client that asks once: one connection, one request, one answer, nothing kept.

httpx's own wire (httpcore and h11) took about 1.1 ms of CPU for that, this takes 0.3: see
docs/decisions/0008-own-http-wire.md. Lenient where servers are known to be careless (bare line feeds, folded and
non-ASCII headers, no length), strict about every size.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

HEAD_LIMIT = 100 * 1024  # bytes of status line and headers
_WINDOW = 256 * 1024  # bytes of a body that wait to be taken; beyond it the far end is slowed down
_STATUS = re.compile(rb"HTTP/1\.[01] +(\d{3})(?: |$)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LONGEST_CHUNK_LINE = 4096


class WireTrouble(Exception):
    """What may go wrong between us and a server; the text says what."""


class NoConnection(WireTrouble):
    """Nobody answers there."""


class NoHttp(WireTrouble):
    """Somebody answers, but not in HTTP."""


class CutOff(WireTrouble):
    """The connection ended before the answer did."""


@dataclass(slots=True, kw_only=True)
class Incoming:
    """An answer whose body is still on its way."""

    status: int
    headers: dict[str, str]  # names in lower case; several of a name are joined by commas
    cookies: tuple[str, ...]
    _exchange: "Exchange" = field(repr=False)

    async def parts(self) -> AsyncIterator[bytes]:
        """The body's raw pieces as they come; raises CutOff if it ends too early."""
        while (part := await self._exchange.next_part()) is not None:
            yield part

    def close(self) -> None:
        """Take no more of it."""
        self._exchange.close()


async def exchange(
    request: bytes, address: str, port: int, *, tls: ssl.SSLContext | None, name: str | None
) -> Incoming:
    """Send a request, wait for the answer's head; `name`: whom the certificate must be for. Raises WireTrouble."""
    loop = asyncio.get_running_loop()
    try:
        _, protocol = await loop.create_connection(
            lambda: Exchange(request, loop), address, port, ssl=tls, server_hostname=name if tls else None
        )
    except ssl.SSLError:
        raise
    except OSError as error:
        raise NoConnection(error.strerror or str(error)) from error
    try:
        return await protocol.head
    except BaseException:
        protocol.close()
        raise


class Exchange(asyncio.Protocol):
    """One request and its answer."""

    def __init__(self, request: bytes, loop: asyncio.AbstractEventLoop) -> None:
        self.head: asyncio.Future[Incoming] = loop.create_future()
        self._request = request
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._size = 0  # of the parts
        self._left: int | None = None  # bytes of the body that are still to come; None: not known
        self._chunked = False
        self._in_head = True
        self._over = False  # the body is complete
        self._trouble: WireTrouble | None = None
        self._wakeup: asyncio.Future[None] | None = None
        self._paused = False

    # ── what the loop calls ────────────────────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # a stream's transport
        transport.write(self._request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if self._over or self._trouble is not None:
            return
        try:
            if self._in_head:
                self._buffer += data
                self._read_head()
            else:
                self._read_body(data)
        except WireTrouble as trouble:
            self._fail(trouble)
        self._wake()

    def eof_received(self) -> bool:
        return False

    def connection_lost(self, error: Exception | None) -> None:
        if self._in_head:
            why = "the connection was closed without an answer" if not self._buffer else "the headers break off"
            self._fail(CutOff(type(error).__name__) if error is not None else NoHttp(why))
        elif not self._over:
            if error is None and self._left is None and not self._chunked:
                self._over = True
            else:
                self._fail(CutOff("the body breaks off"))
        self._wake()

    # ── what the asking side calls ─────────────────────────────────────────────────────────────────────────────────

    async def next_part(self) -> bytes | None:
        """What has come of the body since the last call; None at its end."""
        while not self._parts:
            if self._over:
                return None
            if self._trouble is not None:
                raise self._trouble
            self._wakeup = self._loop.create_future()
            await self._wakeup
        part = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        self._parts.clear()
        self._size = 0
        if self._paused and self._transport is not None and not self._transport.is_closing():
            self._paused = False
            self._transport.resume_reading()
        return part

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
        self._over = True

    # ── reading ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read_head(self) -> None:
        while self._in_head:
            end = _HEAD_END.search(self._buffer)
            if end is None or end.start() > HEAD_LIMIT:
                if len(self._buffer) > HEAD_LIMIT:
                    raise NoHttp(f"more than {HEAD_LIMIT >> 10} KB of headers")
                if len(self._buffer) > 12 and not self._buffer.startswith(b"HTTP/"):
                    raise NoHttp("no status line")
                return
            head, rest = bytes(self._buffer[: end.start()]), bytes(self._buffer[end.end() :])
            status, incoming = self._parsed(head)
            self._buffer = bytearray(rest if 100 <= status < 200 else b"")
            if 100 <= status < 200 and status != 101:
                continue  # "early hints" and their like: the answer is still to come
            self._in_head = False
            if not self.head.done():
                self.head.set_result(incoming)
            if self._left == 0:
                self._finish()
            elif rest:
                self._read_body(rest)

    def _parsed(self, head: bytes) -> tuple[int, Incoming]:
        first, _, rest = head.partition(b"\n")
        found = _STATUS.match(first.rstrip(b"\r"))
        if found is None:
            raise NoHttp("no status line")
        status = int(found.group(1))
        headers: dict[str, str] = {}
        cookies = []
        for line in (_FOLDED.sub(b" ", rest) if b"\n " in rest or b"\n\t" in rest else rest).split(b"\n"):
            raw_name, colon, raw_value = line.partition(b":")
            if not colon:
                continue
            name, value = raw_name.strip().lower().decode("latin-1"), raw_value.strip().decode("latin-1")
            if name == "set-cookie":
                cookies.append(value)
            elif name in headers:
                if name == "content-length" and headers[name] != value:
                    raise NoHttp("two different lengths")
                if name not in ("content-length", "location", "etag", "last-modified", "content-type"):
                    headers[name] = f"{headers[name]}, {value}"
            else:
                headers[name] = value
        self._frame(status, headers)
        return status, Incoming(status=status, headers=headers, cookies=tuple(cookies), _exchange=self)

    def _frame(self, status: int, headers: dict[str, str]) -> None:
        """How the end of the body is known (RFC 9112, 6.3)."""
        coding = headers.get("transfer-encoding", "").lower()
        self._chunked = coding.endswith("chunked")
        self._left = None
        if status < 200 or status in (204, 304):
            self._chunked, self._left = False, 0
        elif not coding and (length := headers.get("content-length")) is not None:
            if not (length.isascii() and length.isdigit()):
                raise NoHttp("a length that is no number")
            self._left = int(length)

    def _read_body(self, data: bytes) -> None:
        if self._chunked:
            self._buffer += data
            self._read_chunks()
        elif self._left is None:
            self._put(data)
        else:
            self._put(data[: self._left])
            self._left -= min(len(data), self._left)
            if self._left == 0:
                self._finish()

    def _read_chunks(self) -> None:
        at = 0
        while True:
            if self._left:
                piece = bytes(self._buffer[at : at + self._left])
                if not piece:
                    break
                self._put(piece)
                at += len(piece)
                self._left -= len(piece)
                continue
            line = _CHUNK.match(self._buffer, at)
            if line is None:
                if len(self._buffer) - at > _LONGEST_CHUNK_LINE or _is_no_chunk(self._buffer[at:]):
                    raise NoHttp("a broken chunk")
                break
            at, self._left = line.end(), int(line.group(1), 16)
            if self._left == 0:
                self._finish()
                return
        del self._buffer[:at]

    def _put(self, part: bytes) -> None:
        self._parts.append(part)
        self._size += len(part)
        if self._size > _WINDOW and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()

    # ── ends ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _finish(self) -> None:
        self._over = True
        if self._transport is not None:
            self._transport.close()

    def _fail(self, trouble: WireTrouble) -> None:
        self._trouble = self._trouble or trouble
        if not self.head.done():
            self.head.set_exception(self._trouble)
        if self._transport is not None:
            self._transport.abort()

    def _wake(self) -> None:
        if self._wakeup is not None and not self._wakeup.done():
            self._wakeup.set_result(None)


def _is_no_chunk(start: bytes | bytearray) -> bool:
    """Whether what should be a chunk's length cannot become one any more."""
    return re.match(rb"\s*[0-9a-fA-F]{0,8}(?:[ \t]*(?:;[^\r\n]*)?\r?)?\Z", bytes(start)) is None
