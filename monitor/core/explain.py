"""Why was I told, or not: the way of one article as lines to read, each with its time. Later stages add lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import groupby

from monitor.core.conversation import Verdict
from monitor.core.errors import Problem
from monitor.core.model.article import Article
from monitor.core.model.stored import Capture, DeliveryTrace, Trace
from monitor.core.model.story import StoryArticle, StoryToTell, Untold
from monitor.core.revision import changed_sentences
from monitor.core.route import Decision

_ADDED = 12  # names and numbers that are shown
_DIGITS = {base + digit: str(digit) for base in (0x660, 0x6F0) for digit in range(10)}
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)*")
HELD = frozenset({Untold.HELD, Untold.DIGEST, Untold.COLLECTED, Untold.UPDATE_WAIT, Untold.GROUP_WAIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step."""

    step: str  # polled, extracted, matched, story, route, delivered
    at: datetime | None = None
    said: str
    until: datetime | None = None
    gone: tuple[str, ...] = ()  # sentences that an outlet took out
    come: tuple[str, ...] = ()  # and put in
    capture: Capture | None = None


def limited(decision: Decision, ends: Sequence[datetime | None]) -> tuple[Verdict, ...]:
    """The verdicts, heeding the limits of an hour, which are counted only when notices are recorded.

    `ends`: until when each message of the decision would wait because of them.
    """
    out: set[str] = set()
    held: dict[str, datetime] = {}
    for several, end in zip(decision.together, ends, strict=True):
        names = {one.route for one in several if one.wait is None}
        out |= names if end is None else set()
        held |= dict.fromkeys(names, end) if end is not None else {}
    return tuple(
        replace(one, untold=Untold.COLLECTED, until=held[one.route])
        if one.untold is None and one.route in held and one.route not in out
        else one
        for one in decision.verdicts
    )


def explained(
    trace: Trace,
    verdicts: tuple[Verdict, ...],
    zone: tzinfo,
    now: datetime,
    *,
    said_date: str = "",
    mistakes: Sequence[Problem] = (),
) -> tuple[Line, ...]:
    """The lines in the order of the way. `verdicts`: what each route would do about the story at this moment, `now`.

    `zone`: the reader's, for times within what is said; `said_date`: the day that the page names, too far off;
    `mistakes`: why nobody can say what the routes would do.
    """
    lines = (
        *_collected(trace, zone),
        *_dated(said_date),
        *_kept(trace),
        *_changed(trace),
        *_matched(trace),
        *_routed(trace, verdicts),
        *_unrouted(mistakes),
        *_delivered(trace, zone, now),
    )
    return tuple(_due(line, zone, now) for line in lines)


def _due(line: Line, zone: tzinfo, now: datetime) -> Line:
    """A time that has passed is no end of a waiting any more."""
    if line.until is None or line.until > now:
        return line
    said = f"{line.said}; due since {_minute(line.until, zone)}, a running daemon does it as soon as it can"
    return replace(line, said=said, until=None)


def _minute(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _collected(trace: Trace, zone: tzinfo) -> Iterator[Line]:
    published = trace.entry.published
    dated = f", dated {_minute(published, zone)}" if published is not None else ", without a date"
    yield Line(step="polled", at=trace.first_seen, said=f"by source {trace.source}{dated}")
    if trace.article is None:
        said = "given up" if trace.collect_at is None else "not yet read"
        yield Line(step="extracted", said=f"{said}: {trace.error or 'its turn comes'}", until=trace.collect_at)
        return
    words = len(trace.article.text.split())
    origin = "the page" if trace.article.content_from == "page" else "the feed's own words; the page was not readable"
    yield Line(step="extracted", at=trace.collected_at, said=f"{words} words from {origin}")


def _dated(said_date: str) -> Iterator[Line]:
    if said_date:
        said = f"the page says «{said_date}», too far off to be believed: the time when it was first seen counts"
        yield Line(step="dated", said=said)


def _kept(trace: Trace) -> Iterator[Line]:
    """The pages that were kept as evidence."""
    for one in trace.captures:
        kind = {name.lower(): value for name, value in one.headers.items()}.get("content-type", "of no named type")
        what = f"{len(one.body):,} bytes, {kind}" if one.body is not None else "damaged: not what was fetched"
        said = f"{what}, sha256 {one.sha256}, from {one.url} ({one.status})"
        yield Line(step="captured", at=one.fetched_at, said=said, capture=one)


def _changed(trace: Trace) -> Iterator[Line]:
    """What the outlet changed in it; the sentences stand with the last edit of a moment, which is the text's."""
    for _, together in groupby(trace.changes, key=lambda one: one.edit.at):
        changes = tuple(together)
        headlines = {headline for one in changes for headline in (one.edit.before, one.edit.after)}
        gone, come = changed_sentences(changes[0].diff)  # of all of them
        for one in changes:
            edit, last = one.edit, one is changes[-1]
            yield Line(
                step="edited",
                at=edit.at,
                said=edit.kind.value + (f": {edit.before} → {edit.after}" if edit.before else ""),
                gone=tuple(sentence for sentence in gone if last and sentence not in headlines),
                come=tuple(sentence for sentence in come if last and sentence not in headlines),
            )


def _matched(trace: Trace) -> Iterator[Line]:
    if trace.article is None:
        return
    for hit, at in trace.hits:
        terms = "، ".join(dict.fromkeys(mention.term for mention in hit.mentions))
        yield Line(step="matched", at=at, said=f"{hit.watchlist} ({hit.severity.label}): {terms}")
    if trace.story is not None and trace.story.unreadable is not None:
        said = (
            f"{trace.story.key}: cannot be read ({trace.story.unreadable}) and is told to nobody; once it is repaired:"
        )
        yield Line(step="story", said=f"{said} monitor requeue")
        return
    if not trace.hits:
        yield Line(step="matched", said="no watchlist; see why with: monitor try URL")
    if trace.story is not None:
        articles, outlets = len(trace.story.articles), len({one.source for one in trace.story.articles})
        said = f"{trace.story.key}: {_counted(articles, 'article')} in {_counted(outlets, 'outlet')}"
        yield Line(step="story", at=trace.story.first_hit, said=said)
        yield from _told_by(trace.story, trace.article)
    elif trace.hits:
        yield Line(step="story", said="none: no route asked for these watchlists when it was read")


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _told_by(story: StoryToTell, article: Article) -> Iterator[Line]:
    """Who was first, and whose text it is."""
    first = min(story.articles, key=lambda one: one.article.published or one.first_seen)
    for one in story.articles:
        if one.article.url != article.url:
            continue
        if one is not first:
            at = first.article.published or first.first_seen
            yield Line(step="story", at=at, said=f"first told by {first.source}: {first.article.title}")
        added = _added(one, [other for other in story.articles if other.first_seen < one.first_seen])
        if added:
            yield Line(step="story", said=f"adds to the articles before it: {'، '.join(added)}")
        origin = f", which names {one.agency} as its origin" if one.agency is not None else ""
        if one.copy or origin:
            said = "the text of an earlier article" if one.copy else "a text of its own"
            yield Line(step="story", said=said + origin)


def _added(one: StoryArticle, earlier: Sequence[StoryArticle]) -> list[str]:
    """Watchlists, watched terms and numbers of an article that no earlier one of its story has."""
    if not earlier:
        return []
    found = [_names_and_numbers(other) for other in (one, *earlier)]
    return [name for name in found[0] if not any(name in others for others in found[1:])][:_ADDED]


def _names_and_numbers(one: StoryArticle) -> dict[str, None]:
    terms = (mention.term for hit in one.hits for mention in hit.mentions)
    text = f"{one.article.title}\n{one.article.text}".translate(_DIGITS)
    return dict.fromkeys([*(hit.watchlist for hit in one.hits), *terms, *_NUMBER.findall(text)])


def _routed(trace: Trace, verdicts: tuple[Verdict, ...]) -> Iterator[Line]:
    if trace.story is None or trace.story.unreadable is not None:
        return
    for verdict in verdicts:
        earlier = [one for one in trace.story.notices if one.route == verdict.route and one.until is None]
        if verdict.untold is None:
            said = "SEND"
        elif verdict.untold in HELD:
            said = f"HELD: {verdict.untold.value}"
        else:
            said = f"not now: {verdict.untold.value}" if earlier else f"no: {verdict.untold.value}"
        at = earlier[-1].at if earlier else None
        yield Line(step="route", at=at, said=f"{verdict.route} – {said}", until=verdict.until)


def _unrouted(mistakes: Sequence[Problem]) -> Iterator[Line]:
    if mistakes:
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        what = "what the routes would do cannot be said until the configuration is mended (a daemon goes on as before)"
        yield Line(step="route", said=f"{what}: {mistakes[0]}{more}")


def _delivered(trace: Trace, zone: tzinfo, now: datetime) -> Iterator[Line]:
    for one in trace.deliveries:
        who = f"{one.key.route} → {one.key.recipient} ({one.key.channel}, {one.key.kind} {one.key.revision})"
        said, until = _behind(one, zone, now) or (_state(one), one.deliver_at)
        yield Line(step="delivered", at=one.sent_at or one.at, said=f"{who}: {said}", until=until)


def _behind(one: DeliveryTrace, zone: tzinfo, now: datetime) -> tuple[str, datetime | None] | None:
    """What a message says that is due, but whose channel is in trouble; None: it is not in that case."""
    if one.deliver_at is None or one.deliver_at > now or one.channel_fails is None:
        return None
    fails = one.channel_fails.removeprefix(f"{one.key.channel}: ")
    due = one.at if one.failures else one.deliver_at  # after a failure that is when to try again
    said = f"overdue since {_minute(due, zone)}{_failed(one)}, because channel {one.key.channel} fails: {fails}"
    if one.channel_tried is not None and one.channel_tried > now:
        return f"{said}; it is left alone", one.channel_tried
    return f"{said}; a running daemon tries it as soon as it can", None


def _state(one: DeliveryTrace) -> str:
    if one.sent_at is not None:
        return "sent"
    said = "waits" if one.deliver_at is not None else "not sent"
    return f"{said}{_failed(one)}" + (f": {one.error}" if one.error else "")


def _failed(one: DeliveryTrace) -> str:
    return f" after {_counted(one.failures, 'failure')}" if one.failures else ""
