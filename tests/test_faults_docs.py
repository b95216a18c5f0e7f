"""The page of faults promises a test for each of them."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")


def test_every_fault_names_tests_that_exist() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)\(", written))
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and not line.startswith(("| fault", "|---"))]

    named = [set(re.findall(r"`(test_\w+)`", row)) for row in rows]

    assert len(rows) > 40
    assert [row for row, tests in zip(rows, named, strict=True) if not tests] == []
    assert set(re.findall(r"`(test_\w+)`", PAGE)) - there == set()
