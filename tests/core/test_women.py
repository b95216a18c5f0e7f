"""A man's word finds the women beside him too."""

import pytest

from monitor.core.model.watchlist import Term, Watchlist
from monitor.core.watch.compile import compile_watchlists


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("مواطن", "كل مواطن ومواطنة", ["مواطن", "ومواطنة"]),
        ("مشارك", "شكر المشاركين والمشاركات", ["المشاركين", "والمشاركات"]),
        ("مشارك", "مئة مشارك ومشاركة", ["مشارك", "ومشاركة"]),
        ("مشاهد", "خدمة المشاهدين والمشاهدات", ["المشاهدين", "والمشاهدات"]),
        ("مدير", "مديرو ومديرات المدارس", ["مديرو", "ومديرات"]),
        ("محافظ", "محافظو المحافظات", ["محافظو"]),
        ("محافظ", "زار المحافظ ومحافظة عدن", ["المحافظ"]),
        ("مشارك", "أكد المشارك ومشاركة الجميع مهمة", ["المشارك"]),
        ("مخالف", "أثبتت المخالفات والمخالفين", ["والمخالفين"]),
    ],
)
def test_who_stands_beside_the_men_is_a_woman(term: str, text: str, found: list[str]) -> None:
    matcher = compile_watchlists([Watchlist(id="w", title="w", terms=(Term(text=term),))])

    [hit] = matcher.match({"text": text})

    assert [mention.surface for mention in hit.mentions] == found
