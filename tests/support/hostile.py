"""What hostile documents make parsers do, for worker processes."""

import ctypes
import os
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


def postpone() -> None:
    """Raise what callers do expect."""
    raise TemporaryError("inside", "busy")
