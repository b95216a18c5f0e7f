"""What may have been spoilt on the disk: its row can be loaded, and closed; only its own value cannot be read."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator


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
