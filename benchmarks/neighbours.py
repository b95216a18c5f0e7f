"""How long feeds wait behind documents that keep the parser busy, of outlets that never did so before.

    python benchmarks/neighbours.py [--known] [COUNT …]

Each COUNT of such documents come at the same moment, and five good ones right behind them, 0.5 and 1.5 seconds later.
The feeds have been read before; with --known the outlets of such documents, too, and in time.
"""

import argparse
import asyncio
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import uvloop

sys.path.insert(0, str(Path(__file__).parent.parent))
from monitor.net.parser import Parser
from tests.support import hostile
from tests.support.memory import Memory

NEIGHBOURS = 5


async def wait_behind(count: int, later: float, *, known: bool) -> float:
    """The longest that a good document waits behind so many."""
    parser = Parser()
    for number in range(NEIGHBOURS):
        await parser.run(hostile.answer, "", subject=f"neighbour {number}")
    for number in range(count if known else 0):
        await parser.run(hostile.answer, "", subject=f"bomb {number}")
    bombs = [asyncio.create_task(parser.run(hostile.spin, subject=f"bomb {number}")) for number in range(count)]
    await asyncio.sleep(later)
    waits = await asyncio.gather(*(_wait(parser, f"neighbour {number}") for number in range(NEIGHBOURS)))
    for bomb in bombs:
        bomb.cancel()
        with suppress(asyncio.CancelledError):
            await bomb
    await parser.aclose()
    return max(waits)


async def _wait(parser: Parser, subject: str) -> float:
    began = time.monotonic()
    await parser.run(hostile.answer, "", subject=subject)
    return time.monotonic() - began


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("counts", nargs="*", type=int, default=[1, 2, 3, 4, 8, 16])
    reader.add_argument("--known", action="store_true")
    arguments = reader.parse_args()
    for count in arguments.counts:
        memory = Memory(os.getpid())
        memory.start()
        waits = [uvloop.run(wait_behind(count, later, known=arguments.known)) for later in (0.0, 0.5, 1.5)]
        memory.done = True
        shown = "  ".join(f"{wait:.2f} s" for wait in waits)
        print(f"behind {count:2}: {shown}   {memory.most - memory.own:.0f} MB in processes", flush=True)


if __name__ == "__main__":
    main()
