"""Cards of other articles that have no heading: lists of their titles, and teasers within a link or under a label."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import BLOCKS, INLINE
from monitor.core.dateline import says_when
from monitor.core.element_text import shown_text
from monitor.core.element_words import all_words
from monitor.core.elsewhere import is_label, is_of_others
from monitor.core.gallery import become_paragraph
from monitor.core.heading_links import Destinations, To, is_blank
from monitor.core.lines import unlinked
from monitor.core.running_text import RunningText
from monitor.core.sentence import has_full_stop
from monitor.core.text_place import HEADINGS

_TITLE = 4  # words of a link that is a title
_ITEM = 4  # elements around it that may be the item of a list
_PIECES = 20  # texts of an item
_TEASER = 60  # words of a card
_LISTS = frozenset({"body", "ul", "ol", "table"})
_MOST = 40  # boxes behind a label
_BOXES = frozenset({"div", "article", "section", "li"})


def cut_link_cards(root: _Element, addresses: Sequence[str]) -> None:
    """Take out what is other articles' of the outlet without a heading.

    That is a title that is a link, and when it came out, several side by side; blocks within a link; what begins with
    one in a box that a label or its name gives to others; and boxes of a kind behind such a label. What lies between
    paragraphs of the text is its list or its table, but for what has such a label; where no text runs outside of all
    that, it may be the article.
    """
    leads_on = Destinations(addresses)
    links = [one for one in root.iter("a") if _is_title(one) and leads_on(one.get("href") or "#") is To.ARTICLE]
    short: dict[_Element, bool] = {}
    items = {item for link in links if (item := _item_of(link, short)) is not None}
    running = RunningText(root)
    known: dict[_Element, bool] = {}
    lying = (*(one for one in items if _is_beside(one, items)), *filter(_is_card, links))
    apart = (one for one in lying if not _is_of_text(one, running, known))
    cards = {*apart, *_labelled(links, running), *_behind_labels(root)}
    cards = {card for card in cards if next(card.iter("h1"), None) is None}
    if cards and running.is_outside(cards):
        for card in cards:
            become_paragraph(card, "")


def _is_title(link: _Element) -> bool:
    if len(link) == 0 and len(link.text or "") < 2 * _TITLE - 1:  # most
        return False
    return all_words(link) >= _TITLE


def _is_of_text(item: _Element, running: RunningText, known: dict[_Element, bool]) -> bool:
    """Whether an item lies between paragraphs of the text, or its list does, and no label says that it is another's."""
    if running.is_within(item):
        kind = (item.tag, item.get("class"))
        for before in islice(item.itersiblings(preceding=True), _MOST):
            if (before.tag, before.get("class")) != kind or before in running:
                return not is_label(before)
        return False
    box = item.getparent()
    if box is None:
        return False
    table = next(item.iterancestors("table"), None)
    stands = running.is_within(box) or (table is not None and running.has_beside(table))
    group = table if table is not None else box
    if stands and group not in known:
        known[group] = is_of_others(group)
    return stands and not known[group]


def _is_card(link: _Element) -> bool:
    """Whether several blocks lie within a link, none of them a heading: a title and a teaser, no sentence of a text."""
    if next(link.iter(*HEADINGS, "blockquote"), None) is not None or all_words(link) > _TEASER:
        return False
    blocks = (one for one in link.iter(*BLOCKS) if one is not link and next(one.iterchildren(*BLOCKS), None) is None)
    said = [shown_text(one) for one in blocks if all_words(one)]
    return len(said) > 1 and sum(map(has_full_stop, said)) < 2  # a title is no sentence


def _item_of(link: _Element, short: dict[_Element, bool]) -> _Element | None:
    """The outermost element around a link that says nothing beside it but when; `short`: what is known of elements."""
    parent = link.getparent()
    item = link if parent is not None and parent.tag not in ("p", *INLINE) and _has_links_only(parent) else None
    for around in islice(link.iterancestors(), _ITEM):
        if around.tag in HEADINGS:
            return None
        if around not in short:
            short[around] = around.tag not in _LISTS and _says_when_only(around)
        if not short[around]:
            break
        item = around
    return item


def _has_links_only(parent: _Element) -> bool:
    """Whether no text stands between the elements of one: else its links are parts of a sentence."""
    return is_blank(parent.text) and all(is_blank(one.tail) for one in islice(parent, _MOST))


def _says_when_only(element: _Element) -> bool:
    """Whether an element has one link, and says nothing beside it but when."""
    if sum(1 for _ in islice(element.iter("a"), 2)) > 1:
        return False
    pieces = list(islice(unlinked(element), _PIECES + 1))
    said = " ".join(" ".join(pieces).split())
    return len(pieces) <= _PIECES and not said.endswith(":") and says_when(said)


def _is_beside(item: _Element, items: Set[_Element]) -> bool:
    """Whether another item of a list stands right before or behind one."""
    pairs = ((item, item.getnext()), (item.getprevious(), item))
    return any(
        one is not None and other is not None and {one, other} <= items and one.tag == other.tag and is_blank(one.tail)
        for one, other in pairs
    )


def _behind_labels(root: _Element) -> Iterator[_Element]:
    """Boxes of one kind, of several parts each, behind a label that points to other articles."""
    for label in list(root.iter(*HEADINGS)):
        boxes = list(islice(label.itersiblings(), _MOST))
        if len(boxes) < 2 or not is_label(label):
            continue
        kinds = {(one.tag, one.get("class")) for one in boxes}
        before = label.getprevious()
        if len(kinds) > 1 or (before is not None and (before.tag, before.get("class")) in kinds):  # the text goes on
            continue
        if boxes[0].tag in _BOXES and boxes[0].get("class") and all(map(_is_teaser, boxes)):
            yield from boxes


def _is_teaser(box: _Element) -> bool:
    """Whether a box has several parts, and leads somewhere."""
    leads = box.get("onclick") is not None or next(box.iter("a"), None) is not None
    return leads and len(box) > 1 and is_blank(box.text) and all_words(box) <= _TEASER


def _labelled(links: Iterable[_Element], running: RunningText) -> Iterator[_Element]:
    """What begins with a link in a box that is for other articles by its label or its name, and has no heading."""
    known: dict[_Element, bool] = {}
    cards = dict.fromkeys(link.getparent() for link in links if link.getprevious() is None)
    for card in cards:
        box = card.getparent() if card is not None else None
        if card is None or box is None or len(card) < 2 or box in running.holders or not is_blank(card.text):
            continue  # a title alone is an item of a list
        if box not in known:
            known[box] = is_of_others(box)
        if known[box] and all_words(card) <= _TEASER and next(card.iter(*HEADINGS), None) is None:
            yield card
