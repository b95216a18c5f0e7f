"""The watchlists of a large desk, read and compiled, kept in the data folder over a restart.

Of 100,000 queries reading and compiling takes a quarter of a minute, this a second. What is kept is a pickle, so a file
is used only if it is whole, nobody but the user we run as can have written it, and the code, the word lists and the
Python that made it are the ones that read it; and nothing but classes of the matcher comes out of it.
"""

import hashlib
import logging
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from alerts.channel import Surroundings
from monitor.config.load import Config
from monitor.config.watchlists import Checked, Known
from monitor.core.watch.snapshot import Snapshot
from monitor.workers.compiled import Compiled, is_many, kept_for_long
from monitor.workers.live import Live, compacted, make_live

FILE = "watchlists.kept"
_SIGN = b"monitor: watchlists\n"
_ROOT = Path(__file__).parents[1]
_MADE_BY = (
    "config/watchlist*.py",
    "config/schema.py",
    "core/arabic/**/*",
    "core/model/watchlist.py",
    "core/watch/**/*",
    "workers/compiled.py",
    "workers/kept.py",  # the shape of the file
)
_ROOMS = ("monitor.core.arabic.", "monitor.core.model.", "monitor.core.watch.")

log = logging.getLogger("monitor.kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one start leaves to the next."""

    known: Known
    compiled: Compiled


def make_ready(
    config: Config, surroundings: Callable[[Config], Surroundings], now: datetime, kept: Kept | None, folder: Path
) -> Live:
    """A configuration made ready at a start; what had to be compiled, if it was much, is kept in the data folder."""
    live = make_live(config, surroundings, now, kept.compiled if kept is not None else None)
    if live.matcher.is_large:
        live = compacted(live)
    old = kept is not None and live.matcher.base is kept.compiled.snapshot.base
    if not old and is_many(live.watchlists.values()):
        write_kept(folder, Kept(known=config.checked, compiled=live.compiled))
    return live


def read_kept(folder: Path) -> Kept | None:
    """What was kept in a data folder; None if there is nothing that can be used."""
    body = _read(folder / FILE)
    if body is None:
        return None
    try:
        with kept_for_long():
            known, watchlists, asking, base = _Values(BytesIO(body)).load()
    except pickle.UnpicklingError as error:
        log.warning("not used", extra={"file": str(folder / FILE), "error": str(error)})
        return None
    return Kept(
        known={id: Checked(digest=digest, watchlist=watchlists[id]) for id, digest in known.items()},
        compiled=Compiled(watchlists=watchlists, asking=asking, snapshot=Snapshot(base=base)),
    )


def write_kept(folder: Path, kept: Kept) -> None:
    """Keep what was just compiled together, before an article was matched with it; a disk in trouble keeps nothing."""
    known = {id: one.digest for id, one in kept.known.items()}
    compiled = kept.compiled
    body = pickle.dumps((known, dict(compiled.watchlists), compiled.asking, compiled.snapshot.base), protocol=5)
    beside = folder / f".{FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_head(body) + body)
        beside.replace(folder / FILE)
    except OSError as error:
        log.warning("watchlists not kept for the next start", extra={"file": str(folder / FILE), "error": str(error)})
        with suppress(OSError):
            beside.unlink()


def _read(path: Path) -> bytes | None:
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
            own = _is_own(os.fstat(file.fileno()))
            found = file.read() if own else b""
    except OSError:
        return None
    if not own:
        log.warning("not used: others can write it; delete it", extra={"file": str(path)})
        return None
    head = len(_head(b""))
    return found[head:] if found[:head] == _head(found[head:]) else None


def _is_own(status: os.stat_result) -> bool:
    """Whether a file is one that only the user we run as can have written."""
    alien = hasattr(os, "geteuid") and status.st_uid != os.geteuid()
    return stat.S_ISREG(status.st_mode) and not alien and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _head(body: bytes) -> bytes:
    return _SIGN + _makers() + hashlib.sha256(body).digest()


@cache
def _makers() -> bytes:
    """A hash of all that decides what is read and compiled, apart from the watchlists."""
    found = hashlib.sha256(sys.version.encode())
    for path in _files():
        found.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.digest()


def _files() -> Iterator[Path]:
    for pattern in _MADE_BY:
        yield from sorted(path for path in _ROOT.glob(pattern) if path.is_file() and path.suffix != ".pyc")


class _Values(pickle.Unpickler):
    """Only what the matcher is made of."""

    def find_class(self, module: str, name: str) -> object:
        """A class of the matcher; raises UnpicklingError."""
        found = super().find_class(module, name) if module.startswith(_ROOMS) and "." not in name else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a matcher")
