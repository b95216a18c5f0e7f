"""The archive through the same matcher as live: the index says which articles can match, the matcher which do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.model.article import Hit
from monitor.core.model.source import Source
from monitor.core.model.stored import StoredArticle
from monitor.core.model.watchlist import Watchlist
from monitor.core.watch.compile import compile_watchlists
from monitor.core.watch.reach import changed_parts, reach_of
from monitor.core.watch.watching import QueryMatcher
from monitor.workers.verifying import Progress, Reader, verified
from storage import archive, index
from storage.database import Database

_MOST_READ = 2_000  # articles: a few seconds
_LIVE = "live "  # before the id of the watchlist a changed one is compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article of the archive with its hits."""

    stored: StoredArticle
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An article that a changed watchlist gains, or loses."""

    article: int  # id
    gained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What a changed watchlist does to the archive."""

    changes: tuple[Change, ...]  # the newest first
    candidates: int  # articles in which the change can make a difference
    reader: Reader

    def hit(self, change: Change, stored: StoredArticle) -> Hit | None:
        """The new hit of a changed article, or the old one; None: it was one when it came in, nothing finds it now."""
        return next((hit for hit in self.reader.hits(stored) if hit.watchlist.startswith(_LIVE) != change.gained), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How a term stands in the archive."""

    articles: int  # that hold it
    of: int
    surfaces: tuple[str, ...]  # as what it was written, the most frequent first
    exact: bool = True  # every article that may hold it was read; else the newest of these, and the rest reckoned


def written_in(db: Database, matcher: QueryMatcher, *, most: int = _MOST_READ) -> Written:
    """How what a matcher asks for stands in the archive; at most so many articles are read for it."""
    ids = index.candidates(db, reach_of(matcher, index.surfaces(db)))
    reader = Reader(db=db, matcher=matcher, sources={})
    counted: Counter[str] = Counter()
    holding = 0
    for stored in archive.articles_by_id(db, ids[:most]):
        surfaces = [" ".join(mention.surface.split()) for hit in reader.hits(stored) for mention in hit.mentions]
        counted.update(surfaces)
        holding += bool(surfaces)
    written = sorted(counted, key=lambda surface: (-counted[surface], surface))
    exact = len(ids) <= most
    articles = holding if exact else round(len(ids) * holding / most)
    return Written(articles=articles, of=index.articles(db), surfaces=tuple(written), exact=exact)


def look(
    db: Database,
    matcher: QueryMatcher,
    sources: Mapping[str, Source],
    *,
    since: datetime | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Iterator[Seen]:
    """Every article of the archive with a hit, the newest first, read as they are asked for."""
    reader = Reader(db=db, matcher=matcher, sources=sources)
    ids = index.candidates(db, reach_of(matcher, index.surfaces(db)), since=since)
    for done, stored in enumerate(archive.articles_by_id(db, ids), start=1):
        hits = reader.hits(stored)
        progress(done, len(ids))
        if hits:
            yield Seen(stored=stored, hits=hits)


def scan(db: Database, matcher: QueryMatcher, sources: Mapping[str, Source]) -> Iterator[Seen]:
    """The same by reading every article, the oldest first: what `look` must equal."""
    reader = Reader(db=db, matcher=matcher, sources=sources)
    for stored in archive.articles(db):
        if hits := reader.hits(stored):
            yield Seen(stored=stored, hits=hits)


def backtest(
    db: Database,
    changed: Watchlist,
    live: Watchlist | None,
    sources: Mapping[str, Source],
    *,
    known: Iterable[Watchlist] = (),
    since: datetime | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Backtest:
    """Compare a changed watchlist with the live one over the archive; `live` None: with the hits that were stored."""
    both = [changed] if live is None else [changed, replace(live, id=_LIVE + live.id)]
    matcher = compile_watchlists(both, tuple(known))
    parts = changed_parts(matcher) if live is not None else None
    ids = index.candidates(db, reach_of(matcher, index.surfaces(db), parts), since=since)
    reader = Reader(db=db, matcher=matcher, sources=sources)
    new: set[int] = set()
    old: set[int] = set()
    for id, watchlists in verified(reader, ids, progress):
        for watchlist in watchlists:
            (new if watchlist == changed.id else old).add(id)
    if live is None:
        old = set(archive.hit_articles(db, changed.id, since=since))
    changes = tuple(Change(article=id, gained=id in new) for id in sorted(new ^ old, reverse=True))
    return Backtest(changes=changes, candidates=len(ids), reader=reader)
