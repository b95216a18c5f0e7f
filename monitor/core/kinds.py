"""What the elements of a text are written with, by which others like them are told."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.etree import _Element

_Item = tuple[str | bytes, str | bytes]
_Kind = tuple[object, frozenset[_Item]]
_NUMBERED = re.compile(r"[-_](?=[0-9a-f]*\d|[0-9a-f]{6})[0-9a-f]+\Z")  # «et_pb_text_3», «elementor-element-3fa2b1»
_LAYOUT = re.compile(  # how wide, where, how far apart: «col-md-8», «order-2», «mb-3» number no blocks
    r"(?:\w+:)?(?:(?:col|row|order|offset|push|pull|start|end|gap|grid|columns?|width|size|basis|flex|grow)(?:-(?:span|start|end))?"
    r"|span|small|medium|large|-?[mp][tblrxyse]?|w|h|g[xy]?|z|top|fs|fw|lh|rounded|opacity)(?:-(?:xs|sm|md|lg|xl|xxl))?"
)


class Classes:
    """The classes of elements without the words of which each has its own: a number behind a word, or a sign.

    `laid_out`: so is a number of the layout; parts of a text may be of different widths, but so is what stands beside.
    """

    def __init__(self, parts: Sequence[_Element], *, laid_out: bool) -> None:
        words: dict[str, Counter[str]] = {}
        for part in parts:
            for word in (part.get("class") or "").split():
                stem = _NUMBERED.sub("", word)
                if stem != word and (laid_out or _LAYOUT.fullmatch(stem) is None):
                    words.setdefault(stem, Counter())[word] += 1
        self._own = {stem for stem, times in words.items() if len(times) == times.total() > 1}

    def of(self, part: _Element) -> str:
        """The class of an element, without its own words."""
        named = part.get("class") or ""
        if not self._own:
            return named
        return " ".join(word for word in named.split() if not self._is_own(word))

    def _is_own(self, word: str) -> bool:
        stem = _NUMBERED.sub("", word)
        return stem != word and stem in self._own


class Kinds:
    """The kinds of the elements that a text stands in: their tags and attributes.

    Boxes are called by an id or a style as well. But attributes in which elements of one class differ do not count, as
    each has its own id, or its own style; an id without a class does, as it may be «comments». Nor do words of a class
    of which each has its own.
    """

    def __init__(self, parts: Sequence[_Element]) -> None:
        firsts: dict[tuple[object, str], set[_Item]] = {}
        self._classes = Classes(parts, laid_out=False)
        self._differing: set[str | bytes] = set()
        for part in parts:
            items = self._items_of(part)
            first = firsts.setdefault((part.tag, self._classes.of(part)), items)
            differing = {name for name, _ in first ^ items}
            self._differing |= differing if part.get("class") else differing - {"id"}
        self._kinds = {self._of(part) for part in parts}

    def __contains__(self, part: _Element) -> bool:
        return self._of(part) in self._kinds

    def _of(self, part: _Element) -> _Kind:
        return part.tag, frozenset(item for item in self._items_of(part) if item[0] not in self._differing)

    def _items_of(self, part: _Element) -> set[_Item]:
        return {(name, self._classes.of(part) if name == "class" else value) for name, value in part.items()}
