"""Between two polls of a feed: what it is asked for, and what is remembered of its answer. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.core.errors import TemporaryError, WorkError
from monitor.core.feeds.apart import reminder
from monitor.core.model.feed import Entry, Feed, FeedState
from monitor.core.model.source import Dates, Source
from monitor.core.moved import led
from monitor.core.remembered import changes, split_names, still_known
from monitor.core.rhythm import observed
from monitor.core.schedule import LONGEST_FEED, PLENTY, Ration, after_failures, interval
from monitor.core.skew import Correction, Skew, correction, looked
from monitor.core.source_state import Notice, SourceState, Verdict, judged
from monitor.core.verdict import BAD_DOCUMENT, verdict_of_document, verdict_of_silence

NEVER = datetime.max.replace(tzinfo=UTC)
GONE_AFTER = timedelta(days=3)  # of 410: then it is not asked any more
SILENT_GAPS = 3  # expected gaps without news after which a "not modified" is doubted
LOOK_AGAIN = timedelta(minutes=1)  # after a hub rang and the feed did not yet show the news
RING_HOLDS = timedelta(minutes=6)  # for so long after it rang: caches before feeds are about that old
LEAST_DOUBT = timedelta(hours=1)
_LATE = timedelta(hours=1)  # for so long an entry may carry its date before it is shown
_JITTER = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a feed is asked."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came back with a document, or instead of one."""

    at: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    whole: bool = True  # the body was complete
    moved_to: str | None = None
    wish: timedelta | None = None  # max-age


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What is remembered, what is new, and what the owner hears."""

    state: FeedState
    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()  # known ones that say something else now
    notice: Notice | None = None
    correction: Correction | None = None  # of the dates of entries that were new before
    shared: tuple[str, ...] = ()  # addresses that are those of no article


def question(state: FeedState, source: Source, now: datetime) -> Question:
    """Conditions only where they can be trusted: some servers say "not modified" while there is news."""
    url = state.asked_url or source.url
    if state.validators_lie or _doubtful(state, now):
        return Question(url=url)
    return Question(url=url, etag=state.etag, last_modified=state.last_modified)


def _doubtful(state: FeedState, now: datetime) -> bool:
    """Silent for three of its expected gaps since it last gave a whole document."""
    if state.whole_at is None or not state.rhythm.days:
        return False
    silent = now - max(state.whole_at, state.new_at or state.whole_at)
    return silent > LEAST_DOUBT and silent > SILENT_GAPS * timedelta(hours=1 / state.rhythm.rate(now.hour))


def after_document(
    state: FeedState,
    source: Source,
    feed: Feed,
    answer: Answered,
    *,
    asked: Question,
    jitter: float,
    ration: Ration = PLENTY,
) -> Polled:
    """The feed gave a document.

    `jitter`: −1 … 1, spreads feeds that started together by 5 %.
    """
    now = answer.at
    believed = _believed(state, source)
    skew = _skew(believed, state, source, feed, now)
    feed = feed.earlier(skew.ahead)
    names, new = feed.names, feed.entries
    changed, marks = changes(state, feed)
    overflow = _overflown(state, feed)
    rhythm = observed(state.rhythm, _moments(new, now, first=state.rhythm.until is None), now)
    window = len(names)
    wish = max((one for one in (answer.wish, feed.ask_every) if one is not None), default=None)
    at_most = state.interval / 2 if overflow else None
    pause = interval(source, rhythm, now, ration=ration, window=window, wish=wish, at_most=at_most)
    due = now + (_settled(pause, jitter) if new else _without_news(state, now, pause, jitter))
    rest = _until(now, feed.rest)
    after = replace(
        led(_validated(state, answer), answer.moved_to, now, good=window > 0),
        poll_at=max(due, rest or due),
        interval=pause,
        polled_at=now,
        new_at=now if new else state.new_at,
        failures=0,
        error=None,
        not_before=rest,
        known=still_known(state, names),
        marks="".join(marks.values()),
        validators_lie=state.validators_lie or _caught_lying(state, asked, new),
        whole_at=now if answer.whole else state.whole_at,
        gone_at=None,
        window=window,
        hub=feed.hub,
        topic=feed.topic,
        rhythm=rhythm,
        skew=skew,
    )
    after = with_shared(after, feed.shared)
    verdict = verdict_of_document(after, feed, now, overflow=overflow, whole=answer.whole)
    standing, notice = judged(state.standing, verdict, now)
    return Polled(
        state=replace(after, standing=standing),
        new=new,
        changed=changed,
        notice=notice,
        correction=correction(believed, skew),
        shared=feed.shared,
    )


def with_shared(state: FeedState, places: Iterable[str]) -> FeedState:
    """The state in which it is remembered that these addresses are those of no article."""
    reminders = list(map(reminder, places))
    if not reminders:
        return state
    names = split_names(state.known)
    return replace(state, known="".join(dict.fromkeys([*names[: state.window], *reminders, *names[state.window :]])))


def after_quiet(
    state: FeedState, source: Source, answer: Answered, *, jitter: float, ration: Ration = PLENTY
) -> Polled:
    """The feed said "not modified", or gave the same document once more."""
    now = answer.at
    if state.error is not None and state.standing.state in BAD_DOCUMENT:
        # still the document that could not be read
        again = TemporaryError(source.id, state.standing.reason, kind=state.standing.state)
        known = _validated(state, answer) if answer.body_hash is not None else state
        return after_failure(known, source, now, again, jitter=jitter)
    rhythm = observed(state.rhythm, (), now) if _new_day(state, now) else state.rhythm
    pause = interval(source, rhythm, now, ration=ration, window=state.window, wish=answer.wish)
    same = _validated(state, answer) if answer.body_hash is not None else state
    after = replace(
        led(same, answer.moved_to, answer.at, good=state.window > 0),
        poll_at=now + _without_news(state, now, pause, jitter),
        interval=pause,
        polled_at=now,
        failures=0,
        error=None,
        not_before=None,
        whole_at=now if answer.body_hash is not None and answer.whole else state.whole_at,
        gone_at=None,
        rhythm=rhythm,
    )
    standing, notice = judged(state.standing, verdict_of_silence(after, now), now)
    if standing is not after.standing:
        after = replace(after, standing=standing)
    return Polled(state=after, notice=notice)


def _overflown(state: FeedState, feed: Feed) -> bool:
    """Whether entries may have come and gone between two looks: all are new, and none is much older than the last look.

    Where some are, the outlet has given its articles other addresses, and nothing was missed.
    """
    if not state.known or not len(feed.entries) == len(feed.names) >= 5:
        return False
    oldest = min((entry.published for entry in feed.entries if entry.published is not None), default=None)
    return oldest is None or state.polled_at is None or oldest > state.polled_at - _LATE


def _settled(pause: timedelta, jitter: float) -> timedelta:
    """The pause, with the spread that keeps feeds apart which started together."""
    return pause * (1 + _JITTER * jitter)


def _without_news(state: FeedState, now: datetime, pause: timedelta, jitter: float) -> timedelta:
    """How long to wait after a poll that brought nothing: shortly, if the feed's hub said that there is something."""
    rung = state.pushed_at
    if rung is None or not timedelta(0) <= now - rung < RING_HOLDS or (state.new_at or rung) > rung:
        return _settled(pause, jitter)
    return min(LOOK_AGAIN, pause)


def after_failure(
    state: FeedState,
    source: Source,
    now: datetime,
    error: WorkError,
    *,
    jitter: float,
    answer: Answered | None = None,
) -> Polled:
    """The feed could not be read: ask again later each time; only what is gone for three days is let go.

    `answer`: what came with a document that could not be read. Its validators are kept: the same bad document need not
    be sent again.
    """
    failures = state.failures + 1
    pause = after_failures(source, failures, error)
    rest = _until(now, getattr(error, "retry_after", None))
    due = max(now + _settled(pause, jitter), rest or now)
    gone_at = None
    if error.kind is SourceState.GONE and "410" in error.reason:
        gone_at = state.gone_at or now
        due = NEVER if now - gone_at >= GONE_AFTER else now + LONGEST_FEED
    after = replace(
        _validated(state, answer) if answer is not None else state,
        poll_at=due,
        interval=pause,
        polled_at=now,
        failures=failures,
        error=str(error),
        not_before=rest,
        gone_at=gone_at,
        # a move that led nowhere is taken back
        asked_url=None if error.kind in (SourceState.GONE, SourceState.NOT_A_FEED) else state.asked_url,
    )
    kind = error.kind or SourceState.UNREACHABLE
    standing, notice = judged(state.standing, Verdict(state=kind, reason=error.reason, broken=True), now)
    return Polled(state=replace(after, standing=standing), notice=notice)


def _until(now: datetime, asked_for: timedelta | None) -> datetime | None:
    """Until when a server asks to be left alone, within reason."""
    return now + min(asked_for, LONGEST_FEED) if asked_for is not None else None


def remembers_the_same(before: FeedState, after: FeedState) -> bool:
    """Whether two states differ in nothing but when the feed was asked, is asked next, and its validators."""
    fields = (
        "known",
        "marks",
        "new_at",
        "whole_at",
        "moved_to",
        "moved_at",
        "asked_url",
        "gone_at",
        "window",
        "hub",
        "topic",
    )
    return (
        after.rhythm is before.rhythm
        and after.standing == before.standing
        and after.validators_lie == before.validators_lie
        and all(getattr(before, name) == getattr(after, name) for name in fields)
    )


def _believed(state: FeedState, source: Source) -> Skew:
    """What was learnt of the feed's dates, as long as the analyst reads them as he did then."""
    if source.dates is Dates.LOCAL:
        return Skew()
    if state.skew.zone == source.timezone:
        return state.skew
    return replace(state.skew if state.skew.zone is None else Skew(), zone=source.timezone)


def _skew(believed: Skew, state: FeedState, source: Source, feed: Feed, now: datetime) -> Skew:
    """By how much the feed's dates are ahead, after one more look at them."""
    dates = [entry.published for entry in feed.entries if entry.published is not None]
    if source.dates is Dates.LOCAL or not dates:
        return believed
    own = now.astimezone(ZoneInfo(source.timezone)).utcoffset() or timedelta(0)
    return looked(believed, dates, state.whole_at if state.failures else state.polled_at, now, own=own)


def _moments(new: Sequence[Entry], now: datetime, *, first: bool) -> list[datetime]:
    """When new entries came out: as they say, if that can be; entries without a date came out now, if not before."""
    if first:
        return [entry.published.astimezone(UTC) for entry in new if entry.published is not None]
    return [
        entry.published.astimezone(UTC)
        if entry.published is not None and timedelta(0) <= now - entry.published < timedelta(hours=12)
        else now
        for entry in new
    ]


def _validated(state: FeedState, answer: Answered) -> FeedState:
    """With the validators of the answer, verbatim."""
    if (state.etag, state.last_modified, state.body_hash) == (answer.etag, answer.last_modified, answer.body_hash):
        return state
    return replace(state, etag=answer.etag, last_modified=answer.last_modified, body_hash=answer.body_hash)


def _caught_lying(state: FeedState, asked: Question, new: Sequence[Entry]) -> bool:
    """Asked without conditions in a doubt, and there was news older than its last "not modified"."""
    had = state.etag is not None or state.last_modified is not None
    if not had or asked.etag or asked.last_modified or not new or state.polled_at is None:
        return False
    dates = [entry.published for entry in new if entry.published is not None]
    return not dates or min(dates) < state.polled_at - timedelta(minutes=1)


def _new_day(state: FeedState, now: datetime) -> bool:
    return state.rhythm.until is not None and now - state.rhythm.until > timedelta(hours=6)
