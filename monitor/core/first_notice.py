"""How a story was told first, so that its mails stay one conversation. Pure."""

from collections.abc import Sequence
from datetime import datetime

from monitor.core.model.article import EditKind
from monitor.core.model.delivery import FirstNotice
from monitor.core.model.story import StoryArticle
from monitor.core.model.watchlist import Severity


def first_notice(articles: Sequence[StoryArticle], at: datetime | None) -> FirstNotice | None:
    """The headline of the article that was seen first, as it stood then, and the gravest hit of those seen until `at`.

    `at`: when the story was told first; what became graver later does not change the name under which it is known.
    """
    if not articles:
        return None
    first = min(articles, key=lambda one: one.first_seen)
    changed = [edit.before for edit in first.edits if edit.kind is EditKind.HEADLINE and edit.before]
    known = [one for one in articles if one is first or (at is not None and one.first_seen <= at)]
    severity = max((hit.severity for one in known for hit in one.hits), default=Severity.NORMAL)
    return FirstNotice(title=changed[0] if changed else first.article.title, severity=severity)
