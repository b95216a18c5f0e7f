"""Lines between a title and a text: an article of their own, or the deck of that text."""

import re
from collections.abc import Collection, Iterable
from itertools import dropwhile, takewhile

from lxml.etree import _Element

from monitor.core.dateline_names import is_full_name
from monitor.core.dates import names_a_day
from monitor.core.element_text import whole_text
from monitor.core.element_words import all_words
from monitor.core.furniture import cut_furniture
from monitor.core.plain import telling_words
from monitor.core.sentence import has_full_stop, speaks_to_readers

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LINE, _FEW_LINES = 3, 2  # words of a line; so many are an introduction
_FEW_RUNNING = 2  # paragraphs of a note
_LABEL = re.compile(  # of who wrote an article, when, of what, how long one reads it: nobody says what stands behind it
    r"كتبت?|بقلم|[إا]عداد|ترجم[ةه]|تصوير|تحرير|مراجع[ةه]|متابع[ةه]|حاور(?:ه|ها|ته|تها)?|المراسل|مراسلنا|الكاتب[ةه]?|المحرر[ةه]?"
    r"|المصدر|مصدر الصور[ةه]|الصور[ةه]|القسم|التصنيف|الفئ[ةه]|الوسوم|(?:ال)?كلمات \S+|رابط \S+|شارك(?: \S+)*"
    r"|(?:مد[ةه]|(?:ال)?وقت|(?:ال)?تاريخ)(?: \S+){0,2}|نشر(?: \S+)?|آخر تحديث"
)
_OF_PAGE = re.compile(  # how lines begin that tell nothing
    r"(?:كتبت?|نقلا|بحسب|(?:ال)?صور[ةه]|حجم|استمع|شاهد|شارك|مشارك[ةه]|تابع|اشترك|اقر[أا]|عدد"
    r"|آخر تحديث|نشرت? (?:في|يوم|بتاريخ))(?!\w)"
)
_PICTURES = re.compile(r"(?i)slide|galler|carousel|caption|photo|album|image|thumb|meta|share|ticker")


def follows_lines(root: _Element, holder: _Element, running: Collection[_Element]) -> bool:
    """Whether several lines stand between the title and an element: the article, and this is what stands below it.

    Sentences are an article, and so is whatever has a text that tells nothing of the title below it. Points of a list
    and lines like «كتب: سامر الحارثي» stand above an article as well. A note below one has not much text: above more,
    lines without a full stop are an article only in an element of their own, else a deck.
    """
    title, lines = _title_and_lines(root, holder)
    if title is None or len(lines) <= _FEW_LINES:
        return False
    said = [whole_text(one) for one in lines if one.tag == "p"]
    if _are_several(filter(has_full_stop, said)) or not _tells_of(whole_text(title), holder):
        return True
    if sum(one in running for one in holder.iter("p")) > _FEW_RUNNING:
        if _tells_most_of(whole_text(title), holder) and not _begins_anew(holder):
            return False  # of the same: a summary in an element of its own
        said = [whole_text(one) for one in lines if one.tag == "p" and _stands_apart(one, title)]
    return _are_several(filter(_is_sentence, said)) or (_are_several(said) and _begins_anew(holder))


def deck_of(root: _Element, holder: _Element) -> list[_Element]:
    """Several lines between the title and the text that tell something: without them a page may have lost a flash."""
    title, lines = _title_and_lines(root, holder)
    if title is None:
        return []
    alike = {one.get("class") for one in holder.iter("p")}
    beside = [one for one in lines if one.tag == "p" and one.get("class") in alike and _tells_something(one)]
    return beside if len(beside) > _FEW_LINES else []


def _title_and_lines(root: _Element, holder: _Element) -> tuple[_Element | None, list[_Element]]:
    """The title and the lines between it and an element below it."""
    title = next(root.iter("h1"), None)
    if title is None or holder in title.iterancestors():
        return None, []
    elements = root.iter("h1", "p", "li", str(holder.tag))
    behind = takewhile(lambda one: one is not holder, dropwhile(lambda one: one is not title, elements))
    return title, [*filter(_is_line, behind)]


def _stands_apart(line: _Element, title: _Element) -> bool:
    """Whether a line stands in an element of its own, and not among pictures."""
    around = line.getparent()
    if around is None or around in title.iterancestors():
        return False
    return not _is_of_pictures(around)


def _are_several(lines: Iterable[str]) -> bool:
    return sum(1 for _ in lines) > _FEW_LINES


def _is_line(element: _Element) -> bool:
    """Whether it is a paragraph or an item of some words, and no link."""
    if element.tag not in ("p", "li") or next(element.iterancestors("li"), None) is not None:
        return False
    return next(element.iter("a"), None) is None and all_words(element) >= _LINE


def _is_sentence(said: str) -> bool:
    """Whether a line tells something: a flash may have no full stop, but neither «كتب: سامر» nor a day is one.

    Most flashes have a colon as well: «رئيس الوزراء: سنعيد إعمار المدينة», but «متابعة وإعداد: فريق الرافد» is none.
    """
    if has_full_stop(said):
        return True
    if names_a_day(said):
        return False
    label, colon, told = map(str.strip, said.partition(":"))
    is_told = len(told.split()) >= _LINE and not is_full_name(told)
    return not colon or (is_told and _LABEL.fullmatch(label.split(" و")[0]) is None)


def _tells_something(line: _Element) -> bool:
    """Whether a line is neither one of the page, nor one of links, nor of a picture: «متظاهرون في البصرة (أ ف ب)»."""
    said = whole_text(line)
    around = line.getparent()
    pictured = around is not None and _is_of_pictures(around)
    return _is_sentence(said) and not (pictured or _is_of_page(said) or " / " in said or said.endswith(")"))


def _is_of_pictures(element: _Element) -> bool:
    return _PICTURES.search(f"{element.get('class')} {element.get('id')}") is not None


def _is_of_page(said: str) -> bool:
    return not cut_furniture(said) or speaks_to_readers(said) or _OF_PAGE.match(said) is not None


def _begins_anew(holder: _Element) -> bool:
    """Whether the first that stands in an element is a heading: readers' opinions, the next article."""
    return next(holder.iter("p", "li", *_HEADINGS), holder).tag in _HEADINGS


def _tells_of(title: str, element: _Element) -> bool:
    """Whether an element has a word of a title, whatever particle is joined to it."""
    return any(_told_of(title, element))


def _tells_most_of(title: str, element: _Element) -> bool:
    told = _told_of(title, element)
    return 2 * sum(told) >= len(told)


def _told_of(title: str, element: _Element) -> list[bool]:
    """Of each telling word of a title whether an element has it."""
    said = whole_text(element)
    return [word.removeprefix("ال") in said for word in telling_words(title)]
