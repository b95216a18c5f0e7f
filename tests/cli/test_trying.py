"""`monitor try` says why a watchlist of which something was found is no hit."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.main import cli

WEIGHED = """title = "w"
threshold = 3
terms = [{ term = "تطرف", weight = 2 }, { term = "خطير" }, { term = "رياضة", weight = -1 }]
"""
SCOPED = 'title = "s"\nterms = ["تطرف"]\n[scope]\ncountries = ["IQ"]\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name, text in (("weighed", WEIGHED), ("scoped", SCOPED)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def tried(desk: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["try", "--watchlists", str(desk), *arguments])


def test_weights_that_fall_short_are_told_with_their_sum(desk: Path) -> None:
    short, enough = tried(desk, "تطرف في الرياضة"), tried(desk, "تطرف خطير")

    assert "weighed: no hit, what was found weighs 1 of 3" in short.stderr
    assert "weighed" not in enough.stderr and "weighed – w" in enough.stdout


def test_what_is_out_of_scope_is_told(desk: Path) -> None:
    abroad = tried(desk, "تطرف", "--country", "FR")

    assert "scoped: no hit, what was found counts only within its [scope]" in abroad.stderr
    assert "scoped – s" not in abroad.stdout


def test_nothing_is_said_of_watchlists_of_which_nothing_was_found(desk: Path) -> None:
    assert tried(desk, "خبر آخر").stderr == ""


def test_words_without_quotes_are_one_text(desk: Path) -> None:
    assert "⟦تطرف⟧ ⟦خطير⟧" in tried(desk, "تطرف", "خطير").stdout


def test_an_outlet_must_be_one_of_the_sources(tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["init", str(tmp_path)])

    result = CliRunner().invoke(cli, ["try", "تطرف", "--config", str(tmp_path), "--outlet", "nosuch"])

    assert result.exit_code == 2 and 'no source is called "nosuch"' in result.stderr


def test_a_text_in_another_encoding_is_refused_and_so_is_a_folder(desk: Path) -> None:
    (desk / "ansi.txt").write_bytes("تطرف خطير".encode("cp1256"))

    result, folder = tried(desk, str(desk / "ansi.txt")), tried(desk, str(desk))

    assert "ansi.txt: not UTF-8 (byte 0); save the file as UTF-8" in str(result.exception)
    assert "is a folder; name one file in it" in str(folder.exception)


def test_of_several_files_none_is_taken_for_a_text(desk: Path) -> None:
    result = tried(desk, "a.txt", "b.txt")

    assert result.exit_code == 2 and "one file at a time" in result.stderr


@pytest.mark.parametrize(
    ("option", "written", "sentence"),
    [
        ("--country", "العراق", 'write a country as two capital letters, such as "IQ"'),
        ("--country", "Iraq", 'write a country as two capital letters, such as "IQ"'),
        ("--lang", "عربي", '"عربي" is no language code: two or three letters, such as "ar"'),
    ],
)
def test_a_code_that_is_none_is_refused(desk: Path, option: str, written: str, sentence: str) -> None:
    result = tried(desk, "تطرف", option, written)

    assert result.exit_code == 2 and option in result.stderr and sentence in result.stderr


def test_a_code_may_be_typed_in_small_letters(desk: Path) -> None:
    assert "scoped – s" in tried(desk, "تطرف", "--country", "iq", "--lang", "AR").stdout


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_is_told_of(desk: Path, text: str) -> None:
    (desk / "empty.txt").write_text(text, encoding="utf-8")

    for result in (tried(desk, text), tried(desk, str(desk / "empty.txt"))):
        assert result.exit_code == 2 and "the text is empty" in result.stderr
    assert "scoped – s" in tried(desk, text, "--title", "تطرف", "--country", "IQ").stdout
