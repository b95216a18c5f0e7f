"""What hostile documents make parsers do, for worker processes."""

import ctypes
import os
import signal
import stat
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from monitor.core.errors import TemporaryError
from monitor.net.reading import HEAD


def answer(text: str) -> str:
    """Nothing bad."""
    return text


def hang() -> None:
    """Never come back."""
    while True:
        time.sleep(1)


def spin() -> None:
    """Never come back, and let nobody else have the processor."""
    while True:
        pass


def work(seconds: float) -> str:
    """Keep the processor busy for so long, and come back."""
    while time.process_time() < seconds:
        pass
    return "خبر"


def linger() -> int:
    """Leave something behind that keeps the process alive."""
    threading.Thread(target=hang).start()
    return os.getpid()


def leave_behind(children: str, *, out_of_reach: bool = False) -> None:
    """Leave a process behind that holds the pipes, and note its id in a file; never come back."""
    child = os.fork()
    if child == 0:
        if out_of_reach:
            os.setsid()
        time.sleep(30)
        os._exit(0)
    Path(children).write_text(str(child), encoding="utf-8")
    hang()


def process_id(seconds: float = 0) -> int:
    """Which process this is."""
    time.sleep(seconds)
    return os.getpid()


def hoard() -> int:
    """Take all memory there is."""
    return len(bytearray(4 << 30))


def crash() -> None:
    """Read from nowhere."""
    ctypes.string_at(0)


def end(deaths: str) -> None:
    """End the process, and note that in a file."""
    with Path(deaths).open("a") as file:
        file.write(f"{os.getpid()}\n")
    os._exit(3)


def end_all(deaths: str) -> None:
    """End what this process is a copy of, and note that in a file."""
    with Path(deaths).open("a") as file:
        file.write(f"{os.getpid()}\n")
    os.kill(os.getppid(), signal.SIGKILL)
    hang()


def fail() -> None:
    """Raise what no caller expects."""
    raise LookupError("a bug in a parser")


def forge(kind: bytes, content: bytes, length: int | None = None) -> str:
    """Say anything to the parent, as a process that a document has taken over might."""
    said = HEAD.pack(kind, len(content) if length is None else length) + content
    for pipe in range(3, 10):
        with suppress(OSError):
            if stat.S_ISFIFO(os.fstat(pipe).st_mode) or stat.S_ISSOCK(os.fstat(pipe).st_mode):
                os.write(pipe, said)
    time.sleep(60)
    return ""


def thing() -> object:
    """Answer with what is no value."""
    return object()


def chatter() -> str:
    """Print, as parsers do when they are puzzled."""
    sys.stdout.write("<!-- warning -->")
    sys.stdout.flush()
    return "خبر"


def postpone() -> None:
    """Raise what callers do expect."""
    raise TemporaryError("inside", "busy")
