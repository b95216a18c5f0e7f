"""An element of a page that may say when its article came out: what it says, and what stands around it."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from monitor.core.date_place import PLACES, is_date_as_link, is_writer, names_of
from monitor.core.dateline import is_dateline
from monitor.core.dates import names_a_day
from monitor.core.element_text import shown_text
from monitor.core.heading_links import is_blank
from monitor.core.lines import unlinked
from monitor.core.said_date import LONGEST, is_change, tells_of_change, tells_which

HEADINGS = ("h1", "h2", "h3", "h4")
_COMMENTS = re.compile(
    r"(?i)(?:^|\s)(?:comments?|respond|comment[-_]?(?:list|body|meta|author|date|time|content|item|text)|disqus\S*)(?:$|\s)"
)
_MACHINES = ("datetime", "content")  # attributes that have an element's date for machines
_EITHER_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})(?=\2\d{4}(?!\d))")
_CIVIL = re.compile("(?<![0-9٠-٩])(?:20|٢٠)[0-9٠-٩]{2}(?![0-9٠-٩])")  # a year: a Hijri day may be another's neighbour
_MONTHS = 12
_ISO, _DAY = re.compile(r"\s*\d{4}-\d\d-\d\d"), len("2026-11-27")
_SEVERAL = 2
_SECTION = 2  # words of a section's name
_SECTIONS = re.compile(r"(?i)(?:^|\s)category(?:\s|$)|/(?:c|cat|categor(?:y|ies)|sections?|channels?|topics?|tags?)/")
_CHILDREN = 4  # of an element, of which one may say the date
_ELSEWHERE = frozenset({"nav", "aside", "figure", "blockquote"})  # the date may stand in the foot of the article
_BESIDE = 25  # words beside each other that say who wrote the article, and when
_CARD, _TEASER = 60, 5  # words of another article's card at most, and of the link to it at least


def small_block(element: _Element) -> _Element | None:
    """What a date stands in with another of the article, of publishing or of the last change; None if there is none."""
    found = None
    for around in islice(element.iterancestors(), 2):
        text = shown_text(around)
        if len(text.split()) > _BESIDE:
            break
        if tells_which(text):
            found = around
    return found


def is_elsewhere(element: _Element) -> bool:
    """Whether what lies in an element is not at the article: a picture's, a comment's, a link's to something else."""
    if element.tag == "a":
        return not is_date_as_link(element)
    return element.tag in _ELSEWHERE or _COMMENTS.search(names_of(element)) is not None


def texts_of(element: _Element) -> list[str]:
    """What an element says that may be a date, what is surest first."""
    # a title may be about something else («آخر تحديث …»), so it counts where the text names no day («قبل ساعتين»)
    whole = shown_text(element)
    sure, doubtful = _for_machines(element, whole)
    children = map(shown_text, islice(element, _CHILDREN)) if len(whole) <= LONGEST else ()
    said = (*sure, _inside(element), whole, *children, *doubtful, element.get("title") or "")
    return [text for one in said if 6 <= len(text := " ".join(one.split())) <= LONGEST]


def _for_machines(element: _Element, shown: str) -> tuple[list[str], list[str]]:
    """Its dates for machines; apart those that may be read in two ways where it shows a day that may not.

    «11/02/2026» may be of November.
    """
    said = [told for name in _MACHINES if (told := element.get(name))]
    doubtful = [one for one in said if with_month_first(one)]
    if not doubtful or with_month_first(shown) or not _names_civil_day(shown) or tells_of_change(shown):
        return said, []
    return [one for one in said if one not in doubtful], doubtful


def _names_civil_day(shown: str) -> bool:
    return _CIVIL.search(shown) is not None and names_a_day(shown)


def with_month_first(text: str) -> str:
    """A text with a date in numbers whose month may be read as its day, both exchanged; empty if there is none.

    >>> with_month_first("Mon, 11/2/2026 - 10:15"), with_month_first("27/11/2026"), with_month_first("2026-11-02")
    ('Mon, 2/11/2026 - 10:15', '', '')
    """
    found = _EITHER_FIRST.search(text)
    if found is None or max(int(found[1]), int(found[3])) > _MONTHS or int(found[1]) == int(found[3]):
        return ""
    return f"{text[: found.start()]}{found[3]}{found[2]}{found[1]}{text[found.end() :]}"


def is_all_of_change(element: _Element) -> bool:
    """Whether all that an element says is of the last change: neither of two days nor a link's words do that.

    A link may be called «تحديثات الحرب», or stand beside: «آخر تحديث: 28 نوفمبر 2026 طباعة».
    """
    said = " ".join("".join(islice(unlinked(element), LONGEST)).split())
    if not tells_of_change(said[: LONGEST + 1]):
        return False
    return sum(names_a_day(shown_text(one)) for one in islice(element, _CHILDREN)) < _SEVERAL


def _inside(element: _Element) -> str:
    """The date for machines within an element that tells of no other day, in ISO 8601: it has its zone."""
    if len(element) == 0:  # most
        return ""
    times = [one for one in islice(element.iterdescendants("time"), _CHILDREN) if _ISO.match(one.get("datetime") or "")]
    beside = shown_text(element)
    for one in times:
        beside = beside.replace(shown_text(one), " ", 1)
    said = [one.get("datetime") or "" for one in times if not is_change(one, shown_text(one))]
    if names_a_day(beside) or len({one[:_DAY] for one in said}) > 1:  # of which may one be of publishing?
        return ""
    return next(iter(said), "")


def is_on_card(element: _Element) -> bool:
    """Whether little stands around an element but a link to another article, or a heading that is one."""
    for around, titles in zip(element.iterancestors(), ("a", ("h2", "h3", "h4", "h5")), strict=False):
        words = shown_text(around).split()
        if len(words) > _CARD or next(around.iter("h1"), None) is not None:
            return False
        if any(_is_teaser(link) for title in around.iter(titles) for link in title.iter("a")):
            return True
    return False


def _is_teaser(link: _Element) -> bool:
    words = shown_text(link).split()
    return len(words) >= _TEASER and not is_writer(link) and not is_date_as_link(link)


def kind_of(element: _Element) -> tuple[str | None, ...]:
    """By what elements are alike: their tags and classes, and those of what they stand in."""
    parent = element.getparent()
    around = (parent.tag, parent.get("class")) if parent is not None else ()
    return (element.tag, element.get("class"), *around)


def near_heading(heading: _Element) -> Iterator[_Element]:
    """What stands behind the heading and then right before it, in its element or the next ones around it."""
    yield heading
    for element in (heading, *islice(heading.iterancestors(), 2)):
        for sibling in element.itersiblings():
            yield from sibling.iter(*PLACES)
    parent = heading.getparent()
    if parent is not None and parent.tag != "body":  # at the top of a page stands the date of the day
        for sibling in islice(heading.itersiblings(preceding=True), 1):
            yield from sibling.iter(*PLACES)


def is_parted(element: _Element) -> bool:
    """Whether one of its elements is the day, and all beside it links to sections: each is read for itself."""
    if len(element) == 0 or not is_blank(element.text) or not all(is_blank(one.tail) for one in element):
        return False
    return all(_is_of_section(one) if one.tag == "a" else is_dateline(shown_text(one)) for one in element)


def _is_of_section(link: _Element) -> bool:
    told = f"{link.get('rel')} {link.get('href')}"
    return len(shown_text(link).split()) <= _SECTION and _SECTIONS.search(told) is not None


def own_text(element: _Element) -> str:
    """What stands in an element; of a heading what stands right behind it."""
    return (element.tail or "") if element.tag in HEADINGS else shown_text(element)
