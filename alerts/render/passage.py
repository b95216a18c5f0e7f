"""A sentence with its own direction, in pieces: what is marked, and what is foreign in a sentence of ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from alerts.render.bidi import direction_of
from alerts.render.clean import short_line

_LONGEST_LINE = 600
_LONGEST_FACT = 300
_FACT = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring characters of one kind."""

    text: str
    hit: bool = False  # marked
    island: bool = False  # foreign in a sentence of ours: its order must not touch the order around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Foreign text, or a sentence of ours, with its own direction."""

    runs: tuple[Run, ...]
    direction: str

    @property
    def text(self) -> str:
        """Without the marks."""
        return "".join(run.text for run in self.runs)


def passage_of(runs: tuple[Run, ...]) -> Passage:
    """Foreign text: it goes the way of most of its letters."""
    return Passage(runs=runs, direction=direction_of("".join(run.text for run in runs)))


def plain(text: str) -> Passage:
    """Foreign text without marks, on one line."""
    return passage_of((Run(text=short_line(text, _LONGEST_LINE)),))


def filled(sentence: str, facts: Mapping[str, str], direction: str) -> Passage:
    """A sentence of ours, its {names} filled with facts, or with themselves: {monitor check}. It goes our way always.

    >>> [run.text for run in filled("the channel {channel}", {"channel": "desk"}, "ltr").runs]
    ['the channel ', 'desk']
    """
    runs: list[Run] = []
    at = 0
    for found in _FACT.finditer(sentence):
        runs.append(Run(text=sentence[at : found.start()]))
        runs.append(Run(text=short_line(facts.get(found[1], found[1]), _LONGEST_FACT), island=True))
        at = found.end()
    runs.append(Run(text=sentence[at:]))
    return Passage(runs=tuple(run for run in runs if run.text), direction=direction)


def names_in(sentence: str) -> list[str]:
    """The names of the facts that a sentence wants.

    >>> names_in("{error}, see {monitor outbox list}")
    ['error']
    """
    return [name for name in _FACT.findall(sentence) if name.isidentifier()]
