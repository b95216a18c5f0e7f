"""Getting a page or a feed for a command: from the web, a file or standard input."""

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from monitor.cli.context import now
from monitor.config.places import allowed_networks
from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.model.article import Article
from monitor.core.model.feed import Feed
from monitor.core.model.source import ExtractRules
from monitor.net.door import Door, FetchSettings, NotModified
from monitor.net.parser import Parser

ZONE = "UTC"  # for dates without one; there is no source here that could say better
_LARGEST = 16 << 20  # bytes of a file, as at the door


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes to be read, and what is known of them."""

    subject: str
    url: str
    body: bytes
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Door and parser for the time of one command."""

    door: Door = field(default_factory=lambda: Door(FetchSettings(allow_networks=allowed_networks())))
    parser: Parser = field(default_factory=Parser)
    rules: ExtractRules | None = None

    async def document(self, target: str, url: str | None = None) -> Document:
        """What a command's argument names: an address, `-`, or a file; raises WorkError."""
        if is_url(target):
            page = await self.door.get(target, subject=target, now=now())
            if isinstance(page, NotModified):
                raise TemporaryError(target, "answered 304 to a request without conditions")
            return Document(subject=target, url=url or page.url, body=page.body, content_type=page.content_type)
        subject = "standard input" if target == "-" else target
        return Document(subject=subject, url=url or "", body=_bytes_of(target))

    async def article(self, document: Document) -> Article:
        """The article in a page."""
        return await self.parser.extract_page(
            document.body,
            content_type=document.content_type,
            url=document.url,
            zone=ZONE,
            now=now(),
            subject=document.subject,
            rules=self.rules,
        )

    async def feed(self, document: Document) -> Feed:
        """The entries in a feed."""
        return await self.parser.parse_feed(
            document.body,
            content_type=document.content_type,
            url=document.url,
            zone=ZONE,
            now=now(),
            subject=document.subject,
        )


@asynccontextmanager
async def reading(rules: ExtractRules | None = None) -> AsyncIterator[Reading]:
    """Door and parser, closed afterwards; `rules`: how the text is found on every page."""
    opened = Reading(rules=rules)
    try:
        yield opened
    finally:
        await opened.parser.aclose()
        await opened.door.aclose()


async def fetch_article(url: str) -> Article:
    """The article at an address; raises WorkError."""
    async with reading() as opened:
        return await opened.article(await opened.document(url))


def is_url(target: str) -> bool:
    """Whether a command's argument is an address of the web."""
    return target.lower().startswith(("http://", "https://"))


def lines_of(target: str) -> Iterator[tuple[int, str]]:
    """(number, line) of a file or of standard input, from 1 and without empty ones; raises PermanentError."""
    try:
        with nullcontext(sys.stdin.buffer) if target == "-" else Path(target).open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                text = line.decode("utf-8-sig", "replace").strip()
                if text:
                    yield number, text
    except (OSError, AttributeError) as error:
        raise PermanentError(target, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _bytes_of(target: str) -> bytes:
    try:
        if target == "-":
            if sys.stdin is None or sys.stdin.closed:
                raise PermanentError("standard input", "is closed")
            body = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(target).open("rb") as file:
                body = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise PermanentError(target, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(body) > _LARGEST:
        raise PermanentError(target, f"is larger than {_LARGEST >> 20} MB")
    return body
