"""What the tests bring up goes with them."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import text

from storage.database import Database
from tests.support.databases import Databases

KILLED = """
import os, signal
from tests.support.postgres import Postgres
print(Postgres().folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_leaves_no_database_server_and_none_of_its_memory() -> None:
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=root, capture_output=True, text=True, check=False)
    folder, end = Path(done.stdout.strip()), time.monotonic() + 30

    while folder.exists() and time.monotonic() < end:
        time.sleep(0.1)

    assert (done.returncode, folder.name[:4]) == (-signal.SIGKILL, "mpg-")
    assert not folder.exists()


def test_a_database_is_gone_after_its_test_though_somebody_has_not_let_go_of_it(databases: Databases) -> None:
    asked, other = Database(databases.url("postgresql")), Database(databases.url("postgresql"))
    left = asked.again()

    with left.engine.connect():
        databases.drop(asked)

    with other.reading() as session:
        names = set(session.connection().execute(text("SELECT datname FROM pg_database")).scalars())
    assert asked.engine.url.database not in names
    assert other.engine.url.database in names
    databases.drop(other)
