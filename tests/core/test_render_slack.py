"""Slack's rich text: limits, direction, and nothing that foreign text could switch on."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.channel import Wording
from alerts.render.slack import render_payload, shrunk
from alerts.render.wording import words_of
from monitor.core.model.delivery import Alert
from tests.support.alerts import notice, story, told

WORDS = words_of(Wording(timezone="Asia/Baghdad"))
KINDS = {"text", "link", "broadcast", "user", "usergroup"}
FIELDS = {
    "text": {"type", "text", "style"},
    "link": {"type", "url", "text", "style"},
    "broadcast": {"type", "range"},
    "user": {"type", "user_id"},
    "usergroup": {"type", "usergroup_id"},
}


def payload(alert: Alert, mention: str | None = None) -> dict[str, Any]:
    return json.loads(render_payload(alert, WORDS, post="#desk", mention=mention))  # type: ignore[no-any-return]


def parts(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for block in message["blocks"]:
        for row in block["elements"]:
            yield from row["elements"]


def lines(message: dict[str, Any]) -> list[str]:
    rows = [row for block in message["blocks"] for row in block["elements"]]
    return [line for row in rows for line in "".join(part.get("text", "") for part in row["elements"]).split("\n")]


def problems(message: dict[str, Any]) -> list[str]:
    found = [] if 1 <= len(message["blocks"]) <= 50 else [f"{len(message['blocks'])} blocks"]
    for block in message["blocks"]:
        if block["type"] != "rich_text" or set(block) != {"type", "elements"} or not block["elements"]:
            found.append(f"a block {block['type']}")
        if sum(len(part.get("text", "")) for row in block["elements"] for part in row["elements"]) > 3000:
            found.append("a block of more than 3000 characters")
        found += [
            f"a row {row['type']}"
            for row in block["elements"]
            if row["type"] not in {"rich_text_section", "rich_text_quote"} or not row["elements"]
        ]
    for part in parts(message):
        if part["type"] not in KINDS or not set(part) <= FIELDS[part["type"]] or part.get("text") == "":
            found.append(f"an element {part}")
        if part["type"] == "link" and (not part["url"].startswith(("http://", "https://")) or len(part["url"]) > 3000):
            found.append(f"a link to {part['url']}")
    if sum(len(part.get("text", "")) for part in parts(message)) > 10_000:
        found.append("more than 10,000 characters")
    if "<" in message["text"] or ">" in message["text"]:
        found.append("the fallback is not escaped")
    return found


@pytest.mark.parametrize("alert", [story(), notice(), story(told())], ids=["story", "meta", "one outlet"])
def test_a_message_keeps_slack_s_rules(alert: Alert) -> None:
    assert problems(payload(alert)) == []


def test_each_arabic_line_begins_with_its_direction() -> None:
    said = lines(payload(story(), "@here"))

    assert len(said) > 15
    assert [line for line in said if line and not line.startswith("\u200f") and not line.isascii()] == [
        line for line in said if line.isascii() and line
    ]


def test_latin_words_stand_on_islands() -> None:
    assert any("\u2068MQ-9\u2069" in line for line in lines(payload(story())))


def test_only_the_operator_pings() -> None:
    attack = "<!channel> <@U1> @here &amp; <https://evil.example|ok>"
    quiet = payload(story(told(title=attack, text=attack, outlet=attack), routes=(attack,), watchlists=(attack,)))
    loud = payload(story(), "@here")

    assert problems(quiet) == []
    assert {part["type"] for part in parts(quiet)} <= {"text", "link"}
    assert "&lt;!channel&gt;" in quiet["text"]
    assert (quiet["parse"], quiet["link_names"]) == ("none", False)
    assert [part["range"] for part in parts(loud) if part["type"] == "broadcast"] == ["here"]


@pytest.mark.parametrize(
    ("mention", "element"),
    [
        ("@channel", {"type": "broadcast", "range": "channel"}),
        ("U012AB3CD", {"type": "user", "user_id": "U012AB3CD"}),
        ("S012AB3CD", {"type": "usergroup", "usergroup_id": "S012AB3CD"}),
    ],
)
def test_who_can_be_mentioned(mention: str, element: dict[str, str]) -> None:
    assert element in list(parts(payload(story(), mention)))


def test_a_storm_of_words_stays_within_the_limits() -> None:
    article = told(text="\n".join("هجوم " + "كلمة " * 200 for _ in range(40)), title="هجوم كبير " * 60)
    message = payload(story(*[article] * 50, watchlists=("قائمة " * 40,) * 30))

    assert problems(message) == []
    assert problems(payload(notice(lines=("سطر " * 400,) * 100))) == []


def test_what_is_too_long_still_says_its_headline() -> None:
    message = shrunk(payload(story()))

    assert problems(message) == []
    assert any("لجنة الممرات" in line for line in lines(message))


@settings(max_examples=100)
@given(st.text(st.characters(codec=None), max_size=200), st.text(max_size=60))
def test_no_foreign_text_breaks_a_message(title: str, url: str) -> None:
    assert problems(payload(story(told(title=title, text=title, url="http://e.example/" + url), told()))) == []
