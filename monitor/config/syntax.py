"""What makes a text no TOML, in words for whoever writes it."""

import re
import tomllib
import unicodedata

from monitor.core.errors import Problem

_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_CURLY = "“”„‟″‘’"
_GUILLEMETS = "«»"
_FOREIGN_VALUE = re.compile(rf"[^#\"']*=\s*\[?\s*(?P<quote>[{_CURLY}{_GUILLEMETS}])")
_QUOTES = '{} quotes ({}) are not understood here; use straight quotes: "…"'
_COMMAS = "،؛"
_UNSEEN = ("Cf", "Zs")  # Unicode: formats, separators
_CLOCK = re.compile(r"[^#\"']*=\s*\[?\s*(?P<clock>\d{1,2}:\d{2})")
_NO_KEY = "Invalid initial character for a key part"
_QUOTED_TWICE = "quotes within quotes"
_AFTER_VALUE = ("Unclosed array", "Expected newline or end of document after a statement")
_REASONS = {
    "Invalid value": 'there is no value here; write a text in "quotes", a number, true, false, or a list in [brackets]',
    "Unclosed array": "this list is not closed; write ] after its last value, and commas between them",
    _QUOTED_TWICE: "a text in quotes ends right before this: write « » for inner quotes, a comma between two texts",
    "Illegal character '\\n'": 'the text in quotes is not closed on this line; write " at its end',
    "Expected '=' after a key in a key/value pair": "an = is missing; write word = value",
    "Invalid statement": "a line begins with a word of the file in Latin letters and =, with a [section], or with #",
    "Expected newline or end of document after a statement": (
        "one value stands behind =, and nothing after it: a text in quotes, a day as 2027-02-01, several in [brackets]"
    ),
    "Unescaped '\\' in a string": 'a backslash in "quotes" begins a special sign; where none is meant, write two: \\\\',
    "Expected ']]' at the end of an array declaration": "this section is not closed; write ]] at its end",
    "Expected ']' at the end of a table declaration": "this section is not closed; write ] at its end",
    'Expected "\'"': "the text in quotes is not closed on this line; write ' at its end",
    "Expected \"'''\"": "this text is never closed; write ''' at its end",
    "Unterminated string": "the text in quotes is not closed; write at its end the quotes it begins with",
    "Unclosed inline table": (
        "a table in { } stands on one line, with commas between its parts and none behind the last; write } at its end"
    ),
    "Invalid date or datetime": "there is no such day; write one as 2027-02-01, without quotes",
    _NO_KEY: "the word before = or in [brackets] is written in Latin letters",
}
_OPENING = re.compile(r"""^[^#\n=]*=\s*(?P<mark>\[|\{|\"{3}|'{3}|"|')""", re.MULTILINE)
_LONG_QUOTES = ('"' * 3, "'" * 3)
_OPEN_TEXT = ("Unterminated string", "Expected \"'''\"")  # what stands in it may look like openings too
_TWICE = re.compile(r"Cannot (?:declare|mutate|overwrite|redefine)")


def syntax_problems(file: str, text: str, error: tomllib.TOMLDecodeError) -> list[Problem]:
    """Where reading stopped and why, and each further value in foreign quotes, the usual cause."""
    first = _syntax_problem(file, text, error)
    further = [
        Problem(file=file, line=line, column=found.start("quote") + 1, message=_quotes(found["quote"]))
        for line, written in enumerate(text.split("\n"), start=1)
        if first.line is not None and line > first.line and (found := _FOREIGN_VALUE.match(written)) is not None
    ]
    return [first, *further]


def _quotes(sign: str) -> str:
    return _QUOTES.format("curly" if sign in _CURLY else "Arabic", sign)


def _syntax_problem(file: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    match = _AT.search(str(error))
    reason = _AT.sub("", str(error)).strip()
    at_end = match is None or not match[1]
    line, column = _last_opening(text, reason) if match is None or at_end else (int(match[1]), int(match[2]))
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    found = _look_alike(written, column)
    if found is not None:
        return Problem(file=file, line=line, column=found[0] + 1, message=found[1])
    around = None if column is None or at_end else (written[: column - 1], written[column - 1 :])
    reason = _meant(reason, around, has_value=not _last_line(text).endswith("="))
    if _TWICE.match(reason):
        return Problem(file=file, line=line, column=1, message=_twice(written.strip()))
    return Problem(file=file, line=line, column=column, message=f"not valid TOML: {_REASONS.get(reason, reason)}")


def _meant(reason: str, around: tuple[str, str] | None, *, has_value: bool) -> str:
    """The reason that is meant.

    `around`: the line before and behind where reading stopped, None at the end of the file; `has_value`: whether the
    file ends in something else than =.
    """
    if around is None:
        return "Unclosed array" if reason == "Invalid value" and has_value else reason
    before, behind = around
    if reason in _AFTER_VALUE and before.endswith(("'", '"')) and behind[:1].isalpha():
        return _QUOTED_TWICE
    return "Unclosed inline table" if reason == _NO_KEY and not behind.strip("}] ") else reason


def _last_line(text: str) -> str:
    """The last line of a file that has something, without its comment."""
    return text.rstrip().rpartition("\n")[2].partition("#")[0].rstrip()


def _last_opening(text: str, reason: str) -> tuple[int, int | None]:
    """Where the value begins that is still open at the end of the document."""
    begin = max(map(text.rfind, _LONG_QUOTES)) if reason in _OPEN_TEXT else -1
    if begin < 0:
        *_, last = (None, *_OPENING.finditer(text))
        if last is None:
            return text.count("\n") + 1, None
        begin = last.start("mark")
    return text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin)


def _look_alike(written: str, column: int | None) -> tuple[int, str] | None:
    """(offset, sentence) of a sign of ordinary writing that TOML takes for something else."""
    at = written[column - 1 : column] if column is not None else ""
    if column is not None and at not in ("", " ") and unicodedata.category(at) in _UNSEEN:
        return column - 1, f"an invisible sign (U+{ord(at):04X}) stands here; delete it, or write the line anew"
    curly = next((i for i, c in enumerate(written) if c in _CURLY), None)
    if curly is not None:
        return curly, _quotes(written[curly])
    if (found := _FOREIGN_VALUE.match(written)) is not None:
        return found.start("quote"), _quotes(found["quote"])
    if column is not None and at and at in _COMMAS:
        return column - 1, f"an Arabic comma ({at}) is not understood here; write a plain one: ,"
    if (found := _CLOCK.match(written)) is not None:
        return found.start("clock"), f'write a time of day in quotes: "{found["clock"]}"'
    return None


def _twice(written: str) -> str:
    """What stands there a second time: a word, or a section."""
    if not written.startswith("["):
        word = written.partition("=")[0].strip()
        return f'"{word}" stands in this section already; keep one of the two'
    name = written.partition("]")[0].strip("[ ")
    if name == "channel":
        return "each channel has a section of its own: write its name into the brackets, [channel.NAME]"
    several = f", or, if there are several, write [[{name}]] with two brackets each time" if "." not in name else ""
    return f"the section {name} stands above already; put both into one{several}"
