"""How long a large desk takes to start: at first, again, and after a change of one file.

    python benchmarks/restart.py DIR [--most N]

DIR holds news as *.jsonl.gz ({"id", "title", "text"} a line), of whose words the queries are made (see queries.py).
Process CPU; each start is a process of its own, as a restart is, and its imports are not counted.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.queries import queries, read
from monitor.cli.context import make_door, now, surroundings
from monitor.config.load import load
from monitor.workers.kept import make_ready, read_kept

A_FILE = 1_000  # queries
SOURCES = "[[source]]\nid = 'a'\nname = 'a'\nurl = 'https://example.org/feed'\n"
ALERTS = "timezone = 'Asia/Baghdad'\n[channel.out]\ntype = 'console'\n[[route]]\nname = 'all'\nto = ['out']\n"


def _start(desk: Path) -> float:
    """CPU seconds of a start in this process."""
    began = time.process_time()
    kept = read_kept(desk)
    config = load(desk, lenient=True, known=kept.known if kept is not None else {})
    make_ready(config, surroundings(make_door(config)), now(), kept, desk)
    return time.process_time() - began


def _timed(desk: Path) -> float:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--start", str(desk)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _write(desk: Path, asked: list[str]) -> None:
    (desk / "watchlists").mkdir()
    (desk / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (desk / "alerts.toml").write_text(ALERTS, encoding="utf-8")
    for first in range(0, len(asked), A_FILE):
        lines = [f"[[query]]\nname = 'q{n}'\nquery = '{text}'" for n, text in enumerate(asked[first : first + A_FILE])]
        text = "\n".join(["title = 'news'", *lines])
        (desk / "watchlists" / f"w{first // A_FILE:04}.toml").write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--most", type=int, default=100_000, metavar="N", help="queries")
    parser.add_argument("--start", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.start:
        print(f"{_start(asked.folder):.2f}")
        return 0
    with tempfile.TemporaryDirectory() as place:
        desk = Path(place)
        _write(desk, queries(list(islice(read(asked.folder), 4_000)), asked.most))
        first = _timed(desk)
        again = min(_timed(desk) for _ in range(3))
        changed = desk / "watchlists" / "w0000.toml"
        changed.write_text(changed.read_text("utf-8").replace("title", "threshold = 1\ntitle", 1), encoding="utf-8")
        after = min(_timed(desk) for _ in range(3))
    print(
        f"{asked.most:,} queries: first start {first:.2f} s, restart {again:.2f} s ({first / again:.0f} × sooner),",
        end="",
    )
    print(f" after a change of {A_FILE:,} of them {after:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
