"""What stands beside an article on its page and is cut: offers, and lines that point to other articles."""

import re

from lxml.etree import _Element

from monitor.core.blocks import RUNNING, is_inline
from monitor.core.element_words import WordsWithin, all_words
from monitor.core.furniture import points_elsewhere
from monitor.core.gallery import become_paragraph
from monitor.core.lines import lines_of, unlinked

_PAID = ("sponsored", "sponsor", "advertisement", "advert", "advertorial", "promoted", "promo")
_OWN = ("self-promo", "o-self-promo", "author-bio", "writer-bio", "writer-about", "author-description")
_OFFERS = frozenset((*_PAID, *_OWN))  # classes, of what tells of a writer too
_OFFER = 60  # words at most; what holds more may be the article
_LETTER = re.compile(r"[^\W\d_]")
_POINTER, _LABEL = 40, 60  # words of a line that points to another article, and characters of its label


def cut_offers(root: _Element) -> None:
    """Take boxes out that are called paid for, or a biography, with their text, which reads like any paragraph."""
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
    for block in lines_of(root.iter("a")):
        label = _label(block) if all(map(is_inline, block)) else ""
        if label and points_elsewhere(label) and all_words(block) <= _POINTER:
            become_paragraph(block, "")


def _label(block: _Element) -> str:
    """The text of a line without its links, if it is short; empty if it has no letter."""
    pieces, length = [], 0
    for piece in unlinked(block):
        if piece and not piece.isspace():
            pieces.append(piece)
            length += len(piece)
            if length > _LABEL:
                return ""
    return " ".join(pieces) if any(map(_LETTER.search, pieces)) else ""
