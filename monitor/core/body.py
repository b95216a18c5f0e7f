"""The body of an article on a page that names none: told by where its running text stands."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import BETWEEN, HEADINGS, is_told, tells_more_than_links
from monitor.core.box import Subject, outlet_of
from monitor.core.deck import deck_of, follows_lines
from monitor.core.element_text import whole_text
from monitor.core.element_words import WordsWithin, all_words
from monitor.core.ending import last_of_body, with_paragraphs
from monitor.core.kinds import Classes, Kinds
from monitor.core.notes import without_notes
from monitor.core.running_text import frame_of
from monitor.core.sentence import tells_event

_NEARLY_ALL = 0.9  # of a page's running text


def name_body(root: _Element, paragraphs: Sequence[_Element], title: str = "") -> None:
    """Call an element the body that has nearly all running text, and other blocks of it, if the page names none.

    `paragraphs` are those that are running text. Without a body they are all that is looked for, and a heading or a
    list among them or behind them is lost.
    """
    if next(root.iter("article"), None) is not None or root.find(".//*[@itemprop='articleBody']") is not None:
        return
    titles = " ".join([title, *map(whole_text, islice(root.iter("h1"), 1))])
    running = without_notes(_counted(paragraphs), Subject(titles, ""))
    holder = _holder_of(running)
    if holder is None or follows_lines(root, holder, running):
        return
    deck = deck_of(root, holder)
    children = [child for child in holder if any(one in running for one in child.iter("p"))]
    subject = Subject(titles, " ".join(map(whole_text, running)), outlet_of(root))
    kinds = Kinds(children)
    last = last_of_body(holder, running, subject, kinds)
    blocks = list(_blocks_from(holder, holder.index(children[0]), last))
    last = with_paragraphs(holder, last, kinds)
    if not _is_more_than_paragraphs(blocks):
        return
    ends = holder.tag != "body" and last == len(holder) - 1
    body = holder if ends else _put_apart(holder, holder.index(children[0]), last)
    body.set("itemprop", "articleBody")
    for line in reversed(deck):
        body.insert(0, line)


def _counted(paragraphs: Sequence[_Element]) -> dict[_Element, int]:
    """The words of paragraphs."""
    within = WordsWithin()
    counts: dict[_Element, int] = {}
    for one in paragraphs:
        around = next(one.iterdescendants("p"), None) is not None  # hundreds may lie in each other
        counts[one] = within(one) if around or one in within else all_words(one)
    return counts


def _holder_of(running: Mapping[_Element, int]) -> _Element | None:
    """The element with nearly all running text: its paragraphs stand in it, or each in an element like the others'."""
    told: Counter[_Element] = Counter()
    around: Counter[_Element] = Counter()
    holders = {one: _unquoted(one) for one in {paragraph.getparent() for paragraph in running}}  # hundreds lie in one
    for paragraph, words in running.items():
        parent = holders[paragraph.getparent()]
        above = frame_of(parent).getparent() if parent is not None else None
        if parent is not None:
            told[parent] += words
            around[parent] += words  # what comes before the parts that are alike
        if above is not None:
            around[above] += words
    for counted in (told, around):
        for holder, words in counted.most_common(1):
            if words >= _NEARLY_ALL * sum(running.values()) and (counted is told or _has_parts(holder, running)):
                return holder
    return None


def _unquoted(parent: _Element | None) -> _Element | None:
    """What paragraphs stand in, but for what is quoted: that stands between paragraphs, as a list does."""
    while parent is not None and parent.tag == "blockquote":
        parent = parent.getparent()
    return parent


def _has_parts(holder: _Element, running: Collection[_Element]) -> bool:
    """Whether text stands in several elements of a kind, or in one and behind it: a lead, and no last word.

    The one may stand last if the text goes on in it. What only quotes is of another kind, as posts are.
    """
    around = [child for child in holder if child not in running and any(one in running for one in child.iter("p"))]
    parts = [part for part in around if any(one in running and not _is_quoted(one) for one in part.iter("p"))] or around
    classes = Classes(parts, laid_out=True)
    kinds = {(part.tag, classes.of(part)) for part in parts}
    if len(kinds) != 1:
        return False
    return len(parts) > 1 or any(one in running for one in parts[0].itersiblings()) or _goes_on(parts[0])


def _is_quoted(paragraph: _Element) -> bool:
    return next(paragraph.iterancestors("blockquote"), None) is not None


def _goes_on(part: _Element) -> bool:
    """Whether the rest of a text stands in a part: it is quoted, has lists of its own, or tells what happened."""
    if any(map(is_told, part.iter("ul", "ol", "blockquote"))):
        return True
    return any(tells_event(whole_text(one)) for one in islice(part.iter("p"), 1))


def _blocks_from(holder: _Element, first: int, last: int) -> Iterator[_Element]:
    """What is a paragraph, or stands between paragraphs, in the order of the page."""
    for child in list(holder)[first : last + 1]:
        yield from (one for one in child.iter("p", "table", *BETWEEN) if one.tag in ("p", "table") or is_told(one))


def _is_more_than_paragraphs(blocks: Sequence[_Element]) -> bool:
    """Whether there is a list or a table among them, or a heading that has text behind it."""
    while blocks and blocks[-1].tag in HEADINGS:
        blocks = blocks[:-1]
    return any(one.tag in BETWEEN or (one.tag == "table" and tells_more_than_links(one)) for one in blocks)


def _put_apart(holder: _Element, first: int, last: int) -> _Element:
    """A `div` of its own for some children."""
    children = list(holder)[first : last + 1]
    body = holder.makeelement("div", None, None)
    holder.insert(first, body)
    body.extend(children)
    return body
