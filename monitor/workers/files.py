"""How many connections may be open at once, where the system lets a process have few files."""

import resource

KEPT = 44  # open files for the database, the parsers, the log, the listener and what is being sent


def raise_limit() -> int:
    """Take as many files as this process may have; returns how many that are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard if hard != resource.RLIM_INFINITY else 1 << 20


def connections(wanted: int, files: int) -> int:
    """Of so many connections those that polling and collecting may each have open.

    >>> connections(128, 1024), connections(128, 64), connections(16, 20)
    (128, 10, 2)
    """
    return min(wanted, max(2, (files - KEPT) // 2))
