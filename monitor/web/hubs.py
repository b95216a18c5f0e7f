"""Our callback for hubs (W3C WebSub): they ask whether we meant to subscribe, and ring when a feed has news.

The address is the secret: only the hub that was given it knows it. What it sends is read to check its signature, and
not kept; unsigned or wrongly signed calls are answered like the others and change nothing (WebSub, 8).
"""

import asyncio
import hmac
import logging
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monitor.core.hub import after_question, is_signed, method_of, secret_of
from monitor.core.model.hub import Subscription
from monitor.workers.subscribe import CALLBACK
from monitor.workers.worker import Clock
from storage import hubs, wishes
from storage.database import Database

LARGEST = 16 << 20  # bytes of one call
LEAST_PAUSE = timedelta(seconds=30)  # between two polls of one feed, however often a hub rings
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

log = logging.getLogger("monitor.hub")


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """What hubs call, on one database."""

    db: Database
    clock: Clock

    def routes(self) -> list[Route]:
        """For the application."""
        return [Route(f"/{CALLBACK}/{{token}}", self.answer, methods=["GET", "POST"])]

    async def answer(self, request: Request) -> Response:
        """404 tells a hub that nobody wants its calls, so that it forgets us."""
        told = await asyncio.to_thread(hubs.subscription, self.db, request.path_params["token"])
        if told is None:
            return _says("nobody wants this", 404)
        if request.method == "POST":
            return await self._ring(request, told)
        return await asyncio.to_thread(self._confirm, request, told)

    def _confirm(self, request: Request, told: Subscription) -> Response:
        asked = dict(request.query_params)
        after = after_question(told, asked, self.clock())
        if after is None:
            return _says("this was not asked for", 404)
        hubs.record_answered(self.db, after)
        until = after.until.isoformat() if after.until is not None else None
        log.info("subscription", extra={"hub": told.hub, "topic": told.topic, "until": until, "error": after.error})
        return _says(asked.get("hub.challenge", ""))

    async def _ring(self, request: Request, told: Subscription) -> Response:
        signature = request.headers.get("x-hub-signature", "")
        method = method_of(signature)
        key = await asyncio.to_thread(wishes.link_key, self.db)
        mac = hmac.new(secret_of(key, told.token).encode("ascii"), digestmod=method or "sha256")
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > LARGEST:
                return _says("too big", 413)
            mac.update(chunk)
        if method is None or not is_signed(signature, mac.hexdigest()):
            log.warning("unsigned", extra={"hub": told.hub, "topic": told.topic})
            return _says("")
        rung = await asyncio.to_thread(hubs.ring, self.db, told, self.clock(), pause=LEAST_PAUSE)
        log.info("ring", extra={"hub": told.hub, "topic": told.topic, "feeds": rung})
        return _says("")


def _says(text: str, status: int = 200) -> Response:
    return PlainTextResponse(text, status_code=status, headers=_HEADERS)
