"""The daemon as operators meet it: changed files, signals, health, addresses."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen

import httpx

from monitor.demo.server import serve_world
from monitor.demo.world import read_world
from storage import health, outbox
from storage.database import Database
from tests.support.databases import Databases
from tests.support.desk import check_mails, finished, monitor, run, stories, told, write_desk
from tests.support.mailbox import mailbox
from tests.support.slack import slack


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def daemon(folder: Path, database: str) -> AsyncIterator[Popen[str]]:
    """A daemon on the demo's outlets, in a process of its own."""
    world = read_world(now(), now)
    async with mailbox(folder) as mail, slack() as board, serve_world(world, {}) as ports:
        write_desk(folder, world, ports, mail, board, every="1h")
        process = monitor("run", "--config", str(folder), database=database)
        try:
            yield process
        finally:
            process.kill()
            await asyncio.to_thread(process.communicate)


async def until(what: object, seconds: float = 20) -> None:
    """Wait until a question is answered with yes."""
    for _ in range(int(seconds * 10)):
        if await asyncio.to_thread(what):  # type: ignore[arg-type]
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


async def test_sigterm_ends_it_well_and_health_says_that_it_was_stopped(tmp_path: Path, databases: Databases) -> None:
    database = databases.url("sqlite")
    db = Database(database)
    async with daemon(tmp_path, database) as process:
        await until(lambda: outbox.counts(db)["sent"] > 3)
        healthy = await asyncio.to_thread(run, "health", "--config", str(tmp_path), database=database)

        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.to_thread(process.communicate, timeout=10)

    stopped = run("health", "--config", str(tmp_path), database=database)
    assert healthy.returncode == 0, healthy.stdout
    assert process.returncode == 0
    assert stopped.returncode == 1
    assert "the daemon was stopped" in stopped.stdout
    events = [json.loads(line) for line in log.splitlines()]
    assert {"poll", "collect", "deliver", "daemon: stopped"} <= {e["event"] for e in events}
    db.close()


async def test_sigterm_in_the_middle_of_a_mail_ends_it_within_ten_seconds_and_loses_none(
    tmp_path: Path, databases: Databases
) -> None:
    database = databases.url("sqlite")
    world = read_world(now(), now)
    async with mailbox(tmp_path) as mail, slack() as board, serve_world(world, {}) as ports:
        write_desk(tmp_path, world, ports, mail, board, every="1h")
        mail.hangs = True
        process = monitor("run", "--config", str(tmp_path), database=database)
        await until(lambda: mail.begun > 0)

        process.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        _, log = await asyncio.to_thread(process.communicate, timeout=15)
        took = time.monotonic() - asked
        mail.hangs = False
        await finished(tmp_path, database, world)

    assert (process.returncode, "Traceback" in log) == (0, False)
    assert took < 10
    db = Database(database)
    assert check_mails(mail, stories(db, told(world))) == 0
    db.close()


async def test_a_changed_file_is_taken_over_a_broken_one_is_refused_and_named(
    tmp_path: Path, databases: Databases
) -> None:
    database = databases.url("sqlite")
    db = Database(database)
    path = tmp_path / "watchlists" / "daesh.toml"
    async with daemon(tmp_path, database):
        await until(lambda: "configuration" in health.pulses(db))
        good = path.read_text(encoding="utf-8")

        path.write_text(good.replace("title", "titel", 1), encoding="utf-8")
        await until(lambda: "titel" in (health.pulses(db)["configuration"][1] or ""))
        told = [item.key.subject for item in outbox.waiting(db)] + [str(p) for p in tmp_path.rglob("*.eml")]

        path.write_text(good.replace("title", "# mended\ntitle", 1), encoding="utf-8")
        await until(lambda: health.pulses(db)["configuration"][1] is None)

    assert told
    db.close()


async def test_a_watchlist_broken_at_the_start_is_named_and_the_others_go_on(
    tmp_path: Path, databases: Databases
) -> None:
    database = databases.url("sqlite")
    db = Database(database)
    (tmp_path / "watchlists").mkdir()
    (tmp_path / "watchlists" / "mine.toml").write_text('title = "m"\nterms = ["في"]\n', encoding="utf-8")
    async with daemon(tmp_path, database):
        await until(lambda: "mine.toml:2" in (health.pulses(db).get("configuration", (None, None))[1] or ""))
        await until(lambda: outbox.counts(db)["sent"] > 3)

    checked = run("check", "--config", str(tmp_path), database=database)
    assert checked.returncode == 2
    assert "mine.toml:2" in checked.stdout + checked.stderr
    db.close()


async def test_healthz_answers_on_the_address_it_was_given(tmp_path: Path, databases: Databases) -> None:
    database = databases.url("sqlite")
    db = Database(database)
    async with daemon(tmp_path, database) as process:
        assert process.stderr is not None
        port = None
        while port is None:
            line = json.loads(await asyncio.to_thread(process.stderr.readline))
            port = line.get("port") if line["event"] == "daemon: listening" else None
        await until(lambda: "deliver" in health.pulses(db), seconds=30)

        async with httpx.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{port}/healthz")

    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "ok"
    db.close()


def test_a_broken_configuration_stops_the_start_with_exit_code_2(tmp_path: Path, databases: Databases) -> None:
    done = run("run", "--config", str(tmp_path), database=databases.url("sqlite"))

    assert done.returncode == 2
    assert "monitor init" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_cannot_be_used_is_one_clear_line_and_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is not a database, it is a sentence" * 100)
    run("init", str(tmp_path / "desk"), database="sqlite://")

    damaged = run("hits", "--config", str(tmp_path / "desk"), database=f"sqlite:///{tmp_path / 'broken.db'}")
    absent = run("hits", "--config", str(tmp_path / "desk"), database="postgresql://nobody@127.0.0.1:1/none")
    nonsense = run("hits", "--config", str(tmp_path / "desk"), database="oracle:somewhere")
    run("hits", "--config", str(tmp_path / "desk"), database=f"sqlite:///{tmp_path / 'good.db'}")
    before = (tmp_path / "good.db").read_bytes()
    shut = f"sqlite:///file:{tmp_path / 'good.db'}?mode=ro&uri=true"
    read_only = run("run", "--config", str(tmp_path / "desk"), database=shut)

    for done in (damaged, absent, nonsense, read_only):
        assert done.returncode == 3, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "not a SQLite file" in damaged.stderr
    assert "no server answers" in absent.stderr
    assert "cannot be written" in read_only.stderr
    assert (tmp_path / "good.db").read_bytes() == before
    assert not Path("file:").exists()
