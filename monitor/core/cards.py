"""Cards of other articles beside one: several elements of a kind, each with a heading that leads to another page.

Entries of a live blog and of a review of the press have that too. What is cut lies apart from where the article's text
runs, and has a teaser's words; what is doubtful stays.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cached_property
from itertools import islice
from urllib.parse import quote, unquote

from lxml.etree import _Element

from monitor.core.body import INLINE, RUNNING, all_words
from monitor.core.furniture import points_elsewhere
from monitor.core.gallery import become_paragraph
from monitor.core.urls import host_of, identity, resolve

_TITLES = ("h2", "h3", "h4", "h5")
_CARDS = ("div", "section", "li", "article", "a")
_Kind = tuple[object, ...]  # parent, tag and class
_DEEP = 4  # elements around the heading of a card
_CARD, _CUT_OFF = 40, 80  # words of a card, and of one whose teaser ends in the middle of a sentence
_TEXTS_OF_CARD = 200  # pieces, blanks too
_TITLE = 3  # words that tell of something
_RUN = 6  # words at least that run on without an element between them
_NEAR = 150  # elements behind the first paragraph, by which it is known where the text stands
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")  # of an entry
_OPEN_END = re.compile(r"(?:…|\.{3})\W*(?:\S+\s*){0,2}$")
_TEXTS = ("p", "div", "td", "span", "br", "b", "strong")
_FRAME = frozenset({"footer", "aside", "nav", "form"})
_OF_FRAME = re.compile(r"(?i)(?:^|[\s_-])(?:footer|foot|about|copyright|cookies?|newsletter)(?:$|[\s_-])")
_OF_OTHERS = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|recommended|recommendations|suggested|similar|popular)(?:$|[\s_-])"
)
_BEGINNING = re.compile(r"(?i)(?:https?:)?//[^/?#]*")
_OTHER_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")
_LABEL, _PIECES = 60, 6  # characters of a label, and texts in it


class _To(Enum):
    """Where a heading leads that is a link."""

    HERE = auto()  # to the page itself
    ARTICLE = auto()  # to another page of the outlet
    ELSEWHERE = auto()  # to another outlet


def cut_cards(root: _Element, title: str = "", addresses: Sequence[str] = ()) -> None:
    """Take out cards of other articles than the one with this title and these addresses, the page's own first.

    Headings of its own that are links become plain ones: else they are taken for a menu, and the text between them too.
    """
    leads = _Leads(addresses)
    linked = {one: to for one in root.iter(*_TITLES) if (to := _where(one, leads)) is not None}
    if not linked:
        return
    cards: dict[_Element, None] = {}
    own = [one for one, to in linked.items() if to is not _To.ARTICLE]
    titled = {around for one in root.iter("h1") for around in one.iterancestors()}
    for card, headings in _alike(linked).items():
        if card in titled or any(_says(one, title) for one in headings):
            continue
        if _is_told(card):
            own += headings
        else:
            cards[card] = None
    lies_apart = _apart(root, cards, title) if cards or own else None
    if lies_apart is None:
        return
    for heading in own:
        if not lies_apart(heading):
            _unlink(heading)
    for card in cards:
        if lies_apart(card) and card.getparent() is not None:
            become_paragraph(card, "")


def _unlink(heading: _Element) -> None:
    for link in (*_around(heading), *heading.iter("a")):
        if link.tag == "a":
            link.tag = "span"


# ── which are cards ────────────────────────────────────────────────────────────────────────────────────────────────


class _Leads:
    """Where links of the page lead that has these addresses; None: nowhere, or to what is no page."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._base = addresses[0] if addresses else ""
        self._addresses = addresses
        self._hosts = {host_of(one) for one in addresses}
        self._known: dict[str, bool] = {}  # sites, as links begin with them
        # the longest name in a path is its own article's; as browsers and as people write it
        names = {max(unquote(one.partition("?")[0]).split("/"), key=len).lower() for one in addresses}
        self._names = names | {quote(name).lower() for name in names}

    @cached_property
    def _own(self) -> list[tuple[str, str, str]]:
        return [identity(one).partition("?") for one in self._addresses]

    def __call__(self, href: str) -> _To | None:
        href = href.strip()
        if not href or href.startswith("#"):
            return _To.HERE
        beginning = _BEGINNING.match(href)
        if beginning is not None:
            site = beginning.group()
            if site not in self._known:
                self._known[site] = self._is_outlet(href)
            if not self._known[site]:
                return _To.ELSEWHERE
        elif _OTHER_SCHEME.match(href) is not None:
            return None
        return _To.HERE if self._is_here(href) else _To.ARTICLE

    def _is_outlet(self, href: str) -> bool:
        return not self._base or host_of(resolve(self._base, href) or "") in self._hosts

    def _is_here(self, href: str) -> bool:
        written = href.lower()
        if href[0] != "?" and not any(name in written for name in self._names):  # as most
            return False
        path, _, query = identity(resolve(self._base, href) or "").partition("?")
        asked = {*query.split("&")}
        return any(path == own and (not said or {*said.split("&")} <= asked) for own, _, said in self._own)


def _where(heading: _Element, leads: Callable[[str], _To | None]) -> _To | None:
    """Where a heading leads that is a link or lies within one."""
    inner = next(heading.iter("a"), None)
    link = inner if inner is not None else next((one for one in _around(heading) if one.tag == "a"), None)
    if link is None or link.get("href") is None:
        return None
    alone = inner is None or (link.getparent() is heading and _is_blank(heading.text) and _is_blank(link.tail))
    return leads(link.get("href") or "") if alone or 2 * all_words(link) > all_words(heading) else None


def _around(heading: _Element) -> Iterator[_Element]:
    return islice(heading.iterancestors(), 2)


def _is_blank(text: str | None) -> bool:
    return text is None or text.isspace()


def _alike(linked: Mapping[_Element, _To]) -> dict[_Element, list[_Element]]:
    """What lies around headings that lead to other articles, with others of its kind beside it; and its headings."""
    around = {one: [*islice(one.iterancestors(), _DEEP)] for one, to in linked.items() if to is not _To.ELSEWHERE}
    kinds: dict[_Element, _Kind] = {
        one: _kind(one) for ancestors in around.values() for one in ancestors if one.tag in _CARDS
    }
    times = Counter(kinds.values())
    found: dict[_Element, list[_Element]] = {}
    for heading, ancestors in around.items():
        card = next((one for one in ancestors if times[kinds.get(one, ())] > 1), None)
        if card is not None:
            found.setdefault(card, []).append(heading)
    return {card: own for card, own in found.items() if all(linked[one] is _To.ARTICLE for one in own)}


def _kind(element: _Element) -> _Kind:
    return (element.getparent(), element.tag, element.get("class"))


def _is_told(card: _Element) -> bool:
    """Whether what looks like a card may be the article's: an entry with its hour, more than a teaser."""
    pieces = list(islice(card.itertext(), _TEXTS_OF_CARD))  # one may hold all the others
    text = "".join(map(str, pieces))
    words = len(text.split())
    if len(pieces) == _TEXTS_OF_CARD or words > _CUT_OFF or (":" in text and _CLOCK.search(text) is not None):
        return True
    return words > _CARD and _OPEN_END.search(text.rstrip()) is None


def _says(heading: _Element, title: str) -> bool:
    """Whether a heading is the article's title, or most of it."""
    only = heading
    while len(only) == 1 and _is_blank(only.text) and _is_blank(only[0].tail):
        only = only[0]
    text = only.text if len(only) == 0 else "".join(map(str, heading.itertext()))
    said = " ".join((text or "").split()).rstrip(" .…")
    return bool(said) and (said == title or (said in title and len(said.split()) >= _TITLE))


# ── where the article is ───────────────────────────────────────────────────────────────────────────────────────────


class _Climb:
    """What is decided of an element by the first of those around it of which something is; each is asked once."""

    def __init__(self, decide: Callable[[_Element], bool | None], otherwise: bool) -> None:
        self._decide, self._otherwise = decide, otherwise
        self._known: dict[_Element, bool] = {}

    def __call__(self, element: _Element) -> bool:
        path: list[_Element] = []
        found: bool | None = None
        around: _Element | None = element
        while around is not None and found is None:
            path.append(around)
            found = self._known.get(around)
            if found is None:
                found = self._decide(around)
            around = around.getparent()
        verdict = self._otherwise if found is None else found
        self._known.update(dict.fromkeys(path, verdict))
        return verdict


def _apart(root: _Element, cards: Collection[_Element], title: str) -> Callable[[_Element], bool] | None:
    """Tells whether an element lies apart from the article: not in what holds its text, or where a label points away.

    None: no text runs but on cards.
    """
    holders = _holders(root, cards, title)
    if not holders:
        return None
    kept = holders | {article for holder in holders for article in holder.iterancestors("article")}
    firsts = {one.getparent(): one for one in reversed([*cards])}
    headed = {group for group, first in firsts.items() if _points_elsewhere(first.getprevious())}

    def decide(one: _Element) -> bool | None:
        if one in kept:
            return False
        return True if one not in cards and _is_of_others(one) else None

    lies_apart = _Climb(decide, otherwise=True)
    return lambda element: element.getparent() in headed or lies_apart(element)


def _is_of_others(group: _Element) -> bool:
    """Whether an element is called related, or has a label before it or at its beginning that points elsewhere."""
    if _is_called(group, _OF_OTHERS):
        return True
    return _points_elsewhere(group.getprevious()) or _points_elsewhere(next(group.iterchildren(), None))


def _points_elsewhere(label: _Element | None) -> bool:
    if label is None or not isinstance(label.tag, str):
        return False
    said = "".join(islice(map(str, label.itertext()), _PIECES)).strip()
    return 0 < len(said) <= _LABEL and points_elsewhere(said)


def _holders(root: _Element, cards: Collection[_Element], title: str) -> set[_Element]:
    """What holds the first running text behind the title, and what holds most of it."""
    aside = _Climb(lambda one: True if one in cards or _is_frame(one) else None, otherwise=False)
    lede: _Element | None = None
    titled = begun = False
    running: Counter[_Element] = Counter()
    behind = 0
    for element in root.iter(*_TEXTS, "h1", *_TITLES):
        behind += begun
        if behind > _NEAR:
            break
        if element.tag not in _TEXTS:
            titled = titled or _says(element, title)
            continue
        words = _words(element)
        if words < _RUN or aside(element):  # most are empty
            continue
        holder = _holder(element)
        if lede is None or (titled and not begun):
            lede, begun = holder, titled
        running[holder] += words if words >= RUNNING else 0
    if lede is None:
        return set()
    return _with_like(lede, running)


def _words(element: _Element) -> int:
    """The words of a paragraph or a line."""
    if element.tag == "p":
        return all_words(element)
    text = element.tail if element.tag == "br" else element.text
    return len(text.split()) if text and len(text) > 2 * _RUN else 0


def _holder(text: _Element) -> _Element:
    """The element whose paragraph or line a text is."""
    holder = text
    while holder.tag in INLINE or holder.tag == "p":
        parent = holder.getparent()
        if parent is None:
            break
        holder = parent
    return holder


def _with_like(lede: _Element, running: Counter[_Element]) -> set[_Element]:
    """The holders of the lede and of most text; what is around them where each paragraph lies in one of its own."""
    times = Counter(map(_kind, {lede, *running}))
    told: Counter[_Element] = Counter()
    around: dict[_Element, _Element] = {}
    for holder in (lede, *running):
        parent = holder.getparent()
        around[holder] = parent if parent is not None and times[_kind(holder)] > 1 else holder
        told[around[holder]] += running[holder]
    return {around[lede], told.most_common(1)[0][0]}


def _is_frame(element: _Element) -> bool:
    return element.tag in _FRAME or _is_called(element, _OF_FRAME)


def _is_called(element: _Element, names: re.Pattern[str]) -> bool:
    return any(name and names.search(name) is not None for name in (element.get("class"), element.get("id")))
