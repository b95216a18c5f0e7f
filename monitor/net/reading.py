"""The inside of a process that reads documents: it takes jobs from its standard input, one after the other.

It imports as little as it can, for it is there several times over, and knows nothing of its parent but its jobs.
"""

import json
import os
import pickle
import resource
import signal
import struct
import sys
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import IO

from monitor.core.errors import TemporaryError, WorkError
from monitor.core.model.article import Article
from monitor.core.model.feed import Feed
from monitor.core.model.source import ExtractRules
from monitor.core.source_state import SourceState

HEAD = struct.Struct("!cQ")  # before a job (a pickle: it comes from us) and before an answer (JSON): kind, length
READY = b"\x01"
JOB, VALUE, TROUBLE = b"J", b"V", b"T"

MEMORY_LIMIT = 1 << 30  # bytes of address space
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a document could not be read."""

    reason: str
    kind: SourceState | None = SourceState.PARSE
    temporary: bool = False


def main() -> None:
    """Read jobs until there are none any more; whatever a document does, only answers leave by the pipe."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # what a parser prints is no answer
    _limit()
    import monitor.core.feeds.xml  # noqa: F401, PLC0415 — under the limits, and before anybody waits for an answer

    answers.write(READY)
    answers.flush()
    while (job := _received(jobs)) is not None:
        answers.write(_answer(job))
        answers.flush()


def framed(kind: bytes, content: bytes) -> bytes:
    """A job or an answer as it goes through the pipe."""
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


def _limit() -> None:
    """Limits, and no life of its own: deaf to what stops a service as a whole, dead with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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


if __name__ == "__main__":
    main()
