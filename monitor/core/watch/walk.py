"""The first look at a text for some thousand words: what leads nowhere is passed over as one set, told word by word."""

from collections.abc import Iterator, Mapping, Sequence
from operator import length_hint

from monitor.core.watch.leads import NOWHERE, UNTOLD, Beside, Leads
from monitor.core.watch.learnt import LARGEST, Learnt
from monitor.core.watch.page import Page


class Walk:
    """Walks over a text from one word that leads somewhere to the next, without a step of Python for the others."""

    def __init__(self, leads: Learnt, neighbours: Mapping[bytes, frozenset[int] | None]) -> None:
        self._leads = leads
        self._neighbours = neighbours
        self._cold: set[bytes] = {b""}  # words that lead nowhere, and what stands between two blanks

    def places(self, page: Page) -> list[tuple[int, int]]:
        """Where such words begin and end, in the order of the text; none beside which nothing stands that they want."""
        parts = page.parts()
        fits = self._fits
        found = []
        for index in self._met(parts):
            alone, near, after, before = leads = self._leads_of(parts[index])
            if (
                alone
                or near is not None
                or leads is UNTOLD
                or (after is not None and fits(after, parts[index + 1]))
                or (before is not None and fits(before, parts[index - 1]))
            ):
                found.append(index)
        return page.spans(parts, found)

    def _met(self, parts: Sequence[bytes]) -> Iterator[int]:
        """Where words stand that are not known to lead nowhere."""
        rest, last = iter(parts), len(parts) - 1
        # stops behind the first part that is not cold: a third quicker than a filter that then looks for its place
        while not self._cold.issuperset(rest):
            yield last - length_hint(rest)

    def _leads_of(self, code: bytes) -> Leads:
        leads = self._leads.get(code)
        if leads is None:
            leads = self._leads.find(code)
            if leads is NOWHERE:
                self._pass_over(code)
            else:
                self._leads[code] = leads
        return leads

    def _pass_over(self, code: bytes) -> None:
        if len(self._cold) > LARGEST:
            self._cold = {b""}
        self._cold.add(code)

    def _fits(self, beside: Beside, code: bytes) -> bool:
        """Whether the word beside may be one of those that are wanted there; of several blanks nothing is told."""
        possible = self._neighbours[code] if code else None
        return possible is None or bool(possible and not possible.isdisjoint(beside.words))
