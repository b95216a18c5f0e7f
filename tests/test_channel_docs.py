"""What docs/webhook.md tells integrators is so."""

import re
from pathlib import Path

from alerts.webhook import signature
from tests.contract.test_channel_webhook import FIELDS, hook
from tests.support.alerts import story
from tests.support.receiver import KEY, Receiver

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "webhook.md").read_text(encoding="utf-8")


def test_the_snippet_that_verifies_works() -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}
    exec(snippet, names)
    genuine = names["genuine"]
    assert callable(genuine)

    body = hook(Receiver(url="https://receiver.example")).render(story()).body
    signed = f"v1={signature(KEY, '1000', body)}"
    assert genuine(KEY, "1000", signed, body, 1100.0)
    assert not genuine(KEY, "1000", signed, body + b" ", 1100.0)
    assert not genuine("other", "1000", signed, body, 1100.0)
    assert not genuine(KEY, "1000", signed, body, 1400.0)


def test_every_field_of_the_document_is_described() -> None:
    table = PAGE.partition("## Version 1")[2]
    described = {
        name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }

    assert described == FIELDS


def test_every_picture_is_there() -> None:
    for page in DOCS.glob("*.md"):
        for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (DOCS / picture).is_file(), picture
