"""The lines in which links stand beside a text, and what such a line says without them."""

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import INLINE
from monitor.core.heading_links import is_blank

_PIECES = 400  # texts that are looked at
_LINES = frozenset({"p", "div", "li", "blockquote", "h2", "h3", "h4", "h5"})


def lines_of(links: Iterable[_Element]) -> list[_Element]:
    """The lines in which links stand beside a text, each once."""
    lines: dict[_Element, None] = {}
    seen: set[_Element] = set()
    for link in links:
        parent = link.getparent()
        if parent is None or _is_filled_by(parent, link):  # most links: a menu's, a heading's
            continue
        while parent is not None and parent.tag in INLINE and parent not in seen:
            seen.add(parent)
            parent = parent.getparent()
        if parent is not None and parent.tag in _LINES:
            lines[parent] = None
    return list(lines)


def _is_filled_by(parent: _Element, link: _Element) -> bool:
    alone = link.getprevious() is None and link.getnext() is None
    return alone and parent.tag in _LINES and is_blank(parent.text) and is_blank(link.tail)


def unlinked(line: _Element) -> Iterator[str]:
    """The texts of an element without those of its links."""
    yield line.text or ""
    waiting: list[_Element | str] = [*reversed(line)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        waiting.append(one.tail or "")
        if one.tag != "a" and isinstance(one.tag, str):
            yield one.text or ""
            waiting.extend(reversed(one))


def bare_words(element: _Element, enough: int) -> int:
    """Words beside the links of an element: of its beginning, until there are enough."""
    count = len(element.text.split()) if element.text else 0
    if count >= enough or len(element) == 0:  # most paragraphs
        return count
    for text in islice(unlinked(element), 1, _PIECES):
        count += len(text.split())
        if count >= enough:
            break
    return count


def become_words(element: _Element) -> None:
    """Turn the links of an element into plain words."""
    for link in list(element.iter("a")):
        link.tag = "span"
