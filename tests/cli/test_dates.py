"""`monitor dates`: dates as outlets write them, as a stream."""

import json

import pytest
from click.testing import CliRunner

from monitor.cli.main import cli

NOW = "2026-11-22T12:00:00+00:00"


def value(text: str, *, zone: str = "Asia/Baghdad", now: str = NOW) -> str | None:
    result = CliRunner().invoke(cli, ["dates"], input=json.dumps({"text": text, "now": now, "zone": zone}) + "\n")
    assert result.stderr == ""
    found: str | None = json.loads(result.stdout)["value"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 كانون الثاني 2025", "2025-01-12"),
        ("12 يناير 2025", "2025-01-12"),
        ("12 جانفي 2025", "2025-01-12"),
        ("3 أيار/مايو 2024", "2024-05-03"),
        ("الخميس ٤ تموز ٢٠٢٤ - ٠٩:١٥ صباحًا", "2024-07-04T09:15:00+03:00"),
        ("4/7/2024 9:15 م", "2024-07-04T21:15:00+03:00"),
        ("2024-07-04T09:15:00Z", "2024-07-04T09:15:00+00:00"),
        ("1 محرم 1447 هـ", "2025-06-26"),
        ("منذ ساعتين", "2026-11-22T13:00:00+03:00"),
        ("منذ نصف ساعة", "2026-11-22T14:30:00+03:00"),
        ("قبل ساعة واحدة", "2026-11-22T14:00:00+03:00"),
        ("منذ يوم واحد", "2026-11-21"),
        ("منذ ساعة و 20 دقيقة", "2026-11-22T13:40:00+03:00"),
        ("منذ نصف يوم", None),
        ("قبل 3 أيام", "2026-11-19"),
        ("أمس 18:30", "2026-11-21T18:30:00+03:00"),
        ("أمس الأول 10:30", "2026-11-20T10:30:00+03:00"),
        ("اليوم الأحد الساعة 10:30", "2026-11-22T10:30:00+03:00"),
        ("اليوم السبت 10:30", None),
        ("اليوم السابع 10:30", None),
        ("اليوم العالمي للطفل 20:30", None),
        ("21/11/2026 11:30 ظهرا", "2026-11-21T11:30:00+03:00"),
        ("21/11/2026 1:30 ظهرا", "2026-11-21T13:30:00+03:00"),
        ("21/11/2026 8:30 ظهرا", "2026-11-21"),
        ("عصر السبت 21/11/2026 3:30", "2026-11-21T15:30:00+03:00"),
        ("عصر 21/11/2026 3:30", "2026-11-21T15:30:00+03:00"),
        ("بعد ظهر السبت 21/11/2026 3:30", "2026-11-21T15:30:00+03:00"),
        ("قبل ظهر السبت 21/11/2026 10:30", "2026-11-21T10:30:00+03:00"),
        ("ظهر السبت 21/11/2026 1:30", "2026-11-21T13:30:00+03:00"),
        ("ليلة السبت 21/11/2026 11:30", "2026-11-21"),
        ("بعد منتصف ليل السبت 21/11/2026 1:30", "2026-11-21T01:30:00+03:00"),
        ("صباح السبت 21/11/2026 3:30 مساء الأحد", "2026-11-21T15:30:00+03:00"),
        ("بيان رقم 17423 - 21/11/2026", "2026-11-21"),
        ("العدد رقم: 17423 21/11/2026 - 09:00", "2026-11-21T09:00:00+03:00"),
        ("هاتف 0770-12-11-2024", None),
        ("3 أيار/نيسان 2024", None),
        ("31 شباط 2024", None),
        ("حصل في عام 2019", None),
        ("", None),
    ],
)
def test_dates_of_all_regions_are_read_and_doubtful_ones_are_not(text: str, expected: str | None) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 نوفمبر 2024 - 12:00 منتصف الليل", "2024-11-24T00:00:00+03:00"),
        ("24 نوفمبر 2024 12:30 بعد منتصف الليل", "2024-11-24T00:30:00+03:00"),
        ("24 نوفمبر 2024 الساعة 3 بعد منتصف الليل", "2024-11-24T03:00:00+03:00"),
        ("24 نوفمبر 2024 11:30 قبل منتصف الليل", "2024-11-24T23:30:00+03:00"),
        ("24 نوفمبر 2024 12:00 منتصف النهار", "2024-11-24T12:00:00+03:00"),
        ("24 نوفمبر 2024 11:30 قبل الظهر", "2024-11-24T11:30:00+03:00"),
        ("الأحد مساء 24 نوفمبر 2024 6:30", "2024-11-24T18:30:00+03:00"),
    ],
)
def test_midnight_is_not_noon_and_the_half_of_a_day_may_stand_before_the_clock(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "24 - 25 نوفمبر 2024",
        "24 و25 نوفمبر 2024",
        "من 24 إلى 25 نوفمبر 2024",
        "24 نوفمبر - 3 ديسمبر 2024",
        "24 نوفمبر 2024 - 25 نوفمبر 2024",
    ],
)
def test_several_days_are_no_date(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:15 - 24 نوفمبر 2024", "2024-11-24T10:15:00+03:00"),
        ("العدد 1234 - 24/11/2024", "2024-11-24"),
        ("رقم العدد 1234 تاريخ 24/11/2024", "2024-11-24"),
        ("24 تشرين الثاني - نوفمبر 2024", "2024-11-24"),
        ("20241124T101500", "2024-11-24T10:15:00+03:00"),
    ],
)
def test_other_numbers_beside_a_date_do_not_hide_it(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "الإصدار 10.11.2012",
        "version 3.2.2020",
        "v1.2.2020",
        "10.10.2010.1",
        "رقم الهاتف 06/11/2024",
        "هاتف: 05-06-2024",
        "0799123456",
        "201010123456",
        "السعر: 20.11.2024 دولار",
    ],
)
def test_versions_telephones_and_prices_are_no_dates(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22/05/1446", "2024-11-24"),
        ("1446-05-22 هـ", "2024-11-24"),
        ("22/05/1446هـ - 24/11/2024م", "2024-11-24"),
        ("05/22/1446", None),
    ],
)
def test_a_hijri_day_in_numbers_is_read(text: str, expected: str | None) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نشر: 24/11/2024 10:15 تحديث: 25/11/2024 12:00", "2024-11-24T10:15:00+03:00"),
        ("آخر تحديث: 25/11/2024 12:00 نشر: 24/11/2024 10:15", "2024-11-24T10:15:00+03:00"),
        ("نشر في: 24 نوفمبر 2024 10:15 ص، آخر تحديث: 24 نوفمبر 2024 12:30 م", "2024-11-24T10:15:00+03:00"),
        ("تاريخ النشر 24-11-2024 تاريخ التحديث 25-11-2024", "2024-11-24"),
        ("Published: 24 Nov 2024 10:15 Updated: 25 Nov 2024 11:00", "2024-11-24T10:15:00+03:00"),
        ("24 نوفمبر 2024 10:15 | آخر تحديث 25 نوفمبر 2024 11:00", "2024-11-24T10:15:00+03:00"),
        ("الأحد 22 تشرين الثاني 2015، آخر تحديث 14:00 (GMT+0400)", "2015-11-22T14:00:00+04:00"),
        ("حدث في 24 نوفمبر 2024", "2024-11-24"),
    ],
)
def test_of_publishing_and_update_the_first_is_the_date(text: str, expected: str) -> None:
    assert value(text) == expected


def test_a_line_that_asks_nothing_is_named_and_the_others_are_answered() -> None:
    lines = ["nonsense", '{"date": 1}', '{"text": "1 مايو 2020", "now": "noon"}', '{"text": "1 مايو 2020"}']

    result = CliRunner().invoke(cli, ["dates"], input="\n".join(lines) + "\n", standalone_mode=False)

    assert [json.loads(line)["value"] for line in result.stdout.splitlines()] == [None, None, None, "2020-05-01"]
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["line 1", "line 2", "line 3"]
    assert result.return_value == 1
