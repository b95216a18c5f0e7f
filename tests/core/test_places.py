"""The same words about two towns are two events; a town and its region are one, and so are words like a town's name."""

import pytest

from monitor.core.story.held import Kept
from monitor.core.story.places import number_of, places_in
from monitor.core.story.words import read_words
from tests.support.tellings import told_twice

ARMY = (
    "مقتل ثلاثة جنود بانفجار عبوة ناسفة {}",
    "قتل ثلاثة جنود وأصيب خمسة آخرون بجروح بانفجار عبوة ناسفة استهدفت دوريتهم قرب قرية حردان {} مساء الخميس. وقال "
    "المقدم خالد الجبوري إن التنظيم يقف وراء الهجوم، وإن القوات بدأت عملية تمشيط واسعة بحثا عن المنفذين.",
)
MEDIA = (
    "ثلاثة قتلى من الجيش بتفجير عبوة ناسفة {}",
    "أعلنت خلية الإعلام الأمني مقتل ثلاثة جنود وإصابة خمسة بانفجار عبوة ناسفة على دورية من الفرقة العشرين قرب قرية "
    "حردان {} مساء الخميس. وقال المقدم خالد الجبوري إن عملية تمشيط بدأت بحثا عن عناصر التنظيم.",
)


def told_of(one: str, other: str) -> list[Kept[str]]:
    """Two outlets' articles about a bomb, an hour apart, each in its own words."""
    return told_twice(
        1, *((told[0].format(place), told[1].format(place)) for told, place in ((ARMY, one), (MEDIA, other)))
    )


@pytest.mark.parametrize(
    "written",
    [
        "أمير الكويت والوفد الكويتي",
        "القناة",
        "الدفاع المدني",
        "القصر",
        "بعقوبة",
        "هيئة قناة السويس",
        "نوى للحج",
        "مرسي",
    ],
)
def test_a_word_that_has_the_stem_of_a_town_is_none(written: str) -> None:
    assert places_in(read_words(written)) == frozenset()


@pytest.mark.parametrize("written", ["المنيا", "والمنيا", "بالمنيا", "وبالمنيا", "للمنيا", "المِنيا"])
def test_a_town_is_one_whatever_is_written_in_one_word_with_it(written: str) -> None:
    assert places_in(read_words(written)) == {number_of("المنيا")}


def test_what_happens_in_two_towns_is_two_stories() -> None:
    first, later = told_of("في سنجار", "في تلعفر")

    assert later.story != first.story


@pytest.mark.parametrize("places", [("في سنجار", "غربي نينوى"), ("غربي نينوى", "في سنجار")])
def test_a_town_and_the_region_it_lies_in_are_one_story(places: tuple[str, str]) -> None:
    first, later = told_of(*places)

    assert later.story == first.story
