"""What docs/watchlists.md shows works."""

import re
from pathlib import Path

import pytest

from monitor.config.load import load
from monitor.core.model.watchlist import Query, Watchlist
from monitor.core.watch.doubts import problem_with_query
from monitor.core.watch.names import Names
from tests.config.test_load import SOURCES, desk

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "watchlists.md").read_text(encoding="utf-8")
WHOLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("number", range(len(WHOLE)))
def test_each_watchlist_shown_is_right_and_its_examples_hold(tmp_path: Path, number: int) -> None:
    folder = desk(tmp_path, sources=SOURCES, watchlist=WHOLE[number])
    (folder / "watchlists" / "daesh.toml").write_text((ROOT / "watchlists" / "daesh.toml").read_text(encoding="utf-8"))

    config = load(folder)

    assert [watchlist.id for watchlist in config.watchlists] == ["daesh", "extremism"]


def test_each_query_of_the_arabic_table_can_be_asked() -> None:
    rows = re.findall(r"^\| .* \| .* \| `([^`]+)` \|$", PAGE, re.MULTILINE)
    asking = Watchlist(id="asking", title="a")

    problems = [problem_with_query(Query(name="q", text=row), asking, Names([asking])) for row in rows]

    assert len(rows) == 7 and problems == [None] * 7
