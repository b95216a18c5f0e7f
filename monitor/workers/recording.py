"""A recording on disk: `recording.json`, `entries.jsonl` in the order of storing, `pages/` by the hash of each body."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.core.errors import PermanentError
from monitor.core.model.recording import RecordedEntry, RecordedPage
from monitor.core.recording import FORMAT, parse_recorded, recorded_line
from storage.recording import KeptEntry

_HEAD, _ENTRIES = "recording.json", "entries.jsonl"
_LARGEST = 1 << 26  # bytes of an unpacked page: several times what is ever fetched

OnProblem = Callable[[str], None]  # one sentence: what is damaged, and what becomes of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a recording came to hold."""

    entries: int
    pages: int
    lost: int  # pages that are not kept any more


def write_recording(
    folder: Path, kept: Iterable[KeptEntry], since: datetime, until: datetime, on_entry: Callable[[int], None]
) -> Written:
    """Write a recording into a new folder; raises PermanentError. `on_entry`: told how many are written.

    The head comes last: a folder without it is no recording.
    """
    entries = pages = lost = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise PermanentError(str(folder), "is not empty; name a new folder")
        with (folder / _ENTRIES).open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as lines:
            for one in kept:
                lines.write(recorded_line(one.recorded) + "\n")
                if one.recorded.page is not None and one.body is not None:
                    _write_page(folder, one.recorded.page, one.body)
                    pages += 1
                entries, lost = entries + 1, lost + one.lost
                on_entry(entries)
        head = {"format": FORMAT, "since": since.isoformat(), "until": until.isoformat(), "entries": entries}
        (folder / _HEAD).write_text(json.dumps(head) + "\n", encoding="utf-8")
    except OSError as error:
        raise PermanentError(str(folder), f"cannot be written ({error.strerror or error})") from error
    return Written(entries=entries, pages=pages, lost=lost)


def _write_page(folder: Path, page: RecordedPage, body: bytes) -> None:
    path = _place(folder, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body, 6, mtime=0))


def _place(folder: Path, page: RecordedPage) -> Path:
    return folder / "pages" / page.sha256[:2] / f"{page.sha256}.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording that was opened."""

    folder: Path
    since: datetime
    until: datetime
    entries: int

    def read_entries(self, on_problem: OnProblem) -> Iterator[RecordedEntry]:
        """Its entries in the order of their reading; a line that cannot be read is told and left out."""
        path = self.folder / _ENTRIES
        with path.open(encoding="utf-8", errors="surrogateescape") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield parse_recorded(line)
                except ValueError as error:
                    on_problem(f"{path}:{number}: {error}; this entry is left out")

    def read_page(self, page: RecordedPage) -> bytes:
        """The body of a page; raises PermanentError if it is not there or not what was recorded."""
        path = _place(self.folder, page)
        try:
            with gzip.open(path) as packed:
                body = packed.read(_LARGEST + 1)
        except FileNotFoundError as error:
            raise PermanentError(str(path), "is missing") from error
        except (OSError, EOFError, zlib.error) as error:
            raise PermanentError(str(path), f"is damaged ({error})") from error
        if len(body) > _LARGEST:
            raise PermanentError(str(path), "is damaged (it is larger than any page)")
        if hashlib.sha256(body).hexdigest() != page.sha256:
            raise PermanentError(str(path), "is damaged (it is not what was recorded)")
        return body


def open_recording(folder: Path) -> Recording:
    """The recording in a folder; raises PermanentError, saying what is wrong with it and what to do."""
    if not folder.is_dir():
        raise PermanentError(str(folder), "there is no such folder; `monitor record DIR` makes a recording")
    try:
        head = json.loads((folder / _HEAD).read_text(encoding="utf-8"))
        if head["format"] > FORMAT:
            raise PermanentError(str(folder), "was recorded by a newer version of this program")
        since, until = (datetime.fromisoformat(head[name]) for name in ("since", "until"))
        recording = Recording(folder=folder, since=since, until=until, entries=int(head["entries"]))
    except FileNotFoundError as error:
        what = f"holds no recording ({_HEAD} is missing); `monitor record DIR` makes one"
        raise PermanentError(str(folder), what) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PermanentError(str(folder / _HEAD), f"cannot be read ({type(error).__name__}: {error})") from error
    if not (folder / _ENTRIES).is_file():
        raise PermanentError(str(folder), f"holds no entries ({_ENTRIES} is missing)")
    return recording
