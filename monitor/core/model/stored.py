"""What people look up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.core.model.article import Article, Edit, Hit, Mention
from monitor.core.model.feed import Entry
from monitor.core.model.story import DeliveryKey, StoryArticle, StoryToTell
from monitor.core.model.watchlist import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """A delivery that waits or is dead, as a person looks at it."""

    id: int
    key: DeliveryKey
    created_at: datetime
    deliver_at: datetime | None  # None: dead
    failures: int
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoiltValue:
    """A date or a count that was spoilt on the disk: where it stands."""

    table: str
    row: str  # its key
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHit:
    """A hit with its article, as `monitor hits` and the exports show it."""

    watchlist: str
    severity: Severity
    found_at: datetime
    source: str
    article: Article
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article with where and when it was found."""

    id: int
    source: str
    first_seen: datetime
    article: Article
    tags: tuple[str, ...] = ()  # of its feed entry


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStory:
    """A story with all its articles, the earliest first; one that stands alone is a story too."""

    key: str
    articles: tuple[StoryArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """What one source brought since a moment, for summaries."""

    source: str
    entries: int
    articles: int
    hits: int
    errors: int  # entries set aside or failing


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTrace:
    """A delivery that told of a story, alone or among others."""

    key: DeliveryKey
    at: datetime  # put into the outbox
    sent_at: datetime | None
    deliver_at: datetime | None  # next try; None: sent, or dead
    failures: int
    error: str | None
    channel_fails: str | None = None  # what its channel was last told, while only single tries go out by it
    channel_tried: datetime | None = None  # when it is tried next


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEdit:
    """A change of an article with the difference of the texts, where that was kept."""

    edit: Edit
    diff: str = ""  # as revision.diff_of writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRevision:
    """A change with the article that was changed."""

    source: str
    article: Article  # as it is now
    change: StoredEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page as it was fetched."""

    url: str
    status: int
    headers: Mapping[str, str]
    fetched_at: datetime
    sha256: str
    body: bytes | None  # None: what is stored is not what was fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """All that is stored of the way of one article, from the feed to its readers."""

    source: str
    entry: Entry
    first_seen: datetime
    collect_at: datetime | None
    error: str | None
    article: Article | None = None
    collected_at: datetime | None = None
    hits: tuple[tuple[Hit, datetime], ...] = ()
    story: StoryToTell | None = None
    changes: tuple[StoredEdit, ...] = ()  # what the outlet changed, the oldest first
    captures: tuple[Capture, ...] = ()  # the pages that were kept, the oldest first
    deliveries: tuple[DeliveryTrace, ...] = ()
