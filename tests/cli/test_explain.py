"""`monitor explain`: why an article was alerted, is held, or was not."""

import asyncio
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import select

from monitor.cli.main import cli
from monitor.core.errors import TemporaryError
from monitor.core.model.route import Quiet, Route
from monitor.core.urls import identity
from storage.database import Database
from storage.rows import digest
from storage.tables import ArticleRow, ChannelRow, DeliveryRow, EntryRow, RevisionRow, StoryRow
from tests.config.test_load import desk as write_desk
from tests.support.clock import VirtualClock
from tests.support.databases import Databases
from tests.support.policy import PolicyDesk, Recorder, policy_desk

LIMITED = """
[[route]]
name = "محدود"
group_wait = "0s"
max_per_hour = 1
to = ["mail"]
"""
ALERTS = """\
timezone = "Asia/Baghdad"
owner = ["mail"]

[channel.mail]
type = "folder"

[[route]]
name = "فوري"
group_wait = "0s"
to = ["mail"]

[[route]]
name = "حرج"
severity = "critical"
to = ["mail"]

[[route]]
name = "الموجز"
send = "daily"
at = "07:30"
to = ["mail"]
"""
ROUTES = (Route(name="فوري", to=("mail",), group_wait=timedelta(0)),)
URL = "https://outlet1.example/news/1"


def explained(folder: Path, db: Database, *arguments: str, alerts: str = ALERTS) -> Result:
    write_desk(folder, alerts=alerts)
    address = db.engine.url.render_as_string(hide_password=False)
    command = ["explain", *arguments, "--config", str(folder)]
    return CliRunner().invoke(cli, command, env={"MONITOR_DATABASE_URL": address})


def published(db: Database, *, hit: bool = True) -> PolicyDesk:
    """An article at URL, seen an hour ago."""
    clock = VirtualClock(datetime.now(UTC) - timedelta(hours=1))
    desk = policy_desk(db, *ROUTES, clock=clock, channels=[Recorder(recipients=("folder",))])
    desk.article("s1", "outlet1", hit=hit)
    with db.transaction() as session:
        entry = session.exec(select(EntryRow)).one()
        entry.identity, entry.url = digest(identity(URL)), URL
    return desk


def test_a_route_says_send_held_or_why_not(tmp_path: Path, db: Database) -> None:
    published(db)

    result = explained(tmp_path, db, URL.replace("https", "http") + "?utm_source=rss", "--json")

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["step"] for line in lines] == ["polled", "extracted", "matched", "story", "route", "route", "route"]
    said = {line["said"].partition(" – ")[0]: line for line in lines if line["step"] == "route"}
    assert said["فوري"]["said"].endswith("SEND")
    assert said["حرج"]["said"].endswith("no: severity too low")
    assert said["الموجز"]["said"].endswith("HELD: waits for its digest")
    until = datetime.fromisoformat(said["الموجز"]["until"])
    assert (until.hour, until.minute) == (4, 30) and until > datetime.now(UTC)


def test_a_route_that_keeps_no_quiet_hours_any_more_sends_what_they_held(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    always = Quiet(name="q", start=time(0), until=time(0), zone=UTC)
    desk.configure(replace(ROUTES[0], quiet=always))
    asyncio.run(desk.tell.drain())

    result = explained(tmp_path, db, URL)

    assert "فوري – SEND" in result.stdout


def test_a_story_that_a_limit_would_hold_is_held(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    begin, _, _ = ALERTS.partition("[[route]]")
    desk.configure(replace(ROUTES[0], name="محدود", max_per_hour=1))
    desk.clock.advance(timedelta(minutes=50))
    desk.article("other")
    with db.transaction() as session:
        session.exec(select(StoryRow).where(StoryRow.key == "s1")).one().tell_at = None
    asyncio.run(desk.tell.drain())

    result = explained(tmp_path, db, URL, "--json", alerts=begin + LIMITED)

    [line] = [line for line in map(json.loads, result.stdout.splitlines()) if line["step"] == "route"]
    assert line["said"].endswith("HELD: waits for a collecting message")
    assert datetime.fromisoformat(line["until"]) == desk.clock() + timedelta(hours=1)


def test_what_was_told_says_when_and_to_whom(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    asyncio.run(desk.tick())

    result = explained(tmp_path, db, URL)

    assert "not now: told before" in result.stdout
    assert "folder (mail, story 1): sent" in result.stdout


@pytest.mark.parametrize("hours", [0, 2])
def test_a_message_behind_a_channel_in_trouble_says_since_when_and_why(
    tmp_path: Path, db: Database, hours: int
) -> None:
    desk = published(db)
    recorder = desk.live.channels["mail"]
    assert isinstance(recorder, Recorder)
    wish = timedelta(hours=hours) or None
    recorder.trouble = lambda: TemporaryError("mail", "no answer", pause=True, refused=True, retry_after=wish)
    desk.article("first")
    asyncio.run(desk.tick())
    desk.look("s1")
    with db.transaction() as session:  # as it stands for all that waits behind the one that was tried
        row = session.exec(select(DeliveryRow).where(DeliveryRow.subject == "s1")).one()
        row.deliver_at, row.failures = desk.clock(), 0

    result = explained(tmp_path, db, URL, "--json")

    [line] = [line for line in map(json.loads, result.stdout.splitlines()) if line["step"] == "delivered"]
    since = f"{desk.clock() + timedelta(hours=3):%Y-%m-%d %H:%M}"  # in Baghdad
    assert f"overdue since {since}, because channel mail fails: no answer; " in line["said"]
    assert line["said"].endswith("it is left alone" if hours else "a running daemon tries it as soon as it can")
    assert line["until"] == ((desk.clock() + wish).isoformat() if wish else None)


def test_a_message_that_was_tried_in_vain_is_overdue_since_it_was_to_be_told(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    recorder = desk.live.channels["mail"]
    assert isinstance(recorder, Recorder)
    recorder.trouble = lambda: TemporaryError("mail", "no answer", pause=True, refused=True)
    told = desk.clock()
    asyncio.run(desk.run(timedelta(minutes=10)))  # and then nothing ran

    result = explained(tmp_path, db, URL, "--json")

    [line] = [line for line in map(json.loads, result.stdout.splitlines()) if line["step"] == "delivered"]
    since = f"{told + timedelta(hours=3, minutes=5):%Y-%m-%d %H:%M}"  # in Baghdad
    assert re.search(
        f"overdue since {since} after \\d+ failures?, because channel mail fails: no answer; ", line["said"]
    )


@pytest.mark.parametrize("channel", ["mail", "other"])
def test_a_date_of_a_channel_that_was_spoilt_keeps_nothing_from_being_explained(
    tmp_path: Path, databases: Databases, channel: str
) -> None:
    db = Database(databases.url("sqlite"))
    desk = published(db)
    asyncio.run(desk.tick())
    with db.transaction() as session:
        session.merge(ChannelRow(name=channel))
        session.flush()
        spoilt = f"UPDATE channel SET open_until = 'garbage' WHERE name = '{channel}'"
        session.connection().exec_driver_sql(spoilt)

    result = explained(tmp_path, db, URL)

    assert "folder (mail, story 1): sent" in result.stdout
    db.close()


def test_a_time_that_has_passed_is_not_named_as_one_that_comes(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    asyncio.run(desk.tell.drain())

    result = explained(tmp_path, db, URL)

    [line] = [line for line in result.stdout.splitlines() if "delivered" in line]
    assert "waits; due since " in line and "(until" not in line


def test_what_matched_nothing_says_so(tmp_path: Path, db: Database) -> None:
    published(db, hit=False)

    result = explained(tmp_path, db, URL)

    assert "no watchlist" in result.stdout
    assert "s1: 1 article in 1 outlet\n" in result.stdout


def test_all_times_are_those_of_the_desk(tmp_path: Path, db: Database) -> None:
    published(db)
    with db.transaction() as session:
        session.exec(select(EntryRow)).one().published = datetime(2026, 1, 1, 22, tzinfo=UTC)

    result = explained(tmp_path, db, URL)

    assert "dated 2026-01-02 01:00\n" in result.stdout


def test_who_was_first_whose_text_it_is_and_what_was_changed_are_said(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    desk.article("s1", "outlet2", title="العنوان الأول")
    with db.transaction() as session:
        late, early = session.exec(select(ArticleRow).order_by(ArticleRow.id)).all()  # type: ignore[arg-type]
        late.copy_of, late.agency, late.url = early.id, "رويترز", URL
        early.published = early.first_seen - timedelta(hours=2)
        edit = {"article_id": late.id, "at": late.first_seen, "kind": "headline", "before": "قبل", "after": "بعد"}
        session.add(RevisionRow.model_validate(edit))

    result = explained(tmp_path, db, URL)

    assert "s1: 2 articles in 2 outlets" in result.stdout
    assert "first told by outlet2: العنوان الأول" in result.stdout
    assert "the text of an earlier article, which names رويترز as its origin" in result.stdout
    assert "headline: قبل → بعد" in result.stdout


def test_what_a_copy_adds_to_the_articles_before_it_is_said(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    desk.article("s1", "outlet2", title="العنوان الأول")
    with db.transaction() as session:
        late, early = session.exec(select(ArticleRow).order_by(ArticleRow.id)).all()  # type: ignore[arg-type]
        early.text, late.text, late.url, late.copy_of = "قتل 4 أشخاص", "قتل ٤ أشخاص وأصيب ١٧ آخرون", URL, early.id
        early.first_seen = late.first_seen - timedelta(hours=1)

    result = explained(tmp_path, db, URL)

    assert "adds to the articles before it: 17\n" in result.stdout


def test_an_address_that_nobody_brought_says_what_to_do(tmp_path: Path, db: Database) -> None:
    result = explained(tmp_path, db, "https://nowhere.example/1")

    assert result.exit_code == 1
    assert "no source has brought this address" in result.stderr and "monitor try" in result.stderr


def test_while_alerts_toml_is_broken_all_but_the_routes_is_explained(tmp_path: Path, db: Database) -> None:
    desk = published(db)
    asyncio.run(desk.tick())

    outcome = explained(tmp_path, db, URL, alerts=ALERTS.replace("[[route]]", "[[route", 1))

    steps = [line.split()[2] if line[0].isdigit() else line.split()[1] for line in outcome.stdout.splitlines()]
    assert (outcome.exit_code, steps) == (0, ["polled", "extracted", "matched", "story", "route", "delivered"])
    assert "cannot be said until the configuration is mended" in outcome.stdout
    assert "alerts.toml:7" in outcome.stdout and "alerts.toml:7" in outcome.stderr
