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
        ("3 أيار/نيسان 2024", None),
        ("31 شباط 2024", None),
        ("حصل في عام 2019", None),
        ("", None),
    ],
)
def test_dates_of_all_regions_are_read_and_doubtful_ones_are_not(text: str, expected: str | None) -> None:
    assert value(text) == expected


def test_a_line_that_asks_nothing_is_named_and_the_others_are_answered() -> None:
    lines = ["nonsense", '{"date": 1}', '{"text": "1 مايو 2020", "now": "noon"}', '{"text": "1 مايو 2020"}']

    result = CliRunner().invoke(cli, ["dates"], input="\n".join(lines) + "\n", standalone_mode=False)

    assert [json.loads(line)["value"] for line in result.stdout.splitlines()] == [None, None, None, "2020-05-01"]
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["line 1", "line 2", "line 3"]
    assert result.return_value == 1
