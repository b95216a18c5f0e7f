"""A WebSub hub on the loopback: takes subscriptions, asks back, rings."""

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.support.website import Request, says


@dataclass(kw_only=True)
class Hub:
    """One hub; its behaviour is what a website shows at the hub's path.

    `callbacks`: where the path of a callback's address really listens.
    """

    callbacks: Callable[[], str]
    answer: int = 202
    at_once: bool = False  # asks back before it answers, as some do
    mode: str = "subscribe"  # what it asks back with
    lease: str = "864000"
    requests: list[dict[str, str]] = field(default_factory=list)

    async def take(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """A request to subscribe."""
        self.requests.append({name: values[0] for name, values in parse_qs(request.body.decode()).items()})
        if self.at_once:
            await self.ask_back()
        await says(self.answer)(request, writer)

    async def ask_back(self, **change: str) -> httpx.Response:
        """Ask whether the newest request was meant."""
        newest = self.requests[-1]
        query = {
            "hub.mode": self.mode,
            "hub.topic": newest["hub.topic"],
            "hub.challenge": "x<b>y",
            "hub.lease_seconds": self.lease,
        }
        async with httpx.AsyncClient() as client:
            return await client.get(self._callback(), params=query | change)

    async def ring(self, body: bytes = b"<rss/>", *, secret: str | None = None, path: str = "") -> httpx.Response:
        """Send news, signed with the secret of the newest request unless with another."""
        key = secret if secret is not None else self.requests[-1]["hub.secret"]
        signature = f"sha256={hmac.new(key.encode(), body, 'sha256').hexdigest()}"
        async with httpx.AsyncClient() as client:
            return await client.post(self._callback() + path, content=body, headers={"X-Hub-Signature": signature})

    def _callback(self) -> str:
        return self.callbacks() + urlsplit(self.requests[-1]["hub.callback"]).path
