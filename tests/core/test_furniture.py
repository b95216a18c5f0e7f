"""What the built-in list knows."""

from monitor.core.furniture import cut_furniture


def test_the_title_is_cut_wherever_a_share_box_repeats_it() -> None:
    text = "افتتاح الجسر\nافتتح الوزير الجسر اليوم\n«افتتاح الجسر»\nوحضر الافتتاح المحافظ"

    assert cut_furniture(text, "افتتاح الجسر") == "افتتح الوزير الجسر اليوم\nوحضر الافتتاح المحافظ"


def test_a_line_without_a_word_is_no_line_of_an_article() -> None:
    assert cut_furniture("***\nافتتح الوزير الجسر اليوم\n- -") == "افتتح الوزير الجسر اليوم"
