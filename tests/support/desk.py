"""A desk to test with: the demo's outlets, the shipped watchlists, and sinks of the test's own."""

import asyncio
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from sqlmodel import col, select

from monitor.demo.folder import Notes, write_folder
from monitor.demo.world import World, WrittenArticle
from storage import archive, entries, health, outbox
from storage.database import Database
from storage.tables import ArticleRow, StoryRow
from tests.support.mailbox import PASSWORD, USER, Mailbox
from tests.support.slack import TOKEN, Slack

ENVIRONMENT = {"SMTP_PASSWORD": PASSWORD, "SLACK_BOT_TOKEN": TOKEN, "MONITOR_PORT": "0"}

SINKS = """\
owner = ["files"]

[channel.files]
type = "folder"

[channel.mail]
type = "email"
to = ["desk@example.org", "lead@example.org"]
from = "monitor@example.org"
host = "{mail.host}"
port = {mail.port}
user = "{user}"
secret = "SMTP_PASSWORD"
ca_file = "{mail.ca_file}"

[channel.slack]
type = "slack"
post = "#desk"
secret = "SLACK_BOT_TOKEN"
api_url = "{slack.api_url}"

[[route]]
name = "عاجل"
severity = "high"
to = ["mail", "slack", "files"]
group_wait = "0s"

[[route]]
name = "كل شيء"
to = ["mail", "files"]
group_wait = "0s"
"""


def spread(world: World, over: timedelta) -> World:
    """The same articles, appearing one after the other over a time that begins at the world's start.

    Those older than the horizon keep their age.
    """
    fresh = [one for one in world.articles if one.age < timedelta(hours=24)]
    step = over / len(fresh)
    moved = [replace(one, age=-step * i) for i, one in enumerate(sorted(fresh, key=lambda one: one.slug))]
    old = [one for one in world.articles if one.age >= timedelta(hours=24)]
    return replace(world, articles=(*moved, *old))


def told(world: World) -> list[WrittenArticle]:
    """The articles that somebody must hear of: they hit, and are not older than the horizon."""
    readable = {outlet.id for outlet in world.outlets if outlet.feed in ("rss", "atom")}
    return [one for one in world.articles if one.expect and one.outlet in readable and one.age < timedelta(hours=24)]


def write_desk(folder: Path, world: World, ports: Mapping[str, int], mail: Mailbox, slack: Slack, every: str) -> None:
    """A configuration folder whose alerts go by mail, Slack and files."""
    write_folder(folder, world, Notes(start=world.start.isoformat(), ports=dict(ports)))
    sources = (folder / "sources.toml").read_text(encoding="utf-8")
    (folder / "sources.toml").write_text(sources.replace('every = "30s"', f'every = "{every}"'), encoding="utf-8")
    (folder / "alerts.toml").write_text(SINKS.format(mail=mail, slack=slack, user=USER), encoding="utf-8")


def monitor(
    *arguments: str,
    database: str,
    stdin: int = subprocess.DEVNULL,
    stderr: int | IO[str] = subprocess.PIPE,
    files: int | None = None,
    **environment: str,
) -> subprocess.Popen[str]:
    """Start the real command in a process of its own; `files`: so many may be open in it."""
    limited = ("prlimit", f"--nofile={files}:{files}") if files is not None else ()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("MONITOR_")}
    return subprocess.Popen(
        [*limited, sys.executable, "-m", "monitor", *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        env={**clean, **ENVIRONMENT, "MONITOR_DATABASE_URL": database, **environment},
    )


def run(
    *arguments: str, database: str, timeout: float = 120, feed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the real command to its end; `feed` is what it reads from standard input."""
    process = monitor(*arguments, database=database, stdin=subprocess.PIPE, **environment)
    out, err = process.communicate(feed, timeout=timeout)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def stories(db: Database, articles: Collection[WrittenArticle]) -> set[str]:
    """The keys of the stories that these articles tell; each of them has one."""
    titles = {one.title for one in articles}
    with db.reading() as session:
        joined = select(ArticleRow.title, StoryRow.key).join(StoryRow, col(StoryRow.id) == col(ArticleRow.story_id))
        found = [(title, key) for title, key in session.exec(joined) if title in titles]
    assert {title for title, _ in found} == titles
    return {key for _, key in found}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A story mail that arrived."""

    story: str
    revision: int
    recipient: str
    message_id: str


def notices(mail: Mailbox) -> list[Notice]:
    """Every story mail that arrived, in order."""
    found = []
    for one in mail.mails:
        kind, story, revision = str(one.message["X-Monitor-Subject"]).split("/")
        if kind == "story":
            id = str(one.message["Message-ID"])
            found.append(Notice(story=story, revision=int(revision), recipient=one.recipients[0], message_id=id))
    return found


def routes_of(mail: Mailbox, subject: str, recipient: str) -> Collection[str]:
    """The routes that a recipient was told of over all mails about a story."""
    found: set[str] = set()
    for one in mail.mails:
        if one.recipients[0] == recipient and f"/{subject}/" in str(one.message["X-Monitor-Subject"]):
            found |= set(str(one.message["X-Monitor-Routes"]).split(" | "))
    return found


async def finished(folder: Path, database: str, world: World) -> None:
    """Let a daemon live until it is up, and everything is collected and told."""
    began = datetime.now(UTC)
    process = monitor("run", "--config", str(folder), database=database)
    db = Database(database)
    end = datetime.now(UTC) + timedelta(seconds=90)
    try:
        while (now := datetime.now(UTC)) < end:
            await asyncio.sleep(0.5)
            assert process.poll() is None, await asyncio.to_thread(process.communicate)
            articles = sum(1 for _ in archive.articles(db))
            waiting = entries.waiting_entries(db, now)[0] + outbox.counts(db)["waiting"]
            up = health.pulses(db).get("daemon", (began, None))[0] > began
            if up and articles == len(world.articles) and waiting == 0:
                break
        await asyncio.sleep(2)
        process.terminate()
        out, err = await asyncio.to_thread(process.communicate, timeout=15)
        assert process.returncode == 0, (out, err)
    finally:
        process.kill()
        db.close()


def check_mails(mail: Mailbox, expected: set[str]) -> int:
    """Every expected (story, recipient, route) arrived; a second copy carries the Message-ID of the first.

    Returns how many mails were sent twice.
    """
    ids: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for one in notices(mail):
        ids[one.story, one.revision, one.recipient].append(one.message_id)
    assert all(len(set(found)) == 1 for found in ids.values())
    people = ("desk@example.org", "lead@example.org")
    assert {(story, person) for story, _, person in ids} == {(story, person) for story in expected for person in people}
    assert all("كل شيء" in routes_of(mail, story, person) for story, _, person in ids)
    return sum(len(found) - 1 for found in ids.values())
