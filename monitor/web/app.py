"""The listener's pages: /healthz, and those behind the links in messages."""

import asyncio
import ipaddress
import logging
from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from monitor.core.errors import StorageError
from monitor.workers.health import Health

log = logging.getLogger("monitor.web")


def make_app(examine: Callable[[], Health], pages: Sequence[Route] = ()) -> Starlette:
    """The application; `examine` says how things stand, it may take its time (it runs in a thread)."""

    async def healthz(request: Request) -> JSONResponse:
        health = await asyncio.to_thread(examine)
        answer: dict[str, object] = {"status": "ok" if health.good else "failing"}
        if _is_local(request):  # what is watched, and how it fails, is nobody's business outside
            answer |= {"problems": health.problems, "warnings": health.warnings}
        return JSONResponse(answer, status_code=200 if health.good else 503)

    async def busy(request: Request, error: Exception) -> PlainTextResponse:
        log.error("storage", extra={"error": str(error)})
        said = "قاعدة البيانات لا تجيب الآن؛ أعد المحاولة بعد قليل. · The database does not answer now; try again soon."
        return PlainTextResponse(said, status_code=503)

    return Starlette(routes=[Route("/healthz", healthz), *pages], exception_handlers={StorageError: busy})


def _is_local(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
