"""How long work takes, on a machine of the usual speed that does nothing else.

A bound of seconds tells work that grows with the square of its input from work that does not. It must not tell a
machine that is busy, or a test process that is old: the same work was measured at 1.0 s of CPU and at 3.1 s when
another process computed beside it and Python went through all that ten thousand tests had left behind.
"""

import gc
import time
from collections.abc import Callable

_USUAL = 0.05  # seconds the yardstick takes on the machine on which the bounds were set
_WORDS = ("أعلنت بلدية النهر أنها أنهت صيانة الجسر " * 40).split()


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds of CPU that work takes: without Python's collector of garbage, and against a yardstick beside it."""
    gc.collect()
    gc.disable()
    try:
        before, taken, after = _cpu(_yardstick), _cpu(work), _cpu(_yardstick)
    finally:
        gc.enable()
    return taken * _USUAL / ((before + after) / 2)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _yardstick() -> None:
    """What reading a page does: look words up, put them together, count."""
    for _ in range(1_400):
        counts: dict[str, int] = {}
        for word in _WORDS:
            counts[word] = counts.get(word, 0) + len(word.strip())
        " ".join(_WORDS).split()
