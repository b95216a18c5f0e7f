"""How much memory a program takes, with all the processes it starts."""

import threading
import time
from pathlib import Path


class Memory(threading.Thread):
    """The most memory that a process and its children held, proportionally shared, in MB."""

    def __init__(self, pid: int, *, but: int = 0) -> None:
        super().__init__(daemon=True)
        self.but = but
        self.pid, self.most, self.own, self.done = pid, 0.0, 0.0, False

    def run(self) -> None:
        while not self.done:
            family = [self.pid, *(child for child in _children(self.pid) if child != self.but)]
            sizes = [_pss(pid) for pid in family]
            self.most, self.own = max(self.most, sum(sizes)), max(self.own, sizes[0])
            time.sleep(0.2)


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in map(int, task.read_text().split()):
                found += [child, *_children(child)]
        except OSError:
            continue
    return found


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
