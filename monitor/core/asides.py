"""What stands beside an article on its page: offers and pointers to others, which are cut, and what a button hides."""

import re
from collections.abc import Iterator, Sequence
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
    cards = dict.fromkeys(card for heading in root.iter(*_TITLES) if (card := _card_of(heading)) is not None)
    told = [card for card in cards if all_words(card) <= _CARD and next(card.iter("h1"), None) is None]
    if not told or _words_beside(root, told) < RUNNING:
        return
    for card in told:
        holder = card.getparent()
        if holder is not None:
            become_paragraph(card, "")


def _card_of(heading: _Element) -> _Element | None:
    """The element around a linked heading that has others of its kind beside it, with linked headings too."""
    if not _is_linked(heading):
        return None
    for element in islice(heading.iterancestors(*_CARDS), _DEEP):
        for other in (
            *islice(element.itersiblings(element.tag), 2),
            *islice(element.itersiblings(element.tag, preceding=True), 2),
        ):
            if other.get("class") == element.get("class") and any(map(_is_linked, other.iter(*_TITLES))):
                return element
    return None


def _is_linked(heading: _Element) -> bool:
    """Whether a heading is a link to another page, or lies within one."""
    links = [one for one in (*heading.iter("a"), *islice(heading.iterancestors(), 2)) if one.tag == "a"]
    return (
        bool(links) and "#" not in (links[0].get("href") or "#") and 2 * sum(map(all_words, links)) > all_words(heading)
    )


def _words_beside(root: _Element, cards: Sequence[_Element]) -> int:
    """How many words of a page stand neither on its cards nor in links."""
    on_cards = {link for card in cards for link in card.iter("a")}
    linked = sum(_counted(link) for link in root.iter("a") if link not in on_cards)
    return sum(map(_counted, root.iter("body"))) - sum(map(_counted, cards)) - linked


def _counted(element: _Element) -> int:
    """Words of an element, those of neighbours apart also where no blank parts them."""
    return sum(len(str(piece).split()) for piece in element.itertext())


def _is_filled_by(parent: _Element, link: _Element) -> bool:
    return parent.tag in _LINES and len(parent) == 1 and _is_blank(parent.text) and _is_blank(link.tail)


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
