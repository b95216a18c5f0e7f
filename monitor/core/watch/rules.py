"""Why a mention is one, in words: term → surface: clitics and inflection; spelling."""

import re
from collections.abc import Sequence

from monitor.core.arabic.fold import spelling_notes
from monitor.core.arabic.stems import PERFECT, TANWEEN
from monitor.core.arabic.tokens import Token
from monitor.core.watch.patterns import Pattern
from monitor.core.watch.reading import Reading, Reads

_ARTICLE = "ال"
_DERIVED = "derived"
_HAMZA = re.compile("[أإآؤئء]")
_ANY = "ء"  # in a stem: the others depend on what follows (أبناء, أبنائهم)


def rule(pattern: Pattern, surface: str, readings: Sequence[Reading]) -> str:
    """The explanation of a mention.

    `تطرف → والتطرّف: و + ال + تطرف; written with tashkeel`
    """
    path = readings[0].path if len(readings) == 1 else " ‖ ".join([reading.path for reading in readings])
    why, notes = f"{_head(pattern)} → {surface}: {path}", _notes(surface, readings)
    return "; ".join((why, *notes)) if notes else why


def family_rule(pattern: Pattern, met: Sequence[tuple[Token, Reading]]) -> str:
    """The explanation of a family name that stands alone."""
    surface, path = " ".join(one.surface for one, _ in met), " ‖ ".join(reading.path for _, reading in met)
    why = "family name, the full name stands in this article"
    notes = _notes(surface, [reading for _, reading in met])
    return "; ".join((f"{_head(pattern)} → {surface}: {path}", why, *notes))


def _notes(surface: str, readings: Sequence[Reading]) -> tuple[str, ...]:
    """How a text spells a word, where it spells it in another way: التفائل, where the term is تفاؤل."""
    notes = spelling_notes(surface)
    met = _HAMZA.findall(surface)
    if not met or surface.count(" ") + 1 != len(readings):  # others stand between
        return notes
    own = _HAMZA.findall("".join([reading.stem.written for reading in readings]))
    if met == own or len(met) != len(own) or all(one in (other, _ANY) for one, other in zip(own, met, strict=True)):
        return notes
    return (*notes, "with another hamza")


def parts(reading: Reading, *, derived: bool = False) -> str:
    """One word taken apart: `و + ب + ال + أسلحة (broken plural)`; `derived`: the stem is of a derived word."""
    split, stem = reading.split, _stem(reading, derived=derived)
    if not (split.proclitics or split.article or split.pronoun or reading.reads is Reads.VERBATIM):
        return stem
    pieces = [*split.proclitics, *([_ARTICLE] if split.article else []), stem]
    if split.pronoun:
        pieces.append(split.pronoun)
    note = "as written" if reading.reads is Reads.VERBATIM and len(pieces) == 1 else ""
    return " + ".join(pieces) + (f" ({note})" if note else "")


def _stem(reading: Reading, *, derived: bool) -> str:
    """The stem and its inflection; what two did, كشفا, is written as the noun in tanween, and noted once."""
    written, note = reading.stem.written, reading.stem.note
    if reading.reads is Reads.NOUN and note == PERFECT and written.endswith("ا"):
        note = TANWEEN
    notes = ", ".join(filter(None, (_DERIVED if derived else "", note)))
    return f"{written} ({notes})" if notes else written


def _head(pattern: Pattern) -> str:
    return pattern.term if pattern.alias is None else f"{pattern.term} (alias {pattern.alias})"
