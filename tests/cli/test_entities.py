"""`monitor entities import`: published lists become watchlists that match."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli.main import cli
from monitor.config.reader import Reader
from monitor.config.watchlists import load_watchlist, read_watchlists
from monitor.core.entities.ftm import parse_ftm
from monitor.core.entities.listed import Listed, taken
from monitor.core.errors import PermanentError
from monitor.core.model.watchlist import EntityKind
from monitor.core.watch.compile import compile_watchlists

PEOPLE: list[dict[str, object]] = [
    {
        "id": "Q1",
        "schema": "Person",
        "caption": "Salem Hamdan",
        "properties": {
            "name": ["Salem Hamdan", "سالم حمدان", "Салем Хамдан"],
            "alias": ["Abu Salem al-Hamdani", "سالم"],
            "weakAlias": ["Salem", "Abu Salem", "أبو سالم"],
            "nationality": ["iq"],
        },
    },
    {"id": "NK-2", "schema": "Company", "properties": {"name": ['Two Rivers "Trading" Co.', "الرافدين للتجارة"]}},
    {"id": "NK-3", "schema": "Address", "properties": {"full": ["Street 1"]}},
    {"id": "NK-4", "schema": "Person", "properties": {"name": ["Ли"], "alias": ["x"]}},
]
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-01T00:00:00">
  <INDIVIDUALS><INDIVIDUAL>
    <DATAID>1</DATAID><FIRST_NAME>SALEM</FIRST_NAME><SECOND_NAME>NASSER</SECOND_NAME><THIRD_NAME>HAMDAN</THIRD_NAME>
    <REFERENCE_NUMBER>QDi.900</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>سالم ناصر حمدان</NAME_ORIGINAL_SCRIPT>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Salem al-Basri</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Basri</ALIAS_NAME></INDIVIDUAL_ALIAS>
  </INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY>
    <DATAID>2</DATAID><FIRST_NAME>BLACK PALM BRIGADE</FIRST_NAME><REFERENCE_NUMBER>QDe.901</REFERENCE_NUMBER>
    <ENTITY_ALIAS><QUALITY/><ALIAS_NAME>لواء النخلة السوداء</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ALIAS><ALIAS_NAME/></ENTITY_ALIAS>
  </ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""


def imported(folder: Path, content: str, *arguments: str, name: str = "list.json") -> Result:
    (folder / name).write_text(content, encoding="utf-8")
    command = ["entities", "import", str(folder / name), "--out", str(folder / "out.toml"), *arguments]
    return CliRunner().invoke(cli, command)


def lines(values: list[dict[str, object]] = PEOPLE) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def test_opensanctions_entities_become_a_watchlist(tmp_path: Path) -> None:
    result = imported(tmp_path, lines())

    watchlist = load_watchlist(tmp_path / "out.toml")
    assert (result.exit_code, watchlist.title) == (0, "list")
    person, company = watchlist.entities
    assert (person.id, person.name, person.kind) == ("opensanctions:Q1", "سالم حمدان", EntityKind.PERSON)
    assert person.aliases == ("Salem Hamdan", "Abu Salem al-Hamdani")
    assert (company.name, company.aliases) == ("الرافدين للتجارة", ('Two Rivers "Trading" Co.',))


def test_the_un_list_becomes_a_watchlist_that_matches(tmp_path: Path) -> None:
    imported(tmp_path, UN, name="un.xml")

    watchlist = load_watchlist(tmp_path / "out.toml")
    assert [(one.id, one.kind.value) for one in watchlist.entities] == [
        ("un:QDi.900", "person"),
        ("un:QDe.901", "group"),
    ]
    matcher = compile_watchlists([watchlist])
    assert matcher.match({"text": "بيان للواء النخلة السوداء"}) and matcher.match({"text": "Salem al-Basri was seen"})
    assert not matcher.match({"text": "Basri"})


@pytest.mark.parametrize(
    "document",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + UN.split("\n", 1)[1],
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST>&f;</CONSOLIDATED_LIST>',
        "<rss><channel/></rss>",
        UN[:700],
    ],
)
def test_a_hostile_or_foreign_document_is_refused_in_a_sentence(tmp_path: Path, document: str) -> None:
    result = imported(tmp_path, document, name="un.xml")

    assert isinstance(result.exception, PermanentError)
    assert not (tmp_path / "out.toml").exists() and not list(tmp_path.glob(".*"))


def test_lines_that_cannot_be_read_are_told_and_skipped(tmp_path: Path) -> None:
    result = imported(tmp_path, "{broken\n[]\n" + lines())

    assert "list.json:1: not JSON" in result.stderr and "list.json:2: a list of entities: write" in result.stderr
    assert "2 entities" in result.stderr
    assert "1 entry left out: they have no name in Arabic or Latin letters that would find them alone" in result.stderr


@pytest.mark.parametrize("content", [lines(), UN])
def test_a_packed_list_is_read_as_it_is(tmp_path: Path, content: str) -> None:
    plain = imported(tmp_path, content)
    (tmp_path / "list.json").write_bytes(gzip.compress(content.encode()))

    packed = CliRunner().invoke(cli, ["entities", "import", str(tmp_path / "list.json"), "--out", "-"])

    assert packed.stdout == (tmp_path / "out.toml").read_text(encoding="utf-8") and plain.exit_code == 0
    assert "skipped" not in packed.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (gzip.compress(lines().encode())[:-20], "is a .gz that is broken or cut off: fetch it again"),
        (b"PK\x03\x04rest", "is packed with zip: unpack it first"),
        (lines().encode("utf-16"), "is UTF-16: save the file as UTF-8"),
        (json.dumps(PEOPLE).encode(), "is one JSON array: write one entity a line, as `jq -c '.[]'` does"),
        (json.dumps(PEOPLE[0], indent=1).encode(), "is JSON over several lines: write one entity a line"),
        (b"id,name\nQ1,Ali Saleh\n", "is no JSON lines and no XML"),
    ],
)
def test_a_file_that_is_no_list_is_told_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "list").write_bytes(content)

    result = CliRunner().invoke(
        cli, ["entities", "import", str(tmp_path / "list"), "--out", str(tmp_path / "out.toml")]
    )

    assert isinstance(result.exception, PermanentError) and sentence in str(result.exception)
    assert not result.stderr and not (tmp_path / "out.toml").exists()


def test_a_change_of_a_delta_file_is_told_as_one(tmp_path: Path) -> None:
    result = imported(tmp_path, lines([{"op": "ADD", "entity": PEOPLE[0]}, PEOPLE[0]]))

    assert "list.json:1: a change (op, entity) of a delta file: import the whole list" in result.stderr


def names_of(kind: str, *names: str) -> list[str]:
    """Under which names an entity of a list is watched."""
    schema = {"person": "Person", "body": "Organization"}[kind]
    line = json.dumps({"id": "Q1", "schema": schema, "properties": {"name": list(names)}}).encode()
    listed = parse_ftm(line)
    assert isinstance(listed, Listed)
    entity = taken(listed).entity
    return [] if entity is None else [entity.name, *entity.aliases]


@pytest.mark.parametrize(
    ("kind", "listed", "watched"),
    [
        ("person", "AL-BADRI, Ibrahim", ["Ibrahim AL-BADRI"]),
        ("person", "القحطاني، سعود بن عبد الله", ["سعود بن عبد الله القحطاني"]),
        ("person", "Salem Hamdan; Abu Salem al-Basri", ["Salem Hamdan", "Abu Salem al-Basri"]),
        ("person", "محمد صلاح الدين زيدان (المعروف بسيف العدل)", ["محمد صلاح الدين زيدان"]),
        ("person", "سالم حمدان (مواليد بغداد): سالم ناصر حمدان", ["سالم حمدان", "سالم ناصر حمدان"]),
        ("person", "Gen. Salem Nasser Hamdan", ["Salem Nasser Hamdan"]),
        ("person", "Salem St. John", ["Salem St. John"]),
        ("body", "الدولة الإسلامية في العراق والشام (داعش)", ["الدولة الإسلامية في العراق والشام", "داعش"]),
        *(("body", f"Two Rivers, {form}", ["Two Rivers"]) for form in ("LLC", "L.L.C.", "Inc.", "S.A.L.", "OJSC")),
        ("body", "Ministry of Defence, Iran", []),
        ("body", "Two Rivers (formerly Four Rivers)", ["Two Rivers"]),
        ("body", "Two Rivers / الرافدين للتجارة", ["الرافدين للتجارة", "Two Rivers"]),
        ("body", "Rivers, Lakes and Seas", []),
        ("body", "شركة", []),
    ],
)
def test_a_name_is_taken_as_texts_write_it(kind: str, listed: str, watched: list[str]) -> None:
    assert names_of(kind, listed) == watched


def test_a_name_that_stands_by_itself_and_in_no_list_is_taken() -> None:
    listed = parse_ftm(b'{"id": "Q1", "schema": "Person", "properties": {"name": "Salem Hamdan"}}')

    assert isinstance(listed, Listed) and listed.names == ("Salem Hamdan",)


def test_names_that_would_flood_are_left_out_and_counted(tmp_path: Path) -> None:
    company: dict[str, object] = {"name": ["Two Rivers Company", "الشركة", "فتح"], "alias": ["الرافدين للتجارة"]}

    result = imported(tmp_path, lines([{"id": "NK-9", "schema": "Company", "properties": company}]))

    [entity] = load_watchlist(tmp_path / "out.toml").entities
    assert (entity.name, entity.aliases) == ("الرافدين للتجارة", ("Two Rivers Company",))
    assert "2 names left out: other words or many people's as well, they would flood" in result.stderr


def test_of_an_imported_file_what_is_to_be_told_is_counted(tmp_path: Path) -> None:
    imported(tmp_path, lines([{**PEOPLE[0], "id": f"Q{n}"} for n in range(50)]))
    (tmp_path / "watchlists").mkdir()
    (tmp_path / "out.toml").rename(tmp_path / "watchlists" / "list.toml")
    reader = Reader(tmp_path)

    read_watchlists(reader, tmp_path / "watchlists", examples=False)

    [told] = map(str, reader.warnings)
    assert (
        "list.toml:1:1: 49 entities are called like one above, such as «سالم حمدان»: a hit says the name only" in told
    )


def test_a_list_of_which_nothing_can_be_watched_writes_nothing(tmp_path: Path) -> None:
    kunya = {"id": "Q9", "schema": "Person", "properties": {"name": ["أبو محمد"], "alias": ["Umm Ahmad"]}}

    result = imported(tmp_path, lines([kunya]))

    assert isinstance(result.exception, PermanentError) and "→" not in result.stderr
    assert not (tmp_path / "out.toml").exists()


def test_what_is_cut_is_told(tmp_path: Path) -> None:
    many = {"id": "Q9", "schema": "Company", "properties": {"name": [f"Two Rivers {n}" for n in range(1_500)]}}

    result = imported(tmp_path, lines([many]))

    assert len(load_watchlist(tmp_path / "out.toml").entities[0].aliases) == 1_000
    assert "1 with more than 1,000 aliases: the first 1,000 are taken" in result.stderr


@pytest.mark.parametrize("name", ["../evil", ".hidden", "a\\b", "/etc/x"])
def test_a_watchlist_is_written_where_watchlists_are(tmp_path: Path, name: str) -> None:
    (tmp_path / "list.json").write_text(lines(), encoding="utf-8")
    arguments = ["entities", "import", str(tmp_path / "list.json"), "--watchlist", name, "--config", str(tmp_path)]

    result = CliRunner().invoke(cli, arguments)

    assert result.exit_code == 2 and "is no name of a file in watchlists/" in result.stderr


def test_schema_and_limit_choose(tmp_path: Path) -> None:
    assert "1 entities" in imported(tmp_path, lines(), "--schema", "Company").stderr
    assert "1 entities" in imported(tmp_path, lines(), "--limit", "1").stderr


def test_a_watchlist_written_by_hand_is_kept(tmp_path: Path) -> None:
    (tmp_path / "out.toml").write_text('title = "mine"\n', encoding="utf-8")

    result = imported(tmp_path, lines())

    assert result.exit_code == 2 and "written by hand" in result.stderr
    assert (tmp_path / "out.toml").read_text(encoding="utf-8") == 'title = "mine"\n'


def test_an_import_can_be_repeated(tmp_path: Path) -> None:
    imported(tmp_path, lines())
    imported(tmp_path, lines(PEOPLE[:1]))

    assert len(load_watchlist(tmp_path / "out.toml").entities) == 1
