"""Where the running text of a page stands."""

from functools import cached_property
from itertools import islice

from lxml.etree import _Element

from monitor.core.body import RUNNING
from monitor.core.lines import bare_words

_BOXED = 3  # elements around a paragraph, where each has its own
_Row = tuple[_Element | None, object, object]  # what elements of one tag and class stand in


class RunningText:
    """The paragraphs of a page that are running text without their links, and what stands beside them."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._running = [one for one in root.iter("p") if bare_words(one, RUNNING) >= RUNNING]
        self.holders = dict.fromkeys(one.getparent() for one in self._running)
        self._rows = {_row_of(around) for one in self._running for around in islice(one.iterancestors(), _BOXED)}

    def is_beside(self, line: _Element) -> bool:
        """Whether a line stands beside running text, or in a list or a box beside some, or in boxes like its."""
        around = list(islice(line.iterancestors(), _BOXED))
        return any(one in self.holders for one in around[:2]) or any(_row_of(one) in self._rows for one in around)

    def is_within(self, box: _Element) -> bool:
        """Whether paragraphs of running text stand before an element and behind it, beside it."""
        behind, span = box.getnext(), self._spans.get(box.getparent())
        return behind is not None and span is not None and span[0] < self._places[box] < self._places[behind] <= span[1]

    @cached_property
    def _places(self) -> dict[_Element, int]:
        return {element: place for place, element in enumerate(self._root.iter())}

    @cached_property
    def _spans(self) -> dict[_Element | None, tuple[int, int]]:
        """The places of the first and the last running text that stands in an element."""
        spans: dict[_Element | None, tuple[int, int]] = {}
        for one in self._running:
            holder, place = one.getparent(), self._places[one]
            first, _ = spans.get(holder, (place, place))
            spans[holder] = first, place
        return spans


def _row_of(element: _Element) -> _Row:
    return element.getparent(), element.tag, element.get("class")
