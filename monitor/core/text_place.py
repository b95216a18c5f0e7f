"""Where the text of an article stands on its page, by the elements that hold its paragraphs."""

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element

from monitor.core.blocks import INLINE, RUNNING
from monitor.core.element_text import shown_text

HEADINGS = ("h2", "h3", "h4", "h5")
CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_TITLE = 3  # words that tell of something
_RUN = 6  # words at least that run on without an element between them
_NEAR = 150  # elements behind the first paragraph, by which it is known where the text stands
_PIECES = 60  # texts of a paragraph that are counted: elements around each other have the same ones
_BEFORE = 5  # elements between an introduction and what it introduces: pictures, buttons
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TEXTS = ("p", "div", "td", "span", "br", "b", "strong")
_FRAME = frozenset({"footer", "aside", "nav", "form"})
_OF_FRAME = re.compile(r"(?i)(?:^|[\s_-])(?:footer|foot|about|copyright|cookies?|newsletter)(?:$|[\s_-])")


class Climb:
    """What is decided of an element by the first of those around it of which something is; each is asked once."""

    def __init__(self, decide: Callable[[_Element], bool | None]) -> None:
        self._decide = decide
        self._known: dict[_Element, bool | None] = {}

    def __call__(self, element: _Element) -> bool | None:
        """The verdict; None: nothing is decided of any."""
        path: list[_Element] = []
        found: bool | None = None
        around: _Element | None = element
        while around is not None:
            if around in self._known:
                found = self._known[around]
                break
            path.append(around)
            found = self._decide(around)
            if found is not None:
                break
            around = around.getparent()
        self._known.update(dict.fromkeys(path, found))
        return found


class _Order(NamedTuple):
    """The children of an element: the first that has the first paragraph, and the last that has running text."""

    places: dict[_Element, int]
    first: int
    last: int


@dataclass(slots=True)
class TextPlace:
    """Where an article's text stands: `holders` have its first paragraph and most of it, `lede` the first.

    `paragraphs` is what runs on, `words` how much that is, `titles` what says the title.
    """

    lede: _Element
    holders: set[_Element]
    paragraphs: list[_Element]
    titles: list[_Element]
    words: int
    _holding: set[_Element] = field(init=False)
    _orders: dict[_Element, _Order] = field(init=False, default_factory=dict)
    _ledes: set[_Element] = field(init=False)

    def __post_init__(self) -> None:
        self._holding = {around for one in self.paragraphs for around in (one, *one.iterancestors())}
        self._ledes = {self.lede, *self.lede.iterancestors()}

    def box_of(self, element: _Element) -> _Element | None:
        """The outermost element around it that stands among the text's paragraphs; itself, if it does; None: none."""
        box = element
        while (parent := box.getparent()) is not None:
            if parent in self.holders:
                return box
            box = parent
        return None

    def goes_on_behind(self, box: _Element) -> bool:
        """Whether running text stands behind an element within what is around it."""
        order = self._order_around(box)
        return order is not None and order.places[box] < order.last

    def ends_before(self, element: _Element) -> bool:
        """Whether what holds an element stands behind the text, and is not what it and the title introduce."""
        box = self._beside(element)
        return self._is_behind(box) and not self.goes_on_behind(box) and not self.is_introduced(element)

    def lies_between(self, element: _Element) -> bool:
        """Whether what holds an element stands behind the first paragraph's holder and before another's."""
        box = self._beside(element)
        return self._is_behind(box) and self.goes_on_behind(box)

    def is_introduced(self, element: _Element) -> bool | None:
        """Whether the text is an introduction that stands right before what holds an element, with the title or not.

        None: it does not stand there.
        """
        box = self._beside(element)
        before = next((one for one in islice(box.itersiblings(preceding=True), _BEFORE) if one in self._ledes), None)
        if before is None or self.holders != {self.lede}:
            return None
        return any(before in (one, *one.iterancestors()) for one in self.titles)

    def _beside(self, element: _Element) -> _Element:
        """The outermost element around one in which the first paragraph is not."""
        box = element
        while (parent := box.getparent()) is not None and parent not in self._ledes:
            box = parent
        return box

    def _is_behind(self, box: _Element) -> bool:
        order = self._order_around(box)
        return order is not None and order.places[box] > order.first

    def _order_around(self, box: _Element) -> _Order | None:
        """The order of what stands beside an element, looked at once; None: nothing does."""
        parent = box.getparent()
        if parent is not None and parent not in self._orders:
            places = {child: at for at, child in enumerate(parent)}
            self._orders[parent] = _Order(
                places=places,
                first=next((at for child, at in places.items() if child in self._ledes), len(places)),
                last=max((at for child, at in places.items() if child in self._holding), default=0),
            )
        return self._orders[parent] if parent is not None else None


def find_text(root: _Element, others: Collection[_Element], title: str) -> TextPlace | None:
    """Where the text of the article with this title stands, which is in none of the others; None: none runs on."""
    aside = Climb(lambda one: True if one in others or _is_frame(one) else None)
    lede: _Element | None = None
    begun = False
    running: Counter[_Element] = Counter()
    paragraphs: list[_Element] = []
    titles: list[_Element] = []
    behind = 0
    for element in root.iter(*_TEXTS, "h1", *HEADINGS):
        behind += begun
        if behind > _NEAR:
            break
        if element.tag not in _TEXTS:
            if not begun and says_title(element, title):
                titles.append(element)
            continue
        text = _text(element)
        if not text:  # as most
            continue
        words = len(text.split())
        if words < _RUN or (words < RUNNING and _is_when(text)) or aside(element):
            continue
        holder = _holder(element)
        if lede is None or (titles and not begun):
            lede, begun = holder, bool(titles)
        if words >= RUNNING:
            running[holder] += words
            paragraphs.append(element)
    if lede is None:
        return None
    first, holders = _with_like(lede, running)
    return TextPlace(lede=first, holders=holders, paragraphs=paragraphs, titles=titles, words=sum(running.values()))


def says_title(heading: _Element, title: str) -> bool:
    """Whether a heading is the article's title, or most of it."""
    if not title:
        return False
    said = " ".join(shown_text(heading).split()).rstrip(" .…")
    bare, whole = said.replace(" ", ""), title.replace(" ", "")  # where elements meet there may be a blank, or none
    return bool(said) and (bare == whole or (bare in whole and len(said.split()) >= _TITLE))


def is_called(element: _Element, names: re.Pattern[str]) -> bool:
    """Whether an element's class or id has one of the names."""
    return any(name and names.search(name) is not None for name in (element.get("class"), element.get("id")))


def _is_frame(element: _Element) -> bool:
    return element.tag in _FRAME or is_called(element, _OF_FRAME)


def _text(element: _Element) -> str:
    """The text of a paragraph or a line, as far as it matters."""
    if element.tag == "p":
        return "".join(islice(map(str, element.itertext()), _PIECES))
    text = element.tail if element.tag == "br" else element.text
    return text if text and len(text) > 2 * _RUN else ""


def _is_when(text: str) -> bool:
    """Whether a short line is when the article came out."""
    return _YEAR.search(text) is not None or CLOCK.search(text) is not None


def _holder(text: _Element) -> _Element:
    """The element whose paragraph or line a text is."""
    holder = text
    while holder.tag in INLINE or holder.tag == "p":
        parent = holder.getparent()
        if parent is None:
            break
        holder = parent
    return holder


def _with_like(lede: _Element, running: Counter[_Element]) -> tuple[_Element, set[_Element]]:
    """The holders of the lede and of most text; what is around them where each paragraph lies in one of its own."""
    times = Counter(map(kind_of, {lede, *running}))
    told: Counter[_Element] = Counter()
    around: dict[_Element, _Element] = {}
    for holder in (lede, *running):
        parent = holder.getparent()
        around[holder] = parent if parent is not None and times[kind_of(holder)] > 1 else holder
        told[around[holder]] += running[holder]
    return around[lede], {around[lede], told.most_common(1)[0][0]}


def kind_of(element: _Element) -> tuple[object, ...]:
    """What elements of a kind have in common: parent, tag and class."""
    return (element.getparent(), element.tag, element.get("class"))
