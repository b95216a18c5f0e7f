"""Pictures that tell the article: their captions are its paragraphs."""

import re
from itertools import islice

from lxml.etree import _Element

from monitor.core.body import RUNNING, WordsWithin
from monitor.core.element_text import whole_text

_GALLERY, _CAPTION = 3, 4  # figures, and words of each one's caption
_PARTS = 8  # of a figure: a picture, its caption, what lies upon them
_CALLED = re.compile(r"(?i)(?:^|[\s_-])captions?(?:$|[\s_-])")


def tell_captions(root: _Element) -> None:
    """Turn the figures of a gallery, of which the captions say more than its paragraphs, into paragraphs."""
    named = _name_figures(root)
    galleries: dict[_Element, list[tuple[_Element, str]]] = {}
    read: dict[_Element, str] = {}
    for figure in root.iter("figure"):
        parent, caption = figure.getparent(), _caption(figure, read)
        if parent is not None and len(caption.split()) >= _CAPTION:
            alone = figure.getprevious() is None and figure.getnext() is None
            around = parent.getparent() if alone else parent  # each in an element of its own
            galleries.setdefault(parent if around is None else around, []).append((figure, caption))
    running = WordsWithin("p")
    for holder, figures in galleries.items():
        if len(figures) >= _GALLERY and sum(len(caption.split()) for _, caption in figures) > running(holder):
            for figure, caption in figures:
                become_paragraph(figure, caption)
    for holder, tag, said, called in named:
        if holder.tag == "figure":  # of no gallery: as a figure it would be lost, and may hold the whole article
            holder.tag, said.tag = tag, called


def longest_caption(root: _Element) -> str:
    """The caption that says most, if it is running text; of a page that is a picture it is the text."""
    read: dict[_Element, str] = {}
    caption = max((_caption(figure, read) for figure in root.iter("figure")), key=len, default="")
    return caption if len(caption.split()) >= RUNNING else ""


def _caption(figure: _Element, read: dict[_Element, str]) -> str:
    """The caption of a figure; each is `read` once, however many figures lie around it."""
    said = figure.find(".//figcaption")
    if said is None:
        return ""
    if said not in read:
        read[said] = whole_text(said)
    return read[said]


def _name_figures(root: _Element) -> list[tuple[_Element, str, _Element, str]]:
    """Call figures what holds a picture and its caption and nothing else; each with the tags that the two had."""
    classes = [(one, names) for one in root.iter("div", "p", "span") if (names := one.get("class")) is not None]
    named = []
    words, linked = WordsWithin(), WordsWithin("a")
    for said in [one for one, names in classes if "aption" in names and _CALLED.search(names)]:
        holder = said.getparent()
        if holder is not None and _is_figure(holder, said, words, linked):
            named.append((holder, holder.tag, said, said.tag))
            holder.tag, said.tag = "figure", "figcaption"
    return named


def _is_figure(holder: _Element, said: _Element, words: WordsWithin, linked: WordsWithin) -> bool:
    """Whether an element holds one picture and a caption, which is no link to another article."""
    # counted first: the words are not, for each of a thousand captions, in all that is around them
    if holder.tag not in ("div", "li") or len(holder) > _PARTS or len(list(islice(holder.iter("img"), 2))) != 1:
        return False
    return words(holder) == words(said) and 2 * linked(said) <= words(said)


def become_paragraph(element: _Element, text: str) -> None:
    behind = element.tail
    element.clear()
    element.tag = "p"
    element.text, element.tail = text, behind
