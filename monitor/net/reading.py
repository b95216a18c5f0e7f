"""The inside of a process that reads documents: it takes jobs from its socket, one after the other.

It is a copy of one that has imported what it needs (monitor.net.original), and knows nothing of us but its jobs.
"""

import json
import os
import pickle
import resource
import struct
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import IO

from monitor.core.errors import TemporaryError, WorkError
from monitor.core.model.article import Article
from monitor.core.model.feed import Feed
from monitor.core.model.source import ExtractRules
from monitor.core.source_state import SourceState

HEAD = struct.Struct("!cQ")  # before a job (a pickle: it comes from us) and before an answer (JSON): kind, length
READY, JOB, VALUE, TROUBLE = b"R", b"J", b"V", b"T"  # READY: it is there; its number in place of a length

MEMORY_LIMIT = 1 << 30  # bytes of address space


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a document could not be read."""

    reason: str
    kind: SourceState | None = SourceState.PARSE
    temporary: bool = False


def serve(place: int) -> None:
    """Read the jobs that come by a socket until there are none any more; only answers leave by it."""
    jobs, answers = os.fdopen(os.dup(place), "rb"), os.fdopen(place, "wb")
    answers.write(HEAD.pack(READY, os.getpid()))
    answers.flush()
    while (job := _received(jobs)) is not None:
        answers.write(_answer(job))
        answers.flush()


def limit() -> None:
    """Take no more memory than a document may, and be the first to go where all of it is taken."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123
            file.write("1000")
    except OSError:  # not on Linux
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def framed(kind: bytes, content: bytes) -> bytes:
    """A job or an answer as it goes through the socket."""
    return HEAD.pack(kind, len(content)) + content


def written(value: object) -> bytes:
    """A value of ours as JSON; halves of characters, which neither JSON nor a database takes, are left out."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "ignore")


def read_feed(*args: object, **words: object) -> Feed:
    """See `monitor.core.feeds.parse.parse_feed`."""
    from monitor.core.feeds.parse import parse_feed  # noqa: PLC0415 — only what the jobs need

    return parse_feed(*args, **words)  # type: ignore[arg-type]


def read_page(
    body: bytes, *, content_type: str, url: str, zone: str, now: datetime, rules: ExtractRules | None
) -> Article:
    """See `monitor.core.article.extract_page`."""
    from monitor.core.article import extract_page  # noqa: PLC0415 — 20 MB that feeds do not need

    return extract_page(body, content_type=content_type, url=url, zone=zone, now=now, rules=rules or ExtractRules())


def _received(jobs: IO[bytes]) -> bytes | None:
    head = jobs.read(HEAD.size)
    return jobs.read(HEAD.unpack(head)[1]) if len(head) == HEAD.size else None


def _answer(job: bytes) -> bytes:
    try:
        function, args, words = pickle.loads(job)
        return framed(VALUE, written(function(*args, **words)))
    except WorkError as error:
        temporary = isinstance(error, TemporaryError)
        trouble = Trouble(reason=error.reason, kind=error.kind, temporary=temporary)
    except MemoryError:
        trouble = Trouble(reason=f"needs more than {MEMORY_LIMIT >> 20} MB of memory to read")
    except Exception as error:  # noqa: BLE001 — parsers raise what they like at hostile input
        trouble = Trouble(reason=f"cannot be read ({type(error).__name__}: {str(error)[:200]})")
    return framed(TROUBLE, written(trouble))


def _plain(value: object) -> object:
    """What JSON has no word for."""
    kind = type(value)
    if is_dataclass(kind):
        return {name: getattr(value, name) for name in _names(kind)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{kind.__name__} is no value")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
