"""Where a TOML value stands: paths → line and column.

No TOML library for Python tells positions, so this scanner walks a document that `tomllib` has accepted already and
only notes where keys and values begin. A path is what leads to a value in the parsed document:
`("source", 0, "url")` is `url` of the first `[[source]]`.
"""

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line and a column, both from 1, the column in code points."""

    line: int
    column: int


@dataclass(slots=True, kw_only=True)
class Places:
    """Where every key and every value of one document begins."""

    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    text: str = ""
    offsets: dict[Path, int] = field(default_factory=dict)  # of values that are strings: where their quotes begin

    def nearest(self, path: Path, *, of_key: bool = False) -> Place | None:
        """The place of `path`, or of the nearest thing around it that stands in the document."""
        first, second = (self.keys, self.values) if of_key else (self.values, self.keys)
        while path:
            if (place := first.get(path) or second.get(path)) is not None:
                return place
            path = path[:-1]
        return None

    def within(self, path: Path, offset: int) -> Place | None:
        """The place of a character of the string at `path`; None if there is no string.

        >>> locate("a = 'xyz'").within(("a",), 2)
        Place(line=1, column=8)
        """
        if path not in self.offsets:
            return None
        at = character_of(self.text, self.offsets[path], offset)
        line_start = self.text.rfind("\n", 0, at) + 1
        return Place(line=self.text.count("\n", 0, at) + 1, column=at - line_start + 1)


def locate(text: str) -> Places:
    """Find where the keys and values of a valid TOML document stand.

    >>> locate('a = 1\\n[[b]]\\nc = ["x", "y"]').values[("b", 0, "c", 1)]
    Place(line=3, column=11)
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.places


_BARE_END = frozenset(" \t\r\n=.]}#,\"'")


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places(text=text)
        self.starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        self.line = 0  # index into starts; positions are asked for in rising order
        self.tables: dict[Path, int] = {}  # arrays of tables: path → index of the newest

    def place(self) -> Place:
        while self.line + 1 < len(self.starts) and self.starts[self.line + 1] <= self.at:
            self.line += 1
        return Place(line=self.line + 1, column=self.at - self.starts[self.line] + 1)

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def skip(self, *, newlines: bool) -> None:
        blank = " \t\r\n" if newlines else " \t"
        while (c := self.peek()) and (c in blank or c == "#"):
            if c == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
                if not newlines:
                    return
            else:
                self.at += 1

    def document(self) -> None:
        table: Path = ()
        self.skip(newlines=True)
        while self.peek():
            if self.peek() == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(newlines=True)

    def header(self) -> Path:
        place = self.place()
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        keys = [key for key, _ in self.dotted()]
        self.at += 2 if array else 1
        path: Path = ()
        for key in keys[:-1]:
            path = self.newest((*path, key))
        path = (*path, keys[-1])
        self.places.keys.setdefault(path, place)
        if array:
            self.tables[path] = self.tables.get(path, -1) + 1
            path = self.newest(path)
            self.places.keys[path] = place
        return path

    def newest(self, path: Path) -> Path:
        return (*path, self.tables[path]) if path in self.tables else path

    def dotted(self) -> list[tuple[str, Place]]:
        keys = []
        while True:
            self.skip(newlines=False)
            place = self.place()
            keys.append((self.key(), place))
            self.skip(newlines=False)
            if self.peek() != ".":
                return keys
            self.at += 1

    def key(self) -> str:
        start = self.at
        if self.peek() in "\"'":
            return _unquoted(self.string())
        while self.peek() and self.peek() not in _BARE_END:
            self.at += 1
        return self.text[start : self.at]

    def pair(self, table: Path) -> None:
        path = table
        for key, place in self.dotted():
            path = (*path, key)
            self.places.keys.setdefault(path, place)
        self.at += 1  # the equals sign
        self.skip(newlines=False)
        self.value(path)

    def value(self, path: Path) -> None:
        self.places.values[path] = self.place()
        c = self.peek()
        if c in "\"'":
            self.places.offsets[path] = self.at
            self.string()
        elif c == "[":
            self.array(path)
        elif c == "{":
            self.inline_table(path)
        else:
            while self.peek() and self.peek() not in ",]}#\n\r":
                self.at += 1

    def string(self) -> str:
        start, quote = self.at, self.peek()
        long = self.text.startswith(quote * 3, start)
        mark = quote * 3 if long else quote
        self.at += len(mark)
        while not self.text.startswith(mark, self.at):
            self.at += 2 if quote == '"' and self.peek() == "\\" else 1
        self.at += len(mark)
        while long and self.peek() == quote:  # up to two quotes may stand before the closing three
            self.at += 1
        return self.text[start : self.at]

    def array(self, path: Path) -> None:
        self.at += 1
        index = 0
        self.skip(newlines=True)
        while self.peek() != "]":
            self.value((*path, index))
            index += 1
            self.skip(newlines=True)
            if self.peek() == ",":
                self.at += 1
                self.skip(newlines=True)
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        self.skip(newlines=True)
        while self.peek() != "}":
            self.pair(path)
            self.skip(newlines=True)
            if self.peek() == ",":
                self.at += 1
                self.skip(newlines=True)
        self.at += 1


_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def _unquoted(source: str) -> str:
    """The key behind its quotes; a key is never a long string."""
    body = source[1:-1]
    if source[0] == "'" or "\\" not in body:
        return body
    out, i = [], 0
    while i < len(body):
        if body[i] != "\\":
            out.append(body[i])
            i += 1
            continue
        sign = body[i + 1]
        width = {"u": 4, "U": 8}.get(sign, 0)
        out.append(chr(int(body[i + 2 : i + 2 + width], 16)) if width else _ESCAPES.get(sign, sign))
        i += 2 + width
    return "".join(out)


_BACKSLASH_AT_LINE_END = re.compile(r"\\[ \t]*\r?\n\s*")


def character_of(text: str, start: int, offset: int) -> int:
    """Where character `offset` of the TOML string that begins at `start` stands in the document's text."""
    quote = text[start]
    long = text.startswith(quote * 3, start)
    at = start + (3 if long else 1)
    if long:
        at += 2 if text.startswith("\r\n", at) else 1 if text.startswith("\n", at) else 0
    escapes = quote == '"'
    for _ in range(offset):
        at = _past_gaps(text, at) if escapes and long else at
        at = _past_character(text, at, escapes=escapes)
    return _past_gaps(text, at) if escapes and long else at


def _past_gaps(text: str, at: int) -> int:
    """Past line ends that a backslash takes out of a long string."""
    while (gap := _BACKSLASH_AT_LINE_END.match(text, at)) is not None:
        at = gap.end()
    return at


def _past_character(text: str, at: int, *, escapes: bool) -> int:
    if not escapes or text[at : at + 1] != "\\":
        return min(at + 1, len(text))
    return at + {"u": 6, "U": 10, "x": 4}.get(text[at + 1 : at + 2], 2)
