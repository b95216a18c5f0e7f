"""The one door to the web: guarded, bounded, polite; what goes wrong comes out as a WorkError about the subject."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

import httpx

from monitor import __version__
from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.http import HttpAnswer
from monitor.core.model.article import Page
from monitor.core.source_state import SourceState
from monitor.net.answers import network_trouble, status_trouble
from monitor.net.errand import BIG_AT_ONCE, DOCUMENTS, Answer, Errand, checked, read_answer, redirected, written_request
from monitor.net.guard import networks
from monitor.net.pace import AT_ONCE, UNPACED, Pace, pace_key
from monitor.net.reader import TooBig, Unreadable
from monitor.net.robots import KEPT, KEPT_AFTER_TROUBLE, Rules, parse_robots
from monitor.net.transport import NETWORK_TROUBLE, GuardedTransport, Permission, Refused, Resolver, resolve_name

MAX_REDIRECTS = 5
MOST_ROBOTS = 20_000  # origins whose robots.txt is remembered
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_NOTHING: Mapping[str, str] = MappingProxyType({})
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, text/html, application/xml;q=0.9, */*;q=0.8"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How the door behaves."""

    pace: timedelta = timedelta(seconds=2)  # between two starts at one outlet
    at_once: int | None = None  # requests to one outlet; None: 2, or 32 where the operator wants no pace at all
    timeout: timedelta = timedelta(seconds=30)  # for everything, all hops; waiting for the pace is not counted
    contact: str | None = None  # address or page that the user agent names
    allow_networks: tuple[str, ...] = ()  # CIDRs that are let through for everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The document is what it was when its validators were taken."""

    headers: Mapping[str, str]
    moved_to: str | None = None  # where redirects led, all of them permanent ones


class BadBody(PermanentError):
    """A document that is too big or cannot be decoded. `headers`: what came with it; the same need not come again."""

    def __init__(self, subject: str, reason: str, *, kind: SourceState, headers: Mapping[str, str]) -> None:
        super().__init__(subject, reason, kind=kind)
        self.headers = headers


class Door:
    """Gets documents from the web for one event loop."""

    def __init__(self, settings: FetchSettings, *, resolver: Resolver = resolve_name) -> None:
        self._settings = settings
        self._transport = GuardedTransport(resolver)
        self._pace = Pace(settings.pace, settings.at_once or (AT_ONCE if settings.pace else UNPACED))
        self._rules: dict[str, Rules] = {}
        self._big = asyncio.Semaphore(BIG_AT_ONCE)
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
        errand = Errand(
            subject=subject,
            permission=self._permission(source_url or url, subject, allow_networks),
            left=self._settings.timeout.total_seconds(),
            big=self._big,
            headers={
                "Accept": _ACCEPT,
                "Accept-Language": "ar, *;q=0.5",
                **{name: value for name, value in conditions.items() if value is not None},
            },
            private=dict(headers),
        )
        target = checked(url, subject)
        permanent = False  # every hop so far, and there was one
        for hop in range(MAX_REDIRECTS + 1):
            answer = await self._hop(errand, target)
            moved_to = str(target) if permanent else None
            if answer.status == 304:
                return NotModified(headers=answer.headers, moved_to=moved_to)
            if answer.status in DOCUMENTS:
                return Page(
                    url=str(target),
                    body=answer.body,
                    content_type=answer.headers.get("content-type", ""),
                    headers=answer.headers,
                    fetched_at=now,
                    status=answer.status,
                    moved_to=moved_to,
                    whole=answer.whole,
                )
            if answer.status not in _REDIRECTS:
                raise status_trouble(subject, answer.status, answer.headers, now)
            permanent = (permanent or hop == 0) and answer.status in _FOR_GOOD
            target = redirected(errand, target, answer)
        what = f"more than {MAX_REDIRECTS} redirects, the last to {target}"
        raise PermanentError(subject, what, kind=SourceState.REFUSED)

    async def check_robots(
        self, url: str, *, subject: str, allow_networks: tuple[str, ...] = (), source_url: str, now: datetime
    ) -> None:
        """Raise PermanentError if the outlet's robots.txt forbids a page, TemporaryError if it cannot be asked now."""
        target = checked(url, subject)
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        rules = self._rules.get(origin)
        if rules is None or rules.until <= now:
            rules = await self._robots(origin, subject, allow_networks, source_url, now)
            if len(self._rules) >= MOST_ROBOTS:
                self._rules = {one: kept for one, kept in self._rules.items() if kept.until > now}
            self._rules[origin] = rules
            if rules.delay is not None:
                self._pace.slow_down(pace_key(target.host, target.port), rules.delay)
        if not rules.reachable:  # RFC 9309, 2.3.1.4: then nothing may be read
            raise TemporaryError(subject, f"{origin}/robots.txt cannot be read, so its pages are not asked for now")
        if not rules.allow(str(target)):
            raise PermanentError(subject, f"robots.txt does not allow to read {target}")

    async def _robots(
        self, origin: str, subject: str, allow_networks: tuple[str, ...], source_url: str, now: datetime
    ) -> Rules:
        try:
            found = await self.get(
                f"{origin}/robots.txt", subject=subject, allow_networks=allow_networks, source_url=source_url, now=now
            )
        except TemporaryError:
            return Rules(parsed=None, until=now + KEPT_AFTER_TROUBLE, reachable=False)
        except PermanentError:
            return Rules(parsed=None, until=now + KEPT)
        return parse_robots(found.body if isinstance(found, Page) else b"", now)

    async def post(
        self,
        url: str,
        *,
        subject: str,
        headers: Mapping[str, str],
        content: bytes,
        allow_networks: tuple[str, ...] = (),
        source_url: str | None = None,
    ) -> HttpAnswer:
        """Send `content`, give back the answer, whatever its status; no redirect is followed.

        `source_url`: the address the operator wrote, whose port is open; None: `url` is that address.
        """
        permission = self._permission(source_url or url, subject, allow_networks)
        return await self._ask("POST", url, subject, headers, content, permission)

    async def get_answer(
        self, url: str, *, subject: str, headers: Mapping[str, str], allow_networks: tuple[str, ...] = ()
    ) -> HttpAnswer:
        """Ask, give back the answer, whatever its status; no redirect is followed."""
        return await self._ask("GET", url, subject, headers, None, self._permission(url, subject, allow_networks))

    async def aclose(self) -> None:
        """Nothing is kept open between requests; here so that owners need not know it."""

    async def _hop(self, errand: Errand, target: httpx.URL) -> Answer:
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
        permission: Permission,
    ) -> HttpAnswer:
        errand = Errand(
            subject=subject,
            permission=permission,
            left=self._settings.timeout.total_seconds(),
            big=self._big,
            method=method,
            headers=dict(headers),
            content=content,
            any_status=True,
        )
        answer = await self._exchange(errand, checked(url, subject))
        return HttpAnswer(status=answer.status, headers=answer.headers, body=answer.body)

    async def _exchange(self, errand: Errand, target: httpx.URL) -> Answer:
        """One request and its answer; whatever goes wrong is a WorkError."""
        subject = errand.subject
        try:
            async with asyncio.timeout(max(errand.left, 0)):
                request = self._request(errand, target)
                return await read_answer(await self._transport.ask(request, target, errand.permission), errand)
        except TimeoutError as error:
            whole = self._settings.timeout.total_seconds()
            what = f"no complete answer from {target.host} within {whole:g} s"
            raise TemporaryError(subject, what, kind=SourceState.UNREACHABLE) from error
        except Refused as error:
            raise PermanentError(subject, f"refused: {error}", kind=SourceState.REFUSED) from error
        except (TooBig, Unreadable) as error:
            kind = SourceState.TOO_BIG if isinstance(error, TooBig) else SourceState.PARSE
            raise BadBody(subject, f"{target.host} {error}", kind=kind, headers=error.headers) from error
        except NETWORK_TROUBLE as error:
            raise network_trouble(subject, target.host, error) from error
        except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
            raise PermanentError(subject, f"cannot be asked for: {error}", kind=SourceState.REFUSED) from error

    def _request(self, errand: Errand, target: httpx.URL) -> bytes:
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", **errand.headers}
        names = {name.lower(): name for name in headers}
        for name, value in errand.private.items():
            headers[names.get(name.lower(), name)] = value
        if (cookies := errand.cookies.get(target.host)) is not None:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return written_request(errand.method, target, headers, errand.content)

    def _permission(self, url: str, subject: str, allow_networks: tuple[str, ...]) -> Permission:
        try:
            allowed = networks((*self._settings.allow_networks, *allow_networks))
        except ValueError as error:
            raise PermanentError(subject, f"allow_networks: {error}", kind=SourceState.REFUSED) from error
        named = checked(url, subject)
        return Permission(networks=allowed, host=named.raw_host.decode("ascii"), port=named.port)


class ChannelDoor:
    """The door as channels know it."""

    def __init__(self, door: Door) -> None:
        self.post = door.post
        self.get = door.get_answer
