"""collect: entry → article, hits, story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.core.model.feed import Entry
from monitor.core.model.watchlist import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document as it came over the network."""

    url: str  # after redirects
    body: bytes
    content_type: str = ""  # the header, verbatim
    headers: Mapping[str, str]
    fetched_at: datetime
    status: int = 200
    moved_to: str | None = None  # where redirects led, all of them permanent ones
    whole: bool = True  # the document is complete, as far as its length and encoding can tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text behind an entry."""

    url: str
    title: str
    text: str  # begins with the standfirst the page shows; paragraphs on lines of their own
    summary: str = ""  # what feed or meta says and the text does not contain
    canonical_url: str | None = None
    published: datetime | None = None
    said_date: str = ""  # the day that the page names, as it writes it, too far off to be `published`; not stored
    author: str | None = None
    language: str | None = None  # ISO 639
    site: str | None = None
    charset: str | None = None
    content_from: str = "page"  # or "feed"
    own: str = ""  # text that is the article's for sure: its announcement, what an analyst included; not stored
    warnings: tuple[str, ...] = ()  # what of the analyst's rules did not fit the page, one sentence each; not stored


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryToCollect:
    """What the collect worker needs to know."""

    id: int
    source: str
    entry: Entry
    first_seen: datetime
    failures: int
    attempt: int
    known: Article | None = None  # what an earlier reading made of it
    article: int | None = None  # the id of that
    settled: bool = False  # the page was read: it is looked at once more, for what the outlet changed in it
    headlines: tuple[str, ...] = ()  # that the article had before


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the original text where a term stands, and the rule that led there."""

    field: str  # title, summary or text
    start: int
    end: int
    surface: str  # field[start:end]
    term: str  # as the watchlist writes it (an entity: its name)
    rule: str  # term → inflection → clitics → spelling, for an analyst to read


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article satisfied one watchlist."""

    watchlist: str
    severity: Severity
    mentions: tuple[Mention, ...]  # in the order of title, summary, text, each by position


class EditKind(StrEnum):
    """How an outlet changed an article after it was first read."""

    HEADLINE = "headline"
    TEXT = "text"  # more than a typing mistake
    CORRECTION = "correction"  # the outlet says so itself
    RETRACTED = "retraction"  # it takes the article back in its own words, on a page that is still there
    REMOVED = "removed"  # the page is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One such change."""

    at: datetime
    kind: EditKind
    before: str = ""  # headline: the old one
    after: str = ""  # headline: the new one


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectRecord:
    """What the collect worker wants remembered, in one transaction.

    `article` is None when nothing could be made of the entry this time. `collect_at` None: done, or given up when
    `error` says why.
    """

    entry: int
    attempt: int
    at: datetime
    article: Article | None = None
    feed_date: datetime | None = None  # that its entry had when its reading began
    page: Page | None = None  # kept as the capture: the first one of an article, and each that says something else
    changed: bool = False  # than the earlier reading
    agency: str | None = None  # whom the text names as its origin
    story: int | None = None  # the story it joins; None: it opens one
    beside: int | None = None  # an article of that story, in case it was joined to another meanwhile
    joins: tuple[int, ...] = ()  # stories that it shows to be the same one
    copy_of: int | None = None  # the article whose text it repeats
    texts: tuple[int, ...] = ()  # other articles whose text it shows to be the same one
    moves: bool = False  # its page came late: it is known, and may find another story by it
    edits: tuple[Edit, ...] = ()  # what the outlet changed since the earlier reading
    diff: str = ""
    hits: tuple[Hit, ...] = ()
    tell_at: datetime | None = None  # when the story is first looked at; None: nobody to tell
    collect_at: datetime | None = None
    failures: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What became of a CollectRecord."""

    article: int | None = None  # None: no article was made
    story: int | None = None
    joined: bool = False  # the article is new in its story
    stories: tuple[int, ...] = ()  # that were joined to this one
    copy_of: int | None = None
    texts: tuple[int, ...] = ()  # whose articles now repeat `copy_of` too


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedArticle:
    """An article that has its story, as far as finding the stories of others needs it."""

    id: int
    story: int
    copy_of: int | None
    source: str
    published: datetime | None
    first_seen: datetime
    title: str
    text: str
