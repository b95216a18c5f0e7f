"""Where on a page elements stand that say they are a date: at the title, before the text, behind it, far above."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from lxml.etree import _Element

from monitor.core.blocks import FRAMES, INLINE, RUNNING
from monitor.core.dateline import is_dateline
from monitor.core.dates import names_a_day
from monitor.core.element_text import shown_text
from monitor.core.furniture import is_day_alone

PLACES = (
    *("time", "span", "div", "p", "li", "abbr", "small", "strong", "td", "dd", "em", "i", "b", "font"),
    *("h2", "h3", "h4", "h5"),
)
_DATED = re.compile(r"(?i)date|time|(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?|posted|submitted|tarikh)(?:$|[\s_-])")
_ELSE = r"prayer|weather|(?<!pr)event|updates|(?:^|[\s_-])(?:issue|match|poll|tweet)(?:$|[\s_-])"  # boxes of other days
_OF_ELSE = re.compile(rf"(?i){_ELSE}")
_OTHERS = re.compile(
    rf"(?i)widget|today|clock|timeline|{_ELSE}|(?<!last)(?<!last[\s_-])update(?!d|[\s_-]?(?:date|time))"
)
_WRITER = re.compile("(?i)author|writer|kat[ei]b|byline")  # some have long names
_PARAGRAPHS = ("p", "div", "td")
_WHOLE = ("article", "main", "body")
_MOST = 60  # dates in one place that are looked at
_TOLD = 2  # running paragraphs; the first one may be a lead, with the date behind it
_DEEP = 3  # elements around a date right above the title, or beside one that are looked at
_BYLINE = re.compile(
    r"(?i)(?:^|[\s_-])(?:meta(?:data)?|byline|(?:entry|post|article|story|news)[\s_-]?(?:info|details))(?:$|[\s_-])"
)
_SURE = re.compile(r"(?i)publi|posted|(?:entry|post|article|story|news)[-_]?date")
_SAID = re.compile("بقلم|كتب|الكاتب|نشر|المصدر|مشاهد[ةه]|قراء[ةه]")
_MEMBER = re.compile("انضم|عضو منذ|مواليد")  # of a writer
_WORDS = 25  # that say who wrote the article, when, and of what
_TOPIC, _FEWER = 4, 2  # words of a link to all articles of a topic, and where nothing says that it is one
_TIMES = 4  # in a link that is a date
_FEW = 4  # words of a date for machines, or of one that names no day: «قبل ساعتين»


@dataclass(frozen=True, slots=True)
class DatePlaces:
    """Elements that say that they are a date, in the order of the page."""

    near: list[_Element]  # right above the title
    behind: list[_Element]  # between title and text
    leads: list[_Element]  # behind the first paragraph, which may be a lead
    foot: list[_Element]
    above: list[_Element]  # far above the title, where pages show the date of the day


def date_places(root: _Element, heading: _Element | None) -> DatePlaces:
    """Where dates stand, seen from the heading that shows the title.

    What stands among the paragraphs is a day that the text tells of, and what comes long after the element that holds
    title and text is of other articles, or the page. Behind the first paragraph, and in a column beside the title, a
    date is the article's only if nothing else stands with it.
    """
    page = list(_telling(root, heading))
    running = {one for one in page if runs_on(one) and not _is_in_frame(one)}
    before, behind, leads, foot = _in_order(page, heading, running)
    told = _around(running) | running
    holding = told | _around([heading] if heading is not None else [])

    def is_its(element: _Element, *, is_sure: bool = False) -> bool:
        block = _block(element, holding)
        if block is None or len((text := shown_text(block)).split()) > _WORDS:  # asked for each of many dates
            return False
        if _MEMBER.search(text) is not None:
            return False
        if _OF_ELSE.search(names_of(block)) is not None:
            return False
        is_sure = is_sure or _SURE.search(names_of(element)) is not None
        return _is_line(block) or _is_byline(block, running, is_sure=is_sure)

    at_title = [(one, beside) for one in before if (beside := _beside(one, heading)) is not None][-_MOST:]
    parent = heading.getparent() if heading is not None else None
    near = [one for one, beside in at_title if beside is parent or is_its(one, is_sure=parent not in told)]
    return DatePlaces(
        near=near,
        behind=[one for one in behind[:_MOST] if _block(one, holding) is not None],
        leads=[one for one in leads[:_MOST] if is_its(one, is_sure=True)],
        foot=[*filter(is_its, foot[:_MOST])],
        above=[one for one in before[:_MOST] if one not in near and is_its(one)],
    )


def _in_order(
    page: Sequence[_Element], heading: _Element | None, running: Collection[_Element]
) -> tuple[list[_Element], list[_Element], list[_Element], list[_Element]]:
    """Elements that say they are a date: before the title, between it and the text, behind a lead, in the foot."""
    places: tuple[list[_Element], ...] = ([], [], [], [])
    before, behind, leads, foot = places
    passed, told, since = heading is None, 0, 0
    for one in page:
        if one is heading:
            passed = True
        elif one in running:
            told, since = told + passed, since + 1
            if since >= _TOLD:  # one more may tell of the writer
                foot.clear()
        else:
            since = 0
            places[min(told, _TOLD) + 1 if passed else 0].append(one)
    return (before, behind, leads, foot) if told >= _TOLD else (before, behind, [], leads)


def _around(elements: Iterable[_Element]) -> set[_Element]:
    """What elements stand in."""
    found: set[_Element] = set()
    for element in elements:
        for around in element.iterancestors():
            if around in found:
                break
            found.add(around)
    return found


def _is_in_frame(paragraph: _Element) -> bool:
    return any(one.tag in FRAMES for one in islice(paragraph.iterancestors(), _DEEP))


def _block(element: _Element, holding: Collection[_Element]) -> _Element | None:
    """The outermost element around one in which neither title nor text stand; None: it is within a sentence."""
    block, parent = element, element.getparent()
    while parent is not None and parent not in holding:
        block, parent = parent, parent.getparent()
    is_told = parent is not None and runs_on(parent) and (block.tag == "time" or block.tag in INLINE)
    return None if is_told else block


def _beside(element: _Element, heading: _Element | None) -> _Element | None:
    """What both an element right above the title and the title stand in."""
    around = [*islice(heading.iterancestors(), 2)] if heading is not None else []
    found = next((one for one in islice(element.iterancestors(), _DEEP) if one in around), None)
    return found if found is not None and found.tag != "body" else None


def _is_line(block: _Element) -> bool:
    """Whether an element is a date, or nothing that one sees, beside who wrote the article."""
    text = shown_text(block)
    for writer in islice(filter(is_writer, islice(block.iter("a", "span", "div", "b", "strong"), _MOST)), _DEEP):
        text = text.replace(shown_text(writer), " ", 1) if writer is not block else text
    return is_dateline(text) or (not names_a_day(text) and len(text.split()) <= _FEW)


def _is_byline(block: _Element, running: Collection[_Element], *, is_sure: bool) -> bool:
    """Whether an element says who wrote the article, when, and of what: it leads to no other article.

    It names a writer, or is called so; else it is sure by its place or name, and stands not between two paragraphs.
    """
    text = shown_text(block)
    inside = [*islice(block.iter("a", "span", "div", "p"), _MOST)]
    told = _SAID.search(text) or any(_BYLINE.search(names_of(one)) or is_writer(one) for one in (block, *inside))
    if not told and (not is_sure or _is_between(block, running)):
        return False
    if next(block.iter("h2", "h3", "h4", "h5"), None) is not None:
        return False
    most = _TOPIC if told else _FEWER
    links = (one for one in islice(block.iter("a"), _WORDS) if len(shown_text(one).split()) > most)
    return all(is_writer(one) or is_date_as_link(one) for one in links)


def _is_between(block: _Element, running: Collection[_Element]) -> bool:
    """Whether paragraphs stand right before and behind an element."""
    before, behind = islice(block.itersiblings(preceding=True), _DEEP), islice(block.itersiblings(), _DEEP)
    return any(one in running for one in before) and any(one in running for one in behind)


def is_date_as_link(link: _Element) -> bool:
    """Whether a link has a date as its text: it leads to the page itself, or to all of that day."""
    text = shown_text(link)
    dates = sum(len(shown_text(one).split()) for one in islice(link.iter("time"), _TIMES))
    return 0 < dates == len(text.split()) or is_dateline(text)


def is_dated(element: _Element) -> bool:
    """Whether an element says that it is a date."""
    names = names_of(element)
    return _DATED.search(names) is not None and not is_of_others(names)


def is_of_others(names: str) -> bool:
    """Whether these are the names of a day on which something else is: a match, a prayer."""
    return _OTHERS.search(names) is not None


def names_of(element: _Element) -> str:
    """What an element is called."""
    return " ".join(element.get(one) or "" for one in ("class", "id", "itemprop", "property"))


def is_writer(element: _Element) -> bool:
    """Whether an element has the name of who wrote the article, or is a link to it."""
    return _WRITER.search(f"{element.get('href')} {element.get('rel')} {element.get('class')}") is not None


def runs_on(element: _Element) -> bool:
    """Whether words run on in a paragraph, or in a block before its first element."""
    if element.tag not in _PARAGRAPHS:
        return False
    text = element.text or ""
    words = len(text.split())
    if words >= RUNNING or element.tag != "p":
        return words >= RUNNING and not is_day_alone(text)  # days of two calendars, or also that of the last change
    for piece in islice(element.itertext(), 1, None):
        words += len(str(piece).split())
        if words >= RUNNING:
            return True
    return False


def _telling(root: _Element, heading: _Element | None) -> Iterator[_Element]:
    """The heading, paragraphs that run on and elements that say that they are a date."""
    for element in _until_end(root, heading):
        if element is heading or element.tag == "time" or is_dated(element) or runs_on(element):
            yield element


def _until_end(root: _Element, heading: _Element | None) -> Iterator[_Element]:
    """The page's elements in their order, until what holds the title and the text behind it ends."""
    tags = ("h1", *PLACES)
    holder = _holder(root, heading) if heading is not None else None
    if holder is None:
        yield from root.iter(*tags)
        return
    for element in root.iter(*tags):
        yield element
        if element is heading:
            break
    yield from islice(dropwhile(lambda one: one is not heading, holder.iter(*tags)), 1, None)
    yield from islice(holder.itersiblings(*PLACES), 1)


def _holder(root: _Element, heading: _Element) -> _Element | None:
    """The innermost element that holds the title and the running text behind it, and what has its foot beside it."""
    behind = islice(dropwhile(lambda one: one is not heading, root.iter(heading.tag, *_PARAGRAPHS)), 1, None)
    running = [*islice(filter(runs_on, behind), _TOLD)]
    if not running:
        return None
    around = {*heading.iterancestors()}
    holder = next((one for one in running[-1].iterancestors() if one in around), None)
    parent = holder.getparent() if holder is not None else None
    if holder is None or holder.tag in _WHOLE or parent is None or parent.tag == "body":
        return holder
    return parent
