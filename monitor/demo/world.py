"""The demo's world: outlets and their articles, read from the data beside this file."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files

from monitor.config.schema import parse_duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented outlet."""

    id: str
    name: str
    name_ar: str
    country: str
    kind: str
    timezone: str
    feed: str  # rss, atom, html (a broken feed), none (nobody answers)
    charset: str = "utf-8"
    full_text: bool = False  # the feed carries the whole article


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenArticle:
    """An invented article."""

    outlet: str
    slug: str
    age: timedelta  # how long before the world's start it appeared
    expect: frozenset[str]  # watchlists it must hit, and no other
    title: str
    standfirst: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What there is to see at any moment."""

    outlets: tuple[Outlet, ...]
    articles: tuple[WrittenArticle, ...]
    start: datetime
    clock: Callable[[], datetime]

    def published(self, article: WrittenArticle) -> datetime:
        """When an article appeared."""
        return self.start - article.age

    def visible(self, outlet: str) -> list[WrittenArticle]:
        """The articles of an outlet that have appeared by now, the newest first."""
        now = self.clock()
        found = [one for one in self.articles if one.outlet == outlet and self.published(one) <= now]
        return sorted(found, key=lambda one: one.age)


def read_world(start: datetime, clock: Callable[[], datetime]) -> World:
    """The demo's world as it is written; `start`: the moment from which ages count back."""
    folder = files("monitor.demo") / "world"
    outlets = tomllib.loads((folder / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
    articles = tomllib.loads((folder / "articles.toml").read_text(encoding="utf-8"))["article"]
    return World(
        outlets=tuple(Outlet(**table) for table in outlets),
        articles=tuple(
            WrittenArticle(
                outlet=table["outlet"],
                slug=table["slug"],
                age=parse_duration(table["age"]),
                expect=frozenset(table["expect"]),
                title=table["title"],
                standfirst=table.get("standfirst", ""),
                paragraphs=tuple(" ".join(p.split()) for p in table["text"].split("\n\n")),
            )
            for table in articles
        ),
        start=start,
        clock=clock,
    )
