"""What is named in two ways is one word, and only that."""

from itertools import chain

import pytest

from monitor.core.story.places import read_lines
from monitor.core.story.words import read_words

GROUPS = [line.split() for line in read_lines("one_word.txt") if line.strip()]


@pytest.mark.parametrize("group", GROUPS, ids=[group[0] for group in GROUPS])
def test_the_words_of_a_group_are_read_as_one(group: list[str]) -> None:
    stems = {tuple(read_words(word)) for word in group}

    assert len(stems) == 1
    assert () not in stems


def test_no_two_groups_share_a_word() -> None:
    stems = [{stem for word in group for stem in read_words(word)} for group in GROUPS]

    assert len(set(chain.from_iterable(stems))) == sum(map(len, stems))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("زفاف", "القرآن"),
        ("مقتل", "وفاة"),
        ("مصرع", "إصابة"),
        ("صحيفة", "مصحف"),
        ("قارب", "أقارب"),
        ("سجن", "إفراج"),
    ],
)
def test_what_makes_another_event_is_another_word(one: str, other: str) -> None:
    assert read_words(one) != read_words(other)


def test_a_marriage_contract_is_a_wedding() -> None:
    assert read_words("عقد قران نجل المحافظ") == read_words("زفاف نجل المحافظ")
