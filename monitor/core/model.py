"""The values that pass between the stages, in the order in which they pass.

Every instant is an aware `datetime` in UTC unless its comment says otherwise. Absence is `None`. Foreign text (titles,
bodies) is plain text: markup was taken off when it was parsed. Offsets count code points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import IntEnum, StrEnum

from monitor.core.rhythm import Rhythm
from monitor.core.source_state import Notice, Standing


class Severity(IntEnum):
    """How much a watchlist matters to its owner; ordered, so that routes can ask for "at least"."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The word analysts write: low, normal, high or critical."""
        return self.name.lower()


# ── what analysts configure ────────────────────────────────────────────────────────────────────────────────────────


class SourceType(StrEnum):
    """What stands at a source's address."""

    FEED = "feed"  # RSS, Atom or JSON Feed; a news sitemap is recognised
    SITEMAP = "sitemap"
    LISTING = "listing"  # a page of links


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """Where things stand on a listing page: CSS, or XPath if it begins with / or (; None: learnt."""

    links: str | None = None
    title: str | None = None  # within the block around a link
    date: str | None = None  # within the block around a link


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractRules:
    """The analyst's last word on the text of a source's pages: CSS, or XPath if it begins with / or (."""

    include: tuple[str, ...] = ()  # these elements are the text, and nothing else is; empty: found out
    exclude: tuple[str, ...] = ()  # these are not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed of an outlet, as the operator wrote it."""

    id: str
    name: str
    name_ar: str | None = None
    url: str
    country: str | None = None  # ISO 3166-1 alpha-2
    type: SourceType = SourceType.FEED
    selectors: Selectors = Selectors()
    extract: ExtractRules | None = None
    kind: str | None = None  # agency, newspaper, broadcaster, digital, official
    language: str = "ar"
    timezone: str = "UTC"  # for dates that carry no zone
    every: timedelta | None = None  # None: adaptive, between the two bounds below
    min_every: timedelta = timedelta(minutes=2)
    max_every: timedelta = timedelta(hours=2)
    headers: tuple[tuple[str, str], ...] = ()
    allow_networks: tuple[str, ...] = ()  # CIDRs the guard lets through for this source


class TermMatch(StrEnum):
    """How freely a term is matched."""

    EXACT = "exact"  # as written, spelling variants folded
    INFLECTED = "inflected"
    DERIVED = "derived"  # also nisba and participles


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or a phrase of a watchlist; neighbouring words of a phrase stand next to each other in the text."""

    text: str
    match: TermMatch = TermMatch.INFLECTED
    weight: float = 1.0  # counts where the watchlist has a threshold


class EntityKind(StrEnum):
    """What a named entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something with a name, and the other names it goes by, in any script."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    id: str | None = None
    needs: tuple[Term, ...] = ()  # one of these must stand near a mention
    bars: tuple[Term, ...] = ()  # none of these may stand near a mention
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A condition in the query language: words, phrases, NEAR, fields, joined by AND, OR and NOT."""

    name: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The articles a watchlist is about; an empty list asks for nothing, and what is not known rules nothing out."""

    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    outlets: tuple[str, ...] = ()  # ids of sources
    languages: tuple[str, ...] = ()  # ISO 639
    sections: tuple[str, ...] = ()  # a tag of the feed, or a part of the address' path


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article beside its words."""

    outlet: str | None = None  # id of the source
    country: str | None = None  # the outlet's, ISO 3166-1 alpha-2
    language: str | None = None  # ISO 639
    url: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that a watchlist must find or must leave alone; `monitor check` holds it to that."""

    text: str
    hit: bool
    title: str = ""
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """What a desk wants to hear of."""

    id: str  # the file's name without .toml
    title: str
    owner: str | None = None
    severity: Severity = Severity.NORMAL
    expires: date | None = None  # the last day on which it matches
    terms: tuple[Term, ...] = ()
    entities: tuple[Entity, ...] = ()
    queries: tuple[Query, ...] = ()
    threshold: float | None = None  # the weights of what was found must reach it; None: anything found is a hit
    scope: Scope = Scope()
    examples: tuple[Example, ...] = ()


class Send(StrEnum):
    """When a route tells."""

    NOW = "now"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


class SpikeLevel(StrEnum):
    """How readily a route tells of unusually many stories."""

    FEWER = "fewer"
    BALANCED = "balanced"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours in which nobody is disturbed, on the clock of a zone; they may cross midnight."""

    name: str
    start: time
    until: time
    weekend_until: time | None = None  # on mornings of the weekend
    weekend: frozenset[int] = frozenset()  # 0 is Monday
    let_through: Severity | None = None  # told all the same, from here on; None: nothing is
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When digests are due, on the clock of a zone."""

    send: Send
    at: tuple[time, ...] = ()  # hourly: not used, it is the full hour
    days: frozenset[int] = frozenset(range(7))  # 0 is Monday
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Who hears of a story that nobody acknowledged in time."""

    after: timedelta
    to: tuple[str, ...]  # names of channels


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """What is not told for a while. What is named counts together: a watchlist and a source are its hits there."""

    until: datetime
    why: str
    by: str
    watchlist: str | None = None
    source: str | None = None
    entity: str | None = None  # its name, or a term as the watchlist writes it
    story: str | None = None  # key


class NewsKind(StrEnum):
    """What an update of a story is about."""

    OUTLETS = "outlets"  # it stands in so many outlets now
    WATCHLIST = "new watchlist"
    HEADLINE = "headline changed"
    CORRECTION = "correction"
    REMOVED = "removed"
    ENTITY = "new entity"


MILESTONES = (3, 10, 20, 50)
"""Numbers of outlets at which a story is worth another look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Who hears of what, and when."""

    name: str
    to: tuple[str, ...]  # names of channels
    watchlists: tuple[str, ...] = ("*",)  # ids; "*" is every one
    severity: Severity = Severity.LOW  # at least
    outlets: tuple[str, ...] = ()  # ids of sources; empty: all
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2; empty: all
    group_wait: timedelta = timedelta(seconds=60)  # from the first hit to the first notice
    timetable: Timetable | None = None  # None: at once
    if_empty: bool = False  # a digest without stories is sent too
    quiet: Quiet | None = None
    update_every: timedelta = timedelta(minutes=30)
    update_when: frozenset[NewsKind] = frozenset(NewsKind)
    milestones: tuple[int, ...] = MILESTONES
    max_per_hour: int | None = None  # to one recipient
    unless_ack: Escalation | None = None
    spike: SpikeLevel | None = None  # then it tells of spikes only


# ── poll: feed → entries ───────────────────────────────────────────────────────────────────────────────────────────


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed document."""

    title: str = ""
    link: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()  # in the order of the document, without those that were known
    names: tuple[str, ...] = ()  # short names of all entries, known or not
    format: str = ""  # rss20, atom10, rss10, json11 …
    charset: str = ""
    warnings: tuple[str, ...] = ()  # what was wrong and mended, one sentence each
    broken: str | None = None  # what was so wrong that entries may be missing, one sentence
    declared: str | None = None  # a charset that it claims wrongly to be written in
    ask_every: timedelta | None = None  # its own wish: ttl, sy:updatePeriod
    hub: str | None = None  # where WebSub subscriptions are taken
    topic: str | None = None  # its own address, for the hub
    parts: tuple[str, ...] = ()  # the newest sitemaps of an index

    def joined(self, others: Sequence["Feed"]) -> "Feed":
        """This feed with the entries of others."""
        entries = (*self.entries, *(entry for other in others for entry in other.entries))
        return replace(self, entries=entries, names=(*self.names, *(name for one in others for name in one.names)))


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
    validators_lie: bool = False  # it said "not modified" while there was news: asked without conditions
    whole_at: datetime | None = None  # when it last gave a whole document
    moved_to: str | None = None  # where a permanent redirect leads
    moved_at: datetime | None = None  # since when it leads there
    asked_url: str | None = None  # the address taken over from such a redirect; None: `url`
    gone_at: datetime | None = None  # since when it answers 410
    window: int = 0  # entries in its last document
    hub: str | None = None
    topic: str | None = None
    rhythm: Rhythm = Rhythm()
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
    notice: Notice | None = None  # what the owner is to hear
    quiet: bool = False  # nothing is to be remembered but the columns of storage.feed_rows.quiet_values


# ── collect: entry → article, hits, story ──────────────────────────────────────────────────────────────────────────


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
    settled: bool = False  # the page was read: it is looked at once more, for what the outlet changed in it


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
    page: Page | None = None  # kept as the capture, the first one of an article
    agency: str | None = None  # whom the text names as its origin
    story: int | None = None  # the story it joins; None: it opens one
    copy_of: int | None = None  # the article whose text it repeats
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


# ── tell: story → alerts ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """An article of a story, with what an alert shows of it."""

    source: str
    article: Article
    first_seen: datetime
    hits: tuple[Hit, ...]  # empty: it tells of the event, but no watchlist asked for it
    edits: tuple[Edit, ...] = ()  # the oldest first
    copy: bool = False  # the text of an earlier article of the story, republished
    agency: str | None = None  # whom the text names as its origin


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryKey:
    """What makes a delivery one of a kind: the outbox holds each key once."""

    kind: str  # story, digest, collecting, meta, spike, test
    subject: str  # key of the story; name of the trouble
    revision: int
    route: str
    channel: str
    recipient: str

    def __str__(self) -> str:
        return "|".join((self.kind, self.subject, str(self.revision), self.route, self.channel, self.recipient))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of a story somebody has heard."""

    outlets: int
    watchlists: tuple[str, ...] = ()  # ids
    entities: tuple[str, ...] = ()  # watched names
    edits: tuple[str, ...] = ()  # short names, see monitor.core.news


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is new in a story since its last notice."""

    kind: NewsKind
    before: str = ""  # outlets: the number last told; headline: the old one
    after: str = ""  # outlets: the number now; watchlist: its title; entity: its name; headline: the new one
    outlet: str = ""  # headline, correction, removed: who did it, by id of the source; in an alert by its name


class Wait(StrEnum):
    """Why a notice does not go out by itself."""

    DIGEST = "digest"
    QUIET = "quiet hours"
    THROTTLE = "more than its route may send in an hour"
    CAP = "more than six notices of the story in a day"
    MUTE = "muted"  # never goes out, is only counted


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNotice:
    """What one recipient hears of a story at one moment by one route: at once, or later among others."""

    route: str
    channel: str
    recipient: str
    revision: int  # counts the moments at which the story was told
    at: datetime
    severity: Severity
    said: Said | None  # None: told before this was remembered
    news: tuple[News, ...] = ()  # empty: told for the first time
    wait: Wait | None = None
    until: datetime | None = None  # when it goes out, while it waits
    escalated: bool = False
    at_most: int | None = None  # so many go out in an hour; what is more waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What readers asked for by a link in a message."""

    mutes: tuple[Mute, ...] = ()
    unsubscribed: frozenset[tuple[str, str, str]] = frozenset()  # (route, channel, recipient)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryToTell:
    """What the tell worker needs to know."""

    id: int
    key: str
    revision: int  # of the last notice
    first_hit: datetime
    due: datetime  # when it was to be looked at
    articles: tuple[StoryArticle, ...]
    notices: tuple[StoryNotice, ...] = ()  # the oldest first
    acknowledged: bool = False
    failures: int
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingNotice:
    """A notice whose waiting has ended."""

    id: int
    story: str  # key
    notice: StoryNotice
    articles: tuple[StoryArticle, ...]


class Untold(StrEnum):
    """Why a route does not tell a story now."""

    ONLY_SPIKES = "tells of spikes only"
    NO_WATCHLIST = "none of its watchlists hit"
    TOO_LOW = "severity too low"
    OTHER_OUTLET = "another outlet"
    OTHER_COUNTRY = "another country"
    TOO_OLD = "older than the horizon"
    MUTED = "muted"
    NOBODY = "everybody has unsubscribed, or its channels are gone"
    TOLD_BEFORE = "told before"
    GROUP_WAIT = "waits for the group to fill"
    UPDATE_WAIT = "an update waits until update_every has passed"
    HELD = "held by quiet hours"
    DIGEST = "waits for its digest"
    COLLECTED = "waits for a collecting message"


@dataclass(frozen=True, slots=True, kw_only=True)
class TellRecord:
    """What the tell worker wants remembered: notices, and when to look again."""

    story: int
    attempt: int
    at: datetime
    due: datetime  # as it was taken; changed since: the story has grown meanwhile
    notices: tuple[StoryNotice, ...] = ()
    tell_at: datetime | None = None
    failures: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest or a collecting message says beside its stories."""

    since: datetime
    until: datetime
    held: bool = False  # what quiet hours held back
    muted: int = 0  # stories that a mute kept out of it
    sources_well: int | None = None  # proof of life: of so many sources …
    sources: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRecord:
    """One message of many stories to one recipient, and the notices that it carries; none: an empty digest."""

    kind: str  # digest or collecting
    subject: str
    channel: str
    recipient: str
    routes: tuple[str, ...]
    notices: tuple[tuple[int, Said], ...] = ()  # (id, what is said of its story now)
    digest: Digest
    look_again: tuple[tuple[int, datetime], ...] = ()  # (id of a notice, when its story is to be looked at)


# ── deliver: alert → message → delivery ────────────────────────────────────────────────────────────────────────────


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
    DEAD = "a message was given up"
    SOURCE = "a source is in trouble"
    SOURCE_WELL = "a source is well again"
    SOURCES = "several sources are in trouble"
    SOURCES_WELL = "several sources are well again"
    CONFIGURATION = "a changed configuration was refused"
    BROKEN = "a watchlist is broken"
    QUIET = "a watchlist finds nothing"
    DISK = "the disk is nearly full"
    CLOCK = "the clock jumped"
    UNSUBSCRIBED = "somebody has unsubscribed"


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
    """An alert in the form a channel sends; stored at the first attempt, so that retries are byte-identical."""

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
    message: Message | None  # the stored form, if an earlier try rendered it
    articles: tuple[StoryArticle, ...] = ()  # of its story; spike: of the first one
    happening: Happening | None = None
    news: tuple[News, ...] = ()
    escalated: bool = False
    stories: tuple[StoryInDigest, ...] = ()
    digest: Digest | None = None
    spike: Spike | None = None
    headline: str = ""
    lines: tuple[str, ...] = ()


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


class DeliveryOutcome(StrEnum):
    """How a try to deliver ended."""

    SENT = "sent"
    LATER = "later"
    DEAD = "dead"


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
    channel: ChannelState
    troubles: tuple[Trouble, ...] = ()


# ── what people look up ────────────────────────────────────────────────────────────────────────────────────────────


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
    deliveries: tuple[DeliveryTrace, ...] = ()
