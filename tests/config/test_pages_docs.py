"""What docs/pages.md shows works."""

import re
from pathlib import Path

from monitor.config.load import load_sources
from monitor.core.model.source import ExtractRules
from tests.config.test_load import desk

PAGE = (Path(__file__).parent.parent.parent / "docs" / "pages.md").read_text(encoding="utf-8")


def test_the_source_shown_is_right_and_its_rules_reach_the_source(tmp_path: Path) -> None:
    [shown] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)

    [source] = load_sources(desk(tmp_path, sources=shown))

    assert source.extract == ExtractRules(include=(".story-body",), exclude=(".share", ".related"))
