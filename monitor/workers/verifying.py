"""Articles of the archive that can match, through the matcher: by several processes where there are many."""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_all_start_methods, get_context

from monitor.core.errors import StorageError
from monitor.core.model.article import Hit
from monitor.core.model.source import Source
from monitor.core.model.stored import StoredArticle
from monitor.core.model.watchlist import Facts
from monitor.core.watch.facts import facts_of
from monitor.core.watch.watching import QueryMatcher
from monitor.net.parent import end_with
from storage import archive
from storage.database import Database

Progress = Callable[[int, int], None]
"""(articles read so far, of how many that can match)"""

Found = tuple[int, set[str]]
"""The id of an article and of the watchlists whose hit it is"""

_CHUNK = 500  # articles read at once
_WORTH = 2_000  # articles for which a process of their own is worth its start


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What it takes to read articles of the archive again."""

    db: Database
    matcher: QueryMatcher
    sources: Mapping[str, Source]

    def hits(self, stored: StoredArticle) -> tuple[Hit, ...]:
        """The hits of a stored article, as it would get them if it came in now."""
        return self.matcher.match(*self._asked(stored))

    def hit_by(self, stored: StoredArticle) -> set[str]:
        """The ids of the watchlists whose hit it is."""
        return self.matcher.hit_by(*self._asked(stored))

    def _asked(self, stored: StoredArticle) -> tuple[dict[str, str], Facts]:
        article = stored.article
        facts = facts_of(article, stored.source, self.sources.get(stored.source), stored.tags)
        return {"title": article.title, "summary": article.summary, "text": article.text}, facts

    def found(self, ids: Sequence[int]) -> list[Found]:
        """Those of the articles that hit, in the order of their ids as given."""
        stored = archive.articles_by_id(self.db, ids)
        return [(one.id, watchlists) for one in stored if (watchlists := self.hit_by(one))]


def verified(
    reader: Reader, ids: Sequence[int], progress: Progress, *, processes: int | None = None
) -> Iterator[Found]:
    """Those of the articles that hit, in the order of their ids as given.

    `processes`: None: as many as there are processors, if there is work for them. Raises StorageError if the archive
    cannot be read.
    """
    if processes is None:
        processes = min(_processors(), len(ids) // _WORTH)
    size = _CHUNK if processes < 2 else min(_CHUNK, 1 + len(ids) // processes)
    chunks = [ids[start : start + size] for start in range(0, len(ids), size)]
    each = _by_processes(reader, chunks, processes) if processes > 1 else map(reader.found, chunks)
    done = 0
    for chunk, found in zip(chunks, each, strict=True):
        done += len(chunk)
        progress(done, len(ids))
        yield from found


def _processors() -> int:
    """How many processes can work at once; one where a process cannot be split in two with what it knows."""
    if "fork" not in get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_processes(reader: Reader, chunks: Sequence[Sequence[int]], processes: int) -> Iterator[list[Found]]:
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (reader, os.getpid()))
    try:
        yield from pool.map(_found, chunks)
    except BrokenProcessPool as error:
        what = "a process that read the archive was ended from outside; is memory short? --since DAYS reads less"
        raise StorageError(f"{reader.db.shown}: {what}") from error
    finally:
        pool.shutdown(cancel_futures=True)


_own: Reader  # of a process that was split off


def _begin(reader: Reader, parent: int) -> None:
    """In the new process: connections of its own; whoever stops the program stops the first process, and so all."""
    global _own
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    _own = replace(reader, db=reader.db.again())


def _found(ids: Sequence[int]) -> list[Found]:
    return _own.found(ids)
