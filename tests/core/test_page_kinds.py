"""Of each kind of page in the corpus the article is told, and nothing that stands beside it."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.core.article import extract_page

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PAGES = tomllib.loads((Path(__file__).parents[1] / "corpus/pages.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=[page["kind"] for page in PAGES])
def test_the_article_and_nothing_else_is_told(page: dict[str, Any]) -> None:
    found = extract_page(
        page["markup"].encode(), content_type="text/html; charset=utf-8", url="http://a.example/1", zone="UTC", now=NOW
    )

    text = " ".join(found.text.split())
    assert [piece for piece in page["told"] if piece not in text] == []
    assert [piece for piece in page["untold"] if piece in text] == []
