"""What can go wrong, named by what we then do.

MonitorError
├── ConfigError(problems)          stop before the start; exit 2
├── WorkError(subject, reason)     this piece failed, the others go on
│   ├── TemporaryError             again later
│   └── PermanentError             not until somebody changes something
└── StorageError                   end this round, keep everything
    └── SpoiltError                put right what was spoilt, then the round again
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from monitor.core.plain import inert
from monitor.core.source_state import SourceState


class MonitorError(Exception):
    """Everything this program raises on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a configuration file: where, what, and what to do about it."""

    file: str
    line: int | None = None  # from 1
    column: int | None = None  # from 1, in code points
    message: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.message}"


class ConfigError(MonitorError):
    """The configuration cannot be used; carries every problem found, file by file in the order of the lines.

    Also the warnings that were met on the way.
    """

    def __init__(self, problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> None:
        self.problems = in_order(problems)
        self.warnings = in_order(warnings)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """File by file in the order of the lines."""
    files = list(dict.fromkeys(problem.file for problem in problems))
    return tuple(sorted(problems, key=lambda one: (files.index(one.file), one.line or 0, one.column or 0)))


class WorkError(MonitorError):
    """One piece of work failed; `str()` is one sentence: about what, and why.

    `kind`: what it says about the source that was asked, where it says anything. Far ends have their words in the
    reason: it is shown in terminals, so nothing in it is obeyed there.
    """

    def __init__(self, subject: str, reason: str, *, kind: SourceState | None = None) -> None:
        reason = inert(" ".join(reason.split()))
        super().__init__(f"{subject}: {reason}")
        self.subject = subject
        self.reason = reason
        self.kind = kind

    def about(self, subject: str) -> Self:
        """The same error about another subject."""
        again = copy(self)
        again.subject, again.args = subject, (f"{subject}: {self.reason}",)
        return again

    def __reduce__(self) -> tuple[object, ...]:
        # pickled on the way out of a worker process: by its two arguments, not by the one sentence made of them
        return type(self), (self.subject, self.reason), self.__dict__


class TemporaryError(WorkError):
    """Worth trying again later: time-outs, 408, 425, 429, 5xx, SMTP 4xx."""

    def __init__(
        self,
        subject: str,
        reason: str,
        *,
        retry_after: timedelta | None = None,
        pause: bool = False,
        refused: bool = False,
        kind: SourceState | None = None,
    ) -> None:
        """`retry_after`: the far end's wish. `pause`: the trouble is the whole channel's or host's, not this item's.

        `refused`: it was not taken, the far end said so or was never reached: another try cannot be a second one.
        """
        super().__init__(subject, reason, kind=kind)
        self.retry_after = retry_after
        self.pause = pause
        self.refused = refused


class PermanentError(WorkError):
    """Not until somebody changes something: 410, not a feed, SMTP 5xx.

    `whole`: the channel itself is at fault (a wrong password, a revoked token), so nothing else that waits for it is
    to be given up.
    """

    def __init__(self, subject: str, reason: str, *, whole: bool = False, kind: SourceState | None = None) -> None:
        super().__init__(subject, reason, kind=kind)
        self.whole = whole


class StorageError(MonitorError):
    """The database cannot be used now; one sentence: what, where, what to do."""


class SpoiltError(StorageError):
    """A date or a count in the database is none; whoever mends the database can go on."""
