"""What the program does not need stays out of its memory."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UPGRADED = """
import sys
from storage.database import Database
db = Database(sys.argv[1])
db.upgrade_apart()
print(db.version() is not None, "alembic" in sys.modules)
"""
GIVEN_BACK = """
import asyncio
from monitor.memory import give_back
def size():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")) // 1024
taken = [bytearray(2000) for _ in range(50_000)]
last, taken = taken[-1], None  # what stands at the end keeps all before it
before = size()
asyncio.run(give_back())
print(before - size())
"""


IMPORTED = """
import sys
import monitor.cli.main, monitor.cli.running
from storage.database import Database
db = Database(sys.argv[1])
db.upgrade_apart()
db.version()
print([name for name in ("rich", "pygments", "alembic", "psycopg", "sqlalchemy.dialects.postgresql.base", "trafilatura",
    "feedparser") if name in sys.modules])
"""


def run(code: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def test_a_new_database_is_made_without_keeping_what_makes_it(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new' / 'm.db'}"

    assert run(UPGRADED, address) == ["True", "False"]
    assert run(UPGRADED, address) == ["True", "False"]


def test_the_daemon_imports_nothing_that_only_others_need(tmp_path: Path) -> None:
    assert run(IMPORTED, f"sqlite:///{tmp_path / 'm.db'}") == ["[]"]


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's")
def test_free_memory_goes_back_to_the_machine() -> None:
    assert int(run(GIVEN_BACK)[0]) > 40  # MB, of a hundred
