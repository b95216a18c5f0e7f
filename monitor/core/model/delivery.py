"""deliver: alert → message → delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.core.model.article import Article, Edit, Mention
from monitor.core.model.story import Digest, News, StoryArticle, Unreadable
from monitor.core.model.watchlist import Severity

KINDS = ("story", "digest", "collecting", "meta", "spike", "test")
"""What a message may be"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldArticle:
    """One article inside an alert, with the names an analyst knows it by."""

    outlet: str
    outlet_latin: str
    article: Article
    first_seen: datetime
    mentions: tuple[Mention, ...]
    source: str = ""  # id; by it `News.outlet` finds the outlet's name
    edits: tuple[Edit, ...] = ()  # the oldest first
    copy: bool = False  # the text of an earlier article of the story, republished
    agency: str | None = None  # whom the text names as its origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory:
    """A story as one of many: in a digest, or in a collecting message."""

    key: str
    severity: Severity
    watchlists: tuple[str, ...]  # titles
    articles: tuple[ToldArticle, ...]  # the earliest first
    news: tuple[News, ...] = ()  # empty: it is told for the first time


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """Many more stories of a watchlist than at these hours of other weeks."""

    watchlist: str  # its title
    stories: int
    usual: float  # expected in the same hours
    hours: int  # length of the window
    terms: tuple[tuple[str, int], ...] = ()  # what was found most
    outlets: tuple[tuple[str, int], ...] = ()
    first: ToldArticle | None = None  # who was first
    at: datetime | None = None  # when it was counted; None: told by an earlier version


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Signed addresses of our own pages, where `public_url` is set."""

    story: str | None = None
    acknowledge: str | None = None
    mute: str | None = None
    unsubscribe: str | None = None


class TroubleKind(StrEnum):
    """What the owner is told of; the facts that each wording needs stand in alerts.render.troubles."""

    CHANNEL = "a channel cannot send"
    REFUSED = "a recipient is refused"
    DEAD = "a message was given up"
    SOURCE = "a source is in trouble"
    SOURCE_WELL = "a source is well again"
    SOURCES = "several sources are in trouble"
    SOURCES_WELL = "several sources are well again"
    CONFIGURATION = "a changed configuration was refused"
    BROKEN = "a watchlist is broken"  # or a channel; the value stands in databases
    QUIET = "a watchlist finds nothing"
    DISK = "the disk is nearly full"
    CLOCK = "the clock jumped"
    UNSUBSCRIBED = "somebody has unsubscribed"
    ASIDE = "a story was set aside"
    MENDED = "values in the database were spoilt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened and the facts about it, put into words where it is rendered."""

    kind: TroubleKind
    facts: Mapping[str, str]
    each: tuple[Mapping[str, str], ...] = ()  # facts about each of several


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstNotice:
    """How a story was told first: its mails keep that subject, and so stay together."""

    title: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What is to be told to one recipient: all that a template needs, and nothing it would have to look up."""

    kind: str
    subject: str
    revision: int
    channel: str
    recipient: str
    routes: tuple[str, ...]  # every route that led here
    severity: Severity
    watchlists: tuple[str, ...] = ()  # titles
    articles: tuple[ToldArticle, ...] = ()  # the earliest first; empty for kind meta
    first: FirstNotice | None = None  # an update: how the story was told first
    number: int | None = None  # which message about the story it is for its recipient; None: counted by `revision`
    happening: Happening | None = None  # meta: what happened
    headline: str = ""  # meta of an earlier version, test: what happened, worded already
    lines: tuple[str, ...] = ()  # the same: what to know and what to do
    news: tuple[News, ...] = ()  # an update: what is new in the story, the most important first
    escalated: bool = False  # nobody acknowledged the first notice in time
    stories: tuple[ToldStory, ...] = ()  # digest, collecting: the most severe first
    digest: Digest | None = None  # digest, collecting
    spike: Spike | None = None
    links: Links = Links()
    due: datetime  # when it should have been told
    at: datetime  # now


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An alert in the form a channel sends; stored before each try: what is in doubt goes again to the byte."""

    id: str  # RFC 5322 Message-ID without angle brackets; for other channels the idempotency key
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryInDigest:
    """A story as one of many, as it is stored."""

    key: str
    articles: tuple[StoryArticle, ...]
    news: tuple[News, ...]
    routes: tuple[str, ...]  # that led here


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryToSend:
    """What the deliver worker needs to know: the deliveries of one moment to one mailbox about one subject."""

    ids: tuple[int, ...]
    channel: str
    recipient: str
    kind: str
    subject: str
    revision: int
    routes: tuple[str, ...]
    due: datetime  # when it was put into the outbox
    failures: int
    attempt: int
    in_doubt: bool  # an earlier try was cut off: it may have gone out
    message: Message | None  # as the last try had it
    articles: tuple[StoryArticle, ...] = ()  # of its story; spike: of the first one
    number: int | None = None  # which message about its story it is for its recipient
    told_first: Severity | None = None  # how grave its story was when the recipient first heard of it
    happening: Happening | None = None
    news: tuple[News, ...] = ()
    escalated: bool = False
    stories: tuple[StoryInDigest, ...] = ()
    digest: Digest | None = None
    spike: Spike | None = None
    headline: str = ""
    lines: tuple[str, ...] = ()
    unreadable: str | None = None  # why nobody can read what it is to say
    left_out: tuple[Unreadable, ...] = ()  # stories that it was to carry

    @property
    def may_be_out(self) -> bool:
        """Whether somebody may have it already; then it goes again as it was, to the byte."""
        return self.in_doubt and self.message is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something the owner is to hear of, once per `revision` (the day's ordinal number)."""

    subject: str  # a short stable name, such as "channel:desk-email"
    revision: int
    happening: Happening
    to: tuple[tuple[str, str], ...]  # (channel, recipient)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """Circuit breaker of one channel."""

    name: str
    failures: int = 0  # in a row
    open_until: datetime | None = None  # nothing is sent before; afterwards one probe at a time
    sent_at: datetime | None = None
    error: str | None = None


TRIED_FOR = "(tried for "
"""In the error of a delivery that was given up because of its age."""


class DeliveryOutcome(StrEnum):
    """How a try to deliver ended."""

    SENT = "sent"
    LATER = "later"
    DEAD = "dead"
    MUTED = "muted"  # before it was sent; or its reader has unsubscribed


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """What the deliver worker wants remembered."""

    ids: tuple[int, ...]
    attempt: int
    at: datetime
    outcome: DeliveryOutcome
    deliver_at: datetime | None = None
    failures: int = 0
    answer: str | None = None  # what the far end said
    error: str | None = None
    in_doubt: bool = False  # it may have gone out all the same: ask before the next try
    unheard: frozenset[str] = frozenset()  # stories of which the recipient does not hear by it: it is muted
    channel: ChannelState
    troubles: tuple[Trouble, ...] = ()
