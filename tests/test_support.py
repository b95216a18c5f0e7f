"""What the tests bring up goes with them."""

import signal
import subprocess
import sys
import time
from pathlib import Path

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
