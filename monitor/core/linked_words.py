"""Names and places in the sentences of an article are links, often to pages of the outlet about them.

Extraction takes a short block with such links for a menu and drops it. Where more words stand beside the links than in
them, among running text, they become plain words.
"""

import re
from collections.abc import Iterable
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import is_inline
from monitor.core.dateline import says_when
from monitor.core.element_text import shown_text, whole_text
from monitor.core.element_words import all_words
from monitor.core.furniture import cut_furniture, points_elsewhere
from monitor.core.lines import bare_words, become_words, lines_of, unlinked
from monitor.core.running_text import RunningText
from monitor.core.sentence import has_full_stop, speaks_to_readers

_BARE = 2  # words beside the links of a sentence
_NAME = 3  # words of a link that stands alone above a paragraph: a name, a city, an hour
_FEW = 2  # words of a link in an item that does not end as sentences do
_MORE = 3  # times the words of its links that such an item has beside them
_SAYS = 3  # words of that paragraph
_SHORT = 60  # words; of what has more the links do no harm
_UP = 3  # elements between a link that stands alone and the box of it and its paragraph
_PARAGRAPHS = frozenset({"p", "li", "blockquote"})
_BOXES = frozenset({"div", "section", "article", "li", "blockquote"})
_WORD = re.compile(r"\w+")
_TO_THE_REST = re.compile(r"\W*(?:(?:ال|لل)?(?:مزيد|تفاصيل)|[اأإ]قر[أا])(?!\w)")  # of another article
_THROUGH = re.compile(  # «عبر حساب الوزارة على تويتر»
    r"(?<!\w)(?:و?(?:على|في|إلى|من|مع|عن)|أو|و|بـ|(?:عبر|خلال|بواسطة|حساب\w*|صفح[ةت]\w*)(?:\s+\S+){0,3})\s*[«\"(]?\Z"
)
_HERE = re.compile(r"(?<!\w)هنا\W*\Z")
_COUNT = re.compile(r"[\W_]{0,2}\d{1,2}[\W_]{0,2}")  # of comments; «2026», «المادة 140», «F-16», «5G» are told
_NUMBERED = re.compile(  # «بموجب المادة 14», «إلى الجيل 5»
    r"(?<!\w)[وفبك]?(?:ال|لل?)?(?:ماد[ةه]|فقر[ةه]|بند|رقم|قرار|قانون|مرسوم|فصل|ملحق|جيل|مجموع[ةه]|طراز|فئ[ةه]|عدد"
    r"|نسخ[ةه]|مرحل[ةه]|لواء|فرق[ةه]|كتيب[ةه]|منطق[ةه])\W*\Z"
)
_HOUR = re.compile(r"\s*\d{1,2}[:.]\d\d\s*\Z")


def keep_linked_words(root: _Element, running: RunningText) -> None:
    """Turn links within the running text into words: of its sentences, and names alone above short paragraphs."""
    links = list(root.iter("a"))
    for line in lines_of(links):
        if line.tag not in _PARAGRAPHS or not running.is_beside(line) or running.is_apart(line):
            continue
        if _is_sentence(line, ends=line.tag != "p" or not running.is_among(line)):
            become_words(line)
    for box in _boxes_of(links, running):
        if (running.is_within(box) and _is_paragraph_with_name(box)) or (_is_entry(box) and not running.is_apart(box)):
            become_words(box)
            for one in box.iterchildren("span"):
                one.tag = "p"  # what stands bare beside paragraphs is lost


def _linked_words(element: _Element) -> int:
    return sum(map(all_words, element.iter("a")))


def _is_sentence(line: _Element, *, ends: bool) -> bool:
    """Whether a line says more than its links, is no label of theirs («القسم: …»), and no day with a writer.

    `ends`: only one that ends as sentences do, or is an item of a list («مصر: …»); an offer to share does not.
    """
    if not all(map(is_inline, line)):
        return False
    texts = [text.strip() for text in unlinked(line)]
    said = " ".join(texts)
    bare, linked = len(_WORD.findall(said)), _linked_words(line)
    is_whole = not ends or has_full_stop(said) or ":" in said or (line.tag == "li" and _is_item(line, bare, linked))
    if not is_whole or speaks_to_readers(said):
        return False
    if bare < _BARE or bare + has_full_stop(said) <= linked or any(text.endswith(":") for text in texts[:-1]):
        return False
    return not says_when(said)


def _is_item(line: _Element, bare: int, linked: int) -> bool:
    """Whether an item of a list says much more than its links, which are names and do not stand at both ends of it.

    A title with its outlet and its section has a long link, or links around a word or two, or ends in «المزيد» or
    «التفاصيل».
    """
    names = [whole_text(link) for link in line.iter("a")]
    if bare < _MORE * linked or any(len(name.split()) > _FEW for name in names):
        return False
    said, last = whole_text(line), names[-1]
    if not said.endswith(last):
        return True
    if said.startswith(names[0]) or points_elsewhere(last) or _TO_THE_REST.match(last):
        return False
    return not last or _is_own(last, said.removesuffix(last))


def _is_own(last: str, before: str) -> bool:
    """Whether the last link of an item is a part of what it says: «عبر فيسبوك», «اضغط هنا».

    Behind the title of another article stand «3 تعليقات», «فيسبوك» to share it, or when it came out.
    """
    if says_when(last) or (_COUNT.fullmatch(last) is not None and _NUMBERED.search(before) is None):
        return False
    return any((_HERE.search(last), _THROUGH.search(before), cut_furniture(last)))


def _boxes_of(links: Iterable[_Element], running: RunningText) -> dict[_Element, None]:
    """The boxes around links that stand beside running text, or may be entries; each once."""
    beside = {one for holder in running.holders if holder is not None for one in holder.iterchildren(*_BOXES)}
    boxes: dict[_Element, None] = {}
    for link in links:
        if link.tag != "a":
            continue
        leads_here = _leads_here(link)
        for around in islice(link.iterancestors(), _UP):
            if around in beside or (leads_here and around.tag in _BOXES):
                boxes[around] = None
    return boxes


def _leads_here(link: _Element) -> bool:
    """Whether a link leads to a place on its own page, or has an hour as its text."""
    href, text = link.get("href") or "", link.text or ""
    return (href[:1] == "#" and href != "#") or (_HOUR.match(text) is not None)


def _is_entry(box: _Element) -> bool:
    """Whether a box is one of several of a kind, of a few words, whose links all lead to its own place on the page."""
    kind = (box.tag, box.get("class"))
    if all(one is None or (one.tag, one.get("class")) != kind for one in (box.getnext(), box.getprevious())):
        return False
    links = list(box.iter("a"))
    timed = any(_HOUR.match(link.text or "") is not None for link in links)
    return timed and _has_paragraph(box) and bare_words(box, _SHORT) < _SHORT and all(map(_leads_here, links))


def _is_paragraph_with_name(box: _Element) -> bool:
    """Whether a box begins with a link of few words, has no longer one, and a paragraph that says more than they."""
    bare, links = bare_words(box, _SHORT), list(box.iter("a"))
    if bare >= _SHORT or not links or any(all_words(link) > _NAME for link in links):
        return False
    name = shown_text(links[0]).strip()
    return _has_paragraph(box) and bare >= _linked_words(box) and shown_text(box).lstrip().startswith(name)


def _has_paragraph(box: _Element) -> bool:
    return any(bare_words(one, _SAYS) >= _SAYS for one in box.iter("p"))
