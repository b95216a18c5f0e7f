"""Channels whose recipients have one name but lead to different people: two webhooks of Slack, two on one host."""

from dataclasses import replace

import pytest

from monitor.core.errors import PermanentError
from monitor.core.model.watchlist import Severity
from storage.database import Database
from tests.contract.test_alert_policy import HOUR, NOW, at
from tests.contract.test_taken_back import DAILY
from tests.support.policy import PolicyDesk, Recorder, policy_desk

KINDS = pytest.mark.parametrize(
    ("name", "homes"),
    [("webhook", ("slack one", "slack two")), ("hooks.example.org", (None, None))],
    ids=["slack", "json"],
)


def hooks(
    db: Database, name: str, homes: tuple[str | None, str | None], second: str
) -> tuple[PolicyDesk, Recorder, Recorder]:
    """Two hooks: one that is told of daesh, and one that is told of another watchlist."""
    one, two = (Recorder(name=f"hook{n}", recipients=(name,), mailboxes=home) for n, home in enumerate(homes))
    routes = [replace(NOW, name=f"R{n}", to=(f"hook{n}",), watchlists=(w,)) for n, w in enumerate(("daesh", second))]
    return policy_desk(db, *routes, channels=(one, two), clock=at(9)), one, two


@KINDS
async def test_what_one_has_never_had_is_told_from_the_beginning_though_the_other_has_it(
    db: Database, name: str, homes: tuple[str | None, str | None]
) -> None:
    desk, one, two = hooks(db, name, homes, "daesh")
    two.trouble = lambda: PermanentError("hook1", "404 no such hook")
    desk.article("s1", "wire", "daesh")
    await desk.run(HOUR)

    two.trouble = lambda: None
    for outlet in ("paper", "radio"):
        desk.article("s1", outlet, "daesh")
    await desk.run(HOUR)

    assert [bool(alert.news) for alert in one.sent] == [False, True]
    assert [bool(alert.news) for alert in two.sent] == [False]


@KINDS
async def test_how_grave_a_story_was_first_is_what_was_told_there(
    db: Database, name: str, homes: tuple[str | None, str | None]
) -> None:
    desk, _, two = hooks(db, name, homes, "extremism")
    desk.article("s1", "wire", "daesh", severity=Severity.CRITICAL)
    desk.article("s1", "wire", "extremism", severity=Severity.NORMAL)
    await desk.run(HOUR)

    for outlet in ("paper", "radio"):
        desk.article("s1", outlet, "extremism", severity=Severity.NORMAL)
    await desk.run(HOUR)

    assert [alert.first.severity for alert in two.sent if alert.first] == [Severity.NORMAL]


async def test_an_update_is_numbered_as_its_reader_counts(db: Database) -> None:
    mail, chat = Recorder(mailboxes="email"), Recorder(name="chat", recipients=("#desk",))
    at_once = replace(NOW, name="A")
    later = replace(NOW, name="B", to=("chat",), watchlists=("extremism",))
    digest = replace(DAILY, name="C", to=("mail",))
    desk = policy_desk(db, digest, at_once, later, channels=(mail, chat), clock=at(9))
    for outlets in (("wire",), ("paper", "radio"), ("tv",)):
        for outlet in outlets:
            desk.article("s1", outlet, "daesh", *(["extremism"] if outlet == "tv" else []))
        await desk.run(HOUR)

    assert [one.number for one in mail.sent] == [1, 2, 3]
    assert [one.number for one in chat.sent] == [1]
