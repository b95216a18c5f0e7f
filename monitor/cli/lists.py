"""A published list as a file: packed or not, XML or JSON lines; what it is instead is said in one sentence."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from monitor.core.errors import PermanentError

_GZIP = b"\x1f\x8b"
_PACKED = {b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
_MARKS = b"\xef\xbb\xbf\xff\xfe \r\n\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4_096  # bytes that tell what a file is
_READ = "entities.ftm.json of OpenSanctions and the XML of the UN can"


@contextmanager
def opened(file: Path) -> Iterator[tuple[BinaryIO, bool]]:
    """A list's file to read, and whether it is XML; raises PermanentError for what is no list that can be read."""
    with file.open("rb") as raw:
        packed = raw.peek(len(_GZIP)).startswith(_GZIP)
        try:
            with io.BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw as stream:
                head = stream.peek(_HEAD)[:_HEAD]
                is_xml = head.replace(b"\0", b"").lstrip(_MARKS).startswith(b"<")
                if not is_xml and (what := _no_list(head)) is not None:
                    raise PermanentError(str(file), what)
                yield stream, is_xml
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise PermanentError(str(file), "is a .gz that is broken or cut off: fetch it again") from error


def _no_list(head: bytes) -> str | None:
    """What a file is that holds no JSON lines, and what to do; None for one that may.

    >>> _no_list(b"id,name\\nQ1,Ali Saleh\\n")
    'is no JSON lines and no XML: entities.ftm.json of OpenSanctions and the XML of the UN can be read'
    >>> _no_list(b'{"id": "Q1"}') is None
    True
    """
    for magic, name in _PACKED.items():
        if head.startswith(magic):
            return f"is packed with {name}: unpack it first (only .gz is read as it is)"
    text = head.lstrip(_MARKS)
    first, _, more = text.partition(b"\n")
    told = (
        (head.startswith(_UTF16), "is UTF-16: save the file as UTF-8"),
        (text.startswith(b"["), "is one JSON array: write one entity a line, as `jq -c '.[]'` does"),
        (first.strip() == b"{" and more, "is JSON over several lines: write one entity a line, as `jq -c .` does"),
        (text and not text.startswith(b"{"), f"is no JSON lines and no XML: {_READ} be read"),
    )
    return next((what for is_so, what in told if is_so), None)
