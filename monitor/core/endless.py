"""Pages that go on with the outlet's next articles behind the one that was asked for: only that one is theirs."""

import re
from itertools import islice

from lxml.etree import _Element

from monitor.core.blocks import RUNNING
from monitor.core.element_words import all_words
from monitor.core.standfirst import contains

_CALLED = re.compile(  # a part of one article is a `section`, or called so («story-section», «news-details»)
    r"(?i)(?:^|[\s_-])(?:article|story|post|news)(?:[_-](?:item|page|full|single|wrap(?:per)?|container))?(?:$|\s)"
)
_LIVE = "LiveBlogPosting"  # what schema.org calls a page whose posts, each with a title, are one article
_TITLES = 50  # that are looked at for the page's own


def cut_next_articles(root: _Element) -> None:
    """Take out what stands behind the article that the page is about: like elements with a title and running text."""
    if len(list(islice(root.iter("h1"), 2))) < 2 or _is_live(root):
        return
    own = next((one for title in _own_titles(root) if (one := _article_of(title)) is not None), None)
    if own is None:
        return
    for other in list(own.itersiblings(own.tag)):
        holder, title = other.getparent(), _only_title(other) if _alike(own, other) else None
        if holder is not None and title is not None and _runs(other, title):
            holder.remove(other)


def _is_live(root: _Element) -> bool:
    return any(_LIVE in (script.text or "") for script in root.iter("script")) or any(
        _LIVE in str(one.get("itemtype")) for one in root.iter("html", "body", "main", "article", "section", "div")
    )


def _own_titles(root: _Element) -> list[_Element]:
    """The headings that the window's title says too: another's may stand before it, as in a bar of the latest news."""
    window = next((_said(title) for title in root.iter("title")), "")
    return [title for title in islice(root.iter("h1"), _TITLES) if (said := _said(title)) and contains(window, said)]


def _article_of(title: _Element) -> _Element | None:
    """The element around a title that has running text, but no other title; None if nothing says it is an article."""
    for element in title.iterancestors("article", "div", "section"):
        beside = element.getparent()
        if beside is None or not _is_called_article(element) or not _has_like(element, beside):
            continue
        if _only_title(element) is None:
            return None
        if _runs(element, title):
            return element
    return None


def _only_title(element: _Element) -> _Element | None:
    titles = list(islice(element.iter("h1"), 2))
    return titles[0] if len(titles) == 1 else None


def _runs(element: _Element, title: _Element) -> bool:
    """Whether running text stands in an element, beside its title."""
    return all_words(element) - all_words(title) >= RUNNING


def _has_like(element: _Element, beside: _Element) -> bool:
    alike = (one for one in beside if _alike(element, one))
    return len(list(islice(alike, 2))) == 2  # itself and one more: of thousands no third is looked for


def _alike(one: _Element, other: _Element) -> bool:
    return one.tag == other.tag and (one.tag == "article" or one.get("class") == other.get("class"))


def _is_called_article(element: _Element) -> bool:
    return element.tag == "article" or _CALLED.search(element.get("class") or "") is not None


def _said(title: _Element) -> str:
    return "".join(map(str, title.itertext())).strip()
