"""The inside of a process that reads documents: it takes jobs from its standard input, one after the other.

It imports as little as it can, for it is there several times over, and knows nothing of its parent but its jobs.
"""

import os
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from monitor.core.errors import WorkError
from monitor.core.model.article import Article
from monitor.core.model.feed import Feed
from monitor.core.model.source import ExtractRules

Job = tuple[Callable[..., object], tuple[object, ...], dict[str, object]]

HEAD = struct.Struct("!Q")  # before a job, and before an answer: the length of its pickle
READY = b"\x01"
VALUE, ERROR, MEMORY, FAILED = "value", "error", "memory", "failed"
"""Kinds of answers: a value; a WorkError; nothing more; the name of an exception and what it said."""

MEMORY_LIMIT = 1 << 30  # bytes of address space
_PR_SET_PDEATHSIG = 1


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


def framed(content: bytes) -> bytes:
    """A job or an answer as it goes through the pipe."""
    return HEAD.pack(len(content)) + content


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
    return jobs.read(HEAD.unpack(head)[0]) if len(head) == HEAD.size else None


def _answer(job: bytes) -> bytes:
    try:
        function, args, words = pickle.loads(job)
        return framed(pickle.dumps((VALUE, function(*args, **words))))
    except WorkError as error:
        return framed(pickle.dumps((ERROR, error)))
    except MemoryError:
        return framed(pickle.dumps((MEMORY,)))
    except Exception as error:  # noqa: BLE001 — parsers raise what they like at hostile input
        return framed(pickle.dumps((FAILED, type(error).__name__, str(error)[:200])))


if __name__ == "__main__":
    main()
