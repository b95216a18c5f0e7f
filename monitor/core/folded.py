"""What a page hides until somebody asks for more («اقرأ المزيد»): the rest of its article, no other hidden thing."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import RUNNING
from monitor.core.element_words import all_words

_NO_TEXT = frozenset({"script", "style", "ins", "br", "hr", "img", "input"})
_HIDING = frozenset({"style", "class", "hidden", "aria-hidden"})
_NOT_SHOWN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_FOLDED = frozenset({"hidden", "collapse", "d-none", "hide"})
_APART = re.compile(  # in the class or the id of what is no part of the text, whatever shows it
    r"(?i)(?:^|[\s_-])(?:authors?|bio|writer|comments?|disqus|modal|popup|pop-up|tooltip|tabs?|related|newsletter|share|login|footnotes?)"
    r"(?:$|[\s_-])"
)
_MORE = re.compile(
    r"(?i)[\s\W]*(?:(?:(?:[اأإ]قر[أا]|لقراء[ةه]|قراء[ةه]|عرض|[إا]ظهار|[أا]ظهر|شاهد|مشاهد[ةه]|تابع|ل?متابع[ةه]|[أا]كمل|[إا]كمال|واصل|مواصل[ةه])"
    r"(?:\s+(?:المزيد|القراء[ةه]|بقي[ةه]|باقي|كامل|الكل|التفاصيل|[أا]كثر|الخبر|المقال|الموضوع|النص|القص[ةه]|التقرير|كاملا))+|المزيد)"
    r"|(?:read|show|see|view|load)\s+(?:more|full|all)(?:\s+\w+){0,2}|continue\s+reading|more)[\s\W]*"
)
_CONTROLS = ("a", "button", "span", "label", "div", "p", "summary")
_LABEL = 40  # characters
_NEAR, _HIDDEN = 2, 40  # elements that stand behind what is folded, and hidden ones between
_INSIDE = 6  # elements of one of them that are looked at


def unfold(root: _Element) -> None:
    """Show paragraphs that are hidden right behind others, and have beside them what says that there is more."""
    last: _Element | None = None
    for paragraph in root.iter("p"):
        if _is_hidden(paragraph):  # what was behind the last one that is shown asked for nothing
            continue
        box = _hidden_behind(paragraph)
        # within what was looked at nothing is: it is shown, or stays hidden with all that is in it
        if box is None or not all_words(paragraph) or (last is not None and last in box.iterancestors()):
            continue
        if not _asks_for_more(_beside(paragraph, box)):
            continue
        last = box
        if _is_running(box):
            for name in _HIDING & {*map(str, box.attrib)}:
                del box.attrib[name]


def _hidden_behind(paragraph: _Element) -> _Element | None:
    """What is hidden behind a paragraph, with nothing that is shown between but a control."""
    for one in islice(paragraph.itersiblings("*"), 4):
        if one.tag in _NO_TEXT:
            continue
        if _is_hidden(one):
            return None if _APART.search(f"{one.get('class')} {one.get('id')}") else one
        if not _may_be_control(one) or not _asks_for_more((one,)):
            return None
    return None


def _may_be_control(element: _Element) -> bool:
    """Whether an element is small enough: most are the next paragraph."""
    least = 1 if element.tag == "p" else 0
    return least <= len(element) <= _INSIDE and len((element.text or "").strip()) <= (0 if least else _LABEL)


def _is_hidden(box: _Element) -> bool:
    return (
        _NOT_SHOWN.search(box.get("style") or "") is not None
        or box.get("aria-hidden") == "true"
        or box.get("hidden") is not None
        or not _FOLDED.isdisjoint((box.get("class") or "").split())
    )


def _beside(paragraph: _Element, box: _Element) -> Iterator[_Element]:
    """Where a control stands: at the end of the paragraph, between the two, behind what is hidden or all around it."""
    yield from islice(paragraph.iterchildren(reversed=True), 1)
    yield from islice(box.itersiblings("*", preceding=True), 3)
    behind = list(_shown_behind(box))
    parent = box.getparent()
    if not behind and parent is not None:
        behind = list(_shown_behind(parent))
    yield from behind


def _shown_behind(box: _Element) -> Iterator[_Element]:
    following = islice(box.itersiblings("*"), _HIDDEN)
    return islice((one for one in following if one.tag not in _NO_TEXT and not _is_hidden(one)), _NEAR)


def _asks_for_more(places: Iterable[_Element]) -> bool:
    return any(_is_control(one) for place in places for one in islice(place.iter(*_CONTROLS), _INSIDE))


def _is_control(element: _Element) -> bool:
    """Whether an element says that there is more, and leads to no other page."""
    if element.tag == "a" and not (element.get("href") or "#").lower().startswith(("#", "javascript:")):
        return False
    said = "".join(islice(map(str, element.itertext()), _INSIDE))
    return len(said) <= _LABEL and _MORE.fullmatch(said) is not None and not _leads_away(element)


def _leads_away(element: _Element) -> bool:
    around = (element, *islice(element.iterancestors(), 2), *islice(element.iter("a"), 2))
    links = (one.get("href") or "#" for one in around if one.tag == "a")
    return any(not link.lower().startswith(("#", "javascript:")) for link in links)


def _is_running(box: _Element) -> bool:
    """Whether a box holds paragraphs of an article, and nothing to fill in, nor mostly links."""
    if next(box.iter("form", "input", "textarea"), None) is not None:
        return False
    paragraphs = [box] if box.tag == "p" else list(box.iter("p"))
    linked = sum(map(all_words, box.iter("a")))
    return any(all_words(one) >= max(RUNNING, 3 * linked) for one in paragraphs)
