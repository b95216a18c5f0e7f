"""What the daemon does before it begins."""

import gc
import sys
import threading
import time

from monitor.cli.running import spare_collector, take_short_turns


def test_what_is_there_when_the_daemon_starts_is_not_looked_at_again() -> None:
    before = gc.get_freeze_count()
    try:
        kept: list[object] = [[]]
        spare_collector()
        later: list[object] = [[]]

        tracked = {id(one) for one in gc.get_objects()}
        assert gc.get_freeze_count() > before
        assert id(kept) not in tracked
        assert id(later) in tracked
    finally:
        gc.unfreeze()


def test_a_thread_that_computes_lets_others_go_on_sooner_than_after_five_milliseconds() -> None:
    before, ended = sys.getswitchinterval(), threading.Event()
    computing = threading.Thread(target=lambda: [sum(range(100)) for _ in iter(ended.is_set, True)])
    try:
        take_short_turns()
        computing.start()
        waits = []
        for _ in range(50):
            began = time.perf_counter()
            time.sleep(0)  # lets the other go on; what follows waits for its turn
            waits.append(time.perf_counter() - began)
        assert sorted(waits)[5] < 0.003  # five as Python has it; most take longer where other processes compute
    finally:
        ended.set()
        computing.join()
        sys.setswitchinterval(before)
