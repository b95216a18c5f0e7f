"""A feed whose dates are hours ahead: what is learnt of it, and what is not."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.model.feed import Entry, Feed, FeedState
from monitor.core.model.source import Dates, Source
from monitor.core.polling import Answered, Question, after_document, after_quiet
from monitor.core.skew import Correction, Skew, looked
from monitor.core.source_state import SourceState, fix

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SOURCE = Source(id="wire", name="Wire", url="https://wire.example/feed", timezone="Asia/Baghdad")
NEW = FeedState(source="wire", url=SOURCE.url, poll_at=T0, interval=20 * MINUTE)


def looks(ahead: timedelta, every: timedelta, chance: random.Random) -> Iterator[tuple[datetime, datetime, datetime]]:
    """(date of the newest entry as written, the look before, the look) of a feed whose dates are `ahead`."""
    now = T0
    while True:
        before, now = now, now + every * chance.uniform(0.95, 1.05)
        yield now - (now - before) * chance.random() + ahead, before, now


def look(skew: Skew, newest: datetime, before: datetime, now: datetime, own: timedelta = timedelta(0)) -> Skew:
    return looked(skew, [newest], before, now, own=own)


def learnt(skew: Skew, found: Iterator[tuple[datetime, datetime, datetime]], count: int) -> Skew:
    for _ in range(count):
        skew = look(skew, *next(found))
    return skew


@pytest.mark.parametrize("hours", [1, 2, 3, 3.5, 4, 5])
@pytest.mark.parametrize("seed", range(5))
def test_an_offset_that_a_zone_can_have_is_learnt(hours: float, seed: int) -> None:
    found = looks(hours * HOUR, 20 * MINUTE, random.Random(seed))

    assert learnt(Skew(), found, 20).ahead == hours * HOUR


@given(st.integers(0, 28), st.integers(2, 120), st.integers(0, 1000))
def test_nothing_else_is_ever_learnt(half_hours: int, every: int, seed: int) -> None:
    found = looks(half_hours * 30 * MINUTE, every * MINUTE, random.Random(seed))
    skew = Skew()

    for _ in range(30):
        skew = look(skew, *next(found))
        assert skew.ahead in (timedelta(0), half_hours * 30 * MINUTE)


def test_four_looks_prove_nothing() -> None:
    found = looks(3 * HOUR, 10 * MINUTE, random.Random(1))

    assert learnt(Skew(), found, 4).ahead == timedelta(0)


@pytest.mark.parametrize("hours", [2, 3, 4])
@pytest.mark.parametrize("seed", range(5))
def test_a_busy_feed_that_is_asked_seldom_is_learnt_by_its_older_entries(hours: int, seed: int) -> None:
    chance, skew, now = random.Random(seed), Skew(), T0

    for _ in range(15):
        before, now = now, now + 2 * HOUR
        dates = [before + 2 * HOUR * chance.random() + hours * HOUR for _ in range(10)]
        skew = looked(skew, [*dates, before - HOUR], before, now)  # one was held back

    assert skew.ahead == hours * HOUR


@pytest.mark.parametrize("delay", [10, 20, 30, 40])
@pytest.mark.parametrize("hours", [3, 4])
def test_a_feed_that_shows_all_it_has_late_is_not_taken_for_one_of_another_zone(delay: int, hours: int) -> None:
    found = list(islice(looks(hours * HOUR - delay * MINUTE, 20 * MINUTE, random.Random(7)), 20))
    unknown = own = Skew()
    for one in found:
        unknown, own = look(unknown, *one), look(own, *one, own=hours * HOUR)

    assert own.ahead == hours * HOUR
    assert unknown.ahead in (timedelta(0), hours * HOUR, 3.5 * HOUR)  # which is a zone


def test_a_zone_that_fits_is_believed_before_the_own_zone_of_the_source() -> None:
    skew = Skew()
    for one in islice(looks(2 * HOUR, 20 * MINUTE, random.Random(7)), 20):
        skew = look(skew, *one, own=3 * HOUR)

    assert skew.ahead == 2 * HOUR


@pytest.mark.parametrize(
    "ahead",
    [
        lambda chance: timedelta(hours=chance.uniform(1, 48)),  # announced events
        lambda _: timedelta(days=1),  # no zone is that far
        lambda chance: -timedelta(hours=chance.uniform(0, 12)),  # published late
        lambda _: 12 * MINUTE,  # a clock that is wrong
    ],
)
def test_dates_that_are_ahead_for_another_reason_teach_nothing(ahead: Callable[[random.Random], timedelta]) -> None:
    chance, skew, now = random.Random(5), Skew(), T0

    for _ in range(200):
        before, now = now, now + 15 * MINUTE
        skew = look(skew, now - 5 * MINUTE + ahead(chance), before, now)

    assert skew.ahead == timedelta(0)


@pytest.mark.parametrize("later", [0, 2, 4])
def test_it_is_unlearnt_when_the_outlet_or_the_clock_of_its_country_changes(later: int) -> None:
    chance = random.Random(2)
    skew = learnt(Skew(), looks(3 * HOUR, 15 * MINUTE, chance), 20)

    after = learnt(skew, looks(later * HOUR, 15 * MINUTE, chance), 20)

    assert (skew.ahead, after.ahead) == (3 * HOUR, later * HOUR)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("every", "count"), [(1, 1), (2, 1), (1, 10), (2, 10)])
def test_the_end_of_summer_time_is_noticed_where_a_feed_is_asked_seldom(every: int, count: int, seed: int) -> None:
    chance, skew, now = random.Random(seed), Skew(), T0

    for hours in (3, 2):
        for _ in range(60):
            before, now = now, now + every * HOUR
            dates = [before + every * HOUR * chance.random() + hours * HOUR for _ in range(count)]
            skew = looked(skew, dates, before, now, own=hours * HOUR)
        assert skew.ahead == hours * HOUR


@pytest.mark.parametrize("seed", range(4))
def test_a_few_wrong_dates_of_an_aggregator_teach_nothing(seed: int) -> None:
    chance, skew, now = random.Random(seed), Skew(), T0

    for _ in range(200):
        before, now = now, now + 20 * MINUTE
        local = [3 * HOUR if chance.random() < 0.1 else timedelta(0) for _ in range(8)]
        skew = looked(skew, [before + chance.random() * 20 * MINUTE + one for one in local], before, now, own=3 * HOUR)
        assert skew.ahead == timedelta(0)


@pytest.mark.parametrize("delay", [20, 40, 60])
def test_it_is_unlearnt_also_where_the_feed_shows_all_it_has_late(delay: int) -> None:
    skew, chance = Skew(), random.Random(2)
    for one in islice(looks(3 * HOUR - delay * MINUTE, 15 * MINUTE, chance), 20):
        skew = look(skew, *one, own=3 * HOUR)
    for one in islice(looks(-delay * MINUTE, 15 * MINUTE, chance), 20):
        skew = look(skew, *one, own=3 * HOUR)

    assert skew.ahead == timedelta(0)


def test_one_late_entry_unlearns_nothing() -> None:
    found = looks(3 * HOUR, 15 * MINUTE, random.Random(3))
    skew = learnt(Skew(), found, 20)

    written, before, now = next(found)
    skew = look(skew, written - 5 * HOUR, before, now)

    assert learnt(skew, found, 10).ahead == 3 * HOUR


def ahead(now: datetime, number: int) -> Feed:
    """What a feed shows that calls its local time, three hours ahead, GMT."""
    entry = Entry(url=f"https://wire.example/{number}", title="خبر", published=now - MINUTE + 3 * HOUR)
    return Feed(entries=(entry,), names=(f"{number:012}", "a" * 12), charset="utf-8")


def polled(state: FeedState, now: datetime, number: int, *, source: Source = SOURCE) -> FeedState:
    """After a look at such a feed."""
    feed = ahead(now, number)
    answer, asked = Answered(at=now, body_hash=str(number)), Question(url=source.url)
    return after_document(state, source, feed, answer, asked=asked, jitter=0).state


def test_a_feed_that_calls_its_local_time_gmt_is_corrected_and_shown_as_skewed() -> None:
    state = NEW
    for number in range(5):
        state = polled(state, T0 + number * 15 * MINUTE, number)
    now = T0 + 75 * MINUTE
    entry = Entry(url="https://wire.example/9", published=now + 3 * HOUR, updated=now + 3 * HOUR)
    feed = Feed(entries=(entry,), names=("9" * 12, "a" * 12))

    after = after_document(state, SOURCE, feed, Answered(at=now), asked=Question(url=SOURCE.url), jitter=0)

    assert [(one.published, one.updated) for one in after.new] == [(now, now)]
    standing = after.state.standing
    assert (standing.state, standing.since) == (SourceState.SKEW, T0)
    assert standing.reason == "its dates are 3 h ahead, as several polls showed: that is taken off"
    assert 'dates = "local"' in fix(standing, source="wire", url=SOURCE.url, site="https://wire.example/")


def test_dates_that_the_analyst_calls_local_teach_nothing() -> None:
    source, state = replace(SOURCE, dates=Dates.LOCAL), replace(NEW, skew=Skew(ahead=3 * HOUR))
    for number in range(4):
        state = polled(state, T0 + number * 15 * MINUTE, number, source=source)

    assert state.skew == Skew()


def test_what_is_learnt_holds_for_what_was_taken_in_meanwhile() -> None:
    state, found = NEW, []
    for number in range(6):
        feed, now = ahead(T0 + number * 15 * MINUTE, number), T0 + number * 15 * MINUTE
        after = after_document(state, SOURCE, feed, Answered(at=now), asked=Question(url=SOURCE.url), jitter=0)
        state, found = after.state, [*found, after.correction]

    assert found == [None] * 4 + [Correction(since=T0, by=3 * HOUR), None]


def test_the_first_document_counts_although_most_of_it_is_old() -> None:
    old = tuple(
        Entry(url=f"https://wire.example/old/{n}", title="خبر", published=T0 + (3 - n) * HOUR) for n in range(40)
    )
    state, found = NEW, []
    for number in range(5):
        now = T0 + number * 15 * MINUTE
        feed = replace(ahead(now, number), entries=(*ahead(now, number).entries, *(old if number == 0 else ())))
        after = after_document(state, SOURCE, feed, Answered(at=now), asked=Question(url=SOURCE.url), jitter=0)
        state, found = after.state, [*found, after.correction]

    assert found[-1] == Correction(since=T0, by=3 * HOUR)


def test_who_corrects_the_timezone_begins_anew() -> None:
    state = NEW
    for number in range(6):
        state = polled(state, T0 + number * 15 * MINUTE, number)
    assert state.skew == Skew(ahead=3 * HOUR, zone="Asia/Baghdad")

    corrected, now = replace(SOURCE, timezone="Asia/Dubai"), T0 + 2 * HOUR
    feed = Feed(entries=(Entry(url="https://wire.example/9", published=now - MINUTE),), names=("9" * 12,))
    after = after_document(state, corrected, feed, Answered(at=now), asked=Question(url=SOURCE.url), jitter=0)

    assert after.new[0].published == now - MINUTE
    assert (after.state.skew, after.correction) == (Skew(zone="Asia/Dubai"), None)


def test_a_feed_with_wrong_dates_that_falls_silent_is_stale() -> None:
    state = polled(NEW, T0, 1)

    after = after_quiet(state, SOURCE, Answered(at=T0 + timedelta(days=40)), jitter=0).state

    assert (state.standing.state, after.standing.state) == (SourceState.SKEW, SourceState.STALE)
