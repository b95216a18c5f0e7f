"""One statement is one event and one text, however its desks spell the names in it."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.story.window import Kept, Window

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STATEMENTS = tomllib.loads((Path(__file__).parents[1] / "corpus/stories/spellings.toml").read_text("utf-8"))[
    "statement"
]


def spelt(text: str, way: int) -> str:
    return re.sub(r"\{(.*?)\|(.*?)\}", lambda name: name[way + 1], text)


@pytest.mark.parametrize("statement", STATEMENTS, ids=range(len(STATEMENTS)))
@pytest.mark.parametrize("first", [0, 1])
def test_a_statement_whose_names_are_spelt_another_way_is_the_same_text(statement: dict[str, str], first: int) -> None:
    window: Window[str] = Window()

    for id, way in (("a", first), ("b", 1 - first)):
        title, text = spelt(statement["title"], way), spelt(statement["text"], way)
        article = window.read(source=id, at=NOW + timedelta(hours=way), title=title, text=text)
        place = window.settle(article)
        kept = Kept(id=id, story=place.story or id, copy_of=place.copy_of, seen=NOW, telling=article.telling)
        window.add(kept)

    assert (kept.story, kept.copy_of) == ("a", "a")
