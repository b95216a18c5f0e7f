"""`monitor extract`: a stream in which the pages of a site teach the later ones, and an analyst's rules to try."""

import json
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from monitor.cli.main import cli
from tests.support import outlet


def extracted(*arguments: str, lines: Sequence[dict[str, object]] = ()) -> Result:
    given = "".join(json.dumps(line) + "\n" for line in lines)
    return CliRunner().invoke(cli, ["extract", *arguments], input=given, standalone_mode=False)


def stored(folder: Path, number: int, **how: str) -> dict[str, object]:
    """A line that names the page of a short item."""
    path = folder / f"{number}.html"
    path.write_bytes(outlet.page(number, outlet.short_item(number), **how))  # type: ignore[arg-type]
    return {"id": number, "url": f"{outlet.URL}/news/{number}", "path": str(path)}


def test_the_pages_of_a_host_teach_the_later_ones_in_the_order_of_the_lines(tmp_path: Path) -> None:
    lines = [stored(tmp_path, number) for number in range(10)]
    elsewhere = {**stored(tmp_path, 11), "url": f"{outlet.URL}:8443/news/11"}

    first = extracted("--jsonl", lines=[*lines, elsewhere])
    again = extracted("--jsonl", lines=[*lines, elsewhere])

    found = [json.loads(line) for line in first.stdout.splitlines()]
    assert [one["id"] for one in found] == [*range(10), 11]
    exact = [one["text"] == outlet.short_item(one["id"]) for one in found]
    assert exact == [False] * 3 + [True] * 7 + [False]
    assert again.stdout == first.stdout


def test_a_page_that_cannot_be_read_teaches_nothing_and_stops_nothing(tmp_path: Path) -> None:
    lines = [stored(tmp_path, number) for number in range(5)]
    lines.insert(1, {"id": "gone", "path": str(tmp_path / "gone.html"), "url": f"{outlet.URL}/gone"})

    result = extracted("--jsonl", lines=lines)

    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert "cannot be read" in found[1]["error"]
    assert [one["text"] for one in found[4:]] == [outlet.short_item(3), outlet.short_item(4)]
    assert result.return_value == 1


def test_selectors_can_be_tried_and_one_that_names_nothing_is_said(tmp_path: Path) -> None:
    page = str(stored(tmp_path, 1, layout="blocks")["path"])

    found = json.loads(extracted(page, "--include", ".more", "--exclude", ".ad").stdout)

    assert found["text"] == "\n".join(outlet.title(number) for number in range(4, 8))
    assert found["warnings"] == ["'.ad' names nothing on this page"]


def test_a_selector_with_a_mistake_ends_the_command_with_a_sentence() -> None:
    result = CliRunner().invoke(cli, ["extract", "page.html", "--include", "p >> a"])

    assert result.exit_code == 2
    assert "'p >> a' is not a CSS selector or XPath" in result.stderr
