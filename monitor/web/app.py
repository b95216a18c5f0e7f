"""The listener's pages: /healthz for now."""

import asyncio
import ipaddress
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from monitor.workers.health import Health


def make_app(examine: Callable[[], Health]) -> Starlette:
    """The application; `examine` says how things stand, it may take its time (it runs in a thread)."""

    async def healthz(request: Request) -> JSONResponse:
        health = await asyncio.to_thread(examine)
        answer: dict[str, object] = {"status": "ok" if health.good else "failing"}
        if _is_local(request):  # what is watched, and how it fails, is nobody's business outside
            answer |= {"problems": health.problems, "warnings": health.warnings}
        return JSONResponse(answer, status_code=200 if health.good else 503)

    return Starlette(routes=[Route("/healthz", healthz)])


def _is_local(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
