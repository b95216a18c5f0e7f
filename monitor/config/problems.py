"""From what a parser or pydantic complains about to one sentence an analyst can act on, at its place."""

import re
import tomllib
from collections.abc import Collection
from typing import Any

from pydantic import BaseModel, ValidationError

from monitor.config.locate import Path, Places
from monitor.config.schema import LATER
from monitor.core.errors import Problem
from monitor.core.hints import did_you_mean

_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_CURLY = "“”„‟″‘’"
_CURLY_VALUE = re.compile(rf"[^#\"']*=\s*\[?\s*(?P<quote>[{_CURLY}])")
_CURLY_QUOTES = 'curly quotes ({}) are not understood here; use straight quotes: "…"'


def syntax_problems(file: str, text: str, error: tomllib.TOMLDecodeError) -> list[Problem]:
    """What makes a text no TOML: where reading stopped, and each further value in curly quotes, the usual cause."""
    first = _syntax_problem(file, text, error)
    further = [
        Problem(file=file, line=line, column=found.start("quote") + 1, message=_CURLY_QUOTES.format(found["quote"]))
        for line, written in enumerate(text.split("\n"), start=1)
        if first.line is not None and line > first.line and (found := _CURLY_VALUE.match(written)) is not None
    ]
    return [first, *further]


def _syntax_problem(file: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    match = _AT.search(str(error))
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (text.count("\n") + 1, None)
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    curly = next((i for i, c in enumerate(written) if c in _CURLY), None)
    if curly is not None:
        return Problem(file=file, line=line, column=curly + 1, message=_CURLY_QUOTES.format(written[curly]))
    reason = _AT.sub("", str(error)).strip()
    if reason == "Invalid value":
        reason = 'there is no value here; write a text in "quotes", a number, true, false, or a list in [brackets]'
    return Problem(file=file, line=line, column=column, message=f"not valid TOML: {reason}")


def model_problems(
    error: ValidationError, *, file: str, places: Places, kind: str, model: type[BaseModel], base: Path = ()
) -> list[Problem]:
    """Every complaint of pydantic, each at the key or value it is about."""
    problems = []
    # a misspelt word comes before the word that is missing because of it
    for complaint in sorted(error.errors(), key=lambda complaint: complaint["type"] != "extra_forbidden"):
        path: Path = (*base, *complaint["loc"])
        unknown = complaint["type"] == "extra_forbidden"
        missing = complaint["type"] == "missing"
        place = places.nearest(path, of_key=unknown)
        message = _sentence(complaint, path, kind, _words(model, complaint["loc"]))
        if missing and place is None:
            place = places.nearest(path[:-1])
        problems.append(
            Problem(file=file, line=place.line if place else 1, column=place.column if place else None, message=message)
        )
    return problems


def _sentence(complaint: Any, path: Path, kind: str, known: Collection[str]) -> str:
    word = str(path[-1])
    if complaint["type"] == "extra_forbidden":
        if word in LATER.get(kind, ()):
            return f'"{word}" is not yet available in this version; take it out'
        return f'unknown word "{word}"{did_you_mean(word, known)}'
    if complaint["type"] == "missing":
        if word == "until" and path[0] == "mute":
            return "a mute always ends: write until = 2026-12-31"
        return f'"{word}" is missing; it must be given here'
    if complaint["type"] == "literal_error":
        return _choice(word, complaint)
    reason = complaint["msg"].removeprefix("Value error, ")
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
    return f'"{name}": {reason[0].lower()}{reason[1:]}'


def _choice(word: str, complaint: Any) -> str:
    given, expected = complaint["input"], complaint["ctx"]["expected"]
    hint = did_you_mean(str(given), re.findall(r"'([^']*)'", expected))
    return f'"{word}" must be {expected}, not {given!r}{hint}'


def _words(model: type[BaseModel], loc: tuple[int | str, ...]) -> Collection[str]:
    """The words known where `loc` points, for "did you mean"."""
    current: Any = model
    for part in loc[:-1]:
        if isinstance(part, str) and isinstance(current, type) and issubclass(current, BaseModel):
            found = current.model_fields.get(part)
            current = _table(found.annotation) if found is not None else None
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return ()
    return [field.alias or name for name, field in current.model_fields.items()]


def _table(annotation: Any) -> Any:
    """The table behind an annotation such as list[SourceTable]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _table(inner)) is not None:
            return found
    return None
