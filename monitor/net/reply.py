"""What a process that reads documents answers, taken for what was asked for and for nothing else.

A document may have taken the process over: so its answer is JSON, in which nothing names a class or a function. It
becomes a value of the type that the function is annotated to give, and is given up at the first thing that is none.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from monitor.core.errors import PermanentError, TemporaryError, WorkError
from monitor.net.reader import LIMIT
from monitor.net.reading import TROUBLE, VALUE, Trouble

T = TypeVar("T")
LARGEST = LIMIT  # bytes of an answer: no more than a document may have
_MOST_SIGNS = 1_000_000  # of JSON in an answer: 2,000 entries with 50 tags each have 400,000
_LONGEST = 500  # characters of a reason
_WRITTEN_AS: Mapping[type, type] = {str: str, int: int, bool: bool, datetime: str, timedelta: float}

Make = Callable[[Any], Any]


class NotAnAnswer(Exception):
    """A process said something else than what it was asked for."""


def read_reply(kind: bytes, content: bytes, function: Callable[..., T]) -> T | Trouble:
    """What came of a call of `function`; raises NotAnAnswer."""
    if kind not in (VALUE, TROUBLE) or sum(map(content.count, (b"[", b"{", b",", b'"'))) > _MOST_SIGNS:
        raise NotAnAnswer("not an answer")
    make = _maker(Trouble) if kind == TROUBLE else _maker_of(function)
    try:
        return cast(T | Trouble, make(json.loads(content)))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise NotAnAnswer(f"not an answer ({type(error).__name__})") from error


def error_of(trouble: Trouble, subject: str) -> WorkError:
    """The trouble as an error about `subject`."""
    reason = trouble.reason[:_LONGEST]
    return (TemporaryError if trouble.temporary else PermanentError)(subject, reason, kind=trouble.kind)


@cache
def _maker_of(function: Callable[..., object]) -> Make:
    return _maker(get_type_hints(function)["return"])


@cache
def _maker(kind: Any) -> Make:
    """What makes values of a type out of JSON; raises TypeError for a type that no answer has."""
    if kind in _WRITTEN_AS:
        return _plain(kind, _WRITTEN_AS[kind])
    if get_origin(kind) is UnionType:
        (one,) = (_maker(part) for part in get_args(kind) if part is not NoneType)
        return lambda value: None if value is None else one(value)
    if get_origin(kind) in (list, tuple):
        return _series(kind)
    if issubclass(kind, StrEnum):
        return lambda value: kind(value)
    if is_dataclass(kind):
        return _fields(kind)
    raise TypeError(f"{kind} is nothing that an answer can be")


def _plain(kind: type, written_as: type) -> Make:
    makers: dict[type, Make] = {str: _text, datetime: _moment, timedelta: lambda value: timedelta(seconds=value)}
    make = makers.get(kind, lambda value: value)

    def made(value: Any) -> Any:
        if type(value) is not written_as:
            raise TypeError(written_as)
        return make(value)

    return made


def _text(value: str) -> str:
    value.encode()  # raises ValueError for half a character: no database takes it
    return value


def _moment(value: str) -> datetime:
    """A moment that can be compared with others, and a day taken off it or added."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None or not MINYEAR < moment.year < MAXYEAR:
        raise ValueError(value)
    return moment


def _series(kind: Any) -> Make:
    whole, parts = get_origin(kind), get_args(kind)
    if whole is list or parts[-1] is Ellipsis:
        every = _maker(parts[0])
        return lambda value: whole(map(every, _list(value)))
    each = [_maker(part) for part in parts]
    return lambda value: tuple(make(one) for make, one in zip(each, _list(value), strict=True))


def _fields(kind: Any) -> Make:
    hints = get_type_hints(kind)
    makers = [(field.name, _maker(hints[field.name])) for field in fields(kind)]

    def made(value: Any) -> Any:
        if type(value) is not dict:
            raise TypeError(kind)
        return kind(**{name: make(value[name]) for name, make in makers})

    return made


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise TypeError(list)
    return value
