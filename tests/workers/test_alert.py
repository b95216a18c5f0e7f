"""What a template is handed: names instead of ids, the mentions that were asked for, links only where they lead."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.model.article import Article, Hit, Mention
from monitor.core.model.delivery import DeliveryToSend, Links, StoryInDigest
from monitor.core.model.route import Mute, NewsKind, Route
from monitor.core.model.story import Digest, News, StoryArticle, Wishes
from monitor.core.model.watchlist import Severity
from monitor.workers.alert import to_alert
from monitor.workers.links import links_for
from monitor.workers.live import Live
from storage.database import Database
from tests.support.policy import policy_desk

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NOW = Route(name="فوري", to=("mail",), watchlists=("daesh",))
ALL = Route(name="كل شيء", to=("mail",))
MUTED = Mute(until=T0 + timedelta(days=1), why="ضجيج", by="sara", watchlist="extremism")
HEADLINE = News(kind=NewsKind.HEADLINE, before="أ", after="ب", outlet="outlet1")


@pytest.fixture
def live(db: Database) -> Live:
    return policy_desk(db, NOW).live


def article(source: str, watchlist: str, severity: Severity) -> StoryArticle:
    return StoryArticle(
        source=source,
        article=Article(url="https://x.example/1", title="خبر", text=""),
        first_seen=T0,
        hits=(Hit(watchlist=watchlist, severity=severity, mentions=()),),
    )


def hit_by_both() -> StoryArticle:
    """One article: normal for daesh, critical for extremism."""
    hits = (("daesh", Severity.NORMAL), ("extremism", Severity.CRITICAL))
    return replace(
        article("outlet1", "daesh", Severity.NORMAL),
        hits=tuple(Hit(watchlist=id, severity=severity, mentions=(mention(id),)) for id, severity in hits),
    )


def mention(term: str) -> Mention:
    return Mention(field="title", start=0, end=3, surface="خبر", term=term, rule="")


def item(**changes: object) -> DeliveryToSend:
    values: dict[str, object] = {
        "ids": (1,),
        "channel": "mail",
        "recipient": "desk@example.org",
        "kind": "story",
        "subject": "s1",
        "revision": 2,
        "routes": ("فوري",),
        "due": T0,
        "failures": 0,
        "attempt": 1,
        "in_doubt": False,
        "message": None,
    }
    return DeliveryToSend(**{**values, **changes})  # type: ignore[arg-type]


def test_outlets_are_named_in_the_language_of_the_message(live: Live) -> None:
    english = replace(live, config=replace(live.config, language="en"))
    update = item(articles=(article("outlet1", "daesh", Severity.HIGH),), news=(HEADLINE,))

    assert to_alert(update, live, T0, Links()).news[0].outlet == "منفذ 1"
    assert to_alert(update, english, T0, Links()).news[0].outlet == "Outlet 1"


def test_severity_and_watchlists_are_those_that_the_route_asked_for(live: Live) -> None:
    both = (article("outlet1", "daesh", Severity.HIGH), article("outlet2", "extremism", Severity.CRITICAL))

    alert = to_alert(item(articles=both), live, T0, Links())

    assert (alert.severity, alert.watchlists) == (Severity.HIGH, ("داعش",))
    assert len(alert.articles) == 2


def test_a_digest_begins_with_what_is_gravest(live: Live) -> None:
    stories = tuple(
        StoryInDigest(key=key, articles=(article("outlet1", "daesh", severity),), news=news, routes=("فوري",))
        for key, severity, news in (
            ("low", Severity.LOW, ()),
            ("grave", Severity.CRITICAL, ()),
            ("update", Severity.HIGH, (HEADLINE,)),
        )
    )

    alert = to_alert(item(kind="digest", stories=stories, digest=Digest(since=T0, until=T0)), live, T0, Links())

    assert [one.key for one in alert.stories] == ["grave", "update", "low"]
    assert alert.severity is Severity.CRITICAL
    assert alert.stories[1].news[0].outlet == "منفذ 1"


def test_what_is_muted_makes_nothing_graver_and_is_neither_named_nor_quoted(db: Database) -> None:
    muting = policy_desk(db, ALL, mutes=(MUTED,)).live

    alert = to_alert(item(routes=(ALL.name,), articles=(hit_by_both(),)), muting, T0, Links())

    assert (alert.severity, alert.watchlists) == (Severity.NORMAL, ("داعش",))
    assert alert.articles[0].mentions == (mention("daesh"),)


def test_what_was_muted_is_told_again_once_the_mute_has_ended(db: Database) -> None:
    muting = policy_desk(db, ALL, mutes=(MUTED,)).live

    alert = to_alert(item(routes=(ALL.name,), articles=(hit_by_both(),)), muting, MUTED.until, Links())

    assert (alert.severity, alert.watchlists) == (Severity.CRITICAL, ("داعش", "التطرف"))


def test_of_many_stories_each_is_told_without_what_is_muted_of_it(db: Database) -> None:
    muting = policy_desk(db, ALL, mutes=(MUTED,)).live
    by_link = Wishes(mutes=(Mute(until=MUTED.until, why="كتم القصة", by="desk@example.org", story="late"),))
    stories = tuple(
        StoryInDigest(key=key, articles=(hit_by_both(),), news=(), routes=(ALL.name,)) for key in ("open", "late")
    )

    digest = item(kind="digest", stories=stories, digest=Digest(since=T0, until=T0))
    alert = to_alert(digest, muting, T0, Links(), wishes=by_link)

    assert alert.severity is Severity.NORMAL
    assert {one.key: one.watchlists for one in alert.stories} == {"open": ("داعش",), "late": ()}
    assert {one.key: one.articles[0].mentions for one in alert.stories} == {"open": (mention("daesh"),), "late": ()}


def test_links_lead_to_the_story_only_where_there_is_one_and_trouble_has_none() -> None:
    def links(kind: str) -> Links:
        return links_for(item(kind=kind), "https://monitor.example.org", b"key")

    assert str(links("story").mute).startswith("https://monitor.example.org/mute/s1?t=")
    assert links("digest").story is None and links("digest").unsubscribe is not None
    assert links("meta") == links("test") == Links()
    assert links_for(item(), None, b"key") == Links()
