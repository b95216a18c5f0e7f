"""The search for circular garbage, put off where what is made holds none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsearched() -> Iterator[None]:
    """Nothing is searched for circular garbage meanwhile, in any thread.

    Each few hundred objects made, Python goes through all that is young: beside a table of 100,000 watchlists that was
    just made, this took as long again as compiling a change of a hundred queries does.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
