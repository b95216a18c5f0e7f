"""One errand to the web: what is asked for, where it may lead, what comes back."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from monitor.core.errors import PermanentError
from monitor.core.urls import resolve
from monitor.net.reader import CappedReader, TooBig
from monitor.net.transport import NETWORK_TROUBLE, Permission

DOCUMENTS = frozenset({200, 203, 206})
_ANSWER_LIMIT = 1 << 20  # bytes of an answer of which only the status counts
_WORTH_PARSING = 512  # bytes of a body that was cut off


@dataclass(slots=True, kw_only=True)
class Errand:
    """What is asked for, along all hops."""

    subject: str
    permission: Permission
    left: float  # seconds
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


async def read_answer(answer: httpx.Response, errand: Errand) -> Answer:
    """The body, as far as it is wanted: of redirects and errors nothing but the headers is."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    body = b""
    try:
        if errand.any_status:
            body = await _beginning(answer)
        elif answer.status_code in DOCUMENTS:
            reader = CappedReader(headers.get("content-encoding", ""))
            if not await _drained(answer, reader):
                headers.pop("etag", None)  # validators hold for the whole body only
                headers.pop("last-modified", None)
            body = reader.body
        cookies = tuple(answer.headers.get_list("set-cookie"))
        return Answer(status=answer.status_code, headers=headers, body=body, cookies=cookies)
    finally:
        await answer.aclose()


async def _drained(answer: httpx.Response, reader: CappedReader) -> bool:
    """Read to the end; False if the body was cut off behind enough of it to be worth parsing."""
    try:
        async for part in answer.aiter_raw():
            reader.take(part)
    except NETWORK_TROUBLE:
        if len(reader.body) < _WORTH_PARSING:
            raise
        return False
    return reader.complete


async def _beginning(answer: httpx.Response) -> bytes:
    """The first megabyte of whatever the answer holds: its status counts, nobody wants more of it."""
    reader = CappedReader(answer.headers.get("content-encoding", ""), limit=_ANSWER_LIMIT)
    with suppress(TooBig):
        await _drained(answer, reader)
    return reader.body[:_ANSWER_LIMIT]


def checked(url: str, subject: str) -> httpx.URL:
    if (plain := resolve(url, url)) is None:
        raise PermanentError(subject, f"refused: {url[:200]!r} is no plain http or https address")
    try:
        return httpx.URL(plain)
    except httpx.InvalidURL as error:
        raise PermanentError(subject, f"refused: {url[:200]!r} is no address ({error})") from error


def redirected(errand: Errand, origin: httpx.URL, answer: Answer) -> httpx.URL:
    """Where an answer leads; the operator's headers stay with his host, cookies with the host that set them."""
    location = answer.headers.get("location")
    if location is None:
        raise PermanentError(errand.subject, f"answered {answer.status} without saying where to")
    link = resolve(str(origin), location)
    if link is None:
        raise PermanentError(errand.subject, f"refused: redirects to {location[:200]!r}")
    target = checked(link, errand.subject)
    if target.host != origin.host or not _same_service(origin, target):
        errand.private = {}
    elif errand.private and origin.scheme == "https" and target.scheme == "http":
        raise PermanentError(errand.subject, "refused: redirects from https to http, and has headers to keep secret")
    jar = errand.cookies.setdefault(origin.host, {})
    for cookie in answer.cookies[:10]:
        name, equals, value = cookie.partition(";")[0].strip().partition("=")
        if equals and len(name) + len(value) < 4096:
            jar[name] = value
    return target


def _same_service(origin: httpx.URL, target: httpx.URL) -> bool:
    """Whether an operator's headers for one port are meant for the other: the same, or http and https as usual."""
    return origin.port == target.port or {origin.port, target.port} <= {None, 80, 443}
