"""What is wrong with one source is said with its line, and stops none of the others."""

from pathlib import Path

import pytest

from monitor.config.load import load
from monitor.core.errors import ConfigError
from tests.config.test_load import desk

GOOD = '[[source]]\nid = "wire"\nname = "وكالة"\nurl = "https://wire.example/rss"\n\n'
OTHER = '[[source]]\nid = "other"\nname = "صحيفة"\nurl = "https://other.example/rss"\n'
ROUTE = 'owner = ["files"]\n[channel.files]\ntype = "folder"\n[[route]]\nname = "r"\nto = ["files"]\noutlet = "other"\n'


def names(config: object) -> list[str]:
    return [source.id for source in getattr(config, "sources")]  # noqa: B009


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (OTHER.replace("name", "nmae"), 'sources.toml:8:1: unknown word "nmae"; did you mean "name"?'),
        (OTHER.replace("https:", "htp:"), 'sources.toml:9:7: "url": write the whole address'),
        (OTHER.replace("other", "wire"), 'sources.toml:7:6: the id "wire" is taken by source 1 already'),
        (OTHER.replace("//", "//me:secret@"), "sources.toml:9:7: no name or password in an address"),
        (OTHER + 'every = "5 minutes"\n', 'sources.toml:10:9: "every": write a duration'),
        (OTHER + 'min_every = "2h"\nmax_every = "5m"\n', "sources.toml:10:13: min_every is longer"),
        (OTHER + 'links = "h2 a"\n', "sources.toml:6:1: links, title and date are for a page of links"),
    ],
)
def test_a_broken_source_is_named_with_its_line_and_the_others_go_on(tmp_path: Path, wrong: str, said: str) -> None:
    folder = desk(tmp_path, sources=GOOD + wrong)

    config = load(folder, lenient=True)

    assert names(config) == ["wire"]
    assert any(str(problem).startswith(said) for problem in config.broken)
    with pytest.raises(ConfigError):
        load(folder)


def test_a_broken_source_of_a_running_daemon_stays_as_it_was(tmp_path: Path) -> None:
    folder = desk(tmp_path, sources=GOOD + OTHER)
    before = load(folder)
    (folder / "sources.toml").write_text(GOOD.replace("wire.example", "new.example") + OTHER.replace("name", "nmae"))

    later = load(folder, lenient=True, earlier=before)

    assert {one.id: one.url for one in later.sources} == {
        "wire": "https://new.example/rss",
        "other": "https://other.example/rss",
    }
    assert later.broken


def test_a_broken_source_that_is_switched_off_is_not_polled_as_before(tmp_path: Path) -> None:
    folder = desk(tmp_path, sources=GOOD + OTHER)
    before = load(folder)
    (folder / "sources.toml").write_text(GOOD + OTHER.replace("name", "nmae") + "enabled = false\n")

    later = load(folder, lenient=True, earlier=before)

    assert names(later) == ["wire"]
    assert later.broken


def test_who_names_a_broken_source_is_not_wrong_himself(tmp_path: Path) -> None:
    folder = desk(tmp_path, sources=GOOD + OTHER.replace("name", "nmae"), alerts=ROUTE)

    assert names(load(folder, lenient=True)) == ["wire"]


@pytest.mark.parametrize(
    "sources",
    [
        OTHER.replace("name", "nmae"),
        GOOD.strip() + "\nenabled = false\n" + OTHER.replace("name", "nmae"),
        GOOD + "[fetch]\npaec = 1\n",
        GOOD + "[[source]\n",
    ],
)
def test_a_file_that_leaves_no_source_or_is_wrong_as_a_whole_is_refused(tmp_path: Path, sources: str) -> None:
    with pytest.raises(ConfigError):
        load(desk(tmp_path, sources=sources), lenient=True)


def test_quotes_that_are_not_closed_are_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"sources.toml:3:13: .*the text in quotes is not closed on this line"):
        load(desk(tmp_path, sources=GOOD.replace('وكالة"', "wire")))


def test_two_sources_with_one_address_are_doubted(tmp_path: Path) -> None:
    config = load(desk(tmp_path, sources=GOOD + OTHER.replace("https://other.", "http://www.wire.")))

    assert names(config) == ["wire", "other"]
    assert str(config.warnings[0]).startswith("sources.toml:9:7: wire has the same address")
