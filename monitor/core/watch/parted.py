"""What is found nowhere, or hardly, since no article writes it so: signs that part words, brackets, markup."""

import re
from collections.abc import Iterator

from monitor.core.arabic.fold import clean
from monitor.core.arabic.tokens import PLAIN, is_break, surfaces
from monitor.core.model.watchlist import Entity, EntityKind, Term

_ABBREVIATION = 2  # letters: a full stop after so few parts nothing (runs.py): أ.ف.ب
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\w+|[A-Za-z]{2,8});")
_BRACKETS = re.compile(r"\(([^()]*\w[^()]*)\)")
_FAMILY = 2  # words of a family name
_COMMAS = frozenset(",،")

TWO_TERMS = "write two terms"
JOINED = "join them with AND, OR, or NEAR/5(…, …)"
_OTHER_NAME = "make an alias of what stands behind it"


def found_nowhere(text: str, instead: str) -> str | None:
    """One sentence where a sign parts the words of a term, phrase or name; `instead`: what to write.

    >>> found_nowhere("الجيش/الحر", TWO_TERMS)
    '«الجيش/الحر» is found nowhere, since «/» parts its words: write two terms'
    >>> found_nowhere("<b>عنف</b>", TWO_TERMS)
    '«<b>عنف</b>» holds markup («<b>»), which no article shows: write «عنف»'
    >>> [found_nowhere(text, TWO_TERMS) for text in ("أ.ف.ب", "حرب؟", "د. سالم", "S&P 500")]
    [None, None, None, None]
    """
    if PLAIN.fullmatch(text):  # most
        return None
    if (found := _MARKUP.search(text)) is not None:
        bare = " ".join(_MARKUP.sub(" ", text).split())
        return f"«{text}» holds markup («{found.group()}»), which no article shows: write «{bare}»"
    met = _parting(text)
    if met is None:
        return None
    before, sign, behind = met
    parts = f"«{sign}» parts" if sign != "\n" else "a new line parts"
    numbers = before.isdecimal() and behind.isdecimal()  # 24/7: there is nothing to write for it
    shown = " ".join(text.split())
    return f"«{shown}» is found nowhere, since {parts} its words: {'take it out' if numbers else instead}"


def odd_names(entity: Entity) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where the names of an entity, its `needs` and `not` are found nowhere or hardly, and one sentence each."""
    named: list[tuple[tuple[str | int, ...], str]] = [(("name",), entity.name)]
    named += [(("aliases", i), alias) for i, alias in enumerate(entity.aliases)]
    for where, name in named:
        what = found_nowhere(name, _turned(name, entity.kind) or _OTHER_NAME)
        if what is None and (inside := _BRACKETS.search(name)) is not None:
            follow = f"«{name}» is found only where «{inside[1].strip()}» stands there as well"
            what = f"{follow}: take it out, or make an alias of it"
        if what is not None:
            yield where, what
    for word, terms in (("needs", entity.needs), ("not", entity.bars)):
        yield from ((where, what) for i, term in enumerate(terms) for where, what in _odd_term((word, i), term))


def _odd_term(where: tuple[str | int, ...], term: Term) -> Iterator[tuple[tuple[str | int, ...], str]]:
    what = found_nowhere(term.text, TWO_TERMS)
    if what is not None:
        yield where, what


def _turned(name: str, kind: EntityKind) -> str | None:
    """What to write for a person whose family name stands first, as in a catalogue: «Gargash, Anwar»."""
    signs = [sign for sign in name if sign in _COMMAS]
    if kind is not EntityKind.PERSON or len(signs) != 1:
        return None
    last, first = (part.strip() for part in name.split(signs[0]))
    if len(last.split()) > _FAMILY or first.startswith("ال"):  # «محمد بن زايد، الرئيس» is not turned round
        return None
    return f"write «{first} {last}»"


def _parting(text: str) -> tuple[str, str, str] | None:
    """The first sign between two words over which no phrase is found, with the word before and the one behind."""
    word = sign = ""
    for one in surfaces(text):
        if is_break(one):
            if word and not sign and not (one == "." and len(clean(word)) <= _ABBREVIATION):
                sign = one
        elif sign:
            return word, sign, one
        else:
            word = one
    return None
