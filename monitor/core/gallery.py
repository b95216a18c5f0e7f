"""Pictures that tell the article: their captions are its paragraphs; and whose a picture is, which is no text."""

import re
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import INLINE, RUNNING
from monitor.core.dateline_names import is_source
from monitor.core.element_text import shown_text, whole_text
from monitor.core.element_words import WordsWithin, all_words
from monitor.core.sentence import speaks_to_readers

_GALLERY, _CAPTION = 3, 4  # figures, and words of each one's caption
_PARTS = 8  # of a figure: a picture, its caption, what lies upon them
_DEEP, _NEAR = 3, 8  # elements around a picture, and behind its credit, that are looked at
_NAMED = 2  # words of a source that may be anybody
_PICTURES = ("img", "amp-img", "picture")
_CREDIT = re.compile(r"(?:المصدر|مصدر الصورة)\s*:\s*\S+(?:\s\S+){0,3}(?<![.؟?!])")
_SIGN = re.compile(r"(?i)(?:^|[\W_])(?:emoji|logo|icon)s?(?![^\W_])")  # no picture
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


def cut_credits(root: _Element) -> None:
    """Cut «المصدر: أ ف ب» right below a picture with the article's text behind it: whose that is, not the article.

    Below the text, or above the element that holds it, it may be the article's, whatever picture stands above it; not
    if one element holds both.
    """
    for picture in list(root.iter(*_PICTURES)):
        credit = _credit_of(picture)
        if credit is None:
            continue
        is_text = _has_running if credit in picture.iterancestors() else _is_running
        if any(map(is_text, islice(credit.itersiblings(), _NEAR))):
            become_paragraph(credit, "")


def _credit_of(picture: _Element) -> _Element | None:
    """The line with whose a picture is: what holds both and nothing else, or the paragraph right behind it."""
    if _SIGN.search(f"{picture.get('class')} {picture.get('src')}") is not None:
        return None
    shown = picture
    for around in islice(picture.iterancestors(), _DEEP):
        if around.tag == "figure":
            return None
        if next(islice(around, _PARTS, None), None) is not None:
            break
        said = " ".join(shown_text(around).split())
        if said:
            if _CREDIT.fullmatch(said) is not None:
                return around
            break
        shown = around
    behind = shown.getnext()
    if behind is None or behind.tag != "p" or (shown.tail or "").strip():
        return None
    is_line = shown.tag in ("p", *INLINE, *_PICTURES)  # a box of its own may head the article
    return behind if is_line and _is_credit(" ".join(shown_text(behind).split())) else None


def _is_credit(said: str) -> bool:
    """Whether a line that stands alone says whose a picture is, and not what a source tells.

    >>> _is_credit("المصدر: أ ف ب"), _is_credit("المصدر: وزارة الصحة"), _is_credit("المصدر: خمسة قتلى بالانفجار")
    (True, True, False)
    """
    label, _, source = map(str.strip, said.partition(":"))
    is_name = label != "المصدر" or len(source.split()) <= _NAMED or is_source(source)
    return is_name and _CREDIT.fullmatch(said) is not None


def _has_running(element: _Element) -> bool:
    return any(all_words(one) >= RUNNING for one in islice(element.iter("p"), _NEAR))


def _is_running(element: _Element) -> bool:
    """Whether it is a paragraph of the text: in elements of their own stand comments, notes, other articles."""
    return element.tag == "p" and _has_running(element) and not speaks_to_readers(whole_text(element))


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
