"""What a token of a text was recognised as."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from monitor.core.arabic.particles import Split
from monitor.core.arabic.stems import Stem


class Reads(IntEnum):
    """As what a token was read."""

    NOUN = 1
    VERB = 2
    NAME = 3
    VERBATIM = 4
    PART = 5  # of a name of several words: «بنصر الله», where بنصر alone is a finger


class Reading(NamedTuple):
    """One way in which a token is a word of the vocabulary."""

    word: int
    reads: Reads
    stem: Stem
    split: Split
    doubts: tuple[Callable[..., bool], ...] = ()  # (Around, Reading) → whether the neighbours rule it out (context.py)
    path: str = ""  # the word taken apart, as an explanation shows it (rules.py)

    @property
    def plain(self) -> bool:
        """Whether nothing but an article and a pronoun is attached, as inside a phrase."""
        return not self.split.proclitics
