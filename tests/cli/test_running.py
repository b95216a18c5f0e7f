"""What the daemon does before it begins."""

import gc

from monitor.cli.running import spare_collector


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
