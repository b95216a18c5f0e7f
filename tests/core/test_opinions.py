"""Long texts about one affair, each with much else in it, are not one event because both name it."""

from datetime import timedelta

from monitor.core.arabic.lexicon import SINGULARS
from monitor.core.story.held import Kept
from monitor.core.story.window import Window
from tests.support.tellings import NOW, told_twice

WORDS = sorted(SINGULARS)[:720]
MORE = sorted(SINGULARS)[:1400]
NAMED = (
    "تعيين المهندس شهاب الديراني وزيرا للإسكان",
    "عين المهندس شهاب الديراني وزيرا للإسكان. وكان شهاب الديراني رئيسا لشركة التطوير، وعرف الديراني بآرائه في الإسكان.",
)
PRAISED = (
    "شهاب الديراني وأزمة القروض",
    "كتب شهاب الديراني قبل أن يصبح وزيرا للإسكان عن أزمة القروض، والديراني اليوم أمام ما كتب. فهل يفعل شهاب الديراني؟",
)


def at_length(telling: tuple[str, str], words: list[str]) -> tuple[str, str]:
    title, text = telling
    return title, f"{text} {' '.join(words)}"


def test_two_long_opinions_that_name_one_man_are_two_stories() -> None:
    one, other = told_twice(1, at_length(NAMED, WORDS[0::2]), at_length(PRAISED, WORDS[1::2]))

    assert other.story != one.story


def test_two_tellings_of_usual_length_that_name_him_are_one() -> None:
    one, other = told_twice(1, at_length(NAMED, WORDS[0:240:2]), at_length(PRAISED, WORDS[1:240:2]))

    assert other.story == one.story


def test_a_long_text_in_a_story_does_not_outvote_three_that_are_surely_the_same() -> None:
    window: Window[str] = Window()
    for number in range(300):  # so that it is known which words are rare
        title, text = MORE[number * 3 :][:6], MORE[number * 7 % 1200 :][:60]
        keep(window, f"other{number}", f"other{number}", (" ".join(title), " ".join(text)))
    for number in range(3):
        keep(window, f"short{number}", "appointed", at_length(NAMED, MORE[number::17][:90]))
    changed = ("ما بعد التعديل الوزاري", "تعديل وزاري واسع شمل الإسكان والنقل.")
    keep(window, "long", "appointed", at_length(changed, MORE[5::2]))

    title, text = at_length(NAMED, MORE[11::19][:90])
    article = window.read(source="new", at=NOW + timedelta(hours=5), title=title, text=text)

    assert window.place(article).story == "appointed"


def keep(window: Window[str], id: str, story: str, telling: tuple[str, str]) -> None:
    article = window.read(source=id, at=NOW, title=telling[0], text=telling[1])
    window.add(Kept(id=id, story=story, copy_of=None, seen=NOW, telling=article.telling))
