"""What stands beside an article on its page: offers and pointers to others, which are cut, and what a button hides."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from itertools import islice

from lxml.etree import _Element

from monitor.core.body import INLINE, RUNNING, all_words, is_inline
from monitor.core.furniture import cut_furniture
from monitor.core.gallery import become_paragraph

_OFFERS = frozenset({"sponsored", "sponsor", "advertisement", "advert", "advertorial", "promoted", "promo"})  # classes
_OFFER = 60  # words at most; what holds more may be the article
_NO_TEXT = frozenset({"script", "style", "ins", "br", "hr", "img"})
_HIDING = frozenset({"style", "class", "hidden", "aria-hidden"})
_NOT_SHOWN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_FOLDED = frozenset({"hidden", "collapse", "d-none", "hide"})
_LINES = frozenset({"p", "div", "li", "blockquote", "h2", "h3", "h4", "h5"})
_TITLES = ("h2", "h3", "h4", "h5")
_CARDS = ("div", "section", "li", "article", "a")
_Kind = tuple[object, ...]  # parent, tag and class
_RUN = 6  # words at least that run on without an element between them
_CARD, _DEEP = 60, 4  # words of a card, and elements around its heading
_LETTER = re.compile(r"[^\W\d_]")
_POINTER, _LABEL = 40, 60  # words of a line that points to another article, and characters of its label


def cut_offers(root: _Element) -> None:
    """Take boxes out that are called paid for, with their text, which reads like any paragraph."""
    called = ((box, box.get("class")) for box in root.iter("div", "section", "p"))
    boxes = [box for box, names in called if names and not _OFFERS.isdisjoint(names.lower().split())]
    if not boxes:
        return
    running = sum(words for one in root.iter("p") if (words := all_words(one)) >= RUNNING)
    most = min(_OFFER, running // 2)  # what holds half of the text is the article, whatever it is called
    for box in boxes:
        if box.getparent() is not None and all_words(box) <= most:
            become_paragraph(box, "")


def unfold(root: _Element) -> None:
    """Show what only a button shows («اقرأ المزيد»): paragraphs that are hidden right behind others."""
    for paragraph in root.iter("p"):
        box = _next(paragraph)
        if box is not None and _is_hidden(box) and all_words(paragraph) and _is_running(box):
            for name in _HIDING & {*map(str, box.attrib)}:
                del box.attrib[name]


def _next(paragraph: _Element) -> _Element | None:
    """What stands behind a paragraph, but for what is no text at all."""
    return next((one for one in islice(paragraph.itersiblings("*"), 4) if one.tag not in _NO_TEXT), None)


def _is_running(box: _Element) -> bool:
    """Whether a box holds paragraphs of an article, and nothing to fill in, nor mostly links."""
    if next(box.iter("form", "input", "textarea"), None) is not None:
        return False
    paragraphs = [box] if box.tag == "p" else list(box.iter("p"))
    linked = sum(map(all_words, box.iter("a")))
    return any(all_words(one) >= max(RUNNING, 3 * linked) for one in paragraphs)


def _is_hidden(box: _Element) -> bool:
    return (
        _NOT_SHOWN.search(box.get("style") or "") is not None
        or box.get("aria-hidden") == "true"
        or box.get("hidden") is not None
        or not _FOLDED.isdisjoint((box.get("class") or "").split())
    )


def cut_pointers(root: _Element) -> None:
    """Take lines out that point to other articles: a label that is furniture, and a link («مواد ذات صلة …»)."""
    blocks: dict[_Element, None] = {}
    for link in root.iter("a"):
        parent = link.getparent()
        if parent is None or _is_filled_by(parent, link):  # most links: a menu's, a heading's
            continue
        while parent is not None and parent.tag in INLINE:
            parent = parent.getparent()
        if parent is not None and parent.tag in _LINES:
            blocks[parent] = None
    for block in blocks:
        label = _label(block) if all(map(is_inline, block)) else ""
        if label and all_words(block) <= _POINTER and not cut_furniture(label):
            become_paragraph(block, "")


def cut_cards(root: _Element) -> None:
    """Take out cards of other articles: several elements of a kind side by side, each with a heading that is a link."""
    around = [[*islice(one.iterancestors(), _DEEP)] for one in root.iter(*_TITLES) if _is_linked(one)]
    kinds: dict[_Element, _Kind] = {one: _kind(one) for ancestors in around for one in ancestors if one.tag in _CARDS}
    times = Counter(kinds.values())
    cards = {next((one for one in ancestors if times[kinds.get(one, ())] > 1), root) for ancestors in around} - {root}
    told = {card for card in cards if all_words(card) <= _CARD and next(card.iter("h1"), None) is None}
    if not told or not _is_text_beside(root, told):
        return
    for card in told:
        if card.getparent() is not None:
            become_paragraph(card, "")


def _kind(element: _Element) -> _Kind:
    return (element.getparent(), element.tag, element.get("class"))


def _is_linked(heading: _Element) -> bool:
    """Whether a heading is a link to another page, or lies within one."""
    link = next((one for one in islice(heading.iterancestors(), 2) if one.tag == "a"), None)
    within = link is None
    if link is None:
        link = next(heading.iter("a"), None)
    if link is None or "#" in (link.get("href") or "#"):
        return False
    if not within or (link.getparent() is heading and _is_blank(heading.text) and _is_blank(link.tail)):
        return True
    return 2 * all_words(link) > all_words(heading)


def _is_text_beside(root: _Element, cards: Set[_Element]) -> bool:
    """Whether words run on somewhere else than on the cards: they are not all that the page has."""
    for element in root.iter("p", "div", "td", "span", "br", "b", "strong"):
        for text in (element.text, element.tail if element.tag == "br" else None):
            if text and len(text.split()) >= _RUN and cards.isdisjoint({element, *element.iterancestors()}):
                return True
    return False


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


def _unlinked(element: _Element) -> Iterator[str]:
    """The text of an element without its links."""
    if element.tag != "a" and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _unlinked(child)
            yield child.tail or ""
