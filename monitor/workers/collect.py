"""collect: fetch the page behind an entry, match it, and record article, hits and story together."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.core.agency import agency_of
from monitor.core.article import article_of_entry, better
from monitor.core.errors import TemporaryError, WorkError
from monitor.core.fit import tell_first
from monitor.core.model.article import Article, CollectRecord, Edit, EditKind, EntryToCollect, Hit, Page
from monitor.core.revision import diff_of, edits_at_first, edits_between
from monitor.core.schedule import collect_again, reread_at
from monitor.core.source_state import SourceState
from monitor.core.watch.facts import facts_of
from monitor.workers.grouping import Grouping
from monitor.workers.live import Live
from monitor.workers.pages import Pages
from monitor.workers.sites import Sites
from monitor.workers.worker import Clock, Worker
from storage import entries
from storage.database import Database

CEILING = timedelta(seconds=120)  # a missing body holds an alert up no longer than this


class Collect(Worker[EntryToCollect, CollectRecord]):
    """Entry → Article, hits, story."""

    name = "collect"
    slots = 16
    per_source = 2
    lease = timedelta(minutes=3)

    def __init__(self, db: Database, live: Callable[[], Live], clock: Clock, pages: Pages) -> None:
        super().__init__(db, live, clock)
        self.pages = pages
        self.grouping = Grouping(db)
        self.sites = Sites(db, clock)

    def take(self, now: datetime) -> list[EntryToCollect]:
        busy = Counter(item.source for item in self.in_work())
        return entries.entries_to_collect(
            self.db, now, limit=self.free(), lease=self.lease, per_source=self.per_source, busy=busy
        )

    async def work(self, item: EntryToCollect) -> CollectRecord:
        if not item.entry.url:
            return self._article(item, article_of_entry(item.entry, ""), None)
        source = self.live().sources.get(item.source)
        try:
            page = await self.pages.fetch(item.entry.url, source, subject=item.source, now=self.clock())
            read = await self.pages.read(page, source, self.clock())
            article = better(await self.sites.cleaned(read), item.entry)
        except WorkError as error:
            return self._not_again(item, error) if item.settled else self._without_page(item, error)
        return self._article(item, article, page)

    def _article(
        self,
        item: EntryToCollect,
        article: Article,
        page: Page | None,
        *,
        collect_at: datetime | None = None,
        failures: int = 0,
        error: str | None = None,
    ) -> CollectRecord:
        now = self.clock()
        live = self.live()
        hits = self._match(live, item, article)
        known = self.sites.as_read_now(item.known, article) if item.settled or page is None else None
        if known is not None:
            edits = edits_between(known, article, now, item.headlines)
        else:
            edits = edits_at_first(article, item.known, now)
        if page is not None and hits:
            collect_at = reread_at(item.first_seen, now)
        return CollectRecord(
            entry=item.id,
            attempt=item.attempt,
            at=now,
            article=article,
            feed_date=item.entry.published or item.entry.updated,
            page=page,
            changed=known is not None and (known.title, known.text) != (article.title, article.text),
            agency=agency_of(article.text, article.author),
            edits=edits,
            diff=diff_of(known, article) if edits and known is not None else "",
            hits=hits,
            tell_at=tell_first(live.config.routes, [hit.watchlist for hit in hits], now),
            collect_at=collect_at,
            failures=failures,
            error=error,
        )

    def _match(self, live: Live, item: EntryToCollect, article: Article) -> tuple[Hit, ...]:
        facts = facts_of(article, item.source, live.sources.get(item.source), item.entry.tags)
        return live.matcher.match({"title": article.title, "summary": article.summary, "text": article.text}, facts)

    def _not_again(self, item: EntryToCollect, error: WorkError) -> CollectRecord:
        """A page that was read before and is not there to be read again: removed, or to be looked at another time."""
        now = self.clock()
        gone = error.kind is SourceState.GONE
        return CollectRecord(
            entry=item.id,
            attempt=item.attempt,
            at=now,
            article=item.known if gone else None,
            feed_date=item.entry.published or item.entry.updated,
            agency=agency_of(item.known.text, item.known.author) if item.known is not None else None,
            edits=(Edit(at=now, kind=EditKind.REMOVED),) if gone else (),
            collect_at=None if gone else reread_at(item.first_seen, now),
        )

    def _without_page(self, item: EntryToCollect, error: WorkError) -> CollectRecord:
        """No page this time: try again, and at the ceiling let the feed's own words be the article meanwhile."""
        now = self.clock()
        failures = item.failures + 1
        again = None
        if isinstance(error, TemporaryError):
            again = collect_again(now, failures, error.retry_after)
        waits = again is not None and again - item.first_seen <= CEILING
        article = article_of_entry(item.entry, item.entry.url or "")
        if waits or (item.known is not None and not _says_more(article, item.known)):
            return CollectRecord(
                entry=item.id, attempt=item.attempt, at=now, collect_at=again, failures=failures, error=str(error)
            )
        return self._article(item, article, None, collect_at=again, failures=failures, error=str(error))

    def failed(self, item: EntryToCollect, reason: str) -> CollectRecord:
        now = self.clock()
        failures = item.failures + 1
        again = collect_again(now, failures)
        return CollectRecord(
            entry=item.id, attempt=item.attempt, at=now, collect_at=again, failures=failures, error=reason
        )

    def record(self, item: EntryToCollect, record: CollectRecord) -> dict[str, object] | None:
        done = self.grouping.record(item, record, lambda one: entries.record_collect(self.db, one))
        if done is None:
            return None
        keys: dict[str, object] = {"source": item.source, "url": item.entry.url}
        if record.article is not None:
            keys |= {"warnings": list(record.article.warnings)} if record.article.warnings else {}
            keys |= {"from": record.article.content_from, "hits": [hit.watchlist for hit in record.hits]}
            keys |= {"story": done.story} | (
                {"edits": [edit.kind.value for edit in record.edits]} if record.edits else {}
            )
        return keys | ({"error": record.error, "again": record.collect_at} if record.error else {})


def _says_more(article: Article, known: Article) -> bool:
    """Whether the feed's words have changed since they were taken for the article."""
    return known.content_from == "feed" and (article.title, article.text) != (known.title, known.text)
