"""Elements of a page that an analyst names: CSS selectors, or XPath if they begin with / or (."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from cssselect import SelectorError
from lxml import etree, html
from lxml.cssselect import CSSSelector

from monitor.core.plain import plain_text


@lru_cache(maxsize=1000)
def compile_selector(selector: str) -> etree.XPath:
    """A selector ready for use: XPath if it begins with / or ( or ./, else CSS; raises ValueError saying what is wrong.

    >>> compile_selector("//h2/a").path
    '//h2/a'
    >>> compile_selector("(string(//h2))")
    Traceback (most recent call last):
        ...
    ValueError: gives a text or a number, not elements of the page: leave out the function around the path
    """
    try:
        if not selector.lstrip().startswith(("/", "(", "./")):
            return CSSSelector(selector, translator="html")
        found = etree.XPath(selector)
        named = found(etree.Element("html"))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"not a CSS selector or XPath: {error}") from error
    if not isinstance(named, list):
        raise ValueError("gives a text or a number, not elements of the page: leave out the function around the path")
    return found


def elements(root: etree._Element, selector: str) -> list[etree._Element]:
    """The elements a selector names, in the order of the document; of attributes and texts, those that they stand in.

    >>> page = html.fromstring("<div><a href='/1'>a <b>b</b> c</a></div>")
    >>> [[one.tag for one in elements(page, path)] for path in ("//a", "//a/@href", "//b/text()", "//a/text()")]
    [['a'], ['a'], ['b'], ['a']]
    """
    holders = (one if isinstance(one, etree._Element) else _holder(one) for one in _named(root, selector))
    return list(dict.fromkeys(one for one in holders if one is not None))


def attributes(root: etree._Element, selector: str) -> list[tuple[etree._Element, str]]:
    """The attributes a selector names: of which element, and what each says."""
    found = (one for one in _named(root, selector) if getattr(one, "is_attribute", False))
    return [(holder, str(one)) for one in found if (holder := _holder(one)) is not None]


def sayings(root: etree._Element, selector: str) -> list[str]:
    """What the attributes and texts say that a selector names, the texts of one element together; nothing of elements.

    >>> page = html.fromstring("<div><a title='d'>a <b>b</b> c</a></div>")
    >>> [sayings(page, path) for path in ("//a/@title", "//a/text()", "//a//text()", "//a")]
    [['d'], ['a c'], ['a b c'], []]
    """
    found: list[str] = []
    whole: etree._Element | None = None  # whose texts are being put together
    for one in _named(root, selector):
        holder = _holder(one)
        if isinstance(one, etree._Element) or holder is None:
            continue
        if whole is not None and (holder is whole or whole in holder.iterancestors()):
            found[-1] += str(one)
        elif str(one).strip():
            found.append(str(one))
            whole = None if getattr(one, "is_attribute", False) else holder
    return [" ".join(one.split()) for one in found]


def text_of(root: etree._Element, selectors: Iterable[str]) -> tuple[str, list[str]]:
    """The text of all elements that selectors name, each once, and the selectors that name no text."""
    found = {selector: elements(root, selector) for selector in selectors}
    chosen = {one for named in found.values() for one in named}
    outer = [one for one in _in_order(root, chosen) if chosen.isdisjoint(one.iterancestors())]
    pieces = (plain_text(html.tostring(one, encoding="unicode", with_tail=False)) for one in outer)
    missed = [selector for selector, named in found.items() if not any(_has_text(one) for one in named)]
    return "\n".join(piece for piece in pieces if piece), missed


def cut(root: etree._Element, selectors: Iterable[str]) -> list[str]:
    """Take the elements that selectors name out of the tree; returns the selectors that name none."""
    missed = []
    for selector in selectors:
        named = [one for one in elements(root, selector) if one.getparent() is not None]
        for one in named:
            if isinstance(one, html.HtmlElement):
                one.drop_tree()  # what follows it stays
        if not named:
            missed.append(selector)
    return missed


def _named(root: etree._Element, selector: str) -> list[object]:
    """Elements, attributes and texts, in the order of the document."""
    try:
        return cast(list[object], compile_selector(selector)(root))
    except etree.XPathError:
        return []


def _holder(found: object) -> etree._Element | None:
    """The element in which an attribute or a text stands that an XPath names."""
    holder: etree._Element | None = getattr(found, "getparent", lambda: None)()
    return holder.getparent() if holder is not None and getattr(found, "is_tail", False) else holder


def _has_text(element: etree._Element) -> bool:
    return any(piece.strip() for piece in element.itertext())


def _in_order(root: etree._Element, chosen: set[etree._Element]) -> Iterator[etree._Element]:
    return (one for one in root.iter(etree.Element) if one in chosen) if chosen else iter(())
