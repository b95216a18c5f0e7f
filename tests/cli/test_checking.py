"""What `check` says of files of which one is wrong."""

from pathlib import Path

from click.testing import CliRunner

from monitor.cli.main import cli

ODD = """terms = ["والتطرف", "تطر*"]
[[entity]]
name = "فتح"
kind = "organisation"
[[query]]
name = "wrong"
query = "(تطرف"
[[query]]
name = "odd"
query = "تطرف وعنف"
"""


def test_warnings_of_a_file_are_told_beside_what_is_wrong_with_it(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(cli, ["init", str(tmp_path)]).exit_code == 0
    (tmp_path / "watchlists" / "wrong.toml").write_text(f'title = "t"\n{ODD}', encoding="utf-8")
    (tmp_path / "watchlists" / "untitled.toml").write_text(f"{ODD}\n", encoding="utf-8")

    told = run(cli, ["check", "--config", str(tmp_path)]).stderr

    assert (
        "wrong.toml:2:10: «والتطرف»" in told and "wrong.toml:4:8: «فتح»" in told and "wrong.toml:11:15: «وعنف»" in told
    )
    assert "untitled.toml:1:10: «والتطرف»" in told and "untitled.toml:3:8: «فتح»" in told
    assert "warning: watchlists/wrong.toml:2:21" not in told


def test_warnings_of_other_files_are_told_beside_what_is_wrong(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(cli, ["init", str(tmp_path)]).exit_code == 0
    watchlists = tmp_path / "watchlists"
    (watchlists / "wrong.toml").write_text('title = "t"\nterms = ["تطر*"]\n', encoding="utf-8")
    (watchlists / "odd.toml").write_text('title = "t"\nterms = ["والتطرف"]\n', encoding="utf-8")

    done = run(cli, ["check", "--config", str(tmp_path)])

    assert done.exit_code == 2
    assert "watchlists/wrong.toml:2:10: «تطر*»" in done.stdout
    assert "warning: watchlists/odd.toml:2:10: " in done.stderr
    assert done.stderr.endswith("1 problem\n")
