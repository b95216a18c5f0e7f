"""What the elements of a text are written with, by which others like them are told."""

from collections.abc import Sequence

from lxml.etree import _Element

_Item = tuple[str | bytes, str | bytes]
_Kind = tuple[object, frozenset[_Item]]


class Kinds:
    """The kinds of the elements that a text stands in: their tags and attributes.

    Boxes are called by an id or a style as well. But attributes in which elements of one class differ do not count, as
    each has its own id, or its own style; an id without a class does, as it may be «comments».
    """

    def __init__(self, parts: Sequence[_Element]) -> None:
        firsts: dict[tuple[object, object], set[_Item]] = {}
        self._differing: set[str | bytes] = set()
        for part in parts:
            items = set(part.items())
            first = firsts.setdefault((part.tag, part.get("class")), items)
            differing = {name for name, _ in first ^ items}
            self._differing |= differing if part.get("class") else differing - {"id"}
        self._kinds = {self._of(part) for part in parts}

    def __contains__(self, part: _Element) -> bool:
        return self._of(part) in self._kinds

    def _of(self, part: _Element) -> _Kind:
        return part.tag, frozenset(item for item in part.items() if item[0] not in self._differing)
