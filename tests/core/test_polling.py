"""What a poll leaves behind: cursor, rhythm, state; when the owner hears of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.errors import PermanentError, TemporaryError
from monitor.core.feeds.entries import Raw
from monitor.core.model.feed import Entry, Feed, FeedState
from monitor.core.model.source import Source
from monitor.core.polling import (
    NEVER,
    Answered,
    Polled,
    Question,
    after_document,
    after_failure,
    after_quiet,
    question,
)
from monitor.core.remembered import known_entries
from monitor.core.rhythm import Rhythm
from monitor.core.source_state import Notice, SourceState, Standing, Verdict, fix, judged

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SOURCE = Source(id="wire", name="Wire", url="https://wire.example/feed")
NEW = FeedState(source="wire", url=SOURCE.url, poll_at=T0, interval=timedelta(minutes=10))
ASKED = Question(url=SOURCE.url)


def feed(*urls: str, at: datetime = T0, known: tuple[str, ...] = (), **more: object) -> Feed:
    names = tuple(Raw(links=(url,)).name() for url in (*urls, *known))
    entries = tuple(Entry(url=url, title="خبر", published=at) for url in urls)
    return Feed(entries=entries, names=names, charset="utf-8", **more)  # type: ignore[arg-type]


def got(state: FeedState, document: Feed, at: datetime = T0, **more: object) -> Polled:
    answer = Answered(at=at, etag='"b"', body_hash="b", **more)  # type: ignore[arg-type]
    return after_document(state, SOURCE, document, answer, asked=question(state, SOURCE, at), jitter=0)


def failed(state: FeedState, error: PermanentError | TemporaryError, at: datetime = T0) -> Polled:
    return after_failure(state, SOURCE, at, error, jitter=0)


def kind(state: SourceState) -> TemporaryError:
    return TemporaryError("wire", "no", kind=state)


def test_a_document_leaves_its_validators_and_the_names_of_its_entries() -> None:
    polled = got(NEW, feed("https://wire.example/1", "https://wire.example/2"))

    assert [entry.url for entry in polled.new] == ["https://wire.example/1", "https://wire.example/2"]
    assert (polled.state.etag, polled.state.window, polled.state.standing.state) == ('"b"', 2, SourceState.ALIVE)
    assert question(polled.state, SOURCE, T0) == Question(url=SOURCE.url, etag='"b"')


def test_of_many_changes_at_once_some_wait_for_the_next_document() -> None:
    urls = [f"https://wire.example/{n}" for n in range(100)]
    names = [Raw(links=(url,)).name() for url in urls]
    state = replace(NEW, known="".join(names), marks="0" * 8 * 100)
    changed = tuple((name, Entry(url=url)) for name, url in zip(names, urls, strict=True))
    marks = tuple("1" * 8 if n < 30 else "0" * 8 for n in range(100))

    some = got(state, Feed(names=tuple(names), marks=marks, changed=changed[:30]))
    all_of_them = got(state, Feed(names=tuple(names), marks=("1" * 8,) * 100, changed=changed))

    assert [entry.url for entry in some.changed] == urls[:20]
    left = [name for name, mark in known_entries(some.state).items() if mark == "0" * 8]
    assert left == names[20:], "those that wait are as they were"
    assert all_of_them.changed == () and set(known_entries(all_of_them.state).values()) == {"1" * 8}


def test_success_forgets_failures_and_failure_keeps_the_cursor() -> None:
    failing = failed(replace(NEW, etag='"a"'), kind(SourceState.SERVER)).state

    assert (failing.failures, failing.etag, failing.error) == (1, '"a"', "wire: no")
    after = got(failing, feed("https://wire.example/1")).state
    assert (after.failures, after.error) == (0, None)


def test_a_feed_in_which_everything_is_new_is_asked_more_often_and_says_so() -> None:
    first = got(NEW, feed(*(f"https://wire.example/{n}" for n in range(9)))).state

    second = got(first, feed(*(f"https://wire.example/{n}" for n in range(20, 29)), at=T0), T0 + timedelta(minutes=9))

    assert second.state.standing.state is SourceState.OVERFLOW
    assert second.state.interval <= first.interval / 2 or second.state.interval == SOURCE.min_every


def test_a_feed_whose_addresses_all_changed_has_missed_nothing() -> None:
    first = got(NEW, feed(*(f"https://wire.example/{n}" for n in range(9)))).state

    second = got(first, feed(*(f"https://wire.example/new/{n}" for n in range(9)), at=T0 - DAY), T0 + DAY / 100)

    assert second.state.standing.state is SourceState.ALIVE


def test_a_bad_document_is_not_sent_twice() -> None:
    error = PermanentError("wire", "is an HTML page, not a feed", kind=SourceState.NOT_A_FEED)
    bad = after_failure(NEW, SOURCE, T0, error, jitter=0, answer=Answered(at=T0, etag='"bad"', body_hash="x")).state

    again = after_quiet(bad, SOURCE, Answered(at=T0 + DAY), jitter=0).state

    assert question(bad, SOURCE, T0).etag == '"bad"'
    assert (again.failures, again.standing.state) == (2, SourceState.NOT_A_FEED)


def test_a_not_modified_is_doubted_when_a_busy_feed_falls_silent() -> None:
    busy = Rhythm(hours=(2.0,) * 24, days=1.0, until=T0)
    state = replace(NEW, etag='"a"', whole_at=T0, new_at=T0, polled_at=T0, rhythm=busy, known="x" * 12)

    assert question(state, SOURCE, T0 + timedelta(minutes=50)).etag == '"a"'
    later = T0 + timedelta(hours=3)
    assert question(state, SOURCE, later).etag is None
    told_lies = replace(state, polled_at=later - timedelta(minutes=10))
    caught = got(told_lies, feed("https://wire.example/9", at=T0 + timedelta(hours=1)), later).state
    assert caught.validators_lie
    assert question(caught, SOURCE, later).etag is None


def test_a_permanent_redirect_is_believed_after_three_days_and_a_good_parse() -> None:
    def moved(state: FeedState, at: datetime, to: str) -> FeedState:
        return got(state, feed("https://wire.example/1", at=at), at, moved_to=to).state

    day0 = moved(NEW, T0, "https://new.example/feed")
    assert (day0.standing.state, day0.asked_url) == (SourceState.MOVED, None)
    changed = moved(day0, T0 + DAY, "https://maintenance.example/")
    assert moved(changed, T0 + 3 * DAY, "https://maintenance.example/").asked_url is None

    adopted = moved(day0, T0 + 3 * DAY, "https://new.example/feed")
    assert question(adopted, SOURCE, T0 + 3 * DAY).url == "https://new.example/feed"
    assert adopted.standing.state is SourceState.MOVED
    back = failed(adopted, kind(SourceState.GONE), T0 + 4 * DAY).state
    assert question(back, SOURCE, T0 + 4 * DAY).url == SOURCE.url


def test_what_is_gone_for_three_days_is_not_asked_any_more() -> None:
    gone = PermanentError("wire", "answered 410 (gone for good)", kind=SourceState.GONE)

    states = [NEW]
    for day in range(4):
        states.append(failed(states[-1], gone, T0 + day * DAY).state)

    assert [state.poll_at for state in states[1:4]] == [T0 + DAY, T0 + 2 * DAY, T0 + 3 * DAY]
    assert states[4].poll_at == NEVER


def test_a_server_that_wants_to_be_left_alone_is_left_alone() -> None:
    state = failed(NEW, TemporaryError("wire", "answered 429", retry_after=timedelta(hours=90))).state

    assert state.not_before == T0 + timedelta(hours=24)
    assert got(state, feed("https://wire.example/1"), T0 + 2 * DAY).state.not_before is None


@pytest.mark.parametrize(
    ("document", "whole", "state"),
    [
        (feed("https://wire.example/1"), True, SourceState.ALIVE),
        (feed(), True, SourceState.ALIVE),
        (feed("https://wire.example/1"), False, SourceState.PARSE),
        (feed("https://wire.example/1", broken="not well-formed"), True, SourceState.PARSE),
        (feed("https://wire.example/1", declared="iso-8859-1"), True, SourceState.CHARSET),
        (feed("https://wire.example/1", at=T0 + timedelta(hours=3)), True, SourceState.SKEW),
        (feed("https://wire.example/1", at=T0 - 40 * DAY), True, SourceState.STALE),
    ],
)
def test_what_a_document_says_about_its_source(document: Feed, whole: bool, state: SourceState) -> None:
    assert got(NEW, document, whole=whole).state.standing.state is state


def test_a_feed_that_lost_its_entries_is_empty_and_one_that_never_had_any_is_not() -> None:
    before = got(NEW, feed("https://wire.example/1")).state

    assert got(before, feed(), T0 + DAY).state.standing.state is SourceState.EMPTY


def test_the_owner_hears_once_of_a_trouble_that_lasts_and_once_that_it_is_over() -> None:
    state, notices = NEW, []
    for _ in range(5):
        polled = failed(state, kind(SourceState.SERVER))
        state = polled.state
        notices.append(polled.notice)
    for _ in range(3):
        polled = got(state, feed("https://wire.example/1"))
        state = polled.state
        notices.append(polled.notice)

    assert notices == [None, None, Notice.TROUBLE, None, None, None, Notice.WELL, None]


def test_a_source_that_flaps_is_told_once() -> None:
    standing, notices = Standing(), []
    bad, good = Verdict(state=SourceState.UNREACHABLE, broken=True), Verdict(state=SourceState.ALIVE)
    for verdict in [bad] * 3 + [good, bad] * 6:
        standing, notice = judged(standing, verdict, T0)
        notices.append(notice)

    assert [notice for notice in notices if notice] == [Notice.TROUBLE]


def test_since_is_when_the_state_began() -> None:
    standing = Standing()
    for minute in range(4):
        standing, _ = judged(standing, Verdict(state=SourceState.GONE, broken=True), T0 + timedelta(minutes=minute))

    assert standing.since == T0


@pytest.mark.parametrize("state", SourceState)
def test_every_state_but_alive_has_an_advice(state: SourceState) -> None:
    advice = fix(Standing(state=state, target="https://n"), source="wire", url="https://a/f", site="https://a/")

    assert bool(advice) is (state is not SourceState.ALIVE)
    assert "{" not in advice
