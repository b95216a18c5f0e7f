"""Where the running text of a page stands."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cached_property
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import FRAMES, RUNNING
from monitor.core.heading_links import is_blank
from monitor.core.lines import bare_words

_Row = tuple[_Element | None, object, object]  # what elements of one tag and class stand in
_FRAMES = frozenset({"div", "figure", "section"})  # that let a wide table scroll
_NAMES = 400  # characters of a class that are looked at
_BOXED = 3  # elements around a paragraph, where each has its own
_BESIDE = re.compile(  # a whole class or id; «tag-politics» is the article's own
    r"(?i)(?:about|authors?|writers?|bio|comments?|repl(?:y|ies)|respond|share|social|tags|newsletter|ads?|related)"
    r"(?:[-_](?:box|info|bio|list|body|content|text|card|us|links|area|block|section|widget))?"
    r"|(?:site|page|main)?[-_]?footer(?:[-_]\w+)*"
)


class RunningText:
    """The paragraphs of a page that are running text without their links, and what stands beside them."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        running = (one for one in root.iter("p") if bare_words(one, RUNNING) >= RUNNING)
        self._beside: dict[_Element, bool] = {}
        self.paragraphs = [one for one in running if not self.is_apart(one)]
        self._known = {*self.paragraphs}
        self.holders = dict.fromkeys(one.getparent() for one in self.paragraphs)
        self._rows = {_row_of(around) for one in self.paragraphs for around in islice(one.iterancestors(), _BOXED)}

    def is_apart(self, element: _Element) -> bool:
        """Whether an element is, or lies in, what stands beside an article by its tag or name: its writer, comments."""
        known = self._beside
        for one in (element, *islice(element.iterancestors(), _BOXED)):
            if one not in known:
                known[one] = _is_called_beside(one)
            if known[one]:
                return True
        return False

    def __contains__(self, paragraph: _Element) -> bool:
        return paragraph in self._known

    def is_among(self, paragraph: _Element) -> bool:
        """Whether a paragraph stands beside running text, or in elements like those around some."""
        around = islice(paragraph.iterancestors(), _BOXED)
        return paragraph.getparent() in self.holders or any(_row_of(one) in self._rows for one in around)

    def is_beside(self, line: _Element) -> bool:
        """Whether a line is among running text, or in a list or a box beside some."""
        return self.is_among(line) or any(one in self.holders for one in islice(line.iterancestors(), 2))

    def is_within(self, box: _Element) -> bool:
        """Whether paragraphs of running text stand before an element and behind it, beside it."""
        behind, span = box.getnext(), self._spans.get(box.getparent())
        return behind is not None and span is not None and span[0] < self._places[box] < self._places[behind] <= span[1]

    def has_beside(self, box: _Element) -> bool:
        """Whether a table or a list, in its frame, stands beside running text, or boxes of its paragraphs."""
        around = frame_of(box).getparent()
        if around is None or around in self.holders or around in self._frames:
            return around is not None
        return around.getparent() in self._frames and _row_of(around) in self._rows

    def is_outside(self, boxes: Collection[_Element]) -> bool:
        """Whether some of it stands in none of these."""
        return any(all(around not in boxes for around in (one, *one.iterancestors())) for one in self.paragraphs)

    @cached_property
    def _frames(self) -> set[_Element | None]:
        held = Counter(one.getparent() for one in self.holders if one is not None)
        return {one for one, times in held.items() if times > 1}

    @cached_property
    def _places(self) -> dict[_Element, int]:
        return {element: place for place, element in enumerate(self._root.iter())}

    @cached_property
    def _spans(self) -> dict[_Element | None, tuple[int, int]]:
        """The places of the first and the last running text that stands in an element."""
        spans: dict[_Element | None, tuple[int, int]] = {}
        for one in self.paragraphs:
            holder, place = one.getparent(), self._places[one]
            first, _ = spans.get(holder, (place, place))
            spans[holder] = first, place
        return spans


def frame_of(box: _Element) -> _Element:
    """The outermost element around one that holds nothing else, but what it is called."""
    frame = box
    for around in islice(box.iterancestors(), _BOXED):
        if around.tag not in _FRAMES or not is_blank(around.text):
            break
        if any(one is not frame and one.tag != "figcaption" for one in islice(around, _BOXED)):
            break
        frame = around
    return frame


def _is_called_beside(element: _Element) -> bool:
    names = f"{_named(element, 'class')} {_named(element, 'id')}".split()
    is_frame = element.tag in FRAMES and (element.tag != "figure" or next(element.iter("table"), None) is None)
    return is_frame or any(map(_BESIDE.fullmatch, names))


def _named(element: _Element, attribute: str) -> str:
    return (element.get(attribute) or "")[:_NAMES]


def _row_of(element: _Element) -> _Row:
    return element.getparent(), element.tag, _named(element, "class")
