"""A Slack on the loopback: webhooks, chat.postMessage, the history; and a plain way to it."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

import httpx

from monitor.core.errors import TemporaryError
from monitor.core.http import HttpAnswer

TOKEN = "xoxb-test-token"
HOOK = "/services/T0/B0/hooksecret"
CHANNELS = {"#desk": "C0000000001", "#other": "C0000000002"}


@dataclass(frozen=True, kw_only=True)
class Post:
    """A message as it was taken."""

    where: str  # ID of the channel, or the webhook's path
    payload: dict[str, Any]
    ts: str

    @property
    def is_reply(self) -> bool:
        """Whether it stands in the thread of another."""
        return "thread_ts" in self.payload


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What to say instead of the usual, once."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: str = ""  # "before" or "after" the message was taken, "not at all": as usual


@dataclass(kw_only=True)
class Slack:
    """What was posted, in order, and what is answered next."""

    url: str = ""
    posts: list[Post] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)  # method, path
    next: deque[Answer] = field(default_factory=deque)  # for the next posts, one each
    longest: int | None = None  # characters of a body; above: msg_blocks_too_long
    refuses_history: bool = False
    deleted: set[str] = field(default_factory=set)  # time stamps
    edits: int = 0
    limit: int | None = None  # posts a minute, by this clock
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    accepted: list[datetime] = field(default_factory=list)
    refused: int = 0  # with 429
    otherwise: Answer = Answer(status=404, body="no_service")  # to whatever is no request of Slack's

    @property
    def api_url(self) -> str:
        """What a bot's `api_url` is set to."""
        return self.url + "/api"

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request."""
        path = urlsplit(target).path
        self.requests.append((method, path))
        if path in (HOOK, "/api/chat.postMessage", "/api/chat.update"):
            return self._take(path, headers, body)
        if path.startswith("/api/") and headers.get("authorization") != f"Bearer {TOKEN}":
            return _said(ok=False, error="invalid_auth")
        asked = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        if self.refuses_history:
            return _said(ok=False, error="missing_scope")
        if path == "/api/conversations.list":
            return _said(ok=True, channels=[{"id": i, "name": name[1:]} for name, i in CHANNELS.items()])
        if path in ("/api/conversations.history", "/api/conversations.replies"):
            return self._history(asked)
        return self.otherwise

    def _take(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        special = self.next.popleft() if self.next else None
        if special is not None and special.drop == "not at all":
            special = None
        if special is None and self._too_many():
            self.refused += 1
            special = Answer(status=429, headers={"Retry-After": "60"})
        if special is not None and special.drop != "after":
            return special
        bot = path != HOOK
        payload = json.loads(body)
        if bot and headers.get("authorization") != f"Bearer {TOKEN}":
            return _said(ok=False, error="invalid_auth")
        if self.longest is not None and len(body.decode()) > self.longest:
            return (
                _said(ok=False, error="msg_blocks_too_long") if bot else Answer(status=400, body="msg_blocks_too_long")
            )
        where = CHANNELS.get(payload["channel"], payload["channel"]) if bot else path
        if bot and where not in CHANNELS.values():
            return _said(ok=False, error="channel_not_found")
        if path == "/api/chat.update" or payload.get("thread_ts") in self.deleted:
            return special or self._edit(payload)
        ts = f"1700000000.{len(self.posts):06}"
        self.posts.append(Post(where=where, payload=payload, ts=ts))
        return special or (_said(ok=True, ts=ts, channel=where) if bot else Answer(body="ok"))

    def _too_many(self) -> bool:
        if self.limit is None:
            return False
        now = self.clock()
        self.accepted = [at for at in self.accepted if now - at < timedelta(minutes=1)]
        if len(self.accepted) >= self.limit:
            return True
        self.accepted.append(now)
        return False

    def _edit(self, payload: dict[str, Any]) -> Answer:
        """chat.update: takes the channel's ID only; metadata stays unless it is given anew."""
        at = [i for i, post in enumerate(self.posts) if post.ts == payload.get("ts") and post.ts not in self.deleted]
        if payload["channel"] not in CHANNELS.values():
            return _said(ok=False, error="channel_not_found")
        if not at:
            return _said(ok=False, error="message_not_found")
        kept = self.posts[at[0]]
        self.edits += 1
        self.posts[at[0]] = replace(kept, payload={**kept.payload, **payload})
        return _said(ok=True, ts=kept.ts, channel=kept.where)

    def _history(self, asked: Mapping[str, str]) -> Answer:
        thread = asked.get("ts")
        messages = [
            {
                "ts": post.ts,
                "text": post.payload["text"],
                "metadata": post.payload.get("metadata"),
                "thread_ts": post.payload.get("thread_ts", post.ts),
            }
            for post in reversed(self.posts)
            if post.where == asked.get("channel") and asked.get("include_all_metadata") == "true"
            if post.ts not in self.deleted and _stands_in(thread, post)
        ]
        at = int(asked.get("cursor") or 0)
        page = messages[at : at + int(asked["limit"])]
        further = str(at + len(page)) if at + len(page) < len(messages) else ""
        return _said(ok=True, messages=page, response_metadata={"next_cursor": further})


def _stands_in(thread: str | None, post: Post) -> bool:
    """In the channel, or in a thread of it."""
    parent = post.payload.get("thread_ts")
    if thread is not None:
        return thread in (post.ts, parent)
    return parent is None or bool(post.payload.get("reply_broadcast"))


@asynccontextmanager
async def slack() -> AsyncIterator[Slack]:
    """A server on a free port for as long as the block lasts."""
    async with serving(Slack()) as fake:
        yield fake


class Answering(Protocol):
    """Somebody who answers requests."""

    url: str

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request."""
        ...


F = TypeVar("F", bound=Answering)


@asynccontextmanager
async def serving(fake: F) -> AsyncIterator[F]:
    """Whoever answers, on a free port for as long as the block lasts."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _serve(fake, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield fake
    finally:
        server.close()


async def _serve(fake: Answering, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    answer = fake.answer(method, target, headers, body)
    if answer.drop:
        writer.transport.abort()
        return
    content = answer.body.encode()
    lines = [f"HTTP/1.1 {answer.status} Said", f"Content-Length: {len(content)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + content)
    await writer.drain()


def _said(**said: object) -> Answer:
    return Answer(body=json.dumps(said), headers={"Content-Type": "application/json"})


class PlainDoor:
    """The web door without its guards, for servers of our own; remembers what it was asked to allow."""

    def __init__(self) -> None:
        self.allowed: list[tuple[str, ...]] = []

    async def post(
        self,
        url: str,
        *,
        subject: str,
        headers: Mapping[str, str],
        content: bytes,
        allow_networks: tuple[str, ...] = (),
    ) -> HttpAnswer:
        """POST, no redirects."""
        self.allowed.append(allow_networks)
        return await self._request("POST", url, subject, headers, content)

    async def get(
        self, url: str, *, subject: str, headers: Mapping[str, str], allow_networks: tuple[str, ...] = ()
    ) -> HttpAnswer:
        """GET, no redirects."""
        return await self._request("GET", url, subject, headers, None)

    async def _request(
        self, method: str, url: str, subject: str, headers: Mapping[str, str], content: bytes | None
    ) -> HttpAnswer:
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
                answer = await client.request(method, url, headers=dict(headers), content=content)
        except httpx.HTTPError as error:
            raise TemporaryError(subject, f"no answer from {url} ({type(error).__name__})") from error
        return HttpAnswer(status=answer.status_code, headers=dict(answer.headers), body=answer.content)
