"""One configuration file after the other, and what is wrong with them."""

import hashlib
import pathlib
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from monitor.config.locate import Path, Places, locate
from monitor.config.problems import model_problems
from monitor.config.syntax import syntax_problems
from monitor.core.errors import Problem

M = TypeVar("M", bound=BaseModel)


@dataclass(kw_only=True)
class Document:
    """One file, read and parsed."""

    file: str
    text: str
    data: dict[str, Any]
    digest: str  # SHA-256 of the file

    @cached_property
    def places(self) -> Places:
        """Where its keys and values stand; looked for only once something is wrong (13 s for 100,000 entities)."""
        return locate(self.text)

    def problem(self, path: Path, message: str, *, of_key: bool = False, offset: int | None = None) -> Problem:
        """A problem at a key or value; `offset`: at this character of the string that the value is."""
        place = self.places.nearest(path, of_key=of_key)
        if offset is not None:
            place = self.places.within(path, offset) or place
        line, column = (place.line, place.column) if place else (1, 1)
        return Problem(file=self.file, line=line, column=column, message=message)


class Reader:
    """Reads the files of one folder and collects what is wrong with them."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def document(self, path: pathlib.Path, *, must_exist: bool = True) -> Document | None:
        file = self.name(path)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            if must_exist:
                what = "no such file; `monitor init DIR` writes commented starter files"
                self.problems.append(Problem(file=file, message=what))
            return None
        except OSError as error:
            self.problems.append(Problem(file=file, message=f"cannot be read: {error.strerror}"))
            return None
        if raw.startswith(b"\xef\xbb\xbf"):
            what = "begins with a byte order mark (Windows editors add it); harmless, ignored"
            self.warnings.append(Problem(file=file, line=1, column=1, message=what))
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8-sig").rpartition("\n")
            line, column = before[0].count("\n") + 1 + bool(before[1]), len(before[2]) + 1
            what = "is not UTF-8; save the file as UTF-8"
            self.problems.append(Problem(file=file, line=line, column=column, message=what))
            return None
        self.problems += _secrets(file, text)
        try:
            return Document(file=file, text=text, data=tomllib.loads(text), digest=hashlib.sha256(raw).hexdigest())
        except tomllib.TOMLDecodeError as error:
            self.problems += syntax_problems(file, text, error)
            return None

    def name(self, path: pathlib.Path) -> str:
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else str(path)

    def table(self, document: Document | None, model: type[M], kind: str) -> M | None:
        if document is None:
            return None
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            places = document.places
            self.problems += model_problems(error, file=document.file, places=places, kind=kind, model=model)
            return None


_SECRET = re.compile(r"xox[a-z]-\w|hooks\.slack\.com/|^\s*\"?password\"?\s*=", re.IGNORECASE | re.MULTILINE)


def _secrets(file: str, text: str) -> list[Problem]:
    what = 'a secret must not stand in a file; write its NAME (secret = "SMTP_PASSWORD") and put it in the environment'
    return [
        Problem(file=file, line=text.count("\n", 0, m.start()) + 1 + m[0].startswith("\n"), column=None, message=what)
        for m in _SECRET.finditer(text)
    ]
