"""Adding sources to sources.toml: text is appended, so that every comment of the analyst stays."""

import os
import re
import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from monitor.config.load import load
from monitor.core.errors import ConfigError, PermanentError
from monitor.core.model.source import Source
from monitor.core.urls import host_of

_DULL = frozenset({"feeds", "feed", "rss", "news", "www", "ar", "arabic", "com", "net", "org", "co", "gov", "edu"})
_NUMBERS = re.compile(r"[0-9.]+|\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*\]?")  # an address without a name
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def new_id(url: str, taken: Collection[str]) -> str:
    """A short id for a source that no other has.

    >>> new_id("https://feeds.example.com/rss", {"example"})
    'example-2'
    >>> new_id("http://192.0.2.7/rss", ())
    '192-0-2-7'
    """
    host = host_of(url)
    named = [] if _NUMBERS.fullmatch(host) else host.split(".")[:-1]
    labels = [label for label in named if label not in _DULL] or [host or "source"]
    base = re.sub(r"[^A-Za-z0-9-]+", "-", labels[-1]).strip("-")[:40] or "source"
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def block(source: Source) -> str:
    """A source as analysts write it.

    >>> block(Source(id="a", name="A", url="https://a.example/rss")).split("\\n")[1:3]
    ['[[source]]', 'id   = "a"']
    """
    lines = ["", "[[source]]", f"id   = {_quoted(source.id)}", f"name = {_quoted(source.name)}"]
    lines.append(f"url  = {_quoted(source.url)}")
    if source.type != "feed":
        lines.append(f"type = {_quoted(source.type.value)}")
    if source.section:
        names = ", ".join(map(_quoted, source.section))
        lines.append(f"section = {names if len(source.section) == 1 else f'[{names}]'}")
    return "\n".join([*lines, ""])


def append_sources(folder: Path, sources: Sequence[Source]) -> None:
    """Write sources to the end of `sources.toml`; the file stays as it was if the result would not load.

    Raises ConfigError if it would not, PermanentError if the file cannot be written.
    """
    path = (folder / "sources.toml").resolve()
    try:
        before = path.read_bytes()
        newline = b"" if before.endswith(b"\n") or not before else b"\n"
        _replace(path, before + newline + "".join(map(block, sources)).encode())
    except OSError as error:
        what = f"cannot be written: {error.strerror}; add this to it yourself:\n{''.join(map(block, sources))}"
        raise PermanentError(str(path), what) from error
    try:
        load(folder, examples=False)
    except ConfigError:
        _replace(path, before)
        raise


def _replace(path: Path, content: bytes) -> None:
    """All or nothing: a daemon that reads meanwhile sees the old file or the new one."""
    mode = path.stat().st_mode & 0o777
    handle, name = tempfile.mkstemp(prefix=".sources-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _quoted(text: str) -> str:
    """A TOML basic string, in which what commands a terminal or turns a line is written as its number.

    >>> _quoted("https://a.example/\\u202erss")
    '"https://a.example/\\\\u202Erss"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'
