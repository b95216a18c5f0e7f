"""Lines of a recording that somebody has edited."""

import json
from datetime import UTC, datetime

import pytest

from monitor.core.model.feed import Entry
from monitor.core.model.recording import RecordedEntry, RecordedPage
from monitor.core.recording import parse_recorded, recorded_line

AT = datetime(2026, 11, 27, 8, tzinfo=UTC)
ENTRY = Entry(url="https://example.org/1", title="خبر", published=AT, tags=("أمن",))
PAGE = RecordedPage(url="https://example.org/1", content_type="text/html", sha256="0" * 64)
RECORDED = RecordedEntry(source="nahr", entry=ENTRY, first_seen=AT, read_at=AT, page=PAGE)


def test_a_line_comes_back_as_the_entry_it_was_made_of() -> None:
    assert parse_recorded(recorded_line(RECORDED)) == RECORDED


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        ("source", 7, "source: input should be a valid string"),
        ("entry", {"title": ["خبر"]}, "entry.title: input should be a valid string"),
        ("entry", {"tags": "أمن"}, "entry.tags: input should be a valid"),
        ("entry", {"published": "2026-11-27T08:00:00"}, "names no time zone"),
        ("read_at", "yesterday", "read_at: input should be a valid datetime"),
        ("page", {"url": "https://example.org/1", "content_type": "text/html"}, "'page.sha256' is missing"),
        ("page", {"url": "x", "content_type": "text/html", "sha256": "../../etc/passwd"}, "no hash"),
    ],
)
def test_a_value_of_another_kind_is_named_with_its_place(place: str, value: object, complaint: str) -> None:
    line = json.dumps({**json.loads(recorded_line(RECORDED)), place: value})

    with pytest.raises(ValueError, match=complaint) as error:
        parse_recorded(line)

    assert "\n" not in str(error.value)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '"text"', "[" * 10_000, '{"source": "\udc80"}'])
def test_what_is_no_line_is_said_in_one(line: str) -> None:
    with pytest.raises(ValueError) as error:
        parse_recorded(line)

    assert str(error.value) and "\n" not in str(error.value)
