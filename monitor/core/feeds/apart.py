"""Entries that share one address with others, and what tells them apart.

Some outlets link every entry to their front page, or to one live page: that is the address of no article. A front page
never is, however many entries a document shows. Another page is shared once three entries of a document lead there, or
one that can be no other than another article (`monitor.core.identity`), and from then on: a reminder of it is kept
among the names that are known of the feed, as the document may show fewer the next time.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from monitor.core.feeds.entries import NAME, Document, Raw, Received, short_name
from monitor.core.urls import identity, written_link

_SHARED = 3  # entries under one address: twice is one article whose outlet has changed something
_REMINDER = "="  # no short name begins so
_FRONT = re.compile(r"https://[^/?]+(?:/[a-z]{2})?")  # of a site, or of one of its languages
_LIKE_A_FRONT = re.compile(
    r"(?:(?:https?:)?//[^/?#]+)?[./]*(?:[a-z]{2}/*)?(?:(?:index|default)\.\w+)?(?:[?#].*)?", re.I
)
_MOST_SLASHES = 2  # in the address of a front page without its scheme: wire.example/ar/index.html


def add_all(document: Document, raws: Iterable[Raw]) -> None:
    """Take the entries, each with an address of its own or none."""
    entries, received = list(raws), document.received
    places = _places(received, [raw.links[0] if raw.links else "" for raw in entries])
    sharing: dict[str, list[Raw]] = {}
    for raw, place in zip(entries, places, strict=True):
        sharing.setdefault(place, []).append(raw)
    shared = {place for place, found in sharing.items() if place and _is_shared(place, found, received)}
    document.shared = tuple(sorted(shared))
    for raw, place in zip(entries, places, strict=True):
        document.add(_apart(raw, sharing[place], shared, received) if place in shared else raw)


def shares_links(document: Document) -> bool:
    """Whether entries may have to be told apart by something else than their addresses, see `add_all`."""
    received = document.received
    counts = Counter(_places(received, [link for link, _ in document.places]))
    return any(
        place and (count >= _SHARED or _FRONT.fullmatch(place) or reminder(place) in received.known)
        for place, count in counts.items()
    )


def _places(received: Received, links: Sequence[str]) -> list[str]:
    """Where each link leads; empty where it shares that with no other for certain, as nearly all do."""
    rough = list(map(_rough, links))
    counts = Counter(rough)
    any_reminder = any(map(is_reminder, received.known))
    return [
        _place(received, link) if any_reminder or counts[start] > 1 or _may_be_front(link, start) else ""
        for link, start in zip(links, rough, strict=True)
    ]


def _rough(link: str) -> str:
    """The address without most of what makes no other page of it: at a twentieth of the cost of its identity."""
    start = link.partition("#")[0].partition("utm_")[0]
    return (start.partition("//")[2] or start).removeprefix("www.").rstrip("/?&")


def _may_be_front(link: str, rough: str) -> bool:
    return rough.count("/") <= _MOST_SLASHES and _LIKE_A_FRONT.fullmatch(link) is not None


def _place(received: Received, link: str) -> str:
    found = written_link(received.url, link)
    return identity(found) if found is not None else ""


def _is_shared(place: str, raws: Sequence[Raw], received: Received) -> bool:
    """Whether one address stands for several articles: not for one that is listed twice."""
    if _FRONT.fullmatch(place) or reminder(place) in received.known:
        return True
    ids = {raw.id for raw in raws}
    return (len(ids) >= _SHARED or ids == {""}) and len({raw.title for raw in raws}) >= _SHARED


def _apart(raw: Raw, others: Sequence[Raw], shared: Collection[str], received: Received) -> Raw:
    """The entry without the shared address, unless it says nothing else."""
    links = tuple(link for link in raw.links if _place(received, link) not in shared)
    id = raw.id if len({one.id for one in others}) == len(others) and _place(received, raw.id) not in shared else ""
    apart = replace(raw, links=links, id=id)
    return apart if links or id or raw.title or raw.summary or raw.content else raw


def reminder(place: str) -> str:
    """What is remembered of a shared address among the names that are known: as long as a short name, and none."""
    return _REMINDER + short_name(place)[: NAME - 1]


def is_reminder(name: str) -> bool:
    """Whether a name that is known is that of a shared address."""
    return name.startswith(_REMINDER)
