"""For all routes, waits and arrivals: a person hears a story once, of what is new once, and misses nothing."""

from dataclasses import replace
from datetime import UTC, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.fit import ANY, Reader, listed, recipients_of, why_not
from monitor.core.heard import asked_by
from monitor.core.model.route import NewsKind, Quiet, Route, Send, Timetable
from monitor.core.model.watchlist import Severity
from monitor.core.waits import NOTICES_A_DAY
from tests.support.reader import Arrival, Desk, Heard, lived

WATCHLISTS = ("daesh", "extremism", "gulf")
NIGHT = Quiet(name="night", start=time(19), until=time(4), let_through=Severity.CRITICAL, zone=UTC)
SHORT = Quiet(name="short", start=time(18), until=time(2, 30), zone=UTC)
TABLES = (
    Timetable(send=Send.HOURLY, zone=UTC),
    Timetable(send=Send.DAILY, at=(time(4, 30), time(12)), zone=UTC),
)


def minutes(*numbers: float) -> st.SearchStrategy[timedelta]:
    return st.sampled_from([timedelta(minutes=n) for n in numbers])


def routes(timetables: tuple[Timetable | None, ...]) -> st.SearchStrategy[list[Route]]:
    one = st.builds(
        Route,
        name=st.just(""),
        to=st.sets(st.sampled_from(("mail", "second", "chat")), min_size=1).map(lambda to: tuple(sorted(to))),
        watchlists=st.sampled_from(((ANY,), ("daesh",), ("extremism",), ("daesh", "gulf"))),
        severity=st.sampled_from((Severity.LOW, Severity.LOW, Severity.HIGH, Severity.CRITICAL)),
        outlets=st.sampled_from(((), (), (), ("o1", "o2"))),
        group_wait=minutes(0, 1, 5, 30),
        timetable=st.sampled_from(timetables),
        quiet=st.sampled_from((None, NIGHT, SHORT)),
        update_every=minutes(10, 30, 60),
        update_when=st.sampled_from((frozenset(NewsKind), frozenset({NewsKind.OUTLETS}), frozenset())),
        milestones=st.sampled_from(((3, 10), (2, 3, 4, 5), (5,))),
    )
    many = st.lists(one, min_size=1, max_size=4)
    return many.map(lambda found: [replace(route, name=f"r{n}") for n, route in enumerate(found)])


news = st.lists(
    st.builds(
        Arrival,
        after=st.one_of(minutes(0, 1, 5, 29, 30, 31), st.integers(0, 900).map(lambda n: timedelta(minutes=n))),
        source=st.sampled_from([f"o{n}" for n in range(9)]),
        watchlist=st.sampled_from((*WATCHLISTS, None)),
        severity=st.sampled_from((Severity.NORMAL, Severity.HIGH, Severity.CRITICAL)),
    ),
    min_size=1,
    max_size=10,
    unique_by=lambda one: one.after,
)
# from the afternoon, from the night, from the morning on
arrivals = st.tuples(news, minutes(0, 180, 900)).map(
    lambda found: [replace(one, after=one.after + found[1]) for one in found[0]]
)


def outlets(heard: Heard) -> int:
    return len({one.source for one in heard.articles})


def leading(desk: Desk, reader: Reader, *, digests: bool) -> list[Route]:
    """The routes that lead to a reader, by which conversation."""
    return [
        one
        for one in desk.policy.routes
        if (one.timetable is not None) == digests
        and any(desk.policy.reader(*who) == reader for who in recipients_of(one.to, desk.policy))
    ]


def readers(desk: Desk) -> set[Reader]:
    return {desk.policy.reader(*who) for one in desk.policy.routes for who in recipients_of(one.to, desk.policy)}


def heard_by(desk: Desk, reader: Reader, *, digests: bool = False) -> list[Heard]:
    return desk.heard.get((reader, digests), [])


@settings(max_examples=400, deadline=None)
@given(routes((None,)), arrivals, st.booleans())
def test_a_person_hears_a_story_once_and_then_only_what_is_new(
    routes: list[Route], coming: list[Arrival], busy: bool
) -> None:
    desk = lived(routes, coming, busy=busy)

    for reader in readers(desk):
        messages = heard_by(desk, reader)
        assert [one.news == () for one in messages] == [n == 0 for n in range(len(messages))]
        assert len({one.at for one in messages}) == len(messages)
        pieces = [piece for one in messages for piece in one.news if piece.kind is NewsKind.WATCHLIST]
        assert len(set(pieces)) == len(pieces)


@settings(max_examples=400, deadline=None)
@given(routes((None,)), arrivals, st.booleans())
def test_numbers_of_outlets_follow_each_other(routes: list[Route], coming: list[Arrival], busy: bool) -> None:
    desk = lived(routes, coming, busy=busy)

    for reader in readers(desk):
        for before, after in pairwise(heard_by(desk, reader)):
            numbers = [(int(one.before), int(one.after)) for one in after.news if one.kind is NewsKind.OUTLETS]
            assert numbers in ([], [(outlets(before), outlets(after))])


@settings(max_examples=400, deadline=None)
@given(routes((None,)), arrivals, st.booleans())
def test_updates_keep_their_distance_whatever_route_brings_them(
    routes: list[Route], coming: list[Arrival], busy: bool
) -> None:
    desk = lived(routes, coming, busy=busy)

    for reader in readers(desk):
        shortest = min((one.update_every for one in leading(desk, reader, digests=False)), default=timedelta(0))
        for before, after in pairwise(heard_by(desk, reader)):
            graver = any(piece.kind is NewsKind.GRAVER for piece in after.news)
            assert graver or after.at - before.at >= shortest


@settings(max_examples=400, deadline=None)
@given(routes((None,)), arrivals)
def test_a_route_that_nothing_holds_tells_within_its_own_waits(routes: list[Route], coming: list[Arrival]) -> None:
    desk = lived(routes, coming)
    articles = sorted(desk.articles, key=lambda article: article.first_seen)

    for reader in readers(desk):
        messages = heard_by(desk, reader)
        for one in leading(desk, reader, digests=False):
            fitting = [article.first_seen for article in articles if why_not(one, [article], desk.policy) is None]
            if one.quiet is None and fitting and len(messages) < NOTICES_A_DAY:
                shown = min(message.at for message in messages if _shows(desk, one, message))
                assert shown <= fitting[0] + max(one.group_wait, one.update_every)


@settings(max_examples=600, deadline=None)
@given(routes((None, None, *TABLES)), arrivals, st.booleans())
def test_nobody_misses_what_one_of_their_routes_asks_for(
    routes: list[Route], coming: list[Arrival], busy: bool
) -> None:
    desk = lived(routes, coming, busy=busy)

    for reader in readers(desk):
        for digests in (False, True):
            messages = heard_by(desk, reader, digests=digests)
            for one in leading(desk, reader, digests=digests):
                if why_not(one, desk.articles, desk.policy) is None:
                    assert any(_shows(desk, one, message) for message in messages)
                    _told_all(desk, one, messages)


def _shows(desk: Desk, one: Route, message: Heard) -> bool:
    """Whether a message shows something for which the route asks."""
    naming = [other for other in desk.policy.routes if other.name in message.routes]
    return why_not(one, asked_by(naming, message.articles), desk.policy) is None


def _told_all(desk: Desk, one: Route, messages: list[Heard]) -> None:
    """What the route wants to hear of has been said: numbers of outlets, and every watchlist."""
    if NewsKind.OUTLETS in one.update_when:
        now = len({article.source for article in desk.articles})
        said = max(outlets(message) for message in messages)
        assert not any(said < milestone <= now for milestone in one.milestones)
    if NewsKind.WATCHLIST in one.update_when:
        asked = {hit.watchlist for article in desk.articles for hit in article.hits if listed(one, hit.watchlist)}
        shown = {
            hit.watchlist
            for message in messages
            for other in desk.policy.routes
            if other.name in message.routes
            for article in asked_by([other], message.articles)
            for hit in article.hits
        }
        assert asked <= shown
