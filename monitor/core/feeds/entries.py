"""What all feed formats share: foreign fields → a clean Entry, and the bounds on a document."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.core.dates import parse_moment
from monitor.core.feeds.wishes import Wishes
from monitor.core.model.feed import Entry, Feed
from monitor.core.plain import one_line, plain_text
from monitor.core.urls import resolve, written_link

MOST_ENTRIES = 2000
NAME = 12  # hexadecimal digits of an entry's short name: within one feed, chance makes no two of them equal
MARK = 8  # hexadecimal digits of what an entry says
NOTHING_KNOWN: Mapping[str, str] = {}  # goes to other processes, as a mappingproxy cannot
_LONGEST_ID = 2000  # characters
_MOST_TAGS = 50
_TITLE = 120  # characters of a text that stand for a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The fields of an entry as a document writes them, markup and all."""

    id: str = ""
    links: tuple[str, ...] = ()  # the best first
    title: str = ""
    summary: str = ""
    content: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()

    def name(self) -> str:
        """A short name, the same for an entry that comes again: of its address as written, else its id, title, text."""
        return short_name(next(filter(None, self.links), "") or self.id or self.title or self.summary or self.content)

    def mark(self) -> str:
        """What it says, in short: another mark means that the outlet has changed something."""
        return mark_of(self.title, self.updated, self.content or self.summary)


def short_name(written: str) -> str:
    """What an entry writes as its address, id or title, in twelve hexadecimal digits."""
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=NAME // 2).hexdigest()


def mark_of(title: str, updated: str, body: str) -> str:
    """What an entry says, as written, in eight hexadecimal digits."""
    said = f"{title}\n{updated}\n{body}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=MARK // 2).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """How a document came to us: what every reader needs to know beside its text."""

    url: str  # links are resolved against it
    zone: str  # IANA name, for dates without a zone
    local: bool = False  # dates mean `zone`, whatever zone they name
    now: datetime
    charset: str  # as which it was decoded
    declared: str | None = None  # the charset it wrongly says it is in
    known: Mapping[str, str] = field(default_factory=dict)
    """Short name → mark ("": not remembered) of entries that are read again only if they say something else now."""


@dataclass(slots=True, kw_only=True)
class Document:
    """Collects the entries of one document and what had to be mended."""

    received: Received
    format: str
    entries: list[Entry] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    nameless: int = 0
    undated: list[str] = field(default_factory=list)
    left_out: int = 0
    broken: str | None = None
    parts: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    changed: list[tuple[str, Entry]] = field(default_factory=list)
    shared: tuple[str, ...] = ()
    places: set[tuple[str, str]] = field(default_factory=set)  # the address of each entry, as written, and its mark

    def add(self, raw: Raw) -> None:
        """Take an entry, unless there are too many; one without address, title and text has no name."""
        if len(self.names) + self.nameless >= MOST_ENTRIES:
            self.left_out += 1
            return
        name, mark = raw.name(), raw.mark()
        self.places.add((next(iter(raw.links), ""), mark))
        if self._is_as_before(name, mark):
            return
        url = next((found for link in raw.links if (found := written_link(self.received.url, link)) is not None), None)
        title, summary, content = one_line(raw.title), plain_text(raw.summary), plain_text(raw.content)
        if url is None and not title:
            title = _beginning(summary or content)  # RSS asks for a title or a description, not for both
        entry = Entry(
            id=one_line(raw.id)[:_LONGEST_ID] or None,
            url=url,
            title=title,
            summary=summary if summary != title else "",
            content=content if content != summary else "",
            published=self._moment(raw.published),
            updated=self._moment(raw.updated),
            author=one_line(raw.author) or None,
            tags=_distinct(raw.tags),
        )
        if not entry.promises:
            self.nameless += 1
            self.entries.append(entry)
            return
        self.names.append(name)
        self.marks.append(mark)
        if name in self.received.known:
            self.changed.append((name, entry))
        else:
            self.entries.append(entry)

    def knows(self, written: str, mark: str) -> bool:
        """Whether the entry with this address, as written, is known and says what it said; then it is counted."""
        if not self.received.known or len(self.names) >= MOST_ENTRIES:
            return False
        known = self._is_as_before(short_name(written), mark)
        if known:
            self.places.add((written, mark))
        return known

    def _is_as_before(self, name: str, mark: str) -> bool:
        known = self.received.known.get(name)
        if known is None or known not in ("", mark):
            return False
        self.names.append(name)
        self.marks.append(mark)
        return True

    def _moment(self, text: str) -> datetime | None:
        if not text.strip():
            return None
        moment = parse_moment(text, now=self.received.now, zone=self.received.zone, local=self.received.local)
        if moment is None:
            self.undated.append(text.strip()[:60])
        return moment

    def feed(self, *, title: str = "", link: str = "", language: str = "", wishes: Wishes | None = None) -> Feed:
        """The whole document."""
        warnings = list(self.warnings)
        wishes = wishes or Wishes()
        if self.nameless:
            warnings.append(f"{_count(self.nameless)} with neither address, title nor text")
        if self.undated:
            warnings.append(f"{len(self.undated)} date(s) not understood, such as {self.undated[0]!r}")
        if self.left_out:
            warnings.append(f"only the first {MOST_ENTRIES} entries read, {self.left_out} left out")
        return Feed(
            title=one_line(title),
            link=resolve(self.received.url, link),
            language=one_line(language)[:35] or None,
            entries=tuple(self.entries),
            format=self.format,
            charset=self.received.charset,
            warnings=tuple(warnings),
            broken=self.broken,
            declared=self.received.declared,
            ask_every=wishes.ask_every(),
            hub=resolve(self.received.url, wishes.links.get("hub", "")),
            topic=resolve(self.received.url, wishes.links.get("self", "")),
            parts=self.parts,
            names=tuple(self.names),
            marks=tuple(self.marks),
            shared=self.shared,
            changed=tuple(self.changed),
        )


def _beginning(text: str) -> str:
    """The first line of a text, or as much of it as makes a title."""
    line = one_line(text.strip().split("\n", maxsplit=1)[0])
    return line if len(line) <= _TITLE else line[:_TITLE].rsplit(" ", 1)[0] + "…"


def _count(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _distinct(tags: tuple[str, ...]) -> tuple[str, ...]:
    lines = (one_line(tag)[:200] for tag in tags[:_MOST_TAGS])
    return tuple(dict.fromkeys(line for line in lines if line))
