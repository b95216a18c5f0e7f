"""Lines between a title and a text: an article of their own, or the deck of that text."""

import re
from collections.abc import Collection, Iterable
from itertools import dropwhile, takewhile

from lxml.etree import _Element

from monitor.core.dateline_names import is_full_name
from monitor.core.dates import names_a_day
from monitor.core.element_text import whole_text
from monitor.core.element_words import all_words
from monitor.core.plain import telling_words
from monitor.core.sentence import has_full_stop

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LINE, _FEW_LINES = 3, 2  # words of a line; so many are an introduction
_FEW_RUNNING = 2  # paragraphs of a note
_LABEL = re.compile(  # of who wrote an article, when, of what, how long one reads it: nobody says what stands behind it
    r"كتبت?|بقلم|[إا]عداد|ترجم[ةه]|تصوير|تحرير|مراجع[ةه]|متابع[ةه]|حاور(?:ه|ها|ته|تها)?|المراسل|مراسلنا|الكاتب[ةه]?|المحرر[ةه]?"
    r"|المصدر|مصدر الصور[ةه]|الصور[ةه]|القسم|التصنيف|الفئ[ةه]|الوسوم|(?:ال)?كلمات \S+|رابط \S+|شارك(?: \S+)*"
    r"|(?:مد[ةه]|(?:ال)?وقت|(?:ال)?تاريخ)(?: \S+){0,2}|نشر(?: \S+)?|آخر تحديث"
)


def follows_lines(root: _Element, holder: _Element, running: Collection[_Element]) -> bool:
    """Whether several lines stand between the title and an element: the article, and this is what stands below it.

    Sentences are an article, and so is whatever has a text that tells nothing of the title below it. Points of a list
    and lines like «كتب: سامر الحارثي» stand above an article as well. A note below one has not much text: only there
    lines without a full stop are an article, and those below which a heading stands («من نحن»).
    """
    title = next(root.iter("h1"), None)
    if title is None or holder in title.iterancestors():
        return False
    elements = root.iter("h1", "p", "li", str(holder.tag))
    behind = takewhile(lambda one: one is not holder, dropwhile(lambda one: one is not title, elements))
    lines = [*filter(_is_line, behind)]
    if len(lines) <= _FEW_LINES:
        return False
    said = [whole_text(one) for one in lines if one.tag == "p"]
    if _are_several(filter(has_full_stop, said)) or not _tells_of(whole_text(title), holder):
        return True
    if sum(one in running for one in holder.iter("p")) > _FEW_RUNNING:
        return False
    return _are_several(filter(_is_sentence, said)) or (_are_several(said) and _begins_anew(holder))


def _are_several(lines: Iterable[str]) -> bool:
    return sum(1 for _ in lines) > _FEW_LINES


def _is_line(element: _Element) -> bool:
    """Whether it is a paragraph or an item of some words, and no link."""
    if element.tag not in ("p", "li") or next(element.iterancestors("li"), None) is not None:
        return False
    return next(element.iter("a"), None) is None and all_words(element) >= _LINE


def _is_sentence(said: str) -> bool:
    """Whether a line tells something: a flash may have no full stop, but neither «كتب: سامر» nor a day is one.

    Most flashes have a colon as well: «رئيس الوزراء: سنعيد إعمار المدينة».
    """
    if has_full_stop(said):
        return True
    if names_a_day(said):
        return False
    label, colon, told = map(str.strip, said.partition(":"))
    is_told = len(told.split()) >= _LINE and not is_full_name(told)
    return not colon or (is_told and _LABEL.fullmatch(label) is None)


def _begins_anew(holder: _Element) -> bool:
    """Whether the first that stands in an element is a heading: readers' opinions, the next article."""
    return next(holder.iter("p", "li", *_HEADINGS), holder).tag in _HEADINGS


def _tells_of(title: str, element: _Element) -> bool:
    """Whether an element has a word of a title, whatever particle is joined to it."""
    said = whole_text(element)
    return any(word.removeprefix("ال") in said for word in telling_words(title))
