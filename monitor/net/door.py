"""The one door to the web: guarded, bounded, polite; what goes wrong comes out as a WorkError about the subject."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

import httpx

from monitor import __version__
from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.http import HttpAnswer
from monitor.core.model import Page
from monitor.core.urls import resolve
from monitor.net.answers import network_trouble, status_trouble
from monitor.net.guard import networks
from monitor.net.pace import Pace, pace_key
from monitor.net.reader import CappedReader, TooBig, Unreadable
from monitor.net.transport import NETWORK_TROUBLE, GuardedTransport, Permission, Refused, Resolver, resolve_name

MAX_REDIRECTS = 5
_ANSWER_LIMIT = 1 << 20  # bytes of an answer to a post
_WORTH_PARSING = 512  # bytes of a body that was cut off
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DOCUMENTS = frozenset({200, 203, 206})
_NOTHING: Mapping[str, str] = MappingProxyType({})
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, text/html, application/xml;q=0.9, */*;q=0.8"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How the door behaves."""

    pace: timedelta = timedelta(seconds=2)  # between two starts at one outlet
    timeout: timedelta = timedelta(seconds=30)  # for everything, all hops; waiting for the pace is not counted
    contact: str | None = None  # address or page that the user agent names
    allow_networks: tuple[str, ...] = ()  # CIDRs that are let through for everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The document is what it was when its validators were taken."""

    headers: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class _Errand:
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
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()


class Door:
    """Gets documents from the web for one event loop."""

    def __init__(self, settings: FetchSettings, *, resolver: Resolver = resolve_name) -> None:
        self._settings = settings
        self._transport = GuardedTransport(resolver)
        self._pace = Pace(settings.pace)
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._agent = f"Monitor/{__version__}{contact}".encode("ascii", "ignore").decode()

    async def get(
        self,
        url: str,
        *,
        subject: str,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] = _NOTHING,
        allow_networks: tuple[str, ...] = (),
        source_url: str | None = None,
        now: datetime,
    ) -> Page | NotModified:
        """Fetch a document, following redirects; raises TemporaryError or PermanentError.

        `source_url`: the address the operator wrote, whose port is open; None: `url` is that address.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        errand = _Errand(
            subject=subject,
            permission=self._permission(source_url or url, subject, allow_networks),
            left=self._settings.timeout.total_seconds(),
            headers={
                "Accept": _ACCEPT,
                "Accept-Language": "ar, *;q=0.5",
                **{name: value for name, value in conditions.items() if value is not None},
            },
            private=dict(headers),
        )
        target = _checked(url, subject)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._hop(errand, target)
            if answer.status == 304:
                return NotModified(headers=answer.headers)
            if answer.status in _DOCUMENTS:
                return Page(
                    url=str(target),
                    body=answer.body,
                    content_type=answer.headers.get("content-type", ""),
                    headers=answer.headers,
                    fetched_at=now,
                    status=answer.status,
                )
            if answer.status not in _REDIRECTS:
                raise status_trouble(subject, answer.status, answer.headers, now)
            target = _redirected(errand, target, answer)
        raise PermanentError(subject, f"more than {MAX_REDIRECTS} redirects, the last to {target}")

    async def post(
        self,
        url: str,
        *,
        subject: str,
        headers: Mapping[str, str],
        content: bytes,
        allow_networks: tuple[str, ...] = (),
    ) -> HttpAnswer:
        """Send `content`, give back the answer, whatever its status; no redirect is followed."""
        return await self._ask("POST", url, subject, headers, content, allow_networks)

    async def get_answer(
        self, url: str, *, subject: str, headers: Mapping[str, str], allow_networks: tuple[str, ...] = ()
    ) -> HttpAnswer:
        """Ask, give back the answer, whatever its status; no redirect is followed."""
        return await self._ask("GET", url, subject, headers, None, allow_networks)

    async def aclose(self) -> None:
        """Nothing is kept open between requests; here so that owners need not know it."""
        await self._transport.aclose()

    async def _hop(self, errand: _Errand, target: httpx.URL) -> _Answer:
        """One request of several, in its outlet's turn."""
        loop = asyncio.get_running_loop()
        async with self._pace.turn(pace_key(target.host, target.port)):
            start = loop.time()
            try:
                return await self._exchange(errand, target)
            finally:
                errand.left -= loop.time() - start

    async def _ask(
        self,
        method: str,
        url: str,
        subject: str,
        headers: Mapping[str, str],
        content: bytes | None,
        allow_networks: tuple[str, ...],
    ) -> HttpAnswer:
        errand = _Errand(
            subject=subject,
            permission=self._permission(url, subject, allow_networks),
            left=self._settings.timeout.total_seconds(),
            method=method,
            headers=dict(headers),
            content=content,
            any_status=True,
        )
        answer = await self._exchange(errand, _checked(url, subject))
        return HttpAnswer(status=answer.status, headers=answer.headers, body=answer.body)

    async def _exchange(self, errand: _Errand, target: httpx.URL) -> _Answer:
        """One request and its answer; whatever goes wrong is a WorkError."""
        subject = errand.subject
        try:
            async with asyncio.timeout(max(errand.left, 0)):
                return await _read(await self._transport.handle_async_request(self._request(errand, target)), errand)
        except TimeoutError as error:
            whole = self._settings.timeout.total_seconds()
            raise TemporaryError(subject, f"no complete answer from {target.host} within {whole:g} s") from error
        except Refused as error:
            raise PermanentError(subject, f"refused: {error}") from error
        except (TooBig, Unreadable) as error:
            raise PermanentError(subject, f"{target.host} {error}") from error
        except NETWORK_TROUBLE as error:
            raise network_trouble(subject, target.host, error) from error
        except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
            raise PermanentError(subject, f"cannot be asked for: {error}") from error

    def _request(self, errand: _Errand, target: httpx.URL) -> httpx.Request:
        ours = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"}
        headers = httpx.Headers(ours | errand.headers)
        headers.update(errand.private)
        if (cookies := errand.cookies.get(target.host)) is not None:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        headers["Connection"] = "close"
        return httpx.Request(
            errand.method, target, headers=headers, content=errand.content, extensions={"permission": errand.permission}
        )

    def _permission(self, url: str, subject: str, allow_networks: tuple[str, ...]) -> Permission:
        try:
            allowed = networks((*self._settings.allow_networks, *allow_networks))
        except ValueError as error:
            raise PermanentError(subject, f"allow_networks: {error}") from error
        named = _checked(url, subject)
        return Permission(networks=allowed, host=named.raw_host.decode("ascii"), port=named.port)


class ChannelDoor:
    """The door as channels know it."""

    def __init__(self, door: Door) -> None:
        self.post = door.post
        self.get = door.get_answer


async def _read(answer: httpx.Response, errand: _Errand) -> _Answer:
    """The body, as far as it is wanted: of redirects and errors nothing but the headers is."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    body = b""
    try:
        if errand.any_status:
            body = await _beginning(answer)
        elif answer.status_code in _DOCUMENTS:
            reader = CappedReader(headers.get("content-encoding", ""))
            if not await _drained(answer, reader):
                headers.pop("etag", None)  # validators hold for the whole body only
                headers.pop("last-modified", None)
            body = reader.body
        cookies = tuple(answer.headers.get_list("set-cookie"))
        return _Answer(status=answer.status_code, headers=headers, body=body, cookies=cookies)
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
    try:
        await _drained(answer, reader)
    except TooBig:
        return reader.body[:_ANSWER_LIMIT]
    return reader.body[:_ANSWER_LIMIT]


def _checked(url: str, subject: str) -> httpx.URL:
    if (plain := resolve(url, url)) is None:
        raise PermanentError(subject, f"refused: {url[:200]!r} is no plain http or https address")
    try:
        return httpx.URL(plain)
    except httpx.InvalidURL as error:
        raise PermanentError(subject, f"refused: {url[:200]!r} is no address ({error})") from error


def _redirected(errand: _Errand, origin: httpx.URL, answer: _Answer) -> httpx.URL:
    """Where an answer leads; the operator's headers stay with his host, cookies with the host that set them."""
    location = answer.headers.get("location")
    if location is None:
        raise PermanentError(errand.subject, f"answered {answer.status} without saying where to")
    link = resolve(str(origin), location)
    if link is None:
        raise PermanentError(errand.subject, f"refused: redirects to {location[:200]!r}")
    target = _checked(link, errand.subject)
    if target.host != origin.host:
        errand.private = {}
    elif errand.private and origin.scheme == "https" and target.scheme == "http":
        raise PermanentError(errand.subject, "refused: redirects from https to http, and has headers to keep secret")
    jar = errand.cookies.setdefault(origin.host, {})
    for cookie in answer.cookies[:10]:
        name, equals, value = cookie.partition(";")[0].strip().partition("=")
        if equals and len(name) + len(value) < 4096:
            jar[name] = value
    return target
