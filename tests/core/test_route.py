"""Who is told what, when, and why not."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from monitor.core.conversation import Verdict
from monitor.core.fit import Policy, tell_first
from monitor.core.model.article import Article, Hit
from monitor.core.model.route import Mute, Quiet, Route
from monitor.core.model.source import Source
from monitor.core.model.story import StoryArticle, StoryToTell, Untold, Wait, Wishes
from monitor.core.model.watchlist import Severity
from monitor.core.route import NO_WISHES, Decision, route

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NOW = Route(name="now", to=("mail",), group_wait=timedelta(seconds=60))


def story(
    *hits: str, severity: Severity = Severity.HIGH, source: str = "wire", age: timedelta | None = None
) -> StoryToTell:
    published = None if age is None else T0 - age
    article = StoryArticle(
        source=source,
        article=Article(url="https://wire.example/1", title="خبر", text="", published=published),
        first_seen=T0,
        hits=tuple(Hit(watchlist=name, severity=severity, mentions=()) for name in hits),
    )
    return StoryToTell(id=1, key="k", revision=1, first_hit=T0, due=T0, articles=(article,), failures=0, attempt=1)


def policy(*routes: Route) -> Policy:
    return Policy(
        routes=routes,
        recipients={"mail": ("a@example.org", "b@example.org"), "slack": ("#desk",)},
        sources={"wire": Source(id="wire", name="Wire", url="https://wire.example/", country="IQ")},
        horizon=timedelta(hours=24),
    )


LATER = T0 + timedelta(seconds=60)


def why(decision: Decision) -> list[tuple[str, Untold | None]]:
    return [(one.route, one.untold) for one in decision.verdicts]


def test_every_recipient_of_every_channel_of_a_fitting_route_is_told() -> None:
    decision = route(story("daesh"), policy(replace(NOW, to=("mail", "slack"))), LATER)

    assert [(key.channel, key.recipient) for key in decision.notices] == [
        ("mail", "a@example.org"),
        ("mail", "b@example.org"),
        ("slack", "#desk"),
    ]
    assert decision.tell_at is None


@pytest.mark.parametrize(
    ("one", "told", "reason"),
    [
        (replace(NOW, watchlists=("extremism",)), story("daesh"), Untold.NO_WATCHLIST),
        (replace(NOW, severity=Severity.CRITICAL), story("daesh"), Untold.TOO_LOW),
        (replace(NOW, outlets=("other",)), story("daesh"), Untold.OTHER_OUTLET),
        (replace(NOW, countries=("AE",)), story("daesh"), Untold.OTHER_COUNTRY),
        (replace(NOW, countries=("AE",)), story("daesh", source="gone"), Untold.OTHER_COUNTRY),
        (NOW, story("daesh", age=timedelta(hours=25)), Untold.TOO_OLD),
    ],
)
def test_a_route_says_why_it_does_not_tell(one: Route, told: StoryToTell, reason: Untold) -> None:
    decision = route(told, policy(one), LATER)

    assert decision.notices == ()
    assert why(decision) == [("now", reason)]


@pytest.mark.parametrize("age", [None, timedelta(0), timedelta(hours=23), timedelta(hours=-30)])
def test_what_is_not_older_than_the_horizon_is_told_also_without_a_date_or_dated_ahead(age: timedelta | None) -> None:
    assert len(route(story("daesh", age=age), policy(NOW), LATER).notices) == 2


def test_conditions_must_meet_in_one_article() -> None:
    strict = replace(NOW, watchlists=("daesh",), severity=Severity.HIGH, outlets=("wire",))
    low = story("daesh", severity=Severity.LOW).articles[0]
    elsewhere = story("daesh", source="other").articles[0]
    other_list = story("extremism").articles[0]
    mixed = replace(story("daesh"), articles=(low, elsewhere, other_list))

    assert route(mixed, policy(strict), LATER).notices == ()


def test_a_group_waits_from_the_first_hit_and_each_route_for_its_own_time() -> None:
    slow = replace(NOW, name="slow", to=("slack",), group_wait=timedelta(minutes=5))

    at_once = route(story("daesh"), policy(NOW, slow), T0)
    after_one = route(story("daesh"), policy(NOW, slow), LATER)

    assert at_once.notices == ()
    assert at_once.tell_at == LATER
    assert {key.route for key in after_one.notices} == {"now"}
    assert after_one.tell_at == T0 + timedelta(minutes=5)


def at_first(one: Route, severity: Severity = Severity.HIGH, wishes: Wishes = NO_WISHES) -> Verdict:
    """What a route says of a story a minute before its group is full."""
    return route(story("daesh", severity=severity), policy(one), T0, wishes=wishes).verdicts[0]


def test_what_quiet_hours_or_a_mute_will_keep_from_being_told_does_not_only_wait_for_its_group() -> None:
    night = Quiet(name="night", start=time(8), until=time(20), let_through=Severity.CRITICAL, zone=UTC)
    mute = Mute(until=T0 + timedelta(days=1), why="w", by="b", story="k")
    held = Verdict(route="now", untold=Untold.HELD, until=T0.replace(hour=20))
    waits = Verdict(route="now", untold=Untold.GROUP_WAIT, until=LATER)

    assert at_first(replace(NOW, quiet=night)) == held
    assert at_first(replace(NOW, quiet=night), Severity.CRITICAL) == waits
    assert at_first(NOW) == waits
    assert at_first(NOW, wishes=Wishes(mutes=(mute,))).untold is Untold.MUTED


def test_an_update_that_will_fall_into_quiet_hours_is_held_by_them() -> None:
    night = Quiet(name="night", start=time(8, 20), until=time(20), zone=UTC)
    one = replace(NOW, quiet=night)
    told = route(story("daesh"), policy(one), LATER).notices
    grown = replace(story("daesh", "extremism"), notices=told)

    decision = route(grown, policy(one), LATER + timedelta(minutes=5))

    assert decision.verdicts == (Verdict(route="now", untold=Untold.HELD, until=T0.replace(hour=20)),)
    assert decision.tell_at == LATER + one.update_every


def test_what_a_limit_holds_until_quiet_hours_have_begun_is_held_until_they_end() -> None:
    night = Quiet(name="night", start=time(8, 20), until=time(20), zone=UTC)
    one = replace(NOW, quiet=night)
    first = route(story("daesh"), policy(one), LATER).notices
    held = tuple(replace(notice, wait=Wait.THROTTLE, until=LATER + timedelta(hours=1)) for notice in first)

    [verdict] = route(replace(story("daesh"), notices=held), policy(one), LATER).verdicts

    assert verdict == Verdict(route="now", untold=Untold.COLLECTED, until=T0.replace(hour=20))


def test_one_person_hears_by_two_routes_when_the_first_group_is_full() -> None:
    slow = replace(NOW, name="slow", group_wait=timedelta(minutes=5))

    at_once = route(story("daesh"), policy(NOW, slow), T0)
    after_one = route(story("daesh"), policy(NOW, slow), LATER)

    assert [(one.untold, one.until) for one in at_once.verdicts] == [(Untold.GROUP_WAIT, LATER)] * 2
    assert {(one.route, one.revision) for one in after_one.notices} == {("now", 1), ("slow", 1)}
    assert after_one.tell_at is None


def test_closing_tells_what_still_waits() -> None:
    assert len(route(story("daesh"), policy(NOW), T0, closing=True).notices) == 2


def test_what_was_told_is_not_told_again() -> None:
    first = route(story("daesh"), policy(NOW), LATER)
    again = replace(story("daesh"), notices=first.notices)

    assert why(route(again, policy(NOW), LATER)) == [("now", Untold.TOLD_BEFORE)]


def test_a_recipient_added_later_is_told_of_a_story_that_comes_up_again() -> None:
    first = route(story("daesh"), policy(NOW), LATER)
    again = replace(story("daesh"), notices=first.notices[:1])

    assert [key.recipient for key in route(again, policy(NOW), LATER).notices] == ["b@example.org"]


def test_a_story_is_first_looked_at_when_the_quickest_route_that_asks_for_it_is_due() -> None:
    daesh = replace(NOW, watchlists=("daesh",))
    quick = replace(NOW, watchlists=("extremism",), group_wait=timedelta(seconds=5))

    assert tell_first([daesh, quick], ["daesh"], T0) == LATER
    assert tell_first([daesh, quick], ["daesh", "extremism"], T0) == T0 + timedelta(seconds=5)
    assert tell_first([daesh, quick], ["coalition"], T0) is None
