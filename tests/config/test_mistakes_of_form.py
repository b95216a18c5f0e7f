"""Watchlists as somebody writes them who knows other tools: each mistake of form told so that it can be mended."""

from pathlib import Path

import pytest

from tests.config.test_load import desk, problems


@pytest.mark.parametrize(
    ("written", "place", "sentence"),
    [
        ('terms = ["تطرف", 5]', "2:18", '"terms": write each word or phrase in "quotes"'),
        (
            'query = ["تطرف"]',
            "2:10",
            "write [[query]] on a line of its own, and below it name = …, query = … and so on",
        ),
        ('query = "تطرف"', "2:9", "write [[query]] on a line of its own, and below it name = …, query = … and so on"),
        ('entity = "داعش"', "2:10", "write [[entity]] on a line of its own, and below it name = …, kind = … and so on"),
        ('terms = "تطرف"', "2:9", '"terms": write a list in [brackets]'),
        ('keywords = ["تطرف"]', "2:1", 'unknown word "keywords"; did you mean "terms"?'),
        (
            '[[entity]]\nname = "داعش"\nkind = "organization"',
            "4:8",
            "not 'organization'; did you mean \"organisation\"?",
        ),
        ('expires = "soon"', "2:11", '"expires": write a day without quotes, such as 2027-02-01'),
        ("expires = 01.02.2027", "2:12", "a day as 2027-02-01, several in [brackets]"),
        ('terms = ["تطرف", "عنف"', "2:9", "this list is not closed; write ] after its last value"),
        ("terms = 'تطرف", "2:9", "the text in quotes is not closed on this line; write ' at its end"),
        ('title2 = """تطرف', "2:10", "the text in quotes is not closed; write at its end the quotes it begins with"),
        ('عنوان = "x"', "2:1", "a line begins with a word of the file in Latin letters and ="),
        ('terms = ["\\d+"]', "2:13", "where none is meant, write two: \\\\"),
        ('terms = [{ term = "عنف", }]', "2:26", "a table in { } stands on one line, with commas between its parts"),
        ('terms = [{ term = "عنف",\n  as = "noun" }]', "2:25", "none behind the last; write } at its end"),
        ('terms = ["عنف", "قتل",', "2:9", "this list is not closed; write ] after its last value"),
        ("severity =", "2:11", "there is no value here"),
        ('terms = ["قال "عنف" شديد"]', "2:16", "a text in quotes ends right before this: write « » for inner quotes"),
        ('terms = ["عنف", "قتل"\nseverity = "high"', "3:1", "this list is not closed; write ] after its last value"),
        ('terms = ["عنف" أو "قتل"]', "2:16", "this list is not closed; write ] after its last value, and commas"),
        ('note = "title:"حزب" AND x"', "2:16", "a text in quotes ends right before this: write « »"),
        ('terms = ["عنف",\n# a =', "2:9", "this list is not closed"),
        ('severity\u2003= "high"', "2:9", "an invisible sign (U+2003) stands here; delete it"),
        ('note = """عنف\n\n[[example]]\nmust = "hit"', "2:8", "the text in quotes is not closed"),
        ("note = '''عنف\n\n[[example]]\nmust = 'hit'", "2:8", "this text is never closed"),
        ('severity\u00a0= "high"', "2:9", "an invisible sign (U+00A0) stands here; delete it"),
        ('severity = "high"\u200f', "2:18", "an invisible sign (U+200F) stands here; delete it"),
        ('\u200fseverity = "high"', "2:1", "an invisible sign (U+200F) stands here; delete it"),
        ('threshold = "3"', "2:13", '"threshold": write a number without quotes, such as 2'),
        ("threshold = -1", "2:13", '"threshold" must be more than 0'),
        ("threshold = nan", "2:13", '"threshold" must be more than 0'),
        ("threshold = [3]", "2:13", '"threshold": write a number without quotes, such as 2'),
        ('terms = [{ term = "عنف", weight = "two" }]', "2:35", '"weight": write a number without quotes, such as 2'),
        ('terms = [{ term = "عنف", weight = inf }]', "2:35", '"weight" must be 1,000 or less'),
        ('[[entity]\nname = "داعش"', "2:9", "this section is not closed; write ]] at its end"),
    ],
)
def test_each_is_one_sentence_at_its_place(tmp_path: Path, written: str, place: str, sentence: str) -> None:
    (told,) = [
        one for one in problems(desk(tmp_path, watchlist=f'title = "t"\n{written}\n')) if "is missing" not in one
    ]

    assert f":{place}: " in told
    assert sentence in told
