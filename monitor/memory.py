"""Memory that is free goes back to the machine."""

import contextlib
import ctypes
import functools
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # glibc's names for them: malloc.h
_ARENAS = 2  # places of memory that threads take turns in: glibc makes eight a processor, and each keeps something
_LARGE = 128 * 1024  # bytes


def keep_little() -> None:
    """Have glibc take memory for what is large by itself and give it back with it; elsewhere do nothing.

    That is how it begins. But with the first large body that is freed it takes all later ones from among the small
    things, and cannot give back what lies below one of them: 3 MB with one feed of each kind of fault. And each thread
    that finds the others' places taken gets one of its own: 2 MB of the demo's world.
    """
    with contextlib.suppress(OSError, AttributeError):
        for name in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            _glibc().mallopt(name, _LARGE)
        _glibc().mallopt(_ARENA_MAX, _ARENAS)


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
