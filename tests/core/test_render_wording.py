"""Numbers, dates and clocks as their readers say them."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts.channel import Wording
from alerts.render.wording import words_of

AT = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "arabic", "english"),
    [
        (0, "دقيقة", "1 min"),
        (2, "دقيقتين", "2 min"),
        (3, "3 دقائق", "3 min"),
        (11, "11 دقيقة", "11 min"),
        (60, "ساعة", "1 h"),
        (130, "ساعتين و10 دقائق", "2 h 10 min"),
        (24 * 60 + 5, "يوم", "1 d"),
        (3 * 24 * 60 + 240 + 7, "3 أيام و4 ساعات", "3 d 4 h"),
        (103 * 24 * 60, "103 أيام", "103 d"),
        (100 * 24 * 60, "100 يوم", "100 d"),
        (201 * 24 * 60, "201 يوم", "201 d"),
        (111 * 24 * 60, "111 يومًا", "111 d"),
    ],
)
def test_durations(minutes: int, arabic: str, english: str) -> None:
    assert words_of(Wording()).duration(timedelta(minutes=minutes)) == arabic
    assert words_of(Wording(language="en")).duration(timedelta(minutes=minutes)) == english


@pytest.mark.parametrize(
    ("settings", "date"),
    [
        (Wording(timezone="Asia/Baghdad"), "23 تشرين الثاني 2026"),
        (Wording(timezone="Asia/Dubai"), "23 نوفمبر 2026"),
        (Wording(timezone="UTC"), "22 نوفمبر 2026"),
        (Wording(timezone="Asia/Baghdad", country="EG"), "23 نوفمبر 2026"),
        (Wording(timezone="UTC", country="LB"), "22 تشرين الثاني 2026"),
        (Wording(timezone="Africa/Casablanca"), "22 نونبر 2026"),
        (Wording(timezone="Asia/Amman", digits="arabic"), "٢٣ تشرين الثاني ٢٠٢٦"),
        (Wording(timezone="Asia/Baghdad", language="en"), "23 November 2026"),
    ],
)
def test_months_are_named_as_in_the_region(settings: Wording, date: str) -> None:
    assert words_of(settings).date(AT) == date


def test_a_zone_without_a_name_of_ours_is_said_as_it_is_written() -> None:
    assert words_of(Wording(timezone="Asia/Tokyo")).clock == "بتوقيت \u2068Asia/Tokyo\u2069"
    assert words_of(Wording()).clock == "بالتوقيت العالمي"


def test_paragraphs_are_counted_in_words_and_then_in_digits() -> None:
    words = words_of(Wording(digits="arabic"))

    assert [words.paragraph(n) for n in (1, 10, 11, None)] == [
        "الفقرة الأولى",
        "الفقرة العاشرة",
        "الفقرة ١١",
        "من الملخّص",
    ]
