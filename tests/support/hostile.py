"""What hostile documents make parsers do, for worker processes."""

import ctypes
import os
import sys
import time

from monitor.core.errors import TemporaryError


def answer(text: str) -> str:
    """Nothing bad."""
    return text


def hang() -> None:
    """Never come back."""
    while True:
        time.sleep(1)


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


def fail() -> None:
    """Raise what no caller expects."""
    raise LookupError("a bug in a parser")


class Trap:
    """A value that runs a command where it is taken in."""

    def __init__(self, file: str) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.file}",)


def trap(file: str) -> Trap:
    """Answer with a value that runs a command, as a process that a document has taken over might."""
    return Trap(file)


def chatter() -> str:
    """Print, as parsers do when they are puzzled."""
    sys.stdout.write("<!-- warning -->")
    sys.stdout.flush()
    return "خبر"


def postpone() -> None:
    """Raise what callers do expect."""
    raise TemporaryError("inside", "busy")
