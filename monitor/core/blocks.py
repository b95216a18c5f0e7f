"""Which elements stand in a line and which are blocks of a page; what of it is running text."""

from lxml.etree import _Element

from monitor.core.element_words import all_words

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BETWEEN = HEADINGS | frozenset({"ul", "ol", "dl", "details", "blockquote", "pre"})  # paragraphs
INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "em",
        "font",
        "i",
        "mark",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)
BLOCKS = BETWEEN | {"p", "div", "h1", "table"}
HOLDERS = ("div", "section", "article", "main", "body", "center", "dd")  # in which text may stand bare
FRAMES = frozenset({"footer", "aside", "nav", "figure"})  # what stands around an article
RUNNING = 12  # words that stand bare in a cell or a div, or in a paragraph, so that they are running text


def is_inline(child: _Element) -> bool:
    """Whether an element stands within a line, and no block stands in it."""
    if not isinstance(child.tag, str):  # a comment
        return True
    return child.tag in INLINE and next(child.iter(*BLOCKS), None) is None


def is_told(element: _Element) -> bool:
    """Whether an element is a heading or a list, or holds nothing else, and no list of links."""
    if element.tag not in BETWEEN:
        return len(element) > 0 and not (element.text or "").strip() and all(map(is_told, element))
    return tells_more_than_links(element)


def tells_more_than_links(element: _Element) -> bool:
    """Whether an element has words, and not half of them in links."""
    linked = sum(map(all_words, element.iter("a")))
    return 0 < len(" ".join(map(str, element.itertext())).split()) > 2 * linked  # cells stand without a blank
