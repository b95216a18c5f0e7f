"""Pages that go on with the outlet's next articles behind the one that was asked for: only the first is theirs."""

import re

from lxml.etree import _Element

from monitor.core.body import RUNNING, all_words

_CALLED = re.compile(r"(?i)article|story|post|news")  # a part of one article is a `section`, or called so


def cut_next_articles(root: _Element) -> None:
    """Take out what stands behind the first of several like elements that each have a title and running text."""
    titles = list(root.iter("h1"))
    if len(titles) < 2:
        return
    first = next((one for title in titles if (one := _article_of(title)) is not None), None)
    if first is None:
        return
    for other in list(first.itersiblings(first.tag)):
        holder = other.getparent()
        if holder is not None and _alike(first, other) and _article_of(next(other.iter("h1"), None)) is other:
            holder.remove(other)


def _article_of(title: _Element | None) -> _Element | None:
    """The element around a title that has running text, but no other title; None if nothing says it is an article."""
    if title is None:
        return None
    for element in title.iterancestors("article", "div", "section"):
        beside = element.getparent()
        if beside is None or not _is_called_article(element) or sum(_alike(element, one) for one in beside) < 2:
            continue
        if sum(1 for _ in element.iter("h1")) > 1:
            return None
        if all_words(element) - all_words(title) >= RUNNING:
            return element
    return None


def _alike(one: _Element, other: _Element) -> bool:
    return one.tag == other.tag and (one.tag == "article" or one.get("class") == other.get("class"))


def _is_called_article(element: _Element) -> bool:
    return element.tag == "article" or _CALLED.search(element.get("class") or "") is not None
