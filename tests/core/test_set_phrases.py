"""The lists of set phrases are written as their heads say: a slip in a line would only be one phrase less."""

import re

import pytest

from monitor.core.arabic.lists import lines

_LINE = re.compile(r"(?:\^\S*\s)?[^\[\]^]*\[[^\[\]|!^]+\][^\[\]^]*")


@pytest.mark.parametrize("name", ["set_phrases.txt", "no_names.txt", "no_verbs.txt"])
def test_each_line_has_its_words_in_brackets_and_an_edge_only_before_all(name: str) -> None:
    wrong = [line for line in lines(name) if _LINE.fullmatch(line) is None]

    assert not wrong
