"""JSON that may have been spoilt on the disk: its row can be loaded, and closed; only its own value cannot be read."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator


class Spoilt:
    """Stands for a value that is no JSON. Whoever uses it as one fails, as `storage.readable` expects."""


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
                return read(value)
            except ValueError:
                return Spoilt()

        return process
