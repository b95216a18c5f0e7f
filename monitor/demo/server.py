"""The demo's outlets as real web sites on loopback, one port each."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import format_datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import DictLoader, Environment
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.core.errors import PermanentError
from monitor.demo.world import Outlet, World
from monitor.web.listener import Listener

HOST = "127.0.0.1"
NOBODY = 9  # discard: on loopback nobody answers there

_TEMPLATES = Environment(
    loader=DictLoader(
        {
            name: (files("monitor.demo") / "templates" / name).read_text(encoding="utf-8")
            for name in ("page.html", "rss.xml", "atom.xml")
        }
    ),
    autoescape=True,
)
_TEMPLATES.filters["rfc822"] = format_datetime
_TEMPLATES.filters["tojson"] = lambda text: Markup(json.dumps(text, ensure_ascii=False).replace("<", "\\u003c"))


@asynccontextmanager
async def serve_world(world: World, ports: Mapping[str, int]) -> AsyncIterator[dict[str, int]]:
    """Serve every outlet until the block ends; gives outlet → port.

    `ports`: those of an earlier demo, taken again where they are free, so that an article keeps its address.
    """
    listeners: list[Listener] = []
    found: dict[str, int] = {}
    try:
        for outlet in world.outlets:
            if outlet.feed == "none":
                found[outlet.id] = NOBODY
                continue
            listener = _listen(_site(world, outlet), ports.get(outlet.id, 0))
            listeners.append(listener)
            await listener.start()
            found[outlet.id] = listener.port
        yield found
    finally:
        for listener in listeners:
            await listener.stop()


def _listen(site: Starlette, port: int) -> Listener:
    try:
        return Listener(site, HOST, port)
    except PermanentError:  # somebody else has it by now
        return Listener(site, HOST, 0)


def feed_address(port: int) -> str:
    """Where the feed of the outlet on this port stands."""
    return f"http://{HOST}:{port}/feed"


def _site(world: World, outlet: Outlet) -> Starlette:
    async def feed(request: Request) -> Response:
        if outlet.feed == "html":  # the site was redesigned, and the feed's address now shows a page
            return _answer(request, outlet, "<!doctype html><title>الصفحة الرئيسية</title><p>أهلًا بكم", "text/html")
        zone = ZoneInfo(outlet.timezone)
        items = [(one, world.published(one).astimezone(zone)) for one in world.visible(outlet.id)]
        document = _TEMPLATES.get_template(f"{outlet.feed}.xml").render(
            outlet=outlet, items=items, base=str(request.base_url).rstrip("/")
        )
        return _answer(request, outlet, document, "application/xml")

    async def page(request: Request) -> Response:
        shown = world.visible(outlet.id)
        article = next((one for one in shown if one.slug == request.path_params["slug"]), None)
        if article is None:
            return Response("لا توجد صفحة بهذا العنوان", status_code=404, media_type="text/plain; charset=utf-8")
        document = _TEMPLATES.get_template("page.html").render(
            outlet=outlet,
            article=article,
            published=_local(world.published(article), outlet),
            others=[one for one in shown if one is not article][:5],
            url=str(request.url.replace(query="")),
        )
        return _answer(request, outlet, document, "text/html")

    return Starlette(routes=[Route("/feed", feed), Route("/a/{slug}", page)])


def _local(moment: datetime, outlet: Outlet) -> datetime:
    return moment.astimezone(ZoneInfo(outlet.timezone)).replace(microsecond=0)


def _answer(request: Request, outlet: Outlet, document: str, kind: str) -> Response:
    body = document.encode(outlet.charset, "xmlcharrefreplace")
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"etag": etag})
    # like many Arab outlets, the one with the old charset says so in the document only
    charset = "; charset=utf-8" if outlet.charset == "utf-8" else ""
    return Response(body, headers={"etag": etag, "content-type": f"{kind}{charset}"})
