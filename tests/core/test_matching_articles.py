"""Whole articles: every mention of a desk's terms, at its place, and none that is not one."""

import tomllib
from pathlib import Path

import pytest

from monitor.core.model.watchlist import Entity, EntityKind, Term, Watchlist
from monitor.core.watch.compile import compile_watchlists

ARTICLES = sorted((Path(__file__).parent.parent / "corpus" / "matching" / "articles").glob("*.toml"))


def as_watchlist(row: dict[str, str]) -> Watchlist:
    term, kind = row["term"], row.get("kind")
    if kind is None:
        return Watchlist(id=term, title=term, terms=(Term(text=term),))
    return Watchlist(id=term, title=term, entities=(Entity(name=term, kind=EntityKind(kind)),))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_mention_in_an_article_is_found_and_no_other(path: Path) -> None:
    article = tomllib.loads(path.read_text(encoding="utf-8"))

    hits = compile_watchlists([as_watchlist(row) for row in article["term"]]).match({"text": article["text"]})

    found = {hit.watchlist: [mention.surface for mention in hit.mentions] for hit in hits}
    assert found == {row["term"]: row["found"] for row in article["term"] if row["found"]}
