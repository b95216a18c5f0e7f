"""poll: feed → entries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.model.source import Source
from monitor.core.rhythm import Rhythm
from monitor.core.skew import Correction, Skew
from monitor.core.source_state import Notice, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A promise of an article, as a feed makes it."""

    id: str | None = None  # the feed's own: guid, atom:id
    url: str | None = None
    title: str = ""
    summary: str = ""
    content: str = ""  # content:encoded and its like, as plain text with paragraphs on lines of their own
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def promises(self) -> bool:
        """Whether there is anything to read: an entry may hold a date and nothing else."""
        return bool(self.url or self.title)

    def earlier(self, by: timedelta) -> "Entry":
        """This entry with earlier dates."""
        published = self.published - by if self.published is not None else None
        updated = self.updated - by if self.updated is not None else None
        return replace(self, published=published, updated=updated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed document."""

    title: str = ""
    link: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()  # in the order of the document, without those that were known; some promise nothing
    names: tuple[str, ...] = ()  # short names of all entries, known or not
    marks: tuple[str, ...] = ()  # of each of these: what it says, in short
    shared: tuple[str, ...] = ()  # addresses, canonical, that several entries share: those of no article
    changed: tuple[tuple[str, Entry], ...] = ()  # (name, entry) of those that were known and said something else
    format: str = ""  # rss20, atom10, rss10, json11 …
    charset: str = ""
    warnings: tuple[str, ...] = ()  # what was wrong and mended, one sentence each
    broken: str | None = None  # what was so wrong that entries may be missing, one sentence
    declared: str | None = None  # a charset that it claims wrongly to be written in
    ask_every: timedelta | None = None  # its own wish: ttl, sy:updatePeriod
    hub: str | None = None  # where WebSub subscriptions are taken
    topic: str | None = None  # its own address, for the hub
    parts: tuple[str, ...] = ()  # the newest sitemaps of an index
    rest: timedelta | None = None  # for so long one of them asks to be left alone

    @property
    def newest(self) -> datetime | None:
        """When the newest of its entries came out."""
        return max((entry.published for entry in self.entries if entry.published is not None), default=None)

    def earlier(self, by: timedelta) -> "Feed":
        """This feed with earlier dates."""
        if not by:
            return self
        entries = tuple(entry.earlier(by) for entry in self.entries)
        return replace(self, entries=entries, changed=tuple((name, entry.earlier(by)) for name, entry in self.changed))

    def promising(self) -> "Feed":
        """This feed without entries that promise nothing."""
        if all(entry.promises for entry in self.entries):
            return self
        return replace(self, entries=tuple(entry for entry in self.entries if entry.promises))

    def joined(self, others: Sequence["Feed"]) -> "Feed":
        """This feed with the entries of others."""
        every = (self, *others)
        return replace(
            self,
            entries=tuple(entry for one in every for entry in one.entries),
            names=tuple(name for one in every for name in one.names),
            marks=tuple(mark for one in every for mark in one.marks),
            shared=tuple(place for one in every for place in one.shared),
            changed=tuple(entry for one in every for entry in one.changed),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between two polls."""

    source: str
    url: str
    poll_at: datetime
    interval: timedelta
    etag: str | None = None  # verbatim, as the server gave it
    last_modified: str | None = None
    body_hash: str | None = None
    polled_at: datetime | None = None
    new_at: datetime | None = None  # when an entry was last new
    failures: int = 0  # in a row
    error: str | None = None
    not_before: datetime | None = None  # it asked to be left alone until then
    known: str = ""  # short names of the entries in its last documents, see monitor.core.feeds.entries
    marks: str = ""  # what the first of these, those of its last document, said
    validators_lie: bool = False  # it said "not modified" while there was news: asked without conditions
    whole_at: datetime | None = None  # when it last gave a whole document
    moved_to: str | None = None  # where a permanent redirect leads
    moved_at: datetime | None = None  # since when it leads there
    asked_url: str | None = None  # the address taken over from such a redirect; None: `url`
    gone_at: datetime | None = None  # since when it answers 410
    window: int = 0  # entries in its last document
    hub: str | None = None
    topic: str | None = None
    pushed_at: datetime | None = None  # when its hub last said that there is news
    rhythm: Rhythm = Rhythm()
    skew: Skew = Skew()
    standing: Standing = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedToPoll:
    """What the poll worker needs to know."""

    source: Source
    state: FeedState
    attempt: int  # fencing token of the claim


class PollOutcome(StrEnum):
    """How a poll ended."""

    ENTRIES = "entries"  # parsed; some may be new
    NOT_MODIFIED = "not modified"  # 304
    SAME_BODY = "same body"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRecord:
    """What the poll worker wants remembered: the entries and the feed's cursor, in one transaction."""

    source: str
    attempt: int
    at: datetime
    outcome: PollOutcome
    state: FeedState
    entries: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()  # known ones that say something else now
    notice: Notice | None = None  # what the owner is to hear
    correction: Correction | None = None  # of the dates of entries that are stored already
    shared: tuple[str, ...] = ()  # addresses, canonical, that are those of no article
    quiet: bool = False  # nothing is to be remembered but the columns of storage.feed_rows.quiet_values
