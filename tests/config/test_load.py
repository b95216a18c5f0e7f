"""Every mistake an analyst makes is named with its place and what to do; what is right is taken over."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.load import fingerprint, load
from monitor.config.starter import starter_files
from monitor.config.watchlists import load_watchlists
from monitor.core.errors import ConfigError
from monitor.core.model.source import Dates
from monitor.core.model.watchlist import Severity, TermMatch

SOURCES = """\
[defaults]
every = "5m"
timezone = "Asia/Baghdad"

[[source]]
id = "wire"
name = "Wire"
url = "https://wire.example/feed"
country = "IQ"

[[source]]
id = "slow"
name = "Slow"
url = "https://slow.example/feed"
every = "adaptive"
dates = "local"
enabled = true
"""
WATCHLIST = """\
title = "التطرف"
severity = "high"
terms = ["تطرف", "=الاستقرار", "~إرهاب"]

[[entity]]
name = "داعش"
kind = "group"
aliases = ["ISIS"]

[[example]]
text = "مكافحة التطرّف"
must = "hit"
"""
ALERTS = """\
timezone = "Asia/Baghdad"
owner = ["terminal"]

[channel.terminal]
type = "console"

[[route]]
name = "فوري"
watchlists = ["extremism"]
outlet = "wire"
country = ["IQ", "AE"]
to = ["terminal"]
"""


def desk(folder: Path, *, sources: str = SOURCES, watchlist: str = WATCHLIST, alerts: str = ALERTS) -> Path:
    (folder / "watchlists").mkdir(exist_ok=True)
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    (folder / "watchlists" / "extremism.toml").write_text(watchlist, encoding="utf-8")
    (folder / "alerts.toml").write_text(alerts, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_right_configuration_is_taken_over_with_its_defaults(tmp_path: Path) -> None:
    config = load(desk(tmp_path))

    wire, slow = config.sources
    assert (wire.every, wire.timezone) == (timedelta(minutes=5), "Asia/Baghdad")
    assert slow.every is None
    assert (wire.dates, slow.dates) == (Dates.WRITTEN, Dates.LOCAL)
    [watchlist] = config.watchlists
    assert (watchlist.id, watchlist.severity) == ("extremism", Severity.HIGH)
    assert [(t.text, t.match) for t in watchlist.terms] == [
        ("تطرف", TermMatch.INFLECTED),
        ("الاستقرار", TermMatch.EXACT),
        ("إرهاب", TermMatch.DERIVED),
    ]
    [route] = config.routes
    assert (route.outlets, route.countries, route.group_wait) == (("wire",), ("IQ", "AE"), timedelta(seconds=60))
    assert config.warnings == ()


def test_a_budget_that_the_sources_cannot_keep_is_said(tmp_path: Path) -> None:
    config = load(desk(tmp_path, sources=f"[fetch]\npolls_a_day = 290\n\n{SOURCES}"))

    [warning] = map(str, config.warnings)
    assert warning.startswith("sources.toml:2:")
    assert "the sources need 300 polls a day even at their longest intervals" in warning


@pytest.mark.parametrize("zone", ["Asia/Bagdad", "Asia", "asia/baghdad", "localtime", "../etc/passwd", ""])
def test_what_is_no_time_zone_is_named(tmp_path: Path, zone: str) -> None:
    (problem,) = problems(desk(tmp_path, sources=SOURCES.replace("Asia/Baghdad", zone)))

    assert problem == f'sources.toml:3:12: "timezone": no time zone is called {zone!r}; it looks like Asia/Baghdad'


def test_local_dates_without_a_timezone_are_said_to_change_nothing(tmp_path: Path) -> None:
    sources = SOURCES.replace("[[source]]", '[[source]]\ndates = "local"', 1)
    assert load(desk(tmp_path, sources=sources)).warnings == ()

    nowhere = load(desk(tmp_path, sources=sources.replace('timezone = "Asia/Baghdad"\n', "")))

    warning, *_ = map(str, nowhere.warnings)
    assert warning.startswith("sources.toml:5:") and 'dates = "local" changes nothing without a timezone' in warning


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            ("sources", 'country = "IQ"', 'county = "IQ"'),
            'sources.toml:9:1: unknown word "county"; did you mean "country"?',
        ),
        (("sources", 'url = "https://slow.example/feed"', ""), 'sources.toml:11:1: "url" is missing'),
        (("sources", '"https://wire', '"ftp://wire'), "sources.toml:8:7: "),
        (("sources", '"https://wire', '"https://me:secret@wire'), "sources.toml:8:7: no name or password"),
        (("sources", '"Asia/Baghdad"', '"Asia/Bagdad"'), "sources.toml:3:12: "),
        (("sources", 'every = "5m"', 'every = "5 minutes"'), "sources.toml:2:9: "),
        (("sources", '"slow"', '"wire"'), 'sources.toml:12:6: the id "wire" is taken'),
        (("sources", "enabled = true", 'type = "listings"'), 'did you mean "listing"?'),
        (("sources", "enabled = true", 'links = "h2 a"'), 'write type = "listing" too'),
        (("sources", "enabled = true", 'type = "listing"\nlinks = "h2 >> a"'), '"links": not a CSS selector or XPath'),
        (("sources", "enabled = true", 'extract = { exclude = ["p >> a"] }'), "not a CSS selector or XPath"),
        (("sources", "enabled = true", 'extract = { exlude = [".share"] }'), 'did you mean "exclude"?'),
        (("sources", "[defaults]", "[defaults"), "sources.toml:1:"),
        (("sources", 'name = "Wire"', "name = “Wire”"), "sources.toml:7:8: curly quotes (“)"),
        (("watchlist", '"high"', '"hihg"'), "extremism.toml:2:12: "),
        (("watchlist", '"تطرف",', '"تطرف", "في",'), "extremism.toml:3:"),
        (("watchlist", '"تطرف",', '"تطرف*",'), "extremism.toml:3:"),
        (("watchlist", '"group"', '"gruop"'), "extremism.toml:7:8: "),
        (("watchlist", '"hit"', '"miss"'), "extremism.toml:11:8: "),
        (("alerts", '"console"', '"konsole"'), 'alerts.toml:5:8: type "konsole" is unknown'),
        (
            ("alerts", 'to = ["terminal"]', 'to = ["terminl"]'),
            'no channel is called "terminl"; did you mean "terminal"?',
        ),
        (
            ("alerts", '["extremism"]', '["extremsm"]'),
            'alerts.toml:9:15: no watchlist is called "extremsm"; did you mean',
        ),
        (("alerts", '"wire"', '"wier"'), 'no source is called "wier"; did you mean "wire"?'),
        (("alerts", 'name = "فوري"', 'name = "فوري"\nserverity = "low"'), 'did you mean "severity"?'),
        (("alerts", '"console"', '"console"\npassword = "x"'), "alerts.toml:6: a secret must not stand in a file"),
        (("alerts", '"console"', '"slack"\nsecret = "xoxb-1-2"'), "a secret must not stand in a file"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, change: tuple[str, str, str], complaint: str) -> None:
    file, old, new = change
    text = {"sources": SOURCES, "watchlist": WATCHLIST, "alerts": ALERTS}[file]
    assert old in text

    found = problems(desk(tmp_path, **{file: text.replace(old, new, 1)}))

    assert any(complaint in line for line in found), found
    assert all("\n" not in line for line in found)


def test_all_mistakes_in_all_files_are_named_at_once(tmp_path: Path) -> None:
    found = problems(
        desk(
            tmp_path,
            sources=SOURCES.replace("country", "cuontry").replace('"5m"', '"5x"'),
            watchlist=WATCHLIST.replace("title", "titel"),
            alerts=ALERTS.replace("to =", "two ="),
        )
    )

    assert {line.split(":")[0] for line in found} == {"sources.toml", "watchlists/extremism.toml", "alerts.toml"}
    assert len(found) >= 6


def test_every_value_in_curly_quotes_is_named(tmp_path: Path) -> None:
    found = problems(desk(tmp_path, watchlist='title = “one”\nseverity = “high”\nterms = ["«a»"] # = “no”\n'))

    assert [line.rpartition(": curly")[0] for line in found if "curly quotes" in line] == [
        "watchlists/extremism.toml:1:9",
        "watchlists/extremism.toml:2:12",
    ]


def test_a_mistake_does_not_hide_a_name_that_nothing_has(tmp_path: Path) -> None:
    wrong = ALERTS.replace("[[route]]", '[[route]]\ngroup_wait = "2 x"\nwatchlists = "extremsm"', 1)

    found = problems(desk(tmp_path, alerts=wrong.replace('watchlists = ["extremism"]\n', "")))

    assert any("write a duration" in line for line in found)
    assert any('no watchlist is called "extremsm"; did you mean "extremism"?' in line for line in found)


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(tmp_path: Path) -> None:
    desk(tmp_path)
    path = tmp_path / "watchlists" / "extremism.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WATCHLIST.replace("\n", "\r\n").encode())

    config = load(tmp_path)

    assert [watchlist.title for watchlist in config.watchlists] == ["التطرف"]
    assert "byte order mark" in str(config.warnings[0])


def test_a_file_that_is_not_utf8_says_how_to_save_it(tmp_path: Path) -> None:
    desk(tmp_path)
    (tmp_path / "watchlists" / "extremism.toml").write_bytes('title = "التطرف"'.encode("windows-1256"))

    assert "watchlists/extremism.toml:1:10: is not UTF-8; save the file as UTF-8" in problems(tmp_path)


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    assert any("monitor init" in line for line in problems(tmp_path))


def test_the_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    seen = {fingerprint(desk(tmp_path))}
    for name in ("sources.toml", "alerts.toml", "watchlists/extremism.toml"):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write("\n# more\n")
        seen.add(fingerprint(tmp_path))
    (tmp_path / "watchlists" / "new.toml").write_text(WATCHLIST, encoding="utf-8")

    assert len(seen | {fingerprint(tmp_path)}) == 5


def test_what_ships_is_right(tmp_path: Path) -> None:
    for name, content in starter_files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)

    config = load(tmp_path)

    assert len(config.sources) >= 40
    assert {watchlist.id for watchlist in config.watchlists} == {"extremism", "daesh", "coalition-working-groups"}
    assert config.warnings == ()
    assert load_watchlists(tmp_path) == config.watchlists
