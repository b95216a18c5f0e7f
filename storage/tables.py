"""The tables, each column with its one writer.

A due column (`*_at`) is the hand-over between two workers: NULL means done, or given up, and then `error` says why.
`lease_until` and `attempt` belong to the claim: a worker holds a row until the lease ends, and records only with the
attempt it was given, so a late worker cannot undo a newer one's work. Rows never leave this package.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel, UTCDateTime

from storage.spoilt import Count, SpoilableJSON

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """What all tables share: one metadata with a naming convention, so that migrations can name what they change."""

    metadata = MetaData(naming_convention=NAMING)


class Claimed(SQLModel):
    """The columns of a claim; written by the taking and the recording worker."""

    lease_until: datetime | None = None
    attempt: int = Field(default=0, sa_type=Count)  # fencing token: counts claims
    holder: str | None = None  # who took it last, so that a restart need not wait for the leases of the dead


class FeedRow(Row, Claimed, table=True):
    """Cursor of one feed. Writer: poll; `url` and `enabled`: the taking over of a configuration."""

    __tablename__ = "feed"
    source: str = Field(primary_key=True)
    url: str
    enabled: bool = True
    poll_at: datetime | None = Field(default=None, index=True)
    interval: float  # seconds
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    polled_at: datetime | None = None
    new_at: datetime | None = None
    failures: int = Field(default=0, sa_type=Count)
    error: str | None = None
    not_before: datetime | None = None
    known: str = ""  # see monitor.core.polling
    marks: str = ""
    validators_lie: bool = False
    whole_at: datetime | None = None
    moved_to: str | None = None
    moved_at: datetime | None = None
    asked_url: str | None = None
    gone_at: datetime | None = None
    window: int = 0
    hub: str | None = None
    topic: str | None = None
    pushed_at: datetime | None = None  # when its hub last said that there is news; writer: the callback
    rhythm: dict[str, Any] = Field(default_factory=dict, sa_type=SpoilableJSON)  # see monitor.core.rhythm and .skew
    state: str = "new"
    state_reason: str = ""
    state_target: str | None = None
    state_since: datetime | None = None
    state_troubled: int = 0
    state_well: int = 0
    state_told: bool = False


class SubscriptionRow(Row, Claimed, table=True):
    """What a hub is to tell us (monitor.core.hub). Writer: subscribe; `until`, `pushed_at`: the callback."""

    __tablename__ = "subscription"
    token: str = Field(primary_key=True)
    hub: str
    topic: str
    ask_at: datetime = Field(index=True)
    failures: int = Field(default=0, sa_type=Count)
    until: datetime | None = None
    pushed_at: datetime | None = None
    error: str | None = None


class EntryRow(Row, Claimed, table=True):
    """A promise of an article. Writer: poll; `collect_at`, `failures`, `error`: collect.

    poll brings `collect_at` forward when the feed says that an article has changed, never back.
    """

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_collect_at", "collect_at", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(unique=True)  # digest of what makes it the same article, see monitor.core.urls
    source: str = Field(index=True)
    guid: str | None = None
    url: str | None = None
    title: str = ""
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    tags: list[str] = Field(default_factory=list, sa_type=JSON)
    first_seen: datetime
    changes: int = 0  # how often it was read again because its feed said something else
    changed_at: datetime | None = None
    collect_at: datetime | None = None
    failures: int = Field(default=0, sa_type=Count)
    error: str | None = None


class StoryRow(Row, Claimed, table=True):
    """What is told once. Writer: collect; `tell_at`, `failures`, `error` afterwards: tell."""

    __tablename__ = "story"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    revision: int = 1
    first_hit: datetime  # until a watchlist asks for it: when it began
    asked: bool = True  # a watchlist has asked for it
    tell_at: datetime | None = Field(default=None, index=True)
    failures: int = Field(default=0, sa_type=Count)
    error: str | None = None


class ArticleRow(Row, table=True):
    """The text behind an entry. Writer: collect; `published`: also poll, once it knows a feed to be ahead."""

    __tablename__ = "article"
    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", unique=True)
    story_id: int | None = Field(default=None, foreign_key="story.id", index=True)
    source: str = Field(index=True)
    url: str = Field(index=True)
    canonical_url: str | None = None
    title: str
    text: str
    summary: str = ""
    published: datetime | None = Field(default=None, index=True)
    first_seen: datetime = Field(index=True)
    collected_at: datetime
    author: str | None = None
    language: str | None = None
    site: str | None = None
    charset: str | None = None
    content_from: str = "page"
    copy_of: int | None = None  # the article whose text it repeats
    agency: str | None = None


class ArticleWordsRow(Row, table=True):
    """The index words of an article; triggers keep the database's own index `article_fts` beside it. Writer: collect.

    `version`: of the rules by which they were made; a row of another version counts as none and is made anew.
    """

    __tablename__ = "article_words"
    __table_args__ = (Index("ix_article_words_version", "version", "article_id"),)
    article_id: int = Field(primary_key=True, foreign_key="article.id")
    version: int
    words: str  # distinct, parted by blanks


class SurfaceRow(Row, table=True):
    """Every token as it was ever written in an article. Writer: collect; only grows."""

    __tablename__ = "surface"
    written: str = Field(primary_key=True)


class RevisionRow(Row, table=True):
    """What an outlet changed in an article after it was first read. Writer: collect; only grows."""

    __tablename__ = "revision"
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    at: datetime
    kind: str  # see EditKind
    before: str = ""
    after: str = ""
    diff: str = ""


class Captured(SQLModel):
    """A page as it was fetched, zlib-compressed: evidence. Writer: collect; pruned by the sweep."""

    url: str
    status: int
    headers: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    fetched_at: datetime = Field(index=True)
    sha256: str  # of the body before compression
    body: bytes


class CaptureRow(Row, Captured, table=True):
    """The page from which an article was first read."""

    __tablename__ = "capture"
    article_id: int = Field(primary_key=True, foreign_key="article.id")


class LaterCaptureRow(Row, Captured, table=True):
    """The page of a later reading that said something else."""

    __tablename__ = "later_capture"
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)


class SiteRow(Row, table=True):
    """What the pages of a site have in common: no text, see monitor.core.boilerplate. Writer: collect."""

    __tablename__ = "site"
    host: str = Field(primary_key=True)
    at: datetime
    pages: int
    lines: list[list[Any]] = Field(default_factory=list, sa_type=JSON)  # fingerprint, count, since, last, pages


class HitRow(Row, table=True):
    """One article satisfied one watchlist. Writer: collect."""

    __tablename__ = "hit"
    __table_args__ = (UniqueConstraint("article_id", "watchlist"), Index("ix_hit_watchlist", "watchlist", "found_at"))
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id")
    watchlist: str
    severity: int
    mentions: list[dict[str, Any]] = Field(default_factory=list, sa_type=SpoilableJSON)
    found_at: datetime = Field(index=True)


class MessageRow(Row, table=True):
    """What was sent, to the byte. Writer: deliver, before a try; pruned by the sweep."""

    __tablename__ = "message"
    id: int | None = Field(default=None, primary_key=True)
    message_id: str
    content_type: str
    body: bytes


class DeliveryRow(Row, Claimed, table=True):
    """The outbox. Writer: tell (or whoever reports trouble); `deliver_at` … `answer` afterwards: deliver."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_deliver_at", "channel", "deliver_at"),
        Index("ix_delivery_subject", "subject"),  # who has a digest of a slot is asked every second
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # digest of the six parts below
    kind: str
    subject: str
    revision: int
    route: str
    channel: str
    recipient: str
    story_id: int | None = Field(default=None, foreign_key="story.id", index=True)
    happening: dict[str, Any] | None = Field(default=None, sa_type=SpoilableJSON)  # trouble, see storage.rows
    headline: str = ""
    lines: list[str] = Field(default_factory=list, sa_type=SpoilableJSON)
    about: dict[str, Any] = Field(default_factory=dict, sa_type=SpoilableJSON)  # digest, spike: see storage.told
    created_at: datetime
    deliver_at: datetime | None = None
    message_pk: int | None = Field(default=None, foreign_key="message.id", index=True)
    sending_at: datetime | None = None  # set before a try, cleared after it: still set means in doubt
    sent_at: datetime | None = Field(default=None, index=True)
    failures: int = Field(default=0, sa_type=Count)
    answer: str | None = None
    error: str | None = None


class NoticeRow(Row, table=True):
    """What a recipient has heard, or will hear, of a story by a route. Writer: tell."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("story_id", "route", "channel", "recipient", "revision"),
        Index("ix_notice_hour", "route", "channel", "recipient", "at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    story_id: int = Field(foreign_key="story.id", index=True)
    route: str
    channel: str
    recipient: str
    revision: int
    at: datetime = Field(index=True)  # of the decision; once it has waited: of its going out
    severity: int
    said: dict[str, Any] = Field(default_factory=dict, sa_type=SpoilableJSON)  # empty: told before this was remembered
    news: list[dict[str, Any]] = Field(default_factory=list, sa_type=SpoilableJSON)
    wait: str | None = None
    until: datetime | None = Field(default=None, index=True)  # when it goes out, while it waits
    escalated: bool = False
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)  # that carries it


class MuteRow(Row, table=True):
    """A mute made by a link. Writer: the page; pruned by the sweep."""

    __tablename__ = "mute"
    id: int | None = Field(default=None, primary_key=True)
    story: str | None = Field(default=None, unique=True)  # key
    until: datetime
    why: str
    by: str
    at: datetime


class AcknowledgementRow(Row, table=True):
    """Somebody has seen a story. Writer: the page."""

    __tablename__ = "acknowledgement"
    story: str = Field(primary_key=True)  # key
    by: str
    at: datetime


class UnsubscribedRow(Row, table=True):
    """A recipient who wants to hear no more by a route. Writer: the page."""

    __tablename__ = "unsubscribed"
    key: str = Field(primary_key=True)  # digest of the three below
    route: str
    channel: str
    recipient: str
    at: datetime


class KnownRow(Row, table=True):
    """A route or a watchlist, since it was first seen. A route's row is locked while its messages are counted.

    Writer: tell; of watchlists the vigil.
    """

    __tablename__ = "known"
    name: str = Field(primary_key=True)  # "route …" or "watchlist …"
    since: datetime


class SettingRow(Row, table=True):
    """What this installation keeps for itself: the key that signs links, and where channels are at home.

    Writer: whoever needs the key first; of homes whoever takes a configuration over.
    """

    __tablename__ = "setting"
    name: str = Field(primary_key=True)
    value: str


class ChannelRow(Row, table=True):
    """Circuit breaker of one channel. Writer: deliver."""

    __tablename__ = "channel"
    name: str = Field(primary_key=True)
    failures: int = Field(default=0, sa_type=Count)  # in a row
    open_until: datetime | None = None  # nothing is sent before
    sent_at: datetime | None = None
    error: str | None = None


class PulseRow(Row, table=True):
    """When each part of the daemon last came round. Writer: that part."""

    __tablename__ = "pulse"
    part: str = Field(primary_key=True)
    at: datetime
    note: str | None = None


def dates_and_counts(*names: str) -> list[Column[Any]]:
    """The columns that are no use once something else stands in them, of these tables or of all."""
    tables = [table for table in Row.metadata.sorted_tables if not names or table.name in names]
    return [one for table in tables for one in table.columns if isinstance(one.type, UTCDateTime | Count)]
