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
class _Chain:
    """One request with its redirects."""

    subject: str
    permission: Permission
    headers: dict[str, str]
    private: dict[str, str]  # the operator's headers, for the first host only
    left: float  # seconds
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
        chain = _Chain(
            subject=subject,
            permission=self._permission(source_url or url, subject, allow_networks),
            headers={
                "Accept": _ACCEPT,
                "Accept-Language": "ar, *;q=0.5",
                **{name: value for name, value in conditions.items() if value is not None},
            },
            private=dict(headers),
            left=self._settings.timeout.total_seconds(),
        )
        target = _checked(url, subject)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._hop(chain, target)
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
            target = _redirected(chain, target, answer)
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

    async def _hop(self, chain: _Chain, target: httpx.URL) -> _Answer:
        """One request of a chain, in its outlet's turn."""
        headers = chain.headers | chain.private
        if (cookies := chain.cookies.get(target.host)) is not None:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        loop = asyncio.get_running_loop()
        async with self._pace.turn(pace_key(target.host, target.port)):
            start = loop.time()
            try:
                return await self._exchange("GET", target, headers, None, chain.permission, chain.subject, chain.left)
            finally:
                chain.left -= loop.time() - start

    async def _ask(
        self,
        method: str,
        url: str,
        subject: str,
        headers: Mapping[str, str],
        content: bytes | None,
        allow_networks: tuple[str, ...],
    ) -> HttpAnswer:
        permission = self._permission(url, subject, allow_networks)
        seconds = self._settings.timeout.total_seconds()
        target = _checked(url, subject)
        answer = await self._exchange(method, target, headers, content, permission, subject, seconds)
        return HttpAnswer(status=answer.status, headers=answer.headers, body=answer.body)

    async def _exchange(
        self,
        method: str,
        target: httpx.URL,
        headers: Mapping[str, str],
        content: bytes | None,
        permission: Permission,
        subject: str,
        seconds: float,
    ) -> _Answer:
        limit = _ANSWER_LIMIT if method == "POST" else None
        try:
            request = httpx.Request(
                method,
                target,
                headers={
                    "User-Agent": self._agent,
                    "Accept-Encoding": "gzip, deflate",
                    **headers,
                    "Connection": "close",
                },
                content=content,
                extensions={"permission": permission},
            )
            async with asyncio.timeout(max(seconds, 0)):
                return await self._read(await self._transport.handle_async_request(request), limit)
        except TimeoutError as error:
            whole = self._settings.timeout.total_seconds()
            raise TemporaryError(subject, f"no complete answer from {target.host} within {whole:g} s") from error
        except (Refused, TooBig, Unreadable) as error:
            raise PermanentError(
                subject, f"{target.host} {error}" if not isinstance(error, Refused) else f"refused: {error}"
            ) from error
        except NETWORK_TROUBLE as error:
            raise network_trouble(subject, target.host, error) from error
        except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
            raise PermanentError(subject, f"cannot be asked for: {error}") from error

    async def _read(self, answer: httpx.Response, limit: int | None) -> _Answer:
        """The body, as far as it is wanted: of redirects and errors nothing but the headers is."""
        headers = {name.lower(): value for name, value in answer.headers.items()}
        try:
            body = b""
            if limit is not None or answer.status_code in _DOCUMENTS:
                encoding = headers.get("content-encoding", "")
                reader = CappedReader(encoding) if limit is None else CappedReader(encoding, limit=limit)
                if not await _drained(answer, reader):
                    headers.pop("etag", None)  # validators hold for the whole body only
                    headers.pop("last-modified", None)
                body = reader.body
            cookies = tuple(answer.headers.get_list("set-cookie"))
            return _Answer(status=answer.status_code, headers=headers, body=body, cookies=cookies)
        finally:
            await answer.aclose()

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


def _checked(url: str, subject: str) -> httpx.URL:
    if (plain := resolve(url, url)) is None:
        raise PermanentError(subject, f"refused: {url[:200]!r} is no plain http or https address")
    try:
        return httpx.URL(plain)
    except httpx.InvalidURL as error:
        raise PermanentError(subject, f"refused: {url[:200]!r} is no address ({error})") from error


def _redirected(chain: _Chain, origin: httpx.URL, answer: _Answer) -> httpx.URL:
    """Where an answer leads; the operator's headers stay with his host, cookies with the host that set them."""
    location = answer.headers.get("location")
    if location is None:
        raise PermanentError(chain.subject, f"answered {answer.status} without saying where to")
    link = resolve(str(origin), location)
    if link is None:
        raise PermanentError(chain.subject, f"refused: redirects to {location[:200]!r}")
    target = _checked(link, chain.subject)
    if target.host != origin.host:
        chain.private = {}
    elif chain.private and origin.scheme == "https" and target.scheme == "http":
        raise PermanentError(chain.subject, "refused: redirects from https to http, and has headers to keep secret")
    jar = chain.cookies.setdefault(origin.host, {})
    for cookie in answer.cookies[:10]:
        name, equals, value = cookie.partition(";")[0].strip().partition("=")
        if equals and len(name) + len(value) < 4096:
            jar[name] = value
    return target
