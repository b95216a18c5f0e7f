"""Cards of other articles beside one: several elements of a kind, each with a heading that leads to another page.

Entries of a live blog and of a review of the press have that too. What is cut lies apart from where the article's text
runs; an entry has sentences, and lies among the text or is all of it; what is doubtful stays.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import RUNNING
from monitor.core.card import SAYS, TEASER, Card
from monitor.core.elsewhere import is_label, is_of_others
from monitor.core.gallery import become_paragraph
from monitor.core.heading_links import Destinations, To, around_heading, where_leads
from monitor.core.text_place import HEADINGS, Climb, TextPlace, find_text, kind_of, says_title

_CARDS = ("div", "section", "li", "article", "a")
_MANY = 400  # headings that are links: of a page with more nothing is told
_DEEP = 4  # elements around the heading of a card


def cut_cards(root: _Element, title: str = "", addresses: Sequence[str] = ()) -> None:
    """Take out cards of other articles than the one with this title and these addresses, the page's own first.

    Headings of its own that are links become plain ones: else they are taken for a menu, and the text between them too.
    """
    linked = _linked(root, addresses)
    if not linked:
        return
    titled = {around for one in root.iter("h1") for around in one.iterancestors()}
    like = [one for one in _alike(linked) if one.element not in titled]
    cards = [one for one in like if not any(says_title(heading, title) for heading in one.headings)]
    small = {one.element for one in cards if not one.is_large}
    found = _found(cards, find_text(root, small, title))
    if found is None:  # whatever runs on does so on what looks like cards
        teasers = {one.element for one in cards if one.is_teaser and one.leads_on}
        found = _found(cards, find_text(root, teasers, title) if teasers < small else None, are_all=True)
    if found is None:
        return
    on_cards = {heading for one in cards for heading in one.headings}
    alone = [one for one, to in linked.items() if to is not To.ARTICLE and one not in on_cards]
    entries = found.entries(cards)
    others = [one.element for one in cards if one not in entries and found.is_other(one)]
    for heading in [*found.own_of(alone), *(one for entry in entries for one in entry.headings)]:
        _unlink(heading)
    for entry in entries:
        _open(entry)
    for other in others:
        if other.getparent() is not None:
            become_paragraph(other, "")


def _open(entry: Card) -> None:
    """Put an entry as plain paragraphs: the first one of several that are called an article is taken for all."""
    if entry.element.tag == "article":
        entry.element.tag = "section"
    if entry.element.get("class") is not None:  # «entry», «post»
        del entry.element.attrib["class"]
    for heading in () if entry.leads_on else entry.headings:
        heading.tag = "p"  # headings of short texts are dropped


def _unlink(heading: _Element) -> None:
    for link in (*around_heading(heading), *heading.iter("a")):
        if link.tag == "a":
            link.tag = "span"


# ── which look like cards ──────────────────────────────────────────────────────────────────────────────────────────


def _linked(root: _Element, addresses: Sequence[str]) -> dict[_Element, To]:
    """Headings that are links, and where they lead; none, if they are so many that the page is a list."""
    destinations = Destinations(addresses)
    linked: dict[_Element, To] = {}
    for heading in root.iter(*HEADINGS):
        to = where_leads(heading, destinations)
        if to is not None:
            linked[heading] = to
            if len(linked) > _MANY:
                return {}
    return linked


def _alike(linked: Mapping[_Element, To]) -> list[Card]:
    """What lies around headings that are links, with others of its kind beside it."""
    around = {one: [*islice(one.iterancestors(), _DEEP)] for one in linked}
    kinds = {one: kind_of(one) for ancestors in around.values() for one in ancestors if one.tag in _CARDS}
    times = Counter(kinds.values())
    found: dict[_Element, list[_Element]] = {}
    for heading, ancestors in around.items():
        card = next((one for one in ancestors if one in kinds and times[kinds[one]] > 1), None)
        if card is not None:
            found.setdefault(card, []).append(heading)
    return [Card(card, own, {linked[one] for one in own}) for card, own in found.items()]


# ── which are the article's ────────────────────────────────────────────────────────────────────────────────────────


class _Found:
    """What is known of cards by where the article's text stands; or all text that runs is on them."""

    def __init__(self, cards: Iterable[Card], place: TextPlace, *, are_all: bool = False) -> None:
        self._place, self._are_all = place, are_all
        self._told: Counter[_Element | None] = Counter()
        self._boxes: dict[_Element, _Element | None] = {}
        firsts: dict[_Element | None, _Element] = {}
        elements = set()
        for card in cards:
            self._told[card.group] += card.words
            firsts.setdefault(card.group, card.element)
            elements.add(card.element)
        self._headed = {group for group, first in firsts.items() if is_label(first.getprevious())}
        kept = place.holders | {one for holder in place.holders for one in holder.iterancestors("article")}

        def decide(one: _Element) -> bool | None:
            if one in kept:
                return False
            return True if one not in elements and is_of_others(one) else None

        self._points_away = Climb(decide)

    def own_of(self, headings: Sequence[_Element]) -> Iterator[_Element]:
        """Those of the headings on no card that are the article's: they stand among its paragraphs."""
        boxes = {one: self._place.box_of(one) for one in headings if self._points_away(one) is False}
        times = Counter(boxes.values())
        for heading, box in boxes.items():
            is_among = box is heading or heading in self._place.titles
            is_alone = box is not None and times[box] == 1 and self._place.goes_on_behind(box)
            if self._are_all or is_among or is_alone:
                yield heading

    def entries(self, cards: Iterable[Card]) -> list[Card]:
        """The cards that are entries of the article: of those side by side in a box all are, or none, as most say."""
        alike: dict[_Element | None, list[Card]] = {}
        for card in cards:
            alike.setdefault(card.element if self._box_of(card) is card.element else card.group, []).append(card)
        return [one for box in alike.values() if 2 * sum(map(self._is_entry, box)) > len(box) for one in box]

    def _is_entry(self, card: Card) -> bool:
        """Whether a card looks like one: it lies among the article's paragraphs, or is what they introduce."""
        if self._is_labelled(card):
            return False
        if self._are_all:
            return not (card.is_teaser and card.leads_on) and not self._lies_apart(card)
        box = self._box_of(card)
        if box is card.element:
            return card.says_something or card.leads_here or (not card.leads_on and self._place.goes_on_behind(box))
        if card.is_own:
            near = box is not None or not self._lies_apart(card) or self._place.is_introduced(card.element) is not None
            return near and card.words >= SAYS
        if box is not None and self._place.goes_on_behind(box):
            return card.says_more
        return not self._is_less(card) and self._is_introduced(card, box)

    def _is_introduced(self, card: Card, box: _Element | None) -> bool:
        """Whether a card of a box that has most of the text stands behind an introduction to it."""
        if box is not None:
            return card.is_dated_entry or (not card.leads_on and card.has_sentence and card.words >= RUNNING)
        with_title = self._place.is_introduced(card.element)
        if with_title is None:
            return False
        if with_title:  # as in each page of two columns
            return card.says_more and not card.leads_on
        return card.has_sentence and card.words > TEASER and (card.has_clock or not card.leads_on)

    def is_other(self, card: Card) -> bool:
        """Whether a card that is no entry is another article's for sure."""
        if card.leads_here or card.is_large:
            return False
        if self._are_all:
            return card.is_teaser and (self._is_labelled(card) or (card.leads_on and self._lies_apart(card)))
        if self._is_labelled(card):
            return card.is_teaser or card.leads_on
        if card.leads_on and self._lies_apart(card):
            return card.is_teaser or self._is_less(card) or self._place.is_introduced(card.element) is not False
        return card.is_teaser and self._is_beside(card)

    def _is_beside(self, card: Card) -> bool:
        """Whether a card with a teaser's words is no part of what it stands in: text, box, or a review of the press.

        What has sentences, more than the article, may be one.
        """
        box = self._box_of(card)
        if box is card.element:  # flat among paragraphs: an entry with its hour has sentences
            return card.leads_on and card.has_clock and not card.has_sentence
        if box is not None:
            return not card.has_sentence or (card.leads_on and self._is_less(card))
        if self._lies_apart(card):
            if self._place.lies_between(card.element):
                return False
        elif not self._place.ends_before(card.element):
            return False
        elif card.leads_on and card.words <= TEASER:
            return True
        return not card.has_sentence or self._is_less(card)

    def _is_less(self, card: Card) -> bool:
        """Whether the cards beside one have less to say than the article has without them."""
        return self._told[card.group] <= self._place.words

    def _box_of(self, card: Card) -> _Element | None:
        """What stands among the text's paragraphs and holds a card; asked once for cards side by side."""
        if card.group is None or card.group in self._place.holders:
            return card.element
        if card.group not in self._boxes:
            self._boxes[card.group] = self._place.box_of(card.group)
        return self._boxes[card.group]

    def _is_labelled(self, card: Card) -> bool:
        return card.group in self._headed or self._points_away(card.element) is True

    def _lies_apart(self, card: Card) -> bool:
        """Whether a card is not in what holds the text, nor in the article around it."""
        return self._points_away(card.element) is not False


def _found(cards: Iterable[Card], place: TextPlace | None, *, are_all: bool = False) -> _Found | None:
    return _Found(cards, place, are_all=are_all) if place is not None else None
