"""The process of which those that read documents are copies: what reading needs is imported once and shared.

A copy is there within milliseconds and takes a few MB of its own. No document ever comes in here: each wish is a
letter, with the socket by which the copy is to have its jobs.
"""

import gc
import os
import signal
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from monitor.core.model.source import ExtractRules
from monitor.net.parent import end_with
from monitor.net.reading import limit, read_feed, read_page, serve

FEEDS, PAGES = b"F", b"P"  # a copy that reads feeds; one that reads pages too, for which 40 MB more are imported
_THEN = datetime(2020, 1, 1, tzinfo=UTC)
_FEED = b'<!DOCTYPE rss><rss version="2.0"><channel><title>a</title><item><title>b</title></item></channel></rss>'
_PAGE = b"<html><body><article><h1>a</h1><p>b</p></article></body></html>"


def main() -> None:
    """Make copies until nobody wishes for them any more."""
    wishes = socket.socket(fileno=os.dup(0))
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # what a parser prints is no answer
    _keep_only(wishes.fileno())  # uvloop, unlike asyncio, leaves copies of what it was given as input, and more
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nothing is left of copies that have ended
    _belong_to(os.getppid())
    read_feed(_FEED, content_type="", url="http://a.example/", zone="UTC", now=_THEN)
    reads_pages = False
    while True:
        wish, places, _, _ = socket.recv_fds(wishes, 1, 1)
        if not wish:
            return
        if wish == PAGES and not reads_pages:
            read_page(_PAGE, content_type="", url="http://a.example/", zone="UTC", now=_THEN, rules=ExtractRules())
            reads_pages = True
        gc.collect()
        gc.freeze()  # or the collector would write to, and so copy, what is shared
        _copy(places[0])


def _copy(place: int) -> None:
    parent = os.getpid()
    try:
        pid = os.fork()
    except OSError:  # no more processes: that the place is closed says it
        pid = -1
    if pid == 0:
        try:
            _keep_only(place)  # what took it over would get others' documents with the wishes, and answer them
            os.setsid()
            limit()
            _belong_to(parent)
            serve(place)
        finally:
            os._exit(0)
    os.close(place)


def _keep_only(kept: int) -> None:
    """Close everything else that is open, but for where input, output and errors go."""
    try:
        there = [int(one.name) for one in Path("/dev/fd").iterdir()]
    except OSError:  # no such folder here
        there = list(range(os.sysconf("SC_OPEN_MAX")))
    for one in there:
        if one > 2 and one != kept:
            with suppress(OSError):  # it was there to list them
                os.close(one)


def _belong_to(parent: int) -> None:
    """Be deaf to what stops a service as a whole, and dead with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    end_with(parent)


if __name__ == "__main__":
    main()
