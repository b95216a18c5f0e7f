"""Every value tomllib parses is found at its place, whatever the document looks like."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.locate import Path, Place, locate

keys = st.text(min_size=1, max_size=8).filter(lambda s: s.isprintable())
scalars = st.one_of(st.integers(-(2**40), 2**40), st.booleans(), st.text(max_size=12).filter(str.isprintable))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)
documents = st.dictionaries(keys, values, max_size=4)


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[\n  " + ",  # “a comment” = [\n  ".join(map(toml, value)) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(value, dict):
        return [leaf for k, v in value.items() for leaf in leaves(v, (*path, k))]
    if isinstance(value, list):
        return [leaf for i, v in enumerate(value) for leaf in leaves(v, (*path, i))]
    return [(path, value)]


@given(documents, st.lists(documents, max_size=3))
def test_each_value_stands_where_it_is_said_to_stand(top: dict[str, Any], tables: list[dict[str, Any]]) -> None:
    text = "".join(f"{json.dumps(k, ensure_ascii=False)} = {toml(v)}  # note\n" for k, v in top.items())
    for table in tables:
        text += "\n[[ 'a table' . b ]]\n"
        text += "".join(f"{json.dumps(k)}={toml(v)}\r\n" for k, v in table.items())
    if "a table" in top:
        return
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # a control character that JSON lets through
        return

    places = locate(text)

    lines = text.split("\n")
    for path, value in leaves(parsed):
        place = places.values[path]
        assert lines[place.line - 1][place.column - 1 :].startswith(toml(value)), path


def test_tables_arrays_and_long_strings_are_followed() -> None:
    text = (
        'x."y z" = """a\n"quoted"""" # no\n[[s]]\n'
        "id = 'q'\n[s.extract]\nk = { a = 1, b = [1,\n2] }\n[[s]]\nid = \"r\"\n"
    )

    places = locate(text)

    assert places.values["x", "y z"] == Place(line=1, column=11)
    assert places.values["s", 0, "id"] == Place(line=4, column=6)
    assert places.values["s", 0, "extract", "k", "b", 1] == Place(line=7, column=1)
    assert places.values["s", 1, "id"] == Place(line=9, column=6)
    assert places.keys["s", 1] == Place(line=8, column=1)
    assert places.nearest(("s", 1, "url")) == Place(line=8, column=1)


@pytest.mark.parametrize(
    ("written", "offset", "line", "column"),
    [
        ("'abc'", 1, 2, 7),
        ('"a\\u00e9b"', 2, 2, 13),
        ('"a\\\\b"', 2, 2, 9),
        ('"""abc"""', 1, 2, 9),
        ('"""\nab\ncd"""', 3, 4, 1),
        ("'''\nab\ncd'''", 4, 4, 2),
        ('"""\nab \\\n   cd"""', 3, 4, 4),
        ("'abc'", 3, 2, 9),
    ],
)
def test_a_character_of_a_string_is_found_in_the_document(written: str, offset: int, line: int, column: int) -> None:
    places = locate(f"# first\nq = {written}\n")

    assert places.within(("q",), offset) == Place(line=line, column=column)
