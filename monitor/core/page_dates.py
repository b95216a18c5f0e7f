"""When an article came out, by its page: what the head says, what stands at the title, what stands elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import chain, islice

from lxml.etree import _Element

from monitor.core.blocks import RUNNING
from monitor.core.date_place import DatePlaces, date_places, is_of_others, names_of
from monitor.core.dated_element import (
    HEADINGS,
    is_all_of_change,
    is_elsewhere,
    is_on_card,
    is_parted,
    kind_of,
    near_heading,
    own_text,
    small_block,
    texts_of,
    with_month_first,
)
from monitor.core.dateline import is_dateline
from monitor.core.dates import names_a_day, parse_moment, zone_of
from monitor.core.element_text import shown_text
from monitor.core.furniture import is_day_alone
from monitor.core.plain import one_line, without_blanks
from monitor.core.said_date import SaidDate, in_turn, is_change, tells_of_change

_LEADS = ("h2", "h3", "h4", "h5")  # that run on under the title
_EPOCH = re.compile(r"\s*1\d{9}(?:\d{3})?\s*")
_TIME_OF_DAY = re.compile(r"\d[:٫]\d|[٠-٩]:[٠-٩]")
_DATES_READ = 60
_LINE = 90  # and of one that does not say so
_KICKER = 40  # characters of a heading beside the title
_NEAR = 25  # elements around the title
_SOON = timedelta(days=1)  # nothing comes out later than this
_LATELY = timedelta(days=30)
_ON_THE_CLOCK = timedelta(hours=1)  # by which the clock of a page may be off
_ALIKE = 100  # elements of one kind that are looked at


class PageDates:
    """The dates of one page. `head`: what its JSON-LD and meta tags say, the first one first."""

    def __init__(self, root: _Element, head: Iterable[str], *, title: str, zone: str, now: datetime) -> None:
        self.root = root
        self.head = tuple(head)
        self.zone = zone
        self.now = now
        self.title = title
        self.moments: dict[tuple[str | None, ...], dict[_Element, datetime]] = {}

    @cached_property
    def heading(self) -> _Element | None:
        """The element that shows the title; asked for on few pages."""
        if not self.title:
            return None
        holding: _Element | None = None
        title = without_blanks(self.title)
        for one in self.root.iter(*HEADINGS):
            said = without_blanks(one_line(shown_text(one)))
            if said == title:
                return one
            if holding is None and title in said and len(said) <= len(title) + _KICKER:
                holding = one
        return holding

    def published(self) -> datetime | None:
        """The first date that can be read; one with a time of day before one without, if they name the same day.

        What is called a date of the last change counts where there is no other in its place.
        """
        first: datetime | None = None
        for said in self._dates:
            moment = self._moment(said.text)
            if moment is None or (not said.by_head and moment > self.now + _SOON):
                continue
            timed = self._has_time(said.text, moment)
            if said.above and self._is_of_now(moment, timed=timed):
                continue
            if timed and (first is None or not said.is_of_several):
                return moment if first is None or self._on_day(first) == self._on_day(moment) else first
            first = first or moment
        return first

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

    def _has_time(self, text: str, moment: datetime) -> bool:
        """Whether a text says the time of day, and it could be read."""
        is_told = _TIME_OF_DAY.search(text) is not None or _EPOCH.fullmatch(text) is not None
        return is_told and not self._is_midnight(moment)

    def _is_midnight(self, moment: datetime) -> bool:
        return moment.astimezone(zone_of(self.zone)).time() == time.min

    def _on_day(self, moment: datetime) -> object:
        return moment.astimezone(zone_of(self.zone)).date()

    @property
    def _dates(self) -> Iterator[SaidDate]:
        """What the head says, and what the page shows at the title, then in the foot, then far above."""
        head = (SaidDate(self._as_shown(text), by_head=True) for text in self.head)
        return islice(chain(head, self._visible()), _DATES_READ)

    def _as_shown(self, text: str) -> str:
        """A date of the head; with the month first, «11/2/2026 10:15 AM», if the page shows that day and not the other.

        The servers of some outlets write as in America what their editors mean as elsewhere. A day that is shown counts
        only if it can be read in one way.
        """
        other = with_month_first(text)
        if not other:
            return text
        visible = (one.text for one in islice(self._visible(), _DATES_READ) if not one.above)
        shown = {self._day([one]) for one in visible if not with_month_first(one)}
        return other if self._day([other]) in shown and self._day([text]) not in shown else text

    def _visible(self) -> Iterator[SaidDate]:
        places = date_places(self.root, self.heading)
        title, leads = [*self._at_title(places)], self._all_said(places.leads, places)
        if any(one.is_today for one in title):  # which yields to nothing but what stands at the title too
            yield from chain(in_turn(title), in_turn(leads))
        else:
            yield from in_turn(chain(title, leads))
        for place in (places.foot, places.above):
            yield from in_turn(self._all_said(place, places))

    def _at_title(self, places: DatePlaces) -> Iterator[SaidDate]:
        yield from self._all_said((*places.near, *places.behind), places)
        shown = self._shown()
        if shown:
            yield SaidDate(shown, is_change=tells_of_change(shown))

    def _all_said(self, elements: Sequence[_Element], places: DatePlaces) -> Iterator[SaidDate]:
        for element in elements[:_DATES_READ]:
            yield from self._said(element, places)

    def _said(self, element: _Element, places: DatePlaces) -> Iterator[SaidDate]:
        texts = texts_of(element)
        is_near = element in places.near and not is_on_card(element)
        if not texts or not (is_near or self._is_alone(element, texts)):
            return
        is_above, several = element in places.above, self._has_like(element)
        of_change = is_all_of_change(element)
        for text in texts:
            is_today = is_near and self._is_today(text)
            changed = of_change or is_change(element, text)
            yield SaidDate(text, above=is_above, is_change=changed, is_today=is_today, is_of_several=several)

    def _is_today(self, text: str) -> bool:
        """Whether a text names the day that it is, and no time."""
        moment = self._moment(text)
        return moment is not None and not self._has_time(text, moment) and self._is_of_now(moment, timed=False)

    def _shown(self) -> str:
        """The first short line at the title that names a day, where no element says that it is a date.

        One that says when the article was changed last is taken if no other follows.
        """
        change = ""
        for element in islice(near_heading(self.heading), _NEAR) if self.heading is not None else ():
            text = " ".join(own_text(element).split())
            if len((element.text or "").split()) >= RUNNING and element.tag not in _LEADS and not is_day_alone(text):
                break  # the text has begun: what follows is of comments, or other articles
            if 6 <= len(text) <= _LINE and not is_of_others(names_of(element)) and names_a_day(text):
                moment = self._moment(text) if self._is_alone(element, [text]) else None
                if moment is None or not self._came_out(text, moment):
                    if is_parted(element):
                        continue
                    break
                if not is_change(element, text):
                    return text
                change = change or text
        return change

    def _came_out(self, line: str, moment: datetime) -> bool:
        """Whether a line says when the article came out: what others tell of is long past, or ahead."""
        old = self.now - moment
        return old > -_SOON and (is_dateline(line) or (old < _LATELY and is_dateline(line, few=True)))

    def _is_alone(self, element: _Element, texts: Sequence[str]) -> bool:
        """Whether an element is on no card of another article, and none of its kind has another date."""
        if any(is_elsewhere(one) for one in (element, *islice(element.iterancestors(), 6))) or is_on_card(element):
            return False
        if self.heading is not None and element.getparent() is self.heading.getparent():
            return True
        block = small_block(element)
        like = self._moments_like(element).items()
        others = (moment for one, moment in like if block is None or block not in one.iterancestors())
        return {*map(self._on_day, others)} <= {self._day(texts)}

    def _has_like(self, element: _Element) -> bool:
        """Whether elements of the same kind name several times of day."""
        return len({one for one in self._moments_like(element).values() if not self._is_midnight(one)}) > 1

    def _moments_like(self, element: _Element) -> dict[_Element, datetime]:
        """The moments that elements of the same kind name: looked for once for each kind."""
        kind = kind_of(element)
        if kind not in self.moments:
            alike = islice((one for one in self.root.iter(element.tag) if kind_of(one) == kind), _ALIKE)
            self.moments[kind] = {one: found for one in alike if (found := self._first_of(texts_of(one))) is not None}
        return self.moments[kind]

    def _first_of(self, texts: Sequence[str]) -> datetime | None:
        return next((found for text in texts if (found := self._moment(text)) is not None), None)

    def _day(self, texts: Sequence[str]) -> object:
        moment = self._first_of(texts)
        return self._on_day(moment) if moment is not None else None
