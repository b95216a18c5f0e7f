"""Lists of feeds (OPML, http://opml.org/spec2.opml) in and out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import quoteattr

from lxml import etree

from monitor.core.errors import PermanentError
from monitor.core.model.source import Source, SourceType
from monitor.core.plain import inert
from monitor.core.urls import NO_PASSWORD, holds_password, identity, plain_scheme, resolve

# as lists that were written by hand have it: in addresses, and before names of HTML
_BARE_AND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed in a list."""

    url: str
    title: str
    type: SourceType
    section: tuple[str, ...] = ()  # the folders it stands in, the outermost first


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """What a list holds."""

    feeds: tuple[Subscription, ...]  # each address once
    left_out: tuple[str, ...]  # what is no feed that can be followed, and why, one sentence each
    notes: tuple[str, ...] = ()  # what of the others is not kept, one sentence each


def parse_opml(body: bytes, *, subject: str) -> FeedList:
    """The feeds in a list, and what of it is none; raises PermanentError if it is no list."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    if b"\x00" not in body and b"<!DOCTYPE" not in body:  # not UTF-16, and no names of its own
        body = _BARE_AND.sub(b"&amp;", body)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise PermanentError(subject, f"is no OPML ({str(error)[:100]})") from error
    if root is None or str(root.tag).lower() != "opml":
        raise PermanentError(subject, "is no OPML")
    found: dict[str, Subscription] = {}
    left_out: list[str] = []
    notes: list[str] = []
    for outline in root.iter("outline"):
        written = _address(outline)
        title, section = _title(outline), _folders(outline)
        url = resolve("", plain_scheme(written))
        if url is not None:
            new = Subscription(url=url, title=title, type=_type(outline.get("type") or ""), section=section)
            first = found.setdefault(identity(url), new)
            if section and first.section != section:
                kept = f"the section {_path(first.section)}" if first.section else "no section"
                notes.append(f"{title or url}: stands in {_path(section)} too; it has {kept}")
        elif written:
            left_out.append(f"{_shown(title, outline)}: {_unfollowable(written)}")
        elif not len(outline):  # else it is a folder
            left_out.append(f"{_shown(title, outline)}: names no feed (xmlUrl)")
    broken = [one for one in parser.error_log if one.level == etree.ErrorLevels.FATAL]
    left_out += [f"line {one.line}: {one.message}; what follows may be missing" for one in broken[:1]]
    return FeedList(feeds=tuple(found.values()), left_out=tuple(left_out), notes=tuple(notes))


def _address(outline: etree._Element) -> str:
    return (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()


def _unfollowable(written: str) -> str:
    """Why an address cannot be followed; one that may hold a password is not shown."""
    if holds_password(plain_scheme(written)):
        return NO_PASSWORD
    return f"{repr(written[:200]) if '@' not in written else 'its address'} is no http or https address"


def _shown(title: str, outline: etree._Element) -> str:
    """What an outline that is left out is called: by its line, if its title may hold a password."""
    return f"an outline in line {outline.sourceline}" if "@" in title else title or "an outline"


def _title(outline: etree._Element) -> str:
    """What it is called; nothing, if that is an address with a password."""
    words = unescape(outline.get("title") or outline.get("text") or "").split()
    return "" if any(":" in word and holds_password(word) for word in words) else inert(" ".join(words))[:200]


def _folders(outline: etree._Element) -> tuple[str, ...]:
    """The titles of the outlines it stands in that are no feeds themselves, the outermost first."""
    titles = [_title(one) for one in outline.iterancestors("outline") if not _address(one)]
    return tuple(filter(None, reversed(titles)))


def _path(section: tuple[str, ...]) -> str:
    return " / ".join(section)


def _type(written: str) -> SourceType:
    """What stands there, by the word for it in lists that we wrote; every other word means a feed."""
    return SourceType(written) if written in (SourceType.SITEMAP, SourceType.LISTING) else SourceType.FEED


def written_opml(sources: Iterable[Source]) -> str:
    """The sources as a list that other programs read."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>Monitor</title></head>"]
    return "\n".join(
        [*lines, "<body>", *_outlines([(one.section, one) for one in sources], "  "), "</body>", "</opml>"]
    )


def _outlines(each: Sequence[tuple[tuple[str, ...], Source]], margin: str) -> Iterator[str]:
    """Sources by the folders that are still to be written around them."""
    folders: dict[str, list[tuple[tuple[str, ...], Source]]] = {}
    for section, source in each:
        if section:
            folders.setdefault(section[0], []).append((section[1:], source))
        else:
            name = quoteattr(source.name_ar or source.name)
            kind = f"type={quoteattr('rss' if source.type == 'feed' else source.type.value)}"
            yield f"{margin}<outline {kind} text={name} title={name} xmlUrl={quoteattr(source.url)}/>"
    for name, within in folders.items():
        yield f"{margin}<outline text={quoteattr(name)} title={quoteattr(name)}>"
        yield from _outlines(within, margin + "  ")
        yield f"{margin}</outline>"
