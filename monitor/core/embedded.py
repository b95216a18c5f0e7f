"""Posts and words of other people that an article shows: extraction drops the frames that systems put around them."""

import re
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import INLINE
from monitor.core.element_text import shown_text
from monitor.core.element_words import WordsWithin, all_words
from monitor.core.lines import bare_words
from monitor.core.running_text import RunningText

_CALLED = re.compile("twitter-tweet|fb-xfbml-parse-ignore")  # as the providers' own markup is, which all copy
_BUILT = "elementor-widget"
_FRAMES = 4
_QUOTE = re.compile(r"(?i)(?:^|[\s_-])(?:pull|block)?quotes?(?:$|[\s_-])")
_PRICES = re.compile(r"(?i)stock|market|price|currenc|related")  # quotes of another kind
_SAYS, _MOST = 5, 60  # words of a quotation
_HOLDERS = frozenset({"div", "figure", "section", "span", "center", "p"})


def tell_posts(root: _Element) -> None:
    """Put posts in the place of the frames around them, in which nothing else is said."""
    posts = [one for one in root.iter("blockquote") if _CALLED.search(one.get("class") or "") is not None]
    words_in = WordsWithin()
    if posts:
        words_in(root)
    is_built = bool(posts) and _is_built(root, words_in)
    for post in posts:
        words, frame, called = words_in(post), post, ""
        for around in islice(post.iterancestors(), _FRAMES):
            if around.tag not in _HOLDERS or words_in(around) != words:
                break
            frame, called = around, f"{called} {around.get('class')}"
        del post.attrib["class"]
        parent = frame.getparent()
        if frame is not post and parent is not None:
            block = _block_with(post) if is_built and _BUILT in called else post
            block.tail, frame.tail = frame.tail, None
            parent.replace(frame, block)


def _is_built(root: _Element, words_in: WordsWithin) -> bool:
    """Whether most paragraphs of a page stand in blocks of a builder."""
    blocks = {one for one in root.iter("*") if _BUILT in (one.get("class") or "")}
    words = {True: 0, False: 0}
    for paragraph in root.iter("p") if blocks else ():
        around = list(paragraph.iterancestors())
        if all(one.tag != "blockquote" for one in around):
            words[any(one in blocks for one in around)] += words_in(paragraph)
    return words[True] > words[False]


def _block_with(post: _Element) -> _Element:
    """A block of a builder with a post: a `section`, as a `div` with a link is left out.

    A builder calls the blocks of the text so too, and what is called so is left out where something else is not.
    """
    block = post.makeelement("section", {"class": _BUILT}, None)
    post.tail = None
    block.append(post)
    return block


def tell_quotes(running: RunningText) -> None:
    """Turn boxes beside running text that are called a quotation into one; what stands in them into its lines."""
    for holder in running.holders:
        for box in list(holder.iterchildren("div", "figure", "section")) if holder is not None else ():
            if _is_quote(box):
                box.tag = "blockquote"
                for line in [box, *box.iterdescendants("div", "blockquote", "cite", "footer", "figcaption")]:
                    line.attrib.clear()  # whose words they are is called an author, as the article's is
                    if line is not box:
                        line.tag = "p" if all(one.tag in INLINE for one in line) else "div"


def _is_quote(box: _Element) -> bool:
    called = box.get("class") or ""
    if _QUOTE.search(called) is None or _PRICES.search(called) is not None:
        return False
    told = sum(any(map(str.isalpha, word)) for word in shown_text(box).split())  # figures are of shares, or of weather
    return (
        told >= _SAYS
        and bare_words(box, _SAYS) >= _SAYS
        and all_words(box) <= _MOST
        and next(box.iter("a", "ul", "table"), None) is None
    )
