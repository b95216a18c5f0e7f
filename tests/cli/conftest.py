"""Commands run in an empty folder: in that of the project they would find a configuration that nobody has named."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def nowhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a command is called in."""
    folder = tmp_path_factory.mktemp("nowhere")
    monkeypatch.chdir(folder)
    return folder
