"""When an article came out, by its page: what the head says, what stands at the title, what stands elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, dropwhile, islice
from typing import NamedTuple

from lxml.etree import _Element

from monitor.core.body import RUNNING
from monitor.core.dateline import is_dateline
from monitor.core.dates import names_a_day, parse_moment, zone_of
from monitor.core.plain import one_line

_DATED = re.compile(r"(?i)date|time|(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?|posted|submitted|tarikh)(?:$|[\s_-])")
_OTHERS = re.compile("(?i)widget|today|clock|prayer|weather|timeline|event|update(?!d)")  # days of something else
_COMMENTS = re.compile(
    r"(?i)(?:^|\s)(?:comments?|respond|comment[-_]?(?:list|body|meta|author|date|time|content|item|text)|disqus\S*)(?:$|\s)"
)
_PLACES = (
    *("time", "span", "div", "p", "li", "abbr", "small", "strong", "td", "dd", "em", "i", "b", "font"),
    *("h2", "h3", "h4", "h5"),
)
_PARAGRAPHS = ("p", "div", "td")
_WHOLE = ("article", "main", "body")
_HEADINGS = ("h1", "h2", "h3", "h4")
_MACHINES = ("datetime", "content")  # attributes that have an element's date for machines
_TIME_OF_DAY = re.compile(r"\d[:٫]\d|[٠-٩]:[٠-٩]")
_DATES_READ = 60
_SHORT = 120  # characters of an element that may be a date
_LINE = 90  # and of one that does not say so
_KICKER = 40  # characters of a heading beside the title
_NEAR = 25  # elements around the title
_TOLD = 2  # running paragraphs; the first one may be a lead, with the date behind it
_SOON = timedelta(days=1)  # nothing comes out later than this
_LATELY = timedelta(days=30)
_ON_THE_CLOCK = timedelta(hours=1)  # by which the clock of a page may be off
_ELSEWHERE = frozenset({"a", "nav", "aside", "figure"})  # the date may stand in the foot of the article
_CARD, _TEASER = 60, 5  # words of another article's card at most, and of the link to it at least
_WRITER = re.compile("(?i)author|writer|kat[ei]b")  # in a link to one: some have long names
_ALIKE = 100  # elements of one kind that are looked at


class _Said(NamedTuple):
    text: str
    above: bool = False  # far above the title, where pages show the date of the day


class PageDates:
    """The dates of one page. `head`: what its JSON-LD and meta tags say, the first one first."""

    def __init__(self, root: _Element, head: Iterable[str], *, title: str, zone: str, now: datetime) -> None:
        self.root = root
        self.head = tuple(head)
        self.zone = zone
        self.now = now
        self.title = title
        self.days: dict[tuple[str | None, ...], set[object]] = {}

    @cached_property
    def heading(self) -> _Element | None:
        """The element that shows the title; asked for on few pages."""
        if not self.title:
            return None
        holding: _Element | None = None
        for one in self.root.iter(*_HEADINGS):
            said = one_line(_text(one))
            if said == self.title:
                return one
            if holding is None and self.title in said and len(said) <= len(self.title) + _KICKER:
                holding = one
        return holding

    def published(self) -> datetime | None:
        """The first date that can be read; one with a time of day before one without, if they name the same day."""
        first: datetime | None = None
        for said in self._dates:
            moment = self._moment(said.text)
            timed = _TIME_OF_DAY.search(said.text) is not None
            if moment is None or (said.above and self._is_of_now(moment, timed=timed)):
                continue
            if timed:
                return moment if first is None or abs((moment - first).days) <= 1 else first
            first = first or moment
        return first or self._shown()

    def said(self) -> str:
        """The first text that names a day, be it ever so far off."""
        return next((one.text for one in self._dates if names_a_day(one.text)), "")

    def _moment(self, text: str) -> datetime | None:
        return parse_moment(text, now=self.now, zone=self.zone)

    def _is_of_now(self, moment: datetime, *, timed: bool) -> bool:
        """Whether this may be the day, or the clock, of the page."""
        if timed:
            return abs(moment - self.now) < _ON_THE_CLOCK
        place = zone_of(self.zone)
        return moment.astimezone(place).date() == self.now.astimezone(place).date()

    @property
    def _dates(self) -> Iterator[_Said]:
        return islice(chain(map(_Said, self.head), self._visible()), _DATES_READ)

    def _visible(self) -> Iterator[_Said]:
        near, behind, above = self._dated()
        for element in islice(chain(near, behind, above), _DATES_READ):
            texts = _texts(element)
            if texts and (element in near or self._is_alone(element, texts)):
                yield from (_Said(text, above=element in above) for text in texts)

    def _dated(self) -> tuple[Sequence[_Element], Sequence[_Element], Sequence[_Element]]:
        """Elements that say that they are a date: right above the title, behind it, far above it.

        Those behind it stand before the text or in its foot. What stands among its paragraphs is a day that it tells
        of, and what comes long after the element that holds title and text is of other articles, or the page.
        """
        near: list[_Element] = []
        behind: list[_Element] = []
        above: list[_Element] = []
        foot: list[_Element] = []
        around = {*islice(self.heading.iterancestors(), 2)} if self.heading is not None else set()
        passed, told, since = self.heading is None, 0, 0
        for element in self._until_end():
            if element is self.heading:
                passed = True
            elif passed and element.tag in _PARAGRAPHS and _runs_on(element):
                told, since = told + 1, since + 1
                if since >= _TOLD:  # one more may tell of the writer
                    foot.clear()
            elif element.tag == "time" or _is_dated(element):
                if passed and told < _TOLD:
                    behind.append(element)
                elif passed:
                    since = 0
                    foot.append(element)
                elif any(one in around and one.tag != "body" for one in islice(element.iterancestors(), 3)):
                    near.append(element)
                else:
                    above.append(element)
        return near, behind + foot, above

    def _until_end(self) -> Iterator[_Element]:
        """The page's elements in their order, until what holds the title and the text behind it ends."""
        tags = ("h1", *_PLACES)
        holder = _holder(self.root, self.heading) if self.heading is not None else None
        if holder is None:
            yield from self.root.iter(*tags)
            return
        for element in self.root.iter(*tags):
            yield element
            if element is self.heading:
                break
        yield from islice(dropwhile(lambda one: one is not self.heading, holder.iter(*tags)), 1, None)
        yield from islice(holder.itersiblings(*_PLACES), 1)

    def _shown(self) -> datetime | None:
        """The day in the first short line at the title that names one, where no element says that it is a date."""
        for element in islice(_around(self.heading), _NEAR) if self.heading is not None else ():
            text = " ".join(_own_text(element).split())
            if len((element.text or "").split()) >= RUNNING:
                return None  # the text has begun: what follows is of comments, or other articles
            if 6 <= len(text) <= _LINE and _OTHERS.search(_names(element)) is None and names_a_day(text):
                moment = self._moment(text) if self._is_alone(element, [text]) else None
                return moment if moment is not None and self._came_out(text, moment) else None
        return None

    def _came_out(self, line: str, moment: datetime) -> bool:
        """Whether a line says when the article came out: what others tell of is long past, or ahead."""
        old = self.now - moment
        return old > -_SOON and (is_dateline(line) or (old < _LATELY and is_dateline(line, few=True)))

    def _is_alone(self, element: _Element, texts: Sequence[str]) -> bool:
        """Whether an element is on no card of another article, and none of its kind has another date."""
        if any(_is_elsewhere(one) for one in (element, *islice(element.iterancestors(), 6))) or _is_on_card(element):
            return False
        return self._days_of(element) <= {self._day(texts)}

    def _days_of(self, element: _Element) -> set[object]:
        """The days that elements of the same kind name: looked for once for each kind."""
        kind = _kind(element)
        if kind not in self.days:
            alike = islice((one for one in self.root.iter(element.tag) if _kind(one) == kind), _ALIKE)
            self.days[kind] = {self._day(_texts(one)) for one in alike} - {None}
        return self.days[kind]

    def _day(self, texts: Sequence[str]) -> object:
        moment = next((found for text in texts if (found := self._moment(text)) is not None), None)
        return moment.astimezone(zone_of(self.zone)).date() if moment is not None else None


def _holder(root: _Element, heading: _Element) -> _Element | None:
    """The innermost element that holds the title and the running text behind it, and what has its foot beside it."""
    behind = islice(dropwhile(lambda one: one is not heading, root.iter(heading.tag, *_PARAGRAPHS)), 1, None)
    running = [*islice(filter(_runs_on, behind), _TOLD)]
    if not running:
        return None
    around = {*heading.iterancestors()}
    holder = next((one for one in running[-1].iterancestors() if one in around), None)
    parent = holder.getparent() if holder is not None else None
    if holder is None or holder.tag in _WHOLE or parent is None or parent.tag == "body":
        return holder
    return parent


def _runs_on(element: _Element) -> bool:
    """Whether words run on in it before its first element, or in all of a paragraph."""
    words = len((element.text or "").split())
    if words >= RUNNING or element.tag != "p":
        return words >= RUNNING
    for piece in islice(element.itertext(), 1, None):
        words += len(str(piece).split())
        if words >= RUNNING:
            return True
    return False


def _is_elsewhere(element: _Element) -> bool:
    return element.tag in _ELSEWHERE or _COMMENTS.search(_names(element)) is not None


def _texts(element: _Element) -> list[str]:
    # a title may be about something else («آخر تحديث …»), so it counts where the text names no day («قبل ساعتين»)
    said = (*(element.get(name) or "" for name in _MACHINES), _text(element), element.get("title") or "")
    return [text for one in said if 6 <= len(text := " ".join(one.split())) <= _SHORT]


def _is_on_card(element: _Element) -> bool:
    """Whether little stands around an element but a link to another article, or a heading that is one."""
    for around, titles in zip(element.iterancestors(), ("a", ("h2", "h3", "h4", "h5")), strict=False):
        words = _text(around).split()
        if len(words) > _CARD or next(around.iter("h1"), None) is not None:
            return False
        if any(_is_teaser(link) for title in around.iter(titles) for link in title.iter("a")):
            return True
    return False


def _is_teaser(link: _Element) -> bool:
    words = _text(link).split()
    return len(words) >= _TEASER and _WRITER.search(f"{link.get('href')} {link.get('rel')}") is None


def _kind(element: _Element) -> tuple[str | None, ...]:
    parent = element.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else ()
    return (element.tag, element.get("class"), *around)


def _around(heading: _Element) -> Iterator[_Element]:
    """What stands behind the heading and then right before it, in its element or the next ones around it."""
    yield heading
    for element in (heading, *islice(heading.iterancestors(), 2)):
        for sibling in element.itersiblings():
            yield from sibling.iter(*_PLACES)
    parent = heading.getparent()
    if parent is not None and parent.tag != "body":  # at the top of a page stands the date of the day
        for sibling in islice(heading.itersiblings(preceding=True), 1):
            yield from sibling.iter(*_PLACES)


def _own_text(element: _Element) -> str:
    """What stands in an element; of a heading what stands right behind it."""
    return (element.tail or "") if element.tag in _HEADINGS else _text(element)


def _is_dated(element: _Element) -> bool:
    names = _names(element)
    return _DATED.search(names) is not None and _OTHERS.search(names) is None


def _names(element: _Element) -> str:
    return " ".join(element.get(one) or "" for one in ("class", "id", "itemprop", "property"))


def _text(element: _Element) -> str:
    return "".join(islice((str(piece) for piece in element.itertext()), 200))[:2000]
