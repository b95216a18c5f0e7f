"""How a story was told first, so that its mails stay one conversation. Pure."""

from collections.abc import Sequence

from monitor.core.model.article import EditKind
from monitor.core.model.delivery import FirstNotice
from monitor.core.model.story import StoryArticle
from monitor.core.model.watchlist import Severity


def first_notice(articles: Sequence[StoryArticle], told: Severity | None) -> FirstNotice | None:
    """The headline of the article that was seen first, as it stood then, and how grave the story was when told first.

    `told`: the severity that was told then; what became graver later, was muted or is heard again does not change the
    name under which the story is known. None: nobody remembers, it was as grave as that article is.
    """
    if not articles:
        return None
    first = min(articles, key=lambda one: one.first_seen)
    changed = [edit.before for edit in first.edits if edit.kind is EditKind.HEADLINE and edit.before]
    if told is None:
        told = max((hit.severity for hit in first.hits), default=Severity.NORMAL)
    return FirstNotice(title=changed[0] if changed else first.article.title, severity=told)
