"""Pictures that tell the article: their captions are its paragraphs."""

import re

from lxml.etree import _Element

from monitor.core.body import RUNNING, all_words

_GALLERY, _CAPTION = 3, 4  # figures, and words of each one's caption
_CALLED = re.compile(r"(?i)(?:^|[\s_-])captions?(?:$|[\s_-])")


def tell_captions(root: _Element) -> None:
    """Turn the figures of a gallery, of which the captions say more than its paragraphs, into paragraphs."""
    _name_figures(root)
    galleries: dict[_Element, list[_Element]] = {}
    for figure in root.iter("figure"):
        parent = figure.getparent()
        if parent is not None and len(_caption(figure).split()) >= _CAPTION:
            around = parent if len(parent) > 1 else parent.getparent()  # each in an element of its own
            galleries.setdefault(parent if around is None else around, []).append(figure)
    for holder, figures in galleries.items():
        running = sum(map(all_words, holder.iter("p")))
        if len(figures) >= _GALLERY and sum(len(_caption(figure).split()) for figure in figures) > running:
            for figure in figures:
                become_paragraph(figure, _caption(figure))


def longest_caption(root: _Element) -> str:
    """The caption that says most, if it is running text; of a page that is a picture it is the text."""
    caption = max(map(_caption, root.iter("figure")), key=len, default="")
    return caption if len(caption.split()) >= RUNNING else ""


def _caption(figure: _Element) -> str:
    caption = figure.find(".//figcaption")
    return " ".join("".join(map(str, caption.itertext())).split()) if caption is not None else ""


def _name_figures(root: _Element) -> None:
    """Call figures what holds a picture and its caption and nothing else, whatever it is called."""
    classes = [(one, names) for one in root.iter("div", "p", "span") if (names := one.get("class")) is not None]
    for said in [one for one, names in classes if "aption" in names and _CALLED.search(names)]:
        around = said.getparent()
        if around is None or around.tag not in ("div", "li", "a") or around.find(".//img") is None:
            continue
        if all_words(around) == all_words(said) and len(list(around.iter("img"))) == 1:
            around.tag, said.tag = "figure", "figcaption"


def become_paragraph(element: _Element, text: str) -> None:
    behind = element.tail
    element.clear()
    element.tag = "p"
    element.text, element.tail = text, behind
