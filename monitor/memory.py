"""Memory that is free goes back to the machine."""

import contextlib
import functools
import sys
from collections.abc import Callable


async def give_back() -> None:
    """Hand the machine what the program does not use just now, with glibc; elsewhere do nothing.

    glibc keeps it otherwise: 9 MB of 117 after a start with one feed of each kind of fault. Takes a few milliseconds.
    """
    with contextlib.suppress(OSError, AttributeError):
        _trim()(0)


@functools.cache
def _trim() -> Callable[[int], int]:
    import ctypes  # noqa: PLC0415 — nothing that most commands need

    if sys.platform != "linux":
        raise OSError("no glibc")
    found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    return found
