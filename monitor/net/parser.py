"""Parsing in processes that can be killed: no foreign document stops, starves or brings down the program.

A document of 200 KB can keep a parser busy for half a minute or make it fill the memory; threads cannot be stopped and
caps on the size do not help. So the parsers run in worker processes with a time and a memory limit.
"""

import asyncio
import ctypes
import multiprocessing
import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.core.feeds.entries import NOTHING_KNOWN
from monitor.core.feeds.parse import LEARNT, parse_at_once, parse_feed
from monitor.core.model.article import Article, Page
from monitor.core.model.feed import Feed
from monitor.core.model.source import ExtractRules, Selectors, Source, SourceType
from monitor.core.source_state import SourceState

T = TypeVar("T")
_LINK = re.compile(r'<(https?://[^<>\s]+)>\s*;[^,<]*\brel\s*=\s*"?(hub|self)\b', re.IGNORECASE)

TIME_LIMIT = 15.0  # seconds for one document
MEMORY_LIMIT = 1 << 30  # bytes of address space of one worker
WORKERS = max(1, min(2, os.cpu_count() or 1))
_TASKS = 500  # documents after which a worker is replaced, so that no leak grows
_PR_SET_PDEATHSIG = 1


class Parser:
    """Reads feeds and pages in worker processes, which start with the first document."""

    def __init__(self, *, time_limit: float = TIME_LIMIT, workers: int = WORKERS) -> None:
        self._time_limit = time_limit
        self._workers = workers
        self._pool: ProcessPool | None = None

    async def parse_feed(
        self, body: bytes, *, content_type: str, url: str, zone: str, now: datetime, subject: str
    ) -> Feed:
        """A feed document as entries; raises PermanentError about `subject` if it cannot be read."""
        return await self.run(_parse_feed, body, content_type, url, zone, now, subject=subject)

    async def parse_source(
        self, page: Page, source: Source, *, now: datetime, known: Mapping[str, str] = NOTHING_KNOWN
    ) -> Feed:
        """What stands at a source's address as entries; raises PermanentError about the source.

        A small feed that is as it should be is read here and at once, everything else in a worker.
        """
        try:
            feed = None
            if source.type is not SourceType.LISTING:
                feed = parse_at_once(
                    page.body,
                    content_type=page.content_type,
                    url=page.url,
                    zone=source.timezone,
                    now=now,
                    known=known,
                )
        except WorkError as error:
            raise error.about(source.id) from error
        except RecursionError:
            feed = None
        if feed is None:
            feed = await self.run(
                _parse_feed,
                page.body,
                page.content_type,
                page.url,
                source.timezone,
                now,
                source.type,
                source.selectors,
                known,
                subject=source.id,
            )
        hub, topic = _linked(page.headers.get("link", ""))
        return replace(feed, hub=hub or feed.hub, topic=topic or feed.topic)  # WebSub, 4: headers first

    async def extract_page(
        self,
        body: bytes,
        *,
        content_type: str,
        url: str,
        zone: str,
        now: datetime,
        subject: str,
        rules: ExtractRules | None = None,
    ) -> Article:
        """The article on a page, by the analyst's rules if there are any; raises PermanentError about `subject`."""
        return await self.run(_extract_page, body, content_type, url, zone, now, rules, subject=subject)

    async def run(self, function: Callable[..., T], *args: object, subject: str) -> T:
        """Call a function of a module in a worker; whatever becomes of it there, only a WorkError comes out here."""
        try:
            future = self._running().schedule(function, args=args, timeout=self._time_limit)
            found: T = await asyncio.wrap_future(future)
        except WorkError as error:
            raise error.about(subject) from error
        except TimeoutError as error:
            raise PermanentError(
                subject,
                f"took longer than {self._time_limit:g} s to read and was given up",
                kind=SourceState.PARSE,
            ) from error
        except ProcessExpired as error:
            raise _expired(subject, error) from error
        except MemoryError as error:
            what = f"needs more than {MEMORY_LIMIT >> 20} MB of memory to read"
            raise PermanentError(subject, what, kind=SourceState.PARSE) from error
        except BrokenExecutor as error:
            raise TemporaryError(subject, "the processes that read documents could not be started") from error
        except Exception as error:  # parsers raise what they like at hostile input; it came over a pipe
            what = f"cannot be read ({type(error).__name__}: {str(error)[:200]})"
            raise PermanentError(subject, what, kind=SourceState.PARSE) from error
        return found

    async def aclose(self) -> None:
        """End the workers, also those that are at work."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(_end, pool)

    def _running(self) -> ProcessPool:
        if self._pool is None or not self._pool.active:
            self._pool = ProcessPool(
                max_workers=self._workers,
                max_tasks=_TASKS,
                initializer=_become_worker,
                # spawn: a fork of a program with threads may hang, and a worker is to know nothing of its parent
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool


def _linked(header: str) -> tuple[str | None, str | None]:
    """(hub, self) in a Link header (RFC 8288); plain http addresses only."""
    found = {rel.lower(): url for url, rel in _LINK.findall(header[:4000])}
    return found.get("hub"), found.get("self")


def _expired(subject: str, error: ProcessExpired) -> WorkError:
    if abs(error.exitcode or 0) == signal.SIGTERM:  # somebody ends us all: the document is not to blame
        return TemporaryError(subject, "reading was interrupted")
    what = f"the process that read it died (exit code {error.exitcode})"
    return PermanentError(subject, what, kind=SourceState.PARSE)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


# ── inside of a worker ─────────────────────────────────────────────────────────────────────────────────────────────


def _become_worker() -> None:
    """Limits, and no life of its own: deaf to Ctrl-C, out of the terminal's process group, dead with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parse_feed(
    body: bytes,
    content_type: str,
    url: str,
    zone: str,
    now: datetime,
    type: SourceType = SourceType.FEED,
    selectors: Selectors = LEARNT,
    known: Mapping[str, str] = NOTHING_KNOWN,
) -> Feed:
    return parse_feed(
        body, content_type=content_type, url=url, zone=zone, now=now, type=type, selectors=selectors, known=known
    )


def _extract_page(
    body: bytes, content_type: str, url: str, zone: str, now: datetime, rules: ExtractRules | None
) -> Article:
    from monitor.core.article import extract_page  # noqa: PLC0415

    return extract_page(body, content_type=content_type, url=url, zone=zone, now=now, rules=rules or ExtractRules())
