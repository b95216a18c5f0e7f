"""Reading an answer's body without ever holding more than a bounded piece of it."""

import zlib
from collections.abc import Mapping
from types import MappingProxyType

RAW_LIMIT = 8 << 20  # bytes over the wire
LIMIT = 16 << 20  # bytes after decompression
RATIO = 200  # decoded over raw; news compresses 5 to 30 times
_STEP = 1 << 16
_SMALL = 1 << 16  # below this no ratio is suspicious


class BodyTrouble(Exception):
    """A body that is not taken; the text says why."""

    headers: Mapping[str, str] = MappingProxyType({})  # those of the answer, in lower case


class TooBig(BodyTrouble):
    """A body beyond the limits; the text says which."""


class Unreadable(BodyTrouble):
    """A body in an encoding that we did not ask for, or broken from its first bytes on; the text says how."""


class CappedReader:
    """Takes the raw pieces of one body, gives the decoded whole; raises as soon as a limit is passed."""

    def __init__(self, encoding: str, *, raw_limit: int = RAW_LIMIT, limit: int = LIMIT) -> None:
        names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
        if len(names) > 1 or names[:1] not in ([], ["gzip"], ["x-gzip"], ["deflate"]):
            raise Unreadable(f"encoded as {', '.join(names)[:40]}, which was not asked for")
        self._encoding = names[0] if names else ""
        self._inflater = zlib.decompressobj(31) if self._encoding.endswith("gzip") else None
        self._raw_limit, self._limit = raw_limit, limit
        self._raw = 0
        self._body = bytearray()

    @property
    def body(self) -> bytes:
        """What was read so far."""
        return bytes(self._body)

    @property
    def size(self) -> int:
        """How many bytes that is."""
        return len(self._body)

    @property
    def complete(self) -> bool:
        """Whether the body is whole, as far as its encoding can tell."""
        return self._inflater is None or self._inflater.eof

    def take(self, part: bytes) -> None:
        """Take the next raw piece."""
        self._raw += len(part)
        if self._raw > self._raw_limit:
            raise TooBig(f"sends more than {self._raw_limit >> 20} MB")
        if not self._encoding:
            self._body += part
        else:
            self._inflate(part)

    def _inflate(self, part: bytes) -> None:
        if self._inflater is None:  # deflate means zlib's format or, from some servers, none around it
            self._inflater = zlib.decompressobj(15 if part[:1] and part[0] & 0x0F == 8 else -15)
        while part and not self._inflater.eof:
            try:
                self._body += self._inflater.decompress(part, _STEP)
            except zlib.error as error:
                if not self._body:
                    raise Unreadable("the compressed body is broken") from error
                return
            if len(self._body) > self._limit:
                raise TooBig(f"unpacks to more than {self._limit >> 20} MB")
            part = self._inflater.unconsumed_tail
            if len(self._body) > _SMALL and len(self._body) > RATIO * (self._raw - len(part)):
                raise TooBig(f"unpacks to more than {RATIO} times its size")
