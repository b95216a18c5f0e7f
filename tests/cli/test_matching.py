"""`monitor match` and `monitor try` with queries: what goes in, what comes out, what is said of mistakes."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from monitor.cli.main import cli
from tests.config.test_load import desk

QUERY = """\
title = "التحالف"
[[query]]
name  = "التحالف ضد داعش"
query = 'NEAR/4(تحالف, داعش) AND country:IQ'
"""


def run(*arguments: str, lines: list[dict[str, object]] = []) -> Result:  # noqa: B006 — only read
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return CliRunner().invoke(cli, arguments, input=text)


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_terms_file_may_hold_queries_that_call_other_lines(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text(
        "a\tتطرف\nb\tداعش\tgroup\tISIS\nc\tNEAR/3(entity:داعش، تحالف) أو @a\tquery\t\nd\t(تطرف\tquery\n",
        encoding="utf-8",
    )

    result = run("match", "--terms", str(terms), "--hits", lines=[{"id": 1, "text": "التحالف ضد داعش"}])

    assert [row["watchlist"] for row in rows(result)] == ["b", "c"]
    assert "terms.tsv: line 4: this bracket is never closed" in result.stderr


def test_a_line_of_the_terms_that_is_left_out_makes_the_exit_code_1(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    codes = []

    for text in ("a\tتطرف\n", "a\tتطرف\nb\tتطرف*\n"):
        terms.write_text(text, encoding="utf-8")
        result = CliRunner().invoke(cli, ["match", "--terms", str(terms)], input="", standalone_mode=False)
        codes.append(result.return_value)

    assert codes == [0, 1]


def test_matching_needs_no_configuration(tmp_path: Path) -> None:
    terms, folder = tmp_path / "terms.tsv", tmp_path / "lists"
    terms.write_text("a\tتطرف\n", encoding="utf-8")
    folder.mkdir()
    (folder / "a.toml").write_text('title = "التطرف"\nterms = ["تطرف"]\n', encoding="utf-8")

    found = [
        [row["surface"] for row in rows(run("match", how, str(what), lines=[{"id": 1, "text": "مكافحة التطرّف"}]))]
        for how, what in (("--terms", terms), ("--watchlists", folder))
    ]

    assert found == [["التطرّف"], ["التطرّف"]]


def test_a_configuration_that_is_named_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('title = "التطرف"\nterms = ["تطرف"]\n', encoding="utf-8")

    result = run("match", "--watchlists", str(tmp_path), "--config", str(tmp_path / "nowhere"))

    assert "no configuration here" in str(result.exception)


def test_watchlists_alone_are_told_to_be_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "watchlists").mkdir()

    result = run("match", "--config", str(tmp_path))

    assert "watchlists alone are no configuration: sources.toml" in str(result.exception)


def test_a_terms_file_may_say_what_its_words_are(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("v\tكشف\tverb\nn\tكشف\tnoun\tفضح\na\tدولي\tadjective\nx\tكشف\tverbe\n", encoding="utf-8")

    lines: list[dict[str, object]] = [
        {"id": 1, "text": "تكشف الوثائق"},
        {"id": 2, "text": "الكشف عن الوثائق"},
        {"id": 3, "text": "فضح الفساد في التحالف الدولي"},
    ]
    result = run("match", "--terms", str(terms), "--hits", lines=lines)

    assert [(row["id"], row["watchlist"]) for row in rows(result)] == [(1, "v"), (2, "n"), (3, "n"), (3, "a")]
    assert "line 4: unknown kind «verbe»: one of keyword, noun, adjective, verb, query" in result.stderr


def test_the_source_of_an_article_tells_its_country(tmp_path: Path) -> None:
    folder = desk(tmp_path, watchlist=QUERY)
    articles: list[dict[str, object]] = [
        {"id": number, "text": "التحالف ضد داعش", **facts}
        for number, facts in enumerate(({"source": "wire"}, {"source": "slow"}, {"country": "IQ"}, {}, {"source": 5}))
    ]

    result = run("match", "--config", str(folder), lines=articles)

    assert [row["id"] for row in rows(result)] == [0, 0, 2, 2]
    assert str(rows(result)[0]["rule"]).startswith("query التحالف ضد داعش: تحالف → التحالف")


def test_a_broken_source_is_told_and_the_others_are_known(tmp_path: Path) -> None:
    folder = desk(tmp_path, watchlist=QUERY)
    article: dict[str, object] = {"id": 1, "text": "التحالف ضد داعش", "source": "wire"}
    known = rows(run("match", "--config", str(folder), lines=[article]))
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[source]]\nid = "other"\nnmae = "o"\nurl = "https://other.example/rss"\n')

    result = run("match", "--config", str(folder), lines=[article])

    assert known
    assert rows(result) == known
    assert result.stderr.count('left out: sources.toml:21:1: unknown word "nmae"; did you mean "name"?') == 1


def test_a_sources_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = desk(tmp_path, watchlist=QUERY, sources="[[source]\n")

    result = run("match", "--config", str(folder), lines=[{"id": 1, "text": "التحالف ضد داعش", "country": "IQ"}])

    assert [row["id"] for row in rows(result)] == [1, 1]
    assert "no source is known" in result.stderr


def test_a_broken_watchlist_is_told_and_the_others_match(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    (folder / "watchlists" / "broken.toml").write_text(QUERY.replace("AND", "AND AND"), encoding="utf-8")

    result = run("match", "--config", str(folder), lines=[{"id": 1, "text": "التطرف"}])

    assert [row["watchlist"] for row in rows(result)] == ["extremism"]
    assert "watchlists/broken.toml:4:30: «AND» follows «AND»" in result.stderr


def test_try_takes_a_text_as_if_it_came_from_an_outlet(tmp_path: Path) -> None:
    folder = str(desk(tmp_path, watchlist=QUERY))

    from_iraq = run("try", "التحالف ضد داعش", "--config", folder, "--outlet", "wire")
    from_nowhere = run("try", "التحالف ضد داعش", "--config", folder)

    assert "⟦التحالف⟧ ضد ⟦داعش⟧" in from_iraq.stdout
    assert "none of 1 watchlists matches" in from_nowhere.stdout


def test_files_put_together_may_each_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("a\tتطرف\n", encoding="utf-8")
    lines = "".join(f"\ufeff{json.dumps({'id': n, 'text': 'تطرف'})}\n" for n in (1, 2))

    result = CliRunner().invoke(cli, ["match", "--terms", str(terms)], input=lines)

    assert [row["id"] for row in rows(result)] == [1, 2]
