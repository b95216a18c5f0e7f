"""What makes two entries the same article."""

from monitor.core.model.feed import Entry
from monitor.core.urls import identity


def entry_identity(source: str, entry: Entry) -> str:
    """A name for the article an entry promises, equal for every feed and spelling that promises it.

    The address, canonical, where there is one: feeds rewrite their guids, and two feeds of an outlet share articles.
    Otherwise the feed's own id, otherwise the title, both within the source.
    """
    if entry.url:
        return identity(entry.url)
    return f"{source} {entry.id}" if entry.id else f"{source} {entry.title}"
