"""An article that stands on a site a second time, for telephones: it is one where its page says so."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.model.watchlist import Severity, Term, Watchlist
from storage import archive
from storage.database import Database
from tests.support.clock import VirtualClock
from tests.support.newsroom import newsroom, source
from tests.support.website import Behaviour, says, website

DAESH = Watchlist(id="daesh", title="داعش", severity=Severity.HIGH, terms=(Term(text="داعش"),))
TITLE = "مقتل قيادي في داعش خلال عملية أمنية في صحراء الأنبار"
TEXT = "أعلنت قيادة العمليات المشتركة صباح اليوم مقتل قيادي في تنظيم داعش خلال عملية أمنية في صحراء الأنبار."


def page(canonical: str = "") -> Behaviour:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = f"<html><head><title>{TITLE}</title>{link}</head><body><h1>{TITLE}</h1><p>{TEXT}</p></body></html>"
    return says(body=body, headers={"Content-Type": "text/html"})


def feed(*paths: str) -> Behaviour:
    items = "".join(f"<item><title>{TITLE}</title><link>{path}</link><guid>{path}</guid></item>" for path in paths)
    return says(body=f'<rss version="2.0"><channel>{items}</channel></rss>')


async def found(db: Database, folder: Path, pages: dict[str, Behaviour], *rounds: tuple[str, ...]) -> int:
    """How many articles come of what a feed lists in several rounds."""
    clock = VirtualClock()
    async with (
        website(pages) as site,
        newsroom(db, source(site), clock=clock, folder=folder, watchlists=(DAESH,)) as room,
    ):
        for paths in rounds:
            site.paths["/feed"] = feed(*paths)
            await room.poll(after=timedelta(hours=1))
            await room.collect()
    return len(list(archive.hits(db)))


@pytest.mark.parametrize("edition", ["/m/news/1", "/mobile/news/1", "/ar/m/news/1"])
@pytest.mark.parametrize("first", ["plain", "edition"])
async def test_an_edition_for_telephones_is_the_article_that_its_page_names(
    db: Database, tmp_path: Path, edition: str, first: str
) -> None:
    plain = edition.replace("/m/", "/").replace("/mobile/", "/")
    order = [(plain,), (plain, edition)] if first == "plain" else [(edition,), (plain, edition), (edition,)]

    assert await found(db, tmp_path, {plain: page(plain), edition: page(plain)}, *order) == 1


@pytest.mark.parametrize("canonical", ["", "/m/news/1", "/news/2", "/"])
async def test_it_is_another_article_where_its_page_says_nothing_or_something_else(
    db: Database, tmp_path: Path, canonical: str
) -> None:
    pages = {"/news/1": page(), "/news/2": page(), "/m/news/1": page(canonical)}

    assert await found(db, tmp_path, pages, ("/news/1", "/news/2"), ("/m/news/1",)) == 3


async def test_nothing_is_lost_where_the_page_that_it_names_cannot_be_read(db: Database, tmp_path: Path) -> None:
    pages = {"/m/news/1": page("/news/1")}

    assert await found(db, tmp_path, pages, ("/news/1",), ("/m/news/1",)) == 2  # the feed's words, and the page
