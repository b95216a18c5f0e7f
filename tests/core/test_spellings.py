"""One statement is one event and one text, however its desks spell the names in it."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.story.held import Kept
from monitor.core.story.window import Window

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


def test_a_storm_stays_its_story_though_the_weather_is_named_on_both_days() -> None:
    tellings = [
        (
            "إعصار يودي بعشرات في درنة والطقس يزداد سوءا",
            "ضرب إعصار قوي سواحل ليبيا فأغرقت الفيضانات مدينة درنة وقتل عشرات الأشخاص. وحذرت هيئة الأرصاد من أمطار"
            " غزيرة على مدن الشرق، وأعلنت الحكومة الطوارئ وطلبت مساعدة دولية لإنقاذ العالقين.",
        ),
        (
            "ارتفاع قتلى إعصار ليبيا في درنة والطقس يتحسن",
            "قال الهلال الأحمر إن قتلى إعصار ليبيا في درنة زادوا بعد فيضانات جرفت أحياء كاملة، فيما ذكرت الأرصاد أن"
            " الطقس بدأ يتحسن. وكانت الحكومة أعلنت الطوارئ وطلبت مساعدة دولية لإنقاذ العالقين في المدينة.",
        ),
    ]
    window: Window[str] = Window()

    for day, (title, text) in enumerate(tellings):
        article = window.read(source=f"s{day}", at=NOW + timedelta(hours=20 * day), title=title, text=text)
        place = window.settle(article)
        kept = Kept(
            id=str(day), story=place.story or str(day), copy_of=place.copy_of, seen=NOW, telling=article.telling
        )
        window.add(kept)

    assert kept.story == "0"
