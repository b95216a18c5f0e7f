"""An ordinary installation carries everything it needs, and works from any folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip installs it, without the folder it was built from."""
    folder = tmp_path_factory.mktemp("wheel")
    for command in (
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(folder / "site")],
    ):
        wheels = [str(wheel) for wheel in folder.glob("*.whl")]
        subprocess.run([*command, *wheels], check=True, capture_output=True)
    return folder / "site"


def monitor(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "monitor", *arguments],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_demo_runs_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    done = monitor(installed, tmp_path, "demo", "--once")

    assert done.returncode == 0, done.stderr
    assert "first alert after" in done.stderr
    assert list((tmp_path / "monitor-demo" / "alerts").glob("*.eml"))


def test_what_init_writes_is_what_was_shipped(installed: Path, tmp_path: Path) -> None:
    written = monitor(installed, tmp_path, "init", "desk")
    checked = monitor(installed, tmp_path, "check", "--config", "desk")

    assert written.returncode == checked.returncode == 0, written.stderr + checked.stderr
    assert (tmp_path / "desk" / "sources.toml").read_bytes() == (ROOT / "sources.toml").read_bytes()
    assert "good: " in checked.stdout


def test_streams_need_no_configuration(installed: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("1\tتطرف\n", encoding="utf-8")
    (tmp_path / "page.html").write_text("<html><title>خبر</title><p>نص قصير عن بغداد</p></html>", encoding="utf-8")

    extracted = monitor(installed, tmp_path, "extract", "page.html")
    tried = monitor(installed, tmp_path, "match", "--help")

    assert extracted.returncode == tried.returncode == 0, extracted.stderr
    assert "بغداد" in extracted.stdout
