"""A process that was split off ends with the one that made it, whatever ends that one."""

import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with(parent: int) -> None:
    """Have this process killed once `parent`, which made it, is no more; at once, if it has gone already.

    Linux only; elsewhere only what has gone already counts.
    """
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 — nothing that the program itself needs

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it was quicker
        os._exit(0)
