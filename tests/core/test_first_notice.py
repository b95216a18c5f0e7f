"""A story keeps the name under which it was told first."""

from datetime import timedelta

from monitor.core.first_notice import first_notice
from monitor.core.model.article import Article, Edit, EditKind, Hit
from monitor.core.model.delivery import FirstNotice
from monitor.core.model.story import StoryArticle
from monitor.core.model.watchlist import Severity
from tests.support.alerts import NOW


def article(title: str, minutes: int, severity: Severity, *edits: Edit) -> StoryArticle:
    written = Article(url="https://e.example/1", title=title, text="")
    hit = Hit(watchlist="w", severity=severity, mentions=())
    seen = NOW + timedelta(minutes=minutes)
    return StoryArticle(source="a", article=written, first_seen=seen, hits=(hit,), edits=edits)


def test_it_is_named_after_the_article_seen_first_as_it_stood_then() -> None:
    edits = [Edit(at=NOW, kind=EditKind.HEADLINE, before=before, after="x") for before in ("الأول", "الثاني")]
    articles = [article("آخر", 5, Severity.CRITICAL), article("الثالث", 0, Severity.NORMAL, *edits)]

    assert first_notice(articles, Severity.NORMAL) == FirstNotice(title="الأول", severity=Severity.NORMAL)


def test_nothing_has_no_name() -> None:
    assert first_notice([], None) is None


def test_it_is_as_grave_as_it_was_told_or_where_nobody_remembers_as_the_article_seen_first() -> None:
    articles = [article("الأول", 0, Severity.NORMAL), article("بعده", 9, Severity.CRITICAL)]

    assert first_notice(articles, Severity.HIGH) == FirstNotice(title="الأول", severity=Severity.HIGH)
    assert first_notice(articles, None) == FirstNotice(title="الأول", severity=Severity.NORMAL)
