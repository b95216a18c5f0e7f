"""What makes two entries the same article."""

import re

from monitor.core.model.feed import Entry
from monitor.core.story.words import read_words
from monitor.core.urls import identity

_VERSION = re.compile(r"(?<=\d)[-/#?&.=_:]+(?:v|ver|rev)?=?\d{1,2}$")  # 4711-2, tag:…/4711/v2, ?p=4711&rev=2


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
    rewrite ids, headlines and dates of an article, but hardly all three; a number behind an id is its version. Without
    ids nobody can tell: the headline of a live report changes as well, with its date, and it stays one article.
    """
    ids = {_own_id(entry), _own_id(known)}
    dates = {entry.published, known.published}
    if None in ids or len(ids) < 2 or (len(dates) == 1 and None not in dates):
        return False
    words, before = set(read_words(entry.title)), set(read_words(known.title))
    return 2 * len(words & before) < min(len(words), len(before))


def _own_id(entry: Entry) -> str | None:
    """Its id, without a number of its version; None if it is its address once more, whatever its version (…#2)."""
    is_address = (
        entry.id and entry.url and (entry.id.startswith(entry.url) or identity(entry.id) == identity(entry.url))
    )
    return _VERSION.sub("", entry.id) if entry.id and not is_address else None
