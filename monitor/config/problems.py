"""From what pydantic complains about to one sentence an analyst can act on, at its place."""

import re
from collections.abc import Collection
from typing import Any

from pydantic import BaseModel, ValidationError

from monitor.config.locate import Path, Places
from monitor.config.schema import LATER
from monitor.core.errors import Problem
from monitor.core.hints import did_you_mean

_SAID = {
    "string_type": 'write a text in "quotes"',
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    **dict.fromkeys(("float_type", "float_parsing"), "write a number without quotes, such as 2"),
    "finite_number": "write a number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "list_type": "write a list in [brackets]",
    "tuple_type": "write a list in [brackets]",
    "too_short": "is empty; name at least one",
    "string_too_short": "must not be empty",
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        "write a day without quotes, such as 2027-02-01",
    ),
}
"""What pydantic says in words of programmers, by its kind of complaint."""
_BOUNDS = {
    "greater_than": ("gt", "must be more than {}"),
    "greater_than_equal": ("ge", "must be {} or more"),
    "less_than": ("lt", "must be less than {}"),
    "less_than_equal": ("le", "must be {} or less"),
}
"""The same of numbers out of bounds: where the bound stands, and the sentence."""
_QUOTED = re.compile(r'"(\w+)" ')
_OF_WORDS = ("terms", "needs", "not")
"""Lists of words and phrases; others that hold tables are written [[so]]."""
_ELSEWHERE = dict.fromkeys(("keywords", "keyword", "words", "phrases", "patterns"), "terms")
"""How other tools call what a file calls otherwise."""


def model_problems(
    error: ValidationError,
    *,
    file: str,
    places: Places,
    kind: str,
    model: type[BaseModel],
    base: Path = (),
    top: type[BaseModel] | None = None,
) -> list[Problem]:
    """Every complaint of pydantic, each at the key or value it is about. `top`: the model of the whole file."""
    problems = []
    complaints = error.errors()
    bad = {complaint["loc"] for complaint in complaints}
    # a misspelt word comes before the word that is missing because of it
    for complaint in sorted(complaints, key=lambda complaint: complaint["type"] != "extra_forbidden"):
        if complaint["type"] == "too_short" and any(len(loc) > len(complaint["loc"]) for loc in bad):
            continue  # a list of which nothing was right is not empty
        path: Path = (*base, *complaint["loc"])
        unknown = complaint["type"] == "extra_forbidden"
        missing = complaint["type"] == "missing"
        message = _sentence(complaint, path, kind, model, top or model)
        place = places.nearest(_about(complaint, path, message, places), of_key=unknown)
        if missing and place is None:
            place = places.nearest(path[:-1])
        problems.append(
            Problem(file=file, line=place.line if place else 1, column=place.column if place else None, message=message)
        )
    return problems


def _about(complaint: Any, path: Path, message: str, places: Places) -> Path:
    """The word of a table that a complaint about the whole table begins with, if it stands there."""
    named = _QUOTED.match(message) if isinstance(complaint["input"], dict) else None
    word = (*path, named[1]) if named is not None else path
    return word if word in places.keys else path


def _sentence(complaint: Any, path: Path, kind: str, model: type[BaseModel], top: type[BaseModel]) -> str:
    word, what = str(path[-1]), complaint["type"]
    if what == "extra_forbidden":
        return _unknown(word, path, kind, _words(model, complaint["loc"]), top)
    if what == "missing":
        until = word == "until" and path[0] == "mute"
        return (
            "a mute always ends: write until = 2026-12-31" if until else f'"{word}" is missing; it must be given here'
        )
    if what in ("literal_error", "enum"):
        return _choice(word, complaint)
    return _brackets(complaint, path, _words(model, (*complaint["loc"], ""))) or _reason(complaint, path)


def _unknown(word: str, path: Path, kind: str, known: Collection[str], top: type[BaseModel]) -> str:
    if word in LATER.get(kind, ()):
        return f'"{word}" is not yet available in this version; take it out'
    hint = did_you_mean(_ELSEWHERE[word] if _ELSEWHERE.get(word) in known else word, known)
    if not hint and len(path) > 1 and word in _names(top):
        return f'"{word}" belongs to the top of the file, before the first [section]'
    return f'unknown word "{word}"{hint}'


def _brackets(complaint: Any, path: Path, words: Collection[str]) -> str | None:
    """A table that is written in another way than the file wants it."""
    word, what = path[-1], complaint["type"]
    of_words = _OF_WORDS.count(word if isinstance(word, str) else path[-2]) > 0
    if what == "list_type" and isinstance(complaint["input"], dict):
        return f"write [[{word}]] with two brackets each time: there can be several"
    if what == "list_type" and words and not of_words:
        return f"write [[{word}]] on a line of its own, and below it {_lines(words)}"
    if what not in ("dict_type", "model_type"):
        return None
    if isinstance(word, int):
        own = f"write [[{path[-2]}]] on a line of its own, and below it {_lines(words)}"
        return f'"{path[-2]}": write each word or phrase in "quotes"' if of_words else own
    if path[0] == "channel":
        return "write the channel's name into the brackets: [channel.NAME]"
    inside = ", ".join(f"{name} = …" for name in words) or "…"
    return f'"{word}": write a table in braces: {word} = {{ {inside} }}'


def _lines(words: Collection[str]) -> str:
    """The first of the words of a table, as lines to write.

    >>> _lines(["name", "query", "weight"])
    'name = …, query = … and so on'
    """
    first = list(words)[:2]
    return ", ".join(f"{word} = …" for word in first) + (" and so on" if len(words) > len(first) else "")


def _reason(complaint: Any, path: Path) -> str:
    said = complaint["msg"].removeprefix("Value error, ")
    if isinstance(complaint["input"], dict) and said != complaint["msg"]:
        return str(said)  # about a whole table: it names its words itself
    reason = _bound(complaint) or _SAID.get(complaint["type"], said)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
    return f'"{name}"{"" if reason.startswith(("is ", "must ")) else ":"} {reason[0].lower()}{reason[1:]}'


def _bound(complaint: Any) -> str | None:
    """Between which numbers one must be; a length of time says its own."""
    where, sentence = _BOUNDS.get(complaint["type"], ("", ""))
    bound = complaint.get("ctx", {}).get(where)
    return sentence.format(f"{bound:,g}") if isinstance(bound, int | float) else None


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
    return _names(current)


def _names(model: Any) -> Collection[str]:
    """The words of a table; none if it is no table of ours."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return ()
    return [field.alias or name for name, field in model.model_fields.items()]


def _table(annotation: Any) -> Any:
    """The table behind an annotation such as list[SourceTable]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _table(inner)) is not None:
            return found
    return None
