"""Long texts about one affair, each with much else in it, are not one event because both name it."""

from monitor.core.arabic.lexicon import SINGULARS
from tests.support.tellings import told_twice

WORDS = sorted(SINGULARS)[:720]
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
