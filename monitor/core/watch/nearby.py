"""Which occurrences stand near one another."""

from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """Words from the first to the last of an occurrence, counted within its field, and which part it belongs to."""

    first: int
    last: int
    part: int


def together(runs: Sequence[Run], parts: int, distance: int, *, ordered: bool) -> list[int]:
    """The runs that belong to some arrangement of one run for each part, at most `distance` words between neighbours.

    Runs of one arrangement do not overlap; `ordered`: they stand in the order of the parts.

    >>> together([Run(0, 1, 0), Run(4, 4, 1), Run(40, 40, 1)], 2, 5, ordered=False)
    [0, 1]
    """
    order = sorted(range(len(runs)), key=lambda i: (runs[i].first, runs[i].last))
    placed = [runs[i] for i in order]
    links = _links(placed, distance)
    full = (1 << parts) - 1
    forward = _chains(placed, links, ordered=ordered)
    backward = _chains_back(placed, links, ordered=ordered)
    whole = []
    for i, run in enumerate(placed):
        own = 1 << run.part
        if any((there | back) == full and there & back == own for there in forward[i] for back in backward[i]):
            whole.append(order[i])
    return sorted(whole)


def _links(runs: Sequence[Run], distance: int) -> list[list[int]]:
    """For each run those that may be its next neighbour."""
    out: list[list[int]] = []
    for i, run in enumerate(runs):
        own = []
        for j in range(i + 1, len(runs)):
            gap = runs[j].first - run.last - 1
            if gap > distance:
                break
            if gap >= 0:
                own.append(j)
        out.append(own)
    return out


def _chains(runs: Sequence[Run], links: Sequence[Sequence[int]], *, ordered: bool) -> list[set[int]]:
    """For each run the sets of parts (as bits) of the chains that end in it."""
    ends: list[set[int]] = [{1 << run.part} for run in runs]
    if ordered:
        ends = [{1} if run.part == 0 else set() for run in runs]
    for i, following in enumerate(links):
        for j in following:
            bit = 1 << runs[j].part
            if ordered:
                ends[j] |= {mask | bit for mask in ends[i] if mask + 1 == bit}
            else:
                ends[j] |= {mask | bit for mask in ends[i] if not mask & bit}
    return ends


def _chains_back(runs: Sequence[Run], links: Sequence[Sequence[int]], *, ordered: bool) -> list[set[int]]:
    """For each run the sets of parts of the chains that begin with it."""
    begins: list[set[int]] = [{1 << run.part} for run in runs]
    for i in range(len(runs) - 1, -1, -1):
        bit = 1 << runs[i].part
        for j in links[i]:
            if not ordered or runs[j].part == runs[i].part + 1:
                begins[i] |= {mask | bit for mask in begins[j] if not mask & bit}
    return begins
