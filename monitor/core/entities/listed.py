"""From the names a list gives to an entity that can be watched: the scripts we read, nothing that would flood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.core.arabic.tokens import is_arabic, words
from monitor.core.model.watchlist import Entity, EntityKind, Term
from monitor.core.watch.flood import is_name_of_many
from monitor.core.watch.problems import LONGEST, MOST_ALIASES, problem_with

_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_SCRIPT = re.compile("[\u0370-\u05ff\u0900-\u1dff\u2e80-\ud7ff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry of a list."""

    id: str
    kind: EntityKind
    names: Sequence[str]  # the official ones first
    weak: Sequence[str] = ()  # aliases the list itself calls weak


def entity_of(listed: Listed) -> Entity | None:
    """The entity to watch; None if none of its names can be.

    It is called by its first Arabic name, else by its first one. A name of one word is kept for what is no person;
    a weak alias only if it has several words. Half the fathers of a street are called Abu Ali: no person by that alone.

    >>> listed = Listed(id="x:1", kind=EntityKind.PERSON, names=("Ali Saleh", "علي صالح"), weak=("Ali Sal", "أبو علي"))
    >>> entity_of(listed).name, entity_of(listed).aliases
    ('علي صالح', ('Ali Saleh', 'Ali Sal'))
    """
    person = listed.kind is EntityKind.PERSON
    each = (*_usable(listed.names, several=person), *_usable(listed.weak, several=True))
    names = list(dict.fromkeys(name for name in each if not (person and is_name_of_many(name))))
    if not names:
        return None
    first = next((name for name in names if is_arabic(words(name)[0])), names[0])
    aliases = tuple(name for name in names if name != first)[:MOST_ALIASES]
    return Entity(name=first, kind=listed.kind, aliases=aliases, id=listed.id)


def _usable(names: Iterable[str], *, several: bool) -> Iterable[str]:
    for raw in names:
        name = " ".join(_UNPRINTABLE.sub(" ", raw).split())
        if len(name) > LONGEST or _OTHER_SCRIPT.search(name):
            continue
        parts = words(name)
        if not parts or not (is_arabic(parts[0]) or _LATIN.search(name)):
            continue
        if several and len(parts) < 2:
            continue
        if problem_with(Term(text=name)) is None:
            yield name
