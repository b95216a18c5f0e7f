"""tell: story → alerts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.core.model.article import Article, Edit, Hit
from monitor.core.model.route import Mute, NewsKind
from monitor.core.model.watchlist import Severity


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
    hits: tuple[str, ...] = ()  # the same; empty: told before they were remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is new in a story since its last notice."""

    kind: NewsKind
    before: str = ""  # outlets: the number last told; headline: the old one
    after: str = ""  # outlets: the number now; watchlist: its title; entity: its name; headline: the new one
    outlet: str = ""  # headline, correction, removed: who did it, by id of the source; in an alert by its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """What was to be said of a story, and a message does not show: it is muted, or for a route of another message."""

    news: tuple[News, ...] = ()
    watchlists: tuple[str, ...] = ()  # as in `Said`, and so on
    entities: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()


class Wait(StrEnum):
    """Why a notice does not go out by itself."""

    DIGEST = "digest"
    QUIET = "quiet hours"
    THROTTLE = "more than its route may send in an hour"
    CAP = "more than six notices of the story in a day"
    MUTE = "muted"  # never goes out, is only counted
    UNREADABLE = "cannot be read"  # the same; its story is set aside until somebody brings it back


UNHEARD = (Wait.MUTE, Wait.UNREADABLE)
"""Of such a notice nobody has heard, nor will."""


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
    error: str | None = None  # how the last try to decide about it failed
    unreadable: str | None = None  # why nobody can read what is stored of it; it then has no articles here


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A story of which something is stored that nobody can read, or decide about."""

    id: int
    key: str
    reason: str
    decided: bool = False  # what was decided about it can be read, and goes out


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingNotice:
    """A notice whose waiting has ended."""

    id: int
    story: str  # key
    notice: StoryNotice
    articles: tuple[StoryArticle, ...]
    notices: tuple[StoryNotice, ...]  # all of its story, the oldest first


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
    LEFT_OUT = "a mistake in alerts.toml leaves out its channel; those of unless_ack are told when the time has passed"
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
    together: tuple[tuple[StoryNotice, ...], ...] = ()  # what one person hears at one moment goes out or waits as one
    withdrawn: tuple[tuple[str, str, str], ...] = ()  # (route, channel, recipient) whose notice no longer waits
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
class Released:
    """A notice whose waiting has ended, and what is said by it now."""

    id: int
    said: Said
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRecord:
    """One message of many stories to one recipient, and the notices that it carries; none: an empty digest."""

    kind: str  # digest or collecting
    subject: str
    channel: str
    recipient: str
    routes: tuple[str, ...]
    notices: tuple[Released, ...] = ()
    digest: Digest
    look_again: tuple[tuple[int, datetime], ...] = ()  # (id of a notice, when its story is to be looked at)
    instead: frozenset[str] = frozenset()  # subjects of others that tell its reader what an empty one would
