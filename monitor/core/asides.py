"""What stands beside an article on its page and is cut: offers, and lines that point to other articles."""

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from monitor.core.body import INLINE, RUNNING, WordsWithin, all_words, is_inline
from monitor.core.furniture import points_elsewhere
from monitor.core.gallery import become_paragraph

_OFFERS = frozenset({"sponsored", "sponsor", "advertisement", "advert", "advertorial", "promoted", "promo"})  # classes
_OFFER = 60  # words at most; what holds more may be the article
_LINES = frozenset({"p", "div", "li", "blockquote", "h2", "h3", "h4", "h5"})
_LETTER = re.compile(r"[^\W\d_]")
_POINTER, _LABEL = 40, 60  # words of a line that points to another article, and characters of its label


def cut_offers(root: _Element) -> None:
    """Take boxes out that are called paid for, with their text, which reads like any paragraph."""
    called = ((box, box.get("class")) for box in root.iter("div", "section", "p"))
    boxes = [box for box, names in called if names and not _OFFERS.isdisjoint(names.lower().split())]
    if not boxes:
        return
    words = WordsWithin()
    running = sum(count for one in root.iter("p") if (count := all_words(one)) >= RUNNING)
    most = min(_OFFER, running // 2)  # what holds half of the text is the article, whatever it is called
    for box in boxes:
        if box.getparent() is not None and words(box) <= most:
            become_paragraph(box, "")


def cut_pointers(root: _Element) -> None:
    """Take lines out that point to other articles: a label that says so, and a link («مواد ذات صلة …»)."""
    for block in _lines_of(root.iter("a")):
        label = _label(block) if all(map(is_inline, block)) else ""
        if label and points_elsewhere(label) and all_words(block) <= _POINTER:
            become_paragraph(block, "")


def _lines_of(links: Iterable[_Element]) -> list[_Element]:
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
    return alone and parent.tag in _LINES and _is_blank(parent.text) and _is_blank(link.tail)


def _is_blank(text: str | None) -> bool:
    return text is None or text.isspace()


def _label(block: _Element) -> str:
    """The text of a line without its links, if it is short; empty if it has no letter."""
    pieces, length = [], 0
    for piece in _unlinked(block):
        if piece and not piece.isspace():
            pieces.append(piece)
            length += len(piece)
            if length > _LABEL:
                return ""
    return " ".join(pieces) if any(map(_LETTER.search, pieces)) else ""


def _unlinked(line: _Element) -> Iterator[str]:
    """The text of an element without its links."""
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
