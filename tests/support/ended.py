"""A program whose parts outlive it, unless they take care: read an archive by two processes for ever."""

import sys
import time
from collections.abc import Mapping
from typing import cast

from monitor.core.model.source import Source
from monitor.core.watch.compile import compile_watchlists
from monitor.workers.verifying import Reader, verified
from storage.database import Database


class Slow(dict[str, Source]):
    """Sources that take long to find."""

    def get(self, key: str, default: object = None) -> None:
        """Wait, longer than any test."""
        time.sleep(600)


if __name__ == "__main__":
    reader = Reader(
        db=Database(sys.argv[1]), matcher=compile_watchlists([]), sources=cast(Mapping[str, Source], Slow())
    )
    sys.stdout.write("started\n")
    sys.stdout.flush()
    list(verified(reader, [1, 2, 3, 4], lambda _done, _all: None, processes=2))
