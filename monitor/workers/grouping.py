"""The window of the last three days beside the database: every new article finds its story in it.

One article after the other: two that are placed at once would open two stories for one event. What other processes have
recorded meanwhile is read before an article is placed.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from monitor.core.model.article import Collected, CollectRecord, EntryToCollect
from monitor.core.story.likeness import WINDOW
from monitor.core.story.telling import View
from monitor.core.story.window import Kept, Window
from storage.database import Database
from storage.grouping import grouped_articles

_AT_ONCE = 500  # articles read from the database together

Keep = Callable[[CollectRecord], Collected | None]


class Grouping:
    """Places articles; safe for several threads."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.log = logging.getLogger("monitor.collect")
        self._window: Window[int] = Window()
        self._last = 0  # the highest id that the window has seen
        self._lock = threading.Lock()

    def record(self, item: EntryToCollect, record: CollectRecord, keep: Keep) -> Collected | None:
        """Keep a record together with the story that its article joins; an article that is known stays where it is."""
        article = record.article
        if article is None or item.known is not None:
            return keep(record)
        with self._lock:
            self._catch_up(record.at)
            view = self._read(item.source, article.title, article.text, article.published, item.first_seen)
            place = self._window.place(view)
            done = keep(replace(record, story=place.story, copy_of=place.copy_of))
            if done is not None and done.article is not None and done.story is not None:
                self._add(done.article, done.story, place.copy_of, item.first_seen, view)
            return done

    def _catch_up(self, now: datetime) -> None:
        """Read what the window does not know: at the start all of three days, later what others have recorded."""
        began, before = time.monotonic(), len(self._window)
        while found := grouped_articles(self.db, after=self._last, since=now - WINDOW, limit=_AT_ONCE):
            for one in found:
                view = self._read(one.source, one.title, one.text, one.published, one.first_seen)
                self._add(one.id, one.story, one.copy_of, one.first_seen, view)
        if before == 0 and len(self._window) > 0:
            keys = {"articles": len(self._window), "ms": round((time.monotonic() - began) * 1000)}
            self.log.info("window", extra=keys)

    def _read(self, source: str, title: str, text: str, published: datetime | None, seen: datetime) -> View:
        return self._window.read(source=source, at=_came_out(published, seen), title=title, text=text)

    def _add(self, id: int, story: int, copy_of: int | None, seen: datetime, view: View) -> None:
        self._last = max(self._last, id)
        self._window.add(Kept(id=id, story=story, copy_of=copy_of, seen=seen, telling=view.telling))


def _came_out(published: datetime | None, seen: datetime) -> datetime:
    """When an article came out: what it says, unless that would be after it was seen."""
    return min(published, seen) if published is not None else seen
