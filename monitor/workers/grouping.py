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
from monitor.core.story.held import Kept
from monitor.core.story.likeness import WINDOW
from monitor.core.story.telling import View
from monitor.core.story.window import Place, Window
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
        """Keep a record together with the story that its article joins.

        An article that is known stays where it is, unless it was grouped by what its feed says and its page came late.
        """
        article = record.article
        if article is None or item.settled:
            return keep(record)
        with self._lock:
            self._catch_up(record.at)
            earlier = self._window.remove(item.article) if item.article is not None else None
            if item.article is not None and earlier is None:
                return keep(record)  # it is too old to be moved
            view = self._read(item.source, article.title, article.text, article.published, item.first_seen)
            place = _of_others(self._window.place(view), item.article)
            done = None
            try:
                done = keep(_placed(record, place, self._window, moves=earlier is not None))
            finally:
                self._follow(done, place, view, item.first_seen, earlier)
            return done

    def _follow(
        self, done: Collected | None, place: Place[int], view: View, seen: datetime, earlier: Kept[int] | None
    ) -> None:
        """See in the window what was done in the database."""
        if done is None or done.article is None or done.story is None:
            if earlier is not None:
                self._window.add(earlier)
            return
        if not done.joined and earlier is not None:  # it stays where it was told
            self._add(done.article, earlier.story, earlier.copy_of, seen, view)
            return
        meant = (place.story,) if place.story is not None else ()
        self._window.join(done.story, [one for one in (*meant, *done.stories) if one != done.story])
        if done.copy_of is not None:
            self._window.join_texts(done.copy_of, [one for one in done.texts if one != done.copy_of])
        self._add(done.article, done.story, done.copy_of, seen, view)

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


def _placed(record: CollectRecord, place: Place[int], window: Window[int], *, moves: bool) -> CollectRecord:
    beside = window.latest(place.story) if place.story is not None else None
    return replace(
        record,
        story=place.story,
        beside=beside,
        joins=place.joins,
        copy_of=place.copy_of,
        texts=place.texts,
        moves=moves,
    )


def _of_others(place: Place[int], article: int | None) -> Place[int]:
    """A place without what an article has in common with itself: others may repeat it."""
    return replace(place, copy_of=None, texts=()) if place.copy_of == article else place
