"""The body of an article on a page that names none: told by where its running text stands."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import dropwhile, islice

from lxml.etree import _Element

from monitor.core.dateline import is_dateline
from monitor.core.element_text import shown_text
from monitor.core.furniture import cut_furniture

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LINES = _HEADINGS | {"p"}
BETWEEN = _HEADINGS | frozenset({"ul", "ol", "dl", "details", "blockquote", "pre"})  # paragraphs
INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "em",
        "font",
        "i",
        "mark",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)
BLOCKS = BETWEEN | {"p", "div", "h1", "table"}
FRAMES = frozenset({"footer", "aside", "nav", "figure"})  # what stands around an article
RUNNING = 12  # words that stand bare in a cell or a div, or in a paragraph, so that they are running text
_NEARLY_ALL = 0.9  # of a page's running text
_BOXED = 3  # elements around a paragraph, where each has its own


def name_body(root: _Element, paragraphs: Sequence[_Element]) -> None:
    """Call an element the body that has nearly all running text, and other blocks of it, if the page names none.

    `paragraphs` are those that are running text. Without a body they are all that is looked for, and a heading or a
    list among them or behind them is lost.
    """
    running, lede = _behind_title(root, _counted(paragraphs))
    if _is_named(root, running, lede):
        return
    holder = _holder_of(running)
    if holder is None:
        holder = _holder_of({one: words for one, words in running.items() if one is not lede})
    if holder is None:
        return
    children = [child for child in holder if any(one in running for one in child.iter("p"))]
    last = _last_of_body(holder, running)
    blocks = list(_blocks_from(holder, holder.index(children[0]), last))
    if not _is_more_than_paragraphs(blocks):
        return
    body = holder if holder.tag != "body" else _put_apart(holder, holder.index(children[0]), last)
    for other in root.findall(".//*[@itemprop='articleBody']"):  # for machines, with no text that is shown
        del other.attrib["itemprop"]
    body.set("itemprop", "articleBody")
    if lede is not None and body not in lede.iterancestors() and not is_dateline(shown_text(lede), few=True):
        body.insert(0, lede)


def _is_named(root: _Element, paragraphs: Collection[_Element], lede: _Element | None) -> bool:
    """Whether running text stands where an article is said to stand: the first, or more than a comment has."""
    named = {*root.iter("article"), *root.iterfind(".//*[@itemprop='articleBody']")}
    if not named or not paragraphs:
        return bool(named)
    if lede is not None and not named.isdisjoint(lede.iterancestors()):
        return True
    within = (one for one in paragraphs if not named.isdisjoint(one.iterancestors()))
    return len([*islice(within, 2)]) == min(2, len(paragraphs))


def _counted(paragraphs: Sequence[_Element]) -> dict[_Element, int]:
    """The words of paragraphs."""
    within = WordsWithin()
    counts: dict[_Element, int] = {}
    for one in paragraphs:
        around = next(one.iterdescendants("p"), None) is not None  # hundreds may lie in each other
        counts[one] = within(one) if around or one in within else all_words(one)
    return counts


def _behind_title(root: _Element, running: Mapping[_Element, int]) -> tuple[Mapping[_Element, int], _Element | None]:
    """The running text behind the title, and its first, which may stand with the title and not in the body.

    All of it, and none, if there is no title, or most stands before it.
    """
    title = next(root.iter("h1"), None)
    page = dropwhile(lambda one: one is not title, root.iter("h1", "p")) if title is not None else ()
    behind = {one: running[one] for one in page if one in running}
    if 2 * sum(behind.values()) < sum(running.values()):
        return running, None
    return behind, next(iter(behind), None)


def _holder_of(running: Mapping[_Element, int]) -> _Element | None:
    """The element with nearly all running text: most in its own paragraphs, or each in an element like the others'."""
    around: tuple[Counter[_Element], ...] = tuple(Counter() for _ in range(_BOXED))
    for paragraph, words in running.items():
        for counted, one in zip(around, paragraph.iterancestors(), strict=False):
            counted[one] += words
    most = _NEARLY_ALL * sum(running.values())
    for own, (holder, words) in ((counted is around[0], one) for counted in around for one in counted.most_common(1)):
        if own and words >= most / 2:
            words = sum(count for one, count in running.items() if holder in one.iterancestors())
        if words >= most and (own or _are_alike(holder, running)):
            return holder
    return None


def _are_alike(holder: _Element, running: Collection[_Element]) -> bool:
    """Whether several of its children have running text, all of one kind."""
    told = [child for child in holder if any(one in running for one in child.iter("p"))]
    return len(told) > 1 == len({(child.tag, child.get("class")) for child in told})


def _last_of_body(holder: _Element, running: Collection[_Element]) -> int:
    """The place of the last child that has running text, or of the last block that follows it at once."""
    children = list(holder)
    last = max(n for n, child in enumerate(children) if any(one in running for one in child.iter("p")))
    for n, child in enumerate(children[last + 1 :], start=last + 1):
        if child.tag in _LINES and _is_furniture(child):
            break
        if _is_told(child) and (child.tag in BETWEEN or not child.attrib):  # «id=comments» is a list too
            last = n
        elif child.tag != "p" and all_words(child):
            break
    return last


def _is_furniture(line: _Element) -> bool:
    """Whether it begins what a page puts under an article: tags, comments, other articles."""
    said = " ".join("".join(map(str, line.itertext())).split())
    return bool(said) and not cut_furniture(said)


def _is_told(element: _Element) -> bool:
    """Whether an element is a heading or a list, or holds nothing else, and no list of links."""
    if element.tag not in BETWEEN:
        return len(element) > 0 and not (element.text or "").strip() and all(map(_is_told, element))
    linked = sum(map(all_words, element.iter("a")))
    return 0 < all_words(element) > 2 * linked


def _blocks_from(holder: _Element, first: int, last: int) -> Iterator[_Element]:
    """What is a paragraph, or stands between paragraphs, in the order of the page."""
    for child in list(holder)[first : last + 1]:
        yield from (one for one in child.iter("p", *BETWEEN) if one.tag == "p" or _is_told(one))


def _is_more_than_paragraphs(blocks: Sequence[_Element]) -> bool:
    """Whether there is a list among them, or a heading that has text behind it."""
    while blocks and blocks[-1].tag in _HEADINGS:
        blocks = blocks[:-1]
    return any(one.tag in BETWEEN for one in blocks)


def _put_apart(holder: _Element, first: int, last: int) -> _Element:
    """A `div` of its own for some children."""
    children = list(holder)[first : last + 1]
    body = holder.makeelement("div", None, None)
    holder.insert(first, body)
    body.extend(children)
    return body


def all_words(element: _Element) -> int:
    """How many words stand in an element, whatever is around them."""
    if len(element) == 0:  # most links and headings
        return len(element.text.split()) if element.text else 0
    return len("".join(map(str, element.itertext())).split())


class WordsWithin:
    """How many words stand in elements, or of these in elements of a tag; counted once for all that lie around them.

    Ask for what is around first, as the order of a page has it.
    """

    def __init__(self, tag: str | None = None) -> None:
        self._tag = tag
        self._counted: dict[_Element, int] = {}

    def __contains__(self, element: _Element) -> bool:
        return element in self._counted

    def __call__(self, element: _Element) -> int:
        """The words in an element."""
        if element not in self._counted:
            self._count(element)
        return self._counted[element]

    def _count(self, top: _Element) -> None:
        inside: dict[_Element, int] = {}
        tagged: dict[_Element, int] = {}
        for element in reversed(list(top.iter())):  # what is in an element comes before it
            words = inside.pop(element, 0)
            if isinstance(element.tag, str) and element.text:  # no comment
                words += len(element.text.split())
            told = words if self._tag in (None, element.tag) else tagged.pop(element, 0)
            self._counted[element] = told
            parent = element.getparent()
            if parent is not None and element is not top:
                inside[parent] = inside.get(parent, 0) + words + len((element.tail or "").split())
                tagged[parent] = tagged.get(parent, 0) + told


def is_inline(child: _Element) -> bool:
    """Whether an element stands within a line, and no block stands in it."""
    if not isinstance(child.tag, str):  # a comment
        return True
    return child.tag in INLINE and next(child.iter(*BLOCKS), None) is None
