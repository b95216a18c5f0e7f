"""One errand to the web: what is asked for, where it may lead, what comes back."""

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

import httpx

from monitor.core.errors import PermanentError
from monitor.core.source_state import SourceState
from monitor.core.urls import resolve
from monitor.net.reader import BodyTrouble, CappedReader, TooBig
from monitor.net.transport import NETWORK_TROUBLE, Permission
from monitor.net.wire import Incoming

DOCUMENTS = frozenset({200, 203, 206})
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_BREAKS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_ANSWER_LIMIT = 1 << 20  # bytes of an answer of which only the status counts
_BIG = 1 << 20  # bytes beyond which a body waits for a place: many at once would fill the memory
BIG_AT_ONCE = 2
_WORTH_PARSING = 512  # bytes of a body that was cut off


@dataclass(slots=True, kw_only=True)
class Errand:
    """What is asked for, along all hops."""

    subject: str
    permission: Permission
    left: float  # seconds
    big: asyncio.Semaphore  # places for bodies beyond what is usual
    method: str = "GET"
    headers: dict[str, str]
    private: dict[str, str] = field(default_factory=dict)  # the operator's headers, for the first host only
    content: bytes | None = None
    any_status: bool = False  # every answer is one, and its body wanted
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)  # by host


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()
    whole: bool = True


async def read_answer(answer: Incoming, errand: Errand) -> Answer:
    """The body, as far as it is wanted: of redirects and errors nothing but the headers is."""
    headers = answer.headers
    body = b""
    try:
        whole = True
        if errand.any_status:
            body = await _beginning(answer, errand.big)
        elif answer.status in DOCUMENTS:
            reader = CappedReader(headers.get("content-encoding", ""))
            if not await _drained(answer, reader, errand.big):
                headers.pop("etag", None)  # validators hold for the whole body only
                headers.pop("last-modified", None)
                whole = False
            body = reader.body
            whole = whole and reader.complete
        return Answer(status=answer.status, headers=headers, body=body, cookies=answer.cookies, whole=whole)
    except BodyTrouble as trouble:
        trouble.headers = headers
        raise
    finally:
        answer.close()


async def _drained(answer: Incoming, reader: CappedReader, big: asyncio.Semaphore) -> bool:
    """Read to the end; False if the body was cut off behind enough of it to be worth parsing."""
    waits = False
    try:
        async for part in answer.parts():
            reader.take(part)
            if not waits and reader.size > _BIG:
                await big.acquire()
                waits = True
    except NETWORK_TROUBLE:
        if reader.size < _WORTH_PARSING:
            raise
        return False
    finally:
        if waits:
            big.release()
    return True


async def _beginning(answer: Incoming, big: asyncio.Semaphore) -> bytes:
    """The first megabyte of whatever the answer holds: its status counts, nobody wants more of it."""
    reader = CappedReader(answer.headers.get("content-encoding", ""), limit=_ANSWER_LIMIT)
    with suppress(TooBig):
        await _drained(answer, reader, big)
    return reader.body[:_ANSWER_LIMIT]


def written_request(method: str, target: httpx.URL, headers: Mapping[str, str], content: bytes | None) -> bytes:
    """A request as it goes over the wire; raises ValueError for headers that would break out of their lines."""
    lines = [f"{method} {target.raw_path.decode('ascii')} HTTP/1.1", f"Host: {target.netloc.decode('ascii')}"]
    for name, value in headers.items():
        if name.lower() in ("host", "connection", "content-length", "transfer-encoding"):
            continue
        if not _NAME.fullmatch(name) or _BREAKS.search(value):
            raise ValueError(f"the header {name!r} holds what no header may")
        lines.append(f"{name}: {value}")
    if content is not None or method == "POST":
        lines.append(f"Content-Length: {len(content or b'')}")
    lines += ["Connection: close", "", ""]
    return "\r\n".join(lines).encode("utf-8") + (content or b"")


def checked(url: str, subject: str) -> httpx.URL:
    """An address as its parts; raises PermanentError if it is no plain http or https address."""
    try:
        found = _parsed(url)
    except httpx.InvalidURL as error:
        what = f"refused: {url[:200]!r} is no address ({error})"
        raise PermanentError(subject, what, kind=SourceState.REFUSED) from error
    if found is None:
        what = f"refused: {url[:200]!r} is no plain http or https address"
        raise PermanentError(subject, what, kind=SourceState.REFUSED)
    return found


@lru_cache(maxsize=4096)  # addresses of feeds come again and again
def _parsed(url: str) -> httpx.URL | None:
    plain = resolve(url, url)
    return httpx.URL(plain) if plain is not None else None


def redirected(errand: Errand, origin: httpx.URL, answer: Answer) -> httpx.URL:
    """Where an answer leads; the operator's headers stay with his host, cookies with the host that set them."""
    location = answer.headers.get("location")
    if location is None:
        what = f"answered {answer.status} without saying where to"
        raise PermanentError(errand.subject, what, kind=SourceState.SERVER)
    link = resolve(str(origin), location)
    if link is None:
        raise PermanentError(errand.subject, f"refused: redirects to {location[:200]!r}", kind=SourceState.REFUSED)
    target = checked(link, errand.subject)
    if target.host != origin.host or not _same_service(origin, target):
        errand.private = {}
    elif errand.private and origin.scheme == "https" and target.scheme == "http":
        what = "refused: redirects from https to http, and has headers to keep secret"
        raise PermanentError(errand.subject, what, kind=SourceState.REFUSED)
    jar = errand.cookies.setdefault(origin.host, {})
    for cookie in answer.cookies[:10]:
        name, equals, value = cookie.partition(";")[0].strip().partition("=")
        if equals and len(name) + len(value) < 4096:
            jar[name] = value
    return target


def _same_service(origin: httpx.URL, target: httpx.URL) -> bool:
    """Whether an operator's headers for one port are meant for the other: the same, or http and https as usual."""
    return origin.port == target.port or {origin.port, target.port} <= {None, 80, 443}
