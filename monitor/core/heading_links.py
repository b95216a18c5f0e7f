"""Where the headings of a page lead that are links: to the page itself, to another of the outlet, elsewhere."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import cached_property
from itertools import islice
from urllib.parse import quote, unquote

from lxml.etree import _Element

from monitor.core.element_words import all_words
from monitor.core.urls import host_of, identity, resolve

_BEGINNING = re.compile(r"(?i)(?:https?:)?//[^/?#]*")
_SCRIPT = re.compile(r"(?i)javascript:")  # which opens what is no part of this page, as far as one sees
_OTHER_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")
_FRONT = 2  # slashes in the address of a front page


class To(Enum):
    """Where a heading leads that is a link."""

    HERE = auto()  # to the page itself
    ARTICLE = auto()  # to another page of the outlet
    NOWHERE = auto()  # «#» alone: to the page itself, or to what a script puts in its place
    ELSEWHERE = auto()  # to another outlet


class Destinations:
    """Where links of the page lead that has these addresses; None: nowhere, or to what is no page."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._base = addresses[0] if addresses else ""
        self._addresses = addresses
        self._hosts = {host_of(one) for one in addresses}
        self._known: dict[str, bool] = {}  # sites, as links begin with them
        # the longest name in a path is its own article's; as browsers and as people write it
        names = {max(unquote(_path(one)).split("/"), key=len).lower() for one in addresses}
        written = "|".join(map(re.escape, names | {quote(name).lower() for name in names}))
        self._named = re.compile(rf"(?:\A|[/?=])(?:{written})(?:[/?#&.]|\Z)")

    @cached_property
    def _own(self) -> list[tuple[str, str, str]]:
        return [identity(one).partition("?") for one in self._addresses]

    def __call__(self, href: str) -> To | None:
        href = href.strip()
        if href == "#":
            return To.NOWHERE
        if not href or href.startswith("#"):
            return To.HERE
        beginning = _BEGINNING.match(href)
        if beginning is not None:
            site = beginning.group()
            if site not in self._known:
                self._known[site] = self._is_outlet(href)
            if not self._known[site]:
                return To.ELSEWHERE
        elif _OTHER_SCHEME.match(href) is not None:
            return To.ARTICLE if _SCRIPT.match(href) is not None else None
        return To.HERE if self._is_here(href) else To.ARTICLE

    def _is_outlet(self, href: str) -> bool:
        """Whether a link leads to the outlet, or to a part of it: «sport.» before its name."""
        if not self._base:
            return True
        host = host_of(resolve(self._base, href) or "")
        return any(host == own or host.endswith(f".{own}") or own.endswith(f".{host}") for own in self._hosts)

    def _is_here(self, href: str) -> bool:
        if href[0] != "?" and self._named.search(href.lower()) is None:  # as most
            return False
        path, _, query = identity(resolve(self._base, href) or "").partition("?")
        asked = {*query.split("&")}
        if any(path == own and (not said or {*said.split("&")} <= asked) for own, _, said in self._own):
            return True
        return self._beneath is not None and path.startswith(self._beneath)

    @cached_property
    def _beneath(self) -> str | None:
        """How addresses begin that lie beneath the one that was asked for, if it names no section as its own."""
        for asked, _, query in self._own[:1]:
            is_section = any(asked.startswith(f"{own}/") for own, _, _ in self._own)
            if asked.count("/") > _FRONT and not query and not is_section:
                return f"{asked}/"
        return None


def _path(address: str) -> str:
    return _BEGINNING.sub("", address.partition("?")[0], count=1)


def where_leads(heading: _Element, destinations: Destinations) -> To | None:
    """Where a heading leads that is a link or lies within one; None: nowhere."""
    inner = next(heading.iter("a"), None)
    link = inner if inner is not None else next((one for one in around_heading(heading) if one.tag == "a"), None)
    if link is None or link.get("href") is None:
        return None
    alone = inner is None or (link.getparent() is heading and is_blank(heading.text) and is_blank(link.tail))
    return destinations(link.get("href") or "") if alone or 2 * all_words(link) > all_words(heading) else None


def around_heading(heading: _Element) -> Iterator[_Element]:
    """The elements next around a heading, of which one may be its link."""
    return islice(heading.iterancestors(), 2)


def is_blank(text: str | None) -> bool:
    """Whether there is no text but blanks."""
    return text is None or text.isspace()
