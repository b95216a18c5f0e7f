"""Learnt furniture beside the database: every page of a site teaches the later ones."""

import asyncio
from collections import OrderedDict
from dataclasses import replace

from monitor.core.boilerplate import Site, cut_boilerplate, furniture_of, learn
from monitor.core.model.article import Article
from monitor.core.urls import host_and_port
from monitor.workers.worker import Clock
from storage import sites
from storage.database import Database

MOST = 500  # sites in memory, 0.1 MB each at most; the others are read again when they are needed
_SAVED_EVERY = 16  # pages of a site, and whenever there is new furniture: a restart costs a few pages of learning


class Sites:
    """What is known of each site; the database is asked once per site, and told seldom."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db = db
        self.clock = clock
        self._known: OrderedDict[str, Site] = OrderedDict()  # that was used last comes last
        self._saving = asyncio.Lock()

    async def cleaned(self, article: Article) -> Article:
        """The article as its page gave it, without what earlier pages of the site have shown; raises StorageError."""
        host = host_and_port(article.url)
        if not host:
            return article
        if host not in self._known:
            read = await asyncio.to_thread(sites.site, self.db, host)
            self._known.setdefault(host, read)  # another page of the site may have been faster
        before = self._known[host]
        after = self._known[host] = learn(before, article)
        self._known.move_to_end(host)
        if after.pages % _SAVED_EVERY == 0 or furniture_of(after) != furniture_of(before):
            await self._save(host, after)
        await self._make_room()
        return cut_boilerplate(article, before)

    def as_read_now(self, known: Article | None, article: Article) -> Article | None:
        """An earlier reading of an article, without what has turned out to be furniture since."""
        site = self._known.get(host_and_port(article.url))
        if known is None or site is None:
            return known
        return cut_boilerplate(replace(known, own=article.own), site)

    async def _make_room(self) -> None:
        while len(self._known) > MOST:
            host, site = self._known.popitem(last=False)
            await self._save(host, site)

    async def _save(self, host: str, site: Site) -> None:
        async with self._saving:  # an earlier state must not arrive after a later one
            latest = self._known.get(host, site)
            await asyncio.to_thread(sites.record_site, self.db, host, latest, self.clock())
