"""What a template is handed: names instead of ids, the mentions that were asked for, links only where they lead."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.core.model.article import Article, Hit
from monitor.core.model.delivery import DeliveryToSend, Links, StoryInDigest
from monitor.core.model.route import NewsKind, Route
from monitor.core.model.story import Digest, News, StoryArticle
from monitor.core.model.watchlist import Severity
from monitor.workers.alert import to_alert
from monitor.workers.links import links_for
from monitor.workers.live import Live
from storage.database import Database
from tests.support.policy import policy_desk

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NOW = Route(name="فوري", to=("mail",), watchlists=("daesh",))
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


def test_links_lead_to_the_story_only_where_there_is_one_and_trouble_has_none() -> None:
    def links(kind: str) -> Links:
        return links_for(item(kind=kind), "https://monitor.example.org", b"key")

    assert str(links("story").mute).startswith("https://monitor.example.org/mute/s1?t=")
    assert links("digest").story is None and links("digest").unsubscribe is not None
    assert links("meta") == links("test") == Links()
    assert links_for(item(), None, b"key") == Links()
