"""What a large desk compiled is kept over a restart, and used only where it is ours and still right."""

import os
import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from monitor.config.load import load
from monitor.core.model.article import Hit
from monitor.workers import compiled as compiling
from monitor.workers import kept as keeping
from monitor.workers.kept import FILE, make_ready, read_kept
from monitor.workers.live import Live
from tests.config.test_load import desk
from tests.support.surroundings import surroundings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MANY = "title = 'كلمات'\nterms = [" + ", ".join(f"'كلمة{number}'" for number in range(2_000)) + "]\n"
CALLS = "title = 'ينادي'\n[[query]]\nname = 'q'\nquery = '@few AND بغداد'\n"
FEW = "title = 'قليل'\nterms = ['وزير']\n"
FOUND = {"text": "قال وزير العمل إن كلمة1999 والتطرف في بغداد وشاطئ"}


def large_desk(folder: Path) -> Path:
    place = desk(folder)
    for name, text in (("many", MANY), ("few", FEW), ("calls", CALLS)):
        (place / "watchlists" / f"{name}.toml").write_text(text, encoding="utf-8")
    return place


def start(folder: Path, data: Path, now: datetime = NOW) -> Live:
    kept = read_kept(data)
    config = load(folder, known=kept.known if kept is not None else {})
    return make_ready(config, lambda _config: surroundings(data), now, kept, data)


def hits(live: Live) -> tuple[Hit, ...]:
    return live.matcher.match(FOUND)


def test_a_restart_takes_over_what_was_compiled_and_finds_the_same(tmp_path: Path) -> None:
    folder, data = large_desk(tmp_path), tmp_path / "data"
    first = start(folder, data)
    written = (data / FILE).stat().st_mtime_ns

    again = start(folder, data)

    assert {hit.watchlist for hit in hits(first)} >= {"many", "few", "calls", "extremism"}
    assert hits(again) == hits(first)
    assert again.watchlists == first.watchlists
    assert again.matcher.layers == ()
    assert (data / FILE).stat().st_mtime_ns == written
    assert (data / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("few", FEW.replace("وزير", "شاطئ")),
        ("calls", CALLS.replace("بغداد", "دمشق")),
        ("new", "title = 'جديد'\nterms = ['شاطئ']\n"),
        ("few", FEW + "expires = 2026-02-01\n"),
        ("calls", None),
    ],
)
def test_what_changed_meanwhile_is_read_and_found_as_by_a_first_start(
    tmp_path: Path, name: str, text: str | None
) -> None:
    folder, data = large_desk(tmp_path), tmp_path / "data"
    start(folder, data)
    written = (data / FILE).stat().st_mtime_ns
    path = folder / "watchlists" / f"{name}.toml"
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")

    later = start(folder, data)

    fresh = start(folder, tmp_path / "elsewhere")
    assert hits(later) == hits(fresh)
    assert (data / FILE).stat().st_mtime_ns == written  # what was kept is used, and the change stands beside it


def test_a_watchlist_that_expires_between_two_starts_is_silent_after(tmp_path: Path) -> None:
    folder, data = large_desk(tmp_path), tmp_path / "data"
    (folder / "watchlists" / "few.toml").write_text(FEW + "expires = 2026-03-01\n", encoding="utf-8")

    before, after = start(folder, data), start(folder, data, NOW + timedelta(days=1))

    assert "few" in {hit.watchlist for hit in hits(before)}
    assert {hit.watchlist for hit in hits(before)} - {hit.watchlist for hit in hits(after)} == {"few"}


@pytest.mark.parametrize("code", [keeping, compiling])
def test_a_file_of_another_shape_is_not_read_since_the_code_that_gives_it_its_shape_counts(code: ModuleType) -> None:
    assert code.__file__ is not None
    assert Path(code.__file__) in keeping._files()


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def open_to_others(path: Path) -> None:
    path.chmod(0o622)


def lead_elsewhere(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to(path.with_name("other"))


def of_another_version(path: Path) -> None:
    found = path.read_bytes()
    path.write_bytes(found[:30] + bytes([found[30] ^ 1]) + found[31:])


def take_over(path: Path) -> None:
    path.write_bytes(keeping._head(body := pickle.dumps((os.system, "true"))) + body)


@pytest.mark.parametrize("change", [damage, open_to_others, lead_elsewhere, of_another_version, take_over])
def test_a_file_that_may_not_be_ours_is_not_used_and_the_start_goes_on(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    folder, data = large_desk(tmp_path), tmp_path / "data"
    first = start(folder, data)
    change(data / FILE)

    assert read_kept(data) is None
    assert hits(start(folder, data)) == hits(first)
    assert read_kept(data) is not None  # written anew


def test_a_small_desk_keeps_nothing_and_a_disk_in_trouble_stops_nobody(tmp_path: Path) -> None:
    for name in ("small", "large"):
        (tmp_path / name).mkdir()
    small = start(desk(tmp_path / "small"), tmp_path / "data")
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    large = start(large_desk(tmp_path / "large"), tmp_path / "file")

    assert hits(small) and hits(large)
    assert not (tmp_path / "data" / FILE).exists()
