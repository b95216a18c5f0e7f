"""An archive to search in: articles stored the way the collect worker stores them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from monitor.core.model.article import Article, CollectRecord, Hit
from monitor.core.model.feed import Entry, PollOutcome, PollRecord
from monitor.core.model.source import Source
from storage import entries, feeds
from storage.database import Database

T0 = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LEASE = timedelta(minutes=1)
SOURCES = {
    "wire": Source(id="wire", name="Wire", url="https://wire.example/feed", country="IQ", timezone="Asia/Baghdad"),
    "paper": Source(id="paper", name="Paper", url="https://paper.example/feed", country="AE"),
}


def store(
    db: Database,
    texts: Iterable[str],
    *,
    source: str = "wire",
    tags: tuple[str, ...] = (),
    hits: tuple[Hit, ...] = (),
    at: datetime = T0,
) -> None:
    """Store articles of one source; the first line of each text is its title."""
    feeds.take_over_sources(db, SOURCES.values(), at)
    due = {state.source: (state, attempt) for state, attempt in feeds.feeds_to_poll(db, at, limit=9, lease=LEASE)}
    state, attempt = due[source]
    written = {f"https://{source}.example/news/{number}-{at:%H%M}": text for number, text in enumerate(texts)}
    found = tuple(Entry(url=url, title=text.split("\n")[0], tags=tags) for url, text in written.items())
    record = PollRecord(source=source, attempt=attempt, at=at, outcome=PollOutcome.ENTRIES, state=state, entries=found)
    feeds.record_polls(db, [record])
    while items := entries.entries_to_collect(db, at, limit=100, lease=LEASE, per_source=100):
        for item in items:
            url = item.entry.url or ""
            title, _, text = written[url].partition("\n")
            article = Article(url=url, title=title, text=text, language="ar")
            entries.record_collect(
                db, CollectRecord(entry=item.id, attempt=item.attempt, at=at, article=article, hits=hits)
            )
