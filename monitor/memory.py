"""Memory that is free goes back to the machine."""

import contextlib
import ctypes
import functools
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # glibc's names for them: malloc.h
_LARGE = 128 * 1024  # bytes


def keep_little() -> None:
    """Have glibc take memory for what is large by itself and give it back with it; elsewhere do nothing.

    That is how it begins. But with the first large body that is freed it takes all later ones from among the small
    things, and cannot give back what lies below one of them: 3 MB with one feed of each kind of fault.
    """
    with contextlib.suppress(OSError, AttributeError):
        for name in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            _glibc().mallopt(name, _LARGE)


async def give_back() -> None:
    """Hand the machine what the program does not use just now, with glibc; elsewhere do nothing.

    glibc keeps it otherwise: 9 MB of 117 after a start with one feed of each kind of fault. Takes a few milliseconds.
    """
    with contextlib.suppress(OSError, AttributeError):
        _glibc().malloc_trim(0)


@functools.cache
def _glibc() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise OSError("no glibc")
    return ctypes.CDLL(None)
