"""How a story was told first, so that its mails stay one conversation. Pure."""

from collections.abc import Sequence

from monitor.core.model.article import EditKind
from monitor.core.model.delivery import FirstNotice
from monitor.core.model.story import StoryArticle
from monitor.core.model.watchlist import Severity


def first_notice(articles: Sequence[StoryArticle]) -> FirstNotice | None:
    """The headline of the article that was seen first, as it stood then, and the severity of its hits."""
    if not articles:
        return None
    first = min(articles, key=lambda one: one.first_seen)
    changed = [edit.before for edit in first.edits if edit.kind is EditKind.HEADLINE and edit.before]
    severity = max((hit.severity for hit in first.hits), default=Severity.NORMAL)
    return FirstNotice(title=changed[0] if changed else first.article.title, severity=severity)
