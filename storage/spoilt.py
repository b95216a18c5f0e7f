"""What may have been spoilt on the disk: its row can be loaded, and closed; only its own value cannot be read."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Dialect, Integer
from sqlalchemy.types import TypeDecorator

from monitor.core.errors import SpoiltError

MENDS = "monitor run within the hour, or monitor poll, puts it right"


class Spoilt:
    """Stands for a value that is no JSON. Whoever uses it as one fails, as `storage.readable` expects."""


class SpoiltText(str):
    """Text of SQLite that holds bytes which are no UTF-8; they are U+FFFD here.

    A driver that refuses them stops the reading of all rows beside it.
    """


def text_of(value: bytes) -> str:
    """What SQLite's driver makes of text.

    >>> [type(text_of(value)).__name__ for value in ("خبر".encode(), bytes([216]))]
    ['str', 'SpoiltText']
    """
    try:
        return value.decode()
    except UnicodeDecodeError:
        return SpoiltText(value.decode(errors="replace"))


def legible(value: object) -> str:
    """A text to be shown, whatever stands in its place.

    >>> legible("desk"), legible(bytes([216, 216])), legible(7)
    ('desk', '\ufffd\ufffd', '7')
    """
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def sound(row: object, columns: Iterable[str]) -> None:
    """ValueError if one of these columns of a row was spoilt."""
    for column in columns:
        if isinstance(getattr(row, column), SpoiltText | bytes):
            raise ValueError(f"{column} holds bytes and no text")


class SpoilableJSON(TypeDecorator[Any]):
    """JSON of a table whose rows are loaded many at once: a bad one must stop no other."""

    impl = JSON
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], Any] | None:
        """As JSON does it, but for what is none."""
        read = super().result_processor(dialect, coltype)
        if read is None:
            return None

        def process(value: Any) -> Any:
            try:
                return Spoilt() if isinstance(value, SpoiltText) else read(value)
            except ValueError:
                return Spoilt()

        return process


class Count(TypeDecorator[int]):
    """A number of claims or failures, which its worker counts on from: what is none stops it, and so is mended."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        """The number itself; raises SpoiltError for what is none."""
        if value is None or type(value) is int:
            return value
        raise no_value("a number", value)


def is_date(written: bytes | None) -> bool:
    """Are these the bytes of a date as it is written into SQLite? Another spelling would not be compared rightly.

    >>> [is_date(one) for one in (b"2026-11-28 10:00:00.000000", b"2026-02-31 10:00:00", b"20261128", b"soon")]
    [True, False, False, False]
    >>> is_date(b"2026-11-28 10:00:00+03:00")
    False
    """
    if written is None:  # SQLite asks in whatever order it likes, also where nothing stands
        return False
    try:
        text = written.decode("ascii")
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo is None and text in (moment.isoformat(" ", "microseconds"), moment.isoformat(" ", "seconds"))


def no_value(what: str, value: object) -> SpoiltError:
    """The error about something that stands where another kind of value should."""
    return SpoiltError(f"{str(value)[:40]!r} stands where {what} should; {MENDS}")
