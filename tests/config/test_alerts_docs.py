"""What docs/alerts.md shows works, and it shows every word there is."""

import re
from pathlib import Path

from monitor.config.alerts import AlertsFile, MuteTable, QuietTable, RouteTable, UnlessAck
from monitor.config.load import load
from tests.config.test_load import desk

PAGE = (Path(__file__).parent.parent.parent / "docs" / "alerts.md").read_text(encoding="utf-8")


def test_the_file_shown_is_right(tmp_path: Path) -> None:
    [shown] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)

    config = load(desk(tmp_path, alerts=shown))

    assert config.warnings == ()
    assert len(config.routes) == 3


def test_every_word_of_the_file_is_on_the_page() -> None:
    tables = (AlertsFile, RouteTable, QuietTable, MuteTable, UnlessAck)
    words = {field.alias or name for table in tables for name, field in table.model_fields.items()}

    missing = [word for word in sorted(words) if re.search(rf"\b{word}\b", PAGE) is None]

    assert missing == []
