"""What makes two entries the same article."""

from monitor.core.model.feed import Entry
from monitor.core.urls import identity

_SAYS_LITTLE = 2  # letters of a word that says nothing about what a title is about: في، من، عن


def entry_identity(source: str, entry: Entry) -> str:
    """A name for the article an entry promises, equal for every feed and spelling that promises it.

    The address, canonical, where there is one: feeds rewrite their guids, and two feeds of an outlet share articles.
    Otherwise the feed's own id, otherwise the title, both within the source.
    """
    if entry.url:
        return identity(entry.url)
    return f"{source} {entry.id}" if entry.id else f"{source} {entry.title}"


def is_other_news(entry: Entry, known: Entry) -> bool:
    """Whether two entries under one address are two articles: it is that of a live page, not of an article.

    They are where nothing speaks for one article: neither id nor date, nor half of what either title says. Outlets
    rewrite ids, headlines and dates of an article, but hardly all three. Without ids nobody can tell: the headline of a
    live report changes as well, with its date, and it stays one article.
    """
    ids = {_own_id(entry), _own_id(known)}
    dates = {entry.published, known.published}
    if None in ids or len(ids) < 2 or (len(dates) == 1 and None not in dates):
        return False
    words, before = _words(entry.title), _words(known.title)
    return 2 * len(words & before) < min(len(words), len(before))


def _own_id(entry: Entry) -> str | None:
    """Its id, unless that is its address once more, with or without a mark of what has changed (…#2)."""
    is_address = (
        entry.id and entry.url and (entry.id.startswith(entry.url) or identity(entry.id) == identity(entry.url))
    )
    return None if is_address else entry.id


def _words(title: str) -> set[str]:
    return {word for word in title.split() if len(word) > _SAYS_LITTLE}
